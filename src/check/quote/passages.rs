//! The words of a dossier as quotations are looked up in it: where each of them stands, and how rare it is.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::lineage;
use super::speech::Speech;
use super::streams::{Place, Stream, Streams};
use super::token::{Class, Token};
use crate::check::cite;
use crate::check::keyed::Keyed;
use crate::check::readings::Readings;
use crate::dossier::Dossier;
use crate::lexicon;
use crate::story::quote::Kind;
use crate::story::speaker::Speaker;

/// Which stream of which clipping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct At {
    pub clipping: u32,
    pub told: bool,
}

impl At {
    /// In one number, ordered as they are.
    pub fn number(self) -> u32 {
        self.clipping << 1 | u32::from(self.told)
    }

    pub fn of(number: u32) -> At {
        At {
            clipping: number >> 1,
            told: number & 1 == 1,
        }
    }
}

/// A word of a dossier: there are hundreds of thousands.
#[derive(Debug, Clone, Copy)]
pub struct Posting {
    stream: u32,
    pub place: Place,
}

impl Posting {
    pub fn at(self) -> At {
        At::of(self.stream)
    }
}

/// A word of less worth stands in every twelfth sentence.
const TELLING: f32 = 2.5;

/// A dossier's words, built once for it.
#[derive(Debug, Default)]
pub struct Passages {
    pub streams: Readings<Streams>,
    pub speech: Speech,
    /// Where each lemma stands, in order.
    postings: Keyed<Posting>,
    /// By its number there, in how many units it stands.
    units: Vec<u32>,
    unit_count: u32,
    /// By clipping: whom it quotes, by their family names, and its day.
    pub families: Vec<FxHashSet<u64>>,
    pub days: Vec<Option<Date>>,
    /// How many quotations reports have of speakers of one family name.
    voices: FxHashMap<u64, u32>,
}

impl Passages {
    /// What is known of reports from `before` is not read again.
    pub fn of(dossier: &Dossier, before: Option<&Passages>) -> Passages {
        let before = before.map(|before| &before.streams);
        let streams = Readings::of(dossier, before, |clipping| Streams::of(&clipping.story));
        let postings = streams.iter().zip(0..).flat_map(|((_, streams), clipping)| {
            [(&streams.spoken, false), (&streams.told, true)]
                .into_iter()
                .flat_map(move |(stream, told)| {
                    let at = At { clipping, told }.number();
                    let posting = move |&(lemma, place): &_| (lemma, Posting { stream: at, place });
                    stream.places().iter().map(posting)
                })
        });
        let postings = Keyed::of(postings);
        let in_units = |postings: &[Posting]| {
            let units = postings.chunk_by(|a, b| (a.stream, a.place.unit) == (b.stream, b.place.unit));
            units.count() as u32
        };
        let mut passages = Passages {
            units: postings.lists().map(in_units).collect(),
            postings,
            speech: Speech::of(streams.iter()),
            ..Passages::default()
        };
        for (clipping, streams) in streams.iter() {
            passages.families.push(lineage::families(&clipping.story));
            passages.days.push(cite::day(clipping));
            passages.unit_count += (streams.spoken.units.len() + streams.told.units.len()) as u32;
            let speech = clipping.story.quotes.iter().filter(|q| q.kind == Kind::Speech);
            for quote in speech {
                if let Some(&family) = quote.speaker.as_ref().and_then(|s| s.keys.last()) {
                    *passages.voices.entry(family).or_default() += 1;
                }
            }
        }
        Passages { streams, ..passages }
    }

    pub fn are_of(&self, dossier: &Dossier) -> bool {
        self.streams.are_of(dossier)
    }

    pub fn stream(&self, at: At) -> &Stream {
        let streams = &self.streams[at.clipping as usize];
        if at.told { &streams.told } else { &streams.spoken }
    }

    pub fn postings(&self, lemma: u64) -> &[Posting] {
        self.postings.get(lemma)
    }

    /// Which clippings have a lemma, in order.
    pub fn holders(&self, lemma: u64) -> impl Iterator<Item = u32> {
        let postings = self.postings(lemma);
        let clippings = postings.chunk_by(|a, b| a.at().clipping == b.at().clipping);
        clippings.map(|postings| postings[0].at().clipping)
    }

    /// In how many sentences a lemma stands.
    fn having(&self, lemma: u64) -> u32 {
        self.postings.number(lemma).map_or(0, |number| self.units[number])
    }

    /// How many quotations of this speaker reports have, going by the family name.
    pub fn voices(&self, speaker: &Speaker) -> u32 {
        let family = speaker.keys.last();
        family.and_then(|key| self.voices.get(key)).copied().unwrap_or(0)
    }

    /// How rare a lemma is among the dossier's sentences: 0 for one in all of them.
    pub fn rarity(&self, lemma: u64) -> f32 {
        let n = self.unit_count as f32;
        let having = self.having(lemma) as f32;
        ((n + 1.0) / (having + 0.5)).ln().max(0.0)
    }

    /// What the words of matter that both have are worth, in nats, each once.
    pub fn shared<'a>(&self, ours: impl IntoIterator<Item = &'a Token>, theirs: &[Token]) -> f32 {
        let matter = ours.into_iter().filter(|t| t.class >= Class::Number);
        let shared = matter.filter(|t| theirs.iter().any(|o| o.lemma == t.lemma));
        let shared: FxHashMap<u64, u64> = shared.map(|t| (t.lemma, t.key)).collect();
        let worth = shared.into_iter().map(|(lemma, word)| self.worth(lemma, word));
        worth.filter(|&worth| worth >= TELLING).sum()
    }

    /// A few reports cannot tell a rare word from one that only they lack: there it is worth what it is in English.
    fn worth(&self, lemma: u64, word: u64) -> f32 {
        let having = self.having(lemma);
        let here = self.rarity(lemma);
        if having <= ONCE {
            here.max(lexicon::surprise(word))
        } else {
            here
        }
    }
}

/// A word in no more sentences than these, the quotation's own among them.
const ONCE: u32 = 2;
