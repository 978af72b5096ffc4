//! Reports differ among themselves; the draft's value is in one of them, or a later one replaced it.

use super::case::{Case, Judgement, Scene};
use super::compare::Plain;
use super::evidence::Hit;
use crate::check::{Severity, Verdict};
use crate::story::figure::Kind;

/// How like a place must be for another value in it to stand beside the draft's.
const RIVAL: f32 = 0.4;
/// Values farther apart are of two things.
const FAR: f64 = 2.0;

pub fn judge<'a>(case: &Case<'a>, _: &Scene<'a>) -> Option<Judgement<'a>> {
    let supporters: Vec<Hit> = case.supporters().copied().collect();
    let best = supporters.first()?;
    let near = |hit: &Hit| match (
        case.spot.stated.value,
        case.spot.stated.amount(),
        hit.held.spot.stated.amount(),
    ) {
        (_, Some(ours), Some(theirs)) => ours / theirs < FAR && theirs / ours < FAR,
        (Plain::Date(when), ..) => when.weekday.is_none() && when.relative.is_none(),
        _ => true,
    };
    let rivals: Vec<Hit> = case
        .deniers()
        .filter(|hit| hit.current && hit.likeness >= RIVAL.max(best.likeness * 0.8) && near(hit))
        .copied()
        .collect();
    let rival = rivals.first()?;
    let latest = |hits: &[Hit]| hits.iter().filter_map(|hit| hit.day).max();
    let (ours, theirs) = (latest(&supporters), latest(&rivals));
    if theirs < ours || (theirs == ours && case.spot.stated.kind == Kind::Count) {
        return None;
    }
    let replaced = theirs > ours;
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
