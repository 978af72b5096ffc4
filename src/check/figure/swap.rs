//! Two figures of the draft that changed places: the dead for the missing, April's for May's.

use super::case::Case;
use super::compare::Relation;
use super::evidence::{Evidence, Setting};
use super::exchange;
use super::hit::{Held, Hit};
use super::spot::Spot;

/// What the words must weigh that put each figure in the other's place, against those that put it in its own.
const EXCHANGED: f32 = 0.03;
const AGAINST: f32 = 2.0;
/// How like the places must be.
const LIKE: f32 = 0.3;

/// Marks the pairs of figures that stand in each other's places.
pub fn mark<'a>(cases: &mut [Case<'a>], evidence: &'a Evidence, setting: &Setting) {
    for (a, b) in neighbours(cases) {
        if let Some((ours, theirs)) = swapped(&cases[a], &cases[b], evidence, setting) {
            cases[a].swapped = Some(ours);
            cases[b].swapped = Some(theirs);
        }
    }
}

/// Figures of one class, in one sentence or in two neighbouring ones.
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

/// Whether reports have the two values in each other's places, and none has them in the draft's; the two figures that
/// stand in the draft's places.
fn swapped<'a>(
    a: &Case<'a>,
    b: &Case<'a>,
    evidence: &'a Evidence,
    setting: &Setting,
) -> Option<(Hit<'a>, Hit<'a>)> {
    let mut most: Option<(f32, Hit, Hit)> = None;
    let straight = [a, b].iter().any(|case| {
        let counts = |hit: &&Hit| hit.has_value() && counts_alike(case.spot, &hit.held.spot);
        case.hits.iter().any(|hit| counts(&hit))
    });
    let same = |hit: &&Hit| hit.has_value() && hit.current;
    for ours in a.hits.iter().filter(same) {
        let beside = b.hits.iter().filter(same).filter(|theirs| {
            let (ours, theirs) = (ours.held, theirs.held);
            let near = ours.spot.sentence.abs_diff(theirs.spot.sentence) <= 1;
            (ours.clipping, ours.paragraph) == (theirs.clipping, theirs.paragraph)
                && near
                && !std::ptr::eq(ours, theirs)
        });
        for theirs in beside {
            let found = exchange::exchanged((a.spot, b.spot), (&ours.held.spot, &theirs.held.spot));
            let (x, y) = (&ours.held.spot, &theirs.held.spot);
            let turned = a.spot.part && y.part && !x.part && y.span.start < x.span.start;
            let clauses = stands_for(a.spot, b.spot, x, y) && stands_for(b.spot, a.spot, y, x);
            let crossed = turned
                || clauses
                || !straight && (crosses(a.spot, b.spot, x, y) || crosses(b.spot, a.spot, y, x));
            if !crossed && found.straight > found.first + found.second {
                return None;
            }
            let at = |case: &Case<'a>, held: &'a Held| {
                let known = case.hits.iter().find(|hit| std::ptr::eq(hit.held, held)).copied();
                // Values too far apart to be compared may change places all the same.
                known.unwrap_or_else(|| {
                    evidence.hit(held, Relation::Other, case.spot.likeness(&held.spot), setting)
                })
            };
            let (x, y) = (at(a, theirs.held), at(b, ours.held));
            let like = x.denies() && y.denies() && x.likeness + y.likeness >= LIKE;
            let sure = found.first.min(found.second) >= EXCHANGED
                && found.first + found.second >= found.straight * AGAINST;
            let weight = found.first + found.second;
            if like && (sure || crossed) && most.is_none_or(|(most, ..)| weight > most) {
                most = Some((weight, x, y));
            }
        }
    }
    most.map(|(_, x, y)| (x, y))
}

/// "94 were upheld and 21 dismissed" for "94 were dismissed, 21 upheld": the clause of the draft's first figure is that
/// of the second value `y`, and not that of its own value `x`.
fn stands_for(a: &Spot, b: &Spot, x: &Spot, y: &Spot) -> bool {
    let shares = |a: &Spot, b: &Spot| a.clause.iter().any(|sense| b.clause.binary_search(sense).is_ok());
    shares(a, y) && !shares(a, x) && !shares(a, b)
}

fn counts_alike(a: &Spot, b: &Spot) -> bool {
    a.head.is_some() && a.head == b.head
}

/// "40 crates and 30 drivers" for "40 drivers": the first value `x` counts what the draft's second figure counts, and the
/// second value `y` nothing but what the draft's first may.
fn crosses(a: &Spot, b: &Spot, x: &Spot, y: &Spot) -> bool {
    let told_apart = a.head.is_some() && b.head.is_some() && a.head != b.head;
    told_apart && counts_alike(b, x) && (y.head.is_none() || counts_alike(a, y))
}
