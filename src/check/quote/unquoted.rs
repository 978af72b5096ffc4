//! quote/unquoted: reports tell it in their own words; the draft puts it between marks.

use super::claim::{Claim, Relation};
use super::judgement::{Judgement, cited};
use crate::check::{Fix, Severity, Verdict};

/// The share of its words that one sentence of a report must tell.
const TOLD: f32 = 0.68;
/// How much better it must fit than anything that is quoted.
const MARGIN: f32 = 0.12;
/// Fewer words than these are anybody's.
const WORDS: usize = 3;

pub fn judge(claim: &Claim) -> Option<Judgement> {
    let told = claim.told.first()?;
    let quoted = claim
        .spoken
        .iter()
        .filter(|s| s.relation != Relation::Other)
        .map(|s| s.hit.coverage);
    let quoted = quoted.fold(0.0_f32, f32::max);
    if claim.tokens.len() < WORDS || told.coverage < TOLD || told.coverage < quoted + MARGIN {
        return None;
    }
    let places = claim
        .told
        .iter()
        .filter(|h| h.coverage >= TOLD.max(told.coverage - MARGIN));
    let attested = claim.attested(places.map(|h| (h.at, h.tokens.clone())));
    let source = attested.first().map(cited).unwrap_or_default();
    Some(Judgement {
        verdict: Verdict::Unquoted,
        severity: Severity::Warning,
        confidence: told.coverage.min(0.95),
        message: format!("Only reported speech: {source}"),
        attested,
        fixes: vec![Fix {
            title: "Take the quotation marks off".to_owned(),
            span: claim.quote.marks.clone(),
            text: claim.text.to_string(),
            preferred: false,
        }],
    })
}
