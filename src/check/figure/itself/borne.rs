//! What of a story bears out a figure of its headline.

use super::place::has_any;
use super::told::Told;
use crate::check::figure::compare::{self, Plain, Relation};
use crate::story::figure::{Bound, Kind};

/// At most so many sentences apart two figures add up.
const TOGETHER: usize = 1;
/// From so much on a number bears out one of another sort: "30" and "a 30-mile march".
const TELLING: f64 = 13.0;
/// Below this a headline's exact number is not rounded.
const ROUND: f64 = 100.0;
/// From so many times as much at its end a range leaves open what is meant.
const VAGUE: f64 = 5.0;
/// Who may die with those whom they kill.
const KILLERS: &[&str] = &[
    "gunman", "gunmen", "shooter", "attacker", "attackers", "bomber", "bombers", "assailant", "himself",
    "herself", "themselves", "suicide", "pilot", "driver",
];

pub fn is_borne_out(own: &Told, told: &[Told]) -> bool {
    told.iter().any(|other| says(other, own)) || is_derived(own, told) || is_with_killer(own, told)
}

/// Whether a figure of the story says what the headline's says: the same, rounded, in another unit or coarser.
fn says(other: &Told, own: &Told) -> bool {
    use Relation::{Coarser, Rounded, Same, Shifted};
    let rounds = own.stated.bound != Bound::Exact || own.amount().is_none_or(|own| own >= ROUND);
    let is = |relation| match relation {
        Same | Shifted => true,
        Rounded | Coarser => rounds,
        _ => false,
    };
    let like = own.stated.classes().contains(&Some(other.stated.class()));
    // A headline may be as exact as "about 300" leaves it.
    let open = other.amount().is_none()
        || matches!(
            other.stated.bound,
            Bound::About | Bound::Nearly | Bound::JustOver | Bound::MoreThan
        );
    let forth = || compare::compare(&own.stated, &other.stated).is_some_and(is);
    let back = || open && compare::compare(&other.stated, &own.stated).is_some_and(is);
    like && !is_vague(other) && (forth() || back()) || is_named(own, other) || rounds && is_cut(own, other)
}

/// "hundreds": next to any number may be meant.
fn is_vague(other: &Told) -> bool {
    matches!(other.stated.value, Plain::Amount { low, high, .. } if high > low * VAGUE)
}

/// Whether the number stands in a figure of another sort: "Flight 370", "a 30-mile march".
fn is_named(own: &Told, other: &Told) -> bool {
    let kind = other.stated.kind;
    let [ours, theirs] = [own, other].map(|told| told.stated.numeral.map(|numeral| numeral.value()));
    let telling = matches!(kind, Kind::Age | Kind::Identifier) || ours.is_some_and(|ours| ours >= TELLING);
    kind != own.stated.kind
        && !matches!(kind, Kind::Date | Kind::Time)
        && ours.is_some()
        && ours == theirs
        && telling
}

/// "$388,700" is "$388K" in a headline.
fn is_cut(own: &Told, other: &Told) -> bool {
    let Plain::Amount { low, step, .. } = own.stated.value else {
        return false;
    };
    let cut = low..low + step;
    own.figure.kind == other.figure.kind && other.amount().is_some_and(|amount| cut.contains(&amount))
}

/// "13 dead" above "killing 12 people before taking his own life"
fn is_with_killer(own: &Told, told: &[Told]) -> bool {
    let died = |other: &&Told| own.figure.fate.is_some() && other.figure.fate == own.figure.fate;
    told.iter().filter(died).any(|other| {
        let one_less = own.amount() == other.amount().map(|other| other + 1.0);
        one_less && has_any(&other.placed.paragraph.text, KILLERS)
    })
}

/// Whether two or three figures that stand together make it, two differ by it, or a share leaves it.
fn is_derived(own: &Told, told: &[Told]) -> bool {
    let Some((value, reach)) = own.amount().zip(own.reach()) else {
        return false;
    };
    let is = |other: f64| (other - value).abs() <= reach;
    let apart = match own.stated.kind {
        Kind::Count | Kind::Duration => TOGETHER,
        _ => 0,
    };
    let like: Vec<(usize, f64)> = told
        .iter()
        .filter(|other| adds_up(own, other))
        .filter_map(|other| Some((other.sentence, other.amount()?)))
        .collect();
    like.iter().enumerate().any(|(at, &(sentence, a))| {
        let behind = like.get(at + 1..).unwrap_or_default();
        let to = behind.partition_point(|&(other, _)| other - sentence <= apart);
        let near = behind.get(..to).unwrap_or_default();
        let added = near.iter().enumerate().any(|(at, &(_, b))| {
            let third = near.get(at + 1..).unwrap_or_default();
            is(a + b) || is((a - b).abs()) || third.iter().any(|&(_, c)| is(a + b + c))
        });
        added || own.stated.kind == Kind::Percentage && is(100.0 - a)
    })
}

/// Whether a figure of the story may be a part of the headline's.
fn adds_up(own: &Told, other: &Told) -> bool {
    let (a, b) = (own.figure, other.figure);
    let fate = a.fate.is_some() && a.fate == b.fate;
    let like = fate || a.head.is_none() || b.head.is_none() || a.head == b.head;
    own.stated.kind == other.stated.kind && (own.stated.kind != Kind::Count || like) && !other.is_part()
}
