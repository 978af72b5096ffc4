//! The value stands, but its bound changed the sense: "up to" for "at least", a bare figure for "up to".

use super::case::{Case, Judgement, Scene};
use super::hit::Hit;
use crate::check::{Severity, Verdict};
use crate::story::figure::Bound;

pub fn judge<'a>(case: &Case<'a>, scene: &Scene<'a>) -> Option<Judgement<'a>> {
    // Among many reports a like figure with another bound is rather another figure.
    if !scene.setting.folder {
        return None;
    }
    let hits: Vec<_> = case.shifters().copied().collect();
    let best = hits.first()?.likeness;
    // A report that has the draft's very words on as like a thing bears it out.
    let ours = case.spot.stated.bound;
    let words = |hit: &Hit| ours == Bound::Exact || hit.held.spot.stated.bound == ours;
    if case
        .supporters()
        .any(|hit| hit.likeness >= best * 0.6 && words(hit))
    {
        return None;
    }
    Some(Judgement {
        verdict: Verdict::Shifted,
        severity: Severity::Information,
        confidence: (0.5 + best).min(0.95),
        hits,
        note: "the bound changed".to_owned(),
    })
}
