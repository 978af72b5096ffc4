//! How much of a draft's words each report has, kept from key to key.

use super::passages::Passages;

/// Worths are whole numbers of this part of a nat: their sums are the same in whatever order words come and go.
const PART: f32 = 4096.0;

#[derive(Debug, Default)]
pub struct Worded {
    /// The lemmas of the draft's words of matter, ascending, each once.
    lemmas: Vec<u64>,
    /// What they are worth in all, and by clipping those that it has.
    whole: i64,
    shares: Vec<i64>,
}

impl Worded {
    /// For each clipping the share of the words, by rarity, that it has.
    pub fn shares(&mut self, lemmas: Vec<u64>, passages: &Passages) -> impl Iterator<Item = f32> {
        self.shares.resize(passages.streams.len(), 0);
        let before = std::mem::take(&mut self.lemmas);
        for &gone in before.iter().filter(|lemma| lemmas.binary_search(lemma).is_err()) {
            self.count(gone, -1, passages);
        }
        for &fresh in lemmas.iter().filter(|lemma| before.binary_search(lemma).is_err()) {
            self.count(fresh, 1, passages);
        }
        self.lemmas = lemmas;
        let whole = self.whole.max(1) as f32;
        self.shares.iter().map(move |&share| share as f32 / whole)
    }

    fn count(&mut self, lemma: u64, times: i64, passages: &Passages) {
        let worth = times * (passages.rarity(lemma) * PART) as i64;
        self.whole += worth;
        for clipping in passages.holders(lemma) {
            self.shares[clipping as usize] += worth;
        }
    }
}
