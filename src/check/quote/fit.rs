//! How well a place fits a lost quotation by what is said there: what it means, how it is built.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::claim::Claim;
use super::streams::{self, Stream};
use super::token::{Class, Token};
use crate::dossier::Clipping;
use crate::lexicon::{self, Sentence};
use crate::story::quote::Quote;

/// What each sentence more or less takes away, and to be a fragment where the other is a sentence.
const UNEVEN: f32 = 0.2;
const UNLIKE: f32 = 0.3;
/// How much better a part of a place must fit than the whole.
const CLEARLY: f32 = 0.2;
/// What it adds for a part to end on the same word.
const ALIKE: f32 = 0.3;

/// A quotation whose words are nowhere.
pub struct Lost<'a> {
    pub quote: &'a Quote,
    pub tokens: &'a [Token],
    /// What each of its sentences says, and all together: asked for where a place is not known from before.
    meanings: Vec<Arc<Sentence>>,
    said: OnceCell<Sentence>,
    pub sentences: usize,
    /// Each of them may be a sentence elsewhere.
    clauses: usize,
    /// It opens as a sentence does.
    capital: bool,
}

impl<'a> Lost<'a> {
    pub fn of(claim: &'a Claim, meanings: Vec<Arc<Sentence>>) -> Lost<'a> {
        let (quote, tokens) = (claim.quote, claim.tokens);
        let (start, text) = claim
            .paragraph()
            .map_or((0, ""), |p| (p.start, &*p.paragraph.text));
        let sentences = meanings.len().max(1);
        let opening = text.get(quote.span.start.saturating_sub(start)..);
        Lost {
            quote,
            tokens,
            meanings,
            said: OnceCell::new(),
            sentences,
            clauses: sentences.max(1 + pauses(text, start.wrapping_sub(quote.span.start), tokens).count()),
            capital: opening.is_some_and(|t| t.starts_with(char::is_uppercase)),
        }
    }

    /// What it says.
    pub fn said(&self) -> &Sentence {
        match &self.meanings[..] {
            [one] => one,
            parts => self
                .said
                .get_or_init(|| Sentence::joined(&parts.iter().map(|part| &**part).collect::<Vec<_>>())),
        }
    }

    /// How well a run of a report's sentences is built, whatever it means.
    pub fn fit(&self, stream: &Stream, clipping: &Clipping, units: Range<usize>) -> f32 {
        let spoken =
            &stream.tokens[stream.units[units.start].tokens.start..stream.units[units.end - 1].tokens.end];
        let count = units.len();
        let more = count
            .saturating_sub(self.clauses)
            .max(self.sentences.saturating_sub(count));
        let opening = spoken
            .first()
            .and_then(|t| clipping.report.text.get(t.start as usize..));
        let capital = opening.is_some_and(|t| t.starts_with(char::is_uppercase));
        let cased = if capital == self.capital { 0.0 } else { UNLIKE };
        build(self.tokens, spoken) - UNEVEN * more as f32 - cased
    }

    /// The part of a place, cut where it pauses, that fits much better than the whole: a draft may quote half a sentence.
    pub fn clause(&self, stream: &Stream, clipping: &Clipping, place: &Range<usize>) -> Option<Range<usize>> {
        let theirs = &stream.tokens[place.clone()];
        let cuts: Vec<usize> = pauses(&clipping.report.text, 0, theirs).collect();
        if cuts.len() < self.clauses {
            return None;
        }
        let fit = |theirs: &[Token]| {
            let (first, last) = (theirs.first()?, theirs.last()?);
            let span = first.start as usize..last.end as usize;
            let meant = streams::meaning(&clipping.story, &span);
            let end = self.tokens.last()?;
            let alike = last.lemma == end.lemma && end.class >= Class::Number;
            let fit = lexicon::sameness(self.said(), &meant) + build(self.tokens, theirs);
            Some(fit + if alike { ALIKE } else { 0.0 })
        };
        let parts = cuts.into_iter().flat_map(|i| [0..i, i..theirs.len()]);
        let fitting = parts.filter_map(|part| Some((fit(&theirs[part.clone()])?, part)));
        let (fits, part) = fitting.max_by(|a, b| a.0.total_cmp(&b.0))?;
        let better = fits > fit(theirs)? + CLEARLY;
        better.then(|| place.start + part.start..place.start + part.end)
    }
}

/// Before which words of a text that starts at `start` a comma or a greater mark stands.
fn pauses(text: &str, start: usize, tokens: &[Token]) -> impl Iterator<Item = usize> {
    let pause = move |pair: &[Token]| {
        let gap = text
            .get((pair[0].end as usize).wrapping_sub(start)..(pair[1].start as usize).wrapping_sub(start));
        gap.is_some_and(|gap| gap.contains([',', ';', ':', '–', '—', '.', '?', '!']))
    };
    let pairs = tokens.windows(2).enumerate();
    pairs.filter(move |(_, pair)| pause(pair)).map(|(i, _)| i + 1)
}

/// How alike two sentences are built when no word of matter is shared: their length, and the small words that a
/// rewrite keeps (who speaks of whom, what is denied).
fn build(ours: &[Token], theirs: &[Token]) -> f32 {
    let length = (ours.len() as f32 + 2.0) / (theirs.len() as f32 + 2.0);
    let small = |t: &&Token| t.class < Class::Number;
    let shared = |here: &[Token], there: &[Token]| {
        let count = here.iter().filter(small).count();
        let found = here
            .iter()
            .filter(small)
            .filter(|t| there.iter().any(|o| o.lemma == t.lemma))
            .count();
        if count == 0 {
            0.0
        } else {
            found as f32 / count as f32
        }
    };
    0.4 * shared(ours, theirs).min(shared(theirs, ours)) - 0.3 * length.ln().abs()
}
