//! A report gives the same value for the same thing: written another way, rounded, in another unit.

use super::case::{Case, Judgement, Scene};
use crate::check::{Severity, Verdict};

pub fn judge<'a>(case: &Case<'a>, _: &Scene<'a>) -> Option<Judgement<'a>> {
    let hits: Vec<_> = case.supporters().copied().collect();
    let best = hits.first()?.likeness;
    Some(Judgement {
        verdict: Verdict::Attested,
        severity: Severity::Silent,
        confidence: (0.6 + best).min(0.99),
        hits,
        note: String::new(),
    })
}
