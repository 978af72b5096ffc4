//! Findings under the words of the draft.

use serde_json::json;
use tower_lsp::gen_lsp_types::*;

use super::convert;
use crate::check::{Finding, Severity, Source, Verdict, finding};
use crate::desk::Proof;
use crate::text::printable::clean;
use crate::text::{Draft, Encoding};

/// How many passages a diagnostic names; the hover has more.
const PASSAGES: usize = 4;

pub fn of(proof: &Proof, uri: &Uri, encoding: Encoding) -> Vec<Diagnostic> {
    proof
        .findings
        .iter()
        .filter_map(|finding| diagnostic(&proof.draft, uri, finding, encoding))
        .collect()
}

/// `None` for what is not shown under the words.
pub fn diagnostic(draft: &Draft, uri: &Uri, finding: &Finding, encoding: Encoding) -> Option<Diagnostic> {
    let elsewhere = finding.elsewhere.iter().map(|span| DiagnosticRelatedInformation {
        location: Location {
            uri: uri.clone(),
            range: convert::range(draft, span, encoding),
        },
        message: format!("the draft has “{}”", clean(&draft.slice(span.clone()))),
    });
    Some(Diagnostic {
        range: convert::range(draft, &finding.span, encoding),
        severity: Some(severity(finding)?),
        code: Some(finding.code().to_owned().into()),
        code_description: Some(CodeDescription {
            href: page(finding.code()),
        }),
        source: Some("copydesk".into()),
        message: clean(&finding.message).into_owned().into(),
        related_information: Some(elsewhere.chain(passages(finding)).collect()),
        data: Some(json!({
            "span": [finding.span.start, finding.span.end],
            "verdict": finding.verdict.name(),
            "confidence": finding.confidence,
        })),
        ..Default::default()
    })
}

pub fn report(items: Vec<Diagnostic>) -> DocumentDiagnosticReport {
    let full_document_diagnostic_report = FullDocumentDiagnosticReport {
        result_id: None,
        items,
    };
    RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report,
    }
    .into()
}

fn severity(finding: &Finding) -> Option<DiagnosticSeverity> {
    let shown = match finding.verdict {
        // That the archive has nothing is never the draft's fault.
        Verdict::Unattested => finding.severity.min(Severity::Hint),
        _ => finding.severity,
    };
    match shown {
        Severity::Silent => None,
        Severity::Hint => Some(DiagnosticSeverity::Hint),
        Severity::Information => Some(DiagnosticSeverity::Information),
        Severity::Warning => Some(DiagnosticSeverity::Warning),
        Severity::Error => Some(DiagnosticSeverity::Error),
    }
}

/// The page that explains a code.
fn page(code: &str) -> Uri {
    Uri(format!(
        "{}/blob/main/{}",
        env!("CARGO_PKG_REPOSITORY"),
        finding::page(code)
    ))
}

fn passages(finding: &Finding) -> impl Iterator<Item = DiagnosticRelatedInformation> {
    let sources = finding.attested.iter().flat_map(|attested| &attested.sources);
    sources.filter_map(passage).take(PASSAGES)
}

fn passage(source: &Source) -> Option<DiagnosticRelatedInformation> {
    let message = format!("{}: {}", convert::citation(source), clean(&source.passage));
    Some(DiagnosticRelatedInformation {
        location: convert::location(source)?,
        message,
    })
}
