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

/// How a cell of the table was reached: by a pair, by an extra word; whether an extra or a missing word there is the
/// first of its gap. One byte a cell is all that the way back needs.
mod way {
    pub const PAIR: u8 = 1;
    pub const EXTRA: u8 = 2;
    pub const EXTRA_OPENS: u8 = 4;
    pub const MISSING_OPENS: u8 = 8;
}

/// The best alignment of the whole of `quote` with part of `report`.
pub fn align(quote: &[Token], report: &[Token], by: By) -> Vec<Step> {
    let columns = report.len() + 1;
    let mut ways = vec![0_u8; (quote.len() + 1) * columns];
    // Of the row before, then of this one as far as it is filled.
    let (mut best, mut extra) = (vec![0; columns], vec![NEVER; columns]);
    for (i, (token, ways)) in quote
        .iter()
        .zip(ways.chunks_exact_mut(columns).skip(1))
        .enumerate()
    {
        let (open_extra, extend_extra) = extra_costs(token);
        let free = is_free(quote, i);
        let (mut diagonal, mut left, mut missing) = (NEVER, NEVER, NEVER);
        for (j, way) in ways.iter_mut().enumerate() {
            let opened = best[j] + open_extra;
            extra[j] = opened.max(extra[j] + extend_extra);
            let mut score = extra[j];
            if let Some(theirs) = j.checked_sub(1).map(|j| &report[j]) {
                let (open, extend) = missing_costs(theirs, free);
                let opened = left + open;
                missing = opened.max(missing + extend);
                let paired = diagonal + pair(token, theirs, by);
                score = score.max(missing).max(paired);
                *way |= if missing == opened { way::MISSING_OPENS } else { 0 };
                *way |= if score == paired { way::PAIR } else { 0 };
            }
            *way |= if score == extra[j] { way::EXTRA } else { 0 };
            *way |= if extra[j] == opened { way::EXTRA_OPENS } else { 0 };
            diagonal = best[j];
            best[j] = score;
            left = score;
        }
    }
    let end = (0..columns).rev().max_by_key(|&j| (best[j], j)).unwrap_or(0);
    steps_back(quote, report, by, &ways, end)
}

/// The steps that lead to the `end` column of the last row.
fn steps_back(quote: &[Token], report: &[Token], by: By, ways: &[u8], end: usize) -> Vec<Step> {
    let columns = report.len() + 1;
    let mut steps = Vec::with_capacity(quote.len() + 8);
    let (mut i, mut j) = (quote.len(), end);
    let mut gap: Option<bool> = None;
    while i > 0 {
        let way = ways[i * columns + j];
        let is = |bit: u8| way & bit != 0;
        match gap {
            None if is(way::PAIR) => {
                (i, j) = (i - 1, j - 1);
                let kept = same(&quote[i], &report[j], by);
                steps.push(if kept {
                    Step::Keep(i, j)
                } else {
                    Step::Change(i, j)
                });
            }
            None => gap = Some(is(way::EXTRA)),
            Some(true) => {
                i -= 1;
                steps.push(Step::Extra(i));
                gap = gap.filter(|_| !is(way::EXTRA_OPENS));
            }
            Some(false) if j > 0 => {
                j -= 1;
                steps.push(Step::Missing(j));
                gap = gap.filter(|_| !is(way::MISSING_OPENS));
            }
            Some(false) => break,
        }
    }
    steps.reverse();
    steps
}

/// Where an ellipsis or a bracket stands, the report may go on as long as it likes.
fn is_free(quote: &[Token], at: usize) -> bool {
    let next = quote.get(at + 1);
    next.is_some_and(|t| t.elided || t.bracketed) || quote[at].bracketed
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
