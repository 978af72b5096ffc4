//! What a client can have done besides: `copydesk.status`, `copydesk.reindex`, `copydesk.report`.

use std::fmt::Write;

use serde_json::json;
use tower_lsp::gen_lsp_types::{LspAny, Uri};

use super::convert;
use crate::check::{Finding, Severity};
use crate::desk::{Proof, Standing};
use crate::text::Encoding;
use crate::text::printable::clean;

/// What a draft is checked against and how many problems it has, by its URI; without one, what all are checked against.
pub const STATUS: &str = "copydesk.status";
/// Reads all folders of reports again.
pub const REINDEX: &str = "copydesk.reindex";
/// The problems of a draft, by its URI, as text to be passed on.
pub const REPORT: &str = "copydesk.report";

pub const COMMANDS: [&str; 3] = [STATUS, REINDEX, REPORT];

/// The draft that a command is about, its first argument.
pub fn draft(arguments: &[LspAny]) -> Option<Uri> {
    Some(Uri(arguments.first()?.as_str()?.to_owned()))
}

/// `problems` is null without an open draft.
pub fn status(standing: &Standing, proof: Option<&Proof>) -> LspAny {
    json!({
        "reports": standing.reports,
        "folders": standing.folders,
        "clusters": standing.clusters,
        "trouble": standing.trouble,
        "opening": standing.opening,
        "problems": proof.map(|proof| problems(proof).count()),
    })
}

/// A line a problem, `story.txt:3:41: error: message [code]`, and under it who has what.
pub fn report(proof: &Proof, uri: &Uri) -> String {
    let path = convert::path(uri);
    let name = path.as_deref().and_then(|path| path.file_name()).map_or_else(
        || uri.0.rsplit('/').next().unwrap_or_default().into(),
        |name| name.to_string_lossy(),
    );
    let mut report = String::new();
    for finding in problems(proof) {
        let at = proof.draft.position(finding.span.start, Encoding::Utf32);
        let place = format!("{name}:{}:{}", at.line + 1, at.column + 1);
        let (severity, message) = (finding.severity.name(), clean(&finding.message));
        // Writing to a string cannot fail.
        let _ = writeln!(report, "{place}: {severity}: {message} [{}]", finding.code());
        for source in finding.attested.iter().flat_map(|attested| &attested.sources) {
            let (citation, passage) = (convert::citation(source), clean(&source.passage));
            let _ = writeln!(
                report,
                "  {citation}, {}:{}: {passage}",
                source.report, source.line
            );
        }
    }
    let count = problems(proof).count();
    let _ = match count {
        0 => writeln!(report, "{name}: no problems"),
        1 => writeln!(report, "{name}: 1 problem"),
        several => writeln!(report, "{name}: {several} problems"),
    };
    report
}

fn problems(proof: &Proof) -> impl Iterator<Item = &Finding> {
    let shown = |finding: &&Finding| finding.severity > Severity::Hint;
    proof.findings.iter().filter(shown)
}
