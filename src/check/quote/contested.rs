//! quote/contested: reports differ on what was said, and the draft has one of their wordings. All are shown, none chosen.

use super::claim::{Claim, Spoken};
use super::edit::{Edit, Sort};
use super::judgement::{Judgement, cited};
use super::relation::Relation;
use crate::check::{Severity, Verdict};

/// From this share of the words on two sentences are one utterance in two renderings.
const RENDERING: f32 = 0.45;
/// A quotation of fewer words needs more of them to be the same, and so does any outside a folder put together for the
/// story: the speaker has said something like it elsewhere.
const SHORT: usize = 5;
const SAME: f32 = 0.75;

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
        changes: Vec::new(),
        attested,
        fixes: Vec::new(),
    })
}

/// The same speaker's sentence of the same days, with other words in place of some of these. One that only ends sooner
/// or goes on otherwise is another cut, not another rendering.
fn is_rendering(claim: &Claim, s: &Spoken) -> bool {
    let words = claim.tokens.len();
    let edits = || s.hit.edits.iter().filter(|e| e.sort > Sort::Contraction);
    let changed = |e: &Edit| {
        e.sort >= Sort::Content
            && !e.quote.is_empty()
            && !e.report.is_empty()
            && in_one_quotation(claim, s, e)
    };
    // The same words in another order: gone here, added there.
    let moved = edits().any(|e| e.quote.is_empty()) && edits().any(|e| e.report.is_empty());
    let reworded =
        edits().any(changed) || edits().any(|e| parted(claim, s, e)) || moved && claim.is_sentence(s.hit);
    let grave = edits().filter(|e| e.sort >= Sort::Content);
    let longest = grave
        .map(|e| e.quote.len().max(e.report.len()))
        .max()
        .unwrap_or(0);
    let least = match s.relation {
        Relation::Same if claim.folder && (words >= SHORT || claim.is_sentence(s.hit)) => RENDERING,
        _ => SAME,
    };
    let whole = !claim.tokens.iter().any(|t| t.elided);
    let one = claim.folder || s.relation == Relation::Same && claim.is_of_one(s.hit);
    s.timely
        && s.telling
        && one
        && s.relation != Relation::Other
        && s.hit.coverage >= least
        && reworded
        && whole
        && longest * 2 <= words
}

/// Whether the report has what stands in the place of changed words in one quotation with what follows.
fn in_one_quotation(claim: &Claim, s: &Spoken, edit: &Edit) -> bool {
    let stream = claim.passages.stream(s.hit.at);
    let of = |token: usize| stream.units.get(stream.unit(token)).map(|u| u.of);
    let last = edit.report.end.min(s.hit.tokens.end - 1);
    of(edit.report.start.min(last)) == of(last)
}

/// Whether one of the two has words in the middle that the other leaves out unmarked.
fn parted(claim: &Claim, s: &Spoken, edit: &Edit) -> bool {
    let theirs = &claim.passages.stream(s.hit.at).tokens;
    let middle = edit.quote.start > 1 && edit.quote.end + 1 < claim.tokens.len();
    let ours = claim.tokens[edit.quote.clone()].iter();
    let sentence = ours.chain(&theirs[edit.report.clone()]).any(|t| t.opens);
    let marked = theirs.get(edit.report.end).is_some_and(|t| t.elided);
    middle && in_one_quotation(claim, s, edit) && edit.sort >= Sort::Content && !sentence && !marked
}
