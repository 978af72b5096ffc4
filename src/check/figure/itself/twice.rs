//! One thing figured twice in a story, two digits exchanged: "a $63 million loss" and, paragraphs below, "the loss of
//! $36 million". In one paragraph two such values are rather told beside each other.

use super::told::Told;
use super::{Discord, Draft};
use crate::check::figure::compare::{self, Relation};
use crate::check::figure::sense;
use crate::check::figure::slip::Slip;
use crate::story::figure::{Bound, Kind};

/// Senses that two sentences share if they tell the same, and which share of the shorter one's that must be.
const SHARED: usize = 4;
const ALIKE: f32 = 0.4;
/// Of fewer digits one number is easily another read backwards.
const DIGITS: usize = 3;

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    let told: Vec<Told> = Told::all(draft, &draft.story.paragraphs)
        .into_iter()
        .filter(is_telling)
        .collect();
    for (at, first) in told.iter().enumerate() {
        let behind = told.get(at + 1..).unwrap_or_default();
        for second in behind.iter().filter(|second| is_exchanged(first, second)) {
            if is_one_thing(first, second) && !told.iter().any(|other| is_beside(first, second, other)) {
                found.push(Discord {
                    span: second.placed.at(&second.figure.span),
                    elsewhere: Some(first.placed.at(&first.figure.span)),
                    note: format!("the draft also has “{}”", first.text()),
                    fixes: Vec::new(),
                    absolute: false,
                });
            }
        }
    }
}

/// An exact amount of which an exchange of digits makes another one that is no chance.
fn is_telling(told: &Told) -> bool {
    let least = match told.stated.kind {
        Kind::Money(_) => DIGITS - 1,
        Kind::Percentage | Kind::Measure(_) | Kind::Count => DIGITS,
        _ => return false,
    };
    told.digits() >= least && told.stated.bound == Bound::Exact && told.amount().is_some()
}

fn is_exchanged(first: &Told, second: &Told) -> bool {
    first.stated.kind == second.stated.kind
        && first.placed.start != second.placed.start
        && compare::compare(&first.stated, &second.stated) == Some(Relation::Slip(Slip::Swapped))
}

/// Whether two sentences tell the same, of the same things, gone the same way.
fn is_one_thing(first: &Told, second: &Told) -> bool {
    let (a, b) = (first.figure, second.figure);
    let counted = first.stated.kind != Kind::Count || a.head.is_some() && a.head == b.head;
    let [ours, theirs] = [first, second].map(senses);
    let shared = ours.iter().filter(|key| theirs.contains(key)).count();
    let least = ours.len().min(theirs.len()).max(1);
    counted && a.change == b.change && shared >= SHARED && shared as f32 >= least as f32 * ALIKE
}

/// Whether one of the two stands beside the other's value elsewhere: both are known then.
fn is_beside(first: &Told, second: &Told, other: &Told) -> bool {
    let near =
        |told: &Told, value: &Told| told.sentence == other.sentence && other.amount() == value.amount();
    near(first, second) || near(second, first)
}

fn senses(told: &Told) -> Vec<u64> {
    let sentence = told.placed.paragraph.sentence_around(&told.figure.span);
    let words = told.placed.paragraph.words_in(&sentence);
    let mut senses: Vec<u64> = words.iter().filter_map(sense::of).collect();
    senses.sort_unstable();
    senses.dedup();
    senses
}
