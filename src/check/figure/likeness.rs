//! How far two figures speak of the same thing.

use std::cmp::Ordering;

use super::owner::Owner;
use super::spot::Spot;
use crate::story::figure::Kind;

/// What agreement on what is counted, or on what befell them, adds; what disagreement leaves.
const SAME_HEAD: f32 = 0.15;
const OTHER_HEAD: f32 = 0.5;
/// What is left where both sentences have names and none in common.
const OTHER_NAMES: f32 = 0.85;

impl Spot {
    /// Whether all that [likeness](Spot::likeness) goes by is the same.
    pub fn is_alike(&self, other: &Spot) -> bool {
        self.stated.kind == other.stated.kind
            && (self.head, self.fate, self.owner) == (other.head, other.fate, other.owner)
            && self.words == other.words
            && self.names == other.names
    }

    /// What the words weigh that two sentences share, each by where it is the farther from its figure.
    pub fn kin(&self, other: &Spot) -> f32 {
        shared(&self.words, &other.words, f32::min)
    }

    /// How far the words around two figures, and what they count, say that they speak of the same thing.
    pub fn likeness(&self, other: &Spot) -> f32 {
        let words = shared(&self.words, &other.words, |a, b| a * b);
        self.cue().likeness(&other.cue(), words, self.shares_name(other))
    }

    pub fn cue(&self) -> Cue {
        Cue {
            norm: self.norm,
            is_age: self.stated.kind == Kind::Age,
            is_named: !self.names.is_empty(),
            head: self.head,
            fate: self.fate,
            owner: self.owner,
        }
    }
}

/// What [likeness](Spot::likeness) goes by beside the words and names that two figures share: so little that those of a
/// whole dossier are gone through at a key.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    norm: f32,
    is_age: bool,
    is_named: bool,
    head: Option<u64>,
    fate: Option<u64>,
    owner: Option<Owner>,
}

impl Cue {
    /// The likeness of two figures; `shared` is what the words that both have weigh together.
    pub fn likeness(&self, other: &Cue, shared: f32, share_name: bool) -> f32 {
        let words = if self.norm > 0.0 && other.norm > 0.0 {
            shared / (self.norm * other.norm)
        } else {
            0.0
        };
        if self.is_age {
            return match (self.owner, other.owner) {
                (Some(a), Some(b)) if a.may_be(&b) => 1.0,
                (Some(a), Some(b)) if a.certain && b.certain => 0.0,
                _ => words * 0.7,
            };
        }
        let agreement = |a: Option<u64>, b: Option<u64>| Some(a? == b?);
        let words = match agreement(self.head, other.head) {
            Some(true) => words + SAME_HEAD,
            Some(false) => words * OTHER_HEAD,
            None => words,
        };
        let words = if !self.is_named || !other.is_named || share_name {
            words
        } else {
            words * OTHER_NAMES
        };
        match agreement(self.fate, other.fate) {
            Some(true) => words + SAME_HEAD,
            Some(false) => words * OTHER_HEAD,
            None => words,
        }
        .min(1.0)
    }
}

fn shared(a: &[(u64, f32)], b: &[(u64, f32)], both: impl Fn(f32, f32) -> f32) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                sum += both(a[i].1, b[j].1);
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
