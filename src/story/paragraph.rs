//! One paragraph, read alone: its words, sentences, marks, figures.

use std::ops::Range;

use super::attribution::{Around, Who};
use super::figure::{self, Figure};
use super::marks::{self, Marks};
use super::mention::Mention;
use super::name::{self, Bearer, Name};
use super::part::{self, Part};
use super::phrase::{Head, Phrases};
use super::sentence;
use super::word::{self, Word};

/// A paragraph as read without its neighbours. All spans count bytes from its start.
#[derive(Debug)]
pub struct Paragraph {
    pub text: Box<str>,
    pub words: Vec<Word>,
    pub sentences: Vec<Range<usize>>,
    pub marks: Vec<Marks>,
    pub names: Vec<Name>,
    pub mentions: Vec<Mention>,
    /// For each pair of marks who speaks.
    pub who: Vec<Who>,
    /// For each mention whether what stands between marks is theirs.
    pub speaks: Vec<bool>,
    /// The mention whose speech the next paragraph is.
    pub leads: Option<usize>,
    pub figures: Vec<Figure>,
}

impl Paragraph {
    pub fn read(text: &str) -> Paragraph {
        let words = word::words(text);
        let sentences = sentence::sentences(text);
        let marks = marks::marks(text);
        let names = name::names(text, &words);
        let phrases = Phrases::new(text, &words, &names, &marks);
        let mentions = phrases.mentions();
        let around = Around {
            phrases: &phrases,
            mentions: &mentions,
            sentences: &sentences,
            marks: &marks,
        };
        let who: Vec<Who> = (0..marks.len()).map(|at| around.who(at)).collect();
        let leads = around.leads();
        let mut speaks = vec![false; mentions.len()];
        for who in &who {
            match *who {
                Who::Cued(mention) => speaks[mention] = true,
                // "The report closes with a “warning”": what is written speaks by whatever it does.
                Who::Subject(mention) => speaks[mention] |= phrases.is_written(&mentions[mention]),
                Who::Open | Who::Part => {}
            }
        }
        if let Some(mention) = leads {
            speaks[mention] = true;
        }
        let mut read = Paragraph {
            figures: figure::read(text, &words, &marks),
            text: text.into(),
            words,
            sentences,
            marks,
            names,
            mentions,
            who,
            speaks,
            leads,
        };
        read.shrink();
        read
    }

    /// Gives back the room that its lists had to grow, a quarter of all: reports are held by the hundred.
    fn shrink(&mut self) {
        self.words.shrink_to_fit();
        self.sentences.shrink_to_fit();
        self.marks.shrink_to_fit();
        self.names.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.figures.shrink_to_fit();
    }

    /// The name that "and" joins to a mention of one, if nothing is told of its bearer alone.
    pub fn companion(&self, mention: usize) -> Option<&Name> {
        let Head::Name(first) = self.mentions[mention].head else {
            return None;
        };
        let and = self.names[first].words.end;
        let joined = self.words.get(and)?.key == word::hash("and")
            && name::adjoins(&self.text, &self.words[and - 1], &self.words[and]);
        let second = self.names[first + 1..].iter().take(1);
        let mut second = second.filter(|n| joined && n.words.start == and + 1 && n.likely != Bearer::Other);
        let name = second.next()?;
        let next = self.words.get(name.words.end);
        // “…,” said Anna Moreau and Piet Lund nodded.
        let behind = self.mentions[mention].words.end <= and;
        let does = next.is_some_and(|next| {
            name::adjoins(&self.text, &self.words[name.words.end - 1], next)
                && !matches!(part::part(next.key), Part::Preposition | Part::Adverb)
        });
        (!(behind && does)).then_some(name)
    }

    /// The sentences that `span` touches, as one span.
    pub fn sentence_around(&self, span: &Range<usize>) -> Range<usize> {
        let first = self.sentences.partition_point(|s| s.end <= span.start);
        let last = self.sentences.partition_point(|s| s.start < span.end);
        match (
            self.sentences.get(first),
            last.checked_sub(1).map(|i| &self.sentences[i]),
        ) {
            (Some(first), Some(last)) => first.start.min(last.start)..last.end.max(first.end),
            _ => 0..self.text.len(),
        }
    }

    /// Whether a sentence starts at this byte.
    pub fn starts_sentence(&self, at: usize) -> bool {
        self.sentences.binary_search_by_key(&at, |s| s.start).is_ok()
    }

    /// The words that start within `span`.
    pub fn words_in(&self, span: &Range<usize>) -> &[Word] {
        let from = self.words.partition_point(|w| (w.start as usize) < span.start);
        let to = self.words.partition_point(|w| (w.start as usize) < span.end);
        &self.words[from..to.max(from)]
    }
}
