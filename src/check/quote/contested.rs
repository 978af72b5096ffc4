//! quote/contested: reports differ on what was said, and the draft has one of their wordings. All are shown, none chosen.

use super::claim::{Claim, Relation, Spoken};
use super::edit::Sort;
use super::judgement::{Judgement, cited};
use crate::check::{Severity, Verdict};

/// From this share of the words on two sentences are one utterance in two renderings.
const RENDERING: f32 = 0.45;

pub fn judge(claim: &Claim) -> Option<Judgement> {
    let exact = || {
        claim
            .spoken
            .iter()
            .filter(|s| s.hit.is_exact() && s.relation != Relation::Other && s.timely)
    };
    exact().next()?;
    // Who has both sentences has two utterances, and who copied one of those reports is no other witness.
    let same_witness = |s: &&Spoken| !exact().any(|e| claim.origin(e.hit.at) == claim.origin(s.hit.at));
    let rivals: Vec<&Spoken> = claim
        .spoken
        .iter()
        .filter(|s| is_rendering(claim, s))
        .filter(same_witness)
        .collect();
    if rivals.is_empty() {
        return None;
    }
    let ours = exact().map(|s| (s.hit.at, s.hit.tokens.clone()));
    let theirs = rivals.iter().map(|s| (s.hit.at, claim.whole(s.hit)));
    let attested = claim.attested(ours.chain(theirs));
    let all: Vec<String> = attested.iter().map(cited).collect();
    Some(Judgement {
        verdict: Verdict::Contested,
        severity: Severity::Warning,
        confidence: 0.8,
        message: format!("Reports differ: {}", all.join("; ")),
        attested,
        fixes: Vec::new(),
    })
}

/// The same speaker's sentence of the same days, with other words in place of some of these.
fn is_rendering(claim: &Claim, s: &Spoken) -> bool {
    let grave = s
        .hit
        .edits
        .iter()
        .filter(|e| e.sort >= Sort::Content && !e.report.is_empty());
    let reworded = grave.clone().any(|e| !e.quote.is_empty());
    let left_out: usize = grave.map(|e| e.report.len().saturating_sub(e.quote.len())).sum();
    s.timely
        && s.relation == Relation::Same
        && s.hit.coverage >= RENDERING
        && reworded
        && left_out <= claim.tokens.len() / 2
}
