//! An identifier: a flight, a road, a model. No claim.

use super::case::{Case, Judgement, Scene};
use crate::check::{Severity, Verdict};
use crate::story::figure::Kind;

pub fn judge<'a>(case: &Case<'a>, _: &Scene<'a>) -> Option<Judgement<'a>> {
    (case.spot.stated.kind == Kind::Identifier).then(|| Judgement {
        verdict: Verdict::Ignore,
        severity: Severity::Silent,
        confidence: 0.9,
        hits: Vec::new(),
        note: "an identifier".to_owned(),
    })
}
