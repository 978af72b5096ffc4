//! A sentence as far as another one can mean the same.

use super::table::{DIMENSIONS, table};

/// Built once, compared many times.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its words' keys, each as often as it stands there, ascending.
    pub(super) words: Vec<u64>,
    /// Ascending by their keys.
    stems: Vec<Stem>,
    /// The sum of its words' rows.
    sum: [f32; DIMENSIONS],
    length: f32,
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
            stems,
            length: sum.iter().map(|x| x * x).sum::<f32>().sqrt(),
            sum,
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
        let whole: f32 = self.stems.iter().map(|s| s.worth).sum();
        let found = |stem: &Stem| {
            let same = |o: &Stem| o.key == stem.key;
            let near = |o: &Stem| match (stem.place, o.place) {
                (Some(a), Some(b)) => table().are_neighbours(a, b),
                _ => false,
            };
            if other.stems.iter().any(same) {
                stem.worth
            } else if other.stems.iter().any(near) {
                NEIGHBOUR * stem.worth
            } else {
                0.0
            }
        };
        self.stems.iter().map(found).sum::<f32>() / whole.max(f32::MIN_POSITIVE)
    }
}
