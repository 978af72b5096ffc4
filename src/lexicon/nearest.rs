//! Which of several sentences is the nearest in meaning.

use rustc_hash::FxHashMap;

use super::Sentence;

/// Okapi BM25: how soon a word that comes again counts no more, how much a long sentence is set back.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.6;
/// What the three measures count for, each in standard deviations from its mean over the candidates: the words, what they
/// mean together, and what WordNet makes of each. Measured on rewritten news sentences (`benches/quotes/retrieval.rs`).
const LIKENESS: f32 = 1.5;
const COVERAGE: f32 = 0.5;

/// How rare words are among sentences.
#[derive(Debug, Default)]
pub struct Rarity {
    sentences: u32,
    having: FxHashMap<u64, u32>,
    words: usize,
}

impl Rarity {
    pub fn among<'a>(sentences: impl IntoIterator<Item = &'a Sentence>) -> Rarity {
        let mut rarity = Rarity::default();
        for sentence in sentences {
            rarity.sentences += 1;
            rarity.words += sentence.words.len();
            for run in sentence.words.chunk_by(|a, b| a == b) {
                *rarity.having.entry(run[0]).or_default() += 1;
            }
        }
        rarity
    }

    fn of(&self, word: u64) -> f32 {
        let having = self.having.get(&word).copied().unwrap_or(0) as f32;
        (1.0 + (self.sentences as f32 - having + 0.5) / (having + 0.5)).ln()
    }
}

/// How near each candidate is to the query, the more the better. It compares these candidates with one another and says
/// nothing of whether one of them is what was meant.
pub fn nearness(query: &Sentence, candidates: &[&Sentence], rarity: &Rarity) -> Vec<f32> {
    let mean = rarity.words as f32 / rarity.sentences.max(1) as f32;
    let by = |measure: &dyn Fn(&Sentence) -> f32| {
        standard(candidates.iter().map(|candidate| measure(candidate)).collect())
    };
    let words = by(&|candidate| okapi(query, candidate, rarity, mean));
    let likeness = by(&|candidate| query.likeness(candidate));
    let coverage = by(&|candidate| query.coverage(candidate));
    let all = words.into_iter().zip(likeness).zip(coverage);
    all.map(|((w, l), c)| w + LIKENESS * l + COVERAGE * c).collect()
}

/// How far two sentences mean the same, whatever else there is to choose from: about 0 for any two, 2 for one and the same.
pub fn sameness(query: &Sentence, candidate: &Sentence) -> f32 {
    LIKENESS * query.likeness(candidate) + COVERAGE * query.coverage(candidate)
}

fn okapi(query: &Sentence, candidate: &Sentence, rarity: &Rarity, mean: f32) -> f32 {
    let long = 1.0 - LENGTH + LENGTH * candidate.words.len() as f32 / mean;
    let runs = query.words.chunk_by(|a, b| a == b);
    runs.map(|run| {
        let from = candidate.words.partition_point(|w| *w < run[0]);
        let count = candidate.words[from..]
            .iter()
            .take_while(|w| **w == run[0])
            .count() as f32;
        rarity.of(run[0]) * count * (SATURATION + 1.0) / (count + SATURATION * long)
    })
    .sum()
}

/// In standard deviations from the mean.
fn standard(mut values: Vec<f32>) -> Vec<f32> {
    let count = values.len().max(1) as f32;
    let mean = values.iter().sum::<f32>() / count;
    let spread = values.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / count;
    let spread = spread.sqrt().max(1e-6);
    values.iter_mut().for_each(|v| *v = (*v - mean) / spread);
    values
}
