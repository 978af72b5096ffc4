//! A verdict on a quotation with what is shown of it.

use super::claim::Claim;
use super::edit::Sort;
use super::typeset;
use crate::check::{Attested, ClaimKind, Finding, Fix, Severity, Verdict, cite};

/// What a verdict's file decides.
#[derive(Debug)]
pub struct Judgement {
    pub verdict: Verdict,
    pub severity: Severity,
    /// From 0 to 1.
    pub confidence: f32,
    pub message: String,
    pub changes: Vec<Sort>,
    pub attested: Vec<Attested>,
    pub fixes: Vec<Fix>,
}

impl Judgement {
    /// Nothing to be warned of.
    pub fn quiet(verdict: Verdict, message: String, attested: Vec<Attested>) -> Judgement {
        Judgement {
            verdict,
            severity: if verdict == Verdict::Unattested {
                Severity::Hint
            } else {
                Severity::Silent
            },
            confidence: 1.0,
            message,
            changes: Vec::new(),
            attested,
            fixes: Vec::new(),
        }
    }

    pub fn finding(self, claim: &Claim) -> Finding {
        Finding {
            kind: ClaimKind::Quote,
            span: claim.quote.span.clone(),
            text: claim.text.to_string(),
            speaker: claim.quote.speaker.as_ref().map(|s| s.name.to_string()),
            verdict: self.verdict,
            severity: self.severity,
            changes: self.changes,
            message: self.message,
            confidence: self.confidence,
            attested: self.attested.into(),
            elsewhere: None,
            fixes: self.fixes,
        }
    }
}

/// “closest comrade” (BBC News, 18 October, and 1 more)
pub fn cited(attested: &Attested) -> String {
    format!("“{}” ({})", attested.wording, cite::credit(attested))
}

/// One replacement a wording, set as the draft sets it.
pub fn replacements(claim: &Claim, attested: &[Attested]) -> Vec<Fix> {
    let mark = claim.mark();
    let wordings = attested.iter().filter(|a| a.wording != *claim.text);
    wordings
        .map(|a| Fix {
            title: format!("Replace with {}", cited(a)),
            span: claim.quote.span.clone(),
            text: typeset::in_style(&claim.text, mark, &a.wording),
            preferred: attested.len() == 1,
        })
        .collect()
}
