//! Which reports bear on a text: by its rarest words, never by all of them.

use rustc_hash::FxHashMap;

use super::Error;
use crate::story::Story;
use crate::story::word;

/// How many of its rarest words a claim is looked up by.
const CLAIM: usize = 8;
/// How many of its rarest words a whole draft is looked up by.
const DRAFT: usize = 64;

/// What ranking needs to know of an archive: which reports have a word, by its stem.
pub trait Postings {
    fn size(&self) -> usize;
    fn frequency(&self, stem: u64) -> Result<usize, Error>;
    fn holders(&self, stem: u64, each: &mut dyn FnMut(u64)) -> Result<(), Error>;
}

pub fn search(postings: &dyn Postings, words: &str, limit: usize) -> Result<Vec<u64>, Error> {
    let stems = word::words(words).iter().map(|word| word.stem).collect();
    let rarest = rarest(postings, stems, CLAIM)?;
    best(postings, &rarest, limit)
}

pub fn bearing_on(postings: &dyn Postings, story: &Story, limit: usize) -> Result<Vec<u64>, Error> {
    let words = story.paragraphs.iter().flat_map(|placed| &placed.paragraph.words);
    let rarest = rarest(postings, words.map(|word| word.stem).collect(), DRAFT)?;
    best(postings, &rarest, limit)
}

/// The stems that the fewest reports have, with what each is worth.
fn rarest(postings: &dyn Postings, mut stems: Vec<u64>, count: usize) -> Result<Vec<(u64, f32)>, Error> {
    stems.sort_unstable();
    stems.dedup();
    let mut known = Vec::with_capacity(stems.len());
    for stem in stems {
        match postings.frequency(stem)? {
            0 => {}
            frequency => known.push((stem, frequency)),
        }
    }
    known.sort_unstable_by_key(|&(stem, frequency)| (frequency, stem));
    known.truncate(count);
    let size = postings.size() as f32;
    Ok(known
        .into_iter()
        .map(|(stem, frequency)| (stem, (1.0 + size / frequency as f32).ln()))
        .collect())
}

fn best(postings: &dyn Postings, words: &[(u64, f32)], limit: usize) -> Result<Vec<u64>, Error> {
    let mut scores: FxHashMap<u64, f32> = FxHashMap::default();
    for &(stem, worth) in words {
        postings.holders(stem, &mut |id| *scores.entry(id).or_default() += worth)?;
    }
    let mut ranked: Vec<(u64, f32)> = scores.into_iter().collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(limit);
    Ok(ranked.into_iter().map(|(id, _)| id).collect())
}
