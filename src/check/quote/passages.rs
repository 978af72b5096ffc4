//! The words of a dossier as quotations are looked up in it: what was said, what was told, where each word stands.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::lineage;
use super::speech::Speech;
use super::token::{self, Class, Token};
use crate::check::cite;
use crate::check::readings::Readings;
use crate::dossier::{Clipping, Dossier};
use crate::lexicon::{self, Sentence};
use crate::story::Story;
use crate::story::quote::{Kind, Quote};
use crate::story::speaker::Speaker;
use crate::story::word::Word;

/// The words of a report in two streams.
#[derive(Debug)]
pub struct Streams {
    pub spoken: Stream,
    pub told: Stream,
}

impl Streams {
    fn of(story: &Story) -> Streams {
        let mut streams = Streams {
            spoken: spoken(story),
            told: told(story),
        };
        for stream in [&mut streams.spoken, &mut streams.told] {
            stream.tokens.shrink_to_fit();
            stream.units.shrink_to_fit();
        }
        streams
    }
}

#[derive(Debug, Default)]
pub struct Stream {
    pub tokens: Vec<Token>,
    pub units: Vec<Unit>,
}

/// A sentence within one quotation, or what a sentence tells outside the marks.
#[derive(Debug, Clone)]
pub struct Unit {
    pub tokens: Range<usize>,
    /// The quotation's index in the report's story; of told words the paragraph's.
    pub of: usize,
    /// More than an attribution stands between it and what was said before.
    pub afresh: bool,
    /// Made out for few of a dossier's sentences, once.
    meaning: OnceLock<Box<Sentence>>,
}

impl Stream {
    /// The index of the unit that holds a token.
    pub fn unit(&self, token: usize) -> usize {
        self.units.partition_point(|u| u.tokens.end <= token)
    }

    /// What sentences of the report's `story` mean, together.
    pub fn meant(&self, units: Range<usize>, story: &Story) -> Cow<'_, Sentence> {
        let parts: Vec<&Sentence> = units.map(|unit| self.meaning(unit, story)).collect();
        match parts[..] {
            [one] => Cow::Borrowed(one),
            _ => Cow::Owned(Sentence::joined(&parts)),
        }
    }

    /// What a sentence of the report's `story` means.
    pub fn meaning(&self, unit: usize, story: &Story) -> &Sentence {
        let unit = &self.units[unit];
        unit.meaning.get_or_init(|| {
            let tokens = &self.tokens[unit.tokens.clone()];
            let span =
                tokens.first().map_or(0, |t| t.start as usize)..tokens.last().map_or(0, |t| t.end as usize);
            Box::new(meaning(story, &span))
        })
    }
}

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
    pub unit: u32,
    pub token: u32,
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
    postings: FxHashMap<u64, Vec<Posting>>,
    /// Which clippings have a lemma, in order.
    holders: FxHashMap<u64, Vec<u32>>,
    /// In how many units a lemma stands.
    units: FxHashMap<u64, u32>,
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
        let mut passages = Passages::default();
        for (c, (clipping, streams)) in streams.iter().enumerate() {
            passages.add(c as u32, clipping, streams);
        }
        passages.postings.values_mut().for_each(Vec::shrink_to_fit);
        passages.holders.values_mut().for_each(Vec::shrink_to_fit);
        passages.speech = Speech::of(streams.iter());
        Passages { streams, ..passages }
    }

    pub fn are_of(&self, dossier: &Dossier) -> bool {
        self.streams.are_of(dossier)
    }

    fn add(&mut self, clipping: u32, source: &Clipping, streams: &Streams) {
        self.families.push(lineage::families(&source.story));
        self.days.push(cite::day(source));
        for (stream, told) in [(&streams.spoken, false), (&streams.told, true)] {
            let tokens = stream
                .units
                .iter()
                .enumerate()
                .flat_map(|(u, unit)| unit.tokens.clone().map(move |i| (u as u32, i)));
            for (unit, i) in tokens {
                let token = &stream.tokens[i];
                self.postings.entry(token.lemma).or_default().push(Posting {
                    stream: At { clipping, told }.number(),
                    unit,
                    token: i as u32,
                });
                let holders = self.holders.entry(token.lemma).or_default();
                if holders.last() != Some(&clipping) {
                    holders.push(clipping);
                }
            }
            for unit in &stream.units {
                let mut lemmas: Vec<u64> = stream.tokens[unit.tokens.clone()]
                    .iter()
                    .map(|t| t.lemma)
                    .collect();
                lemmas.sort_unstable();
                lemmas.dedup();
                for lemma in lemmas {
                    *self.units.entry(lemma).or_default() += 1;
                }
                self.unit_count += 1;
            }
        }
        for quote in source.story.quotes.iter().filter(|q| q.kind == Kind::Speech) {
            if let Some(&family) = quote.speaker.as_ref().and_then(|s| s.keys.last()) {
                *self.voices.entry(family).or_default() += 1;
            }
        }
    }

    pub fn stream(&self, at: At) -> &Stream {
        let streams = &self.streams[at.clipping as usize];
        if at.told { &streams.told } else { &streams.spoken }
    }

    pub fn postings(&self, lemma: u64) -> &[Posting] {
        self.postings.get(&lemma).map_or(&[], Vec::as_slice)
    }

    pub fn holders(&self, lemma: u64) -> &[u32] {
        self.holders.get(&lemma).map_or(&[], Vec::as_slice)
    }

    /// How many quotations of this speaker reports have, going by the family name.
    pub fn voices(&self, speaker: &Speaker) -> u32 {
        let family = speaker.keys.last();
        family.and_then(|key| self.voices.get(key)).copied().unwrap_or(0)
    }

    /// How rare a lemma is among the dossier's sentences: 0 for one in all of them.
    pub fn rarity(&self, lemma: u64) -> f32 {
        let n = self.unit_count as f32;
        let having = self.units.get(&lemma).copied().unwrap_or(0) as f32;
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
        let having = self.units.get(&lemma).copied().unwrap_or(0);
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

/// The words that start within `span`.
pub fn words<'a>(story: &'a Story, span: &Range<usize>) -> impl Iterator<Item = &'a Word> {
    let first = story
        .paragraphs
        .partition_point(|p| p.start <= span.start)
        .saturating_sub(1);
    let within = story.paragraphs[first..]
        .iter()
        .take_while(|p| p.start < span.end);
    within.flat_map(|placed| {
        let from = span.start.saturating_sub(placed.start);
        placed.paragraph.words_in(&(from..span.end - placed.start))
    })
}

/// What the words within `span` mean.
pub fn meaning(story: &Story, span: &Range<usize>) -> Sentence {
    Sentence::of(words(story, span).map(|w| (w.key, w.stem)))
}

/// What the report has between marks, quotation after quotation. Titles and scare quotes are no speech.
fn spoken(story: &Story) -> Stream {
    let mut stream = Stream::default();
    for (q, quote) in story.quotes.iter().enumerate() {
        let from = stream.tokens.len();
        stream.tokens.extend(token::spoken(quote, &story.paragraphs));
        let units = units(quote, &stream.tokens[from..], story, from);
        let goes_on = q > 0 && goes_on(story, &story.quotes[q - 1], quote);
        stream.units.extend(units.enumerate().map(|(u, tokens)| Unit {
            tokens,
            of: q,
            afresh: u == 0 && !goes_on,
            meaning: OnceLock::new(),
        }));
    }
    stream
}

/// At most this many words attribute a quotation that goes on behind them.
const ATTRIBUTION: usize = 14;

/// Whether a quotation goes on with the one before it, only an attribution between them.
fn goes_on(story: &Story, before: &Quote, quote: &Quote) -> bool {
    let same = match (&before.speaker, &quote.speaker) {
        (Some(a), Some(b)) => a.is(b),
        _ => true,
    };
    let between = || {
        let paragraphs = story.paragraphs[before.last_paragraph..=quote.paragraph].iter();
        paragraphs.map(|placed| {
            let within = |at: usize| at.saturating_sub(placed.start).min(placed.paragraph.text.len());
            let words = within(before.marks.end)..within(quote.marks.start);
            placed.paragraph.words_in(&words).len()
        })
    };
    let near = before.last_paragraph <= quote.paragraph && quote.paragraph <= before.last_paragraph + 1;
    near && same && between().sum::<usize>() <= ATTRIBUTION
}

/// The sentences of a quotation as ranges of its `tokens`, which are counted from `from`.
pub fn units<'a>(
    quote: &'a Quote,
    tokens: &'a [Token],
    story: &'a Story,
    from: usize,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let paragraphs = &story.paragraphs[quote.paragraph..=quote.last_paragraph];
    let ends = paragraphs.iter().flat_map(move |placed| {
        let sentences = &placed.paragraph.sentences;
        let first = sentences.partition_point(|s| placed.start + s.end <= quote.span.start);
        let within = move |s: &&Range<usize>| placed.start + s.end < quote.span.end;
        let sentences = sentences[first..].iter().take_while(within);
        sentences.map(move |s| (placed.start + s.end) as u32)
    });
    let mut start = 0;
    ends.chain([u32::MAX]).filter_map(move |end| {
        let to = start + tokens[start..].partition_point(|t| t.start < end);
        let unit = start..to;
        start = to;
        (!unit.is_empty()).then(|| from + unit.start..from + unit.end)
    })
}

/// What the report says in its own words, sentence after sentence.
fn told(story: &Story) -> Stream {
    let mut stream = Stream::default();
    let mut quotes = story
        .quotes
        .iter()
        .filter(|q| q.kind == Kind::Speech)
        .map(|q| &q.marks)
        .peekable();
    for (p, placed) in story.paragraphs.iter().enumerate() {
        let paragraph = &placed.paragraph;
        for sentence in &paragraph.sentences {
            let from = stream.tokens.len();
            for word in paragraph.words_in(sentence) {
                let at = placed.start + word.start as usize;
                while quotes.peek().is_some_and(|marks| marks.end <= at) {
                    quotes.next();
                }
                if quotes.peek().is_none_or(|marks| at < marks.start) {
                    token::push(&paragraph.text, placed.start, word, &mut stream.tokens);
                }
            }
            if stream.tokens.len() > from {
                stream.units.push(Unit {
                    tokens: from..stream.tokens.len(),
                    of: p,
                    afresh: true,
                    meaning: OnceLock::new(),
                });
            }
        }
    }
    stream
}
