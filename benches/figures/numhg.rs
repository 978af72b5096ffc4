//! A headline's figure recovered from its article: `{"article", "masked", "answer", "calculation"}`, the blank of
//! `masked` being `____`.
//!
//! Recovered, when the figure that stands in the blank is attested and the operation named is that of the gold: `Copy`
//! the same; `Trans` (words to digits) and `Paraphrase` (K, M, B) the same, written another way; `Round` and `SRound`
//! rounded; `Add`, `Subtract`, `Multiply` and `Divide` worked out. An article has a figure in several writings: the same
//! in digits is as right as in words. What the program calls an identifier ("9/11", "Covid-19") is counted apart.

use std::collections::BTreeMap;

use copydesk::check::{Finding, Verdict};
use jiff::Timestamp;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;

use super::{beside, lines};

pub fn measure(file: &str, verbose: bool) {
    let mut tally: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut identifiers = 0;
    for item in lines(file) {
        let field = |name: &str| item[name].as_str().unwrap_or_default();
        let (article, answer) = (field("article"), field("answer"));
        let masked = field("masked");
        let Some(blank) = masked.find("____") else {
            continue;
        };
        let headline = masked.replacen("____", answer, 1);
        let findings = beside::findings(&headline, article, dateline(article));
        let finding = findings
            .iter()
            .find(|f| f.span.start < blank + answer.len() && blank < f.span.end);
        if finding.is_some_and(|f| f.verdict == Verdict::Ignore) {
            identifiers += 1;
            continue;
        }
        let operation = field("calculation").split('(').next().unwrap_or_default().trim();
        let (right, all) = tally.entry(operation.to_owned()).or_default();
        *all += 1;
        let is_right = finding.is_some_and(|finding| agrees(finding, field("calculation"), operation));
        *right += usize::from(is_right);
        if verbose && !is_right {
            println!("{} {} {headline}", item["id"], field("calculation"));
            match finding {
                Some(f) => println!("      {:?} {}: {}", f.text, f.verdict.name(), f.message),
                None => println!("      no figure at {blank}"),
            }
        }
    }
    for (operation, (right, all)) in &tally {
        println!("{operation:12} {right} of {all}");
    }
    let (right, all) = tally
        .values()
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!(
        "recovered {:.3} ({right} of {all}; {identifiers} identifiers, with them {:.3})",
        right as f64 / all as f64,
        right as f64 / (all + identifiers) as f64
    );
}

/// Whether a finding has the figure and names the operation. A bound that the headline dropped ("up to 400") is told
/// besides: the value is recovered all the same.
fn agrees(finding: &Finding, calculation: &str, operation: &str) -> bool {
    let worked_out = |ends: &[&str]| {
        finding.verdict == Verdict::Unattested && ends.iter().any(|end| finding.message.ends_with(end))
    };
    let inner = ["Add", "Subtract", "Divide", "Multiply"]
        .into_iter()
        .find(|inner| calculation.contains(inner));
    let has_value = matches!(finding.verdict, Verdict::Attested | Verdict::Shifted);
    let rounded = finding.message.ends_with(": rounded");
    match inner.unwrap_or(operation) {
        "Copy" | "Trans" | "Paraphrase" => has_value && !rounded,
        "Round" | "SRound" => has_value && rounded,
        "Add" => worked_out(&["sum"]),
        "Subtract" => worked_out(&["difference", "the years since", "the rest of 100"]),
        "Divide" | "Multiply" => worked_out(&["share of the other", "the change from one to the other"]),
        _ => false,
    }
}

/// The day in front of an article: "(Sep 25, 2016  1:28 PM CDT)".
fn dateline(article: &str) -> Option<Timestamp> {
    let words: Vec<&str> = article
        .trim_start_matches('(')
        .split_whitespace()
        .take(3)
        .collect();
    let date = strtime::parse("%b %d, %Y", words.join(" "))
        .ok()?
        .to_date()
        .ok()?;
    TimeZone::UTC.to_timestamp(date.at(12, 0, 0, 0)).ok()
}
