//! Aligns a quotation's words with a stretch of a report: all of the quotation, any part of the report.
//!
//! Gotoh's affine gaps (J. Mol. Biol. 162, 1982), semi-global: what stands before and after costs nothing.

use std::ops::Range;

use super::token::{Class, Token};

/// One step of an alignment; indices count tokens of the quotation and of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The same word, by whatever the caller compares.
    Keep(usize, usize),
    /// Another word in its place.
    Change(usize, usize),
    /// A word that the report has not.
    Extra(usize),
    /// A word of the report that the quotation leaves out.
    Missing(usize),
}

/// What makes two words the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Word,
    /// As reported speech moves person and tense.
    Lemma,
}

const OPEN: i32 = -6;
const EXTEND: i32 = -2;
const CHANGE: i32 = -5;
/// A dead end, with room to subtract from.
const NEVER: i32 = i32::MIN / 2;

/// The best alignment of the whole of `quote` with part of `report`, and its score.
pub fn align(quote: &[Token], report: &[Token], by: By) -> (Vec<Step>, i32) {
    let (rows, columns) = (quote.len() + 1, report.len() + 1);
    let mut best = vec![NEVER; rows * columns];
    let mut extra = vec![NEVER; rows * columns];
    let mut missing = vec![NEVER; rows * columns];
    best[..columns].fill(0);
    for i in 1..rows {
        let (open_extra, extend_extra) = extra_costs(&quote[i - 1]);
        // Where an ellipsis or a bracket stands, the report may go on as long as it likes.
        let free = i < rows - 1 && (quote[i].elided || quote[i].bracketed) || quote[i - 1].bracketed;
        for j in 0..columns {
            let at = i * columns + j;
            let up = at - columns;
            extra[at] = (best[up] + open_extra).max(extra[up] + extend_extra);
            let mut score = extra[at];
            if j > 0 {
                let (open, extend) = missing_costs(&report[j - 1], free);
                missing[at] = (best[at - 1] + open).max(missing[at - 1] + extend);
                score = score
                    .max(missing[at])
                    .max(best[up - 1] + pair(&quote[i - 1], &report[j - 1], by));
            }
            best[at] = score;
        }
    }
    let last = (rows - 1) * columns;
    let end = (0..columns)
        .rev()
        .max_by_key(|&j| (best[last + j], j))
        .unwrap_or(0);
    let score = best[last + end];
    let mut steps = Vec::with_capacity(quote.len() + 8);
    let (mut i, mut j) = (rows - 1, end);
    let mut within: Option<bool> = None;
    while i > 0 {
        let at = i * columns + j;
        let up = at - columns;
        match within {
            None if j > 0 && best[at] == best[up - 1] + pair(&quote[i - 1], &report[j - 1], by) => {
                let kept = same(&quote[i - 1], &report[j - 1], by);
                steps.push(if kept {
                    Step::Keep(i - 1, j - 1)
                } else {
                    Step::Change(i - 1, j - 1)
                });
                (i, j) = (i - 1, j - 1);
            }
            None => within = Some(best[at] == extra[at]),
            Some(true) => {
                steps.push(Step::Extra(i - 1));
                let (open_extra, _) = extra_costs(&quote[i - 1]);
                if extra[at] == best[up] + open_extra {
                    within = None;
                }
                i -= 1;
            }
            Some(false) if j > 0 => {
                steps.push(Step::Missing(j - 1));
                let free = i < rows - 1 && (quote[i].elided || quote[i].bracketed) || quote[i - 1].bracketed;
                if missing[at] == best[at - 1] + missing_costs(&report[j - 1], free).0 {
                    within = None;
                }
                j -= 1;
            }
            Some(false) => break,
        }
    }
    steps.reverse();
    (steps, score)
}

fn extra_costs(token: &Token) -> (i32, i32) {
    match token {
        Token { bracketed: true, .. } => (0, 0),
        Token {
            class: Class::Function | Class::Pronoun,
            ..
        } => (OPEN, EXTEND),
        _ => (OPEN + EXTEND, EXTEND * 2),
    }
}

/// What a report has in brackets was not said.
fn missing_costs(token: &Token, free: bool) -> (i32, i32) {
    if free || token.bracketed {
        (0, 0)
    } else {
        (OPEN, EXTEND)
    }
}

fn same(quote: &Token, report: &Token, by: By) -> bool {
    match by {
        By::Word => quote.key == report.key,
        By::Lemma => quote.lemma == report.lemma,
    }
}

fn pair(quote: &Token, report: &Token, by: By) -> i32 {
    let worth = 2 + quote.class.weight() as i32;
    if same(quote, report, by) {
        worth
    } else if quote.bracketed {
        0
    } else if quote.lemma == report.lemma {
        worth / 2
    } else {
        CHANGE
    }
}

/// The report's tokens from the first to the last that a step touches.
pub fn covered(steps: &[Step]) -> Option<Range<usize>> {
    let touched = |step: &Step| match *step {
        Step::Keep(_, j) | Step::Change(_, j) | Step::Missing(j) => Some(j),
        Step::Extra(_) => None,
    };
    let first = steps.iter().find_map(touched)?;
    let last = steps.iter().rev().find_map(touched)?;
    Some(first..last + 1)
}
