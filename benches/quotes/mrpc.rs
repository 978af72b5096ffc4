//! Two reports of one event with a quotation each: `quotes mrpc FILE`.
//!
//! Each line is `{"a", "b", "quote_a", "class": "same" | "contained" | "altered" | "other-quote"}`. Each `a` is a draft of one
//! sentence, all `b` are an archive of reports of one sentence; the check gathers from it as it does for any draft.

use std::collections::BTreeMap;

use copydesk::check::{ClaimKind, Finding, Memo, Severity};
use copydesk::desk;
use copydesk::dossier::Clippings;
use copydesk::story::Story;

use crate::{share, string};

pub fn measure(file: &str, verbose: bool) {
    let items = crate::lines(file);
    let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let texts = items
        .iter()
        .map(|item| format!("Outlet: B\n\n{}\n", string(item, "b")));
    let archive = crate::archive_of(folder.path(), texts);
    let clippings = Clippings::new();
    let mut classes: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for item in &items {
        let draft = string(item, "a");
        let checked = desk::check_once(&Story::of(draft), &*archive, &clippings, None, &Memo::default());
        let findings = checked.unwrap_or_else(|e| panic!("{e}")).findings;
        let findings: Vec<&Finding> = findings
            .iter()
            .filter(|f| f.kind == ClaimKind::Quote && is_of(f, draft, string(item, "quote_a")))
            .collect();
        let problem = findings.iter().any(|f| f.verdict.is_problem());
        let warned = findings
            .iter()
            .any(|f| f.verdict.is_problem() && f.severity >= Severity::Warning);
        let class = string(item, "class");
        let [all, problems, warnings] = classes.entry(class).or_default();
        *all += 1;
        *problems += usize::from(problem);
        *warnings += usize::from(warned);
        let wrong = problem != (class == "altered") && class != "other-quote";
        if verbose && wrong {
            println!("[{class}] {draft}\n    b: {}", string(item, "b"));
            for finding in findings {
                println!(
                    "    {} {:?}: {}",
                    finding.code(),
                    finding.severity,
                    finding.message
                );
            }
        }
    }
    for (class, [all, problems, warnings]) in classes {
        println!(
            "{class}: problem {}, warned {}, left alone {}",
            share(problems, all),
            share(warnings, all),
            share(all - problems, all)
        );
    }
}

/// Whether a finding is of the quotation that the item is about: most of it stands there.
fn is_of(finding: &Finding, draft: &str, quote: &str) -> bool {
    let Some(start) = draft.find(quote) else {
        return true;
    };
    let overlap = finding
        .span
        .end
        .min(start + quote.len())
        .saturating_sub(finding.span.start.max(start));
    overlap * 2 > finding.span.len()
}
