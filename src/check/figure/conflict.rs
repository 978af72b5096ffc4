//! Reports give another value for the same thing, and none gives the draft's.

use super::case::{Case, Judgement, Scene};
use super::compare::Relation;
use super::evidence::Hit;
use super::slip::Slip;
use crate::check::{Severity, Verdict};

/// How like a place must be for another value in it to gainsay the draft: for a value one sure slip away, and for
/// any other.
const SLIP: f32 = 0.14;
const OTHER: f32 = 0.5;
/// How much liker it must be than a place that has the draft's value.
const OUTWEIGHS: f32 = 1.6;

pub fn judge<'a>(case: &Case<'a>, _: &Scene<'a>) -> Option<Judgement<'a>> {
    if let Some(hit) = case.swapped {
        return Some(judgement(vec![hit], "exchanged with another figure of the draft"));
    }
    let digits = case.digits();
    let excess = |hit: &Hit| hit.likeness - needed(hit.relation, digits);
    let mut hits: Vec<Hit> = case.deniers().filter(|hit| excess(hit) > 0.0).copied().collect();
    hits.sort_by(|a, b| excess(b).total_cmp(&excess(a)));
    let best = *hits.first()?;
    let borne_out = case.supporters().chain(case.shifters()).map(|hit| hit.likeness);
    if borne_out.fold(0.0, f32::max) * OUTWEIGHS >= best.likeness {
        return None;
    }
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

fn needed(relation: Relation, digits: usize) -> f32 {
    match relation {
        Relation::Slip(slip) => OTHER - (OTHER - SLIP) * slip.strength(digits),
        _ => OTHER,
    }
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
