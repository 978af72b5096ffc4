//! What a quotation is known by in an archive, whatever common words it is made of: its words by threes, as they stand
//! on end, and by twos where it is short. A quotation that was altered still has most of them.

use super::marks;
use super::word::Word;

/// A quotation of no more words is known by pairs of them, too.
const SHORT: usize = 9;
/// Fewer words between marks say nothing that is looked for.
const FEWEST: usize = 4;
/// A run's hash has so many bits: enough for what a million reports quote, and few enough for an index to write short.
const BITS: u32 = 24;

/// The runs of the words of one quotation, hashed; no word's hash is like them.
pub fn of_quotation(words: &[u64], out: &mut Vec<u64>) {
    if words.len() < FEWEST {
        return;
    }
    let mut push = |count: usize| {
        out.extend(words.windows(count).map(|run| {
            let hash = run.iter().fold(count as u64, |hash, word| {
                (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            });
            hash >> (u64::BITS - BITS)
        }));
    };
    push(3);
    if words.len() <= SHORT {
        push(2);
    }
}

/// The same for all that a text has between marks, line by line; `words` are the text's.
pub fn of_text(text: &str, words: &[Word], out: &mut Vec<u64>) {
    let mut start = 0;
    let mut quoted: Vec<u64> = Vec::new();
    for line in text.split_inclusive('\n') {
        for marks in marks::marks(line) {
            let place = |at: usize| words.partition_point(|word| (word.start as usize) < start + at);
            let words = &words[place(marks.inner.start)..place(marks.inner.end)];
            quoted.clear();
            quoted.extend(words.iter().map(|word| word.key));
            of_quotation(&quoted, out);
        }
        start += line.len();
    }
}

/// A word of a headline, by its stem: there it says more than in the text, and is a term of its own.
pub fn in_headline(stem: u64) -> u64 {
    (stem.rotate_left(31) ^ 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::word;

    fn sayings(text: &str) -> Vec<u64> {
        let mut sayings = Vec::new();
        of_text(text, &word::words(text), &mut sayings);
        sayings
    }

    #[test]
    fn an_altered_quotation_keeps_most_of_them() {
        let said = sayings("He said:\n“We will all go to the pier and see what the sea has left of it.”");
        let altered = sayings("“We will all go to the pier and see what the storm has left of it,” he said.");
        let kept = said.iter().filter(|saying| altered.contains(saying)).count();
        assert_eq!((said.len(), kept), (14, 11));
    }

    #[test]
    fn a_short_one_is_known_by_pairs_and_a_word_or_three_by_nothing() {
        assert_eq!(sayings("“We will see it,” she said.").len(), 5);
        assert!(sayings("“We will see,” she said of the “Pier House”.").is_empty());
    }
}
