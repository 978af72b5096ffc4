//! How a figure of the draft stands to one of a report, whatever the two speak of.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::numeral::Numeral;
use super::slip::{self, Slip};
use super::when::{self, Resolved};
use crate::story::figure::{Bound, Clock, Currency, Dimension, Figure, Kind, Number, Value};
use crate::story::word::hash;

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
#[derive(Debug, Clone)]
pub struct Stated {
    pub kind: Kind,
    pub bound: Bound,
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
                kind => kind,
            },
            bound: figure.bound,
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

    /// The classes in which its like may stand: money may stand without its currency ("to £4bn from 6bn").
    pub fn classes(&self) -> [Option<Class>; 2] {
        let own = self.class();
        let also = match own {
            Class::Money => Some(Class::Number),
            Class::Number => Some(Class::Money),
            _ => None,
        };
        [Some(own), also]
    }

    /// The value of a single amount.
    pub fn amount(&self) -> Option<f64> {
        match self.value {
            Plain::Amount { low, high, .. } if low == high => Some(low),
            _ => None,
        }
    }
}

/// From this on a bare number may be a sum of money.
const LARGE: f64 = 1e6;
/// How far on the wrong side of its bound a value may lie and still be the draft's, as a share.
const WRONG_SIDE: f64 = 0.02;
/// The report's step counts in a conversion up to this share of the value.
const CONVERTED: f64 = 0.3;
/// A value that is no slip is more likely another thing's the farther it is.
const FAR: f64 = 3.0;

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
        (Plain::Amount { .. }, Plain::Amount { .. }) => amounts(ours, theirs),
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
        (Plain::Time(a), Plain::Time(b)) => Some(when::times(a, b)),
        (Plain::Pair(a, b), Plain::Pair(c, d)) => {
            let (low, high) = (a.min(b), a.max(b));
            let (their_low, their_high) = (c.min(d), c.max(d));
            Some(match (low == their_low, high == their_high) {
                (true, true) => Relation::Same,
                (false, false) => Relation::Far,
                _ => Relation::Other,
            })
        }
        _ => None,
    }
}

fn amounts(ours: &Stated, theirs: &Stated) -> Option<Relation> {
    let relation = quantities(ours, theirs);
    match (ours.kind, theirs.kind) {
        (Kind::Money(a), Kind::Money(b)) if a != b => {
            if is_dollar(a) && is_dollar(b) {
                // A bare "$" is the dollar of whoever writes it.
                let loose = a == Currency::Dollar || b == Currency::Dollar;
                let same = matches!(relation, Relation::Same | Relation::Rounded | Relation::Shifted);
                return if loose {
                    same.then_some(relation)
                } else {
                    same.then_some(Relation::Slip(Slip::Currency))
                };
            }
            // Another currency: the same number is a slip, another one may be its worth.
            let same = equal(ours.amount()?, theirs.amount()?);
            same.then_some(Relation::Slip(Slip::Currency))
        }
        (Kind::Percentage, Kind::Points) | (Kind::Points, Kind::Percentage) => {
            equal(ours.numeral?.value(), theirs.numeral?.value()).then_some(Relation::Slip(Slip::Points))
        }
        (Kind::Age, Kind::Money(_)) | (Kind::Money(_), Kind::Age) => None,
        (Kind::Count, Kind::Money(_)) | (Kind::Money(_), Kind::Count) => {
            let large = ours.amount().is_some_and(|amount| amount >= LARGE);
            (relation == Relation::Same && large).then_some(relation)
        }
        (Kind::Count, Kind::Age) | (Kind::Age, Kind::Count) => {
            (relation == Relation::Same).then_some(relation)
        }
        _ => Some(relation),
    }
}

fn is_dollar(currency: Currency) -> bool {
    const DOLLARS: [u64; 8] = [
        hash("us$"),
        hash("a$"),
        hash("c$"),
        hash("NZ"),
        hash("HK"),
        hash("S"),
        hash("NT"),
        hash("T"),
    ];
    match currency {
        Currency::Dollar => true,
        Currency::Named(name) => DOLLARS.contains(&name),
        _ => false,
    }
}

fn quantities(ours: &Stated, theirs: &Stated) -> Relation {
    let (
        Plain::Amount { low, high, step },
        Plain::Amount {
            low: their_low,
            high: their_high,
            step: their_step,
        },
    ) = (ours.value, theirs.value)
    else {
        return Relation::Other;
    };
    if low != high || their_low != their_high {
        // "dozens", "10 to 12": what lies outside may be of other things.
        let inside = low <= their_low && their_high <= high;
        let meet = low <= their_high && their_low <= high;
        return match (inside, meet) {
            (true, _) => Relation::Same,
            (_, true) => Relation::Coarser,
            _ => Relation::Far,
        };
    }
    if equal(low, their_low) {
        let shifts = shifts(ours.bound, theirs.bound);
        return if shifts { Relation::Shifted } else { Relation::Same };
    }
    rounded(ours, theirs, low, step, their_low, their_step)
}

/// Two unequal amounts: rounding, conversion, or another value.
fn rounded(ours: &Stated, theirs: &Stated, our: f64, step: f64, their: f64, their_step: f64) -> Relation {
    let converted = converts(ours, theirs, our, their);
    let off = (our - their).abs();
    let coarse = if converted {
        their_step.min(our * CONVERTED)
    } else {
        0.0
    };
    let half = step.max(coarse) / 2.0;
    let reach = match ours.bound {
        Bound::Exact => half,
        Bound::About | Bound::Nearly | Bound::JustOver => half.max((our * 0.05).min(step * 5.0)),
        _ => step.max(coarse),
    };
    let side = their.partial_cmp(&our).unwrap_or(Ordering::Equal);
    if off <= half * 1.000_001 && converted && !shifts(ours.bound, theirs.bound) {
        return Relation::Same;
    }
    if off <= reach * 1.000_001 && fits(ours.bound, side) {
        // The report's own bound may stand against a rounding to one side.
        let opposed = shifts(ours.bound, theirs.bound) && ours.bound != Bound::Nearly;
        return if opposed {
            Relation::Shifted
        } else {
            Relation::Rounded
        };
    }
    if off <= half.min(our * WRONG_SIDE) {
        return Relation::Shifted;
    }
    if converted {
        let same_number = ours
            .numeral
            .zip(theirs.numeral)
            .is_some_and(|(a, b)| equal(a.value(), b.value()));
        if same_number {
            return Relation::Slip(Slip::Unit);
        }
    }
    let their_reach = (their_step / 2.0).max((their * 0.05).min(their_step * 5.0));
    if theirs.bound != Bound::Exact && off <= their_reach {
        return Relation::Coarser;
    }
    match slip::between(our, ours.numeral, their, theirs.numeral) {
        Some(slip) => Relation::Slip(slip),
        None if is_far(our, their) => Relation::Far,
        None => Relation::Other,
    }
}

/// Many times as much, or just twice as much, as where one figure is of each side and the other of both.
fn is_far(a: f64, b: f64) -> bool {
    let ratio = if a > b { a / b } else { b / a };
    !(0.0..=FAR).contains(&ratio) || ratio == 2.0
}

/// Whether two amounts are written in different units: their numbers stand in another proportion than their values.
/// Scales ("8m", "8 million", "8,000,000") are powers of ten.
pub fn converts(ours: &Stated, theirs: &Stated, our: f64, their: f64) -> bool {
    if !matches!(ours.kind, Kind::Measure(_) | Kind::Duration | Kind::Points) {
        return false;
    }
    let Some((a, b)) = ours.numeral.zip(theirs.numeral) else {
        return true;
    };
    let factor = (our / their) / (a.value() / b.value());
    if !factor.is_finite() || factor <= 0.0 {
        return true;
    }
    if ours.kind == Kind::Points {
        return (factor - 1.0).abs() > 1e-6;
    }
    let power = factor.log10();
    (power - power.round()).abs() > 1e-6
}

fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
}

/// Whether a report's value on this side of the draft's goes with the draft's bound.
fn fits(bound: Bound, side: Ordering) -> bool {
    match bound {
        Bound::Exact | Bound::About => true,
        Bound::Nearly | Bound::LessThan | Bound::UpTo => side != Ordering::Greater,
        Bound::JustOver | Bound::MoreThan | Bound::AtLeast => side != Ordering::Less,
    }
}

/// Whether the draft's bound on a value changes the sense of the report's.
fn shifts(ours: Bound, theirs: Bound) -> bool {
    use Bound::*;
    matches!(
        (ours, theirs),
        (Nearly | LessThan | UpTo, JustOver | MoreThan | AtLeast)
            | (JustOver | MoreThan | AtLeast, Nearly | LessThan | UpTo)
            | (Exact | Nearly, UpTo)
            | (UpTo, Nearly)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(kind: Kind, bound: Bound, text: &str, base: f64, step: f64) -> Stated {
        Stated {
            kind,
            bound,
            value: Plain::Amount {
                low: base,
                high: base,
                step,
            },
            numeral: Numeral::of(text),
        }
    }

    fn count(bound: Bound, value: f64, step: f64) -> Stated {
        stated(Kind::Count, bound, &value.to_string(), value, step)
    }

    fn relation(ours: &Stated, theirs: &Stated) -> Option<Relation> {
        compare(ours, theirs)
    }

    #[test]
    fn rounding_follows_the_approximator() {
        let exactly = |value| count(Bound::Exact, value, 1.0);
        for (bound, ours, step, theirs) in [
            (Bound::About, 700.0, 100.0, 712.0),
            (Bound::Nearly, 2_000.0, 1_000.0, 1_930.0),
            (Bound::JustOver, 700.0, 100.0, 703.0),
            (Bound::MoreThan, 40.0, 10.0, 42.0),
            (Bound::Exact, 4.5e6, 1e5, 4_512_000.0),
        ] {
            assert_eq!(
                relation(&count(bound, ours, step), &exactly(theirs)),
                Some(Relation::Rounded),
                "{bound:?}"
            );
        }
        assert_eq!(
            relation(&count(Bound::Nearly, 52_000.0, 1_000.0), &exactly(52_300.0)),
            Some(Relation::Shifted)
        );
        assert_eq!(
            relation(&count(Bound::About, 700.0, 100.0), &exactly(850.0)),
            Some(Relation::Other)
        );
    }

    #[test]
    fn bounds_that_change_sides_shift() {
        let at = |bound| count(bound, 250.0, 10.0);
        assert_eq!(
            relation(&at(Bound::AtLeast), &at(Bound::UpTo)),
            Some(Relation::Shifted)
        );
        assert_eq!(
            relation(&at(Bound::Exact), &at(Bound::UpTo)),
            Some(Relation::Shifted)
        );
        assert_eq!(
            relation(&at(Bound::About), &at(Bound::Nearly)),
            Some(Relation::Same)
        );
        assert_eq!(relation(&at(Bound::UpTo), &at(Bound::UpTo)), Some(Relation::Same));
    }

    #[test]
    fn units_are_converted_and_confused() {
        let length = Kind::Measure(Dimension::Length);
        let km = |n: f64| stated(length, Bound::Exact, &n.to_string(), n * 1000.0, 1000.0);
        let miles = |n: f64| stated(length, Bound::Exact, &n.to_string(), n * 1609.344, 1609.344);
        assert_eq!(relation(&km(14.0), &miles(9.0)), Some(Relation::Same));
        assert_eq!(
            relation(&km(14.0), &miles(14.0)),
            Some(Relation::Slip(Slip::Unit))
        );
        assert_eq!(relation(&km(14.0), &km(15.0)), Some(Relation::Slip(Slip::Digit)));
    }

    #[test]
    fn currencies_and_points_are_confused() {
        let money = |currency| stated(Kind::Money(currency), Bound::Exact, "3", 3e6, 1e6);
        assert_eq!(
            relation(&money(Currency::Dollar), &money(Currency::Pound)),
            Some(Relation::Slip(Slip::Currency))
        );
        let share = |kind| stated(kind, Bound::Exact, "3", 3.0, 1.0);
        assert_eq!(
            relation(&share(Kind::Percentage), &share(Kind::Points)),
            Some(Relation::Slip(Slip::Points))
        );
    }
}
