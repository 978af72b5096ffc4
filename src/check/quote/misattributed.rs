//! quote/misattributed: the words are right, the speaker is not.

use super::claim::{Claim, Spoken};
use super::judgement::{Judgement, cited};
use super::relation::Relation;
use super::seek::Hit;
use crate::check::{Fix, Severity, Verdict};

/// So much of a quotation's words must stand there for it to be the same.
const SAME_WORDS: f32 = 0.9;
const LONG: usize = 6;
const GARBLED: f32 = 0.6;
/// A single word is anybody's.
const WORDS: usize = 2;

/// Out of all reports two speakers have a phrase; it takes so many words, and so many origins that agree on who spoke:
/// one report's speaker may be misread.
const PHRASE: usize = 6;
const WITNESSES: usize = 2;

/// Whether a place has the words of a quotation, or nearly all of many.
pub fn same_words(hit: &Hit) -> bool {
    hit.coverage >= SAME_WORDS && (hit.is_exact() || hit.sought > LONG)
}

pub fn judge(claim: &Claim) -> Option<Judgement> {
    let same = |s: &&Spoken| same_words(s.hit);
    let least = if claim.folder { WORDS } else { PHRASE };
    if claim.tokens.len() < least {
        return None;
    }
    let first = claim
        .spoken
        .iter()
        .filter(same)
        .find(|s| s.relation == Relation::Other)?;
    if claim
        .spoken
        .iter()
        .filter(same)
        .any(|s| s.relation != Relation::Other)
    {
        return None;
    }
    // What this speaker said in nearly these words was garbled, not borrowed.
    let garbled = |s: &Spoken| s.timely && s.relation == Relation::Same && s.hit.coverage >= GARBLED;
    if claim.spoken.iter().any(garbled) {
        return None;
    }
    let said = claim.quote.speaker.as_ref()?;
    let speaker = claim.speaker_at(first.hit.at, &first.hit.tokens)?;
    let places = claim
        .spoken
        .iter()
        .filter(same)
        .map(|s| (s.hit.at, s.hit.tokens.clone()));
    let attested = claim.attested(places);
    let source = attested.first().map(cited).unwrap_or_default();
    let sure = claim.folder || attested.first().is_some_and(|a| a.origins >= WITNESSES);
    Some(Judgement {
        verdict: Verdict::Misattributed,
        severity: if sure {
            Severity::Error
        } else {
            Severity::Information
        },
        confidence: 0.85,
        message: format!("Said by {}, not {}: {source}", speaker.name, said.name),
        changes: Vec::new(),
        attested,
        fixes: rename(claim, &said.name, &speaker.name).into_iter().collect(),
    })
}

/// The speaker's name in the quotation's own sentence, changed for the right one.
fn rename(claim: &Claim, said: &str, right: &str) -> Option<Fix> {
    let paragraph = claim.paragraph()?;
    let around = claim.quote.sentence.clone();
    let marks = &claim.quote.marks;
    let last = said.split_whitespace().last()?;
    let name = paragraph
        .paragraph
        .names
        .iter()
        .map(|n| (paragraph.at(&n.span), n))
        .find(|(span, n)| {
            around.start <= span.start
                && span.end <= around.end
                && (span.end <= marks.start || span.start >= marks.end)
                && paragraph.paragraph.text[n.span.clone()].ends_with(last)
        });
    let (span, _) = name?;
    Some(Fix {
        title: format!("Attribute to {right}"),
        span,
        text: right.to_owned(),
        preferred: false,
    })
}
