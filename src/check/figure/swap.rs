//! Two figures of the draft that changed places: the dead for the missing, April's for May's.

use super::case::Case;
use super::evidence::Hit;
use super::spot::{self, Spot};

/// What the words must weigh that put each figure in the other's place, against those that put it in its own.
const EXCHANGED: f32 = 0.03;
const AGAINST: f32 = 2.0;
/// How like the places must be.
const LIKE: f32 = 0.3;

/// Marks the pairs of figures that stand in each other's places.
pub fn mark(cases: &mut [Case]) {
    for (a, b) in neighbours(cases) {
        if let Some((ours, theirs)) = swapped(&cases[a], &cases[b]) {
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
fn swapped<'a>(a: &Case<'a>, b: &Case<'a>) -> Option<(Hit<'a>, Hit<'a>)> {
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
            let found = spot::exchanged((a.spot, b.spot), (&ours.held.spot, &theirs.held.spot));
            let (x, y) = (&ours.held.spot, &theirs.held.spot);
            let turned = a.spot.part && y.part && !x.part && y.span.start < x.span.start;
            let crossed =
                turned || !straight && (crosses(a.spot, b.spot, x, y) || crosses(b.spot, a.spot, y, x));
            if !crossed && found.straight > found.first + found.second {
                return None;
            }
            let at = |hits: &[Hit<'a>], held| hits.iter().find(|hit| std::ptr::eq(hit.held, held)).copied();
            let (Some(x), Some(y)) = (at(&a.hits, theirs.held), at(&b.hits, ours.held)) else {
                continue;
            };
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

fn counts_alike(a: &Spot, b: &Spot) -> bool {
    a.head.is_some() && a.head == b.head
}

/// "40 crates and 30 drivers" for "40 drivers": the first value `x` counts what the draft's second figure counts, and the
/// second value `y` nothing but what the draft's first may.
fn crosses(a: &Spot, b: &Spot, x: &Spot, y: &Spot) -> bool {
    let told_apart = a.head.is_some() && b.head.is_some() && a.head != b.head;
    told_apart && counts_alike(b, x) && (y.head.is_none() || counts_alike(a, y))
}
