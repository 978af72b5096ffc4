//! quote/attested: the same words stand between marks in a report, said by the same speaker.

use super::claim::Claim;
use super::denied;
use super::judgement::{Judgement, cited};
use super::relation::Relation;
use super::truncated::condition;
use crate::check::Verdict;

/// From this share of its words on, what the speaker said now stands before the same words of long ago.
const RECAST: f32 = 0.6;

pub fn judge(claim: &Claim) -> Option<Judgement> {
    let exact = || {
        claim
            .spoken
            .iter()
            .filter(|s| s.hit.is_exact() && s.relation != Relation::Other)
            .filter(|s| condition(claim, s.hit).is_none())
    };
    exact().next()?;
    if denied::denial(claim).is_some() {
        return None;
    }
    let recast = |s: &&super::claim::Spoken| {
        s.timely && s.relation != Relation::Other && !s.hit.is_exact() && s.hit.coverage >= RECAST
    };
    if !exact().any(|s| s.timely) && claim.spoken.iter().any(|s| recast(&s)) {
        return None;
    }
    let attested = claim.attested(exact().map(|s| (s.hit.at, s.hit.tokens.clone())));
    let message = attested
        .first()
        .map(|a| format!("Attested: {}", cited(a)))
        .unwrap_or_default();
    let changes = exact()
        .map(|s| s.hit.changes())
        .min_by_key(Vec::len)
        .unwrap_or_default();
    Some(Judgement {
        changes,
        ..Judgement::quiet(Verdict::Attested, message, attested)
    })
}
