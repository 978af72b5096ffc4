//! How a value was read, in words that an editor can check: "118ft is 118 × 0.3048 = 35.9664 metres".

use std::fmt::Write;

use super::{Bound, Dimension, Figure, Kind, Number, Unit, Value};

impl Figure {
    /// How the value follows from the words, `text` being the paragraph; empty where the words are the value ("40").
    pub fn derivation(&self, text: &str) -> String {
        let said = text.get(self.span.clone()).unwrap_or_default();
        let mut out = String::new();
        let Some((low, high)) = self.stated().filter(|_| self.kind != Kind::Identifier) else {
            return out;
        };
        let number = range(low, high);
        let converted = match (self.unit, &self.value) {
            (Some(unit), Value::Amount { low, high, .. }) => base(self.kind, unit).map(|(base, factor)| {
                let value = range(*low, *high);
                match factor {
                    Some(factor) => format!("{number} × {} = {value} {base}", decimal(factor)),
                    None => format!("{value} {base}"),
                }
            }),
            (None, Value::Amount { low, high, .. }) if self.kind == Kind::Percentage => {
                Some(format!("{} per cent", range(*low, *high)))
            }
            _ => None,
        };
        let meaning = match converted {
            Some(converted) => converted,
            None if said.contains(number.as_str()) => String::new(),
            None => number,
        };
        if !meaning.is_empty() {
            let _ = write!(out, "“{said}” is {meaning}");
        }
        if let Some(bound) = words(self.bound) {
            if out.is_empty() {
                let whole = text.get(self.whole.clone()).unwrap_or_default();
                let _ = write!(out, "“{whole}” is {}", range(low, high));
            }
            let _ = write!(out, " {bound}");
        }
        out
    }
}

/// What the words around a number make of it.
fn words(bound: Bound) -> Option<&'static str> {
    Some(match bound {
        Bound::Exact => return None,
        Bound::About => "or so",
        Bound::Nearly => "and a little less",
        Bound::JustOver => "and a little more",
        Bound::MoreThan => "and more",
        Bound::AtLeast => "or more",
        Bound::LessThan => "and less",
        Bound::UpTo => "or less",
    })
}

/// The name of the base unit, and what one of `unit` is worth in it where it is worth other than one.
fn base(kind: Kind, unit: Unit) -> Option<(&'static str, Option<Number>)> {
    let name = match kind {
        Kind::Measure(Dimension::Length) => "metres",
        Kind::Measure(Dimension::Area) => "square metres",
        Kind::Measure(Dimension::Volume) => "cubic metres",
        Kind::Measure(Dimension::Mass) => "kilograms",
        Kind::Measure(Dimension::Speed) => "metres a second",
        Kind::Measure(Dimension::Temperature) => "kelvin",
        Kind::Measure(Dimension::Pressure) => "pascals",
        Kind::Measure(Dimension::Energy) => "joules",
        Kind::Measure(Dimension::Power) => "watts",
        Kind::Duration => "seconds",
        Kind::Age => "years",
        Kind::Points => "percentage points",
        Kind::Money(_) => "whole units",
        _ => return None,
    };
    let factor = match unit.worth() {
        Some((_, factor)) if factor == Number::from_integer(1) => return None,
        Some((_, factor)) => Some(factor),
        None => None,
    };
    Some((name, factor))
}

fn range(low: Number, high: Number) -> String {
    if low == high {
        decimal(low)
    } else {
        format!("{} to {}", decimal(low), decimal(high))
    }
}

/// With commas and at most six decimals; a third stays a third.
fn decimal(number: Number) -> String {
    if number.is_integer() {
        return grouped(number.to_integer());
    }
    let (numerator, denominator) = (*number.numer(), *number.denom());
    let million = Number::from_integer(1_000_000);
    let exact = number * million;
    if !exact.is_integer() && denominator < 1000 {
        return format!("{numerator}/{denominator}");
    }
    let rounded = exact.round().to_integer();
    let (whole, rest) = (rounded / 1_000_000, (rounded % 1_000_000).abs());
    let sign = if rounded < 0 && whole == 0 { "-" } else { "" };
    let decimals = format!("{rest:06}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() {
        return grouped(whole);
    }
    format!("{sign}{}.{decimals}", grouped(whole))
}

fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::story::figure::tests::read;

    #[test]
    fn how_values_were_read() {
        for (text, derivation) in [
            ("40 gulls", ""),
            ("$4.5bn", "“$4.5bn” is 4,500,000,000"),
            ("118ft", "“118ft” is 118 × 0.3048 = 35.9664 metres"),
            (
                "nearly half a million",
                "“half a million” is 500,000 and a little less",
            ),
            ("up to 40 gulls", "“up to 40” is 40 or less"),
            ("dozens of gulls", "“dozens” is 12 to 120"),
            ("one in five", "“one in five” is 20 per cent"),
            ("a third of the nets", "“a third” is 100/3 per cent"),
            ("20C", "“20C” is 293.15 kelvin"),
            ("two weeks", "“two weeks” is 2 × 604,800 = 1,209,600 seconds"),
        ] {
            assert_eq!(read(text)[0].derivation(text), derivation, "{text}");
        }
    }
}
