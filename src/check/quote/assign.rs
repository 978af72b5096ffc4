//! Gives the draft's lost quotations their places: the surest first, no sentence of a report twice.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::passages::At;
use super::relation::Relation;
use super::slot::{Candidate, Slot};

/// The least a place must score when the speaker is the same; when the reports quote them with few sentences, of which
/// one must be it; when one of the two is not named.
const LEAST_SAME: f32 = 1.65;
const LEAST_OF_FEW: f32 = 0.9;
const LEAST_UNKNOWN: f32 = 2.0;
/// More sentences than these are not few.
const FEW: usize = 20;
/// What it adds to stand next to what the draft's neighbour quotes.
const NEIGHBOUR: f32 = 0.25;
/// What it takes away to be quoted elsewhere in the draft already.
const TAKEN: f32 = 0.8;

/// A quotation of the draft as far as places are given out.
pub struct Seeker<'a> {
    pub candidates: &'a [Candidate],
    pub neighbours: Vec<Neighbour>,
}

/// Where the quotation before or behind one in the draft is found, by its words.
pub struct Neighbour {
    pub at: At,
    pub tokens: Range<usize>,
    /// The index of the quotation in its report.
    pub quote: usize,
    pub before: bool,
}

impl Neighbour {
    /// Whether a place stands next to it, on the side where the draft has it.
    fn adjoins(&self, place: &Candidate) -> bool {
        let near = if self.before {
            self.tokens.end <= place.tokens.start && place.quotes.start <= self.quote + 1
        } else {
            place.tokens.end <= self.tokens.start && self.quote <= place.quotes.end
        };
        self.at == place.at && near
    }
}

/// The place of each quotation, where it has one. `taken` are sentences that the draft quotes already.
pub fn assign(seekers: &[Seeker], taken: &FxHashSet<u64>) -> Vec<Option<Slot>> {
    let mut offers: Vec<(usize, f32, &Candidate)> = Vec::new();
    for (i, seeker) in seekers.iter().enumerate() {
        let same = seeker.candidates.iter().filter(|c| c.relation == Relation::Same);
        let few = same.flat_map(|c| &c.sentences).collect::<FxHashSet<&u64>>().len() <= FEW;
        for candidate in seeker.candidates {
            let near = seeker.neighbours.iter().any(|n| n.adjoins(candidate));
            let gone = candidate.sentences.iter().any(|s| taken.contains(s));
            let score = candidate.score + if near { NEIGHBOUR } else { 0.0 } - if gone { TAKEN } else { 0.0 };
            let least = match candidate.relation {
                Relation::Same if few => LEAST_OF_FEW,
                Relation::Same => LEAST_SAME,
                _ => LEAST_UNKNOWN,
            };
            if score >= least {
                offers.push((i, score, candidate));
            }
        }
    }
    offers.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut slots: Vec<Option<Slot>> = (0..seekers.len()).map(|_| None).collect();
    let mut given: FxHashSet<u64> = FxHashSet::default();
    for (i, score, candidate) in offers {
        match &mut slots[i] {
            None if candidate.sentences.iter().any(|s| given.contains(s)) => {}
            None => {
                given.extend(&candidate.sentences);
                slots[i] = Some(Slot {
                    best: candidate.clone(),
                    also: Vec::new(),
                    confidence: (0.15 + 0.25 * score).clamp(0.4, 0.95),
                });
            }
            Some(slot) if slot.best.sentences == candidate.sentences => slot.also.push(candidate.clone()),
            Some(_) => {}
        }
    }
    slots
}
