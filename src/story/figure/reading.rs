//! From the words of a figure to the figure: its bound, what it counts, what it takes from the figure before it.

use std::ops::Range;

use super::lexer::{Reader, is, keys};
use super::nouns::{self, Counted, Of};
use super::units::Unit;
use super::{Bound, Figure, Kind, Value, When, bounds, changes, integer};
use crate::story::marks::Marks;

/// A figure by the words that say it, before what stands around it is read. `to` is the first word after it.
#[derive(Debug)]
pub struct Reading {
    pub from: usize,
    pub to: usize,
    pub span: Range<usize>,
    pub kind: Kind,
    pub value: Value,
    pub unit: Option<Unit>,
}

impl Reading {
    /// From the word `from` to the word before `to`.
    pub fn of(reader: &Reader, from: usize, to: usize, kind: Kind, value: Value) -> Reading {
        Reading {
            from,
            to,
            span: reader.start(from)..reader.end_before(to),
            kind,
            value,
            unit: None,
        }
    }

    /// "today" in a quotation: the day of speech, which is not the dateline's.
    pub fn spoken(&self, marks: &[Marks]) -> bool {
        let relative = matches!(
            &self.value,
            Value::Date(When {
                relative: Some(_),
                ..
            }) | Value::Date(When { period: Some(_), .. })
        );
        relative
            && marks
                .iter()
                .any(|marks| marks.outer.start <= self.span.start && self.span.end <= marks.outer.end)
    }

    pub fn figure(self, reader: &Reader, before: Option<&Figure>) -> Figure {
        let span = without_possessive(reader, self.span.clone());
        let amount = matches!(self.value, Value::Amount { .. }) && self.kind != Kind::Identifier;
        let bound = self.bound(reader);
        let first = bound.map_or(self.from, |(_, first)| first);
        let counted = match self.kind {
            Kind::Age => Counted::default(),
            Kind::Count => nouns::counted(
                reader,
                first,
                self.to,
                if self.is_one() { Of::One } else { Of::Many },
            ),
            Kind::Ordinal => nouns::counted(reader, first, self.to, Of::One),
            _ if amount => nouns::counted(reader, first, self.to, Of::Measure),
            _ => Counted::default(),
        };
        let behind = amount
            .then(|| bounds::behind(reader, self.to).or_else(|| bounds::behind(reader, counted.to)))
            .flatten();
        let start = bound.map_or(span.start, |_| reader.start(first));
        let end = behind.map_or(span.end, |(_, after)| reader.end_before(after));
        let mut figure = Figure {
            whole: start.min(span.start)..end.max(span.end),
            span,
            kind: self.kind,
            value: self.value,
            unit: self.unit,
            change: amount.then(|| changes::change(reader, first)).flatten(),
            bound: of_both(bound, behind),
            noun: counted.noun,
            head: counted.head,
            fate: counted.fate,
        };
        if let Some(before) = before.filter(|before| converts(reader, before, &figure)) {
            (figure.bound, figure.change) = (before.bound, before.change);
        }
        if let Some(before) = before.filter(|_| figure.kind == Kind::Count && figure.head.is_none()) {
            inherit(reader, first, self.to, before, &mut figure);
        }
        figure
    }

    /// The bound before the figure and its first word.
    fn bound(&self, reader: &Reader) -> Option<(Bound, usize)> {
        let bounded = match self.kind {
            Kind::Date | Kind::Identifier | Kind::Score | Kind::Odds | Kind::Ordinal => false,
            Kind::Duration => !bounds::spans_time(reader, self.from),
            _ => true,
        };
        bounded
            .then(|| bounds::before(reader, self.from, self.span.start))
            .flatten()
    }

    fn is_one(&self) -> bool {
        matches!(&self.value, Value::Amount { low, high, .. } if *low == integer(1) && low == high)
    }
}

/// The bound before a number or that behind it; "about 500 or more" is 500 or more.
fn of_both(before: Option<(Bound, usize)>, behind: Option<(Bound, usize)>) -> Bound {
    match (before, behind) {
        (None | Some((Bound::About, _)), Some((bound, _))) | (Some((bound, _)), _) => bound,
        (None, None) => Bound::Exact,
    }
}

/// Whether a figure repeats the one before it in another unit: "more than 80 kilometres (50 miles)".
fn converts(reader: &Reader, before: &Figure, figure: &Figure) -> bool {
    let alike = match (before.kind, figure.kind) {
        (Kind::Money(_), Kind::Money(_)) => true,
        (before @ Kind::Measure(_), kind) => before == kind,
        _ => false,
    };
    let said = reader.slice(before.span.end..figure.span.start);
    let opened = said
        .rfind('(')
        .is_some_and(|open| said[open..].trim_end().len() < 4 && !said.contains(')'));
    let words = || said.bytes().filter(|b| *b == b' ').count() < 4;
    alike && opened && words() && figure.bound == Bound::Exact
}

/// The span without the "'s" of "Monday's".
fn without_possessive(reader: &Reader, span: Range<usize>) -> Range<usize> {
    let said = reader.slice(span.clone());
    let bare = said
        .strip_suffix("'s")
        .or(said.strip_suffix("’s"))
        .unwrap_or(said);
    span.start..span.start + bare.len()
}

/// Before a number that is of what the number before it is of: "41,000 homes, down from 310,000".
const COMPARING: &[u64] = &keys(["from", "to", "than", "against"]);

/// Gives a bare number, its bound at `from`, what the one before it in its sentence counts, where the words say that it is of the same.
fn inherit(reader: &Reader, from: usize, to: usize, before: &Figure, figure: &mut Figure) {
    if reader
        .slice(before.span.end..figure.span.start)
        .contains(['.', '?', '!', ';', '\n'])
    {
        return;
    }
    let compared = reader.is(from.wrapping_sub(1), COMPARING);
    let part = is!(reader, to, "of") && is!(reader, to + 1, "them" | "whom" | "those" | "these")
        // "two of whom were freed" says something else of them.
        && !is!(reader, to + 2, "were" | "was" | "are" | "have" | "had" | "has");
    let listed = is!(reader, from.wrapping_sub(1), "and") && is!(reader, to, "in" | "at" | "on" | "from");
    match (before.kind, &figure.value) {
        (Kind::Money(_), Value::Amount { step, .. }) if compared && *step >= integer(1000) => {
            figure.kind = before.kind
        }
        // "12 points, up from seven"
        (Kind::Percentage | Kind::Points, _)
            if compared && is!(reader, from.wrapping_sub(2), "up" | "down") =>
        {
            figure.kind = before.kind;
        }
        (Kind::Count, _) if compared || part || listed => {
            figure.noun = before.noun.clone();
            figure.head = before.head;
            figure.fate = before.fate;
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::Currency;
    use crate::story::figure::tests::{read, spans};

    #[test]
    fn a_bare_number_may_be_of_what_the_one_before_it_is() {
        let figures =
            read("Some 41,000 homes had no light, down from 310,000, and sales fell to $40bn from 60bn.");
        assert_eq!(figures[0].head, figures[1].head);
        assert_eq!(figures[3].kind, Kind::Money(Currency::Dollar));
        let figures = read("The fire killed nine people, four of them in Aldmoor and five in Brent.");
        assert!(figures.iter().all(|f| f.head == figures[0].head), "{figures:?}");
    }

    #[test]
    fn a_possessive_is_no_part() {
        assert_eq!(
            spans("Monday’s vote came with an hour and a half’s notice."),
            ["Monday", "an hour and a half"]
        );
    }
}
