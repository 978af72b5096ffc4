//! The text being written: a rope and a version; edits apply in the order they came.

use std::borrow::Cow;
use std::ops::Range;

use ropey::Rope;

use super::position::{self, Encoding, Position};

/// The text of a draft at one version. A clone is a snapshot and costs nothing.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    rope: Rope,
    pub version: i32,
    pub language: Language,
}

/// What a draft is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    Prose,
    Html,
}

impl Language {
    /// By the editor's name for it, or by the end of a file's name.
    pub fn named(name: &str) -> Language {
        match name {
            "html" | "htm" | "xhtml" => Language::Html,
            _ => Language::Prose,
        }
    }
}

/// A replacement of a range, or of the whole text where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub range: Option<Range<Position>>,
    pub text: String,
}

impl Draft {
    pub fn new(text: &str, version: i32) -> Draft {
        Draft {
            rope: Rope::from_str(text),
            version,
            language: Language::Prose,
        }
    }

    /// Applies changes one after another: each range counts in the text that the one before it left.
    pub fn apply(&mut self, changes: impl IntoIterator<Item = Change>, version: i32, encoding: Encoding) {
        for change in changes {
            match change.range {
                Some(range) => self.replace(position::span(&self.rope, range, encoding), &change.text),
                None => self.rope = Rope::from_str(&change.text),
            }
        }
        self.version = version;
    }

    fn replace(&mut self, span: Range<usize>, text: &str) {
        let start = self.rope.byte_to_char(span.start);
        self.rope.remove(start..self.rope.byte_to_char(span.end));
        self.rope.insert(start, text);
    }

    /// The lines with their breaks, as [`super::lines`] has them, none copied that stands in one piece.
    pub fn lines(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.rope
            .lines()
            .filter(|line| line.len_bytes() > 0)
            .map(Cow::from)
    }

    /// The words of a span, which is clamped to the text and to characters.
    pub fn slice(&self, span: Range<usize>) -> Cow<'_, str> {
        let char = |at: usize| self.rope.byte_to_char(at.min(self.rope.len_bytes()));
        let (start, end) = (char(span.start), char(span.end));
        Cow::from(self.rope.slice(start..end.max(start)))
    }

    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        position::offset(&self.rope, position, encoding)
    }

    /// The bytes of a range; a reversed one is turned round.
    pub fn span(&self, range: Range<Position>, encoding: Encoding) -> Range<usize> {
        position::span(&self.rope, range, encoding)
    }

    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        position::position(&self.rope, offset, encoding)
    }

    pub fn text(&self) -> String {
        self.rope.to_string()
    }
}
