//! Parts of a whole: "a third", "two-thirds", "one in five", "half an hour", "a quarter of a percentage point".

use super::digits::integer;
use super::lexer::{DETERMINERS, Lexeme, Reader, is, keys};
use super::number::{Cardinal, cardinal};
use super::spelled::whole_number;
use super::units;
use super::{Kind, Number, Reading, bounds, quantity};

const COMPARATIVES: &[u64] = &keys([
    "less", "more", "lower", "higher", "fewer", "cheaper", "bigger", "smaller", "larger", "off",
]);

/// "a second and a third", "for a third": which one.
const LISTED: &[u64] = &keys(["and", "or", "for", "in", "as"]);

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
    // "a nineteenth-century barn"
    if matches!(reader.lexeme(to - 1), Lexeme::Ordinal(_)) && reader.hyphened(to) {
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
    let many = (is!(reader, to - 1, "firsts")
        || matches!(reader.lexeme(to - 1), Lexeme::Part(whole) if whole != 4 || reader.hyphened(to - 1)))
        && matches!(reader.lexeme(at), Lexeme::Small(_));
    // "It fell by a fifth.", "five eighths"
    let alone =
        !reader.joined(to) && reader.lexeme(at) != Lexeme::Half && !reader.is(at.wrapping_sub(1), LISTED);
    let shares = match reader.lexeme(at) {
        _ if reader.hyphened(to) || reader.hyphened(at) => false,
        _ if alone || part > integer(1) => true,
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
    if part > integer(1) {
        return Some(quantity::amount(
            reader,
            at,
            &Cardinal::new(to, part, part),
            Kind::Count,
        ));
    }
    let percent = part * integer(100);
    let number = Cardinal::new(to, percent, integer(5));
    Some(quantity::amount(reader, at, &number, Kind::Percentage))
}

/// A part in words, and the first word after it; one of a whole or more is no part.
fn part(reader: &Reader, at: usize) -> Option<(Number, usize)> {
    if let Lexeme::Part(4) = reader.lexeme(at) {
        return reader.hyphened(at + 1).then(|| (Number::new(1, 4), at + 1));
    }
    named_part(reader, at)
}

/// "half", "a third", "two-thirds", "four thirty-firsts", "thirty-seven fifths".
pub fn named_part(reader: &Reader, at: usize) -> Option<(Number, usize)> {
    match reader.lexeme(at) {
        Lexeme::Half => Some((Number::new(1, 2), at + 1)),
        Lexeme::Article if reader.spaced(at + 1) => {
            if reader.lexeme(at + 1) == Lexeme::Half {
                return Some((Number::new(1, 2), at + 2));
            }
            if let Some((whole, to, _)) = denominator(reader, at + 1) {
                return Some((Number::new(1, whole), to));
            }
            matches!(reader.lexeme(at + 1), Lexeme::Hundred | Lexeme::Scale(_))
                .then(|| parts(reader, at))
                .flatten()
        }
        Lexeme::Small(1..) | Lexeme::Tens(_) => parts(reader, at),
        _ => None,
    }
}

/// A number of parts, in words.
fn parts(reader: &Reader, at: usize) -> Option<(Number, usize)> {
    let number = whole_number(reader, at)?;
    let (mut parts, mut next) = (number.low.to_integer(), number.to);
    // "two hundred forty-ninths": forty-nine is the whole.
    if let (Lexeme::Tens(tens), Lexeme::Hundred) =
        (reader.lexeme(next - 1), reader.lexeme(next.wrapping_sub(2)))
    {
        (parts, next) = (parts - i128::from(tens), next - 1);
    }
    if !(reader.joined(next) || reader.gap(next) == " - ") {
        return None;
    }
    let (whole, to, plural) = denominator(reader, next)?;
    (plural == (parts > 1)).then(|| (Number::new(parts, whole), to))
}

/// What something is parted into: "thirds", "fifth", "twenty-firsts", "hundredths"; and whether there are many.
fn denominator(reader: &Reader, at: usize) -> Option<(i128, usize, bool)> {
    match reader.lexeme(at) {
        Lexeme::Part(4) => Some((4, at + 1, is!(reader, at, "quarters" | "fourths"))),
        Lexeme::Part(whole) => Some((whole.into(), at + 1, true)),
        Lexeme::Ordinal(whole) if whole > 2 => Some((whole.into(), at + 1, false)),
        Lexeme::PartOfScale(scale) => {
            Some((10_i128.pow(scale.into()), at + 1, reader.word(at).ends_with('s')))
        }
        Lexeme::Tens(tens) if reader.joined(at + 1) => {
            let (unit, plural) = match reader.lexeme(at + 1) {
                Lexeme::Part(unit @ 3..10) => (unit, true),
                Lexeme::Ordinal(unit @ 3..10) => (unit, false),
                _ if is!(reader, at + 1, "first" | "firsts") => (1, is!(reader, at + 1, "firsts")),
                _ => return None,
            };
            Some((i128::from(tens + unit), at + 2, plural))
        }
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

/// "one in five", "seven out of 10", "one over twenty": a percentage.
fn out_of(reader: &Reader, at: usize) -> Option<Reading> {
    let plain = |number: &Cardinal| number.single() && number.suffix.is_empty() && !number.scaled;
    let parts = cardinal(reader, at, false).filter(plain)?;
    let to = parts.to;
    // "one over twenty"; "12 over 5" only alone in its line
    let over = is!(reader, to, "over") && (parts.low == integer(1) || at == 0);
    let strung = is!(reader, to, "in") && reader.hyphened(to) && reader.hyphened(to + 1);
    let whole = if (over || is!(reader, to, "in")) && reader.spaced(to) {
        to + 1 + usize::from(is!(reader, to + 1, "every"))
    } else if strung {
        to + 1
    } else if is!(reader, to, "out") && is!(reader, to + 1, "of") && reader.spaced(to) {
        to + 2 + usize::from(is!(reader, to + 2, "every"))
    } else {
        return None;
    };
    // "two out of five hundred"
    let all = cardinal(reader, whole, false)
        .filter(|all| plain(all) || all.scaled && all.single() && all.low <= integer(1000))
        .filter(|_| reader.spaced(whole) || strung)?;
    let round = [
        2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 200, 500, 1000, 10_000, 100_000,
    ]
    .contains(&all.low.to_integer())
        || parts.low == integer(1) && all.low < integer(1000) && all.low.is_integer();
    // "34 in 2019", "two in three days", "one over 20 people"
    let alone = at == 0 && all.to == reader.words.len();
    if over && alone && parts.low > all.low {
        let number = Cardinal::new(all.to, parts.low / all.low, integer(1));
        return Some(quantity::amount(reader, at, &number, Kind::Count));
    }
    if over && reader.joined(all.to)
        || !round
        || parts.low >= all.low
        || units::behind(reader, all.to, "").is_some()
    {
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
