//! A figure of the draft with what each report gives in its place.

use rustc_hash::{FxHashMap, FxHashSet};

use super::compare::{Plain, Relation};
use super::evidence::{Evidence, LookedUp, Setting};
use super::hit::{Held, Hit};
use super::slip::Slip;
use super::spot::Spot;
use super::swap;
use crate::check::{Severity, Verdict};
use crate::story::figure::{Bound, Kind};
use crate::story::paragraph::Paragraph;

/// How like a place must be for another value in it to gainsay the draft: for a value one sure slip away, for
/// one that hardly is a slip, and for any other.
const SLIP: f32 = 0.14;
/// The same for the very digits of a report with another scale, currency or unit, where none has the draft's value.
const SLIP_ALONE: f32 = 0.05;
const SLIP_TELLING: f32 = -0.01;
const UNSURE: f32 = 0.5;
const OTHER: f32 = 0.55;
/// The same for a day on which something was said.
const SAID: f32 = 0.7;
/// The same for an hour.
const OTHER_HOUR: f32 = 0.5;
/// The same for an amount or a year in a sentence that shares no other figure.
const OTHER_AMOUNT: f32 = 0.7;
/// What a weak slip or no slip needs besides, where the two sentences name others or count others.
const ESTRANGED: f32 = 0.2;
const WEAK: f32 = 0.6;
/// What each figure adds that two sentences share beside the two compared, and how many count.
const SHARED: f32 = 0.15;
const SHARED_AT_MOST: usize = 2;
/// How like a place must be for its bound to be the draft's changed.
/// A rounding needs more than the very value.
const SHIFTED: f32 = 0.05;
const SHIFTED_ROUNDED: f32 = 0.25;
/// How like a place in a report of another occasion must be to bear a figure out.
const OLD: f32 = 0.05;
/// How like a place must be for the draft's bare number to be its value rounded.
const BARE: f32 = 0.3;
/// The same for a round number of things with an approximator.
const ROUNDED: f32 = 0.08;
/// A small number in the report is the draft's unless another of its figures is likelier by this factor.
const OWN: f32 = 0.6;
/// How much liker one figure of the draft must be to a report's that another has.
const NEARER: f32 = 1.2;

/// The figures of one paragraph, judged together.
pub struct Scene<'a> {
    pub paragraph: &'a Paragraph,
    pub evidence: &'a Evidence,
    pub setting: &'a Setting,
    pub cases: Vec<Case<'a>>,
    /// The figures of the paragraph before.
    pub before: Vec<&'a Spot>,
}

pub struct Case<'a> {
    pub at: usize,
    pub spot: &'a Spot,
    /// The reports' figures that may state this one's thing, the likest first.
    pub hits: Vec<Hit<'a>>,
    /// From 0 to 1: how likely one of the reports' many figures has the value by chance.
    crowd: f32,
    /// From each report the figure that stands in this one's place, the likest first.
    pub witnesses: Vec<Hit<'a>>,
    /// The report's figure whose place this one took, where two figures of the draft changed places.
    pub swapped: Option<Hit<'a>>,
}

/// A verdict with what it rests on.
pub struct Judgement<'a> {
    pub verdict: Verdict,
    pub severity: Severity,
    pub confidence: f32,
    /// The best first.
    pub hits: Vec<Hit<'a>>,
    pub note: String,
}

impl<'a> Scene<'a> {
    pub fn of(
        paragraph: &'a Paragraph,
        figures: &'a [LookedUp],
        before: &'a [LookedUp],
        evidence: &'a Evidence,
        setting: &'a Setting,
    ) -> Scene<'a> {
        let before_has = before
            .iter()
            .flat_map(|figure| own(&figure.spot, &evidence.hits(figure, setting)));
        let elsewhere: Vec<Own> = before_has.collect();
        let case = |(at, figure): (usize, &'a LookedUp)| Case {
            at,
            spot: &figure.spot,
            hits: evidence.hits(figure, setting),
            crowd: evidence.crowd(),
            witnesses: Vec::new(),
            swapped: None,
        };
        let mut cases: Vec<Case> = figures.iter().enumerate().map(case).collect();
        anchor(&mut cases);
        let sentences: Vec<usize> = cases.iter().map(|case| case.spot.sentence).collect();
        let given: Vec<Vec<Own>> = cases.iter().map(|case| own(case.spot, &case.hits)).collect();
        for (at, case) in cases.iter_mut().enumerate() {
            let others = given.iter().enumerate().filter(|(other, _)| *other != at);
            let mut taken: FxHashMap<*const Held, f32> = FxHashMap::default();
            let mut take = |own: &[Own], beside: bool| {
                for &(held, likeness) in own {
                    let needed = if beside { f32::MAX } else { likeness * NEARER };
                    let most = taken.entry(held).or_default();
                    *most = most.max(needed);
                }
            };
            for (other, own) in others {
                // Of two figures in one sentence each has its own.
                take(own, sentences[other] == case.spot.sentence);
            }
            take(&elsewhere, false);
            case.witnesses = case.choose(&taken);
        }
        settle(&mut cases);
        swap::mark(&mut cases, evidence, setting);
        Scene {
            paragraph,
            evidence,
            setting,
            cases,
            before: before.iter().map(|figure| &figure.spot).collect(),
        }
    }
}

/// A report's figure that is one of the draft's, with how like the two places are.
type Own = (*const Held, f32);

/// Of each report the figures that have a figure's value in the likest place: they speak of it, and gainsay no other.
/// "This year" has no day of it for its own.
fn own(spot: &Spot, hits: &[Hit]) -> Vec<Own> {
    if is_loose(spot) {
        return Vec::new();
    }
    let mut likest: FxHashMap<u32, f32> = FxHashMap::default();
    let same = hits.iter().filter(|hit| hit.has_value());
    let own = same.filter(|hit| {
        let most = likest.entry(hit.held.clipping).or_insert(hit.likeness);
        hit.likeness >= *most * OWN
    });
    own.map(|hit| (std::ptr::from_ref(hit.held), hit.likeness))
        .collect()
}

/// "yesterday", "last week": too loose a date to be gainsaid.
pub fn is_loose(spot: &Spot) -> bool {
    matches!(spot.stated.value, Plain::Date(date) if date.is_relative())
}

/// Sentences that share other figures speak of the same things; "this year" is in too many of them.
fn anchor(cases: &mut [Case]) {
    let place = |held: &Held| (held.clipping, held.paragraph, held.spot.sentence);
    let anchors: Vec<FxHashSet<(u32, u32, usize)>> = cases
        .iter()
        .map(|case| {
            let same = |hit: &Hit| matches!(hit.relation, Relation::Same | Relation::Shifted);
            let anchors = |hit: &&Hit| same(hit) && !is_loose(case.spot);
            let same = case.hits.iter().filter(anchors);
            same.map(|hit| place(hit.held)).collect()
        })
        .collect();
    let sentences: Vec<usize> = cases.iter().map(|case| case.spot.sentence).collect();
    for (at, case) in cases.iter_mut().enumerate() {
        let beside = |&other: &usize| other != at && sentences[other] == case.spot.sentence;
        let beside: Vec<usize> = (0..anchors.len()).filter(beside).collect();
        if beside.is_empty() {
            continue;
        }
        for hit in &mut case.hits {
            let place = place(hit.held);
            let shared = beside
                .iter()
                .filter(|&&other| anchors[other].contains(&place))
                .count();
            hit.shared = shared.min(SHARED_AT_MOST);
            hit.likeness = (hit.likeness + SHARED * hit.shared as f32).min(1.0);
        }
        case.hits.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    }
}

/// One figure of a report gainsays one of the draft: that which it gainsays most.
fn settle(cases: &mut [Case]) {
    let mut claims: FxHashMap<*const Held, (f32, usize)> = FxHashMap::default();
    for case in cases.iter().filter(|case| case.supporters().next().is_none()) {
        for hit in case.deniers() {
            let (held, excess) = (std::ptr::from_ref(hit.held), case.excess(hit));
            let claim = claims.entry(held).or_insert((excess, case.at));
            if excess > claim.0 {
                *claim = (excess, case.at);
            }
        }
    }
    for case in cases {
        let at = case.at;
        let own = |hit: &Hit| {
            claims
                .get(&std::ptr::from_ref(hit.held))
                .is_none_or(|claim| claim.0 <= 0.0 || claim.1 == at)
        };
        case.witnesses.retain(|hit| !hit.denies() || own(hit));
    }
}

impl<'a> Case<'a> {
    /// For each report the figure that stands in the place of the draft's; those that other figures of the draft have
    /// are taken, unless they are much liker this one.
    fn choose(&self, taken: &FxHashMap<*const Held, f32>) -> Vec<Hit<'a>> {
        let mut witnesses: Vec<Hit> = Vec::new();
        for hit in &self.hits {
            let taken = taken.get(&std::ptr::from_ref(hit.held));
            if hit.denies() && taken.is_some_and(|needed| hit.likeness <= *needed) {
                continue;
            }
            match witnesses
                .iter_mut()
                .find(|w| w.held.clipping == hit.held.clipping)
            {
                None => witnesses.push(*hit),
                Some(known) if self.prefers(hit, known) => *known = *hit,
                Some(_) => {}
            }
        }
        witnesses.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        witnesses
    }

    /// Whether of a report's figures `hit` stands in the draft's place rather than `known`, which is likelier.
    fn prefers(&self, hit: &Hit, known: &Hit) -> bool {
        let rank = |hit: &Hit| match hit.relation {
            Relation::Same => 3,
            Relation::Rounded => 2,
            Relation::Shifted => 1,
            _ => 0,
        };
        match rank(hit).cmp(&rank(known)) {
            std::cmp::Ordering::Greater => {
                // A telling value is the draft's wherever it stands; one that it may round has to be near.
                let sure = self.is_telling() && hit.relation != Relation::Rounded;
                let own = if sure || !known.denies() || self.excess(known) < 0.0 {
                    0.0
                } else {
                    OWN
                };
                hit.likeness >= self.floor().max(known.likeness * own)
            }
            std::cmp::Ordering::Equal => rank(hit) == 0 && self.excess(hit) > self.excess(known),
            std::cmp::Ordering::Less => false,
        }
    }

    /// How much liker a place is than it must be for its value to gainsay the draft's.
    pub fn excess(&self, hit: &Hit) -> f32 {
        let needed = match hit.relation {
            // Years of one decade are near by nature.
            Relation::Slip(Slip::Digit) if self.spot.stated.kind == Kind::Date && hit.shared == 0 => OTHER,
            Relation::Slip(Slip::Swapped | Slip::Tenfold) if self.is_alone() && self.is_long() => {
                SLIP_TELLING
            }
            Relation::Slip(slip) if slip.keeps_digits() && self.is_alone() => {
                if self.digits() > 3 {
                    SLIP_TELLING
                } else {
                    SLIP_ALONE
                }
            }
            Relation::Slip(slip) => UNSURE - (UNSURE - SLIP) * slip.strength(self.digits()),
            Relation::Other if self.spot.stated.kind == Kind::Time => OTHER_HOUR,
            _ if hit.shared == 0 && self.is_common() => OTHER_AMOUNT,
            _ => OTHER,
        };
        let weak = match hit.relation {
            Relation::Slip(slip) => slip.strength(self.digits()) < WEAK,
            _ => true,
        };
        let estranged = weak && hit.shared == 0 && self.spot.is_estranged(&hit.held.spot);
        hit.likeness - needed - if estranged { ESTRANGED } else { 0.0 }
    }

    /// Whether no report has the value, wherever it stands, and it has digits enough not to come by chance.
    fn is_alone(&self) -> bool {
        self.digits() > 1 && !self.hits.iter().any(Hit::has_value)
    }

    /// Four digits or more, not all but the first of them noughts.
    fn is_long(&self) -> bool {
        let digits = self.spot.stated.numeral.map_or(0, |numeral| numeral.digits);
        let round = 10u64.pow(digits.max(1).ilog10());
        self.digits() > 3 && !digits.is_multiple_of(round)
    }

    /// Those that give the draft's value for what may be the same thing.
    pub fn supporters(&self) -> impl Iterator<Item = &Hit<'a>> {
        let floor = self.floor();
        // A bare number is a rounded one only where the place is the same beyond doubt.
        let bare = match (self.spot.stated.bound, self.spot.stated.kind) {
            (Bound::Exact, _) => BARE,
            (_, Kind::Count) => ROUNDED,
            _ => floor,
        };
        let gives = move |hit: &&Hit| match hit.relation {
            Relation::Same if !hit.current => hit.likeness >= floor.max(OLD),
            Relation::Same => hit.likeness >= floor,
            Relation::Rounded => hit.likeness >= bare,
            _ => false,
        };
        self.witnesses.iter().filter(gives)
    }

    /// Those that give the value with another bound.
    pub fn shifters(&self) -> impl Iterator<Item = &Hit<'a>> {
        let floor = self.floor();
        let (ours, negated) = (self.spot.stated.amount(), self.spot.negated);
        let gives = move |hit: &&Hit| {
            let equal = hit.held.spot.stated.amount() == ours;
            let needed = if equal { SHIFTED } else { SHIFTED_ROUNDED };
            let turned = hit.held.spot.negated != negated;
            hit.relation == Relation::Shifted && hit.likeness >= floor.max(needed) && !turned
        };
        self.witnesses.iter().filter(gives)
    }

    /// Those that give another value. Of the days on which something was said only the same words' tell.
    pub fn deniers(&self) -> impl Iterator<Item = &Hit<'a>> {
        let said = self.spot.said;
        let tells = move |hit: &Hit| said == hit.held.spot.said && (!said || hit.likeness >= SAID);
        self.witnesses
            .iter()
            .filter(move |hit| hit.denies() && tells(hit))
    }

    /// How like another figure must be to bear this one out: a telling value needs little, "two" much.
    fn floor(&self) -> f32 {
        self.crowd
            * match (self.spot.stated.kind, self.digits()) {
                (Kind::Count | Kind::Ordinal, 0 | 1) => 0.05,
                (Kind::Count | Kind::Ordinal, 2) => 0.03,
                (Kind::Age, _) if self.spot.owner.is_some_and(|owner| owner.certain) => 0.01,
                (Kind::Duration, 0 | 1) => 0.02,
                _ => 0.0,
            }
    }

    /// Whether a value is so telling that it hardly comes twice by chance.
    pub fn is_telling(&self) -> bool {
        match (self.spot.stated.kind, self.spot.stated.value) {
            (Kind::Count | Kind::Ordinal, _) => self.digits() > 2,
            (Kind::Age, _) => false,
            (Kind::Duration, _) => self.digits() > 1,
            (Kind::Date, Plain::Date(date)) => date.is_telling(),
            _ => true,
        }
    }

    /// An amount or a year, of which a story has many.
    fn is_common(&self) -> bool {
        match self.spot.stated.value {
            Plain::Amount { .. } => true,
            Plain::Date(date) => date.is_year(),
            _ => false,
        }
    }

    /// How many digits tell the value from others.
    pub fn digits(&self) -> usize {
        match (self.spot.stated.value, self.spot.stated.numeral) {
            (Plain::Amount { .. }, Some(numeral)) => numeral.digits.max(1).ilog10() as usize + 1,
            (Plain::Amount { .. }, None) => 1,
            (Plain::Date(date), _) if date.is_year() => 3,
            _ => 2,
        }
    }
}
