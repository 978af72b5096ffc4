//! quote/unattested: no report has it, or anything in its place. It is not thereby wrong.

use super::claim::Claim;
use super::judgement::Judgement;
use crate::check::Verdict;

pub fn judge(claim: &Claim) -> Option<Judgement> {
    Some(nothing(claim))
}

pub fn nothing(claim: &Claim) -> Judgement {
    let (held, all) = (claim.dossier.clippings.len(), claim.dossier.archive_size);
    let message = format!("No report has these words: {held} of {all} looked through");
    Judgement::quiet(Verdict::Unattested, message, Vec::new())
}
