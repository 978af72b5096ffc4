//! Parts of a whole: "a third", "two-thirds", "one in five", "half an hour", "a quarter of a percentage point".

use super::digits::integer;
use super::lexer::{DETERMINERS, Lexeme, Reader, is, keys};
use super::number::{Cardinal, cardinal};
use super::units;
use super::{Kind, Number, Reading, bounds, quantity};

const COMPARATIVES: &[u64] = &keys([
    "less", "more", "lower", "higher", "fewer", "cheaper", "bigger", "smaller", "larger", "off",
]);

/// "the first half", "the other half": which one, not how much.
const HALVES: &[u64] = &keys([
    "first", "last", "latter", "other", "this", "that", "each", "opening",
]);

/// The part that starts at the word `at`: of a unit an amount, of anything else a percentage.
pub fn fraction(reader: &Reader, at: usize) -> Option<Reading> {
    if let Some(reading) = out_of(reader, at) {
        return Some(reading);
    }
    let (part, to) = part(reader, at)?;
    // "half a million"
    if cardinal(reader, at, false).is_some_and(|number| number.to > to && number.scaled) {
        return None;
    }
    if let Some(reading) = of_unit(reader, at, part, to) {
        return Some(reading);
    }
    // "half-time", "a quarter past", "the third man"
    let of = is!(reader, to, "of") && reader.spaced(to);
    let compared = reader.is(to, COMPARATIVES);
    let bound = bounds::before(reader, at, reader.start(at)).is_some()
        || is!(reader, at.wrapping_sub(1), "by" | "only" | "just" | "than");
    // "three-quarters up", but "two quarters" may be half a year.
    let many = matches!(reader.lexeme(to - 1), Lexeme::Part(whole) if whole != 4 || reader.hyphened(to - 1))
        && matches!(reader.lexeme(at), Lexeme::Small(_));
    let shares = match reader.lexeme(at) {
        _ if reader.hyphened(to) || reader.hyphened(at) => false,
        Lexeme::Half => {
            of || bound && !is!(reader, to, "past")
                || is!(reader, to, "said" | "say" | "were" | "are" | "had" | "have")
                || reader.is(to, DETERMINERS) && reader.lexeme(to) != Lexeme::Article
        }
        Lexeme::Article => of || compared || bound,
        _ => of || compared || bound || many,
    };
    // "the second half of the year", "the other half"
    let named = matches!(reader.lexeme(at.wrapping_sub(1)), Lexeme::Ordinal(_))
        || reader.is(at.wrapping_sub(1), HALVES);
    if !shares || named {
        return None;
    }
    let percent = part * integer(100);
    let number = Cardinal::new(to, percent, integer(5));
    Some(quantity::amount(reader, at, &number, Kind::Percentage))
}

/// A part in words, and the first word after it.
fn part(reader: &Reader, at: usize) -> Option<(Number, usize)> {
    let denominator = |at: usize| match reader.lexeme(at) {
        Lexeme::Part(part) => Some(i128::from(part)),
        Lexeme::Ordinal(part) if part > 2 => Some(i128::from(part)),
        _ => None,
    };
    match reader.lexeme(at) {
        Lexeme::Half => Some((Number::new(1, 2), at + 1)),
        Lexeme::Article if reader.spaced(at + 1) => match reader.lexeme(at + 1) {
            Lexeme::Half => Some((Number::new(1, 2), at + 2)),
            _ => Some((Number::new(1, denominator(at + 1)?), at + 2)),
        },
        Lexeme::Small(parts @ 1..) if reader.joined(at + 1) => {
            let whole = denominator(at + 1)?;
            let plural = parts == 1 || matches!(reader.lexeme(at + 1), Lexeme::Part(_));
            (i128::from(parts) < whole && plural).then(|| (Number::new(i128::from(parts), whole), at + 2))
        }
        Lexeme::Part(4) if reader.hyphened(at + 1) => Some((Number::new(1, 4), at + 1)),
        _ => None,
    }
}

/// "half an hour", "a quarter of a percentage point", "half-hour", "quarter-point", "three-quarters of a mile".
fn of_unit(reader: &Reader, at: usize, part: Number, to: usize) -> Option<Reading> {
    let of = to + usize::from(is!(reader, to, "of") && reader.spaced(to));
    let article = matches!(reader.lexeme(of), Lexeme::Article | Lexeme::Small(1)) && reader.joined(of);
    let unit = of + usize::from(article);
    if !article && !reader.hyphened(to) {
        return None;
    }
    let number = |to| Cardinal::new(to, part, part);
    if reader.hyphened(unit) && is!(reader, unit, "point" | "points") {
        return Some(quantity::amount(reader, at, &number(unit + 1), Kind::Points));
    }
    let placed = units::behind(reader, unit, "")?;
    let (kind, factor) = placed.unit.worth()?;
    if matches!(kind, Kind::Money(_)) && !article {
        return None;
    }
    Some(quantity::in_unit(
        reader,
        at,
        &number(unit).times(factor)?,
        placed,
        kind,
    ))
}

/// "one in five", "seven out of 10": a percentage.
fn out_of(reader: &Reader, at: usize) -> Option<Reading> {
    let plain = |number: &Cardinal| number.single() && number.suffix.is_empty() && !number.scaled;
    let parts = cardinal(reader, at, false).filter(plain)?;
    let to = parts.to;
    let whole = if is!(reader, to, "in") && reader.spaced(to) {
        to + 1
    } else if is!(reader, to, "out") && is!(reader, to + 1, "of") && reader.spaced(to) {
        to + 2
    } else {
        return None;
    };
    let all = cardinal(reader, whole, false)
        .filter(plain)
        .filter(|_| reader.spaced(whole))?;
    let round = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000].contains(&all.low.to_integer());
    // "34 in 2019", "two in three days"
    if !round || parts.low >= all.low || units::behind(reader, all.to, "").is_some() {
        return None;
    }
    let percent = parts.low / all.low * integer(100);
    let number = Cardinal::new(all.to, percent, integer(100) / all.low);
    Some(quantity::amount(reader, at, &number, Kind::Percentage))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::Value;
    use crate::story::figure::tests::{read, spans};

    #[test]
    fn parts_of_a_whole() {
        for (text, part, whole) in [
            ("a third of voters", 100, 3),
            ("two-thirds of voters", 200, 3),
            ("three quarters of it", 75, 1),
            ("one in five", 20, 1),
            ("seven in 10 homes", 70, 1),
            ("half of them", 50, 1),
            ("a third less", 100, 3),
        ] {
            let figures = read(text);
            assert_eq!(figures.len(), 1, "{text}");
            let Value::Amount { low, .. } = figures[0].value else {
                panic!("{text}")
            };
            assert_eq!(
                (figures[0].kind, low),
                (Kind::Percentage, Number::new(part, whole)),
                "{text}"
            );
        }
    }

    #[test]
    fn halves_that_are_no_figure() {
        assert_eq!(
            spans("At half-time, in the second half, a quarter past, half past, his half-brother."),
            [""; 0]
        );
    }
}
