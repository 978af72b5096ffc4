//! What reports quote in a quotation's place when its words are gone: the speaker tells, the words around it, the order
//! of the story, and what the words mean. It says how sure it is.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::claim::Relation;
use super::fit::Lost;
use super::passages::{At, Passages, Stream};
use super::token::{self, Class, Token};
use crate::dossier::{Clipping, Dossier};
use crate::lexicon::{self, Rarity, Sentence};
use crate::story::Story;
use crate::story::quote::{Kind, Quote};
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
    /// How far it means the same; [`lexicon::sameness`].
    pub meant: f32,
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

/// What was made out of a lost quotation.
#[derive(Debug, Default)]
pub struct Places {
    /// What may stand in its place, the best first.
    pub candidates: Vec<Candidate>,
    /// What comes nearest in meaning of all that the dossier has of its speaker, whatever the draft was written from.
    pub nearest: Option<Candidate>,
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
/// What it takes away to have been said on another occasion.
const STALE: f32 = 0.6;
/// The least that something must mean the same to be near; [`lexicon::sameness`].
const MEANT: f32 = 0.8;

impl Places {
    /// `usable` says of each clipping what it is good for.
    pub fn of(
        story: &Story,
        quote: &Quote,
        tokens: &[Token],
        dossier: &Dossier,
        passages: &Passages,
        usable: &[Use],
    ) -> Places {
        let lost = Lost::of(story, quote, tokens);
        let mut candidates = Vec::new();
        if usable.iter().any(|&u| u != Use::None) {
            let shared = Shared::of(story, quote, tokens, dossier, passages, usable);
            candidates = self::candidates(quote, &lost, &shared, dossier, passages, usable);
        }
        Places {
            candidates,
            nearest: nearest(quote, &lost, dossier, passages),
        }
    }
}

/// What may be the quotation, its neighbours in the draft left out of account.
fn candidates(
    quote: &Quote,
    lost: &Lost,
    shared: &Shared,
    dossier: &Dossier,
    passages: &Passages,
    usable: &[Use],
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (c, clipping) in dossier.clippings.iter().enumerate() {
        let stale = match usable[c] {
            Use::None => continue,
            Use::Stale => STALE,
            Use::Full => 0.0,
        };
        let at = spoken_in(c);
        let stream = passages.stream(at);
        for (first, unit) in stream.units.iter().enumerate() {
            let Some(relation) = relation(quote, clipping, unit.of) else {
                continue;
            };
            let known = if relation == Relation::Same { 0.8 } else { 0.2 };
            let placed = shared
                .context
                .at((at.clipping, clipping.story.quotes[unit.of].paragraph));
            for units in runs(stream, first, lost.sentences) {
                let words: f32 = units.clone().map(|u| shared.own.at((at.clipping, u))).sum();
                let score = known + placed.min(1.0) + 1.2 * words.min(1.0) - stale;
                let meant = lexicon::sameness(&lost.said, &stream.meant(units.clone(), &clipping.story));
                let fit = lost.fit(stream, clipping, units.clone());
                found.push(Candidate {
                    meant,
                    score: score + meant + fit,
                    ..Candidate::of(at, stream, units, relation)
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
        if let Some(clause) = lost.clause(passages.stream(place.at), clipping, &place.tokens) {
            place.tokens = clause;
        }
    }
    found
}

/// The sentence of its speaker's that comes nearest to it in meaning, if one is near.
fn nearest(quote: &Quote, lost: &Lost, dossier: &Dossier, passages: &Passages) -> Option<Candidate> {
    let mut sentences: Vec<(At, usize, &Sentence)> = Vec::new();
    for (c, clipping) in dossier.clippings.iter().enumerate() {
        let at = spoken_in(c);
        let stream = passages.stream(at);
        for (u, unit) in stream.units.iter().enumerate() {
            if relation(quote, clipping, unit.of) == Some(Relation::Same) {
                sentences.push((at, u, stream.meaning(u, &clipping.story)));
            }
        }
    }
    let meant: Vec<&Sentence> = sentences.iter().map(|&(_, _, meant)| meant).collect();
    let rarity = Rarity::among(meant.iter().copied());
    let scores = lexicon::nearness(&lost.said, &meant, &rarity);
    let best = scores
        .into_iter()
        .zip(sentences)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let (score, (at, unit, sentence)) = best?;
    let meant = lexicon::sameness(&lost.said, sentence);
    (meant >= MEANT).then(|| Candidate {
        meant,
        score,
        ..Candidate::of(at, passages.stream(at), unit..unit + 1, Relation::Same)
    })
}

impl Candidate {
    fn of(at: At, stream: &Stream, units: Range<usize>, relation: Relation) -> Candidate {
        let run = &stream.units[units];
        let (first, last) = (&run[0], &run[run.len() - 1]);
        Candidate {
            at,
            tokens: first.tokens.start..last.tokens.end,
            quotes: first.of..last.of,
            sentences: run
                .iter()
                .map(|u| wording(&stream.tokens[u.tokens.clone()]))
                .collect(),
            relation,
            meant: 0.0,
            score: 0.0,
        }
    }
}

fn spoken_in(clipping: usize) -> At {
    At {
        clipping: clipping as u32,
        told: false,
    }
}

/// Who says a quotation of a report; none where it is not speech or somebody else's.
fn relation(quote: &Quote, clipping: &Clipping, of: usize) -> Option<Relation> {
    let there = &clipping.story.quotes[of];
    let relation = Relation::of(quote.speaker.as_ref(), there.speaker.as_ref());
    (relation != Relation::Other && there.kind != Kind::Mention).then_some(relation)
}

/// The runs of units from `first` on that may be so many sentences, one more or less, said in one go.
fn runs(stream: &Stream, first: usize, sentences: usize) -> impl Iterator<Item = Range<usize>> {
    let rest = &stream.units[first + 1..];
    let unbroken = 1 + rest.iter().take(sentences).take_while(|u| !u.afresh).count();
    let least = sentences.saturating_sub(1).clamp(1, unbroken);
    (least..=unbroken).map(move |count| first..first + count)
}

/// A wording by its words, wherever it is printed.
pub fn wording(tokens: &[Token]) -> u64 {
    tokens.iter().fold(hash(""), |h, t| {
        (h ^ t.key).wrapping_mul(0x0100_0000_01b3).rotate_left(7)
    })
}

/// The words of a lost quotation, and of what the draft tells beside it, where reports have them.
struct Shared {
    /// By clipping and unit of what is spoken.
    own: Shares,
    /// By clipping and paragraph.
    context: Shares,
}

impl Shared {
    fn of(
        story: &Story,
        quote: &Quote,
        tokens: &[Token],
        dossier: &Dossier,
        passages: &Passages,
        usable: &[Use],
    ) -> Shared {
        let may_have = |at: At| usable[at.clipping as usize] != Use::None;
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
        Shared { own, context }
    }
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
pub fn told_around(story: &Story, quote: &Quote) -> Vec<Token> {
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
