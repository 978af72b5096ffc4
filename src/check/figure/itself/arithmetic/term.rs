//! The amounts of a paragraph, each as exactly as it is stated.

use super::super::place::{around, is_one_sentence};
use crate::check::figure::numeral::Numeral;
use crate::story::figure::{Bound, Dimension, Figure, Kind, Number, Value};
use crate::story::paragraph::Paragraph;

/// From so many on the last digits of a number may be rounded.
const ROUND: u64 = 1_000;
/// At most this share of it.
const ROUNDED: f64 = 0.025;
/// How far what is told by a fraction ("a third"), about or nearly, may be from it, as a share.
const LOOSE: f64 = 0.1;

/// The single amounts of a paragraph that can be reckoned with, in order.
pub struct Line<'a> {
    pub paragraph: &'a Paragraph,
    pub terms: Vec<Term<'a>>,
}

#[derive(Clone, Copy)]
pub struct Term<'a> {
    pub figure: &'a Figure,
    pub text: &'a str,
    /// What it is an amount of.
    pub sort: Kind,
    /// In the unit stated, whatever its scale (million); per cent for a share.
    pub value: f64,
    /// The number that is written; none for "half" and "a third".
    pub numeral: Option<Numeral>,
    /// What one of the last digit written is worth.
    pub digit: f64,
    /// What one of the last digit that is not a nought is worth.
    step: f64,
}

impl<'a> Line<'a> {
    pub fn of(paragraph: &'a Paragraph) -> Line<'a> {
        let terms = paragraph
            .figures
            .iter()
            .filter_map(|figure| Term::of(paragraph, figure));
        let mut terms: Vec<Term> = terms.collect();
        if terms.iter().any(Term::is_of_money) {
            terms.iter_mut().for_each(Term::read_as_millions);
        }
        Line { paragraph, terms }
    }

    /// The words before a term within its sentence, and those behind it.
    pub fn around(&self, term: &Term) -> (&'a str, &'a str) {
        around(self.paragraph, term.figure)
    }

    /// What stands between two terms of one sentence.
    pub fn gap(&self, first: &Term, second: &Term) -> Option<&'a str> {
        is_one_sentence(self.paragraph, first.figure, second.figure)
            .then(|| {
                self.paragraph
                    .text
                    .get(first.figure.whole.end..second.figure.whole.start)
            })
            .flatten()
    }

    /// What stands between two terms, other sentences too.
    pub fn text(&self, first: &Term, second: &Term) -> &'a str {
        let span = first.figure.whole.end..second.figure.whole.start;
        self.paragraph.text.get(span).unwrap_or_default()
    }

    /// The terms so many before and behind one.
    pub fn before(&self, at: usize, back: usize) -> Option<&Term<'a>> {
        self.terms.get(at.checked_sub(back)?)
    }
}

impl<'a> Term<'a> {
    fn of(paragraph: &'a Paragraph, figure: &'a Figure) -> Option<Term<'a>> {
        let Value::Amount { low, high, step } = figure.value else {
            return None;
        };
        let known = matches!(
            figure.kind,
            Kind::Count | Kind::Money(_) | Kind::Percentage | Kind::Points | Kind::Measure(_)
        );
        let float = |n: Number| *n.numer() as f64 / *n.denom() as f64;
        // Lengths in miles are reckoned with in miles.
        let own = match figure.kind {
            Kind::Measure(_) => figure.stated().map_or(low, |(stated, _)| stated),
            _ => low,
        };
        let (value, base) = (float(own), float(low));
        if !known || low != high || value <= 0.0 || base <= 0.0 {
            return None;
        }
        let step = float(step) * value / base;
        let text = paragraph.text.get(figure.span.clone())?;
        // "D+5"
        if paragraph.text.get(..figure.span.start)?.ends_with('+') {
            return None;
        }
        let fraction = figure.kind == Kind::Percentage && figure.unit.is_none();
        let numeral = Numeral::of(text).filter(|numeral| numeral.digits > 0 && !fraction);
        let digit = numeral.map_or(step, |numeral| value / numeral.digits as f64);
        Some(Term {
            figure,
            text,
            sort: figure.kind,
            value,
            numeral,
            digit,
            step,
        })
    }

    /// A stretch of time in the unit stated.
    pub fn stretch(paragraph: &'a Paragraph, figure: &'a Figure) -> Option<Term<'a>> {
        let (stated, high) = figure.stated()?;
        let text = paragraph.text.get(figure.span.clone())?;
        let value = *stated.numer() as f64 / *stated.denom() as f64;
        (stated == high && value > 0.0).then(|| Term {
            figure,
            text,
            sort: Kind::Count,
            value,
            numeral: Numeral::of(text),
            digit: 1.0,
            step: 1.0,
        })
    }

    pub fn is_share(&self) -> bool {
        matches!(self.sort, Kind::Percentage | Kind::Points)
    }

    /// Whether two terms may be amounts of one thing: "212 of 260 metres", "395m euros, 75m more".
    pub fn is_like(&self, other: &Term) -> bool {
        match (self.sort, other.sort) {
            (Kind::Measure(_), Kind::Measure(_)) => {
                self.sort == other.sort && self.figure.unit == other.figure.unit
            }
            (Kind::Count, Kind::Money(_) | Kind::Measure(_)) => self.is_bare(),
            (Kind::Money(_) | Kind::Measure(_), Kind::Count) => other.is_bare(),
            _ => self.sort == other.sort,
        }
    }

    /// Whether what they count is the same, as far as they say.
    pub fn counts_like(&self, other: &Term) -> bool {
        let (a, b) = (self.figure.head, other.figure.head);
        self.is_like(other) && (a.is_none() || b.is_none() || a == b)
    }

    fn is_of_money(&self) -> bool {
        matches!(self.sort, Kind::Money(_)) || self.sort == Kind::Count && self.text.ends_with('m')
    }

    /// "395m euros, 85m more": no metres beside money.
    fn read_as_millions(&mut self) {
        let glued = self.text.ends_with('m') && !self.text.contains(' ');
        if glued && self.sort == Kind::Measure(Dimension::Length) {
            self.sort = Kind::Count;
            (self.value, self.digit, self.step) = (self.value * 1e6, self.digit * 1e6, self.step * 1e6);
        }
    }

    fn is_bare(&self) -> bool {
        self.figure.noun.is_empty() || self.figure.noun.end <= self.figure.span.start
    }

    /// Whether it states a value and not only a bound of it.
    pub fn is_stated(&self) -> bool {
        matches!(self.figure.bound, Bound::Exact | Bound::About)
    }

    /// A count of things, none of its digits rounded.
    pub fn is_counted(&self) -> bool {
        let small = self.numeral.is_some_and(|numeral| numeral.digits < ROUND);
        self.sort == Kind::Count && self.digit == 1.0 && (small || self.step == 1.0)
    }

    /// From where to where the value may be that is stated so; `finest` is the most that its last digit may hide.
    pub fn range(&self, finest: f64) -> (f64, f64) {
        let value = self.value;
        let Some(numeral) = self.numeral else {
            return match self.figure.bound {
                Bound::MoreThan | Bound::AtLeast => (value, f64::INFINITY),
                Bound::LessThan | Bound::UpTo => (0.0, value),
                Bound::Nearly => (value * (1.0 - LOOSE - LOOSE / 2.0), value * (1.0 + LOOSE / 2.0)),
                Bound::JustOver => (value * (1.0 - LOOSE / 2.0), value * (1.0 + LOOSE + LOOSE / 2.0)),
                Bound::Exact | Bound::About => (value * (1.0 - LOOSE), value * (1.0 + LOOSE)),
            };
        };
        let half = match numeral.digits {
            ROUND.. if numeral.decimals == 0 => self.step.min(value * 2.0 * ROUNDED) / 2.0,
            _ if self.is_counted() => 0.0,
            // "A rise of 130 per cent" rounds to tens.
            100.. if self.is_share() => self.step.min(self.digit * 10.0) / 2.0,
            _ => self.digit / 2.0,
        };
        // "Some 77" is hardly another number.
        let half = half.min(finest / 2.0);
        let loose = if self.step > self.digit * 1.5 || numeral.digits < 10 {
            (value * LOOSE).max(self.digit)
        } else {
            self.digit
        };
        match self.figure.bound {
            Bound::Exact => (value - half, value + half),
            Bound::About => (value - loose, value + loose),
            Bound::Nearly => (value - loose, value + half),
            Bound::JustOver => (value - half, value + loose),
            Bound::MoreThan | Bound::AtLeast => (value - half, f64::INFINITY),
            Bound::LessThan | Bound::UpTo => (0.0, value + half),
        }
    }
}
