//! Verdicts on figures: one file a verdict.
//!
//! A figure becomes a [`spot`]: its value and the words around it. The dossier's spots are the [`evidence`]; those
//! that speak of the same thing are hits, and [`compare`] says how their values differ. A [`case`] puts the hits in
//! order; the first verdict in `VERDICTS` that holds is given.

pub mod amount;
mod around;
pub mod case;
pub mod compare;
pub mod evidence;
pub mod exchange;
pub mod fix;
pub mod hit;
pub mod itself;
mod likeness;
pub mod numeral;
mod owner;
pub mod plain;
mod reading;
pub mod sense;
pub mod slip;
pub mod spot;
pub mod swap;
mod values;
pub mod when;
pub mod wording;
pub mod workings;

pub mod attested;
pub mod conflict;
pub mod contested;
pub mod ignore;
pub mod inconsistent;
pub mod shifted;
pub mod unattested;

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use self::case::{Case, Judgement, Scene};
use self::evidence::{Evidence, LookedUp, Setting};
use super::{Attested, ClaimKind, Finding, Verdict, cite};
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
    /// The names of the draft and its own day, of which `setting` is made.
    told: Option<(Vec<u64>, Option<Date>)>,
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

impl Memo {
    /// What holds for any dossier.
    pub fn afresh(&self) -> Memo {
        Memo {
            evidence: self.evidence.clone(),
            ..Memo::default()
        }
    }

    pub fn is_of(&self, dossier: &Dossier) -> bool {
        self.evidence
            .as_ref()
            .is_some_and(|evidence| evidence.is_of(dossier))
    }

    /// The dossier's figures; what was found in those of another is forgotten.
    fn evidence(&mut self, dossier: &Dossier) -> Arc<Evidence> {
        match &self.evidence {
            Some(evidence) if evidence.is_of(dossier) => Arc::clone(evidence),
            before => {
                let evidence = Arc::new(Evidence::of(dossier, before.as_deref()));
                *self = Memo {
                    evidence: Some(Arc::clone(&evidence)),
                    ..Memo::default()
                };
                evidence
            }
        }
    }
}

pub fn check(story: &Story, dossier: &Dossier, memo: &mut Memo) -> Vec<Finding> {
    let evidence = memo.evidence(dossier);
    let told = (reading::names(story), story.date);
    if memo.told.as_ref() != Some(&told) {
        let setting = evidence.setting(&told.0, told.1);
        if setting.day != memo.setting.day {
            memo.looked_up.clear();
        }
        if setting != memo.setting {
            memo.judged.clear();
            memo.setting = setting;
        }
        memo.told = Some(told);
    }
    let earlier = memo.looked_up.values().flat_map(|looked| &looked.figures);
    let (mut looked_up, mut judged) = (FxHashMap::default(), FxHashMap::default());
    let mut findings = Vec::new();
    let mut before: Option<Arc<Looked>> = None;
    for placed in &story.paragraphs {
        let at = Arc::as_ptr(&placed.paragraph) as usize;
        let known = memo.looked_up.get(&at).or_else(|| looked_up.get(&at));
        let looked = known.cloned().unwrap_or_else(|| {
            Arc::new(Looked {
                figures: evidence.look_up(&placed.paragraph, memo.setting.day, earlier.clone()),
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
        findings.extend(
            entry
                .findings
                .iter()
                .map(|finding| finding.moved(0, placed.start)),
        );
        judged.insert(key, entry);
        before = Some(looked);
    }
    (memo.looked_up, memo.judged) = (looked_up, judged);
    itself::mark(story, &memo.setting, &mut findings);
    findings
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

/// "“712” in harbour-gazette, 2 May: rounded"
fn message(judgement: &Judgement, attested: &[Attested]) -> String {
    let note = &judgement.note;
    let Some(best) = attested.first() else {
        return note.clone();
    };
    let credit = cite::credit(best);
    if judgement.verdict == Verdict::Unattested {
        let parts: Vec<String> = attested
            .iter()
            .map(|part| format!("“{}”", part.wording))
            .collect();
        return format!(
            "no report gives this figure; {} in {credit}: {note}",
            parts.join(" and ")
        );
    }
    let how = if note.is_empty() {
        String::new()
    } else {
        format!(": {note}")
    };
    format!("“{}” in {credit}{how}", best.wording)
}

fn finding(paragraph: &Paragraph, case: &Case, judgement: Judgement, dossier: &Dossier) -> Finding {
    let span = case.spot.span.clone();
    let text = paragraph.text.get(span.clone()).unwrap_or_default();
    let attested = cite::attested(dossier, &wording::places(&judgement, case, text, dossier));
    let message = message(&judgement, &attested);
    Finding {
        changes: Vec::new(),
        kind: ClaimKind::Figure,
        text: text.to_owned(),
        speaker: None,
        verdict: judgement.verdict,
        severity: judgement.severity,
        message,
        confidence: judgement.confidence,
        fixes: fix::fixes(paragraph, case.spot, judgement.verdict, &attested),
        attested: attested.into(),
        elsewhere: None,
        span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Report;
    use crate::dossier::Clipping;

    fn dossier(texts: &[&str]) -> Dossier {
        let clipping = |(at, text): (usize, &&str)| {
            Arc::new(Clipping::read(Report {
                name: format!("{at}.txt"),
                date: "2031-05-02T00:00:00Z".parse().ok(),
                text: (*text).to_owned(),
                lines: vec![1],
                ..Report::default()
            }))
        };
        let clippings: Vec<_> = texts.iter().enumerate().map(clipping).collect();
        let size = clippings.len();
        Dossier::new(clippings, size)
    }

    #[test]
    fn what_a_memo_holds_changes_no_finding() {
        let dossier = dossier(&[
            "The landslide at Ostrey left 31 people dead and 58 missing, the coastguard said.",
            "Ilse Brandt, 52, of Ostrey, counted up to 250 boats on Thursday. The lock cost £3 billion.",
        ]);
        let draft = "Landslide\n\nThe landslide at Ostrey left 58 dead and 31 missing.\n\n\
                     Ilse Brandt, 25, counted at least 250 boats on Friday, 99 in all.\n\n\
                     The lock cost £3 million, or €3 billion.";
        let mut memo = Memo::default();
        for end in draft.char_indices().map(|(at, _)| at) {
            let story = Story::of(&draft[..end]);
            let fresh = check(&story, &dossier, &mut Memo::default());
            assert_eq!(check(&story, &dossier, &mut memo), fresh, "{}", &draft[..end]);
        }
        assert!(memo.judged.values().any(|judged| judged.findings.len() > 1));
    }

    #[test]
    fn a_draft_without_reports_is_only_unattested() {
        let story =
            Story::of("The lock cost £3 million, 40 km (90 miles) away, on Friday. Some 5% fell 5-3.");
        let findings = check(&story, &Dossier::default(), &mut Memo::default());
        let problems: Vec<_> = findings
            .iter()
            .filter(|f| f.verdict.is_problem())
            .map(|f| &*f.text)
            .collect();
        assert_eq!(problems, ["90 miles"]);
    }

    #[test]
    fn only_reports_put_together_for_the_story_gainsay_what_is_merely_like() {
        let tramway = "The Corrie tramway carried 1,240 passengers between Glaven and Ostrey on its opening day, \
                       Astrid Lind said.";
        let ferry = "The ferry of Lower Marsh carried 1,290 passengers on its opening day.";
        let slip = tramway.replace("1,240", "1,420");
        let other = tramway.replace("1,240", "1,933");
        let mut texts: Vec<String> = (0..60)
            .map(|n| format!("The council of Ward{n} in Upper{n} met about the drains of Street{n}."))
            .collect();
        texts.push(tramway.to_owned());
        let of_the_week: Vec<&str> = texts.iter().map(String::as_str).collect();
        let verdict = |draft: &str, reports: &[&str]| {
            let findings = check(&Story::of(draft), &dossier(reports), &mut Memo::default());
            findings[0].verdict
        };
        let [near, far] = [Verdict::Conflict, Verdict::Unattested];
        let drafts = [&slip, &other, ferry];
        // A few reports are somebody's choice.
        assert_eq!(drafts.map(|draft| verdict(draft, &[tramway])), [near, near, near]);
        assert_eq!(drafts.map(|draft| verdict(draft, &of_the_week)), [near, far, far]);
    }
}
