//! Words that mean nearly the same, for a quotation that keeps few of its source's.
//!
//! The table has a row of numbers for each of 30,000 words, made so that the weighted sum of a sentence's rows is close
//! to what a transformer makes of the sentence, and WordNet's neighbours of each stem. `make lexicon` rebuilds it;
//! `NOTICES.md` says what it is made of, and under which licences. It never decides that something was not said: it
//! only says which of several sentences is the nearest.

mod nearest;
mod sentence;
mod table;

pub use nearest::{Rarity, nearness, sameness};
pub use sentence::Sentence;
pub use table::surprise;
