//! What is found of a quotation by its words alone.

use super::claim;
use super::passages::Passages;
use super::seek::{self, Hit, Sentences};
use super::streams;
use super::token::{self, Token};
use crate::story::Story;
use crate::story::quote::Quote;

/// It hangs on the words and on where their sentences end, not on where the quotation stands or who speaks it.
#[derive(Debug)]
pub struct Words {
    /// Their places count from the quotation's start.
    pub tokens: Vec<Token>,
    pub hits: Vec<Hit>,
    /// What the words are worth that each hit shares, where it may tell the quotation.
    pub shared: Vec<Option<f32>>,
    /// None where they all stand somewhere as they are.
    pub sentences: Sentences,
}

impl Words {
    pub fn of(story: &Story, quote: &Quote, passages: &Passages) -> Words {
        let mut tokens = token::spoken(quote, &story.paragraphs);
        let hits = seek::seek(passages, &tokens);
        let whole = hits.iter().any(|h| !h.at.told && h.is_exact());
        let sentences = match whole {
            true => Sentences::default(),
            false => Sentences::new(streams::units(quote, &tokens, story, 0).collect()),
        };
        let there = |hit: &Hit| &passages.stream(hit.at).tokens[hit.tokens.clone()];
        let shared = hits.iter().map(|hit| {
            let tells = !hit.at.told && claim::may_tell(hit);
            tells.then(|| passages.shared(&tokens, there(hit)))
        });
        let shared = shared.collect();
        // The draft moves under what is remembered.
        for token in &mut tokens {
            token.start = token.start.saturating_sub(quote.span.start as u32);
            token.end = token.end.saturating_sub(quote.span.start as u32);
        }
        Words {
            tokens,
            hits,
            shared,
            sentences,
        }
    }
}
