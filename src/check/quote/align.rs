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

/// What a word of the report is to every word of the quotation.
struct Column {
    key: u64,
    lemma: u64,
    /// What it costs as the first missing word of a gap, and as a further one.
    open: i32,
    extend: i32,
    /// Of the row before, then of this one: the best way here, and the best that ends in an extra word.
    best: i32,
    extra: i32,
}

impl Column {
    fn of(token: &Token, by: By) -> Column {
        let (open, extend) = missing_costs(token);
        Column {
            key: word(token, by),
            lemma: token.lemma,
            open,
            extend,
            best: 0,
            extra: NEVER,
        }
    }
}

/// The best alignment of the whole of `quote` with part of `report`.
pub fn align(quote: &[Token], report: &[Token], by: By) -> Vec<Step> {
    let width = report.len() + 1;
    let mut ways = vec![0_u8; (quote.len() + 1) * width];
    let mut columns: Vec<Column> = report.iter().map(|token| Column::of(token, by)).collect();
    // The column before the report's first word, where nothing but extra words can stand.
    let (mut before, mut before_extra) = (0, NEVER);
    for (i, (token, ways)) in quote.iter().zip(ways.chunks_exact_mut(width).skip(1)).enumerate() {
        let (open_extra, extend_extra) = extra_costs(token);
        let (ours, worths) = (word(token, by), Worths::of(token));
        let free = is_free(quote, i);
        let (first, ways) = ways.split_at_mut(1);
        let mut diagonal = before;
        let opened = before + open_extra;
        before_extra = opened.max(before_extra + extend_extra);
        before = before_extra;
        first[0] = way::EXTRA | flag(before_extra == opened, way::EXTRA_OPENS);
        let (mut left, mut missing) = (before, NEVER);
        for (column, way) in columns.iter_mut().zip(ways) {
            let opened = column.best + open_extra;
            column.extra = opened.max(column.extra + extend_extra);
            let (open, extend) = if free {
                (0, 0)
            } else {
                (column.open, column.extend)
            };
            let gap = left + open;
            missing = gap.max(missing + extend);
            let paired = diagonal + worths.pair(column.key == ours, column.lemma == token.lemma);
            let score = column.extra.max(missing).max(paired);
            *way = flag(missing == gap, way::MISSING_OPENS)
                | flag(score == paired, way::PAIR)
                | flag(score == column.extra, way::EXTRA)
                | flag(column.extra == opened, way::EXTRA_OPENS);
            diagonal = column.best;
            column.best = score;
            left = score;
        }
    }
    let bests = std::iter::once(before).chain(columns.iter().map(|column| column.best));
    let end = bests
        .enumerate()
        .max_by_key(|&(j, best)| (best, j))
        .map_or(0, |(j, _)| j);
    steps_back(quote, report, by, &ways, end)
}

fn flag(is: bool, bit: u8) -> u8 {
    u8::from(is) * bit
}

/// The steps that lead to the `end` column of the last row.
fn steps_back(quote: &[Token], report: &[Token], by: By, ways: &[u8], end: usize) -> Vec<Step> {
    let width = report.len() + 1;
    let mut steps = Vec::with_capacity(quote.len() + 8);
    let (mut i, mut j) = (quote.len(), end);
    let mut gap: Option<bool> = None;
    while i > 0 {
        let way = ways[i * width + j];
        let is = |bit: u8| way & bit != 0;
        match gap {
            None if is(way::PAIR) => {
                (i, j) = (i - 1, j - 1);
                let kept = word(&quote[i], by) == word(&report[j], by);
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
fn missing_costs(token: &Token) -> (i32, i32) {
    if token.bracketed { (0, 0) } else { (OPEN, EXTEND) }
}

/// What is compared.
fn word(token: &Token, by: By) -> u64 {
    match by {
        By::Word => token.key,
        By::Lemma => token.lemma,
    }
}

/// What a word of the quotation is worth beside one of the report: the same, the same but for its form, another.
struct Worths {
    same: i32,
    form: i32,
    other: i32,
}

impl Worths {
    fn of(token: &Token) -> Worths {
        let same = 2 + token.class.weight() as i32;
        let (form, other) = if token.bracketed {
            (0, 0)
        } else {
            (same / 2, CHANGE)
        };
        Worths { same, form, other }
    }

    fn pair(&self, same: bool, form: bool) -> i32 {
        if same {
            self.same
        } else if form {
            self.form
        } else {
            self.other
        }
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
