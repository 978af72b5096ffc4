//! Which reports a draft was written from. Only there does a quotation that no report has in its words stand in
//! another's place: a reporter who was there has quotations of their own.

use rustc_hash::FxHashSet;

use super::claim::Claim;
use super::is_found;
use super::passages::{At, Passages};
use super::relation::Relation;
use super::slot::{self, Candidate, Slot};
use super::token::Token;
use crate::dossier::{Dossier, FOLDER};
use crate::story::Story;
use crate::story::quote::Kind;

/// The share of a draft's quotations that reports have, from which on it may have been written from them.
const QUOTED: f32 = 0.2;
/// The share of them, of those whose speaker is known, that reports have or whose speaker they quote: a draft with
/// voices of its own was written from more than reports.
const VOICED: f32 = 0.8;
/// The share, by rarity, of a draft's words that one report has, from which on it was written from that one: when some
/// of its quotations are found, and when none is.
const WORDED: f32 = 0.38;
const COPIED: f32 = 0.5;
/// What must speak for a place for it to be shown: odds of some hundreds to one; and for it to be warned of.
const BORNE_OUT: f32 = 6.0;
const SURE: f32 = 45.0;
/// A quotation of more words shares some of them with any other.
const LONG: usize = 12;
/// The logarithm of how much longer one of the two may be.
const LENGTHS: f32 = 0.5;

/// Whether the archive was put together for the story: a few reports, half of which quote whom the draft quotes.
pub fn is_folder(story: &Story, dossier: &Dossier, passages: &Passages) -> bool {
    if dossier.archive_size > FOLDER {
        return false;
    }
    let ours = families(story);
    let quotes_ours = |theirs: &&FxHashSet<u64>| !theirs.is_disjoint(&ours);
    passages.families.iter().filter(quotes_ours).count() * 2 >= dossier.archive_size
}

/// Whom a story quotes: the keys of their family names.
pub fn families(story: &Story) -> FxHashSet<u64> {
    let speech = story.quotes.iter().filter(|q| q.kind == Kind::Speech);
    speech
        .filter_map(|q| q.speaker.as_ref()?.keys.last().copied())
        .collect()
}

/// For each clipping whether the draft was written from it; `shares` says how much of its words each has.
pub fn sources(claims: &[Claim], passages: &Passages, shares: impl FnOnce() -> Vec<f32>) -> Vec<bool> {
    let clippings = passages.streams.len();
    if claims.first().is_some_and(|c| c.folder) {
        return vec![true; clippings];
    }
    let speech = || claims.iter().filter(|c| c.quote.kind == Kind::Speech);
    let found = speech().filter(|c| is_found(c)).count();
    let voiced = speech().filter(|c| is_found(c) || is_voiced(c)).count();
    let known = speech().filter(|c| is_found(c) || c.quote.speaker.is_some());
    if (voiced as f32) < VOICED * known.count() as f32 {
        return vec![false; clippings];
    }
    let quoted: FxHashSet<u32> = claims
        .iter()
        .flat_map(|c| &c.spoken)
        .filter(|s| s.is_itself())
        .map(|s| s.hit.at.clipping)
        .collect();
    let some = found as f32 >= QUOTED * speech().count() as f32;
    let least = if some { WORDED } else { COPIED };
    (0..clippings as u32)
        .zip(shares())
        .map(|(clipping, share)| share >= least || some && quoted.contains(&clipping))
        .collect()
}

/// Whether reports quote its speaker.
fn is_voiced(claim: &Claim) -> bool {
    let speaker = claim.quote.speaker.as_ref();
    speaker.is_some_and(|s| claim.passages.voices(s) > 0)
}

/// Whether a place is like enough to a quotation to be shown in its stead.
pub fn is_borne_out(claim: &Claim, place: &Slot) -> bool {
    claim.folder || evidence(claim, &place.best) >= BORNE_OUT
}

/// Whether it is so like it, and what the draft tells around it, that it can hardly be another of the speaker's.
/// Reports that were put together for the story have no others to speak of.
pub fn is_sure(claim: &Claim, place: &Slot) -> bool {
    claim.folder || evidence(claim, &place.best) >= SURE
}

/// What speaks for a place, in nats, beyond the choice between all that the speaker is quoted with.
fn evidence(claim: &Claim, place: &Candidate) -> f32 {
    let Some(speaker) = claim.quote.speaker.as_ref() else {
        return 0.0;
    };
    let stream = claim.passages.stream(place.at);
    let spoken = &stream.tokens[place.tokens.clone()];
    let lengths = (claim.tokens.len() as f32 / spoken.len() as f32).ln().abs();
    if place.relation != Relation::Same || lengths > LENGTHS {
        return 0.0;
    }
    let around = slot::told_around(claim.story, claim.quote);
    let around = around.iter().filter(|t| !speaker.keys.contains(&t.key));
    let long = (LONG as f32 / claim.tokens.len() as f32).min(1.0);
    let own = claim.passages.shared(claim.tokens, spoken) * long;
    let told = claim.passages.shared(around, told_at(claim, place));
    let choice = (claim.passages.voices(speaker) as f32).max(1.0).ln();
    own + told - choice
}

/// What the paragraph of a place tells around it.
fn told_at<'a>(claim: &Claim<'a>, place: &Candidate) -> &'a [Token] {
    let At { clipping, .. } = place.at;
    let paragraph = claim.clipping(place.at).story.quotes[place.quotes.start].paragraph;
    let told = claim.passages.stream(At { clipping, told: true });
    let from = told.units.partition_point(|u| u.of < paragraph);
    let to = told.units.partition_point(|u| u.of <= paragraph);
    match &told.units[from..to] {
        [] => &[],
        units => &told.tokens[units[0].tokens.start..units[units.len() - 1].tokens.end],
    }
}
