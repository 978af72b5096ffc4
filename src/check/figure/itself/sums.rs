//! "19 boats and 3 ferries, 23 vessels in all": parts, listed right before what they are said to make.

use super::place::{around, between, count, has_any, is_any, words};
use super::{Discord, Draft};
use crate::story::figure::{Figure, Number, Value};
use crate::story::paragraph::Paragraph;

/// What says behind a number that it is the whole, or before it.
const BEHIND: &[&str] = &["in all", "all told", "altogether", "in total", "combined"];
const BEFORE: &[&str] = &[
    "a total of", "a combined total of", "a grand total of", "in all", "altogether", "all told",
    "making a total of", "which makes", "making",
];
/// Words with which a list does not add up to what follows it.
const OTHERWISE: &[&str] = &[
    "each", "per", "every", "apiece", "including", "than", "or", "by", "of", "about", "least", "to", "from",
    "aged", "times", "another", "others",
];
/// With these a part is not one of the whole.
const ALONE: &[&str] = &["each", "per", "every", "apiece", "than", "or"];
/// Words between two parts, between the last and the whole, and between the whole and what says so.
const PART: usize = 6;
const GAP: usize = 6;
const NOUN: usize = 3;

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    for placed in &draft.story.paragraphs {
        let paragraph = &placed.paragraph;
        for (at, whole) in paragraph.figures.iter().enumerate() {
            let Some(stated) = exact(whole).filter(|_| is_whole(paragraph, whole)) else {
                continue;
            };
            let parts = listed(paragraph, at);
            if let ([_, .., _], Some(sum)) = (parts, total(parts))
                && sum != stated
            {
                found.push(Discord::of_parts(
                    placed,
                    whole,
                    parts,
                    "the parts listed before it",
                    sum,
                ));
            }
        }
    }
}

/// A number of things that its last digit does not round.
fn exact(figure: &Figure) -> Option<i64> {
    let one = Number::from_integer(1);
    let counted = matches!(figure.value, Value::Amount { step, .. } if step == one);
    let small = |number: &i64| *number < 100;
    count(figure).filter(|number| counted || small(number))
}

fn total(parts: &[Figure]) -> Option<i64> {
    parts.iter().map(exact).sum()
}

fn is_whole(paragraph: &Paragraph, whole: &Figure) -> bool {
    let (before, after) = around(paragraph, whole);
    let clause = after
        .split([',', ';', ':', '—', '–', '.'])
        .next()
        .unwrap_or_default();
    let behind = BEHIND.iter().any(|cue| {
        let cued = clause.split_once(cue);
        cued.is_some_and(|(noun, rest)| {
            noun.ends_with(' ')
                && words(noun).count() <= NOUN
                && words(rest).next().is_none_or(|next| !is_three(next))
        })
    });
    let before = before.trim_end().trim_end_matches(',');
    let cued = |cue: &&&str| {
        let head = before
            .len()
            .checked_sub(cue.len())
            .and_then(|at| before.get(at..));
        head.is_some_and(|head| head.eq_ignore_ascii_case(cue))
    };
    behind || BEFORE.iter().find(cued).is_some()
}

/// "in all three": all of some others.
fn is_three(next: &str) -> bool {
    next.chars().all(|c| c.is_ascii_digit()) || has_any(next, &["two", "three", "four", "five", "the", "of"])
}

/// The figures that end right before a whole as a list; none where it begins with what is no figure ("a boy and two
/// girls").
fn listed(paragraph: &Paragraph, at: usize) -> &[Figure] {
    let Some((figures, whole)) = paragraph.figures.get(..at).zip(paragraph.figures.get(at)) else {
        return &[];
    };
    let Some(last) = figures.last() else { return &[] };
    let gap = between(paragraph, last, whole);
    let close = words(gap).count() <= GAP && gap.contains([',', '—', '–', ':']);
    if !close || gap.contains(['.', ';', '(', '"', '“']) || has_any(gap, ALONE) {
        return &[];
    }
    let joined = figures.windows(2).rev().take_while(|pair| joins(paragraph, pair));
    let parts = figures
        .get(figures.len() - 1 - joined.count()..)
        .unwrap_or_default();
    let opens = parts.first().is_some_and(|first| {
        let (before, _) = around(paragraph, first);
        let last = words(before).next_back().unwrap_or_default();
        !before.trim_end().ends_with([',', ';']) && !is_any(last, OTHERWISE) && last != "and"
    });
    if opens { parts } else { &[] }
}

fn joins(paragraph: &Paragraph, pair: &[Figure]) -> bool {
    let [first, second] = pair else { return false };
    let gap = between(paragraph, first, second);
    let plain = !gap.contains(['.', '(', ')', '"', '“', '—', '–', ':']) && !has_any(gap, OTHERWISE);
    let gap = gap.trim_end();
    let joint = gap.ends_with([',', ';']) || gap.ends_with(" and") || gap.ends_with(" plus");
    plain && joint && words(gap).count() <= PART
}
