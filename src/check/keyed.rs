//! Lists by key, one behind the other in memory: a dossier's words have tens of thousands of them.

use rustc_hash::FxHashMap;

#[derive(Debug)]
pub struct Keyed<T> {
    /// Each key's number.
    numbers: FxHashMap<u64, u32>,
    /// For each number where its list ends; it begins where the one before it ends.
    ends: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Keyed {
            numbers: FxHashMap::default(),
            ends: Vec::new(),
            values: Vec::new(),
        }
    }
}

impl<T: Copy> Keyed<T> {
    /// Goes through the pairs twice; each list is in their order. Pairs of one key that follow one another cost least.
    pub fn of(pairs: impl Iterator<Item = (u64, T)> + Clone) -> Keyed<T> {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut places = Vec::new();
        let mut last = None;
        pairs.clone().for_each(|(key, _)| {
            let number = match last {
                Some((before, number)) if before == key => number,
                _ => {
                    let fresh = counts.len() as u32;
                    let number = *numbers.entry(key).or_insert(fresh);
                    if number == fresh {
                        counts.push(0);
                    }
                    number
                }
            };
            last = Some((key, number));
            counts[number as usize] += 1;
            places.push(number);
        });
        // Where each list goes on, which in the end is where it ends.
        let mut ends = counts;
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut values = Vec::new();
        if let Some((_, first)) = pairs.clone().next() {
            values = vec![first; places.len()];
        }
        let mut places = places.into_iter();
        pairs.for_each(|(_, value)| {
            let Some(number) = places.next() else { return };
            let at = &mut ends[number as usize];
            values[*at as usize] = value;
            *at += 1;
        });
        Keyed {
            numbers,
            ends,
            values,
        }
    }
}

impl<T> Keyed<T> {
    /// Keys are numbered from 0.
    pub fn number(&self, key: u64) -> Option<usize> {
        self.numbers.get(&key).map(|&number| number as usize)
    }

    pub fn get(&self, key: u64) -> &[T] {
        self.number(key).map_or(&[], |number| self.list(number))
    }

    fn list(&self, number: usize) -> &[T] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.values[start as usize..self.ends[number] as usize]
    }

    /// In the order of their keys' numbers.
    pub fn lists(&self) -> impl Iterator<Item = &[T]> {
        (0..self.ends.len()).map(|number| self.list(number))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_key_has_its_values_in_their_order(pairs in prop::collection::vec((0_u64..6, any::<u8>()), 0..40)) {
            let keyed = Keyed::of(pairs.iter().copied());
            let mut plain: HashMap<u64, Vec<u8>> = HashMap::new();
            pairs.iter().for_each(|&(key, value)| plain.entry(key).or_default().push(value));
            for key in 0..6 {
                prop_assert_eq!(keyed.get(key), plain.get(&key).map_or(&[][..], Vec::as_slice));
                if let Some(number) = keyed.number(key) {
                    prop_assert_eq!(keyed.lists().nth(number), Some(keyed.get(key)));
                }
            }
            prop_assert_eq!(keyed.lists().count(), plain.len());
        }
    }
}
