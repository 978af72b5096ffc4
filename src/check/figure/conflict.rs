//! Reports give another value for the same thing, and none gives the draft's.

use super::case::{Case, Judgement, Scene};
use super::compare::Relation;
use super::evidence::Hit;
use super::slip::Slip;
use crate::check::{Severity, Verdict};
use crate::story::figure::Kind;

/// How much liker it must be than a place that has the draft's value.
const OUTWEIGHS: f32 = 2.0;
/// The same where only reports of another occasion have the value.
const OUTWEIGHS_OLD: f32 = 1.2;
/// A value that is no slip is more likely another thing's the farther it is.
const FAR: f64 = 3.0;

pub fn judge<'a>(case: &Case<'a>, _: &Scene<'a>) -> Option<Judgement<'a>> {
    if let Some(hit) = case.swapped {
        return Some(judgement(vec![hit], "exchanged with another figure of the draft"));
    }
    if case.is_relative() {
        return None;
    }
    let gainsays = |hit: &&Hit| {
        hit.current && case.excess(hit) > 0.0 && !is_far(case, hit) && !is_borne_out_against(case, hit)
    };
    let mut hits: Vec<Hit> = case.deniers().filter(gainsays).copied().collect();
    hits.sort_by(|a, b| case.excess(b).total_cmp(&case.excess(a)));
    let best = *hits.first()?;
    Some(match best.relation {
        Relation::Slip(slip) => Judgement {
            severity: if matches!(slip, Slip::Tenfold | Slip::Scale) {
                Severity::Error
            } else {
                Severity::Warning
            },
            ..judgement(hits, slip.words())
        },
        _ => judgement(hits, "another value"),
    })
}

/// Whether reports that give the draft's value weigh more than one that gives another.
fn is_borne_out_against(case: &Case, denier: &Hit) -> bool {
    case.supporters().chain(case.shifters()).any(|hit| {
        if !hit.current {
            return hit.likeness * OUTWEIGHS_OLD >= denier.likeness;
        }
        let later = hit.day > denier.day && case.spot.stated.kind == Kind::Count;
        case.is_telling() || later || hit.likeness * OUTWEIGHS >= denier.likeness
    })
}

/// Whether another value is too far off to be of the same thing: many times as much, or just twice as much, as where
/// one figure is of each side and the other of both.
fn is_far(case: &Case, hit: &Hit) -> bool {
    if hit.relation != Relation::Other {
        return false;
    }
    let (Some(ours), Some(theirs)) = (case.spot.stated.amount(), hit.held.spot.stated.amount()) else {
        return false;
    };
    let ratio = if ours > theirs {
        ours / theirs
    } else {
        theirs / ours
    };
    ratio > FAR || ratio == 2.0
}

fn judgement<'a>(hits: Vec<Hit<'a>>, note: &str) -> Judgement<'a> {
    let best = hits.first().map_or(0.0, |hit| hit.likeness);
    Judgement {
        verdict: Verdict::Conflict,
        severity: Severity::Warning,
        confidence: (0.5 + best).min(0.95),
        hits,
        note: note.to_owned(),
    }
}
