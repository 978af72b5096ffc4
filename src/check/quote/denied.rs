//! A fragment lifted out of a sentence that denies it: “reached every door” of “I cannot say that we reached every
//! door”, “we can” of “we cannot”.

use super::claim::{Claim, Spoken};
use super::relation::Relation;
use super::token::{self, Class, Token};
use crate::story::word::hash;

/// A denial so many words before the fragment governs it, unless a clause ends between them.
const REACH: usize = 7;
/// A fragment of fewer words is anybody's.
const WORDS: usize = 3;

/// The place a fragment was lifted from, where every report that has it denies it and the draft does not.
pub fn denial<'a>(claim: &'a Claim) -> Option<&'a Spoken<'a>> {
    if claim.tokens.len() < WORDS || denies(claim.tokens) || claim.tokens.iter().any(|t| t.elided) {
        return None;
    }
    let mut exact = claim
        .spoken
        .iter()
        .filter(|s| s.hit.is_exact() && s.relation != Relation::Other);
    let first = exact.next()?;
    let denied = |s: &Spoken| is_denied(claim, s) || is_cut_before_not(claim, s);
    let lifted = denied(first) && exact.all(denied);
    (lifted && !denies(&around(claim))).then_some(first)
}

/// Whether the words before a place, in its own clause, deny it.
fn is_denied(claim: &Claim, s: &Spoken) -> bool {
    let stream = claim.passages.stream(s.hit.at);
    let unit = stream.units[stream.unit(s.hit.tokens.start)].tokens.start;
    let from = unit.max(s.hit.tokens.start.saturating_sub(REACH));
    let before = &stream.tokens[from..s.hit.tokens.start];
    let text = &claim.clipping(s.hit.at).report.text;
    let Some(at) = before.iter().rposition(is_denial) else {
        return false;
    };
    let clause = before[at].start as usize..stream.tokens[s.hit.tokens.start].start as usize;
    let behind = &before[at + 1..];
    let ends = |t: &Token| {
        ["but", "and", "so", "because", "only", "just", "doubt", "question"]
            .iter()
            .any(|w| t.key == hash(w))
    };
    !text
        .get(clause)
        .is_some_and(|c| c.contains([',', ';', ':', '.', '—', '–']))
        && !behind.iter().any(ends)
}

/// Whether the report goes on with a "not" that belongs to the last word.
fn is_cut_before_not(claim: &Claim, s: &Spoken) -> bool {
    let stream = claim.passages.stream(s.hit.at);
    let end = s.hit.tokens.end;
    let (Some(last), Some(next)) = (stream.tokens.get(end - 1), stream.tokens.get(end)) else {
        return false;
    };
    let helps = matches!(last.class, Class::Modal | Class::Function);
    let text = &claim.clipping(s.hit.at).report.text;
    let gap = text
        .get(last.end as usize..next.start as usize)
        .unwrap_or_default();
    helps && is_denial(next) && stream.unit(end) == stream.unit(end - 1) && gap.trim().is_empty()
}

fn denies(tokens: &[Token]) -> bool {
    tokens.iter().any(is_denial)
}

/// "If" and "unless" set a condition; only what denies outright turns the sense of what follows.
fn is_denial(token: &Token) -> bool {
    token.class == Class::Negation && token.key != hash("if") && token.key != hash("unless")
}

/// The draft's own words in the sentence of the quotation.
fn around(claim: &Claim) -> Vec<Token> {
    let Some(placed) = claim.paragraph() else {
        return Vec::new();
    };
    let within = |at: usize| at.saturating_sub(placed.start);
    let sentence = within(claim.quote.sentence.start)..within(claim.quote.sentence.end);
    let marks = within(claim.quote.marks.start)..within(claim.quote.marks.end);
    let mut tokens = Vec::new();
    for word in placed.paragraph.words_in(&sentence) {
        if !marks.contains(&(word.start as usize)) {
            token::push(&placed.paragraph.text, placed.start, word, &mut tokens);
        }
    }
    tokens
}
