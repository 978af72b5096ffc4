//! No report gives a figure for this. That is not wrong: the archive does not know it, or the draft has worked it out.

use super::case::{Case, Judgement, Scene};
use super::workings::workings;
use crate::check::{Severity, Verdict};

pub fn judge<'a>(case: &Case<'a>, scene: &Scene<'a>) -> Option<Judgement<'a>> {
    // Among the figures of a large archive two make any third.
    let few = scene.setting.folder;
    let workings = few
        .then(|| workings(case.spot, scene.evidence, scene.setting))
        .flatten();
    let (hits, note) = workings.map_or((Vec::new(), "no report gives this figure"), |w| (w.hits, w.how));
    Some(Judgement {
        verdict: Verdict::Unattested,
        severity: Severity::Hint,
        confidence: 0.5,
        hits,
        note: note.to_owned(),
    })
}
