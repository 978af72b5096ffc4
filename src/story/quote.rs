//! Quotations: marks found and paired, parts of one utterance joined.

use std::ops::Range;

use super::speaker::Speaker;

/// A quotation, one pair of marks. Spans count bytes of the whole text.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Between the marks, without a comma or full stop that only closes it.
    pub span: Range<usize>,
    /// With the marks.
    pub marks: Range<usize>,
    /// The index of the paragraph it starts in.
    pub paragraph: usize,
    /// The sentence around it, in bytes of the whole text.
    pub sentence: Range<usize>,
    pub speaker: Option<Speaker>,
    /// Parts of one split quotation share a number.
    pub utterance: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Speech,
    /// A title, a nickname, scare quotes, a word mentioned as a word.
    Mention,
}
