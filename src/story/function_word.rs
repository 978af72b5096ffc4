//! Function words: those that carry grammar rather than matter.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::word::hash;

pub fn is(folded: &str) -> bool {
    is_key(hash(folded))
}

pub fn is_key(key: u64) -> bool {
    static WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| FUNCTION_WORDS.into_iter().map(hash).collect());
    WORDS.contains(&key)
}

pub const FUNCTION_WORDS: [&str; 127] = [
    "a", "about", "above", "after", "again", "all", "also", "although", "am", "an", "and", "another", "any",
    "are", "as", "asked", "at", "be", "because", "been", "before", "being", "both", "but", "by", "can",
    "could", "did", "do", "does", "during", "each", "even", "every", "few", "for", "from", "had", "has",
    "have", "he", "her", "here", "him", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its",
    "just", "last", "many", "may", "me", "meanwhile", "might", "more", "most", "much", "must", "my", "no",
    "nor", "not", "now", "of", "on", "once", "one", "only", "or", "other", "our", "out", "over", "own",
    "she", "should", "since", "so", "some", "still", "such", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "though", "through", "to", "too", "two", "under", "until",
    "up", "us", "very", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who",
    "why", "will", "with", "would", "yes", "yet", "you", "your",
];
