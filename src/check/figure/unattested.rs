//! No report gives a figure for this. That is not wrong: the archive does not know it.

use super::case::{Case, Judgement, Scene};
use crate::check::{Severity, Verdict};

pub fn judge<'a>(_: &Case<'a>, _: &Scene<'a>) -> Option<Judgement<'a>> {
    Some(Judgement {
        verdict: Verdict::Unattested,
        severity: Severity::Hint,
        confidence: 0.5,
        hits: Vec::new(),
        note: "no report gives this figure".to_owned(),
    })
}
