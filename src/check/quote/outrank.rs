//! Which report is believed where two give a quotation otherwise: a transcript before a report, a report's newest
//! version before its older ones.

use rustc_hash::FxHashSet;

use super::claim::Spoken;
use super::passages::Passages;
use super::relation::Relation;
use super::seek::Hit;
use super::slot::wording;
use crate::dossier::Dossier;

/// Takes away the places whose words another one corrects, and puts transcripts first among the same words.
pub fn outrank(spoken: &mut Vec<Spoken>, dossier: &Dossier, passages: &Passages) {
    let clipping = |hit: &Hit| hit.at.clipping as usize;
    let newest = |hit: &Hit| dossier.newest[clipping(hit)];
    let transcript = |hit: &Hit| dossier.clippings[clipping(hit)].story.transcript;
    let superseding: FxHashSet<usize> = spoken
        .iter()
        .filter(|s| newest(s.hit) != clipping(s.hit))
        .map(|s| newest(s.hit))
        .collect();
    // Few reports correct others: an archive's many copies of a quotation are not held each against each.
    let may = |s: &&Spoken| transcript(s.hit) || superseding.contains(&clipping(s.hit));
    let correcting: Vec<Spoken> = spoken
        .iter()
        .filter(may)
        .filter(|s| s.is_itself())
        .copied()
        .collect();
    let words = |hit: &Hit| wording(&passages.stream(hit.at).tokens[hit.tokens.clone()]);
    let corrects = |by: &Spoken, place: &Spoken| {
        let (a, b) = (by.hit, place.hit);
        let newer = clipping(a) != clipping(b) && newest(b) == clipping(a);
        let record = transcript(a) && !transcript(b) && by.timely && by.relation == Relation::Same;
        (record || newer) && !(a.is_exact() && b.is_exact()) && words(a) != words(b)
    };
    spoken.retain(|place| !correcting.iter().any(|by| corrects(by, place)));
    spoken.sort_by_key(|s| !(s.hit.is_exact() && transcript(s.hit)));
}
