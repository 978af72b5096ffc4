//! What published articles have against themselves: `figures itself FILE [-v]`.
//!
//! Each line of the file is `{"ID", "date", "title", "text"}`; the draft is the article under its date and headline,
//! with no report beside it. An article is right as far as anybody knows: a finding is a false alarm unless who reads
//! it sees that the article has it wrong.

use copydesk::check::{Finding, Verdict, figure};
use copydesk::dossier::Dossier;
use copydesk::story::Story;
use serde_json::Value;

use crate::lines;

/// Bytes of copy shown on both sides of a figure.
const AROUND: usize = 160;

pub fn measure(file: &str, verbose: bool) {
    let articles = lines(file);
    let mut found = 0;
    for article in &articles {
        let draft = draft(article);
        for finding in inconsistent(&draft) {
            found += 1;
            if verbose {
                print(article, &draft, &finding);
            }
        }
    }
    println!("{} articles, {found} findings", articles.len());
}

fn draft(article: &Value) -> String {
    let field = |name: &str| article[name].as_str().unwrap_or_default();
    let (date, title, text) = (field("date"), field("title").trim(), field("text"));
    match text.starts_with(title) {
        true => format!("Date: {date}\n\n{text}"),
        false => format!("Date: {date}\n\n{title}\n\n{text}"),
    }
}

fn inconsistent(draft: &str) -> Vec<Finding> {
    let findings = figure::check(
        &Story::of(draft),
        &Dossier::default(),
        &mut figure::Memo::default(),
    );
    let wrong = |finding: &Finding| finding.verdict == Verdict::Inconsistent;
    findings.into_iter().filter(wrong).collect()
}

fn print(article: &Value, draft: &str, finding: &Finding) {
    let (span, other) = (&finding.span, &finding.elsewhere);
    println!(
        "{} @{span:?} “{}” {}",
        article["ID"], finding.text, finding.message
    );
    println!("    …{}…", around(draft, span.start, span.end));
    if let Some(other) = other {
        println!("  @{other:?} …{}…", around(draft, other.start, other.end));
    }
}

fn around(draft: &str, from: usize, to: usize) -> String {
    let is_near = |at: usize| at + AROUND >= from && at < to + AROUND;
    let near: String = draft
        .char_indices()
        .filter_map(|(at, c)| is_near(at).then_some(c))
        .collect();
    near.split_whitespace().collect::<Vec<_>>().join(" ")
}
