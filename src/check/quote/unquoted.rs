//! quote/unquoted: reports tell it in their own words; the draft puts it between marks.

use super::claim::Claim;
use super::judgement::{Judgement, cited};
use super::relation::Relation;
use super::seek::Hit;
use crate::check::{Fix, Severity, Verdict};
use crate::story::word::hash;

/// The share of its words that one sentence of a report must tell, where the speaker is named beside it and elsewhere.
const TOLD_OF_SPEAKER: f32 = 0.6;
const TOLD: f32 = 0.68;
const TOLD_OF_MANY: f32 = 0.8;
/// Words of matter that must be among them.
const MATTER_OF_SPEAKER: usize = 1;
const MATTER: usize = 3;
/// Fewer do in a folder that was put together for the story, and where nearly all of the words are told.
const MATTER_OF_FEW: usize = 2;
const FULL: f32 = 0.9;
/// How much better it must fit than anything that is quoted.
const MARGIN: f32 = 0.12;
/// Fewer words than these are anybody's.
const WORDS: usize = 3;
const WORDS_OF_MANY: usize = 5;
/// So many words that stand there nearly all are a block quotation or a post.
const BLOCK: usize = 10;
const FIRST_PERSON: [u64; 6] = [
    hash("i"),
    hash("me"),
    hash("my"),
    hash("we"),
    hash("us"),
    hash("our"),
];

pub fn judge(claim: &Claim) -> Option<Judgement> {
    let told = claim.told.iter().find(|h| is_told(claim, h))?;
    let quoted = claim
        .spoken
        .iter()
        .filter(|s| s.relation != Relation::Other)
        .map(|s| s.hit.coverage);
    let quoted = quoted.fold(0.0_f32, f32::max);
    let least = if claim.folder { WORDS } else { WORDS_OF_MANY };
    if claim.tokens.len() < least || told.coverage < quoted + MARGIN {
        return None;
    }
    // A block or a post has no marks and is quoted all the same.
    if is_own(claim, told) {
        let attested = claim.attested([(told.at, told.tokens.clone())]);
        let source = attested.first().map(cited).unwrap_or_default();
        return Some(Judgement::quiet(
            Verdict::Attested,
            format!("Attested, without marks: {source}"),
            attested,
        ));
    }
    let close = |h: &&&Hit| is_told(claim, h) && h.coverage >= told.coverage - MARGIN;
    let places = claim.told.iter().filter(close);
    let attested = claim.attested(places.map(|h| (h.at, h.tokens.clone())));
    let source = attested.first().map(cited).unwrap_or_default();
    Some(Judgement {
        verdict: Verdict::Unquoted,
        severity: Severity::Warning,
        confidence: told.coverage.min(0.95),
        message: format!("Only reported speech: {source}"),
        changes: Vec::new(),
        attested,
        fixes: vec![Fix {
            title: "Take the quotation marks off".to_owned(),
            span: claim.quote.marks.clone(),
            text: claim.text.to_string(),
            preferred: false,
        }],
    })
}

/// Whether a report prints these very words, and they say "I" or "we", as reported speech does not. Reports that have
/// nothing to do with the draft would hardly tell anything in just its words, or so much in nearly those.
fn is_own(claim: &Claim, hit: &Hit) -> bool {
    let there = &claim.passages.stream(hit.at).tokens[hit.tokens.clone()];
    let keys = || claim.tokens.iter().map(|t| t.key);
    let same = there.iter().map(|t| t.key).eq(keys());
    if claim.folder {
        return same && keys().any(|key| FIRST_PERSON.contains(&key));
    }
    same || hit.sought >= BLOCK && hit.coverage >= FULL
}

/// Whether a report tells it of this speaker, or so fully that it can be nothing else.
fn is_told(claim: &Claim, hit: &Hit) -> bool {
    let tells = |share, matter| hit.coverage >= share && hit.matter >= matter;
    // Out of all reports somebody tells anything in these words.
    if !claim.folder {
        return (tells(FULL, MATTER_OF_FEW) || tells(TOLD_OF_MANY, MATTER)) && is_beside(claim, hit);
    }
    tells(TOLD, MATTER_OF_FEW) || tells(TOLD_OF_SPEAKER, MATTER_OF_SPEAKER) && is_beside(claim, hit)
}

/// Whether the paragraph of a place names the speaker.
fn is_beside(claim: &Claim, hit: &Hit) -> bool {
    let stream = claim.passages.stream(hit.at);
    let paragraph = stream.units[stream.unit(hit.tokens.start)].of;
    let names = &claim.clipping(hit.at).story.paragraphs[paragraph].paragraph.names;
    let family = claim.quote.speaker.as_ref().and_then(|s| s.keys.last());
    family.is_some() && names.iter().any(|n| n.keys.last() == family)
}
