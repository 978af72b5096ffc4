//! What reports quote in a quotation's place when its words are gone: the speaker, the words around it, the order of
//! the story. It says how sure it is.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::claim::Relation;
use super::passages::{At, Passages};
use super::token::{self, Class, Token};
use crate::dossier::Dossier;
use crate::lexicon::{self, Rarity, Sentence};
use crate::story::Story;
use crate::story::quote::{self, Kind, Quote};
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
const CANDIDATES: usize = 32;
/// The least a place must score when the speaker is the same; when the reports quote them with few sentences, of which
/// one must be it; when one of the two is not named.
const LEAST_SAME: f32 = 1.25;
const LEAST_OF_FEW: f32 = 0.65;
const LEAST_UNKNOWN: f32 = 0.95;
/// More sentences than these are not few.
const FEW: usize = 20;
/// Bytes on either side of a quotation in which the draft's own words tell of it: a paragraph, unless it has no end.
const NEAR: usize = 2_000;
/// What it adds to stand next to what the draft's neighbour quotes.
const NEIGHBOUR: f32 = 0.25;
/// What it takes away to have been said on another occasion.
const STALE: f32 = 0.6;
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
    let mut means: Vec<std::borrow::Cow<Sentence>> = Vec::new();
    let mut parts: Vec<[f32; 5]> = Vec::new();
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
            let last = (first + sentences.max(1)).min(stream.units.len());
            let last = (first + 1..last)
                .find(|&u| stream.units[u].of != of)
                .unwrap_or(last);
            let run = stream.units[first].tokens.start..stream.units[last - 1].tokens.end;
            let spoken = &stream.tokens[run.clone()];
            let shared: f32 = (first..last).map(|u| own.at((at.clipping, u))).sum();
            let placed = context.at((at.clipping, there.paragraph));
            let known = if relation == Relation::Same { 0.8 } else { 0.2 };
            let meant: Vec<&Sentence> = (first..last).map(|u| stream.meaning(u, &clipping.story)).collect();
            means.push(match meant[..] {
                [one] => std::borrow::Cow::Borrowed(one),
                _ => std::borrow::Cow::Owned(Sentence::joined(&meant)),
            });
            parts.push([known, shared, placed, build(tokens, spoken), stale]);
            found.push(Candidate {
                at,
                quote: of,
                wording: wording(spoken),
                relation,
                score: known + 1.2 * shared.min(1.0) + placed.min(1.0) + build(tokens, spoken) - stale,
                tokens: run,
            });
        }
    }
    if std::env::var_os("DUMP").is_some() {
        let rarity = Rarity::among(means.iter().map(|m| &**m));
        let refs: Vec<&Sentence> = means.iter().map(|m| &**m).collect();
        let near = lexicon::nearness(&said, &refs, &rarity);
        for (i, c) in found.iter().enumerate() {
            let stream = passages.stream(c.at);
            let clip = &dossier.clippings[c.at.clipping as usize];
            let text = &clip.report.text[stream.tokens[c.tokens.start].start as usize..stream.tokens[c.tokens.end-1].end as usize];
            eprintln!("DUMP {}", serde_json::json!({"span":[quote.span.start,quote.span.end],"text":text,"same":c.relation==Relation::Same,"rep":clip.report.name,"parts":parts[i],"cos":said.likeness(refs[i]),"cov":said.coverage(refs[i]),"voc":refs[i].coverage(&said),"near":near[i],"score":c.score,"n":[tokens.len(),c.tokens.len()],"w":c.wording.to_string()}));
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

/// A quotation of the draft as far as places are given out.
pub struct Seeker<'a> {
    pub candidates: &'a [Candidate],
    pub neighbours: Vec<Neighbour>,
}

/// Where the quotation before or behind one in the draft is found, by its words.
pub struct Neighbour {
    pub at: At,
    pub tokens: Range<usize>,
    /// The index of the quotation in its report.
    pub quote: usize,
    pub before: bool,
}

impl Neighbour {
    /// Whether a place stands next to it, on the side where the draft has it.
    fn adjoins(&self, place: &Candidate) -> bool {
        let (first, second) = if self.before {
            ((&self.tokens, self.quote), (&place.tokens, place.quote))
        } else {
            ((&place.tokens, place.quote), (&self.tokens, self.quote))
        };
        self.at == place.at && first.0.end <= second.0.start && second.1 <= first.1 + 1
    }
}

/// Gives each quotation its place: the surest first, no wording twice. `taken` are wordings that the draft has already.
pub fn assign(seekers: &[Seeker], taken: &FxHashSet<u64>) -> Vec<Option<Slot>> {
    let mut offers: Vec<(usize, Candidate)> = Vec::new();
    for (i, seeker) in seekers.iter().enumerate() {
        let same = seeker.candidates.iter().filter(|c| c.relation == Relation::Same);
        let few = same.map(|c| c.wording).collect::<FxHashSet<u64>>().len() <= FEW;
        for candidate in seeker.candidates {
            let near = seeker.neighbours.iter().any(|n| n.adjoins(candidate));
            let mut score = candidate.score;
            score += if near { NEIGHBOUR } else { 0.0 };
            score -= if taken.contains(&candidate.wording) {
                TAKEN
            } else {
                0.0
            };
            let least = match candidate.relation {
                Relation::Same if few => LEAST_OF_FEW,
                Relation::Same => LEAST_SAME,
                _ => LEAST_UNKNOWN,
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
