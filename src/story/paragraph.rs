//! One paragraph, read alone: its words, sentences, marks, figures.

use std::ops::Range;

use super::figure::{self, Figure};
use super::word::{self, Word};

/// A paragraph as read without its neighbours. All spans count bytes from its start.
#[derive(Debug)]
pub struct Paragraph {
    pub text: Box<str>,
    pub words: Vec<Word>,
    pub sentences: Vec<Range<usize>>,
    pub figures: Vec<Figure>,
}

impl Paragraph {
    pub fn read(text: &str) -> Paragraph {
        Paragraph {
            words: word::words(text),
            sentences: Vec::new(),
            figures: figure::read(text),
            text: text.into(),
        }
    }
}
