//! The figures of one text beside those of another: what a check says of a draft whose only report is the other.

use std::sync::Arc;

use copydesk::archive::Report;
use copydesk::check::{self, ClaimKind, Finding, Memo, Verdict};
use copydesk::dossier::{Clipping, Dossier};
use copydesk::story::Story;
use jiff::Timestamp;

/// The findings on the figures of `draft`, in order.
pub fn findings(draft: &str, report: &str, date: Option<Timestamp>) -> Vec<Finding> {
    let report = Report {
        name: "report".to_owned(),
        date,
        text: report.to_owned(),
        lines: vec![1],
        ..Report::default()
    };
    let dossier = Dossier::new(vec![Arc::new(Clipping::read(report))], 1);
    let mut findings = check::check(&Story::of(draft), &dossier, &mut Memo::default());
    findings.retain(|finding| finding.kind == ClaimKind::Figure);
    findings
}

/// Whether the report has the figure, or figures from which it follows.
pub fn is_borne_out(finding: &Finding) -> bool {
    match finding.verdict {
        Verdict::Attested => true,
        Verdict::Unattested => !finding.attested.is_empty(),
        _ => false,
    }
}
