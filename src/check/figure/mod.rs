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
use self::evidence::{Evidence, LookedUp, Setting};
use super::{ClaimKind, Finding, cite};
use crate::dossier::Dossier;
use crate::story::Story;
use crate::story::paragraph::Paragraph;

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
    looked_up: FxHashMap<usize, Arc<Looked>>,
    judged: FxHashMap<(usize, usize), Judged>,
}

/// A paragraph's figures beside the evidence. Keeps the paragraph alive, so that no other takes its place in memory,
/// by which it is known.
#[derive(Debug)]
struct Looked {
    paragraph: Arc<Paragraph>,
    figures: Vec<LookedUp>,
}

/// The findings in a paragraph after another; their spans count from its start.
#[derive(Debug)]
struct Judged {
    _paragraphs: (Arc<Looked>, Option<Arc<Looked>>),
    findings: Vec<Finding>,
}

pub fn check(story: &Story, dossier: &Dossier, memo: &mut Memo) -> Vec<Finding> {
    let evidence = Arc::clone(
        memo.evidence
            .get_or_insert_with(|| Arc::new(Evidence::of(dossier))),
    );
    let setting = evidence.setting(story);
    if setting.day != memo.setting.day {
        memo.looked_up.clear();
    }
    if setting != memo.setting {
        memo.judged.clear();
        memo.setting = setting;
    }
    let (mut looked_up, mut judged) = (FxHashMap::default(), FxHashMap::default());
    let mut findings = Vec::new();
    let mut before: Option<Arc<Looked>> = None;
    for placed in &story.paragraphs {
        let at = Arc::as_ptr(&placed.paragraph) as usize;
        let known = memo.looked_up.get(&at).or_else(|| looked_up.get(&at));
        let looked = known.cloned().unwrap_or_else(|| {
            Arc::new(Looked {
                figures: evidence.look_up(&placed.paragraph, memo.setting.day),
                paragraph: Arc::clone(&placed.paragraph),
            })
        });
        looked_up.insert(at, Arc::clone(&looked));
        let before_at = before.as_ref().map_or(0, |before| Arc::as_ptr(before) as usize);
        let key = (Arc::as_ptr(&looked) as usize, before_at);
        let known = memo.judged.remove(&key).or_else(|| judged.remove(&key));
        let entry = known.unwrap_or_else(|| Judged {
            findings: judge(&looked, before.as_deref(), dossier, &evidence, &memo.setting),
            _paragraphs: (Arc::clone(&looked), before.clone()),
        });
        findings.extend(entry.findings.iter().map(|finding| place(finding, placed.start)));
        judged.insert(key, entry);
        before = Some(looked);
    }
    (memo.looked_up, memo.judged) = (looked_up, judged);
    findings
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
    looked: &Looked,
    before: Option<&Looked>,
    dossier: &Dossier,
    evidence: &Evidence,
    setting: &Setting,
) -> Vec<Finding> {
    let paragraph = &*looked.paragraph;
    let before = before.map_or(&[][..], |before| &before.figures);
    let scene = Scene::of(paragraph, &looked.figures, before, evidence, setting);
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
        fixes: fix::fixes(paragraph, case.spot, judgement.verdict, &attested),
        attested,
        span,
    }
}
