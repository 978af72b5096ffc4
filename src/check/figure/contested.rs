//! Reports differ among themselves; the draft's value is in one of them, or a later one replaced it.

use std::cmp::Ordering;

use super::case::{Case, Judgement, Scene};
use super::compare::{Plain, Relation};
use super::hit::Hit;
use super::slip::Slip;
use crate::check::{Severity, Verdict};
use crate::story::figure::Kind;

/// How like a place must be for another value in it to stand beside the draft's.
const RIVAL: f32 = 0.32;
/// The same for one that came after all that have the draft's value.
const RIVAL_LATER: f32 = 0.25;
/// The same for a year or a number of one digit, of which a story has many.
const RIVAL_OF_MANY: f32 = 0.55;
/// How like a place must be to have the draft's value in it for good.
const OWN: f32 = 0.2;
/// Values farther apart are of two things.
const FAR: f64 = 2.0;
/// A duration of fewer digits is not taken by the clock.
const STOPPED: usize = 4;
/// A value of so many digits is the draft's wherever it stands.
const UNIQUE: usize = 4;
/// How like a rival's place must be, beside the best that has the draft's value.
const AS_LIKE: f32 = 0.7;
/// How like it must be to stand beside it under names of its own.
const SURE: f32 = 0.7;
/// The same for one that came after all of those.
const AS_LIKE_LATER: f32 = 0.5;

pub fn judge<'a>(case: &Case<'a>, scene: &Scene<'a>) -> Option<Judgement<'a>> {
    let rough = match case.spot.stated.kind {
        Kind::Time | Kind::Odds => true,
        Kind::Duration => case.digits() < STOPPED,
        _ => false,
    };
    if rough {
        return None;
    }
    let supporters: Vec<Hit> = case.supporters().copied().collect();
    let best = supporters
        .iter()
        .find(|hit| hit.relation == Relation::Same && (hit.likeness >= OWN || case.digits() >= UNIQUE))?;
    let common = case.digits() < 2 || matches!(case.spot.stated.kind, Kind::Date | Kind::Score);
    let needed = |later: bool| match (common, later) {
        (true, _) => RIVAL_OF_MANY,
        (_, true) => RIVAL_LATER,
        _ => RIVAL,
    };
    let swaps = |hit: &Hit| {
        hit.relation == Relation::Slip(Slip::Swapped)
            && hit.likeness >= RIVAL_OF_MANY
            && !case.spot.is_estranged(&hit.held.spot)
    };
    let near = |hit: &Hit| match (
        case.spot.stated.value,
        case.spot.stated.amount(),
        hit.held.spot.stated.amount(),
    ) {
        (_, Some(ours), Some(theirs)) => swaps(hit) || (ours / theirs < FAR && theirs / ours < FAR),
        (Plain::Date(date), ..) => date.is_year(),
        _ => true,
    };
    let clippings: Vec<u32> = supporters.iter().map(|hit| hit.held.clipping).collect();
    let like = |hit: &Hit| {
        let later = supporters.iter().all(|own| hit.follows(own));
        let beside = best.likeness * if later { AS_LIKE_LATER } else { AS_LIKE };
        hit.likeness >= needed(later).max(beside)
    };
    // "A majority of 74, now of 68": the draft has both.
    let told = |hit: &Hit| {
        let mut others = scene.cases.iter().filter(|other| other.at != case.at);
        others.any(|other| other.supporters().any(|own| std::ptr::eq(own.held, hit.held)))
    };
    // A name that only the rival has is what the rival speaks of.
    let rivals: Vec<Hit> = case
        .deniers()
        .filter(|hit| hit.current && like(hit) && near(hit))
        .filter(|hit| {
            hit.likeness > best.likeness && hit.likeness >= SURE
                || case.spot.is_age_of_owner(&hit.held.spot)
                || scene.evidence.knows_names(&hit.held.spot, &clippings)
        })
        .filter(|hit| !told(hit) && !supporters.iter().any(|own| scene.evidence.replaces(own, hit)))
        .copied()
        .collect();
    let rival = rivals.first()?;
    let latest = |hits: &[Hit]| hits.iter().filter_map(|hit| hit.day).max();
    let (ours, theirs) = (latest(&supporters), latest(&rivals));
    let swapped = rivals.iter().all(swaps);
    // A count grows, but not by an exchange of its digits.
    let grows = case.spot.stated.kind == Kind::Count && !swapped;
    let slips = |hit: &Hit| matches!(hit.relation, Relation::Slip(_));
    // Among reports of one day the hours decide, where they give them.
    let follows = |rival: &Hit| supporters.iter().all(|own| rival.follows(own));
    let order = theirs.cmp(&ours);
    let order = if order == Ordering::Equal && rivals.iter().any(follows) {
        Ordering::Greater
    } else {
        order
    };
    let kept = match order {
        Ordering::Less => grows || !rivals.iter().any(slips),
        Ordering::Equal => grows,
        Ordering::Greater => false,
    };
    if kept {
        return None;
    }
    let replaced = order == Ordering::Greater;
    Some(Judgement {
        verdict: Verdict::Contested,
        severity: Severity::Information,
        confidence: (0.3 + rival.likeness).min(0.9),
        note: if replaced {
            "a later report has another value"
        } else {
            "reports differ"
        }
        .to_owned(),
        hits: rivals.into_iter().chain(supporters).collect(),
    })
}
