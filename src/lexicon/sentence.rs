//! A sentence as far as another one can mean the same.

use std::sync::OnceLock;

use super::table::{DIMENSIONS, table};

/// Built once, compared many times.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its words' keys, each as often as it stands there, ascending.
    pub(super) words: Vec<u64>,
    /// Ascending by their keys.
    stems: Vec<Stem>,
    /// What its stems are worth together.
    worth: f32,
    /// The sum of its words' rows.
    sum: [f32; DIMENSIONS],
    length: f32,
    /// The neighbours of its stems, ascending, each with the index of the stem.
    beside: OnceLock<Vec<(usize, usize)>>,
}

#[derive(Debug, Clone, Copy)]
struct Stem {
    key: u64,
    /// Its place in the table.
    place: Option<usize>,
    worth: f32,
}

/// A word of this rank carries some matter, those far above it none.
const MATTER: f32 = 20.0;
/// The rank of a word that is not in the table.
const UNKNOWN: f32 = 30_000.0;
/// What a neighbour is worth where the same stem is worth 1.
const NEIGHBOUR: f32 = 0.5;

impl Sentence {
    /// From the keys of its words and of their stems, [`crate::story::word::Word`]'s.
    pub fn of(words: impl IntoIterator<Item = (u64, u64)>) -> Sentence {
        let mut sum = [0.0; DIMENSIONS];
        let (words, stems) = words
            .into_iter()
            .map(|(word, stem)| {
                let place = table().word(word, stem);
                if let Some(place) = place {
                    table().add_row(place, &mut sum);
                }
                let rank = place.map_or(UNKNOWN, |place| f32::from(table().rank(place)));
                let stem = Stem {
                    key: stem,
                    place: table().stem(stem),
                    worth: (1.0 + rank / MATTER).ln(),
                };
                (word, stem)
            })
            .unzip();
        Sentence::ordered(words, stems, sum)
    }

    /// Several that follow one another, as one.
    pub fn joined(parts: &[&Sentence]) -> Sentence {
        let mut sum = [0.0; DIMENSIONS];
        for part in parts {
            sum.iter_mut().zip(&part.sum).for_each(|(sum, x)| *sum += x);
        }
        let words = parts.iter().flat_map(|part| &part.words).copied();
        let stems = parts.iter().flat_map(|part| &part.stems).copied();
        Sentence::ordered(words.collect(), stems.collect(), sum)
    }

    fn ordered(mut words: Vec<u64>, mut stems: Vec<Stem>, sum: [f32; DIMENSIONS]) -> Sentence {
        words.sort_unstable();
        // Of the forms of one stem the most frequent counts.
        stems.sort_by(|a, b| a.key.cmp(&b.key).then(a.worth.total_cmp(&b.worth)));
        stems.dedup_by_key(|s| s.key);
        Sentence {
            words,
            worth: stems.iter().map(|stem| stem.worth).sum(),
            stems,
            length: sum.iter().map(|x| x * x).sum::<f32>().sqrt(),
            sum,
            beside: OnceLock::new(),
        }
    }

    /// How alike two sentences are by the sums of their words' rows: the cosine, from -1 to 1; 0 where no word is known.
    pub fn likeness(&self, other: &Sentence) -> f32 {
        let product: f32 = self.sum.iter().zip(&other.sum).map(|(a, b)| a * b).sum();
        product / (self.length * other.length).max(f32::MIN_POSITIVE)
    }

    /// The share of this sentence's stems, by how rare they are in running text, that the other one has; half of it
    /// where it has a neighbour.
    pub fn coverage(&self, other: &Sentence) -> f32 {
        let mut shares = vec![0.0_f32; self.stems.len()];
        let beside = self.beside();
        for stem in &other.stems {
            if let Ok(same) = self.stems.binary_search_by_key(&stem.key, |s| s.key) {
                shares[same] = 1.0;
            }
            let Some(place) = stem.place else { continue };
            let from = beside.partition_point(|(neighbour, _)| *neighbour < place);
            let near = beside[from..].iter().take_while(|(n, _)| *n == place);
            near.for_each(|&(_, own)| shares[own] = shares[own].max(NEIGHBOUR));
        }
        let found: f32 = self
            .stems
            .iter()
            .zip(shares)
            .map(|(s, share)| share * s.worth)
            .sum();
        found / self.worth.max(f32::MIN_POSITIVE)
    }

    fn beside(&self) -> &[(usize, usize)] {
        self.beside.get_or_init(|| {
            let places = self
                .stems
                .iter()
                .enumerate()
                .filter_map(|(i, s)| Some((i, s.place?)));
            let mut beside: Vec<(usize, usize)> = places
                .flat_map(|(i, place)| table().neighbours(place).map(move |n| (n, i)))
                .collect();
            beside.sort_unstable();
            beside
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Rarity, nearness};
    use crate::story::word;

    fn sentence(text: &str) -> Sentence {
        Sentence::of(word::words(text).iter().map(|w| (w.key, w.stem)))
    }

    #[test]
    fn a_sentence_is_like_itself_in_other_words() {
        let said = sentence("The vessel will dock at dawn");
        let near = sentence("The ship is to moor at daybreak");
        let far = sentence("Teachers want smaller classes");
        assert!(said.likeness(&near) > 2.0 * said.likeness(&far).max(0.1));
        assert!(said.coverage(&near) > said.coverage(&far));
        assert!((said.likeness(&said) - 1.0).abs() < 1e-4 && (said.coverage(&said) - 1.0).abs() < 1e-4);
    }

    #[test]
    fn what_nothing_is_known_of_is_like_nothing() {
        let (none, some) = (sentence(""), sentence("zyqqvar"));
        assert_eq!((none.likeness(&some), none.coverage(&some)), (0.0, 0.0));
        assert_eq!((some.likeness(&some), some.coverage(&some)), (0.0, 1.0));
    }

    #[test]
    fn sentences_are_joined_as_their_words_are() {
        let parts = [sentence("The pier is gone."), sentence("We rebuild the pier.")];
        let whole = sentence("The pier is gone. We rebuild the pier.");
        let joined = Sentence::joined(&[&parts[0], &parts[1]]);
        assert_eq!(joined.words, whole.words);
        assert!((joined.likeness(&whole) - 1.0).abs() < 1e-4);
        assert_eq!(joined.coverage(&whole), 1.0);
    }

    #[test]
    fn the_nearest_of_several_is_the_one_that_means_the_same() {
        let said = sentence("Nobody told us that the bridge would close");
        let all = [
            "The mayor opened the bridge on Friday",
            "We were never informed of the closure of the bridge",
            "Nobody would tell that tale to us",
        ]
        .map(sentence);
        let candidates: Vec<&Sentence> = all.iter().collect();
        let scores = nearness(&said, &candidates, &Rarity::among(&all));
        assert!(scores[1] > scores[0] && scores[1] > scores[2], "{scores:?}");
        assert!(nearness(&said, &[], &Rarity::default()).is_empty());
    }
}
