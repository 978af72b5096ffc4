//! The table as `rebuild/rebuild.py` writes it, read where it lies in the program: nothing is loaded or copied.
//!
//! Numbers are little-endian, the parts follow one another; W words, S stems, both in ascending order of their keys.
//!
//! | part | |
//! | --- | --- |
//! | `u32` × 2 | W, S |
//! | `u32` × W | a word's key |
//! | `u16` × W | its rank in running text, from 0 |
//! | `f32` × W | what one step of its row is worth, times its weight in a sentence |
//! | `i8` × 128 × W | its row |
//! | `u32` × S | a stem's key |
//! | `u16` × S | the place of its most frequent word |
//! | `u32` × S | where the list of its neighbours ends |
//! | the rest | the lists: the places of neighbouring stems, ascending, as gaps from one to the next in varints (LEB128) |
//!
//! A key is the 64 bits of [`crate::story::word::hash`], the halves folded into one by exclusive or.

use std::sync::LazyLock;

pub const DIMENSIONS: usize = 128;

static BYTES: &[u8] = include_bytes!("lexicon.bin");
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::of(BYTES));

pub struct Table {
    words: &'static [[u8; 4]],
    ranks: &'static [[u8; 2]],
    scales: &'static [[u8; 4]],
    rows: &'static [[u8; DIMENSIONS]],
    stems: &'static [[u8; 4]],
    heads: &'static [[u8; 2]],
    ends: &'static [[u8; 4]],
    neighbours: &'static [u8],
}

pub fn table() -> &'static Table {
    &TABLE
}

/// How much it says that a sentence has a word, in nats: by Zipf's law a word's frequency goes with its rank. Words
/// that the table lacks are as rare as its rarest.
pub fn surprise(word: u64) -> f32 {
    /// A sentence has some twenty words, and the ranks' reciprocals sum to some ten.
    const SENTENCE: f32 = 2.0;
    let rank = find(TABLE.words, word).map_or(u16::MAX, |at| TABLE.rank(at));
    ((f32::from(rank) + 1.0) / SENTENCE).ln().clamp(0.0, 9.0)
}

impl Table {
    fn of(bytes: &'static [u8]) -> Table {
        let mut rest = bytes;
        let counts = part::<4>(&mut rest, 2);
        let [words, stems] = [0, 1].map(|i| u32::from_le_bytes(counts[i]) as usize);
        Table {
            words: part(&mut rest, words),
            ranks: part(&mut rest, words),
            scales: part(&mut rest, words),
            rows: part(&mut rest, words),
            stems: part(&mut rest, stems),
            heads: part(&mut rest, stems),
            ends: part(&mut rest, stems),
            neighbours: rest,
        }
    }

    /// The place of a word's row; of a word that is not here the most frequent one's of its stem.
    pub fn word(&self, word: u64, stem: u64) -> Option<usize> {
        let head = || {
            let stem = self.stem(stem)?;
            Some(u16::from_le_bytes(self.heads[stem]) as usize)
        };
        find(self.words, word).or_else(head)
    }

    /// The place of a stem.
    pub fn stem(&self, stem: u64) -> Option<usize> {
        find(self.stems, stem)
    }

    /// How frequent a word is: 0 for the most frequent.
    pub fn rank(&self, word: usize) -> u16 {
        u16::from_le_bytes(self.ranks[word])
    }

    pub fn add_row(&self, word: usize, sum: &mut [f32; DIMENSIONS]) {
        let scale = f32::from_le_bytes(self.scales[word]);
        for (sum, &step) in sum.iter_mut().zip(&self.rows[word]) {
            *sum += scale * f32::from(step.cast_signed());
        }
    }

    /// The stems that WordNet has beside one, ascending: of the same synset, more general, more special, alike, derived or
    /// opposite.
    pub fn neighbours(&self, stem: usize) -> impl Iterator<Item = usize> {
        let end = |i: usize| u32::from_le_bytes(self.ends[i]) as usize;
        let from = stem.checked_sub(1).map_or(0, end);
        let mut bytes = self.neighbours[from..end(stem)].iter();
        let mut at = 0;
        std::iter::from_fn(move || {
            let mut shift = 0;
            loop {
                let byte = *bytes.next()?;
                at += usize::from(byte & 127) << shift;
                shift += 7;
                if byte & 128 == 0 {
                    return Some(at);
                }
            }
        })
    }
}

fn part<const N: usize>(rest: &mut &'static [u8], count: usize) -> &'static [[u8; N]] {
    let (part, tail) = rest.split_at(count * N);
    *rest = tail;
    part.as_chunks().0
}

fn find(keys: &[[u8; 4]], key: u64) -> Option<usize> {
    let key = (key >> 32) as u32 ^ key as u32;
    keys.binary_search_by_key(&key, |k| u32::from_le_bytes(*k)).ok()
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::story::word;

    fn place(text: &str) -> usize {
        let word = word::words(text)[0];
        table().word(word.key, word.stem).expect("a known word")
    }

    fn neighbours(a: &str, b: &str) -> bool {
        let [a, b] = [a, b].map(|text| table().stem(word::words(text)[0].stem).expect("a known stem"));
        let beside = |a, b| table().neighbours(a).any(|n| n == b);
        assert_eq!(beside(a, b), beside(b, a));
        beside(a, b)
    }

    #[test]
    fn it_is_the_one_that_was_pinned() {
        let hash: String = Sha256::digest(BYTES).iter().map(|b| format!("{b:02x}")).collect();
        let pinned = include_str!("lexicon.sha256").split(' ').next();
        assert_eq!(Some(&*hash), pinned, "`make lexicon` writes both");
    }

    #[test]
    fn words_are_found_by_key_or_by_stem() {
        assert_eq!(table().rank(place("The")), 0);
        assert_ne!(place("ship"), place("ships"));
        assert_eq!(place("lighthousing"), place("lighthouse"));
        let unknown = word::words("zyqqvar")[0];
        assert_eq!(table().word(unknown.key, unknown.stem), None);
    }

    #[test]
    fn neighbours_are_read_both_ways() {
        assert!(neighbours("vessels", "ship"));
        assert!(neighbours("rescue", "deliver"));
        assert!(!neighbours("rescue", "pier"));
    }
}
