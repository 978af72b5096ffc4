//! quote/truncated: words are left out with no ellipsis, or two quotations are run into one.

use std::ops::Range;

use jiff::civil::Date;

use super::claim::{Claim, Spoken};
use super::denied;
use super::edit::{self, Edit, Sort};
use super::judgement::{Judgement, cited, replacements};
use super::passages::At;
use super::relation::Relation;
use super::seek::Hit;
use super::streams::Stream;
use super::style;
use super::token::{self, Token};
use crate::check::{Severity, Verdict, cite};

/// How much of each sentence must stand where the report has it.
const SENTENCE: f32 = 0.9;
/// So few words gone turn the sense rather than shorten it.
const FEW: usize = 4;

pub fn judge(claim: &Claim) -> Option<Judgement> {
    lifted(claim)
        .or_else(|| cut(claim))
        // A report that tells something between two sentences does not show that nothing else was said there.
        .or_else(|| claim.folder.then(|| run_together(claim)).flatten())
        .or_else(|| unconditional(claim))
}

/// A fragment without the words that deny it.
fn lifted(claim: &Claim) -> Option<Judgement> {
    let s = denied::denial(claim)?;
    let stream = claim.passages.stream(s.hit.at);
    let sentence = stream.units[stream.unit(s.hit.tokens.start)].tokens.clone();
    let what = "Lifted out of a sentence that denies it";
    Some(Judgement {
        severity: Severity::Warning,
        ..shown(claim, vec![(s.hit.at, sentence)], 0.7, what)
    })
}

/// A whole sentence but for the "if" that stood before or behind it.
fn unconditional(claim: &Claim) -> Option<Judgement> {
    let bound = |s: &&Spoken| s.relation != Relation::Other && s.hit.is_exact();
    let first = claim.spoken.iter().find(bound)?;
    let dropped = condition(claim, first.hit)?;
    let at = first.hit.at;
    let whole = dropped.start.min(first.hit.tokens.start)..dropped.end.max(first.hit.tokens.end);
    let changes = vec![Sort::Hidden];
    let gone = claim.attested([(at, dropped)]).into_iter().next()?.wording;
    let mut judgement = shown(
        claim,
        vec![(at, whole)],
        0.7,
        "Words left out that turn the sense",
    );
    judgement.message.push_str(&format!(": “{gone}” is gone"));
    Some(Judgement {
        severity: edit::severity(&changes, Sort::severity),
        changes,
        ..judgement
    })
}

/// The words of a report's sentence before or behind a hit that make it conditional, where the draft has a sentence of
/// it and tells of no condition.
pub fn condition(claim: &Claim, hit: &Hit) -> Option<Range<usize>> {
    let stream = claim.passages.stream(hit.at);
    let tokens = &stream.tokens;
    let ends = |token: usize| stream.units[stream.unit(token)].tokens.clone();
    let head = ends(hit.tokens.start).start..hit.tokens.start;
    let tail = hit.tokens.end..ends(hit.tokens.end - 1).end;
    let binds = |part: &Range<usize>| {
        (2..=edit::TURN).contains(&part.len())
            && style::opens_condition(&tokens[part.start], &tokens[part.start + 1])
    };
    let head = Some(head).filter(|head| binds(head) && tokens[head.end].paused);
    let part = head.or(Some(tail).filter(binds))?;
    let sentence = claim.text.starts_with(char::is_uppercase);
    (sentence && !is_conditional(claim)).then_some(part)
}

/// Bytes on either side of a quotation in which the draft may tell of a condition: a paragraph, unless it has no end.
const NEAR: usize = 2_000;

/// Whether the draft has a condition in the paragraph around the quotation.
fn is_conditional(claim: &Claim) -> bool {
    let paragraphs = &claim.story.paragraphs[claim.quote.paragraph..=claim.quote.last_paragraph];
    let mut tokens = Vec::new();
    for placed in paragraphs {
        let from = claim.quote.span.start.saturating_sub(placed.start + NEAR);
        let to = (claim.quote.span.end + NEAR).saturating_sub(placed.start);
        for word in placed.paragraph.words_in(&(from..to)) {
            token::push(&placed.paragraph.text, placed.start, word, &mut tokens);
        }
    }
    let outside = |t: &&Token| !claim.quote.span.contains(&(t.start as usize));
    tokens.iter().filter(outside).any(style::is_condition)
}

/// Nothing changed, but something gone.
fn cut(claim: &Claim) -> Option<Judgement> {
    let is_cut = |s: &&Spoken| s.telling && s.relation != Relation::Other && s.hit.only_cuts();
    let first = claim
        .spoken
        .iter()
        .find(|s| s.relation != Relation::Other)
        .filter(is_cut)?;
    // A word that turns the sense is an alteration, a sentence a cut.
    let stream = claim.passages.stream(first.hit.at);
    let sentence =
        |e: &Edit| stream.unit(e.report.start) < stream.unit(e.report.end.min(stream.tokens.len() - 1));
    let turned = |e: &Edit| e.sort >= Sort::Modal && e.report.len() <= FEW && !sentence(e);
    if first.hit.edits.iter().any(turned) {
        return None;
    }
    let places = claim
        .spoken
        .iter()
        .filter(is_cut)
        .map(|s| (s.hit.at, s.hit.tokens.clone()));
    let changes = first.hit.changes();
    let what = match changes.contains(&Sort::Hidden) {
        true => "Words left out that turn the sense",
        false => "Words left out without an ellipsis",
    };
    let mut judgement = shown(claim, places.collect(), 0.9, what);
    judgement.message.push_str(&claim.changes(first.hit));
    Some(Judgement {
        severity: edit::severity(&changes, Sort::severity),
        changes,
        ..judgement
    })
}

/// Each sentence is quoted, but not one after the other.
fn run_together(claim: &Claim) -> Option<Judgement> {
    let joined = |s: &&Spoken| s.relation != Relation::Other && s.hit.joined && s.hit.same_words();
    if let Some(first) = claim.spoken.iter().find(joined) {
        let stream = claim.passages.stream(first.hit.at);
        let (from, to) = (
            stream.unit(first.hit.tokens.start),
            stream.unit(first.hit.tokens.end - 1),
        );
        let mut quotations: Vec<usize> = stream.units[from..=to].iter().map(|u| u.of).collect();
        quotations.dedup();
        let places = quotations
            .into_iter()
            .map(|of| (first.hit.at, quotation(stream, of)))
            .collect();
        return Some(shown(claim, places, 0.85, "Two quotations run into one"));
    }
    if claim.sentences.tokens.len() < 2 {
        return None;
    }
    let whole = claim.spoken.first().map_or(0.0, |s| s.hit.coverage);
    if whole >= SENTENCE {
        return None;
    }
    let fits = |h: &&Hit| {
        let speaker = claim.speaker_at(h.at, &h.tokens);
        let relation = Relation::of(claim.quote.speaker.as_ref(), speaker);
        !h.at.told && h.coverage >= SENTENCE && relation != Relation::Other
    };
    let places = claim.sentences.places(claim.tokens, claim.passages);
    let parts: Vec<&Hit> = places.iter().filter_map(|hits| hits.iter().find(fits)).collect();
    let days: Vec<Date> = parts
        .iter()
        .filter_map(|hit| cite::day(claim.clipping(hit.at)))
        .collect();
    let one_occasion = days.iter().all(|&day| super::is_near(day, days[0]));
    if parts.len() < places.len() || !one_occasion {
        return None;
    }
    let places = parts.into_iter().map(|hit| (hit.at, part(claim, hit))).collect();
    Some(shown(claim, places, 0.85, "Two quotations run into one"))
}

/// The tokens of the quotation that a hit is part of.
fn part(claim: &Claim, hit: &Hit) -> Range<usize> {
    let stream = claim.passages.stream(hit.at);
    quotation(stream, stream.units[stream.unit(hit.tokens.start)].of)
}

/// The tokens of a whole quotation of a report.
fn quotation(stream: &Stream, of: usize) -> Range<usize> {
    let from = stream.units.partition_point(|u| u.of < of);
    let to = stream.units.partition_point(|u| u.of <= of);
    stream.units[from].tokens.start..stream.units[to - 1].tokens.end
}

fn shown(claim: &Claim, places: Vec<(At, Range<usize>)>, confidence: f32, what: &str) -> Judgement {
    let attested = claim.attested(places);
    let all: Vec<String> = attested.iter().take(2).map(cited).collect();
    Judgement {
        verdict: Verdict::Truncated,
        severity: Severity::Error,
        changes: Vec::new(),
        confidence,
        message: format!("{what}: {}", all.join("; ")),
        fixes: replacements(claim, &attested),
        attested,
    }
}
