//! How surely a figure of a story is of what its headline's is of.

use super::told::Told;
use crate::check::figure::compare::{self, Relation};
use crate::story::figure::{Bound, Kind};

/// Another value that is no slip is at most so many times as much.
const FAR: f64 = 4.0;
/// Of small numbers any may be meant.
const SMALL: f64 = 20.0;
/// Sentences of the story that hardly tell anything but what its headline tells.
const FIRST: usize = 4;
/// Words of matter that a sentence shares with the headline if it tells the same.
const SHARED: usize = 2;
/// A figure of the same noun or fate is so much surer than words that it shares with the headline.
const NAMED: usize = 4;

/// `None` where the two are of different things, or as good as the same. `senses` are those of the headline's words.
pub fn rivalry(own: &Told, other: &Told, senses: &[u64]) -> Option<usize> {
    let kind = own.stated.kind;
    let apart = other.is_part() || other.is_aside() || own.is_beside() != other.is_beside();
    let of_more = own.amount() > other.amount() && other.is_listed();
    if kind != other.stated.kind || apart || of_more || !is_near(own, other) {
        return None;
    }
    let shared = other.shares(senses);
    match kind {
        Kind::Count => counted(own, other, shared),
        Kind::Age | Kind::Score => Some(shared),
        _ => measured(own, other, shared),
    }
}

fn counted(own: &Told, other: &Told, shared: usize) -> Option<usize> {
    let (a, b) = (own.figure, other.figure);
    let same = a.head.is_some() && a.head == b.head;
    let fate = a.fate.is_some() && a.fate == b.fate;
    // "14 killed" are any of those of whom the story says how many were killed.
    let anyone = a.head == a.fate || b.head == b.fate;
    let told = shared >= SHARED || other.sentence < FIRST && shared > 0;
    if told && (same || fate && anyone) {
        return Some(shared + NAMED);
    }
    let loose = a.head.is_none() || b.head.is_none() || own.names_head(other);
    (loose && shared > SHARED).then_some(shared)
}

fn measured(own: &Told, other: &Told, shared: usize) -> Option<usize> {
    let (a, b) = (own.figure, other.figure);
    let change = a.change == b.change
        || matches!(own.stated.kind, Kind::Money(_)) && (a.change.is_none() || b.change.is_none());
    let unit = own.stated.kind != Kind::Duration || a.unit == b.unit;
    let region = matches!(other.stated.bound, Bound::MoreThan | Bound::LessThan);
    let told = shared >= SHARED || other.sentence < FIRST && shared > 0;
    (change && unit && !region && told).then_some(shared)
}

/// Whether two values are near enough to be of one thing and not one, as far as the headline's bound lets them differ.
fn is_near(own: &Told, other: &Told) -> bool {
    let relation = compare::compare(&own.stated, &other.stated);
    let Some((a, b)) = own.amount().zip(other.amount()) else {
        return own.stated.kind == Kind::Score && relation == Some(Relation::Other);
    };
    let outside = match own.stated.bound {
        bound if bound == other.stated.bound => true,
        Bound::MoreThan | Bound::AtLeast | Bound::JustOver => b < a,
        Bound::LessThan | Bound::UpTo | Bound::Nearly => b > a,
        Bound::Exact | Bound::About => true,
    };
    let far = if a.max(b) <= SMALL { SMALL } else { FAR };
    let near = match relation {
        Some(Relation::Slip(_)) => true,
        Some(Relation::Other | Relation::Far) => a.max(b) <= a.min(b) * far,
        _ => false,
    };
    outside && near && b > 1.0
}
