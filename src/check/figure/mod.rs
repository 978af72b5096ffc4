//! Verdicts on figures: one file a verdict.
//!
//! A figure becomes a [`spot`]: its value and the words around it. The dossier's spots are the [`evidence`]; those
//! that speak of the same thing are hits, and [`compare`] says how their values differ. A [`case`] puts the hits in
//! order; the first verdict in [`VERDICTS`] that holds is given.

pub mod case;
pub mod compare;
pub mod evidence;
pub mod fix;
pub mod numeral;
pub mod sense;
pub mod slip;
pub mod spot;
pub mod swap;
pub mod when;
pub mod wording;

pub mod attested;
pub mod conflict;
pub mod contested;
pub mod ignore;
pub mod inconsistent;
pub mod shifted;
pub mod unattested;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::case::{Case, Judgement, Scene};
use self::evidence::{Evidence, Setting};
use super::{ClaimKind, Finding, cite};
use crate::dossier::Dossier;
use crate::story::paragraph::Paragraph;
use crate::story::{Placed, Story};

/// In this order: a later one holds only where no earlier one does.
const VERDICTS: [Judge; 7] = [
    ignore::judge,
    inconsistent::judge,
    conflict::judge,
    contested::judge,
    shifted::judge,
    attested::judge,
    unattested::judge,
];

type Judge = for<'a> fn(&Case<'a>, &Scene<'a>) -> Option<Judgement<'a>>;

/// See [`super::Memo`].
#[derive(Debug, Default)]
pub struct Memo {
    evidence: Option<Arc<Evidence>>,
    setting: Setting,
    judged: FxHashMap<Key, Judged>,
}

/// A paragraph and the one before it, by their places in memory.
type Key = (usize, usize);

/// Keeps its paragraphs alive, so that no other can take their places in memory.
#[derive(Debug)]
struct Judged {
    _paragraphs: (Arc<Paragraph>, Option<Arc<Paragraph>>),
    /// Their spans count from the paragraph's start.
    findings: Vec<Finding>,
}

pub fn check(story: &Story, dossier: &Dossier, memo: &mut Memo) -> Vec<Finding> {
    let evidence = Arc::clone(
        memo.evidence
            .get_or_insert_with(|| Arc::new(Evidence::of(dossier))),
    );
    let setting = evidence.setting(story);
    if setting != memo.setting {
        memo.judged.clear();
        memo.setting = setting;
    }
    let mut judged = FxHashMap::default();
    let mut findings = Vec::new();
    let mut before: Option<&Placed> = None;
    for placed in &story.paragraphs {
        let key = key(&placed.paragraph, before);
        let known = memo.judged.remove(&key).or_else(|| judged.remove(&key));
        let entry = known.unwrap_or_else(|| Judged {
            _paragraphs: (
                Arc::clone(&placed.paragraph),
                before.map(|placed| Arc::clone(&placed.paragraph)),
            ),
            findings: judge(&placed.paragraph, before, dossier, &evidence, &memo.setting),
        });
        findings.extend(entry.findings.iter().map(|finding| place(finding, placed.start)));
        judged.insert(key, entry);
        before = Some(placed);
    }
    memo.judged = judged;
    findings
}

fn key(paragraph: &Arc<Paragraph>, before: Option<&Placed>) -> Key {
    let at = |paragraph: &Arc<Paragraph>| Arc::as_ptr(paragraph) as usize;
    (at(paragraph), before.map_or(0, |placed| at(&placed.paragraph)))
}

fn place(finding: &Finding, start: usize) -> Finding {
    let mut placed = finding.clone();
    placed.span = start + placed.span.start..start + placed.span.end;
    for fix in &mut placed.fixes {
        fix.span = start + fix.span.start..start + fix.span.end;
    }
    placed
}

fn judge(
    paragraph: &Paragraph,
    before: Option<&Placed>,
    dossier: &Dossier,
    evidence: &Evidence,
    setting: &Setting,
) -> Vec<Finding> {
    let scene = Scene::of(
        paragraph,
        before.map(|placed| &*placed.paragraph),
        evidence,
        setting,
    );
    let verdict = |case| VERDICTS.iter().find_map(|verdict| verdict(case, &scene));
    scene
        .cases
        .iter()
        .filter_map(|case| Some(finding(paragraph, case, verdict(case)?, dossier)))
        .collect()
}

fn finding(paragraph: &Paragraph, case: &Case, judgement: Judgement, dossier: &Dossier) -> Finding {
    let span = case.spot.span.clone();
    let text = paragraph.text.get(span.clone()).unwrap_or_default();
    let attested = cite::attested(dossier, &wording::places(&judgement, case, text, dossier));
    let message = match attested.first() {
        Some(best) if judgement.verdict.is_problem() => {
            format!("“{}” in {}: {}", best.wording, cite::credit(best), judgement.note)
        }
        Some(best) => format!("“{}” in {}", best.wording, cite::credit(best)),
        None => judgement.note.clone(),
    };
    Finding {
        kind: ClaimKind::Figure,
        text: text.to_owned(),
        speaker: None,
        verdict: judgement.verdict,
        severity: judgement.severity,
        message,
        confidence: judgement.confidence,
        fixes: fix::fixes(paragraph, &case.spot, judgement.verdict, &attested),
        attested,
        span,
    }
}
