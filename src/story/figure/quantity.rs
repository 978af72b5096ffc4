//! A number with its unit: amounts, percentages, measures, spans of time, ranges of each, plain counts.

use super::compounds::{and_a_half, compound};
use super::digits::{integer, power};
use super::lexer::{Lexeme, Reader, is, keys};
use super::millions::millions;
use super::number::{Cardinal, cardinal, is_decimal};
use super::ranges::{range, shared_unit};
use super::units::{self, Placed, Unit};
use super::{
    Dimension, Kind, Reading, Value, ages, bounds, currency, degrees, fractions, minus, relative, scales,
    vocabulary,
};

/// "one day", "one moment": no day, no moment in particular.
const INDEFINITE: &[u64] = &keys(["day", "night", "second", "minute", "moment"]);

/// "a three-way split", "a five-star hotel": how a thing is, not how many.
const MANNERS: &[u64] = &keys([
    "way", "figure", "digit", "star", "wheel", "piece", "dimensional", "sided", "edged", "handed", "tier",
    "speed", "stroke",
]);

/// The quantity that starts at the word `at`.
pub fn quantity(reader: &Reader, at: usize) -> Option<Reading> {
    if let Some(mut reading) = fractions::fraction(reader, at) {
        if minus::minus(reader, at).is_some()
            && let Value::Amount { low, high, .. } = &mut reading.value
        {
            (*low, *high) = (-*high, -*low);
        }
        return Some(reading);
    }
    if let Lexeme::Times(times) = reader.lexeme(at) {
        let times = Cardinal::new(at + 1, integer(i128::from(times)), integer(1));
        return Some(amount(reader, at, &times, Kind::Count));
    }
    let Some(number) = cardinal(reader, at, millions(reader, at)) else {
        return one_unit(reader, at);
    };
    if let Some(start) = minus::minus(reader, at) {
        let number = Cardinal {
            low: -number.low,
            high: -number.high,
            ..number
        };
        let reading = of_number(reader, at, at, number, None)?;
        return Some(Reading {
            span: start.min(reading.span.start)..reading.span.end,
            ..reading
        });
    }
    let range = range(reader, at, &number);
    let between = range.is_some() && is!(reader, at.wrapping_sub(1), "between");
    let from = at - usize::from(between);
    // "from 3 to 5 per cent": the first number has the unit of the second.
    let shared = if range.is_none() {
        shared_unit(reader, at, &number)
    } else {
        None
    };
    of_number(reader, at, from, range.unwrap_or(number), shared)
}

/// The number of the words `at..`, its range starting at `from`, with its unit.
fn of_number(
    reader: &Reader,
    at: usize,
    from: usize,
    number: Cardinal,
    shared: Option<Unit>,
) -> Option<Reading> {
    if let Some(currency) = currency::millions_before(reader, at) {
        let unit = Unit::Money(currency, integer(1));
        let mut reading = amount(reader, from, &number.times(power(6))?, Kind::Money(currency));
        (reading.unit, reading.from, reading.span.start) = (Some(unit), at - 1, reader.start(at - 1));
        return Some(reading);
    }
    if let Some((currency, start)) = currency::before(reader, at) {
        let mut reading = amount(reader, from, &number, Kind::Money(currency));
        reading.unit = Some(Unit::Money(currency, integer(1)));
        reading.span.start = reading.span.start.min(start);
        // The letter of "A$" is a word of its own.
        while reader.end_before(reading.from) > reading.span.start {
            reading.from -= 1;
        }
        return Some(reading);
    }
    let bare = Placed {
        unit: Unit::Percent,
        to: number.to,
        end: reader.end_before(number.to),
    };
    let unit = match shared {
        Some(unit) => Some(Placed { unit, ..bare }),
        None => units::behind(reader, number.to, number.suffix).or_else(|| of_units(reader, &number)),
    };
    if is_idiom(reader, at, &number, unit) {
        return None;
    }
    match unit {
        Some(placed) => of_unit(reader, from, number, placed),
        None if !matches!(number.suffix, "" | "x" | "s") || is_manner(reader, &number) => None,
        None => match scales::scale(reader, at, number.to) {
            Some(scale) => {
                let kind = Kind::Measure(Dimension::Other(scale));
                Some(amount(reader, from, &number, kind))
            }
            None => {
                ages::bare(reader, at, &number).or_else(|| Some(amount(reader, from, &number, Kind::Count)))
            }
        },
    }
}

/// "tens of billions of dollars", "hundreds of miles"
fn of_units(reader: &Reader, number: &Cardinal) -> Option<Placed> {
    let vague = !number.single() && is!(reader, number.to, "of") && reader.spaced(number.to);
    vague.then(|| units::behind(reader, number.to + 1, "")).flatten()
}

/// "one" is a number before a unit or a person, a pronoun elsewhere; "zero" counts nothing in "zero tolerance", nor does
/// "two" in "a friend or two".
fn is_idiom(reader: &Reader, at: usize, number: &Cardinal, unit: Option<Placed>) -> bool {
    if !number.single() || number.scaled {
        return false;
    }
    let or = is!(reader, at.wrapping_sub(1), "or") && reader.lexeme(at.wrapping_sub(3)) == Lexeme::Article;
    match unit {
        _ if number.low != integer(1) || reader.lexeme(at) != Lexeme::Small(1) || number.to > at + 1 => {
            let zero = number.low == integer(0) && reader.lexeme(at) == Lexeme::Small(0) && unit.is_none();
            let counts = vocabulary::ends_phrase(reader, at + 1) || vocabulary::is_plural(reader, at + 1);
            zero && !counts || or && number.low == integer(2)
        }
        Some(placed) => reader.is(placed.to - 1, INDEFINITE) || reader.hyphened(at),
        None => !(reader.spaced(at + 1) && vocabulary::is_person(reader.key(at + 1))),
    }
}

/// "a three-way split": how a thing is, not how many.
fn is_manner(reader: &Reader, number: &Cardinal) -> bool {
    let two = number.low == integer(2) && is!(reader, number.to, "state" | "party");
    reader.hyphened(number.to) && (two || reader.is(number.to, MANNERS))
}

/// "more than a foot", "an hour and a half": one of a unit where a bound or a half makes it a figure.
fn one_unit(reader: &Reader, at: usize) -> Option<Reading> {
    if reader.lexeme(at) != Lexeme::Article || !reader.spaced(at + 1) {
        return None;
    }
    let placed = units::behind(reader, at + 1, "")?;
    let half = and_a_half(reader, placed.to).is_some();
    let bound = bounds::before(reader, at, reader.start(at)).is_some();
    let counts = matches!(placed.unit, Unit::Time(_) | Unit::Measure(..) | Unit::Points(_));
    let ago = is!(reader, placed.to, "ago");
    if !counts || !(half || bound || ago) {
        return None;
    }
    let reading = of_unit(reader, at, Cardinal::new(at + 1, integer(1), integer(1)), placed)?;
    // "a week ago" is a day, "a year ago" no figure.
    (half || bound || reading.kind == Kind::Date).then_some(reading)
}

fn of_unit(reader: &Reader, from: usize, number: Cardinal, placed: Placed) -> Option<Reading> {
    if let Some(age) = ages::of_unit(reader, from, &number, placed) {
        return Some(age);
    }
    if let Some((scale, to)) = scaled_code(reader, placed) {
        let (kind, _) = placed.unit.worth()?;
        let end = reader.end_before(to);
        return Some(in_unit(
            reader,
            from,
            &number.times(power(scale))?,
            Placed { to, end, ..placed },
            kind,
        ));
    }
    if let Some(day) = relative::ago(reader, from, &number, placed) {
        return Some(day);
    }
    let (number, placed) = compound(reader, number, placed);
    match placed.unit {
        Unit::Degrees | Unit::Celsius | Unit::Fahrenheit => degrees::degrees(reader, from, &number, placed),
        // "a 2.8-magnitude tremor": the scale is no part of the figure.
        Unit::Bare(dimension) => {
            let reading = amount(reader, from, &number, Kind::Measure(dimension));
            Some(Reading {
                to: placed.to,
                unit: Some(placed.unit),
                ..reading
            })
        }
        unit => {
            let (kind, factor) = unit.worth()?;
            Some(in_unit(reader, from, &number.times(factor)?, placed, kind))
        }
    }
}

/// The scale of "35 EUR million" and "6.5 MSEK", and the first word after it.
fn scaled_code(reader: &Reader, placed: Placed) -> Option<(u8, usize)> {
    let Unit::Money(..) = placed.unit else {
        return None;
    };
    let code = reader.word(placed.to.checked_sub(1)?);
    match reader.lexeme(placed.to) {
        _ if currency::in_millions(code).is_some() => Some((6, placed.to)),
        Lexeme::Scale(scale) if currency::code(code).is_some() && reader.spaced(placed.to) => {
            Some((scale, placed.to + 1))
        }
        _ => None,
    }
}

/// The number alone as a figure.
pub fn amount(reader: &Reader, from: usize, number: &Cardinal, kind: Kind) -> Reading {
    let value = Value::Amount {
        low: number.low,
        high: number.high,
        step: number.step,
    };
    let mut reading = Reading::of(reader, from, number.to, kind, value);
    if is_decimal(reader, from) {
        reading.span.start -= 1;
    }
    reading
}

/// The number with its unit as a figure.
pub fn in_unit(reader: &Reader, from: usize, number: &Cardinal, placed: Placed, kind: Kind) -> Reading {
    let Reading { span, value, .. } = amount(reader, from, number, kind);
    Reading {
        from,
        to: placed.to,
        span: span.start..placed.end.max(span.end),
        kind,
        value,
        unit: Some(placed.unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::Number;
    use crate::story::figure::tests::{read, spans};

    fn values(text: &str) -> Vec<(Number, Number)> {
        read(text)
            .iter()
            .filter_map(|f| match f.value {
                Value::Amount { low, high, .. } => Some((low, high)),
                _ => None,
            })
            .collect()
    }

    fn whole(text: &str) -> Vec<(i128, i128)> {
        values(text)
            .iter()
            .map(|(low, high)| (low.to_integer(), high.to_integer()))
            .collect()
    }

    #[test]
    fn spans_hold_sign_number_scale_and_unit() {
        for text in [
            "A$1.45m",
            "£850,000",
            "a million pesos",
            "40 billion kronor",
            "4.25 percent",
            "half a percentage point",
            "a quarter of a percentage point",
            "50 basis points",
            "85km/h",
            "31.6ft",
            "480 square kilometres",
            "62,000 cubic feet per second",
            "27 Celsius",
            "81-degree",
            "978 millibars",
            "16 miles per hour",
            "35 minutes",
            "half an hour",
            "11-second",
            "8bn cubic metres",
            "a quarter of an hour",
            "£2.70",
            "99p",
            "45C",
            "two decades",
        ] {
            assert_eq!(spans(&format!("It was {text} then.")), [text]);
        }
    }

    #[test]
    fn measures_meet_in_base_units() {
        assert_eq!(
            values("1.5 hours, 90 minutes, an hour and a half")[0],
            values("90 minutes")[0]
        );
        assert_eq!(values("about 5ft 10in")[0], values("70 inches")[0]);
        assert_eq!(values("27C")[0].0, Number::new(30_015, 100));
        assert_eq!(read("rose 8.6m (28ft)")[0].kind, Kind::Measure(Dimension::Length));
        assert_eq!(
            whole("1.3m families, 3m kronor"),
            [(1_300_000, 1_300_000), (3_000_000, 3_000_000)]
        );
    }

    #[test]
    fn one_is_mostly_a_pronoun() {
        assert_eq!(
            spans("No one, one of the two, that one, one another, one day, on a day a week."),
            ["two"]
        );
        assert_eq!(spans("One person and one per cent."), ["One", "one per cent"]);
        assert_eq!(spans("Zero tolerance for a friend or two."), [""; 0]);
        assert_eq!(
            spans("More than a foot and an hour and a half."),
            ["a foot", "an hour and a half"]
        );
    }
}
