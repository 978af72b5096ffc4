//! quote/unattested: no report has it, or anything in its place. It is not thereby wrong: the message says what was
//! looked through and which passage comes near.

use std::ops::Range;

use super::claim::Claim;
use super::judgement::{Judgement, cited};
use super::passages::At;
use super::seek::Hit;
use crate::check::{Verdict, cite};

/// The share of its words, and how many words of matter, that a passage must have to come near.
const NEAR: f32 = 0.5;
const MATTER: usize = 2;

pub fn judge(claim: &Claim) -> Judgement {
    let dossier = claim.dossier;
    let (held, all) = (
        cite::grouped(dossier.clippings.len()),
        cite::grouped(dossier.archive_size),
    );
    let mut message = if dossier.archive_size == 1 {
        "The one report there is does not quote these words".to_owned()
    } else if dossier.archive_size == dossier.clippings.len() {
        format!("No report of {all} quotes these words")
    } else if dossier.was_sought(&claim.text) {
        format!("No report of {held} in the dossier, nothing in {all}, quotes these words")
    } else {
        format!("No report of {held} in the dossier quotes these words")
    };
    let near = claim.attested(nearest(claim));
    if let Some(near) = near.first() {
        message.push_str(&format!("; the nearest is {}", cited(near)));
    }
    Judgement::quiet(Verdict::Unattested, message, near)
}

/// The passage that has most of the words, whether quoted or told; else what the speaker said that comes nearest in
/// meaning.
fn nearest(claim: &Claim) -> Option<(At, Range<usize>)> {
    let near = |hit: &&Hit| hit.coverage >= NEAR && hit.matter >= MATTER;
    let spoken = claim.spoken.iter().map(|s| s.hit);
    let hits = spoken.chain(claim.told.iter().copied()).filter(near);
    let by_words = hits.reduce(|best, hit| if hit.coverage > best.coverage { hit } else { best });
    let by_sense = || claim.nearest.map(|place| (place.at, place.tokens.clone()));
    by_words.map(|hit| (hit.at, hit.tokens.clone())).or_else(by_sense)
}
