//! One paragraph, read alone: its words, sentences, marks, figures.

use std::ops::Range;

use super::figure::{self, Figure};
use super::marks::{self, Marks};
use super::name::{self, Name};
use super::sentence;
use super::speaker::{Around, Who};
use super::word::{self, Word};

/// A paragraph as read without its neighbours. All spans count bytes from its start.
#[derive(Debug)]
pub struct Paragraph {
    pub text: Box<str>,
    pub words: Vec<Word>,
    pub sentences: Vec<Range<usize>>,
    pub marks: Vec<Marks>,
    /// For each pair of marks who speaks, and whether a verb of speech says so.
    pub who: Vec<(Who, bool)>,
    pub names: Vec<Name>,
    pub figures: Vec<Figure>,
}

impl Paragraph {
    pub fn read(text: &str) -> Paragraph {
        let words = word::words(text);
        let marks = marks::marks(text);
        let mut paragraph = Paragraph {
            sentences: sentence::sentences(text),
            who: Vec::new(),
            names: name::names(text, &words),
            figures: figure::read(text, &words, &marks),
            marks,
            text: text.into(),
            words,
        };
        let around = paragraph.around();
        paragraph.who = (0..paragraph.marks.len()).map(|at| around.who(at)).collect();
        paragraph
    }

    pub fn around(&self) -> Around<'_> {
        Around {
            text: &self.text,
            words: &self.words,
            sentences: &self.sentences,
            marks: &self.marks,
            names: &self.names,
        }
    }

    /// The sentences that `span` touches, as one span.
    pub fn sentence_around(&self, span: &Range<usize>) -> Range<usize> {
        let first = self.sentences.iter().find(|s| s.end > span.start);
        let last = self.sentences.iter().rev().find(|s| s.start < span.end);
        match (first, last) {
            (Some(first), Some(last)) => first.start.min(last.start)..last.end.max(first.end),
            _ => 0..self.text.len(),
        }
    }

    /// The words that start within `span`.
    pub fn words_in(&self, span: &Range<usize>) -> &[Word] {
        let from = self.words.partition_point(|w| (w.start as usize) < span.start);
        let to = self.words.partition_point(|w| (w.start as usize) < span.end);
        &self.words[from..to.max(from)]
    }
}
