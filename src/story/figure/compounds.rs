//! Units that go on with smaller ones: "an hour and a half", "5ft 10in", "two years and three months".

use super::lexer::{Lexeme, Reader, is};
use super::number::{Cardinal, cardinal};
use super::units::{self, Placed};
use super::{Kind, Number};
use super::{unit_names, vocabulary};

/// The number and its unit with what goes on behind them.
pub fn compound<'a>(reader: &Reader<'a>, number: Cardinal<'a>, placed: Placed) -> (Cardinal<'a>, Placed) {
    let (mut number, mut placed) = (number, placed);
    let Some((kind, factor)) = placed.unit.worth().filter(|(kind, _)| kind.adds_up()) else {
        return (number, placed);
    };
    if let Some((part, to)) = and_a_half(reader, placed.to) {
        let end = reader.end_before(to);
        number = Cardinal {
            low: number.low + part,
            high: number.high + part,
            step: part,
            ..number
        };
        return (number, Placed { to, end, ..placed });
    }
    if let Some(inches) = inches(reader, placed) {
        let value = number.low + Number::new(inches, 12);
        let (to, end) = (placed.to + 1, reader.end_before(placed.to + 1));
        number = Cardinal {
            low: value,
            high: value,
            step: Number::new(1, 12),
            ..number
        };
        return (number, Placed { to, end, ..placed });
    }
    if let Some((cents, to)) = cents(reader, kind, placed) {
        let value = number.low + Number::new(cents, 100);
        let end = reader.end_before(to);
        number = Cardinal {
            low: value,
            high: value,
            step: Number::new(1, 100),
            ..number
        };
        return (number, Placed { to, end, ..placed });
    }
    while let Some((more, small)) = smaller(reader, placed.to).filter(|_| number.single()) {
        let Some((_, part)) = small
            .unit
            .worth()
            .filter(|worth| worth.0 == kind && worth.1 < factor)
        else {
            break;
        };
        if more.low * part >= factor {
            break;
        }
        let value = number.low + more.low * part / factor;
        number = Cardinal {
            low: value,
            high: value,
            step: more.step * part / factor,
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

/// "6-foot-4"
fn inches(reader: &Reader, feet: Placed) -> Option<i128> {
    let foot = is!(reader, feet.to.wrapping_sub(1), "foot") && reader.hyphened(feet.to);
    let inches = cardinal(reader, feet.to, false).filter(|_| foot)?;
    (inches.to == feet.to + 1 && inches.suffix.is_empty() && inches.low < Number::from_integer(12))
        .then(|| inches.low.to_integer())
}

/// "12 dollars 80", "nine dollars thirty-five": the cents, and the first word after them.
fn cents(reader: &Reader, kind: Kind, dollars: Placed) -> Option<(i128, usize)> {
    if !matches!(kind, Kind::Money(_)) || !reader.spaced(dollars.to) || dollars.to < 2 {
        return None;
    }
    let cents = cardinal(reader, dollars.to, false).filter(|cents| cents.single() && !cents.scaled)?;
    let two_digits = (Number::from_integer(10)..Number::from_integer(100)).contains(&cents.low);
    let bare = cents.low.is_integer() && cents.suffix.is_empty();
    // "12 dollars 12 dollars", "paid 12 dollars 80 times"
    let counts = vocabulary::is_plural(reader, cents.to) || units::behind(reader, cents.to, "").is_some();
    (two_digits && bare && !counts).then(|| (cents.low.to_integer(), cents.to))
}

/// Another number with its unit, "and" or nothing before it.
fn smaller<'a>(reader: &Reader<'a>, at: usize) -> Option<(Cardinal<'a>, Placed)> {
    let next = at + usize::from(is!(reader, at, "and") && reader.spaced(at));
    if !reader.spaced(next) {
        return None;
    }
    let more = cardinal(reader, next, false).filter(Cardinal::single)?;
    let small = units::behind(reader, more.to, more.suffix).or_else(|| inch(reader, at, more.to))?;
    Some((more, small))
}

/// "in" behind feet: "9 ft 4 in".
fn inch(reader: &Reader, feet: usize, at: usize) -> Option<Placed> {
    let feet = is!(reader, feet.wrapping_sub(1), "ft" | "feet");
    (feet && is!(reader, at, "in") && reader.spaced(at)).then(|| Placed {
        unit: unit_names::length(254, 10_000),
        to: at + 1,
        end: reader.end_before(at + 1),
    })
}

/// "and a half", "and a quarter", with the first word after it.
pub fn and_a_half(reader: &Reader, at: usize) -> Option<(Number, usize)> {
    if !is!(reader, at, "and") || !reader.spaced(at) || reader.lexeme(at + 1) != Lexeme::Article {
        return None;
    }
    match reader.lexeme(at + 2) {
        Lexeme::Half => Some((Number::new(1, 2), at + 3)),
        Lexeme::Part(4) => Some((Number::new(1, 4), at + 3)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::story::figure::tests::{read, spans};

    #[test]
    fn smaller_units_go_on_with_the_first() {
        let text = "a 6-foot-4, 5ft 10in, two years and three months, an hour and a half";
        assert_eq!(
            spans(text),
            [
                "6-foot-4",
                "5ft 10in",
                "two years and three months",
                "an hour and a half"
            ]
        );
        assert_eq!(read("a 6-foot-4 guard")[0].value, read("76 inches")[0].value);
    }
}
