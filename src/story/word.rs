//! Words, folded so that what typography alone tells apart is the same.

use std::cell::RefCell;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
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
    let mut folded = String::new();
    STEMS.with_borrow_mut(|stems| {
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            if !first.is_alphanumeric() {
                at += first.len_utf8();
                continue;
            }
            let start = at;
            let plain = plain(&text.as_bytes()[start..]);
            let key = match plain {
                Some((len, key)) => {
                    at += len;
                    key
                }
                None => {
                    at += reach(&text[start..]);
                    fold_into(&text[start..at], &mut folded);
                    hash(&folded)
                }
            };
            let stem = stems.get(key, || match plain {
                Some(_) => stem(&text[start..at].to_ascii_lowercase()),
                None => stem(&folded),
            });
            words.push(Word {
                start: start as u32,
                end: at as u32,
                key,
                stem,
            });
        }
    });
    words
}

/// The length and the key of a word of plain letters and digits that plainly ends: most words.
fn plain(text: &[u8]) -> Option<(usize, u64)> {
    let mut key = BASIS;
    let mut len = 0;
    while let Some(byte) = text.get(len).filter(|byte| byte.is_ascii_alphanumeric()) {
        key = hashed(key, byte.to_ascii_lowercase());
        len += 1;
    }
    let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let ends = match text.get(len) {
        Some(b'\'' | b',' | b'.') => text.get(len + 1).is_none_or(ends),
        next => next.is_none_or(ends),
    };
    (len > 0 && ends).then_some((len, key))
}

/// How far the word at the head of `text` reaches.
fn reach(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let Some((_, mut last)) = chars.next() else {
        return 0;
    };
    let (mut end, mut run) = (last.len_utf8(), 1);
    while let Some(&(at, c)) = chars.peek() {
        let next = text[at + c.len_utf8()..].chars().next();
        if !goes_on(last, run, c, next) {
            break;
        }
        chars.next();
        end = at + c.len_utf8();
        if belongs(c) {
            continue;
        }
        last = c;
        run = if c.is_alphanumeric() { run + 1 } else { 0 };
    }
    end
}

/// Whether `c` belongs to the word that ends in `last`, the last of a `run` of letters; `next` follows `c`.
fn goes_on(last: char, run: usize, c: char, next: Option<char>) -> bool {
    if c.is_alphanumeric() || belongs(c) {
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

/// Whether a character belongs to the letter before it: an accent, or one that is not seen, which says where a word may
/// be divided at the end of a line.
fn belongs(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
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
        word.nfkd().filter(|&c| !belongs(c)).for_each(&mut push);
    }
}

/// The key of one word as [`words`] would give it.
pub fn key(word: &str) -> u64 {
    hash(&fold(word))
}

/// FNV-1a: stable across machines and versions, as the index on disk needs it.
pub const fn hash(folded: &str) -> u64 {
    let bytes = folded.as_bytes();
    let (mut hash, mut i) = (BASIS, 0);
    while i < bytes.len() {
        hash = hashed(hash, bytes[i]);
        i += 1;
    }
    hash
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

const fn hashed(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

thread_local! {
    /// Twice the words of a newsroom's copy of a month: a megabyte a thread.
    static STEMS: RefCell<Recent<u64>> = RefCell::new(Recent::new(1 << 15));
    static ENGLISH: Stemmer = Stemmer::create(Algorithm::English);
}

/// What was found out of the words last seen, by their keys, two words in each slot.
pub struct Recent<T>(Box<[[(u64, T); 2]]>);

impl<T: Copy + Default> Recent<T> {
    /// `slots` is a power of two.
    pub fn new(slots: usize) -> Self {
        Recent(vec![[(0, T::default()); 2]; slots].into())
    }

    pub fn get(&mut self, key: u64, find: impl FnOnce() -> T) -> T {
        let slot = (key ^ key >> 32) as usize & (self.0.len() - 1);
        let [first, second] = &mut self.0[slot];
        if first.0 == key {
            return first.1;
        }
        if second.0 != key {
            *second = (key, find());
        }
        std::mem::swap(first, second);
        first.1
    }
}

/// The key of the stem (Snowball's English stemmer) without a possessive.
fn stem(folded: &str) -> u64 {
    let bare = folded
        .strip_suffix("'s")
        .or(folded.strip_suffix('\''))
        .unwrap_or(folded);
    ENGLISH.with(|english| hash(&english.stem(bare)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).iter().map(|w| fold(&text[w.span()])).collect()
    }

    #[test]
    fn a_mark_belongs_to_the_letter_before_it() {
        for (marked, plain) in [
            ("cafe\u{301}’s", "cafe’s"),
            ("don\u{34F}\u{FE00}’t", "don’t"),
            ("U\u{34F}.S.", "U.S."),
            ("co\u{AD}operate", "cooperate"),
            ("ware\u{200B}house\u{FEFF}", "warehouse"),
        ] {
            assert_eq!(folded(marked), [fold(plain)]);
        }
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
