//! How many origins speak for a finding.

use super::Print;
use super::attribution::Source;

/// A place of a report as evidence.
#[derive(Debug, Clone, Copy)]
pub struct Witness<'a> {
    print: &'a Print,
    /// Of the whole report.
    origin: usize,
    /// Of the passage in which it stands.
    passage: u32,
    sources: &'a [(u32, Source)],
}

impl<'a> Witness<'a> {
    /// The byte `at` of the text of a report of this origin, whose passages have these.
    pub fn new(print: &'a Print, origin: usize, passages: &[u32], at: usize) -> Witness<'a> {
        let passage = print.passage(at);
        let number = |(of, _): &(u32, Source)| *of as usize;
        let from = print.sources.partition_point(|source| number(source) < passage);
        let to = print.sources.partition_point(|source| number(source) <= passage);
        Witness {
            print,
            origin,
            // A report without passages is its own.
            passage: passages.get(passage).copied().unwrap_or(u32::MAX),
            sources: &print.sources[from..to],
        }
    }

    /// Whether two places tell one thing once: one is copied from the other, their reports are copies, or both have it
    /// from one outlet.
    fn is_of(&self, other: &Witness) -> bool {
        self.origin == other.origin
            || self.passage == other.passage && self.passage != u32::MAX
            || self.draws_on(other)
            || other.draws_on(self)
            || self
                .named()
                .any(|source| other.named().any(|theirs| source == theirs))
    }

    /// The outlets that it is said to come from.
    fn named(&self) -> impl Iterator<Item = Source> {
        let voices = self.print.voices.iter().copied();
        voices.chain(self.sources.iter().map(|&(_, source)| source))
    }

    fn draws_on(&self, other: &Witness) -> bool {
        self.named().any(|source| other.print.outlet.is(source))
    }
}

/// The origins of witnesses met one after another.
#[derive(Debug, Default)]
pub struct Origins<'a> {
    groups: Vec<Vec<Witness<'a>>>,
}

impl<'a> Origins<'a> {
    pub fn count(&self) -> usize {
        self.groups.len()
    }

    pub fn meet(&mut self, witness: Witness<'a>) {
        let known = |group: &Vec<Witness>| group.iter().any(|known| known.is_of(&witness));
        let Some(first) = self.groups.iter().position(known) else {
            self.groups.push(vec![witness]);
            return;
        };
        // It may be what shows that others are one.
        let mut at = first + 1;
        while at < self.groups.len() {
            if known(&self.groups[at]) {
                let group = self.groups.remove(at);
                self.groups[first].extend(group);
            } else {
                at += 1;
            }
        }
        let group = &mut self.groups[first];
        let same = |known: &Witness| known.origin == witness.origin && known.passage == witness.passage;
        if !group.iter().any(same) {
            group.push(witness);
        }
    }
}
