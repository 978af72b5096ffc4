//! What an alignment changes, classified. Never a ratio: one word may turn the sense of thirty.

use std::ops::Range;

use super::align::{self, Step};
use super::lemma;
use super::style::{self, Side};
use super::token::{Class, Token};
use crate::check::Severity;
use crate::story::word::hash;

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
    /// What the ear cannot tell.
    Spelling,
    /// Marked by an ellipsis or by brackets.
    Marked,
    /// "um", "you know", a false start, left out.
    Filler,
    Contraction,
    /// The same words in another order.
    Order,
    /// Tense or number of the same word.
    Grammar,
    Function,
    /// An ellipsis stands for a word that turns the sense.
    Hidden,
    Content,
    Modal,
    Name,
    Number,
    Negation,
    /// Hardly a word the same.
    Wording,
}

impl Sort {
    pub const ALL: [Sort; 14] = [
        Sort::Spelling,
        Sort::Marked,
        Sort::Filler,
        Sort::Contraction,
        Sort::Order,
        Sort::Grammar,
        Sort::Function,
        Sort::Hidden,
        Sort::Content,
        Sort::Modal,
        Sort::Name,
        Sort::Number,
        Sort::Negation,
        Sort::Wording,
    ];

    /// As `copydesk.toml` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Spelling => "spelling",
            Sort::Marked => "marked",
            Sort::Filler => "filler",
            Sort::Contraction => "contraction",
            Sort::Order => "order",
            Sort::Grammar => "grammar",
            Sort::Function => "small-word",
            Sort::Hidden => "hidden",
            Sort::Content => "word",
            Sort::Modal => "modal",
            Sort::Name => "name",
            Sort::Number => "number",
            Sort::Negation => "negation",
            Sort::Wording => "wording",
        }
    }

    /// The same words for all that a copy desk cares.
    pub fn is_slight(self) -> bool {
        self <= Sort::Marked
    }

    /// What it is shown as where no house says otherwise.
    pub fn severity(self) -> Severity {
        match self {
            Sort::Spelling | Sort::Marked => Severity::Silent,
            Sort::Filler => Severity::Information,
            Sort::Contraction
            | Sort::Order
            | Sort::Grammar
            | Sort::Function
            | Sort::Hidden
            | Sort::Wording => Severity::Warning,
            Sort::Content | Sort::Modal | Sort::Name | Sort::Number | Sort::Negation => Severity::Error,
        }
    }
}

/// The severity of changes together: that of the gravest.
pub fn severity(changes: &[Sort], of: impl Fn(Sort) -> Severity) -> Severity {
    changes
        .iter()
        .map(|&sort| of(sort))
        .max()
        .unwrap_or(Severity::Silent)
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
                    contract(&mut edits, i, j);
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

/// One contraction is one change, of two words.
fn contract(edits: &mut Vec<Edit>, i: usize, j: usize) {
    match edits.last_mut() {
        Some(last)
            if last.sort == Sort::Contraction && last.quote == (i - 1..i) && last.report == (j - 1..j) =>
        {
            (last.quote.end, last.report.end) = (i + 1, j + 1);
        }
        _ => edits.push(Edit {
            quote: i..i + 1,
            report: j..j + 1,
            sort: Sort::Contraction,
        }),
    }
}

/// `None` where the two sides say the same: "for ever" and "forever", "per cent" behind a figure and none. Brackets in a
/// report are not the speaker's.
fn edit(quote_at: Range<usize>, report_at: Range<usize>, quote: &[Token], report: &[Token]) -> Option<Edit> {
    let ours = Side::new(quote, &quote_at);
    let theirs = Side::new(report, &report_at);
    let unsaid = theirs.words().iter().all(|t| t.bracketed);
    if unsaid && quote_at.is_empty() || style::same(ours, theirs) {
        return None;
    }
    let sort = match ours.words() {
        _ if unsaid && !report_at.is_empty() => Sort::Marked,
        [] if is_marked(ours) && hides(theirs) => Sort::Hidden,
        _ if is_marked(ours) => Sort::Marked,
        [] if style::is_filler(theirs) => Sort::Filler,
        words => sort(words, theirs.words()),
    };
    Some(Edit {
        quote: quote_at,
        report: report_at,
        sort,
    })
}

/// Whether the draft shows by an ellipsis or by brackets that something was changed here.
fn is_marked(ours: Side) -> bool {
    let words = ours.words();
    let shown = |t: &Token| t.elided || t.bracketed;
    words.iter().all(|t| t.bracketed)
        && (!words.is_empty()
            || ours.after().is_some_and(shown)
            || ours.before().is_some_and(|t| t.bracketed))
}

/// No more words than this turn what is left of their sentence.
pub const TURN: usize = 12;

/// Whether what an ellipsis stands for turns what is left: a negation of it, a condition on it. A clause with its own
/// negation, set off by commas or by an "and" with its own subject, takes it along.
fn hides(theirs: Side) -> bool {
    let words = theirs.words();
    let divided = words.iter().skip(1).chain(theirs.after()).any(|t| t.opens);
    let joins = |t: &Token| ["and", "but", "or", "so"].iter().any(|w| t.key == hash(w));
    let clause = matches!(words, [first, second, ..] if joins(first) && second.class == Class::Pronoun);
    if words.len() > TURN || divided || clause {
        return false;
    }
    let turns = |t: &Token| t.class == Class::Negation && !t.bracketed;
    if theirs.is_aside() {
        words.iter().take(2).any(|t| turns(t) && style::is_condition(t))
    } else {
        words.iter().any(turns)
    }
}

fn sort(ours: &[Token], theirs: &[Token]) -> Sort {
    if style::sounds_alike(ours, theirs) {
        return Sort::Spelling;
    }
    if style::is_contraction(ours, theirs) {
        return Sort::Contraction;
    }
    let lemmas = |tokens: &[Token]| {
        let mut lemmas: Vec<u64> = tokens.iter().map(|t| t.lemma).collect();
        lemmas.sort_unstable();
        lemmas
    };
    if !ours.is_empty() && lemmas(ours) == lemmas(theirs) {
        return if ours.iter().map(|t| t.key).eq(theirs.iter().map(|t| t.key)) {
            Sort::Contraction
        } else if ours.iter().map(|t| t.lemma).eq(theirs.iter().map(|t| t.lemma)) {
            forms(ours, theirs)
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

/// Other forms of the same words: "would" for "will" is another promise, "they" for "we" are other people.
fn forms(ours: &[Token], theirs: &[Token]) -> Sort {
    let changed = ours.iter().zip(theirs).filter(|(a, b)| a.key != b.key);
    let sorts = changed.map(|(a, b)| match a.class.max(b.class) {
        Class::Modal => Sort::Modal,
        _ if lemma::is_person(a.lemma) => Sort::Function,
        _ => Sort::Grammar,
    });
    sorts.max().unwrap_or(Sort::Grammar)
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
