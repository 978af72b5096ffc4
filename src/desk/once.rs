//! One check of a whole text, from the archive to the findings.

use std::ops::Range;
use std::path::Path;

use crate::archive::{Archive, Error};
use crate::check::{self, Finding, Memo};
use crate::dossier::{Clippings, Dossier, Lost};
use crate::story::Story;

/// What reports say of a story.
pub struct Checked {
    pub dossier: Dossier,
    pub findings: Vec<Finding>,
    /// Belongs to `dossier`: a later check of nearly the same story against it costs little.
    pub memo: Memo,
}

impl Checked {
    /// Holds on to what a draft had before, of an archive that answered in part. The findings are those of what answered.
    pub fn keep(&mut self, held: Option<&Dossier>) {
        self.dossier = self.dossier.partial(held);
        self.memo = self.memo.afresh();
    }
}

/// Gathers the reports that bear on a story and checks it. Claims that find nothing in them are looked up across the
/// whole archive by the words of their sentences.
///
/// `own` is the draft's file, which bears no witness to itself; `memo` may be of another dossier.
pub fn check_once(
    story: &Story,
    archive: &dyn Archive,
    clippings: &Clippings,
    own: Option<&Path>,
    memo: &Memo,
) -> Result<Checked, Error> {
    let first = against(
        story,
        Dossier::gather(archive, story, clippings, own)?,
        memo.afresh(),
    );
    let lost = first.findings.iter().filter(|finding| finding.is_lost());
    let mut lost: Vec<Lost> = lost
        .filter_map(|finding| {
            Some(Lost {
                text: &finding.text,
                sentence: sentence(story, &finding.span)?,
            })
        })
        .collect();
    lost.dedup_by_key(|claim| claim.text);
    if lost.is_empty() {
        return Ok(first);
    }
    let grown = first.dossier.grown(archive, &lost, clippings)?;
    // Even where no report came with it: a finding says whether the whole archive was searched.
    let memo = first.memo.afresh();
    Ok(against(story, grown, memo))
}

/// The sentence in which a claim begins.
fn sentence<'a>(story: &'a Story, span: &Range<usize>) -> Option<&'a str> {
    let at = story
        .paragraphs
        .partition_point(|placed| placed.start <= span.start);
    let placed = &story.paragraphs[at.checked_sub(1)?];
    let start = span.start - placed.start;
    let sentence = placed.paragraph.sentence_around(&(start..start + 1));
    placed.paragraph.text.get(sentence)
}

fn against(story: &Story, dossier: Dossier, mut memo: Memo) -> Checked {
    let findings = check::check(story, &dossier, &mut memo);
    Checked {
        dossier,
        findings,
        memo,
    }
}
