//! The figures of a dossier, read once and held ready: which of them speak of what a draft's figure speaks of.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::compare::{self, Class, Relation};
use super::sense;
use super::spot::{self, Spot};
use crate::check::cite;
use crate::dossier::{Clipping, Dossier};
use crate::story::Story;
use crate::story::name::Name;

/// Reports within this many days of the newest on the draft's matter are of the same occasion.
const OCCASION: i32 = 12;
/// A report on the matter shares at least this much of its names, beside the one that shares most.
const ON_THE_MATTER: f32 = 0.25;
/// A word that no report has can only be missed; it counts as a small part of a word that one has.
const UNKNOWN: f32 = 0.35;
/// What a figure weighs that stands in a report of another occasion, or of another matter.
const OTHER_OCCASION: f32 = 0.6;
const OTHER_MATTER: f32 = 0.5;

/// A report's figure.
#[derive(Debug)]
pub struct Held {
    pub clipping: u32,
    pub paragraph: u32,
    pub spot: Spot,
}

/// A report's figure beside one of the draft.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'a> {
    pub held: &'a Held,
    pub relation: Relation,
    /// From 0 to 1: how far the two speak of the same thing.
    pub likeness: f32,
    /// How many other figures its sentence shares with the draft's.
    pub shared: usize,
    pub day: Option<Date>,
    /// Whether the report is of the draft's occasion.
    pub current: bool,
}

impl Hit<'_> {
    /// Whether the report gives the draft's value, whatever bounds it.
    pub fn has_value(&self) -> bool {
        matches!(
            self.relation,
            Relation::Same | Relation::Rounded | Relation::Shifted
        )
    }

    /// Whether the report gives another value.
    pub fn denies(&self) -> bool {
        matches!(self.relation, Relation::Slip(_) | Relation::Other)
    }
}

#[derive(Debug, Default)]
pub struct Evidence {
    held: Vec<Held>,
    by_class: FxHashMap<Class, Vec<u32>>,
    rarity: FxHashMap<u64, f32>,
    /// The rarity of a word that no report has.
    unknown: f32,
    days: Vec<Option<Date>>,
    /// For each clipping the words of its names, in order.
    names: Vec<Vec<u64>>,
}

/// What a draft as a whole tells of its reports: the day it is written, and how much each report is to the matter.
#[derive(Debug, Default, PartialEq, Clone)]
pub struct Setting {
    pub day: Option<Date>,
    weights: Vec<f32>,
}

impl Evidence {
    pub fn of(dossier: &Dossier) -> Evidence {
        let mut evidence = Evidence::default();
        evidence.weigh_words(&dossier.clippings.iter().map(|c| &**c).collect::<Vec<_>>());
        for (at, clipping) in dossier.clippings.iter().enumerate() {
            evidence.days.push(cite::day(clipping));
            evidence.names.push(names(&clipping.story));
            for (p, placed) in clipping.story.paragraphs.iter().enumerate() {
                for mut spot in spot::spots(&placed.paragraph) {
                    evidence.weigh(&mut spot);
                    let class = spot.stated.class();
                    let index = evidence.held.len() as u32;
                    evidence.by_class.entry(class).or_default().push(index);
                    evidence.held.push(Held {
                        clipping: at as u32,
                        paragraph: p as u32,
                        spot,
                    });
                }
            }
        }
        evidence
    }

    fn weigh_words(&mut self, clippings: &[&Clipping]) {
        let mut reports: FxHashMap<u64, u32> = FxHashMap::default();
        let mut seen: FxHashSet<u64> = FxHashSet::default();
        for clipping in clippings {
            seen.clear();
            let paragraphs = &clipping.story.paragraphs;
            let words = paragraphs.iter().flat_map(|placed| &placed.paragraph.words);
            for sense in words.filter_map(sense::of) {
                if seen.insert(sense) {
                    *reports.entry(sense).or_default() += 1;
                }
            }
        }
        let all = clippings.len() as f32;
        let rarity = |reports: f32| ((all + 1.0) / (reports + 0.5)).ln() + 0.3;
        self.unknown = rarity(1.0) * UNKNOWN;
        self.rarity = reports
            .into_iter()
            .map(|(sense, n)| (sense, rarity(n as f32)))
            .collect();
    }

    /// Gives the words around a figure their rarity in this dossier.
    fn weigh(&self, spot: &mut Spot) {
        let mut sum = 0.0;
        for (sense, weight) in &mut spot.words {
            *weight *= self.rarity.get(sense).copied().unwrap_or(self.unknown);
            sum += *weight * *weight;
        }
        spot.norm = sum.sqrt();
    }

    /// Whether a name in a figure's sentence, if there is any, also stands in one of these reports.
    pub fn knows_names(&self, spot: &Spot, clippings: &[u32]) -> bool {
        let known = |name: &u64| {
            let names = clippings.iter().filter_map(|&at| self.names.get(at as usize));
            names.into_iter().any(|names| names.binary_search(name).is_ok())
        };
        spot.names.is_empty() || spot.names.iter().any(known)
    }

    pub fn setting(&self, story: &Story) -> Setting {
        let ours = names(story);
        let share = |theirs: &Vec<u64>| {
            let shared = theirs
                .iter()
                .filter(|name| ours.binary_search(name).is_ok())
                .count();
            shared as f32 / (theirs.len().max(8) as f32)
        };
        let shares: Vec<f32> = self.names.iter().map(share).collect();
        let most = shares.iter().copied().fold(0.0, f32::max);
        let on_the_matter = |at: &usize| shares[*at] >= most * ON_THE_MATTER;
        let newest = (0..shares.len())
            .filter(on_the_matter)
            .filter_map(|at| self.days[at])
            .max();
        let weight = |at: usize| {
            if !on_the_matter(&at) {
                return OTHER_MATTER;
            }
            let apart = newest.zip(self.days[at]).map(|(a, b)| days_between(a, b));
            if apart.is_some_and(|days| days > OCCASION) {
                OTHER_OCCASION
            } else {
                1.0
            }
        };
        Setting {
            weights: (0..shares.len()).map(weight).collect(),
            day: story.date.or(newest),
        }
    }

    /// The reports' figures that may state what a draft's figure does, the likest first.
    pub fn hits<'a>(&'a self, ours: &mut Spot, setting: &Setting) -> Vec<Hit<'a>> {
        self.weigh(ours);
        let candidates = ours.stated.classes().into_iter().flatten();
        let mut hits: Vec<Hit> = candidates
            .filter_map(|class| self.by_class.get(&class))
            .flatten()
            .filter_map(|&index| {
                let held = &self.held[index as usize];
                let day = self.days[held.clipping as usize];
                let relation = compare::compare(&ours.stated, setting.day, &held.spot.stated, day)?;
                let weight = setting.weights[held.clipping as usize];
                let likeness = weight * ours.likeness(&held.spot);
                Some(Hit {
                    held,
                    relation,
                    likeness,
                    shared: 0,
                    day,
                    current: weight == 1.0,
                })
            })
            .collect();
        hits.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        hits
    }
}

fn days_between(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// The words of a story's names. One capital that opens a sentence makes no name.
fn names(story: &Story) -> Vec<u64> {
    let mut names: Vec<u64> = Vec::new();
    for placed in &story.paragraphs {
        let paragraph = &placed.paragraph;
        let opens = |name: &Name| paragraph.sentences.iter().any(|s| s.start == name.span.start);
        let told = paragraph
            .names
            .iter()
            .filter(|name| name.keys.len() > 1 || !opens(name));
        names.extend(told.flat_map(|name| name.keys.iter().copied()));
    }
    names.sort_unstable();
    names.dedup();
    names
}
