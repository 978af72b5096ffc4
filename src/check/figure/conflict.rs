//! Reports give another value for the same thing, and none gives the draft's.

use super::case::{Case, Judgement, Scene};
use super::compare::{Plain, Relation};
use super::evidence::Hit;
use super::slip::Slip;
use crate::check::{Severity, Verdict};
use crate::story::figure::{Kind, When};

/// How like a place must be for another value in it to gainsay the draft: for a value one sure slip away, and for
/// any other.
const SLIP: f32 = 0.14;
const OTHER: f32 = 0.5;
/// How much liker it must be than a place that has the draft's value.
const OUTWEIGHS: f32 = 2.0;
/// The same where only reports of another occasion have the value.
const OUTWEIGHS_OLD: f32 = 1.2;

pub fn judge<'a>(case: &Case<'a>, _: &Scene<'a>) -> Option<Judgement<'a>> {
    if let Some(hit) = case.swapped {
        return Some(judgement(vec![hit], "exchanged with another figure of the draft"));
    }
    if case.is_relative() {
        return None;
    }
    let digits = case.digits();
    let excess = |hit: &Hit| hit.likeness - needed(hit.relation, digits);
    let gainsays = |hit: &&Hit| hit.current && excess(hit) > 0.0 && !case.is_borne_out_against(hit);
    let mut hits: Vec<Hit> = case.deniers().filter(gainsays).copied().collect();
    hits.sort_by(|a, b| excess(b).total_cmp(&excess(a)));
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

impl<'a> Case<'a> {
    /// Whether reports that give the draft's value weigh more than one that gives another.
    fn is_borne_out_against(&self, denier: &Hit) -> bool {
        self.supporters().chain(self.shifters()).any(|hit| {
            if !hit.current {
                return hit.likeness * OUTWEIGHS_OLD >= denier.likeness;
            }
            let later = hit.day > denier.day && self.spot.stated.kind == Kind::Count;
            self.is_telling() || later || hit.likeness * OUTWEIGHS >= denier.likeness
        })
    }

    /// "yesterday": too loose a word to be gainsaid.
    fn is_relative(&self) -> bool {
        matches!(
            self.spot.stated.value,
            Plain::Date(When {
                relative: Some(_),
                ..
            })
        )
    }
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
