//! A figure of the draft with what each report gives in its place.

use super::compare::{Plain, Relation};
use super::evidence::{Evidence, Hit, Setting};
use super::spot::{self, Spot};
use crate::check::{Severity, Verdict, cite};
use crate::dossier::Dossier;
use crate::story::figure::Kind;
use crate::story::paragraph::Paragraph;

/// A report's own figure outweighs another of its figures unless that one is likelier by this factor.
const OWN: f32 = 0.7;

/// The figures of one paragraph, judged together.
pub struct Scene<'a> {
    pub paragraph: &'a Paragraph,
    pub cases: Vec<Case<'a>>,
    /// The figures of the paragraph before, and its words.
    pub before: Vec<Spot>,
}

pub struct Case<'a> {
    pub at: usize,
    pub spot: Spot,
    /// The likest first.
    pub hits: Vec<Hit<'a>>,
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
        before: Option<&Paragraph>,
        evidence: &'a Evidence,
        setting: &Setting,
    ) -> Scene<'a> {
        let spots = spot::spots(paragraph).into_iter().enumerate();
        let mut cases: Vec<Case> = spots
            .map(|(at, spot)| Case::of(at, spot, evidence, setting))
            .collect();
        for (a, b) in neighbours(&cases) {
            if let Some((ours, theirs)) = swapped(&cases[a], &cases[b]) {
                cases[a].swapped = Some(ours);
                cases[b].swapped = Some(theirs);
            }
        }
        Scene {
            paragraph,
            cases,
            before: before.map(spot::spots).unwrap_or_default(),
        }
    }
}

impl<'a> Case<'a> {
    fn of(at: usize, mut spot: Spot, evidence: &'a Evidence, setting: &Setting) -> Case<'a> {
        let hits = evidence.hits(&mut spot, setting);
        Case {
            at,
            witnesses: witnesses(&hits),
            spot,
            hits,
            swapped: None,
        }
    }

    /// Those that give the draft's value for what may be the same thing.
    pub fn supporters(&self) -> impl Iterator<Item = &Hit<'a>> {
        let floor = self.floor();
        let gives = move |hit: &&Hit| hit.relation == Relation::Same && hit.likeness >= floor;
        self.witnesses.iter().filter(gives)
    }

    /// Those that give the value with another bound.
    pub fn shifters(&self) -> impl Iterator<Item = &Hit<'a>> {
        let floor = self.floor();
        let gives = move |hit: &&Hit| hit.relation == Relation::Shifted && hit.likeness >= floor;
        self.witnesses.iter().filter(gives)
    }

    /// Those that give another value.
    pub fn deniers(&self) -> impl Iterator<Item = &Hit<'a>> {
        let denies = |hit: &&Hit| matches!(hit.relation, Relation::Slip(_) | Relation::Other);
        self.witnesses.iter().filter(denies)
    }

    /// How like another figure must be to bear this one out: a telling value needs little, "two" much.
    fn floor(&self) -> f32 {
        let digits = self.digits();
        match self.spot.stated.kind {
            Kind::Age if self.spot.owner.is_some() => 0.5,
            Kind::Count | Kind::Age | Kind::Ordinal => match digits {
                0 | 1 => 0.16,
                2 => 0.1,
                3 => 0.05,
                _ => 0.02,
            },
            Kind::Date | Kind::Time | Kind::Duration => 0.06,
            _ => 0.03,
        }
    }

    /// How many digits tell the value from others.
    pub fn digits(&self) -> usize {
        match (self.spot.stated.value, self.spot.stated.numeral) {
            (Plain::Amount { .. }, Some(numeral)) => numeral.digits.to_string().len(),
            (Plain::Amount { .. }, None) => 1,
            _ => 2,
        }
    }
}

impl Judgement<'_> {
    pub fn places(&self, dossier: &Dossier) -> Vec<cite::Place> {
        let bounded = matches!(self.verdict, Verdict::Shifted);
        let place = |hit: &Hit| {
            let clipping = dossier.clippings.get(hit.held.clipping as usize)?;
            let placed = clipping.story.paragraphs.get(hit.held.paragraph as usize)?;
            let spot = &hit.held.spot;
            let span = placed.at(if bounded { &spot.whole } else { &spot.span });
            let wording = clipping.report.text.get(span.clone())?.to_owned();
            Some(cite::Place {
                clipping: hit.held.clipping as usize,
                span,
                wording,
            })
        };
        self.hits.iter().filter_map(place).collect()
    }
}

/// For each report the figure that stands in the place of the draft's.
fn witnesses<'a>(hits: &[Hit<'a>]) -> Vec<Hit<'a>> {
    let mut witnesses: Vec<Hit> = Vec::new();
    for hit in hits {
        let rank = rank(hit.relation);
        match witnesses
            .iter_mut()
            .find(|w| w.held.clipping == hit.held.clipping)
        {
            None => witnesses.push(*hit),
            Some(known) => {
                if rank > self::rank(known.relation) && hit.likeness >= known.likeness * OWN {
                    *known = *hit;
                }
            }
        }
    }
    witnesses.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    witnesses
}

fn rank(relation: Relation) -> u8 {
    match relation {
        Relation::Same => 3,
        Relation::Shifted => 2,
        Relation::Coarser => 1,
        Relation::Slip(_) | Relation::Other => 0,
    }
}

/// Pairs of figures that an inattentive writer may exchange: of one class, in one sentence or in two neighbouring ones.
fn neighbours(cases: &[Case]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (a, case) in cases.iter().enumerate() {
        for (b, other) in cases.iter().enumerate().skip(a + 1) {
            let near = other.spot.sentence - case.spot.sentence <= 1;
            if near && case.spot.stated.class() == other.spot.stated.class() {
                pairs.push((a, b));
            }
        }
    }
    pairs
}

/// How much better the exchanged places must fit than those that the draft gives.
const BETTER: f32 = 1.3;
const BETTER_BY: f32 = 0.08;

/// Whether a report has the two values in each other's places; the two figures that stand in the draft's places.
fn swapped<'a>(a: &Case<'a>, b: &Case<'a>) -> Option<(Hit<'a>, Hit<'a>)> {
    let mut straight = 0.0f32;
    let mut crossed: Option<(f32, Hit, Hit)> = None;
    let same = |hit: &&Hit| hit.relation == Relation::Same;
    for ours in a.hits.iter().filter(same) {
        // Where `b` stands in the same report, and what `a`'s words say of that place.
        for theirs in b.hits.iter().filter(same) {
            if ours.held.clipping != theirs.held.clipping || std::ptr::eq(ours.held, theirs.held) {
                continue;
            }
            straight = straight.max(ours.likeness + theirs.likeness);
            let at = |hits: &[Hit<'a>], held| hits.iter().find(|hit| std::ptr::eq(hit.held, held)).copied();
            let (Some(x), Some(y)) = (at(&a.hits, theirs.held), at(&b.hits, ours.held)) else {
                continue;
            };
            let differ = |hit: &Hit| matches!(hit.relation, Relation::Slip(_) | Relation::Other);
            let cross = x.likeness + y.likeness;
            if differ(&x) && differ(&y) && crossed.is_none_or(|(best, ..)| cross > best) {
                crossed = Some((cross, x, y));
            }
        }
    }
    let (cross, x, y) = crossed?;
    (cross > straight * BETTER && cross > straight + BETTER_BY).then_some((x, y))
}
