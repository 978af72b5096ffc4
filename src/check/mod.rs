//! Story × dossier → findings. Pure: values in, values out.

pub mod cite;
pub mod figure;
pub mod finding;
mod keyed;
pub mod quote;
mod readings;

pub use finding::{Attested, ClaimKind, Finding, Fix, Severity, Source, Verdict};
pub use quote::edit::Sort;
pub use quote::house::{HOUSES, House};

use crate::dossier::Dossier;
use crate::story::Story;
use crate::text::{Draft, Language, html};

/// What was found out about claims whose words and surroundings have not changed since. Belongs to one draft and one
/// dossier: for a new dossier it is begun [afresh](Memo::afresh). Findings never depend on what it holds, only their
/// cost does.
#[derive(Debug, Default)]
pub struct Memo {
    pub quotes: quote::Memo,
    pub figures: figure::Memo,
}

impl Memo {
    /// A memo for another dossier: it has what was read of the reports, many of which that has, too.
    pub fn afresh(&self) -> Memo {
        Memo {
            quotes: self.quotes.afresh(),
            figures: self.figures.afresh(),
        }
    }

    /// Whether it is of this dossier, whose reports need not be read for it then.
    fn is_of(&self, dossier: &Dossier) -> bool {
        self.quotes.is_of(dossier) && self.figures.is_of(dossier)
    }
}

/// Every claim of the story with its verdict, in the order of the text.
pub fn check(story: &Story, dossier: &Dossier, memo: &mut Memo) -> Vec<Finding> {
    let known = memo.is_of(dossier);
    let mut quotes = || quote::check(story, dossier, &mut memo.quotes);
    let mut figures = || figure::check(story, dossier, &mut memo.figures);
    // Waking another thread takes too long for a key.
    let (mut findings, figures) = match known {
        true => (quotes(), figures()),
        false => rayon::join(quotes, figures),
    };
    findings.extend(figures);
    findings.sort_by_key(|f| (f.span.start, f.span.end));
    findings
}

/// Takes back the fixes that would write over a page's markup, and shows none of what stands for it in the copy.
pub fn keep_markup(draft: &Draft, findings: &mut [Finding]) {
    if draft.language == Language::Html {
        for finding in findings {
            finding.text = html::shown(&finding.text);
            finding.message = html::shown(&finding.message);
            finding
                .fixes
                .retain(|fix| !draft.slice(fix.span.clone()).contains(['<', '&']));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::archive::Report;
    use crate::dossier::Clipping;

    fn clipping(text: &str) -> Arc<Clipping> {
        let text = text.to_owned();
        Arc::new(Clipping::read(Report {
            text,
            ..Report::default()
        }))
    }

    #[test]
    fn what_was_read_for_another_dossier_changes_no_finding() {
        let story = Story::of(
            "“We will repair every pier in Corrie,” Astrid Lind said. The storm damaged 14 piers in Corrie.",
        );
        let both = clipping("“We will rebuild every pier in Corrie,” Astrid Lind said on Monday.");
        let early = clipping("The storm damaged 14 piers in Corrie, the harbour master said.");
        let late = clipping("The storm damaged 41 piers in Corrie, the harbour master said.");
        let before = Dossier::new(vec![early, Arc::clone(&both)], 2);
        let after = Dossier::new(vec![both, late], 2);
        let told = |findings: Vec<Finding>| format!("{findings:?}");

        let mut memo = Memo::default();
        let first = told(check(&story, &before, &mut memo));
        let fresh = told(check(&story, &after, &mut Memo::default()));
        assert_ne!(first, fresh);
        assert_eq!(told(check(&story, &after, &mut memo.afresh())), fresh);
        assert_eq!(told(check(&story, &after, &mut memo)), fresh);
        assert_eq!(told(check(&story, &before, &mut memo)), first);
    }
}
