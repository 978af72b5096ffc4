//! What reports quote in a quotation's place when its words are gone: the speaker, the words around it, the order of
//! the story. It says how sure it is.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::claim::Relation;
use super::passages::{self, At, Passages, Stream};
use super::token::{self, Class, Token};
use crate::dossier::{Clipping, Dossier};
use crate::lexicon::Sentence;
use crate::story::Story;
use crate::story::quote::{self, Kind, Quote};
use crate::story::word::hash;

/// A run of sentences between a report's marks.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub at: At,
    pub tokens: Range<usize>,
    /// The indices of the quotations in the report that it runs through, the last one too.
    pub quotes: Range<usize>,
    /// What each of its sentences says, whoever prints it.
    pub sentences: Vec<u64>,
    pub relation: Relation,
    pub score: f32,
}

/// What a report is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Use {
    /// The draft was not written from it.
    None,
    /// It is of another occasion.
    Stale,
    Full,
}

/// The place found.
#[derive(Debug, Clone)]
pub struct Slot {
    pub best: Candidate,
    /// The same wording elsewhere.
    pub also: Vec<Candidate>,
    pub confidence: f32,
}

/// At most this many places are weighed for one quotation.
const CANDIDATES: usize = 64;
/// Bytes on either side of a quotation in which the draft's own words tell of it: a paragraph, unless it has no end.
const NEAR: usize = 2_000;
/// What each sentence more or less takes away, and to be a fragment where the other is a sentence.
const UNEVEN: f32 = 0.2;
const UNLIKE: f32 = 0.3;
/// How much better a part of a place must fit than the whole.
const CLEARLY: f32 = 0.2;
/// What it adds for a part to end on the same word.
const ALIKE: f32 = 0.3;
/// What it takes away to have been said on another occasion.
const STALE: f32 = 0.6;
/// The places that may be a quotation's, the best first, its neighbours in the draft left out of account.
pub fn candidates(
    story: &Story,
    quote: &Quote,
    tokens: &[Token],
    sentences: usize,
    dossier: &Dossier,
    passages: &Passages,
    usable: &[Use],
) -> Vec<Candidate> {
    let may_have = |at: At| usable[at.clipping as usize] != Use::None;
    if usable.iter().all(|&u| u == Use::None) {
        return Vec::new();
    }
    let own = Shares::of(
        tokens,
        |_| 1.0,
        passages,
        |at, token| (!at.told && may_have(at)).then(|| (at.clipping, passages.stream(at).unit(token))),
    );
    let around = told_around(story, quote);
    let within = |t: &Token| {
        let inside = quote.sentence.contains(&(t.start as usize));
        if inside { 1.0 } else { 0.4 }
    };
    let context = Shares::of(&around, within, passages, |at, token| {
        if !may_have(at) {
            return None;
        }
        let stream = passages.stream(at);
        let of = stream.units[stream.unit(token)].of;
        let quotes = &dossier.clippings[at.clipping as usize].story.quotes;
        Some((at.clipping, if at.told { of } else { quotes[of].paragraph }))
    });
    let said = Sentence::of(quote::words(quote, &story.paragraphs).map(|(_, w)| (w.key, w.stem)));
    let (start, text) = story
        .paragraphs
        .get(quote.paragraph)
        .map_or((0, ""), |p| (p.start, &*p.paragraph.text));
    let capital = text
        .get(quote.span.start - start..)
        .is_some_and(|t| t.starts_with(char::is_uppercase));
    let clauses = sentences.max(1 + pauses(text, start, tokens).count());
    let mut found: Vec<Candidate> = Vec::new();
    for (c, clipping) in dossier.clippings.iter().enumerate() {
        let stale = match usable[c] {
            Use::None => continue,
            Use::Stale => STALE,
            Use::Full => 0.0,
        };
        let at = At {
            clipping: c as u32,
            told: false,
        };
        let stream = passages.stream(at);
        for first in 0..stream.units.len() {
            let of = stream.units[first].of;
            let there = &clipping.story.quotes[of];
            let relation = Relation::of(quote.speaker.as_ref(), there.speaker.as_ref());
            if relation == Relation::Other || there.kind == Kind::Mention {
                continue;
            }
            let known = if relation == Relation::Same { 0.8 } else { 0.2 };
            let placed = context.at((at.clipping, there.paragraph));
            for units in runs(stream, first, sentences) {
                let meant: Vec<&Sentence> = units
                    .clone()
                    .map(|u| stream.meaning(u, &clipping.story))
                    .collect();
                let meant = match meant[..] {
                    [one] => Cow::Borrowed(one),
                    _ => Cow::Owned(Sentence::joined(&meant)),
                };
                let run = stream.units[first].tokens.start..stream.units[units.end - 1].tokens.end;
                let spoken = &stream.tokens[run.clone()];
                let shared: f32 = units.clone().map(|u| own.at((at.clipping, u))).sum();
                let words = 1.2 * shared.min(1.0) + build(tokens, spoken) + meaning(&said, &meant);
                let most = units.len().saturating_sub(clauses);
                let uneven = UNEVEN * most.max(sentences.saturating_sub(units.len())) as f32;
                let text = &clipping.report.text;
                let cased = if opens(text, spoken) == capital {
                    0.0
                } else {
                    UNLIKE
                };
                found.push(Candidate {
                    at,
                    quotes: of..stream.units[units.end - 1].of,
                    sentences: units
                        .map(|u| wording(&stream.tokens[stream.units[u].tokens.clone()]))
                        .collect(),
                    relation,
                    score: known + placed.min(1.0) + words - uneven - cased - stale,
                    tokens: run,
                });
            }
        }
    }
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then((a.at, a.tokens.start, a.tokens.end).cmp(&(b.at, b.tokens.start, b.tokens.end)))
    });
    found.truncate(CANDIDATES);
    for place in &mut found {
        let clipping = &dossier.clippings[place.at.clipping as usize];
        let stream = passages.stream(place.at);
        if let Some(clause) = clause(tokens, clauses, &said, &place.tokens, stream, clipping) {
            place.tokens = clause;
        }
    }
    found
}

/// The part of a place, cut where it pauses, that fits much better than the whole: a draft may quote half a sentence.
fn clause(
    ours: &[Token],
    clauses: usize,
    said: &Sentence,
    place: &Range<usize>,
    stream: &Stream,
    clipping: &Clipping,
) -> Option<Range<usize>> {
    let theirs = &stream.tokens[place.clone()];
    if pauses(&clipping.report.text, 0, theirs).count() < clauses {
        return None;
    }
    let fit = |theirs: &[Token]| {
        let span = theirs.first()?.start as usize..theirs.last()?.end as usize;
        let meant = Sentence::of(passages::words(&clipping.story, &span).map(|w| (w.key, w.stem)));
        let (ends, end) = (ours.last()?, theirs.last()?);
        let alike = ends.lemma == end.lemma && end.class >= Class::Number;
        Some(build(ours, theirs) + meaning(said, &meant) + if alike { ALIKE } else { 0.0 })
    };
    let parts = pauses(&clipping.report.text, 0, theirs).flat_map(|i| [0..i, i..theirs.len()]);
    let fitting = parts.filter_map(|part| Some((fit(&theirs[part.clone()])?, part)));
    let (fits, part) = fitting.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let better = fits > fit(theirs)? + CLEARLY;
    better.then(|| place.start + part.start..place.start + part.end)
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

/// Whether the words open as a sentence does.
fn opens(text: &str, tokens: &[Token]) -> bool {
    let first = tokens.first().and_then(|t| text.get(t.start as usize..));
    first.is_some_and(|t| t.starts_with(char::is_uppercase))
}

/// The runs of units from `first` on that may be so many sentences, one more or less, said in one go.
fn runs(stream: &Stream, first: usize, sentences: usize) -> impl Iterator<Item = Range<usize>> {
    let rest = &stream.units[first + 1..];
    let unbroken = 1 + rest.iter().take(sentences).take_while(|u| !u.afresh).count();
    let least = sentences.saturating_sub(1).clamp(1, unbroken);
    (least..=unbroken).map(move |count| first..first + count)
}

/// What it adds to mean the same: [`lexicon::nearness`] weighs the two alike.
fn meaning(ours: &Sentence, theirs: &Sentence) -> f32 {
    1.5 * ours.likeness(theirs) + 0.5 * ours.coverage(theirs)
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

/// A wording by its words, wherever it is printed.
pub fn wording(tokens: &[Token]) -> u64 {
    tokens.iter().fold(hash(""), |h, t| {
        (h ^ t.key).wrapping_mul(0x0100_0000_01b3).rotate_left(7)
    })
}

/// Places of the dossier with the share of some words, by rarity, that each has.
struct Shares {
    places: FxHashMap<(u32, usize), f32>,
}

impl Shares {
    /// `scale` weighs a word, `place` says what a posting counts for.
    fn of(
        tokens: &[Token],
        scale: impl Fn(&Token) -> f32,
        passages: &Passages,
        place: impl Fn(At, usize) -> Option<(u32, usize)>,
    ) -> Shares {
        let mut worth: Vec<(u64, f32)> = Vec::new();
        for token in tokens.iter().filter(|t| t.class >= Class::Number) {
            let value = scale(token) * passages.rarity(token.lemma);
            match worth.iter_mut().find(|(lemma, _)| *lemma == token.lemma) {
                Some((_, known)) => *known = known.max(value),
                None => worth.push((token.lemma, value)),
            }
        }
        let whole: f32 = worth.iter().map(|(_, value)| value).sum();
        let mut places: FxHashMap<(u32, usize), f32> = FxHashMap::default();
        for (lemma, value) in worth {
            let mut before = None;
            for &(at, token) in passages.postings(lemma) {
                let here = place(at, token as usize);
                if here != before {
                    before = here;
                    if let Some(here) = here {
                        *places.entry(here).or_default() += value / whole;
                    }
                }
            }
        }
        Shares { places }
    }

    fn at(&self, place: (u32, usize)) -> f32 {
        self.places.get(&place).copied().unwrap_or(0.0)
    }
}

/// The draft's own words in the quotation's paragraph, as far as they stand near it.
fn told_around(story: &Story, quote: &Quote) -> Vec<Token> {
    let Some(placed) = story.paragraphs.get(quote.paragraph) else {
        return Vec::new();
    };
    let paragraph = &placed.paragraph;
    let from = quote.marks.start.saturating_sub(placed.start + NEAR);
    let to = quote.marks.end.saturating_sub(placed.start) + NEAR;
    let mut tokens = Vec::new();
    for word in paragraph.words_in(&(from..to)) {
        let at = word.start as usize;
        let next = paragraph.marks.partition_point(|m| m.outer.start <= at);
        let spoken = paragraph.marks[..next].last().is_some_and(|m| at < m.outer.end);
        if !spoken {
            token::push(&paragraph.text, placed.start, word, &mut tokens);
        }
    }
    tokens
}
