//! Numbers in words: "two hundred and three thousand", "forty-four", "a million and a half", "six point eight".

use super::Number;
use super::digits::{integer, power};
use super::fractions::named_part;
use super::lexer::{Lexeme, Reader, Vague, is};
use super::number::Cardinal;

/// A number in words, scale by scale: "two hundred and three thousand", "forty-four", "a million and a half".
pub fn whole_number<'a>(reader: &Reader<'a>, from: usize) -> Option<Cardinal<'a>> {
    let (mut total, mut at, mut limit, mut unit, mut step) = (0_i128, from, u8::MAX, 1_i128, 1_i128);
    while let Some((group, next)) = group(reader, at) {
        let scale = match reader.lexeme(next) {
            Lexeme::Scale(scale) if reader.joined(next) => scale,
            _ => 0,
        };
        if scale >= limit {
            break;
        }
        unit = 10_i128.pow(u32::from(scale));
        total = total.checked_add(group.checked_mul(unit)?)?;
        step = unit * round(group);
        at = next + usize::from(scale > 0);
        let and = at + usize::from(is!(reader, at, "and") && reader.spaced(at));
        if scale == 0 || !reader.joined(and) || reader.lexeme(and) == Lexeme::Article {
            break;
        }
        limit = scale;
        // "four million and two fifths"
        if group_starts(reader, and) && part_behind(reader, at).is_none() {
            at = and;
        } else {
            break;
        }
    }
    if at == from {
        return None;
    }
    Some(Cardinal {
        scaled: unit > 1,
        ..Cardinal::new(at, integer(total), integer(step))
    })
}

/// A number in words with the decimals and parts behind it.
pub fn spelled<'a>(reader: &Reader<'a>, from: usize) -> Option<Cardinal<'a>> {
    let mut number = whole_number(reader, from)?;
    let at = number.to;
    let unit = match reader.lexeme(at - 1) {
        Lexeme::Scale(scale) => 10_i128.pow(scale.into()),
        _ => 1,
    };
    // "a hundred and two dozen"
    if is!(reader, at, "and")
        && reader.lexeme(at - 1) == Lexeme::Hundred
        && let Some((dozens, dozen)) = below_hundred(reader, at + 1)
        && matches!(reader.lexeme(dozen), Lexeme::Dozen | Lexeme::Some(Vague::Dozens))
    {
        let value = number.low + integer(12 * dozens);
        return Some(Cardinal::new(dozen + 1, value, integer(12)));
    }
    if let Some((tenths, to)) = decimals(reader, at) {
        let value = number.low + tenths;
        return Some(Cardinal {
            scaled: number.scaled,
            ..Cardinal::new(to, value, Number::new(1, *tenths.denom()))
        });
    }
    if let Some((part, to)) = part_behind(reader, at) {
        // "a trillion and a half billion"
        let of = match reader.lexeme(to) {
            Lexeme::Scale(scale) if reader.joined(to) && unit > 1 => Some(power(scale)),
            _ => None,
        };
        let step = part * of.unwrap_or(integer(unit));
        let value = number.low + step;
        number = Cardinal {
            scaled: number.scaled,
            ..Cardinal::new(to + usize::from(of.is_some()), value, step)
        };
    }
    Some(number)
}

/// "point nought seven"
fn decimals(reader: &Reader, at: usize) -> Option<(Number, usize)> {
    if !is!(reader, at, "point") || !reader.spaced(at) {
        return None;
    }
    let (mut value, mut places, mut to) = (0, 0, at + 1);
    while let Lexeme::Small(digit @ 0..=9) = reader.lexeme(to) {
        if !reader.spaced(to) || places > 8 {
            break;
        }
        (value, places, to) = (value * 10 + i128::from(digit), places + 1, to + 1);
    }
    (places > 0).then(|| (Number::new(value, 10_i128.pow(places)), to))
}

/// "and a half", "and two thirds": what goes on with a number at `at`.
pub fn part_behind(reader: &Reader, at: usize) -> Option<(Number, usize)> {
    if !is!(reader, at, "and") || !reader.spaced(at) || !reader.joined(at + 1) {
        return None;
    }
    let (part, to) = named_part(reader, at + 1)?;
    let fits = match reader.lexeme(at + 1) {
        Lexeme::Article => matches!(
            reader.lexeme(at + 2),
            Lexeme::Half | Lexeme::Part(4) | Lexeme::Ordinal(4)
        ),
        // "two million and one third of the rest"
        _ => !is!(reader, to, "of"),
    };
    (fits && part < integer(1)).then_some((part, to))
}

/// "7 thousand 2 hundred and 21", "9 crore and three hundred": groups behind a number in digits with a scale.
pub fn more_groups<'a>(reader: &Reader<'a>, mut number: Cardinal<'a>) -> Option<Cardinal<'a>> {
    let scale = |at: usize| match reader.lexeme(at) {
        Lexeme::Hundred => Some(2),
        Lexeme::Scale(scale) => Some(scale),
        _ => None,
    };
    let mut last = scale(number.to - 1);
    while let Some(unit) = last {
        let and = is!(reader, number.to, "and") && reader.spaced(number.to);
        let next = number.to + usize::from(and);
        if !reader.spaced(next) {
            break;
        }
        let (value, to) = match reader.lexeme(next) {
            Lexeme::Digits => match reader.word(next).parse::<u16>() {
                Ok(value @ 1..1000) => (i128::from(value), next + 1),
                _ => break,
            },
            _ => match group(reader, next) {
                Some(group) if group_starts(reader, next) => group,
                _ => break,
            },
        };
        let scaled = reader
            .joined(to)
            .then(|| scale(to))
            .flatten()
            .filter(|scale| *scale < unit);
        let plain = scaled.is_none();
        // "2 million and 21 people": two numbers.
        if plain
            && (scale(to).is_some() && reader.joined(to)
                || value >= 100 && unit == 2
                || value < 100 && unit > 2
                || !and)
        {
            break;
        }
        number.low += integer(value) * power(scaled.unwrap_or(0));
        number.high = number.low;
        (number.step, number.to) = (power(scaled.unwrap_or(0)), to + usize::from(!plain));
        last = scaled;
    }
    Some(number)
}

fn group_starts(reader: &Reader, at: usize) -> bool {
    matches!(reader.lexeme(at), Lexeme::Small(_) | Lexeme::Tens(_))
}

/// Below a thousand: "forty-four", "a hundred", "two hundred and six"; with the first word after it.
fn group(reader: &Reader, at: usize) -> Option<(i128, usize)> {
    let (value, next) = match reader.lexeme(at) {
        Lexeme::Article => (1, at + 1),
        _ => below_hundred(reader, at)?,
    };
    if reader.lexeme(next) != Lexeme::Hundred || !reader.joined(next) {
        return Some((value, next));
    }
    let hundreds = value * 100;
    let and = next + 1 + usize::from(is!(reader, next + 1, "and"));
    match below_hundred(reader, and) {
        // "two hundred and three hundred": two numbers.
        Some((rest, after))
            if reader.joined(and)
                && (and == next + 1 || reader.spaced(next + 1))
                // "two hundred and four hundredths"
                && !matches!(reader.lexeme(after), Lexeme::PartOfScale(_) | Lexeme::Dozen | Lexeme::Some(Vague::Dozens))
                && !(matches!(reader.lexeme(after), Lexeme::Hundred) && reader.joined(after)) =>
        {
            Some((hundreds + rest, after))
        }
        _ => Some((hundreds, next + 1)),
    }
}

fn below_hundred(reader: &Reader, at: usize) -> Option<(i128, usize)> {
    match reader.lexeme(at) {
        Lexeme::Small(value) => Some((i128::from(value), at + 1)),
        Lexeme::Tens(tens) => match reader.lexeme(at + 1) {
            Lexeme::Small(unit @ 1..=9) if reader.joined(at + 1) || reader.gap(at + 1) == " - " => {
                Some((i128::from(tens + unit), at + 2))
            }
            _ => Some((i128::from(tens), at + 1)),
        },
        _ => None,
    }
}

/// The power of ten that a whole number is a multiple of.
fn round(value: i128) -> i128 {
    let (mut step, mut rest) = (1, value);
    while rest != 0 && rest % 10 == 0 {
        (step, rest) = (step * 10, rest / 10);
    }
    step
}
