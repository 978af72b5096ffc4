//! Arithmetic that the draft tells: "from 241 to 214, 17 fewer", "of the 96m voted, 41m was used, leaving 65m".
//!
//! Each file finds one way to tell a result beside its parts, in the words that tie it to them. The result is wrong only
//! where no rounding of what is stated gives it.

mod beyond;
mod change;
mod each;
mod elapsed;
mod outcome;
mod phrase;
mod rest;
mod share;
mod term;
mod total;

use std::ops::Range;

use self::outcome::Outcome;
use self::term::{Line, Term};
use super::{Discord, Draft};
use crate::check::Fix;

/// What a result told would be: any one of these. Empty where nothing ties it to other figures.
type Reading = for<'a> fn(&Line<'a>, usize) -> Vec<Outcome<'a>>;

const READINGS: [Reading; 6] = [
    rest::read,
    change::read,
    beyond::read,
    share::read,
    each::read,
    total::read,
];

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    for placed in &draft.story.paragraphs {
        elapsed::check(placed, found);
        let line = Line::of(&placed.paragraph);
        for (at, result) in line.terms.iter().enumerate() {
            let told = READINGS.iter().map(|read| read(&line, at));
            let Some(outcomes) = told.into_iter().find(|outcomes| !outcomes.is_empty()) else {
                continue;
            };
            let [outcome, ..] = outcomes.as_slice() else {
                continue;
            };
            if outcomes.iter().any(|outcome| outcome.is_told_by(result)) {
                continue;
            }
            if outcomes.iter().any(|outcome| outcome.is_far(result)) {
                continue;
            }
            let span = placed.at(&result.figure.span);
            found.push(Discord {
                elsewhere: outcome
                    .parts_before_or_behind(result)
                    .map(|parts| placed.at(&parts)),
                note: outcome.note(result),
                fixes: fix(outcome, result, span.clone()),
                absolute: outcome.is_exact(result),
                span,
            });
        }
    }
}

/// The right result, written as the draft writes the wrong one; none where it has words for it ("almost a third").
fn fix(outcome: &Outcome, result: &Term, span: Range<usize>) -> Vec<Fix> {
    let text = outcome.written(result).filter(|text| text != result.text);
    let fix = text.map(|text| Fix {
        title: format!("Replace with “{text}”"),
        span,
        text,
        preferred: outcome.is_single(result),
    });
    fix.into_iter().collect()
}
