//! Which report is believed where two give a quotation otherwise: a transcript before a report, a report's newest
//! version before its older ones.

use super::claim::{Relation, Spoken};
use super::passages::Passages;
use super::seek::Hit;
use super::slot::wording;
use crate::dossier::Dossier;

/// Takes away the places whose words another one corrects, and puts transcripts first among the same words.
pub fn outrank(spoken: &mut Vec<Spoken>, dossier: &Dossier, passages: &Passages) {
    let transcript = |hit: &Hit| dossier.clippings[hit.at.clipping as usize].story.transcript;
    let newer = |a: &Hit, b: &Hit| {
        let (a, b) = (a.at.clipping as usize, b.at.clipping as usize);
        a != b && dossier.newest[b] == a
    };
    let words = |hit: &Hit| wording(&passages.stream(hit.at).tokens[hit.tokens.clone()]);
    let corrects = |by: &Spoken, place: &Spoken| {
        let (a, b) = (by.hit, place.hit);
        let record = transcript(a) && !transcript(b) && by.timely && by.relation == Relation::Same;
        (record || newer(a, b)) && by.is_itself() && !(a.is_exact() && b.is_exact()) && words(a) != words(b)
    };
    let corrected: Vec<bool> = spoken
        .iter()
        .map(|place| spoken.iter().any(|by| corrects(by, place)))
        .collect();
    let mut corrected = corrected.into_iter();
    spoken.retain(|_| corrected.next() != Some(true));
    spoken.sort_by_key(|s| !(s.hit.is_exact() && transcript(s.hit)));
}
