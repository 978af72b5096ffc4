//! What a calculation gives, as far as its parts are exact.

use std::ops::Range;

use super::term::Term;
use crate::check::figure::numeral::Numeral;
use crate::story::figure::Kind;

/// What is left of equality by the rounding of binary fractions.
const EQUAL: f64 = 1e-9;
/// From so many times as much on a result is no slip.
const FAR: f64 = 20.0;

pub enum Operation {
    /// The first less all the others.
    Less,
    /// What the second is more or less than the first.
    Apart,
    /// The same in per cent of the first.
    Change,
    /// The first in per cent of the second.
    Share,
    Sum,
    /// What they leave of a hundred.
    OfHundred,
    /// The first so many times as the second says, and its part for each of them.
    Times,
    Over,
    /// The first from so many times to so many.
    Repeated(f64, f64),
}

pub struct Outcome<'a> {
    pub operation: Operation,
    pub parts: Vec<Term<'a>>,
}

impl<'a> Outcome<'a> {
    pub fn new(operation: Operation, parts: &[&Term<'a>]) -> Outcome<'a> {
        Outcome {
            operation,
            parts: parts.iter().map(|part| **part).collect(),
        }
    }

    /// Whether a result stated is this one.
    pub fn is_told_by(&self, result: &Term) -> bool {
        let finest = self.finest(result);
        let (low, high) = self.range(finest);
        let (least, most) = result.range(if self.is_exact(result) { 0.0 } else { f64::INFINITY });
        let slack = EQUAL * high.abs().max(result.value);
        low <= most + slack && least <= high + slack
    }

    /// Whether all is stated to the same digit, so that no rounding stands between the parts and the result.
    pub fn is_exact(&self, result: &Term) -> bool {
        let whole = |term: &Term| term.numeral.is_some_and(|numeral| numeral.decimals == 0);
        let alike = |term: &Term| {
            let counted = term.is_counted() && result.is_counted();
            let written = (term.digit / result.digit - 1.0).abs() < EQUAL && term.value < 1000.0 * term.digit;
            term.is_stated() && whole(term) && (counted || written)
        };
        matches!(
            self.operation,
            Operation::Less | Operation::Apart | Operation::Sum
        ) && whole(result)
            && self.parts.iter().all(alike)
    }

    /// The most that the last digits of the parts may hide: who leaves 1.6m of 4m has 4.0m, and who goes from 6m to 8.5m
    /// had 6.0m.
    fn finest(&self, result: &Term) -> f64 {
        match self.operation {
            _ if self.is_exact(result) => 0.0,
            Operation::Less | Operation::Apart | Operation::Sum => result.digit,
            Operation::Change => self
                .parts
                .iter()
                .map(|part| part.digit)
                .fold(f64::INFINITY, f64::min),
            _ => f64::INFINITY,
        }
    }

    fn range(&self, finest: f64) -> (f64, f64) {
        let mut ranges = self.parts.iter().map(|part| part.range(finest));
        let first = ranges.next().unwrap_or_default();
        match self.operation {
            Operation::Less => ranges.fold(first, |(low, high), (least, most)| (low - most, high - least)),
            Operation::Apart => {
                let second = ranges.next().unwrap_or_default();
                ordered(second.0 - first.1, second.1 - first.0)
            }
            Operation::Change => {
                let second = ranges.next().unwrap_or_default();
                ordered(
                    100.0 * (second.0 / first.1 - 1.0),
                    100.0 * (second.1 / first.0 - 1.0),
                )
            }
            Operation::Share => {
                let second = ranges.next().unwrap_or_default();
                (100.0 * first.0 / second.1, 100.0 * first.1 / second.0)
            }
            Operation::Sum => ranges.fold(first, |(low, high), (least, most)| (low + least, high + most)),
            Operation::OfHundred => {
                let (low, high) = ranges.fold(first, |(low, high), (least, most)| (low + least, high + most));
                (100.0 - high, 100.0 - low)
            }
            Operation::Times => {
                let second = ranges.next().unwrap_or_default();
                (first.0 * second.0, first.1 * second.1)
            }
            Operation::Over => {
                let second = ranges.next().unwrap_or_default();
                (first.0 / second.1, first.1 / second.0)
            }
            Operation::Repeated(least, most) => (first.0 * least, first.1 * most),
        }
    }

    /// Whether the result is so far from what is told that it must be of other things, or is told in another scale.
    pub fn is_far(&self, result: &Term) -> bool {
        let ratio = self.value() / result.value;
        !(1.0 / FAR..FAR).contains(&ratio)
    }

    /// What the parts give as they are stated.
    fn value(&self) -> f64 {
        let mut values = self.parts.iter().map(|part| part.value);
        let first = values.next().unwrap_or_default();
        match self.operation {
            Operation::Less => values.fold(first, |left, value| left - value),
            Operation::Apart => (values.next().unwrap_or_default() - first).abs(),
            Operation::Change => 100.0 * (values.next().unwrap_or_default() / first - 1.0).abs(),
            Operation::Share => 100.0 * first / values.next().unwrap_or_default(),
            Operation::Sum => values.fold(first, |sum, value| sum + value),
            Operation::OfHundred => 100.0 - values.fold(first, |sum, value| sum + value),
            Operation::Times => first * values.next().unwrap_or_default(),
            Operation::Over => first / values.next().unwrap_or_default(),
            Operation::Repeated(_, most) => first * most,
        }
    }

    /// Whether the parts give one result only at the digit that the draft gives.
    pub fn is_single(&self, result: &Term) -> bool {
        let (low, high) = self.range(self.finest(result));
        let digits = |value: f64| (value / result.digit).round();
        !matches!(self.operation, Operation::Repeated(..)) && digits(low) == digits(high)
            || self.is_exact(result)
    }

    /// The right result as the draft writes the wrong one.
    pub fn written(&self, result: &Term) -> Option<String> {
        let (numeral, right) = (result.numeral?, self.value());
        let digits = (right / result.digit).round();
        // "Leaving $0.4bn" of millions has digits of its own.
        let near = (digits * result.digit - right).abs() <= right * 0.02 || result.is_share();
        if !near || !(1.0..1e15).contains(&digits) {
            return None;
        }
        let right = Numeral {
            digits: digits as u64,
            ..numeral
        };
        let before = result.text.get(..numeral.start)?;
        let after = result.text.get(numeral.end..)?;
        Some(format!(
            "{before}{}{after}",
            right.in_the_style_of(&numeral, result.text)
        ))
    }

    /// "96m less 41m is 55m", "from 38 to 29 is 24 per cent"
    pub fn note(&self, result: &Term) -> String {
        let text = |at: usize| self.parts.get(at).map_or("", |part| part.text);
        let right = self.written(result).unwrap_or_else(|| self.rounded(result));
        let rest: Vec<&str> = self.parts.iter().skip(1).map(|part| part.text).collect();
        match self.operation {
            Operation::Less => format!("{} less {} is {right}", text(0), rest.join(" and ")),
            Operation::Apart | Operation::Change => format!("from {} to {} is {right}", text(0), text(1)),
            Operation::Share => format!("{} of {} is {right}", text(0), text(1)),
            Operation::Sum => format!("{} and {} make {right}", text(0), rest.join(" and ")),
            Operation::OfHundred => format!("{} and {} leave {right}", text(0), rest.join(" and ")),
            Operation::Times => format!("{} times {} is {right}", text(0), text(1)),
            Operation::Over => format!("{} divided by {} is {right}", text(0), text(1)),
            Operation::Repeated(_, most) => format!("{most} times {} is {right}", text(0)),
        }
    }

    fn rounded(&self, result: &Term) -> String {
        match result.sort {
            Kind::Percentage | Kind::Points => format!("{:.0} per cent", self.value()),
            _ => {
                let (unit, name) = match self.value() {
                    1e9.. => (1e9, "bn"),
                    1e6.. => (1e6, "m"),
                    _ => (1.0, ""),
                };
                let number = format!("{:.2}", self.value() / unit);
                format!("{}{name}", number.trim_end_matches('0').trim_end_matches('.'))
            }
        }
    }

    /// Where the parts stand, on one side of the result.
    pub fn parts_before_or_behind(&self, result: &Term) -> Option<Range<usize>> {
        let spans = || self.parts.iter().map(|part| part.figure.span.clone());
        let own = result.figure.span.start;
        let (before, behind): (Vec<_>, Vec<_>) = spans().partition(|span| span.start < own);
        let side = if before.is_empty() { behind } else { before };
        let start = side.iter().map(|span| span.start).min()?;
        let end = side.iter().map(|span| span.end).max()?;
        Some(start..end)
    }
}

/// How far apart two values are, that may each be the greater.
fn ordered(low: f64, high: f64) -> (f64, f64) {
    match (low >= 0.0, high >= 0.0) {
        (true, _) => (low, high),
        (_, false) => (-high, -low),
        _ => (0.0, high.max(-low)),
    }
}
