//! A stretch of a report's words, and which words it can have at all.

use super::token::Token;

/// Words that an alignment looks through. Which they are is told by bits, as in a Bloom filter of one hash (Commun. ACM
/// 13, 1970): a word that is not here may share its bit with one that is.
pub struct Stretch<'a> {
    pub tokens: &'a [Token],
    seen: [u64; 64],
}

impl<'a> Stretch<'a> {
    pub fn of(tokens: &'a [Token]) -> Stretch<'a> {
        let mut seen = [0; 64];
        for token in tokens {
            for (at, bit) in [bit(token.key), bit(token.lemma)] {
                seen[at] |= bit;
            }
        }
        Stretch { tokens, seen }
    }

    /// Whether a word or a lemma may stand here; never untrue of one that does.
    pub fn may_have(&self, word: u64) -> bool {
        let (at, bit) = bit(word);
        self.seen[at] & bit != 0
    }
}

fn bit(word: u64) -> (usize, u64) {
    ((word >> 58) as usize, 1 << (word >> 52 & 63))
}
