//! Aligns a quotation's words with a stretch of a report: all of the quotation, any part of the report.
//!
//! Gotoh's affine gaps (J. Mol. Biol. 162, 1982), semi-global: what stands before and after costs nothing. Cells that
//! cannot reach what one diagonal reaches without a gap, even if each word to come is the same that the report has at
//! all, are not looked at.

use std::ops::Range;

use super::stretch::Stretch;
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
    /// Before the report's first word, where nothing but extra words can stand: no way leads here from the left.
    const FIRST: Column = Column {
        key: 0,
        lemma: 0,
        open: 0,
        extend: 0,
        best: 0,
        extra: NEVER,
    };

    fn of(token: &Token, by: By) -> Column {
        let (open, extend) = missing_costs(token);
        Column {
            key: word(token, by),
            lemma: token.lemma,
            open,
            extend,
            ..Column::FIRST
        }
    }
}

/// The best alignment of the whole of `quote` with part of `report`.
pub fn align(quote: &[Token], report: &Stretch, by: By) -> Vec<Step> {
    let mut table = Table::new(quote, report, by);
    let end = table.fill(table.unbroken());
    table.steps_back(end)
}

/// The table of a quotation's words, a row each, and a report's, a column each.
struct Table<'a> {
    quote: &'a [Token],
    report: &'a Stretch<'a>,
    by: By,
    columns: Vec<Column>,
    ways: Vec<u8>,
}

impl<'a> Table<'a> {
    fn new(quote: &'a [Token], report: &'a Stretch<'a>, by: By) -> Table<'a> {
        let columns = report.tokens.iter().map(|token| Column::of(token, by));
        let columns: Vec<Column> = std::iter::once(Column::FIRST).chain(columns).collect();
        Table {
            quote,
            report,
            by,
            ways: vec![0; (quote.len() + 1) * columns.len()],
            columns,
        }
    }

    /// What the best alignment is worth that pairs words on end, those on the diagonal with the most of the same: the
    /// best of all is worth no less.
    fn unbroken(&self) -> i32 {
        let (quote, report) = (self.quote, &self.columns[1..]);
        // Diagonal 0 pairs the quotation's last word with the report's first.
        let last = quote.len().saturating_sub(1);
        let mut same = vec![0_u32; quote.len() + report.len()];
        // Half of each word, four at a time: two words taken for one choose a poorer diagonal at worst.
        let half = |word: u64| (word >> 32) as u32;
        let words: Vec<u32> = report.iter().map(|column| half(column.key)).collect();
        for (i, token) in quote.iter().enumerate() {
            let ours = half(word(token, self.by));
            for (same, &theirs) in same[last - i..].iter_mut().zip(&words) {
                *same += u32::from(theirs == ours);
            }
        }
        let diagonal = (0..same.len()).max_by_key(|&d| same[d]).unwrap_or(0);
        let first = last.saturating_sub(diagonal);
        let mut theirs = report[diagonal.saturating_sub(last).min(report.len())..].iter();
        // What extra words alone are worth so far, what ends in a pair, and what ends in extra words behind pairs.
        let (mut before, mut paired, mut behind) = (0, NEVER, NEVER);
        for (i, token) in quote.iter().enumerate() {
            let (open, extend) = extra_costs(token);
            let pair = if i < first { None } else { theirs.next() };
            let pair = pair.map_or(NEVER, |theirs| {
                let (same, form) = (theirs.key == word(token, self.by), theirs.lemma == token.lemma);
                before.max(paired) + Worths::of(token).pair(same, form)
            });
            behind = (behind + extend).max(paired + open);
            before += if i == 0 { open } else { extend };
            paired = pair;
        }
        before.max(paired).max(behind)
    }

    /// The last column of the best alignment, which is worth `least` at least. Cells are left out from which that is
    /// out of reach even if all words to come are the same that can be: the best alignment goes through none of them.
    fn fill(&mut self, least: i32) -> usize {
        let width = self.columns.len();
        let utmost: Vec<i32> = self.quote.iter().map(|token| self.utmost(token)).collect();
        let mut ahead: i32 = utmost.iter().sum();
        // The columns of the row before from which it is in reach.
        let mut live = 0..width;
        let rows = self.ways.chunks_exact_mut(width).skip(1);
        for (i, (token, ways)) in self.quote.iter().zip(rows).enumerate() {
            ahead -= utmost[i];
            let lowest = least - ahead;
            let mut row = Row::of(token, self.by, is_free(self.quote, i));
            let mut end = (live.end + 1).min(width);
            let cells = live.start..end;
            for (column, way) in self.columns[cells.clone()].iter_mut().zip(&mut ways[cells]) {
                *way = row.step(column);
            }
            // Behind these nothing leads on but missing words.
            while end < width && row.left >= lowest {
                ways[end] = row.step(&mut self.columns[end]);
                end += 1;
            }
            let dead = |column: &&Column| column.best < lowest;
            let start = live.start + self.columns[live.start..end].iter().take_while(dead).count();
            let dead = self.columns[start..end].iter().rev().take_while(dead).count();
            for column in &mut self.columns[end - dead..end] {
                (column.best, column.extra) = (NEVER, NEVER);
            }
            live = start..end - dead;
        }
        live.max_by_key(|&j| (self.columns[j].best, j)).unwrap_or(0)
    }

    /// The most that a word of the quotation can add to an alignment.
    fn utmost(&self, token: &Token) -> i32 {
        let worths = Worths::of(token);
        if self.report.may_have(word(token, self.by)) {
            worths.same
        } else if self.report.may_have(token.lemma) {
            worths.form
        } else {
            let (open, extend) = extra_costs(token);
            worths.other.max(open).max(extend)
        }
    }

    /// The steps that lead to the `end` column of the last row.
    fn steps_back(&self, end: usize) -> Vec<Step> {
        let width = self.columns.len();
        let (quote, report, by) = (self.quote, self.report.tokens, self.by);
        let mut steps = Vec::with_capacity(quote.len() + 8);
        let (mut i, mut j) = (quote.len(), end);
        let mut gap: Option<bool> = None;
        while i > 0 {
            let way = self.ways[i * width + j];
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
}

/// A row of the table on its way from column to column.
struct Row {
    word: u64,
    lemma: u64,
    worths: Worths,
    open_extra: i32,
    extend_extra: i32,
    free: bool,
    /// The best way to the column before: of the row before, of this one, and of this one in a missing word.
    diagonal: i32,
    left: i32,
    missing: i32,
}

impl Row {
    fn of(token: &Token, by: By, free: bool) -> Row {
        let (open_extra, extend_extra) = extra_costs(token);
        Row {
            word: word(token, by),
            lemma: token.lemma,
            worths: Worths::of(token),
            open_extra,
            extend_extra,
            free,
            diagonal: NEVER,
            left: NEVER,
            missing: NEVER,
        }
    }

    /// Brings a column from the row before to this one: how its cell is reached.
    #[inline]
    fn step(&mut self, column: &mut Column) -> u8 {
        let opened = column.best + self.open_extra;
        column.extra = opened.max(column.extra + self.extend_extra);
        let (open, extend) = if self.free {
            (0, 0)
        } else {
            (column.open, column.extend)
        };
        let gap = self.left + open;
        self.missing = gap.max(self.missing + extend);
        let (same, form) = (column.key == self.word, column.lemma == self.lemma);
        let paired = self.diagonal + self.worths.pair(same, form);
        self.diagonal = column.best;
        column.best = column.extra.max(self.missing).max(paired);
        self.left = column.best;
        flag(self.missing == gap, way::MISSING_OPENS)
            | flag(column.best == paired, way::PAIR)
            | flag(column.best == column.extra, way::EXTRA)
            | flag(column.extra == opened, way::EXTRA_OPENS)
    }
}

fn flag(is: bool, bit: u8) -> u8 {
    u8::from(is) * bit
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

#[cfg(test)]
pub mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::quote::token;
    use crate::story::Story;

    /// A quotation of words of all classes, drawn from a few that look alike.
    pub fn tokens(words: &[usize]) -> Vec<Token> {
        let all = [
            "we", "will", "not", "mend", "mended", "the", "[old]", "pier", "12", "Corrie",
        ];
        let text: Vec<&str> = words.iter().map(|&word| all[word % all.len()]).collect();
        let story = Story::of(&format!("“{}”", text.join(" ")));
        let quote = story.quotes.first();
        quote.map_or(Vec::new(), |quote| token::spoken(quote, &story.paragraphs))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn what_is_left_out_of_the_table_is_on_no_best_way(
            quote in prop::collection::vec(0_usize..10, 1..16),
            report in prop::collection::vec(0_usize..10, 0..40),
        ) {
            let (quote, report) = (tokens(&quote), tokens(&report));
            let report = Stretch::of(&report);
            for by in [By::Word, By::Lemma] {
                let mut table = Table::new(&quote, &report, by);
                let end = table.fill(NEVER);
                prop_assert!(table.columns[end].best >= table.unbroken());
                prop_assert_eq!(align(&quote, &report, by), table.steps_back(end));
            }
        }
    }
}
