//! What a report says, word by word: what it has between marks, and what it tells in its own words.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::token::{self, Token};
use crate::lexicon::Sentence;
use crate::story::Story;
use crate::story::quote::{Kind, Quote};
use crate::story::word::Word;

/// The words of a report in two streams.
#[derive(Debug)]
pub struct Streams {
    pub spoken: Stream,
    pub told: Stream,
}

impl Streams {
    pub fn of(story: &Story) -> Streams {
        let (mut spoken, mut told) = (spoken(story), told(story));
        for stream in [&mut spoken, &mut told] {
            stream.tokens.shrink_to_fit();
            stream.units.shrink_to_fit();
            stream.sort();
        }
        Streams { spoken, told }
    }
}

#[derive(Debug, Default)]
pub struct Stream {
    pub tokens: Vec<Token>,
    pub units: Vec<Unit>,
    /// Its words by lemma, those of each in order.
    places: Vec<(u64, Place)>,
}

/// A word's unit, and the word.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub unit: u32,
    pub token: u32,
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
    fn sort(&mut self) {
        let mut places = Vec::with_capacity(self.tokens.len());
        for (unit, number) in self.units.iter().zip(0..) {
            let place = |token| Place { unit: number, token };
            let tokens = self.tokens[unit.tokens.clone()].iter();
            let tokens = tokens.zip(unit.tokens.start as u32..);
            places.extend(tokens.map(|(token, at)| (token.lemma, place(at))));
        }
        places.sort_unstable_by_key(|&(lemma, place)| (lemma, place.token));
        self.places = places;
    }

    /// Each lemma with where it stands, lemma after lemma.
    pub fn places(&self) -> &[(u64, Place)] {
        &self.places
    }

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
