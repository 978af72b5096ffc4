//! Two amounts beside each other: the same, rounded, converted, bounded otherwise, one slip away or another.

use std::cmp::Ordering;

use super::compare::{Plain, Relation, Stated};
use super::slip::{self, Slip};
use crate::story::figure::{Bound, Currency, Kind};
use crate::story::word::hash;

/// From this on a bare number may be a sum of money.
const LARGE: f64 = 1e6;
/// So many of a thing are hardly by chance as many as a sum of money.
const MANY: f64 = 1e4;
/// How far on the wrong side of its bound a value may lie and still be the draft's, as a share.
const WRONG_SIDE: f64 = 0.02;
/// The report's step counts in a conversion up to this share of the value.
const CONVERTED: f64 = 0.3;
/// A value that is no slip is more likely another thing's the farther it is.
const FAR: f64 = 3.0;

/// `None` where the two cannot state one thing.
pub fn compare(ours: &Stated, theirs: &Stated) -> Option<Relation> {
    let relation = compare_kinds(ours, theirs)?;
    let turned = ours.change.zip(theirs.change).is_some_and(|(a, b)| a != b);
    let same = matches!(relation, Relation::Same | Relation::Rounded | Relation::Shifted);
    Some(if turned && same {
        Relation::Slip(Slip::Direction)
    } else {
        relation
    })
}

fn compare_kinds(ours: &Stated, theirs: &Stated) -> Option<Relation> {
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
            let same = relation == Relation::Same;
            let large = |least: f64| same && ours.amount().is_some_and(|amount| amount >= least);
            match (ours.counts && ours.kind == Kind::Count) || (theirs.counts && theirs.kind == Kind::Count) {
                // "50,000 euros" for 50,000 of a currency that nobody here knows.
                true => large(MANY).then_some(Relation::Slip(Slip::Currency)),
                false => large(LARGE).then_some(relation),
            }
        }
        (Kind::Count, Kind::Points) | (Kind::Points, Kind::Count) => {
            matches!(relation, Relation::Same | Relation::Rounded).then_some(relation)
        }
        (Kind::Percentage | Kind::Points, Kind::Count | Kind::Age)
        | (Kind::Count | Kind::Age, Kind::Percentage | Kind::Points) => None,
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
        // Of the very value "more than" is untrue; of one that it rounds it is not.
        let untrue = matches!(
            (ours.bound, theirs.bound),
            (Bound::MoreThan | Bound::LessThan, Bound::Exact)
        );
        // "up to 3,700 jobs" for 3,700; what is measured ("gusts of up to 70mph") has its peaks.
        let capped = ours.bound == Bound::UpTo && theirs.bound == Bound::Exact && ours.kind == Kind::Count;
        return if untrue || capped || shifts(ours.bound, theirs.bound) {
            Relation::Shifted
        } else {
            Relation::Same
        };
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
    let numerals = ours.numeral.zip(theirs.numeral);
    let same_number = numerals.is_some_and(|(a, b)| equal(a.value(), b.value()));
    // "1,140 kg" for "1,140 g" is of another unit though its factor is a power of ten.
    if same_number && (converted || matches!(ours.kind, Kind::Measure(_))) {
        return Relation::Slip(Slip::Unit);
    }
    let their_reach = (their_step / 2.0).max((their * 0.05).min(their_step * 5.0));
    let approximate = !matches!(theirs.bound, Bound::Exact | Bound::UpTo | Bound::AtLeast);
    // A report's 68% is no other value than 68.3%.
    let shorter = numerals.is_some_and(|(a, b)| a.decimals > b.decimals) && off <= their_step / 2.0;
    if shorter || approximate && off <= their_reach {
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
            | (MoreThan | AtLeast | LessThan | UpTo, About)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::figure::numeral::Numeral;
    use crate::story::figure::Dimension;

    fn stated(kind: Kind, bound: Bound, text: &str, base: f64, step: f64) -> Stated {
        Stated {
            kind,
            bound,
            change: None,
            counts: false,
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
        super::compare(ours, theirs)
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
