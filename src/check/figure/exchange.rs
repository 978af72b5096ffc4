//! Which of two places of the draft is which of two in a report, by the words that tell the two of each text apart.

use super::spot::Spot;

/// Whether the words that tell two places of one text apart tell two of another apart the other way round.
pub fn exchanged(ours: (&Spot, &Spot), theirs: (&Spot, &Spot)) -> Exchange {
    let (a, b) = (difference(ours.0, ours.1), difference(theirs.0, theirs.1));
    let mut found = Exchange::default();
    for &(sense, x) in &a {
        if let Ok(at) = b.binary_search_by_key(&sense, |word| word.0) {
            let y = b[at].1;
            match (x > 0.0, y > 0.0) {
                (true, false) => found.first -= x * y,
                (false, true) => found.second -= x * y,
                _ => found.straight += x * y,
            }
        }
    }
    found
}

/// What words say that the first place is their second, that the second is their first, and that each is its own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Exchange {
    pub first: f32,
    pub second: f32,
    pub straight: f32,
}

fn difference(a: &Spot, b: &Spot) -> Vec<(u64, f32)> {
    let mut words = a.words.clone();
    let mut add = |sense: u64, weight: f32| match words.binary_search_by_key(&sense, |word| word.0) {
        Ok(at) => words[at].1 += weight,
        Err(at) => words.insert(at, (sense, weight)),
    };
    b.words.iter().for_each(|&(sense, weight)| add(sense, -weight));
    for (spot, other, weight) in [(a, b, 1.0), (b, a, -1.0)] {
        // Where one leaves open what it counts ("of 90 crates, 40 came"), it may count the same.
        if spot.head.is_some() && other.head.is_none() {
            continue;
        }
        let counted = spot
            .head
            .into_iter()
            .chain(spot.fate.filter(|_| spot.fate != spot.head));
        counted.for_each(|key| add(key, weight));
    }
    words
}
