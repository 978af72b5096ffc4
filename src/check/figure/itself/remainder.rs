//! "Seven of the twelve were found; the other four are missing": the rest is what is left of the whole.

use super::place::{around, between, count, is_any, share, words};
use super::{Discord, Draft};
use crate::check::cite::grouped;
use crate::story::figure::{Bound, Figure};
use crate::story::paragraph::Paragraph;

/// How far a share may be from that of its counts, in hundredths of a per cent, beside what its last digit hides.
const SLACK: i64 = 60;

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    for placed in &draft.story.paragraphs {
        let paragraph = &placed.paragraph;
        for (at, pair) in paragraph.figures.windows(2).enumerate() {
            let [part, whole] = pair else { continue };
            let (Some(n), Some(of)) = (count(part), count(whole)) else {
                continue;
            };
            let next = paragraph.figures.get(at + 2);
            let but = words(around(paragraph, part).0)
                .next_back()
                .is_some_and(|word| is_any(word, &["but", "except"]));
            if n > of || n == 0 || but || !is_of(between(paragraph, part, whole)) {
                continue;
            }
            let Some(next) = next else { continue };
            let note = rest(paragraph, whole, next)
                .filter(|&rest| n + rest != of)
                .map(|_| {
                    format!(
                        "{} of {} leave {}",
                        grouped(n as usize),
                        grouped(of as usize),
                        grouped((of - n) as usize)
                    )
                })
                .or_else(|| percent(paragraph, whole, next, n, of));
            if let Some(note) = note {
                found.push(Discord {
                    span: placed.at(&next.span),
                    elsewhere: Some(placed.at(&(part.span.start..whole.span.end))),
                    note,
                    fixes: Vec::new(),
                    absolute: false,
                });
            }
        }
    }
}

fn is_of(between: &str) -> bool {
    matches!(
        between.trim(),
        "of" | "of the"
            | "of its"
            | "of their"
            | "of those"
            | "of these"
            | "of all"
            | "out of"
            | "out of the"
    )
}

/// "the other four", the next figure after a whole.
fn rest(paragraph: &Paragraph, whole: &Figure, next: &Figure) -> Option<i64> {
    let (before, _) = around(paragraph, next);
    let mut back = words(before).rev();
    let other = back
        .next()
        .is_some_and(|word| is_any(word, &["other", "remaining"]))
        && back.next().is_some_and(|word| is_any(word, &["the"]));
    let gap = between(paragraph, whole, next);
    let near = gap.matches(['.', ';']).count() <= 1 && words(gap).count() <= 25;
    (other && near).then(|| count(next)).flatten()
}

/// "12 of the 48 gates, or 30 per cent": another share than that of the counts.
fn percent(paragraph: &Paragraph, whole: &Figure, next: &Figure, n: i64, of: i64) -> Option<String> {
    let gap = between(paragraph, whole, next);
    let apposed = gap.ends_with(", or ") || gap.ends_with(" (");
    let plain = !gap
        .trim_end_matches("or ")
        .trim_end_matches([' ', ',', '('])
        .contains([',', '.', ';', '(', '—']);
    let (stated, step) = share(next)?;
    let right = n.checked_mul(10_000)?.checked_div(of)?;
    let loose = if next.bound == Bound::Exact {
        SLACK
    } else {
        SLACK * 5
    };
    let far = (stated - right).abs() > step + loose;
    (apposed && plain && words(gap).count() <= 8 && far).then(|| {
        format!(
            "{} of {} is {} per cent",
            grouped(n as usize),
            grouped(of as usize),
            tenths(right)
        )
    })
}

/// 2,500 hundredths as "25", 3,333 as "33.3".
fn tenths(hundredths: i64) -> String {
    let tenths = (hundredths + 5) / 10;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}
