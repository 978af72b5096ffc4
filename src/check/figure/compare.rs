//! How a figure of the draft stands to one of a report, whatever the two speak of.

use jiff::civil::Date;

use super::amount;
use super::numeral::Numeral;
use super::slip::Slip;
use super::when::{self, Resolved};
use crate::story::figure::{Bound, Change, Clock, Dimension, Figure, Kind, Number, Value};
use crate::story::word;

/// What a draft's figure is, measured by a report's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same value: written another way or in another unit.
    Same,
    /// The same value, rounded as the draft's approximator or its last digit allows.
    Rounded,
    /// The value stands, but its bound changed the sense.
    Shifted,
    /// Another value, one slip away.
    Slip(Slip),
    /// The report is too coarse to bear the draft out or to gainsay it.
    Coarser,
    /// Another value.
    Other,
    /// A value so far off that it is another thing's.
    Far,
}

/// A figure ready to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    pub kind: Kind,
    pub bound: Bound,
    pub change: Option<Change>,
    /// Whether it counts things that are named: no sum of money.
    pub counts: bool,
    pub value: Plain,
    pub numeral: Option<Numeral>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Plain {
    Amount { low: f64, high: f64, step: f64 },
    Date(Resolved),
    Dates(Resolved, Resolved),
    Time(Clock),
    Pair(f64, f64),
}

/// From so many on a pair is rather a vote than a score.
const VOTERS: f64 = 7.0;

const POINT: u64 = word::hash("point");

/// Kinds that may state one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    Number,
    Money,
    Share,
    Measure(Dimension),
    Duration,
    Date,
    Time,
    Score,
    Ordinal,
    Odds,
    Identifier,
}

impl Stated {
    /// A figure of a text written on `day`.
    pub fn of(figure: &Figure, text: &str, day: Option<Date>) -> Stated {
        let float = |n: &Number| *n.numer() as f64 / *n.denom() as f64;
        let numeral = Numeral::of(text);
        Stated {
            kind: match figure.kind {
                Kind::Money(_) if numeral.is_some_and(|numeral| is_bare(text, &numeral)) => Kind::Count,
                // "trails by 19 points": of a hundred, or else of a game.
                Kind::Count if figure.head == Some(POINT) => Kind::Points,
                kind => kind,
            },
            bound: figure.bound,
            change: figure.change,
            counts: figure.head.is_some(),
            value: match &figure.value {
                Value::Amount { low, high, step } => Plain::Amount {
                    low: float(low),
                    high: float(high),
                    step: float(step),
                },
                Value::Date(when) => Plain::Date(Resolved::of(*when, day)),
                Value::Dates(from, to) => Plain::Dates(Resolved::of(*from, day), Resolved::of(*to, day)),
                Value::Time(clock) => Plain::Time(*clock),
                Value::Pair(a, b) => Plain::Pair(float(a), float(b)),
            },
            numeral,
        }
    }

    pub fn class(&self) -> Class {
        match self.kind {
            Kind::Count | Kind::Age => Class::Number,
            Kind::Money(_) => Class::Money,
            Kind::Percentage | Kind::Points => Class::Share,
            Kind::Measure(dimension) => Class::Measure(dimension),
            Kind::Duration => Class::Duration,
            Kind::Date => Class::Date,
            Kind::Time => Class::Time,
            Kind::Score => Class::Score,
            Kind::Ordinal => Class::Ordinal,
            Kind::Odds => Class::Odds,
            Kind::Identifier => Class::Identifier,
        }
    }

    /// The classes in which its like may stand: money may stand without its currency ("to £4bn from 6bn"), points without
    /// their name.
    pub fn classes(&self) -> [Option<Class>; 3] {
        let own = self.class();
        let (also, too) = match own {
            Class::Money | Class::Share => (Some(Class::Number), None),
            Class::Number => (Some(Class::Money), Some(Class::Share)),
            _ => (None, None),
        };
        [Some(own), also, too]
    }

    /// How far off a value may be that is written with this last digit.
    pub fn reach(&self) -> f64 {
        match self.value {
            Plain::Amount { step, .. } => step / 2.0,
            _ => 0.0,
        }
    }

    /// The value of a single amount.
    pub fn amount(&self) -> Option<f64> {
        match self.value {
            Plain::Amount { low, high, .. } if low == high => Some(low),
            _ => None,
        }
    }
}

/// Whether no currency is written ("from 6bn"): the one that the words before it may lend is no claim of its own.
fn is_bare(text: &str, numeral: &Numeral) -> bool {
    let before = text.get(..numeral.start).unwrap_or_default();
    let after = text
        .get(numeral.end..)
        .unwrap_or_default()
        .trim_start_matches([' ', '-']);
    let scale = matches!(
        after,
        "" | "k" | "m" | "mn" | "b" | "bn" | "tn" | "trn" | "thousand" | "million" | "billion" | "trillion"
    );
    before.is_empty() && scale
}

/// `None` where the two cannot state one thing.
pub fn compare(ours: &Stated, theirs: &Stated) -> Option<Relation> {
    match (ours.value, theirs.value) {
        (Plain::Amount { .. }, Plain::Amount { .. }) => amount::compare(ours, theirs),
        (Plain::Date(a), Plain::Date(b)) => when::dates(&a, &b),
        (Plain::Dates(a, b), Plain::Dates(c, d)) => {
            let from = when::dates(&a, &c)?;
            let to = when::dates(&b, &d)?;
            Some(match (from, to) {
                (Relation::Same, to) => to,
                (from, Relation::Same) => from,
                _ => Relation::Coarser,
            })
        }
        (Plain::Date(a), Plain::Dates(c, d)) => {
            let end = |end| when::dates(&a, end) == Some(Relation::Same);
            (end(&c) || end(&d)).then_some(Relation::Same)
        }
        (Plain::Dates(from, to), Plain::Date(day)) => {
            when::within(&day, &from, &to).then_some(Relation::Same)
        }
        (Plain::Time(a), Plain::Time(b)) => Some(when::times(a, b)),
        (Plain::Pair(a, b), Plain::Pair(c, d)) => {
            let (low, high) = (a.min(b), a.max(b));
            let (their_low, their_high) = (c.min(d), c.max(d));
            Some(match (low == their_low, high == their_high) {
                (true, true) => Relation::Same,
                // A vote split otherwise.
                (false, false) if low + high == their_low + their_high && low + high >= VOTERS => {
                    Relation::Other
                }
                (false, false) => Relation::Far,
                _ => Relation::Other,
            })
        }
        _ => None,
    }
}
