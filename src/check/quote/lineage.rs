//! Which reports a draft was written from. Only there does a quotation that no report has in its words stand in
//! another's place: a reporter who was there has quotations of their own.

use rustc_hash::{FxHashMap, FxHashSet};

use super::claim::Claim;
use super::is_found;
use super::passages::Passages;
use super::token::{self, Class};
use crate::dossier::Dossier;
use crate::story::Story;
use crate::story::quote::Kind;

/// The share of a draft's quotations that reports have, from which on it was written from reports.
const QUOTED: f32 = 0.4;
/// An archive of so few reports was put together for the story.
pub const FOLDER: usize = 40;
/// The share, by rarity, of a draft's words that one report has, from which on it was written from that one: when that
/// report has one of its quotations, too, and when it has none.
const WORDED: f32 = 0.38;
const COPIED: f32 = 0.5;

/// For each clipping whether the draft was written from it.
pub fn sources(story: &Story, claims: &[Claim], dossier: &Dossier, passages: &Passages) -> Vec<bool> {
    let clippings = passages.streams.len();
    if dossier.archive_size <= FOLDER {
        return vec![true; clippings];
    }
    let quoted: FxHashSet<u32> = claims
        .iter()
        .flat_map(|c| &c.spoken)
        .filter(|s| s.is_itself())
        .map(|s| s.hit.at.clipping)
        .collect();
    let speech = || claims.iter().filter(|c| c.quote.kind == Kind::Speech);
    let found = speech().filter(|c| is_found(c)).count();
    if found as f32 >= QUOTED * speech().count() as f32 {
        return (0..clippings as u32)
            .map(|clipping| quoted.contains(&clipping))
            .collect();
    }
    let least = |clipping| {
        if quoted.contains(&clipping) {
            WORDED
        } else {
            COPIED
        }
    };
    let shares = (0..clippings as u32).zip(shares(story, passages));
    shares.map(|(clipping, share)| share >= least(clipping)).collect()
}

/// For each clipping the share of the draft's words of matter, by rarity, that it has.
fn shares(story: &Story, passages: &Passages) -> Vec<f32> {
    let mut worth: FxHashMap<u64, f32> = FxHashMap::default();
    let mut tokens = Vec::new();
    for placed in &story.paragraphs {
        for word in &placed.paragraph.words {
            tokens.clear();
            token::push(&placed.paragraph.text, placed.start, word, &mut tokens);
            for token in tokens.iter().filter(|t| t.class >= Class::Number) {
                worth
                    .entry(token.lemma)
                    .or_insert_with(|| passages.rarity(token.lemma));
            }
        }
    }
    let mut shares = vec![0.0; passages.streams.len()];
    let whole: f32 = worth.values().sum();
    for (lemma, worth) in worth {
        let mut before = None;
        for (at, _) in passages.postings(lemma) {
            if before != Some(at.clipping) {
                before = Some(at.clipping);
                shares[at.clipping as usize] += worth / whole;
            }
        }
    }
    shares
}
