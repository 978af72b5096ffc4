//! Reports give another value for the same thing, and none gives the draft's.

use super::case::{self, Case, Judgement, Scene};
use super::compare::Relation;
use super::hit::Hit;
use super::plain;
use super::slip::Slip;
use super::workings::workings;
use crate::check::{Severity, Verdict};
use crate::story::figure::Kind;

/// How much liker it must be than a place that has the draft's value.
const OUTWEIGHS: f32 = 2.0;
/// The same where only reports of another occasion have the value.
const OUTWEIGHS_OLD: f32 = 1.2;
/// Against a sure slip in a much liker place even a telling value may be another thing's.
const OUTWEIGHS_TELLING: f32 = 5.0;
/// The same against no slip or a weak one.
const OUTWEIGHS_TELLING_UNSURE: f32 = 20.0;
/// The same for a day in a sentence that shares no other figure: a story has many days.
const OUTWEIGHS_DATE: f32 = 3.0;

/// How strong a slip must be to tell more than that a sum fits.
const TELLING: f32 = 0.7;

pub fn judge<'a>(case: &Case<'a>, scene: &Scene<'a>) -> Option<Judgement<'a>> {
    let is_plain = |hit: &Hit| scene.setting.folder || plain::is_plain(case, hit);
    if let Some(hit) = case.swapped.filter(is_plain) {
        return Some(judgement(vec![hit], "exchanged with another figure of the draft"));
    }
    if case::is_loose(case.spot) {
        return None;
    }
    let gainsays = |hit: &&Hit| {
        hit.current
            && case.excess(hit) > 0.0
            && !is_difference(case, hit)
            && !is_borne_out_against(case, hit)
            && is_plain(hit)
    };
    let mut hits: Vec<Hit> = case.deniers().filter(gainsays).copied().collect();
    hits.sort_by(|a, b| case.excess(b).total_cmp(&case.excess(a)));
    let best = *hits.first()?;
    if is_worked_out(case, scene, &best) {
        return None;
    }
    Some(match best.relation {
        Relation::Slip(slip) => Judgement {
            severity: if matches!(slip, Slip::Tenfold | Slip::Scale) {
                Severity::Error
            } else {
                Severity::Warning
            },
            ..judgement(hits, slip.words())
        },
        _ => judgement(hits, "another value"),
    })
}

/// "31 cottages" of 15 here and 16 there: neither gainsays their sum. Exchanged digits or millions for billions are no
/// sum of anything.
fn is_worked_out(case: &Case, scene: &Scene, denier: &Hit) -> bool {
    let telling = matches!(denier.relation, Relation::Slip(slip) if slip.strength(case.digits()) >= TELLING);
    let parts = || workings(case.spot, scene.evidence, scene.setting);
    !telling && case.digits() > 1 && parts().is_some_and(|parts| parts.explain(case.spot, denier.held))
}

/// "50 more than the limit": a limit of 550 does not gainsay it.
fn is_difference(case: &Case, denier: &Hit) -> bool {
    case.spot.difference && !denier.held.spot.difference && denier.shared == 0
}

/// Whether reports that give the draft's value weigh more than one that gives another.
fn is_borne_out_against(case: &Case, denier: &Hit) -> bool {
    // A changed bound is a problem already: it has to be the likelier one.
    let shifted = case.shifters().any(|hit| hit.likeness >= denier.likeness);
    shifted
        || case.supporters().any(|hit| {
            if !hit.current {
                return hit.likeness * OUTWEIGHS_OLD >= denier.likeness;
            }
            let later = hit.day > denier.day && case.spot.stated.kind == Kind::Count;
            let sure = matches!(denier.relation, Relation::Slip(slip) if slip.strength(case.digits()) == 1.0);
            let outweighs = match (case.is_telling(), case.spot.stated.kind) {
                (true, _) if sure => OUTWEIGHS_TELLING,
                (true, _) => OUTWEIGHS_TELLING_UNSURE,
                (false, Kind::Date) if denier.shared == 0 => OUTWEIGHS_DATE,
                _ => OUTWEIGHS,
            };
            later || hit.likeness * outweighs >= denier.likeness
        })
}

fn judgement<'a>(hits: Vec<Hit<'a>>, note: &str) -> Judgement<'a> {
    let best = hits.first().map_or(0.0, |hit| hit.likeness);
    Judgement {
        verdict: Verdict::Conflict,
        severity: Severity::Warning,
        confidence: (0.5 + best).min(0.95),
        hits,
        note: note.to_owned(),
    }
}
