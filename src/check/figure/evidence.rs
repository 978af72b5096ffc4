//! The figures of a dossier, read once and held ready: which of them speak of what a draft's figure speaks of.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::around::Around;
use super::compare::Relation;
use super::hit::{Held, Hit};
use super::reading::Reading;
use super::spot::{self, Spot};
use super::values::Values;
use crate::check::cite;
use crate::check::readings::Readings;
use crate::dossier::{Dossier, FOLDER};
use crate::story::Story;
use crate::story::paragraph::Paragraph;
use crate::story::word;

/// Reports within this many days of the newest on the draft's matter are of the same occasion.
const OCCASION: i32 = 12;
/// A report on the matter shares at least this much of its names, beside the one that shares most.
const ON_THE_MATTER: f32 = 0.25;
/// The same for a report that leads with another name.
const STRAY_ON_THE_MATTER: f32 = 0.6;
/// So few reports are somebody's choice.
const FEW: usize = 12;
/// A report of a folder put together for the story shares one in so many of the names that it could share.
const SHARING: u32 = 4;
/// A name that at least this share of the reports have may be that of the matter, in a dossier of this many.
const OF_THE_MATTER: f32 = 0.7;
const DOSSIER: usize = 4;
/// A word that no report has can only be missed; it counts as a small part of a word that one has.
const UNKNOWN: f32 = 0.35;
/// What a figure weighs that stands in a report of another occasion, or of another matter.
const OTHER_OCCASION: f32 = 0.6;
const OTHER_MATTER: f32 = 0.5;

/// Of so many figures some have a small value by chance.
const CROWD: f32 = 150.0;
/// A report has so many.
const SINGLE: f32 = 30.0;

/// Another value in a place less like than this says nothing.
const FAINT: f32 = 0.1;

/// A figure of the draft with what was found beside it, before the draft as a whole weighs the reports.
#[derive(Debug)]
pub struct LookedUp {
    pub spot: Spot,
    /// How its value stands to each that may be its thing's; it hangs on the value alone, so that typing beside a
    /// figure compares no values again.
    compared: Arc<[(u32, Relation)]>,
    /// What of them is like it; it hangs on the words around it.
    found: Arc<[Found]>,
}

#[derive(Debug)]
struct Found {
    held: u32,
    relation: Relation,
    likeness: f32,
}

#[derive(Debug, Default)]
pub struct Evidence {
    readings: Readings<Reading>,
    /// How many reports the archive has.
    archive: usize,
    held: Vec<Held>,
    values: Values,
    around: Around,
    /// How many reports have a sense, and what one in so many is worth.
    reports: FxHashMap<u64, u32>,
    rarity: Vec<f32>,
    /// The rarity of a word that no report has.
    unknown: f32,
    days: Vec<Option<Date>>,
    /// For each clipping its outlet and when it came.
    outlets: Vec<u64>,
    moments: Vec<Option<Timestamp>>,
    /// For each word of a name the clippings that have it, in order; for each clipping how many it has.
    named: FxHashMap<u64, Vec<u32>>,
    name_counts: Vec<u32>,
    /// For each clipping the words of the names in its lead that no other clipping has.
    leads: Vec<Vec<u64>>,
    /// The words of names that most reports have, the most often written first.
    common: Vec<u64>,
}

/// What a draft as a whole tells of its reports: the day it is written, and how much each report is to the matter.
#[derive(Debug, Default, PartialEq, Clone)]
pub struct Setting {
    pub day: Option<Date>,
    /// Whether the archive was put together for the story: a few reports, three quarters of which share the draft's names.
    pub folder: bool,
    weights: Vec<f32>,
}

impl Evidence {
    /// What is known of reports from `before` is not read again.
    pub fn of(dossier: &Dossier, before: Option<&Evidence>) -> Evidence {
        let before = before.map(|before| &before.readings);
        let readings = Readings::of(dossier, before, Reading::of);
        let mut evidence = Evidence {
            archive: dossier.archive_size,
            ..Evidence::default()
        };
        evidence.weigh_words(&readings);
        for (at, (clipping, reading)) in readings.iter().enumerate() {
            evidence.days.push(cite::day(clipping));
            evidence.outlets.push(word::hash(&clipping.report.outlet));
            evidence.moments.push(clipping.report.date);
            evidence.name_counts.push(reading.names.len() as u32);
            for &name in &reading.names {
                evidence.named.entry(name).or_default().push(at as u32);
            }
            for (paragraph, spot) in &reading.spots {
                let mut spot = spot.clone();
                evidence.weigh(&mut spot);
                evidence.held.push(Held {
                    clipping: at as u32,
                    paragraph: *paragraph,
                    spot,
                });
            }
        }
        evidence.readings = readings;
        evidence.values = Values::of(&evidence.held);
        evidence.around = Around::of(&evidence.held);
        let clippings = dossier.clippings.iter();
        evidence.leads = clippings.map(|c| evidence.own_lead(&c.story)).collect();
        evidence.common = evidence.common_names(dossier);
        evidence
    }

    pub fn is_of(&self, dossier: &Dossier) -> bool {
        self.archive == dossier.archive_size && self.readings.are_of(dossier)
    }

    fn common_names(&self, dossier: &Dossier) -> Vec<u64> {
        let most = OF_THE_MATTER * dossier.clippings.len() as f32;
        let mut mentions: FxHashMap<u64, u32> = FxHashMap::default();
        let paragraphs = dossier.clippings.iter().flat_map(|c| &c.story.paragraphs);
        let names = paragraphs.flat_map(|placed| &placed.paragraph.names);
        for key in names.flat_map(|name| &name.keys) {
            let common = self
                .named
                .get(key)
                .is_some_and(|named| named.len() as f32 >= most);
            if common && dossier.clippings.len() >= DOSSIER {
                *mentions.entry(*key).or_default() += 1;
            }
        }
        let mut common: Vec<(u32, u64)> = mentions.into_iter().map(|(key, n)| (n, key)).collect();
        common.sort_unstable_by(|a, b| b.cmp(a));
        common.into_iter().map(|(_, key)| key).collect()
    }

    fn own_lead(&self, story: &Story) -> Vec<u64> {
        let own = |key: &u64| self.named.get(key).is_some_and(|named| named.len() == 1);
        let lead = story.paragraphs.first();
        let names = lead.iter().flat_map(|placed| &placed.paragraph.names);
        let own_names = names.filter(|name| name.keys.iter().all(own));
        own_names.flat_map(|name| name.keys.iter().copied()).collect()
    }

    fn weigh_words(&mut self, readings: &Readings<Reading>) {
        for (_, reading) in readings.iter() {
            for &sense in &reading.senses {
                *self.reports.entry(sense).or_default() += 1;
            }
        }
        let all = readings.len() as f32;
        let rarity = |reports: f32| ((all + 1.0) / (reports + 0.5)).ln() + 0.3;
        self.unknown = rarity(1.0) * UNKNOWN;
        self.rarity = (0..=readings.len())
            .map(|reports| rarity(reports as f32))
            .collect();
    }

    /// Gives the words around a figure their rarity in this dossier.
    fn weigh(&self, spot: &mut Spot) {
        let mut sum = 0.0;
        for (sense, weight) in &mut spot.words {
            let reports = self.reports.get(sense);
            *weight *= reports.map_or(self.unknown, |&reports| self.rarity[reports as usize]);
            sum += *weight * *weight;
        }
        spot.norm = sum.sqrt();
    }

    /// Whether a name in a figure's sentence, if there is any, also stands in one of these reports.
    pub fn knows_names(&self, spot: &Spot, clippings: &[u32]) -> bool {
        let known = |name: &u64| {
            let named = self.named.get(name);
            named.is_some_and(|named| clippings.iter().any(|at| named.binary_search(at).is_ok()))
        };
        spot.names.is_empty() || spot.names.iter().any(known)
    }

    /// Whether the later of two reports is of the same outlet, which so has replaced what it had.
    pub fn replaces(&self, later: &Hit, earlier: &Hit) -> bool {
        let outlet = |hit: &Hit| self.outlets[hit.held.clipping as usize];
        outlet(later) == outlet(earlier) && later.at.zip(earlier.at).is_some_and(|(a, b)| a > b)
    }

    /// Of a draft with these names, ascending, and its own day, if it has one.
    pub fn setting(&self, draft: &[u64], written: Option<Date>) -> Setting {
        let mut shared = vec![0u32; self.days.len()];
        for named in draft.iter().filter_map(|name| self.named.get(name)) {
            for &clipping in named {
                shared[clipping as usize] += 1;
            }
        }
        let of_the_matter = self.common.iter().find(|name| draft.binary_search(name).is_ok());
        let having = of_the_matter.and_then(|name| self.named.get(name));
        // A report that leads with a name of its own and lacks the one that most reports speak of.
        let strays = |at: usize| {
            let own = &self.leads[at];
            let led = !own.is_empty() && !own.iter().any(|name| draft.binary_search(name).is_ok());
            led && having.is_some_and(|having| having.binary_search(&(at as u32)).is_err())
        };
        let share = |(&shared, &theirs): (&u32, &u32)| shared as f32 / theirs.max(8) as f32;
        let shares: Vec<f32> = shared.iter().zip(&self.name_counts).map(share).collect();
        let most = shares.iter().copied().fold(0.0, f32::max);
        let on_the_matter = |at: &usize| {
            let needed = if strays(*at) {
                STRAY_ON_THE_MATTER
            } else {
                ON_THE_MATTER
            };
            shares[*at] >= most * needed
        };
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
        let sharing = |at: &usize| {
            let could = self.name_counts[*at].min(draft.len() as u32);
            shared[*at] * SHARING >= could
        };
        let matter = (0..shares.len()).filter(on_the_matter).filter(sharing).count();
        Setting {
            folder: self.archive <= FEW || self.archive <= FOLDER && matter * 4 >= self.archive * 3,
            weights: (0..shares.len()).map(weight).collect(),
            day: written.or(newest),
        }
    }

    /// The figures of a draft's paragraph beside those of the reports that may state the same, on `day`.
    pub fn look_up<'a>(
        &self,
        paragraph: &Paragraph,
        day: Option<Date>,
        earlier: impl Iterator<Item = &'a LookedUp> + Clone,
    ) -> Vec<LookedUp> {
        let mut spots = spot::spots(paragraph, day);
        spots.iter_mut().for_each(|spot| self.weigh(spot));
        let beside = |spot: Spot| {
            let mut same = earlier.clone().filter(|known| known.spot.stated == spot.stated);
            let alike = same.clone().find(|known| known.spot.is_alike(&spot));
            let compared = alike.or_else(|| same.next()).map_or_else(
                || self.values.compare(&spot.stated).into(),
                |known| Arc::clone(&known.compared),
            );
            let found = alike.map_or_else(|| self.beside(&spot, &compared), |known| Arc::clone(&known.found));
            LookedUp {
                spot,
                compared,
                found,
            }
        };
        spots.into_iter().map(beside).collect()
    }

    fn beside(&self, spot: &Spot, compared: &[(u32, Relation)]) -> Arc<[Found]> {
        let likeness = self.around.likeness(spot);
        let found = |&(at, relation): &(u32, Relation)| {
            let likeness = likeness(at);
            (likeness > FAINT || !matches!(relation, Relation::Other)).then_some(Found {
                held: at,
                relation,
                likeness,
            })
        };
        compared.iter().filter_map(found).collect()
    }

    /// What was looked up as the draft as a whole weighs it, the likest first.
    pub fn hits<'a>(&'a self, looked_up: &LookedUp, setting: &Setting) -> Vec<Hit<'a>> {
        let hit = |found: &Found| {
            let held = &self.held[found.held as usize];
            self.hit(held, found.relation, found.likeness, setting)
        };
        let mut hits: Vec<Hit> = looked_up.found.iter().map(hit).collect();
        hits.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        hits
    }

    pub fn hit<'a>(
        &'a self,
        held: &'a Held,
        relation: Relation,
        likeness: f32,
        setting: &Setting,
    ) -> Hit<'a> {
        let clipping = held.clipping as usize;
        let weight = setting.weights[clipping];
        Hit {
            held,
            relation,
            likeness: weight * likeness,
            shared: 0,
            day: self.days[clipping],
            at: self.moments[clipping],
            current: weight == 1.0,
        }
    }

    /// How full of figures the reports are: 0 for a single one, 1 from `CROWD` on.
    pub fn crowd(&self) -> f32 {
        ((self.held.len() as f32 - SINGLE) / (CROWD - SINGLE)).clamp(0.0, 1.0)
    }

    /// Each figure of the reports with those behind it in its sentence and the next.
    pub fn side_by_side(&self) -> impl Iterator<Item = (&Held, &[Held])> {
        self.held.iter().enumerate().map(|(at, first)| {
            let near = |held: &&Held| {
                (held.clipping, held.paragraph) == (first.clipping, first.paragraph)
                    && held.spot.sentence <= first.spot.sentence + 1
            };
            let beside = &self.held[at + 1..];
            (first, &beside[..beside.iter().take_while(near).count()])
        })
    }
}

fn days_between(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days().abs())
}
