//! quote/altered: a report has a quotation in the same place, with other words, one or all.

use std::ops::Range;

use super::align::{self, By, Step};
use super::claim::{Claim, Spoken};
use super::edit::{self, Sort};
use super::judgement::{Judgement, cited, replacements};
use super::lineage;
use super::relation::Relation;
use super::slot::Candidate;
use super::stretch::Stretch;
use super::token::Class;
use crate::check::{Severity, Verdict};

pub fn judge(claim: &Claim) -> Option<Judgement> {
    let near = |s: &&Spoken| s.telling && s.is_itself() && !s.hit.is_exact() && !claim.goes_beyond(s.hit);
    let Some(first) = claim.spoken.iter().find(near) else {
        return said_by_another(claim).or_else(|| in_its_place(claim));
    };
    let rival = |s: &&Spoken| s.hit.coverage >= first.hit.coverage - 0.1 && s.timely == first.timely;
    let places = claim.spoken.iter().filter(near).filter(rival);
    let attested = claim.attested(places.map(|s| (s.hit.at, claim.whole(s.hit))));
    let changes = first.hit.changes();
    let source = attested.first().map(cited).unwrap_or_default();
    Some(Judgement {
        verdict: Verdict::Altered,
        severity: edit::severity(&changes, Sort::severity),
        changes,
        confidence: first.hit.coverage.clamp(0.6, 0.98),
        message: format!("The reports have {source}{}", claim.changes(first.hit)),
        fixes: replacements(claim, &attested),
        attested,
    })
}

/// So much of a quotation's words is no chance, whoever said them.
const ANOTHER_S: f32 = 0.7;

/// Somebody else's words, and not quite those: in reports that were put together for the story.
fn said_by_another(claim: &Claim) -> Option<Judgement> {
    let theirs = |s: &&Spoken| {
        let words = s.hit.coverage >= ANOTHER_S && s.hit.is_itself(false) && !s.hit.is_exact();
        s.relation == Relation::Other && s.timely && words
    };
    let first = claim.spoken.iter().filter(|_| claim.folder).find(theirs)?;
    let speaker = claim.speaker_at(first.hit.at, &first.hit.tokens)?;
    let attested = claim.attested([(first.hit.at, claim.whole(first.hit))]);
    let source = attested.first().map(cited)?;
    let changes = first.hit.changes();
    Some(Judgement {
        verdict: Verdict::Altered,
        severity: edit::severity(&changes, Sort::severity).max(Severity::Warning),
        changes,
        confidence: 0.7,
        message: format!("{} has {source}{}", speaker.name, claim.changes(first.hit)),
        fixes: replacements(claim, &attested),
        attested,
    })
}

/// None of its words, or few, but what the speaker is quoted with at this point of the story.
fn in_its_place(claim: &Claim) -> Option<Judgement> {
    let slot = claim.slot?;
    let places = std::iter::once(&slot.best).chain(&slot.also);
    let attested = claim.attested(places.map(|c| (c.at, fragment(claim, c))));
    let source = attested.first().map(cited)?;
    let severity = if lineage::is_sure(claim, slot) {
        Sort::Wording.severity()
    } else {
        Severity::Information
    };
    Some(Judgement {
        verdict: Verdict::Altered,
        severity,
        changes: vec![Sort::Wording],
        confidence: slot.confidence,
        message: format!("In its place the reports have {source}"),
        fixes: replacements(claim, &attested),
        attested,
    })
}

/// The words of a place that stand for a fragment of a sentence ("the “longest night” of her life"), where one of them
/// tells which; else the whole place.
fn fragment(claim: &Claim, place: &Candidate) -> Range<usize> {
    let words = &claim.passages.stream(place.at).tokens[place.tokens.clone()];
    let steps = align::align(claim.tokens, &Stretch::of(words), By::Word);
    let tells = |s: &Step| matches!(*s, Step::Keep(i, _) if claim.tokens[i].class >= Class::Number);
    let text = &claim.clipping(place.at).report.text;
    let sentence = words.first().and_then(|w| text.get(w.start as usize..));
    let sentence = sentence.is_some_and(|s| s.starts_with(char::is_uppercase));
    let whole = !sentence || claim.text.starts_with(char::is_uppercase) || !steps.iter().any(tells);
    match align::covered(&steps) {
        Some(part) if !whole && 2 * part.len() >= claim.tokens.len() => {
            place.tokens.start + part.start..place.tokens.start + part.end
        }
        _ => place.tokens.clone(),
    }
}
