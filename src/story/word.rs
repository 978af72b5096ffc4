//! Words, folded so that what typography alone tells apart is the same.

use std::cell::RefCell;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a paragraph. `key` and `stem` are hashes of the folded word and of its stem: equal words, equal keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub start: u32,
    pub end: u32,
    pub key: u64,
    pub stem: u64,
}

impl Word {
    #[inline]
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words of `text`, in order. Hyphens divide words, apostrophes do not; digits keep their separators ("1,500"),
/// initials lose their full stops ("U.S." is "US").
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut chars = text.char_indices().peekable();
    let mut folded = String::new();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let (mut end, mut last, mut run) = (start + first.len_utf8(), first, 1);
        while let Some(&(at, c)) = chars.peek() {
            let next = text[at + c.len_utf8()..].chars().next();
            if !goes_on(last, run, c, next) {
                break;
            }
            chars.next();
            (end, last) = (at + c.len_utf8(), c);
            run = if c.is_alphanumeric() { run + 1 } else { 0 };
        }
        fold_into(&text[start..end], &mut folded);
        let key = hash(&folded);
        words.push(Word {
            start: start as u32,
            end: end as u32,
            key,
            stem: stem(&folded, key),
        });
    }
    words
}

/// Whether `c` belongs to the word that ends in `last`, the last of a `run` of letters; `next` follows `c`.
fn goes_on(last: char, run: usize, c: char, next: Option<char>) -> bool {
    if c.is_alphanumeric() || is_combining_mark(c) {
        return true;
    }
    let Some(next) = next.filter(|n| n.is_alphanumeric()) else {
        return false;
    };
    match c {
        '\'' | '’' => last.is_alphabetic() && next.is_alphabetic(),
        ',' | '.' if last.is_ascii_digit() => next.is_ascii_digit(),
        '.' => run == 1 && last.is_alphabetic() && next.is_alphabetic(),
        _ => false,
    }
}

/// The word as it is compared: lower case, no accents, straight apostrophes, no full stops in initials.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    let mut push = |c: char| match c {
        '’' => folded.push('\''),
        '.' | ',' if !number => {}
        ',' => {}
        _ => folded.extend(c.to_lowercase()),
    };
    if word.is_ascii() {
        word.chars().for_each(&mut push);
    } else {
        word.nfkd().filter(|&c| !is_combining_mark(c)).for_each(&mut push);
    }
}

/// The key of one word as [`words`] would give it.
pub fn key(word: &str) -> u64 {
    hash(&fold(word))
}

/// FNV-1a: stable across machines and versions, as the index on disk needs it.
pub const fn hash(folded: &str) -> u64 {
    let bytes = folded.as_bytes();
    let (mut hash, mut i) = (0xcbf2_9ce4_8422_2325_u64, 0);
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

/// More words than a newsroom's vocabulary; then the memory of stems starts afresh.
const STEMS: usize = 200_000;

/// The key of the stem (Snowball's English stemmer) without a possessive.
fn stem(folded: &str, key: u64) -> u64 {
    thread_local! {
        static KNOWN: RefCell<FxHashMap<u64, u64>> = RefCell::default();
        static ENGLISH: Stemmer = Stemmer::create(Algorithm::English);
    }
    KNOWN.with_borrow_mut(|known| {
        if known.len() > STEMS {
            known.clear();
        }
        *known.entry(key).or_insert_with(|| {
            let bare = folded
                .strip_suffix("'s")
                .or(folded.strip_suffix('\''))
                .unwrap_or(folded);
            ENGLISH.with(|english| hash(&english.stem(bare)))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).iter().map(|w| fold(&text[w.span()])).collect()
    }

    #[test]
    fn typography_makes_no_difference() {
        assert_eq!(
            folded("“Don’t,” the Café-owner’s U.S. aide said."),
            folded("\"don't\", the cafe owner's US aide said")
        );
        assert_eq!(folded("1,500 of 4.5m, ’90s"), ["1500", "of", "4.5m", "90s"]);
    }

    #[test]
    fn inflections_share_a_stem() {
        let stems: Vec<u64> = words("arrive arrived arrives arriving")
            .iter()
            .map(|w| w.stem)
            .collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]));
        assert_ne!(key("arrive"), key("arrived"));
    }
}
