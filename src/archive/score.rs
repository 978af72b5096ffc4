//! The reports that have the most of some words, by what each word is worth.

use std::cmp::Ordering;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Error;

/// What ranking needs to know of an archive: which reports have a term, the stem of a word or a run of what they quote.
/// Reports have numbers here, which hold for one opened archive.
pub trait Postings: Sync {
    fn size(&self) -> usize;
    /// More than the highest number.
    fn end(&self) -> u32;
    fn id(&self, number: u32) -> Option<u64>;
    /// See [`super::Report::day`].
    fn day(&self, number: u32) -> Option<u32>;
    /// Whether a report may not be cited.
    fn bars(&self, number: u32) -> bool;
    fn frequency(&self, term: u64) -> Result<usize, Error>;
    fn holders(&self, term: u64, each: &mut dyn FnMut(u32)) -> Result<(), Error>;
}

/// A word that the archive has, or a run of words, worth the logarithm of one over the share of reports that have it.
#[derive(Debug, Clone, Copy)]
pub struct Rare {
    pub term: u64,
    pub worth: f32,
}

pub fn rarer(a: &Rare, b: &Rare) -> Ordering {
    b.worth.total_cmp(&a.worth).then(a.term.cmp(&b.term))
}

pub fn total(words: &[Rare]) -> f32 {
    words.iter().map(|rare| rare.worth).sum()
}

/// A report that has some of the words sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    pub number: u32,
    pub score: f32,
}

/// One of the best of them.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    pub number: u32,
    pub id: u64,
    pub score: f32,
}

/// Which reports have so much of some words, so many of them.
pub struct Question {
    pub words: Vec<Rare>,
    pub least: f32,
    pub limit: usize,
}

/// For each question the best reports; all processors look for them.
pub fn answers(postings: &dyn Postings, questions: &[Question]) -> Result<Vec<Vec<Hit>>, Error> {
    let scores = || Scores::new(postings);
    let answer = |scores: &mut Scores, question: &Question| {
        let scored = scores.of(&question.words, question.least, &FxHashMap::default())?;
        Ok(best(postings, scored, question.limit))
    };
    questions.par_iter().map_init(scores, answer).collect()
}

/// Numbers are added up by so many at a time, whose scores the processor has at hand: a word's reports are spread over
/// all of an archive.
const AT_HAND: usize = 1 << 14;

/// What each report has of the words sought; all is empty between two searches.
pub struct Scores<'a> {
    postings: &'a dyn Postings,
    /// Which numbers may be among those sought, a bit each.
    seen: Vec<u64>,
    /// For each stretch of the numbers, which of them have a word, and the word.
    stretches: Vec<Vec<(u16, u16)>>,
    /// Of one stretch.
    scores: Vec<f32>,
}

impl Scores<'_> {
    pub fn new(postings: &dyn Postings) -> Scores<'_> {
        let end = postings.end() as usize;
        Scores {
            postings,
            seen: vec![0; end.div_ceil(64)],
            stretches: vec![Vec::new(); end.div_ceil(AT_HAND)],
            scores: vec![0.0; AT_HAND],
        }
    }

    /// The reports of which the words they have are worth `least`, or that are `named`, and that may be cited. What has
    /// none but the commonest words, which together are worth less, is passed over: most reports have one of those
    /// (Turtle and Flood, Query Evaluation: Strategies and Optimizations, 1995).
    pub fn of(
        &mut self,
        words: &[Rare],
        least: f32,
        named: &FxHashMap<u32, Hit>,
    ) -> Result<Vec<Scored>, Error> {
        let mut words = words.to_vec();
        words.sort_unstable_by(rarer);
        words.truncate(usize::from(u16::MAX));
        let mut left = 0.0;
        let common = words.iter().rev().take_while(|rare| {
            left += rare.worth;
            left < least
        });
        let telling = words.len() - common.count();
        let (seen, stretches) = (&mut self.seen, &mut self.stretches);
        for &number in named.keys() {
            seen[number as usize / 64] |= 1 << (number % 64);
        }
        for (at, rare) in words.iter().enumerate() {
            self.postings.holders(rare.term, &mut |number| {
                let Some(bits) = seen.get_mut(number as usize / 64) else {
                    return;
                };
                let bit = 1 << (number % 64);
                if at < telling {
                    *bits |= bit;
                } else if *bits & bit == 0 {
                    return;
                }
                stretches[number as usize / AT_HAND].push(((number as usize % AT_HAND) as u16, at as u16));
            })?;
        }
        seen.fill(0);
        let mut kept = Vec::new();
        for (stretch, having) in stretches.iter_mut().enumerate() {
            for &(at, word) in &*having {
                self.scores[usize::from(at)] += words[usize::from(word)].worth;
            }
            for (at, _) in having.drain(..) {
                let score = std::mem::take(&mut self.scores[usize::from(at)]);
                let number = (stretch * AT_HAND) as u32 + u32::from(at);
                // One that has several words comes several times, with its score the first time.
                let sought = score > 0.0 && (score >= least || named.contains_key(&number));
                if sought && !self.postings.bars(number) {
                    kept.push(Scored { number, score });
                }
            }
        }
        Ok(kept)
    }
}

/// The best of what has a score. An archive has to look for an id, so only those have theirs that may be among them.
pub fn best(postings: &dyn Postings, mut scored: Vec<Scored>, limit: usize) -> Vec<Hit> {
    if limit < scored.len() {
        let (_, beyond, _) = scored.select_nth_unstable_by(limit, |a, b| b.score.total_cmp(&a.score));
        let least = beyond.score;
        scored.retain(|scored| scored.score >= least);
    }
    let hit = |Scored { number, score }: Scored| postings.id(number).map(|id| Hit { number, id, score });
    let mut hits: Vec<Hit> = scored.into_iter().filter_map(hit).collect();
    sort(&mut hits);
    hits.truncate(limit);
    hits
}

/// By score and then by id, so that equal archives give equal answers.
pub fn sort(hits: &mut [Hit]) {
    hits.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The reports that have each of the terms 0, 1, 2, …; those of odd numbers from 40,000 on may not be cited.
    struct Few(Vec<Vec<u32>>);

    impl Postings for Few {
        fn size(&self) -> usize {
            self.0.len()
        }

        fn end(&self) -> u32 {
            50_000
        }

        fn id(&self, number: u32) -> Option<u64> {
            Some(number.into())
        }

        fn day(&self, _: u32) -> Option<u32> {
            None
        }

        fn bars(&self, number: u32) -> bool {
            number >= 40_000 && number % 2 == 1
        }

        fn frequency(&self, term: u64) -> Result<usize, Error> {
            Ok(self.0[term as usize].len())
        }

        fn holders(&self, term: u64, each: &mut dyn FnMut(u32)) -> Result<(), Error> {
            self.0[term as usize].iter().copied().for_each(each);
            Ok(())
        }
    }

    proptest! {
        #[test]
        fn what_is_passed_over_is_not_worth_it(
            holders in prop::collection::vec(prop::collection::btree_set(0_u32..50_000, 0..20), 1..6),
            common in prop::collection::btree_set(0_u32..50_000, 0..40),
            least in 0_u8..12,
            named in prop::collection::btree_set(0_u32..50_000, 0..4),
        ) {
            let mut holders: Vec<Vec<u32>> = holders.into_iter().map(|holders| holders.into_iter().collect()).collect();
            // Some numbers have several of the terms.
            for holders in &mut holders {
                holders.extend(&common);
                holders.sort_unstable();
                holders.dedup();
            }
            let words: Vec<Rare> =
                (0..holders.len() as u64).map(|term| Rare { term, worth: 1.0 + term as f32 }).collect();
            let named: FxHashMap<u32, Hit> =
                named.into_iter().map(|number| (number, Hit { number, id: 0, score: 0.0 })).collect();
            let few = Few(holders);
            let least = f32::from(least);
            let score = |number: u32| {
                let having = words.iter().filter(|rare| few.0[rare.term as usize].contains(&number));
                having.map(|rare| rare.worth).sum::<f32>()
            };
            let plain = (0..few.end()).map(|number| Scored { number, score: score(number) });
            let plain = plain.filter(|scored| scored.score > 0.0 && !few.bars(scored.number));
            let plain: Vec<Scored> = plain
                .filter(|scored| scored.score >= least || named.contains_key(&scored.number))
                .collect();
            let mut scores = Scores::new(&few);
            for _ in 0..2 {
                let mut found = scores.of(&words, least, &named).unwrap_or_else(|error| panic!("{error}"));
                found.sort_unstable_by_key(|scored| scored.number);
                prop_assert_eq!(&found, &plain);
            }
        }
    }
}
