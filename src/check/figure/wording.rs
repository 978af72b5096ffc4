//! What reports write in a figure's place: the value that stands there, the wording nearest to the draft's own first.

use super::case::{Case, Judgement};
use super::compare::{self, Relation};
use super::hit::Hit;
use super::numeral::Numeral;
use crate::check::{Verdict, cite};
use crate::dossier::Dossier;

/// How like a place must be, beside the best, to give its wording too.
const AS_LIKE: f32 = 0.3;

/// At most this many places are cited: a reader looks at few, a figure of a long story stands in many.
const CITED: usize = 24;

/// Where the wordings of a judgement stand.
pub fn places(judgement: &Judgement, case: &Case, draft: &str, dossier: &Dossier) -> Vec<cite::Place> {
    let Some(best) = judgement.hits.first() else {
        return Vec::new();
    };
    let bounded = judgement.verdict == Verdict::Shifted;
    let same_value = |hit: &&Hit| {
        let (ours, theirs) = (&best.held.spot.stated, &hit.held.spot.stated);
        let relation = compare::compare(ours, theirs);
        relation == Some(Relation::Same) && hit.likeness >= best.likeness * AS_LIKE
    };
    let (mut first, rest): (Vec<Hit>, Vec<Hit>) = judgement.hits.iter().partition(|hit| same_value(hit));
    if !matches!(judgement.verdict, Verdict::Shifted | Verdict::Unattested) {
        for hit in case.hits.iter().filter(|hit| hit.current).filter(same_value) {
            if first.len() < CITED && first.iter().all(|known| !std::ptr::eq(known.held, hit.held)) {
                first.push(*hit);
            }
        }
    }
    let place = |hit: &Hit| place(hit, bounded, dossier);
    let mut places: Vec<cite::Place> = first.iter().filter_map(place).collect();
    places.sort_by_key(|place| std::cmp::Reverse(kinship(draft, &place.wording)));
    places.extend(rest.iter().filter_map(place));
    places.truncate(CITED);
    places
}

fn place(hit: &Hit, bounded: bool, dossier: &Dossier) -> Option<cite::Place> {
    let clipping = dossier.clippings.get(hit.held.clipping as usize)?;
    let placed = clipping.story.paragraphs.get(hit.held.paragraph as usize)?;
    let spot = &hit.held.spot;
    let span = placed.at(if bounded { &spot.whole } else { &spot.span });
    Some(cite::Place {
        clipping: hit.held.clipping as usize,
        wording: clipping.report.text.get(span.clone())?.to_owned(),
        span,
    })
}

/// How much two wordings have in common beside their numbers: what stands before, what stands after.
fn kinship(draft: &str, wording: &str) -> u8 {
    let (Some(ours), Some(theirs)) = (Numeral::of(draft), Numeral::of(wording)) else {
        return 0;
    };
    let same = |a: Option<&str>, b: Option<&str>| u8::from(a == b);
    same(draft.get(..ours.start), wording.get(..theirs.start))
        + same(draft.get(ours.end..), wording.get(theirs.end..))
        + u8::from(ours.spelled == theirs.spelled)
}

#[cfg(test)]
mod tests {
    use super::kinship;

    #[test]
    fn the_nearest_wording_is_the_draft_s_own_style() {
        assert!(kinship("52 years", "25 years") > kinship("52 years", "25-year"));
        assert!(kinship("4 per cent", "3 per cent") > kinship("4 per cent", "3%"));
        assert!(kinship("four", "Nine") > kinship("four", "9"));
    }
}
