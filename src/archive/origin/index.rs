//! Which passages of which reports share their words.
//!
//! Every run is looked at, not a sample of them (MinHash): reports are some hundreds, and of their runs one in ten is held
//! by another report too.

use super::Print;
use super::{COPIED, FEWEST, PLACES};

/// When more passages than this have a run, each is compared with the first alone: copies all share with that one.
const MANY: usize = 40;
/// How much of the shorter of two passages' own words a copied one has, and of how many runs: twelve words on end. A
/// speaker's name and office take ten.
const COPIED_PASSAGE: f32 = 0.5;
const FEWEST_OF_PASSAGE: usize = 8;
/// A passage is compared with those that share one of so many of its runs, the lowest by hash: passages half of whose
/// runs are the same share one of them nearly always.
const LOWEST: usize = 4;
/// So many of those that have it.
const TRIES: usize = 3;

/// What two reports have in common.
pub struct Shared {
    pub a: usize,
    pub b: usize,
    pub runs: u32,
    /// Without the paragraph of the shorter one that shares most.
    pub beside: u32,
}

/// A run, and the number of a passage of the dossier's that has it, in one number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry(u64);

impl Entry {
    fn new(run: u32, passage: u32) -> Entry {
        Entry(u64::from(run) << 32 | u64::from(passage))
    }

    fn run(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn passage(self) -> usize {
        self.0 as u32 as usize
    }
}

/// Which passages have a run, for the runs that several have.
pub struct Index {
    /// In order.
    entries: Vec<Entry>,
    /// For each passage of the dossier its report and its number there.
    passages: Vec<(u32, u32)>,
}

impl Index {
    pub fn of(prints: &[&Print]) -> Index {
        let places = prints.iter().zip(0..);
        let passages: Vec<(u32, u32)> = places
            .flat_map(|(print, place)| (0..print.passages.len() as u32).map(move |passage| (place, passage)))
            .collect();
        let runs = || {
            passages
                .iter()
                .zip(0_u32..)
                .flat_map(|(&(place, passage), number)| {
                    let runs = prints[place as usize].runs_of(passage as usize);
                    runs.iter().map(move |&run| (run, number))
                })
        };
        // Most runs are one report's alone; what two may have is told by a bit for each slot of their hashes.
        let slots = (8 * prints.iter().map(|print| print.runs.len()).sum::<usize>()).next_power_of_two();
        let mut once = vec![0_u64; slots / 64 + 1];
        let mut again = once.clone();
        let slot = |run: u32| (run as usize & (slots - 1)) / 64;
        for (run, _) in runs() {
            let (slot, bit) = (slot(run), 1 << (run % 64));
            again[slot] |= once[slot] & bit;
            once[slot] |= bit;
        }
        let several = runs().filter(|&(run, _)| again[slot(run)] & (1 << (run % 64)) != 0);
        let mut entries: Vec<Entry> = several.map(|(run, passage)| Entry::new(run, passage)).collect();
        entries.sort_unstable();
        Index { entries, passages }
    }

    /// The passages that have a run, for each run that several have.
    fn holders(&self) -> impl Iterator<Item = &[Entry]> {
        let holders = self.entries.chunk_by(|a, b| a.run() == b.run());
        holders.filter(|holders| holders.len() > 1)
    }

    /// Goes through every two passages that both have a run: for each its report and its number there.
    fn each_pair(&self, mut work: impl FnMut((u32, u32), (u32, u32))) {
        for holders in self.holders() {
            let firsts = if holders.len() > MANY { 1 } else { holders.len() };
            for (i, a) in holders.iter().enumerate().take(firsts) {
                let a = self.passages[a.passage()];
                for b in &holders[i + 1..] {
                    work(a, self.passages[b.passage()]);
                }
            }
        }
    }

    /// What every two reports share that may be copies, in order.
    pub fn shared(&self, prints: &[&Print]) -> Vec<Shared> {
        let size = prints.len();
        let at = |a: u32, b: u32| a as usize * size + b as usize;
        let mut runs = vec![0_u32; size * size];
        self.each_pair(|(a, _), (b, _)| runs[at(a, b)] += 1);
        let mut shared = Vec::new();
        // The place of each in `shared` from 1, once its runs are counted.
        let mut places = runs;
        let mut paragraphs: Vec<Vec<u32>> = Vec::new();
        for a in 0..size {
            for b in a + 1..size {
                let runs = std::mem::take(&mut places[a * size + b]);
                let shorter = shorter(prints, a, b);
                if runs >= FEWEST && runs as f32 >= COPIED * prints[shorter].runs.len() as f32 {
                    let beside = runs;
                    shared.push(Shared { a, b, runs, beside });
                    let last = prints[shorter].passages.last();
                    paragraphs.push(vec![0; last.map_or(0, |last| last.paragraph as usize + 1)]);
                    places[a * size + b] = shared.len() as u32;
                }
            }
        }
        self.each_pair(|a, b| {
            let Some(place) = (places[at(a.0, b.0)] as usize).checked_sub(1) else {
                return;
            };
            let is_first = shorter(prints, a.0 as usize, b.0 as usize) == a.0 as usize;
            let (report, passage) = if is_first { a } else { b };
            let paragraph = prints[report as usize].passages[passage as usize].paragraph;
            paragraphs[place][paragraph as usize] += 1;
        });
        for (shared, paragraphs) in shared.iter_mut().zip(paragraphs) {
            if paragraphs.len() >= PLACES {
                shared.beside -= paragraphs.into_iter().max().unwrap_or(0);
            }
        }
        shared
    }

    /// For each report the numbers of its passages' origins.
    pub fn passages(&self, prints: &[&Print]) -> Vec<Box<[u32]>> {
        let runs = |number: u32| {
            let (place, passage) = self.passages[number as usize];
            prints[place as usize].runs_of(passage as usize)
        };
        let mut origins: Vec<u32> = (0..self.passages.len() as u32).collect();
        for holders in self.holders() {
            for (i, entry) in holders.iter().enumerate().skip(1) {
                for other in holders[..i].iter().rev().take(TRIES) {
                    let (passage, other) = (entry.passage() as u32, other.passage() as u32);
                    let (a, b) = (root(&mut origins, passage), root(&mut origins, other));
                    let low = |runs: &[u32]| runs.iter().take(LOWEST).any(|&low| low == entry.run());
                    let (one, two) = (runs(passage), runs(other));
                    if a != b && (low(one) || low(two)) && is_copied(one, two) {
                        origins[a.max(b) as usize] = a.min(b);
                    }
                }
            }
        }
        let mut numbers = 0..self.passages.len() as u32;
        prints
            .iter()
            .map(|print| {
                let own = numbers.by_ref().take(print.passages.len());
                own.map(|number| root(&mut origins, number)).collect()
            })
            .collect()
    }
}

fn shorter(prints: &[&Print], a: usize, b: usize) -> usize {
    if prints[b].runs.len() < prints[a].runs.len() {
        b
    } else {
        a
    }
}

/// The first passage of the same origin.
fn root(origins: &mut [u32], mut passage: u32) -> u32 {
    while origins[passage as usize] != passage {
        origins[passage as usize] = origins[origins[passage as usize] as usize];
        passage = origins[passage as usize];
    }
    passage
}

/// Whether two passages, by their runs in order, are one text.
fn is_copied(a: &[u32], b: &[u32]) -> bool {
    let least = FEWEST_OF_PASSAGE.max((COPIED_PASSAGE * a.len().min(b.len()) as f32).ceil() as usize);
    let (mut i, mut j, mut same) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        same += usize::from(x == y);
        let (first, second) = (x <= y, y <= x);
        i += usize::from(first);
        j += usize::from(second);
    }
    same >= least
}
