//! Two figures of the draft that changed places: the dead for the missing, April's for May's.

use super::case::Case;
use super::evidence::Hit;
use super::spot;

/// How surely the same words must tell the two places apart, and how like the places must be.
const EXCHANGED: f32 = 0.25;
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
    let same = |hit: &&Hit| hit.has_value() && hit.current;
    for ours in a.hits.iter().filter(same) {
        let beside = b.hits.iter().filter(same).filter(|theirs| {
            let (ours, theirs) = (ours.held, theirs.held);
            ours.clipping == theirs.clipping
                && ours.paragraph == theirs.paragraph
                && !std::ptr::eq(ours, theirs)
        });
        for theirs in beside {
            let parallel = spot::parallel((&a.spot, &b.spot), (&ours.held.spot, &theirs.held.spot));
            if parallel > EXCHANGED {
                return None;
            }
            let at = |hits: &[Hit<'a>], held| hits.iter().find(|hit| std::ptr::eq(hit.held, held)).copied();
            let (Some(x), Some(y)) = (at(&a.hits, theirs.held), at(&b.hits, ours.held)) else {
                continue;
            };
            let exchanged = x.denies() && y.denies() && x.likeness + y.likeness >= LIKE;
            if exchanged && parallel < -EXCHANGED && most.is_none_or(|(most, ..)| parallel < most) {
                most = Some((parallel, x, y));
            }
        }
    }
    most.map(|(_, x, y)| (x, y))
}
