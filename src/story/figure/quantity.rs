//! A number with its unit: amounts, percentages, measures, spans of time, ranges of each, plain counts.

use super::lexer::{Lexeme, Reader, is, keys};
use super::number::{Cardinal, cardinal, integer};
use super::units::{self, Placed, Unit};
use super::{Dimension, Kind, Number, Reading, Value, ages, fractions, vocabulary};
use crate::story::word::hash;

/// Words behind metres.
const MEASURED: &[u64] = &keys([
    "tall", "high", "long", "deep", "wide", "above", "below", "from", "away", "thick",
]);

const RACES: &[u64] = &keys(["hurdles", "freestyle", "relay", "final", "sprint", "race"]);

/// "one day", "one moment": no day, no moment in particular.
const INDEFINITE: &[u64] = &keys(["day", "night", "second", "minute", "moment"]);

/// "a three-way split", "a five-star hotel": how a thing is, not how many.
const MANNERS: &[u64] = &keys([
    "way", "star", "wheel", "piece", "dimensional", "sided", "edged", "handed", "tier", "party", "state",
    "fold", "speed", "stroke",
]);

const ANGLES: &[u64] = &keys(["angle", "turn", "view", "north", "south", "east", "west"]);

/// The quantity that starts at the word `at`.
pub fn quantity(reader: &Reader, at: usize) -> Option<Reading> {
    if let Some(reading) = fractions::fraction(reader, at) {
        return Some(reading);
    }
    if let Lexeme::Times(times) = reader.lexeme(at) {
        let times = Cardinal::new(at + 1, integer(i128::from(times)), integer(1));
        return amount(reader, at, &times, None, Kind::Count);
    }
    let Some(number) = cardinal(reader, at, millions(reader, at)) else {
        return one_unit(reader, at);
    };
    let money = units::before(reader, at);
    let single = number.clone();
    let (number, ranged) = match range(reader, at, number) {
        Some(number) => (number, true),
        None => (single.clone(), false),
    };
    // "from 3 to 5 per cent": the first number has the unit of the second.
    let shared = if ranged {
        None
    } else {
        shared_unit(reader, at, &number)
    };
    let unit = match (&money, shared) {
        (Some(_), _) => None,
        (None, Some(unit)) => Some(Placed {
            unit,
            to: number.to,
            end: reader.end_before(number.to) - number.suffix.len(),
        }),
        (None, None) => units::behind(reader, number.to, number.suffix),
    };
    if is_pronoun(reader, at, &number, &unit)
        || !number.suffix.is_empty() && unit.is_none() && !known_suffix(&number)
    {
        return None;
    }
    let between = ranged && at > 0 && is!(reader, at - 1, "between");
    let from = at - usize::from(between);
    let mut reading = match (money, unit) {
        (Some((currency, start)), _) => {
            let reading = amount(reader, from, &number, None, Kind::Money(currency))?;
            Reading {
                span: if between {
                    reading.span
                } else {
                    start..reading.span.end
                },
                ..reading
            }
        }
        (None, Some(placed)) => of_unit(reader, from, number, placed)?,
        (None, None) if is_an_adjective(reader, &number) => return None,
        (None, None) if of_magnitude(reader, at) => amount(
            reader,
            from,
            &number,
            None,
            Kind::Measure(Dimension::Other(hash("magnitude"))),
        )?,
        (None, None) => match ages::bare(reader, at, &number) {
            Some(age) => age,
            None => amount(reader, from, &number, None, Kind::Count)?,
        },
    };
    // The sign of a currency may belong to the word before: "A$".
    while reader.end_before(reading.from) > reading.span.start {
        reading.from -= 1;
    }
    Some(reading)
}

/// Whether "m" behind the digits at `at` can only be millions: money, or something counted.
fn millions(reader: &Reader, at: usize) -> bool {
    if units::before(reader, at).is_some() {
        return true;
    }
    let next = at + 1;
    if !reader.joined(next) || reader.hyphened(next) {
        return false;
    }
    let measured = reader.is(next, MEASURED);
    let run = reader.is(next, RACES);
    !measured
        && !run
        && (matches!(
            units::named(reader.key(next)),
            Some(Unit::Money(..) | Unit::Measure(..))
        ) || !vocabulary::ends_phrase(reader, next)
            || is!(reader, next, "of" | "people"))
}

/// "one" is a number before a unit or a person, a pronoun elsewhere.
fn is_pronoun(reader: &Reader, at: usize, number: &Cardinal, unit: &Option<Placed>) -> bool {
    if reader.lexeme(at) != Lexeme::Small(1) || number.low != integer(1) || !number.single() || number.scaled
    {
        return false;
    }
    match unit {
        Some(placed) => reader.is(placed.to - 1, INDEFINITE) || reader.hyphened(at),
        None => {
            !(reader.joined(at + 1) && vocabulary::is_person(reader.key(at + 1))) || reader.hyphened(at + 1)
        }
    }
}

/// "a three-way split", "a five-star hotel", "a two-state solution": how a thing is, not how many.
fn is_an_adjective(reader: &Reader, number: &Cardinal) -> bool {
    reader.hyphened(number.to) && reader.is(number.to, MANNERS)
}

/// "a magnitude 6.2 tremor", "of magnitude 6.2"
fn of_magnitude(reader: &Reader, at: usize) -> bool {
    is!(reader, at.wrapping_sub(1), "magnitude")
        || is!(reader, at.wrapping_sub(1), "of") && is!(reader, at.wrapping_sub(2), "magnitude")
}

/// "more than a foot", "an hour and a half": one of a unit where a bound or a half makes it a figure.
fn one_unit(reader: &Reader, at: usize) -> Option<Reading> {
    if reader.lexeme(at) != Lexeme::Article || !reader.spaced(at + 1) {
        return None;
    }
    let placed = units::behind(reader, at + 1, "")?;
    let counts = matches!(placed.unit, Unit::Time(_) | Unit::Measure(..) | Unit::Points(_));
    let half = fractions::and_a_half(reader, placed.to).is_some();
    let bound = super::bounds::before(reader, at, reader.start(at)).is_some();
    if !counts || !(half || bound) || is!(reader, placed.to, "ago" | "later") && !bound {
        return None;
    }
    let number = Cardinal::new(at + 1, integer(1), integer(1));
    of_unit(reader, at, number, placed)
}

/// Two numbers that bound a quantity: "10-12,000", "five to seven", "two or three", "between 2 and 3".
fn range<'a>(reader: &Reader<'a>, at: usize, low: Cardinal<'a>) -> Option<Cardinal<'a>> {
    if !low.suffix.is_empty() || !low.single() {
        return None;
    }
    let (before, to) = (at.wrapping_sub(1), low.to);
    let between = is!(reader, before, "between");
    let money = units::before(reader, at).is_some();
    let sign = |at: usize| money && units::before(reader, at).is_some();
    let next = if reader.dashed(to) || sign(to) && reader.gap(to).starts_with(['-', '–']) {
        to
    } else if is!(reader, to, "to") && !is!(reader, before, "from")
        || is!(reader, to, "and") && between
        || is!(reader, to, "or")
    {
        let apart = reader.spaced(to) && (reader.spaced(to + 1) || sign(to + 1));
        if apart { to + 1 } else { return None }
    } else {
        return None;
    };
    let high = cardinal(reader, next, money || millions(reader, next)).filter(Cardinal::single)?;
    if is!(reader, to, "or") && high.low > low.low * integer(3) {
        return None;
    }
    // "10-12,000" is 10,000 to 12,000; "two to three million" is two million to three.
    let factor = match high.low / high.step {
        _ if low.scaled || low.low >= high.low => integer(1),
        _ if high.scaled => scale_of(high.low, low.low),
        _ if low.low < integer(1000)
            && high.low >= integer(1000)
            && high.low % integer(1000) == integer(0) =>
        {
            if high.low / integer(1000) > low.low {
                integer(1000)
            } else {
                integer(1)
            }
        }
        _ => integer(1),
    };
    let low = low.times(factor)?;
    (low.low < high.low).then(|| Cardinal {
        low: low.low,
        high: high.high,
        step: low.step.min(high.step),
        scaled: low.scaled || high.scaled,
        ..high
    })
}

/// The scale of `high` that a smaller `low` before it shares.
fn scale_of(high: Number, low: Number) -> Number {
    [12, 9, 6, 3]
        .map(super::number::power)
        .into_iter()
        .find(|scale| high >= *scale && low < *scale && low * scale < high)
        .unwrap_or(integer(1))
}

/// The unit of the second number in "from 3 to 5 per cent", "3 and 5 per cent".
fn shared_unit(reader: &Reader, at: usize, number: &Cardinal) -> Option<Unit> {
    if !number.suffix.is_empty() || units::behind(reader, number.to, "").is_some() {
        return None;
    }
    let joins = is!(reader, at.wrapping_sub(1), "from") && is!(reader, number.to, "to")
        || is!(reader, number.to, "and") && number.single();
    if !joins || !reader.spaced(number.to) || !reader.spaced(number.to + 1) {
        return None;
    }
    let second = cardinal(reader, number.to + 1, false)?;
    let placed = units::behind(reader, second.to, second.suffix)?;
    let share = matches!(
        placed.unit,
        Unit::Percent | Unit::Points(_) | Unit::Measure(..) | Unit::Celsius | Unit::Fahrenheit
    );
    share.then_some(placed.unit)
}

fn known_suffix(number: &Cardinal) -> bool {
    matches!(number.suffix, "x" | "s")
}

fn of_unit(reader: &Reader, from: usize, number: Cardinal, placed: Placed) -> Option<Reading> {
    if let Some(age) = ages::of_unit(reader, from, &number, &placed) {
        return Some(age);
    }
    let number = compound(reader, number, &placed);
    let (number, placed) = (number.0, number.1);
    let scaled = |kind, factor| amount(reader, from, &number.clone().times(factor)?, Some(&placed), kind);
    match placed.unit {
        Unit::Money(currency, factor) => scaled(Kind::Money(currency), factor),
        Unit::Percent => scaled(Kind::Percentage, integer(1)),
        Unit::Points(factor) => scaled(Kind::Points, factor),
        Unit::Measure(dimension, factor) => scaled(Kind::Measure(dimension), factor),
        Unit::Time(seconds) => scaled(Kind::Duration, seconds),
        Unit::Celsius => temperature(reader, from, &number, &placed, true),
        Unit::Fahrenheit => temperature(reader, from, &number, &placed, false),
        Unit::Degrees if reader.is(placed.to, ANGLES) || number.high > integer(130) => {
            amount(reader, from, &number, None, Kind::Count)
        }
        Unit::Degrees => temperature(reader, from, &number, &placed, number.low <= integer(45)),
        Unit::Bare(dimension) => amount(reader, from, &number, None, Kind::Measure(dimension)),
    }
}

/// "an hour and a half", "5ft 10in", "two years and three months": smaller units that go on with the first.
fn compound<'a>(reader: &Reader<'a>, mut number: Cardinal<'a>, placed: &Placed) -> (Cardinal<'a>, Placed) {
    let mut placed = Placed {
        unit: placed.unit,
        to: placed.to,
        end: placed.end,
    };
    let Some(factor) = factor(placed.unit) else {
        return (number, placed);
    };
    if let Some((part, to)) = fractions::and_a_half(reader, placed.to) {
        number = Cardinal {
            low: number.low + part,
            high: number.high + part,
            step: part,
            ..number
        };
        return (
            number,
            Placed {
                to,
                end: reader.end_before(to),
                ..placed
            },
        );
    }
    while number.single() {
        let next = placed.to + usize::from(is!(reader, placed.to, "and") && reader.spaced(placed.to));
        if !reader.spaced(next) {
            break;
        }
        let Some(more) = cardinal(reader, next, false).filter(Cardinal::single) else {
            break;
        };
        let Some(small) = units::behind(reader, more.to, more.suffix) else {
            break;
        };
        let alike = std::mem::discriminant(&small.unit) == std::mem::discriminant(&placed.unit)
            && dimension(small.unit) == dimension(placed.unit);
        let Some(part) =
            self::factor(small.unit).filter(|part| alike && *part < factor && more.low * part < factor)
        else {
            break;
        };
        let value = number.low + more.low * part / factor;
        number = Cardinal {
            low: value,
            high: value,
            step: part / factor,
            ..number
        };
        placed = Placed {
            to: small.to,
            end: small.end,
            ..placed
        };
    }
    (number, placed)
}

fn factor(unit: Unit) -> Option<Number> {
    match unit {
        Unit::Time(factor) | Unit::Measure(_, factor) => Some(factor),
        _ => None,
    }
}

fn dimension(unit: Unit) -> Option<Dimension> {
    match unit {
        Unit::Measure(dimension, _) => Some(dimension),
        _ => None,
    }
}

fn temperature(
    reader: &Reader,
    from: usize,
    number: &Cardinal,
    placed: &Placed,
    celsius: bool,
) -> Option<Reading> {
    let minus = reader.gap(from).ends_with(['-', '−']) && !reader.hyphened(from)
        || is!(reader, from.wrapping_sub(1), "minus");
    let kelvin = |value: Number| {
        let value = if minus { -value } else { value };
        if celsius {
            value + Number::new(27_315, 100)
        } else {
            (value + Number::new(45_967, 100)) * Number::new(5, 9)
        }
    };
    let (a, b) = (kelvin(number.low), kelvin(number.high));
    let step = if celsius {
        number.step
    } else {
        number.step * Number::new(5, 9)
    };
    let number = Cardinal {
        low: a.min(b),
        high: a.max(b),
        step,
        ..number.clone()
    };
    amount(
        reader,
        from,
        &number,
        Some(placed),
        Kind::Measure(Dimension::Temperature),
    )
}

/// A reading of the number, to the end of its unit where there is one.
pub fn amount(
    reader: &Reader,
    from: usize,
    number: &Cardinal,
    placed: Option<&Placed>,
    kind: Kind,
) -> Option<Reading> {
    let value = Value::Amount {
        low: number.low,
        high: number.high,
        step: number.step,
    };
    let to = placed.map_or(number.to, |placed| placed.to);
    let reading = Reading::of(reader, from, to, kind, value);
    let end = placed.map_or(reader.end_before(number.to), |placed| placed.end);
    Some(Reading {
        span: reading.span.start..end.max(reading.span.start),
        ..reading
    })
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn ranges() {
        assert_eq!(whole("10-12,000 gulls"), [(10_000, 12_000)]);
        assert_eq!(whole("two to three million gulls"), [(2_000_000, 3_000_000)]);
        assert_eq!(
            whole("five to seven gulls, between 2 and 3 per cent"),
            [(5, 7), (2, 3)]
        );
        assert_eq!(whole("from 3 to 5 per cent"), [(3, 3), (5, 5)]);
        assert_eq!(
            whole("$3-$4 million and two or three gulls"),
            [(3_000_000, 4_000_000), (2, 3)]
        );
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
        assert_eq!(
            spans("More than a foot and an hour and a half."),
            ["a foot", "an hour and a half"]
        );
    }
}
