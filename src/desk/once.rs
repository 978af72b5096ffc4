//! One check of a whole text, from the archive to the findings.

use crate::archive::{Archive, Error};
use crate::check::{self, Finding, Memo, Verdict};
use crate::dossier::{Clippings, Dossier};
use crate::story::Story;

/// What reports say of a story.
pub struct Checked {
    pub dossier: Dossier,
    pub findings: Vec<Finding>,
    /// Belongs to `dossier`: a later check of nearly the same story against it costs little.
    pub memo: Memo,
}

/// Gathers the reports that bear on a story and checks it. Claims that find nothing in them are looked up across the
/// whole archive by their own words.
pub fn check_once(story: &Story, archive: &dyn Archive, clippings: &Clippings) -> Result<Checked, Error> {
    let first = against(story, Dossier::gather(archive, story, clippings)?);
    let lost: Vec<&str> = first
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Unattested)
        .map(|finding| finding.text.as_str())
        .collect();
    Ok(match first.dossier.grown(archive, &lost, clippings)? {
        Some(grown) => against(story, grown),
        None => first,
    })
}

fn against(story: &Story, dossier: Dossier) -> Checked {
    let mut memo = Memo::default();
    let findings = check::check(story, &dossier, &mut memo);
    Checked {
        dossier,
        findings,
        memo,
    }
}
