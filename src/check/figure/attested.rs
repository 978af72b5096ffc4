//! A report gives the same value for the same thing: written another way, rounded, in another unit.

use super::amount;
use super::case::{Case, Judgement, Scene};
use super::compare::Relation;
use super::hit::Hit;
use crate::check::{Severity, Verdict};

/// How like a place must be for its value to be the draft's before it was rounded.
const ROUNDED: f32 = 0.08;

/// A number from here on is rare, even a round one.
const LARGE: f64 = 1e3;

pub fn judge<'a>(case: &Case<'a>, scene: &Scene<'a>) -> Option<Judgement<'a>> {
    let mut hits: Vec<_> = case.supporters().copied().collect();
    // In reports put together for the story such a value hardly comes twice by chance, and nothing gainsays it.
    let rare = case.digits() > 2 || case.spot.stated.amount().is_some_and(|amount| amount >= LARGE);
    if hits.is_empty() && rare && scene.setting.folder {
        hits.extend(case.witnesses.iter().filter(|hit| is_faint(hit)).copied());
    }
    let best = hits.first()?;
    Some(Judgement {
        verdict: Verdict::Attested,
        severity: Severity::Silent,
        confidence: (0.6 + best.likeness).min(0.99),
        note: how(case, best).to_owned(),
        hits,
    })
}

fn is_faint(hit: &Hit) -> bool {
    match hit.relation {
        Relation::Same => true,
        Relation::Rounded => hit.likeness >= ROUNDED,
        _ => false,
    }
}

/// What the draft made of the report's figure; nothing where it only wrote it another way.
fn how(case: &Case, best: &Hit) -> &'static str {
    let (ours, theirs) = (&case.spot.stated, &best.held.spot.stated);
    let converted = || {
        let amounts = ours.amount().zip(theirs.amount());
        amounts.is_some_and(|(a, b)| amount::converts(ours, theirs, a, b))
    };
    match best.relation {
        Relation::Rounded => "rounded",
        _ if converted() => "in another unit",
        _ => "",
    }
}
