//! Story × dossier → findings. Pure: values in, values out.

pub mod cite;
pub mod figure;
pub mod finding;
pub mod quote;

pub use finding::{Attested, ClaimKind, Finding, Fix, Severity, Source, Verdict};
pub use quote::edit::Sort;
pub use quote::house::{HOUSES, House};

use crate::dossier::Dossier;
use crate::story::Story;
use crate::text::{Draft, Language};

/// What was found out about claims whose words and surroundings have not changed since. Belongs to one draft and one
/// dossier: a new dossier starts a new memo. Findings never depend on what it holds, only their cost does.
#[derive(Debug, Default)]
pub struct Memo {
    pub quotes: quote::Memo,
    pub figures: figure::Memo,
}

/// Every claim of the story with its verdict, in the order of the text.
pub fn check(story: &Story, dossier: &Dossier, memo: &mut Memo) -> Vec<Finding> {
    let mut findings = quote::check(story, dossier, &mut memo.quotes);
    findings.extend(figure::check(story, dossier, &mut memo.figures));
    findings.sort_by_key(|f| (f.span.start, f.span.end));
    findings
}

/// Takes back the fixes that would write over a page's markup.
pub fn keep_markup(draft: &Draft, findings: &mut [Finding]) {
    if draft.language == Language::Html {
        for finding in findings {
            finding
                .fixes
                .retain(|fix| !draft.slice(fix.span.clone()).contains(['<', '&']));
        }
    }
}
