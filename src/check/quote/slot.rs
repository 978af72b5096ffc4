//! What reports quote in a quotation's place when its words are gone: the speaker tells, the words around it, the order
//! of the story, and what the words mean. It says how sure it is.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::fit::Lost;
use super::passages::{At, Passages};
use super::relation::Relation;
use super::streams::Stream;
use super::token::{self, Class, Token};
use super::voice::Voice;
use crate::dossier::Dossier;
use crate::lexicon::{self, Sentence};
use crate::story::Story;
use crate::story::quote::Quote;
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

/// What the dossier has that may stand for a lost quotation, by the quotation's own words and speaker.
#[derive(Debug, Default)]
pub struct Prospects {
    all: Vec<Prospect>,
    /// What comes nearest in meaning of all that the dossier has of its speaker, whatever the draft was written from.
    pub nearest: Option<Candidate>,
}

/// A run of sentences of a report, and what speaks for it but for where the draft has the quotation.
#[derive(Debug)]
struct Prospect {
    at: At,
    units: Range<usize>,
    relation: Relation,
    meant: f32,
    score: f32,
    /// The part of it that fits better than the whole, made out for few.
    clause: OnceLock<Option<Range<usize>>>,
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

impl Prospects {
    /// `usable` says of each clipping what it is good for. Outside a folder put together for the story the speaker has
    /// said much else: there a place must be the speaker's and mean the same.
    pub fn of(
        lost: &Lost,
        voice: &Voice,
        dossier: &Dossier,
        passages: &Passages,
        usable: &[Use],
        folder: bool,
    ) -> Prospects {
        let mut all = Vec::new();
        if usable.iter().any(|&u| u != Use::None) && (folder || lost.quote.speaker.is_some()) {
            let own = shares_of_own(lost.tokens, passages, usable);
            for (quotation, relation) in voice.quotations(passages) {
                let at = quotation.at;
                let stale = match usable[at.clipping as usize] {
                    Use::None => continue,
                    Use::Stale => STALE,
                    Use::Full => 0.0,
                };
                if !folder && relation != Relation::Same {
                    continue;
                }
                let (stream, clipping) = (passages.stream(at), &dossier.clippings[at.clipping as usize]);
                let known = if relation == Relation::Same { 0.8 } else { 0.2 };
                let firsts = quotation.units.clone();
                for units in firsts.flat_map(|first| runs(stream, first, lost.sentences)) {
                    let meant = lexicon::sameness(lost.said(), &stream.meant(units.clone(), &clipping.story));
                    if !folder && meant < MEANT {
                        continue;
                    }
                    let words: f32 = units.clone().map(|u| own.at((at.clipping, u))).sum();
                    let fit = lost.fit(stream, clipping, units.clone());
                    all.push(Prospect {
                        at,
                        units,
                        relation,
                        meant,
                        score: known + 1.2 * words.min(1.0) - stale + meant + fit,
                        clause: OnceLock::new(),
                    });
                }
            }
        }
        Prospects {
            all,
            nearest: nearest(lost, voice, dossier, passages),
        }
    }

    /// The best of them with what the draft tells around the quotation, its neighbours left out of account.
    pub fn placed(
        &self,
        story: &Story,
        lost: &Lost,
        dossier: &Dossier,
        passages: &Passages,
    ) -> Vec<Candidate> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let clippings: FxHashSet<u32> = self.all.iter().map(|p| p.at.clipping).collect();
        let context = shares_of_context(story, lost.quote, dossier, passages, &clippings);
        let mut scored: Vec<(f32, &Prospect)> = self
            .all
            .iter()
            .map(|prospect| {
                let Prospect { at, units, .. } = prospect;
                let quotes = &dossier.clippings[at.clipping as usize].story.quotes;
                let paragraph = quotes[passages.stream(*at).units[units.start].of].paragraph;
                let placed = context.at((at.clipping, paragraph));
                (prospect.score + placed.min(1.0), prospect)
            })
            .collect();
        let key = |p: &Prospect| (p.at, p.units.start, p.units.end);
        scored.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(key(a.1).cmp(&key(b.1))));
        scored.truncate(CANDIDATES);
        scored
            .into_iter()
            .map(|(score, prospect)| prospect.candidate(score, lost, dossier, passages))
            .collect()
    }
}

impl Prospect {
    fn candidate(&self, score: f32, lost: &Lost, dossier: &Dossier, passages: &Passages) -> Candidate {
        let stream = passages.stream(self.at);
        let clipping = &dossier.clippings[self.at.clipping as usize];
        let mut candidate = Candidate::of(self.at, stream, self.units.clone(), self.relation);
        let clause = self
            .clause
            .get_or_init(|| lost.clause(stream, clipping, &candidate.tokens));
        candidate.tokens = clause.clone().unwrap_or(candidate.tokens);
        Candidate {
            meant: self.meant,
            score,
            ..candidate
        }
    }
}

/// The sentence of its speaker's that comes nearest to it in meaning, if one is near.
fn nearest(lost: &Lost, voice: &Voice, dossier: &Dossier, passages: &Passages) -> Option<Candidate> {
    let sentences: Vec<(At, usize, &Sentence)> = voice.own(dossier, passages).collect();
    let meant: Vec<&Sentence> = sentences.iter().map(|&(_, _, meant)| meant).collect();
    let scores = lexicon::nearness(lost.said(), &meant, &voice.rarity);
    let best = scores
        .into_iter()
        .zip(sentences)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let (score, (at, unit, sentence)) = best?;
    let meant = lexicon::sameness(lost.said(), sentence);
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

/// By clipping and unit of what is spoken: the share of a lost quotation's words.
fn shares_of_own(tokens: &[Token], passages: &Passages, usable: &[Use]) -> Shares {
    let place = |at: At, unit| {
        let usable = !at.told && usable[at.clipping as usize] != Use::None;
        usable.then_some((at.clipping, unit))
    };
    Shares::of(tokens, |_| 1.0, passages, place)
}

/// By clipping, of those that are asked for, and paragraph: the share of what the draft tells beside a quotation.
fn shares_of_context(
    story: &Story,
    quote: &Quote,
    dossier: &Dossier,
    passages: &Passages,
    clippings: &FxHashSet<u32>,
) -> Shares {
    let within = |t: &Token| {
        let inside = quote.sentence.contains(&(t.start as usize));
        if inside { 1.0 } else { 0.4 }
    };
    Shares::of(&told_around(story, quote), within, passages, |at, unit| {
        if !clippings.contains(&at.clipping) {
            return None;
        }
        let of = passages.stream(at).units[unit].of;
        let quotes = &dossier.clippings[at.clipping as usize].story.quotes;
        Some((at.clipping, if at.told { of } else { quotes[of].paragraph }))
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
            for posting in passages.postings(lemma) {
                let here = place(posting.at(), posting.place.unit as usize);
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
