//! What an alignment changes, classified. Never a ratio: one word may turn the sense of thirty.

use std::ops::Range;

use super::align::{self, Step};
use super::token::{Class, Token};
use crate::check::Severity;

/// One change; ranges count tokens of the quotation and of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub quote: Range<usize>,
    pub report: Range<usize>,
    pub sort: Sort,
}

/// The sorts of change, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Marked by an ellipsis or by brackets.
    Marked,
    Filler,
    Contraction,
    /// The same words in another order.
    Order,
    /// Person, tense or number of the same word.
    Grammar,
    Function,
    Content,
    Modal,
    Name,
    Number,
    Negation,
}

impl Sort {
    /// What a copy desk that alters nothing makes of it (AP, the New York Times).
    pub fn severity(self) -> Severity {
        match self {
            Sort::Marked | Sort::Filler => Severity::Information,
            Sort::Contraction | Sort::Order | Sort::Grammar | Sort::Function => Severity::Warning,
            Sort::Content | Sort::Modal | Sort::Name | Sort::Number | Sort::Negation => Severity::Error,
        }
    }
}

/// The changes of an alignment, in order.
pub fn edits(steps: &[Step], quote: &[Token], report: &[Token]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let (mut q, mut r) = (0, align::covered(steps).map_or(0, |c| c.start));
    let mut open: Option<(usize, usize)> = None;
    for step in steps {
        match *step {
            Step::Keep(i, j) => {
                if let Some((from_q, from_r)) = open.take() {
                    edits.extend(edit(from_q..i, from_r..j, quote, report));
                }
                if quote[i].contracted != report[j].contracted {
                    edits.push(Edit {
                        quote: i..i + 1,
                        report: j..j + 1,
                        sort: Sort::Contraction,
                    });
                }
                (q, r) = (i + 1, j + 1);
            }
            Step::Change(i, j) => {
                open.get_or_insert((i, j));
                (q, r) = (i + 1, j + 1);
            }
            Step::Extra(i) => {
                open.get_or_insert((i, r));
                q = i + 1;
            }
            Step::Missing(j) => {
                open.get_or_insert((q, j));
                r = j + 1;
            }
        }
    }
    if let Some((from_q, from_r)) = open {
        edits.extend(edit(from_q..q, from_r..r, quote, report));
    }
    edits
}

/// `None` where the two sides say the same: "for ever" and "forever", "per cent" behind a figure and none.
fn edit(quote_at: Range<usize>, report_at: Range<usize>, quote: &[Token], report: &[Token]) -> Option<Edit> {
    let (ours, theirs) = (&quote[quote_at.clone()], &report[report_at.clone()]);
    let lead = |tokens: &[Token], at: usize| {
        at.checked_sub(1)
            .is_some_and(|i| tokens[i].class == Class::Number)
    };
    if is_percent(ours) && is_percent(theirs) && lead(quote, quote_at.start) {
        return None;
    }
    let marked = ours.iter().all(|t| t.bracketed)
        && (!ours.is_empty()
            || quote.get(quote_at.end).is_some_and(|t| t.elided || t.bracketed)
            || quote_at.start > 0 && quote[quote_at.start - 1].bracketed);
    let sort = if marked { Sort::Marked } else { sort(ours, theirs) };
    Some(Edit {
        quote: quote_at,
        report: report_at,
        sort,
    })
}

/// "per cent", "percent" and nothing at all, which is how a sign is read.
fn is_percent(tokens: &[Token]) -> bool {
    use crate::story::word::hash;
    match tokens {
        [] => true,
        [one] => one.key == hash("%"),
        [per, cent] => per.key == hash("per") && cent.key == hash("cent"),
        _ => false,
    }
}

fn sort(ours: &[Token], theirs: &[Token]) -> Sort {
    let lemmas = |tokens: &[Token]| {
        let mut lemmas: Vec<u64> = tokens.iter().map(|t| t.lemma).collect();
        lemmas.sort_unstable();
        lemmas
    };
    if !ours.is_empty() && lemmas(ours) == lemmas(theirs) {
        return if ours.iter().map(|t| t.key).eq(theirs.iter().map(|t| t.key)) {
            Sort::Contraction
        } else if ours.iter().map(|t| t.lemma).eq(theirs.iter().map(|t| t.lemma)) {
            Sort::Grammar
        } else {
            Sort::Order
        };
    }
    let alone = |here: &[Token], there: &[Token]| {
        let unmatched = here.iter().filter(|t| there.iter().all(|o| o.lemma != t.lemma));
        unmatched.map(|t| of_class(t.class)).max()
    };
    alone(ours, theirs)
        .max(alone(theirs, ours))
        .unwrap_or(Sort::Function)
}

fn of_class(class: Class) -> Sort {
    match class {
        Class::Filler => Sort::Filler,
        Class::Function | Class::Pronoun => Sort::Function,
        Class::Modal => Sort::Modal,
        Class::Negation => Sort::Negation,
        Class::Number => Sort::Number,
        Class::Name => Sort::Name,
        Class::Content => Sort::Content,
    }
}
