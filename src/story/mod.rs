//! What a text says, a draft or a report alike: paragraphs, sentences, quotes, figures, speakers.
//!
//! Reading has two steps. [`paragraph::Paragraph::read`] sees one paragraph and nothing else, so that a keystroke
//! reads one paragraph again; [`Story::read`] then links what crosses paragraphs (re-opened marks, "she added").

pub mod apostrophe;
pub mod attribution;
pub mod bearer;
pub mod cast;
pub mod cue;
pub mod description;
pub mod figure;
pub mod function_word;
pub mod given;
pub mod kind;
pub mod layout;
pub mod mark;
pub mod marks;
pub mod mention;
pub mod name;
pub mod paragraph;
pub mod part;
pub mod phrase;
pub mod quote;
pub mod saying;
pub mod sentence;
pub mod speaker;
pub mod subject;
pub mod telling;
pub mod title;
pub mod titled;
pub mod transcript;
pub mod word;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use figure::Figure;
use layout::Layout;
use paragraph::Paragraph;
use quote::Quote;
use rustc_hash::FxHashMap;

use crate::text::{Draft, Language, html};

/// The version of the analysis. Whatever changes what is read from a text raises it; the index on disk holds it.
pub const ANALYSIS: u32 = 8;

/// What a text says. Spans inside a paragraph count bytes from the paragraph's start; `Placed::start` places them.
#[derive(Debug, Default, Clone)]
pub struct Story {
    pub paragraphs: Vec<Placed>,
    /// All quotations in order, their speakers resolved across the story.
    pub quotes: Vec<Quote>,
    /// A record of what was said, turn by turn.
    pub transcript: bool,
    /// The date the text gives for itself in a header or a dateline.
    pub date: Option<jiff::civil::Date>,
}

/// A paragraph and where it starts in the text, in bytes.
#[derive(Debug, Clone)]
pub struct Placed {
    pub start: usize,
    pub paragraph: Arc<Paragraph>,
}

impl Placed {
    /// A span of the paragraph as a span of the text.
    pub fn at(&self, span: &Range<usize>) -> Range<usize> {
        self.start + span.start..self.start + span.end
    }
}

impl Story {
    /// Reads a text given as its lines (each with its line break). Paragraphs that `before` holds are not read again.
    pub fn read<'a>(lines: impl Iterator<Item = Cow<'a, str>>, before: Option<&Story>) -> Story {
        Story::laid_out(layout::layout(lines), before)
    }

    /// Reads a draft; of a page its copy.
    pub fn drafted(draft: &Draft, before: Option<&Story>) -> Story {
        match draft.language {
            Language::Prose => Story::read(draft.lines(), before),
            Language::Html => {
                let copy = html::copy(&draft.slice(0..usize::MAX));
                Story::read(crate::text::lines(&copy).map(Cow::Borrowed), before)
            }
        }
    }

    /// Reads a whole text.
    pub fn of(text: &str) -> Story {
        Story::read(crate::text::lines(text).map(Cow::Borrowed), None)
    }

    /// Reads a text whose byline stands elsewhere.
    pub fn signed(text: &str, byline: &str) -> Story {
        let mut layout = layout::layout(crate::text::lines(text).map(Cow::Borrowed));
        layout.header.byline = Some(byline.into());
        Story::laid_out(layout, None)
    }

    fn laid_out(layout: Layout, before: Option<&Story>) -> Story {
        let known: FxHashMap<&str, &Arc<Paragraph>> = before
            .into_iter()
            .flat_map(|story| &story.paragraphs)
            .map(|placed| (&*placed.paragraph.text, &placed.paragraph))
            .collect();
        let paragraphs: Vec<Placed> = layout
            .blocks
            .into_iter()
            .map(|block| {
                let paragraph = match known.get(&*block.text) {
                    Some(&paragraph) => Arc::clone(paragraph),
                    None => Arc::new(Paragraph::read(&block.text)),
                };
                Placed {
                    start: block.start,
                    paragraph,
                }
            })
            .collect();
        let header = layout.header;
        let turns = transcript::turns(&paragraphs, header.byline.as_deref());
        Story {
            quotes: quote::link(&paragraphs, turns.as_deref()),
            transcript: turns.is_some(),
            paragraphs,
            date: header.date,
        }
    }

    /// Every figure with the index of its paragraph, in order.
    pub fn figures(&self) -> impl Iterator<Item = (usize, &Figure)> {
        self.paragraphs
            .iter()
            .enumerate()
            .flat_map(|(i, p)| p.paragraph.figures.iter().map(move |f| (i, f)))
    }
}
