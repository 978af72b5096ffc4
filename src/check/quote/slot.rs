//! What reports quote in a quotation's place when its words are gone: the speaker, the words around it, the order of
//! the story. It says how sure it is.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::claim::Relation;
use super::passages::{At, Passages, Stream};
use super::token::{self, Class, Token};
use crate::dossier::Dossier;
use crate::story::Story;
use crate::story::quote::{Kind, Quote};
use crate::story::word::hash;

/// A run of sentences between a report's marks.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub at: At,
    pub tokens: Range<usize>,
    /// The index of the quotation in its report.
    pub quote: usize,
    /// What it says, whoever prints it.
    pub wording: u64,
    pub relation: Relation,
    pub score: f32,
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
const CANDIDATES: usize = 16;
/// The least a place must score, when the speaker is the same and when one is not named.
const LEAST_SAME: f32 = 1.25;
const LEAST_UNKNOWN: f32 = 1.45;
/// What it adds to stand next to what the draft's neighbour quotes.
const NEIGHBOUR: f32 = 0.4;
/// What it takes away to be quoted elsewhere in the draft already.
const TAKEN: f32 = 0.8;

/// The places that may be a quotation's, the best first, its neighbours in the draft left out of account.
pub fn candidates(
    story: &Story,
    quote: &Quote,
    tokens: &[Token],
    sentences: usize,
    dossier: &Dossier,
    passages: &Passages,
) -> Vec<Candidate> {
    let own = Weights::of(tokens, |_| 1.0, passages);
    let around = told_around(story, quote);
    let within = |t: &Token| {
        let inside = quote.sentence.contains(&(t.start as usize));
        if inside { 1.0 } else { 0.4 }
    };
    let context = Weights::of(&around, within, passages);
    let mut found: Vec<Candidate> = Vec::new();
    for (c, clipping) in dossier.clippings.iter().enumerate() {
        let at = At {
            clipping: c as u32,
            told: false,
        };
        let stream = passages.stream(at);
        let mut setting: Option<(usize, FxHashSet<u64>)> = None;
        for first in 0..stream.units.len() {
            let of = stream.units[first].of;
            let there = &clipping.story.quotes[of];
            let relation = Relation::of(quote.speaker.as_ref(), there.speaker.as_ref());
            if relation == Relation::Other || there.kind == Kind::Mention {
                continue;
            }
            if setting.as_ref().is_none_or(|(q, _)| *q != of) {
                setting = Some((of, lemmas_around(passages, at, &clipping.story, there)));
            }
            let last = (first + sentences.max(1)).min(stream.units.len());
            let last = (first + 1..last)
                .find(|&u| stream.units[u].of != of)
                .unwrap_or(last);
            let run = stream.units[first].tokens.start..stream.units[last - 1].tokens.end;
            let spoken = &stream.tokens[run.clone()];
            let (_, setting) = setting.as_ref().map_or((0, None), |(q, s)| (*q, Some(s)));
            let shared = own.share(|lemma| spoken.iter().any(|t| t.lemma == lemma));
            let placed = context.share(|lemma| {
                setting.is_some_and(|s| s.contains(&lemma)) || spoken.iter().any(|t| t.lemma == lemma)
            });
            let length = ((tokens.len() as f32 + 2.0) / (run.len() as f32 + 2.0))
                .ln()
                .abs();
            let known = if relation == Relation::Same { 0.8 } else { 0.2 };
            found.push(Candidate {
                at,
                quote: of,
                wording: wording(spoken),
                relation,
                score: known + 1.2 * shared + placed - 0.3 * length,
                tokens: run,
            });
        }
    }
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then((a.at, a.tokens.start).cmp(&(b.at, b.tokens.start)))
    });
    found.truncate(CANDIDATES);
    found
}

/// A wording by its words, wherever it is printed.
pub fn wording(tokens: &[Token]) -> u64 {
    tokens.iter().fold(hash(""), |h, t| {
        (h ^ t.key).wrapping_mul(0x0100_0000_01b3).rotate_left(7)
    })
}

/// A quotation of the draft as far as places are given out.
pub struct Seeker<'a> {
    pub candidates: &'a [Candidate],
    /// Where its neighbours in the draft are found, by words: stream and the report's quotation, and how far away
    /// the neighbour is in the draft (-1 the one before, 1 the one behind).
    pub neighbours: Vec<(At, usize, i32)>,
}

/// Gives each quotation its place: the surest first, no wording twice. `taken` are wordings that the draft has already.
pub fn assign(seekers: &[Option<Seeker>], taken: &FxHashSet<u64>) -> Vec<Option<Slot>> {
    let mut offers: Vec<(usize, Candidate)> = Vec::new();
    for (i, seeker) in seekers.iter().enumerate() {
        let Some(seeker) = seeker else { continue };
        for candidate in seeker.candidates {
            let near = seeker.neighbours.iter().any(|&(at, quote, way)| {
                let step = candidate.quote as i32 - quote as i32;
                at == candidate.at && step.abs() <= 1 && step * way <= 0
            });
            let mut score = candidate.score;
            score += if near { NEIGHBOUR } else { 0.0 };
            score -= if taken.contains(&candidate.wording) {
                TAKEN
            } else {
                0.0
            };
            let least = if candidate.relation == Relation::Same {
                LEAST_SAME
            } else {
                LEAST_UNKNOWN
            };
            if score >= least {
                offers.push((
                    i,
                    Candidate {
                        score,
                        ..candidate.clone()
                    },
                ));
            }
        }
    }
    offers.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
    let mut slots: Vec<Option<Slot>> = (0..seekers.len()).map(|_| None).collect();
    let mut given: FxHashMap<u64, usize> = FxHashMap::default();
    for (i, candidate) in offers {
        match &mut slots[i] {
            None if given.contains_key(&candidate.wording) => {}
            None => {
                given.insert(candidate.wording, i);
                let confidence = (0.3 + 0.25 * candidate.score).clamp(0.4, 0.95);
                slots[i] = Some(Slot {
                    best: candidate,
                    also: Vec::new(),
                    confidence,
                });
            }
            Some(slot) if slot.best.wording == candidate.wording => slot.also.push(candidate),
            Some(_) => {}
        }
    }
    slots
}

/// Lemmas with what each is worth.
struct Weights {
    worth: Vec<(u64, f32)>,
    whole: f32,
}

impl Weights {
    fn of(tokens: &[Token], scale: impl Fn(&Token) -> f32, passages: &Passages) -> Weights {
        let mut worth: Vec<(u64, f32)> = Vec::with_capacity(tokens.len());
        for token in tokens {
            let content = if token.class >= Class::Number { 1.0 } else { 0.25 };
            let value = scale(token) * content * passages.rarity(token.lemma);
            match worth.iter_mut().find(|(lemma, _)| *lemma == token.lemma) {
                Some((_, known)) => *known = known.max(value),
                None => worth.push((token.lemma, value)),
            }
        }
        let whole = worth.iter().map(|(_, w)| w).sum();
        Weights { worth, whole }
    }

    fn share(&self, has: impl Fn(u64) -> bool) -> f32 {
        if self.whole <= 0.0 {
            return 0.0;
        }
        self.worth
            .iter()
            .filter(|(lemma, _)| has(*lemma))
            .map(|(_, w)| w)
            .sum::<f32>()
            / self.whole
    }
}

/// The draft's own words in the quotation's paragraph.
fn told_around(story: &Story, quote: &Quote) -> Vec<Token> {
    let Some(placed) = story.paragraphs.get(quote.paragraph) else {
        return Vec::new();
    };
    let paragraph = &placed.paragraph;
    let mut tokens = Vec::new();
    for word in &paragraph.words {
        if !paragraph
            .marks
            .iter()
            .any(|m| m.outer.contains(&(word.start as usize)))
        {
            token::push(&paragraph.text, placed.start, word, &mut tokens);
        }
    }
    tokens
}

/// The lemmas that a report has around one of its quotations: its paragraph's, told and spoken.
fn lemmas_around(passages: &Passages, at: At, story: &Story, quote: &Quote) -> FxHashSet<u64> {
    let placed = &story.paragraphs[quote.paragraph];
    let span = placed.start..placed.start + placed.paragraph.text.len();
    let streams = &passages.streams[at.clipping as usize];
    let of = |stream: &Stream| -> Vec<u64> {
        let from = stream.tokens.partition_point(|t| (t.start as usize) < span.start);
        let to = stream.tokens.partition_point(|t| (t.start as usize) < span.end);
        stream.tokens[from..to].iter().map(|t| t.lemma).collect()
    };
    let mut lemmas: FxHashSet<u64> = of(&streams.told).into_iter().collect();
    lemmas.extend(of(&streams.spoken));
    lemmas
}
