//! Numbers, in digits, in words and in both: "1,500", "62 million", "two and a half dozen", "tens of thousands".

use num_traits::{CheckedMul, Zero};

use super::Number;
use super::digits::{digits, integer, power, suffix_scale, written_out};
use super::lexer::{Lexeme, Reader, Vague, is};

/// A number and where it ends.
#[derive(Debug, Clone)]
pub struct Cardinal<'a> {
    /// The first word after it.
    pub to: usize,
    pub low: Number,
    pub high: Number,
    pub step: Number,
    /// What stands behind the digits in the same word and is no scale: "km", "th", "pm".
    pub suffix: &'a str,
    /// A word or suffix of scale was read ("million", "dozen", "k").
    pub scaled: bool,
}

impl Cardinal<'_> {
    pub fn new(to: usize, value: Number, step: Number) -> Self {
        Cardinal {
            to,
            low: value,
            high: value,
            step,
            suffix: "",
            scaled: false,
        }
    }

    /// `factor` times as much; `None` past what anyone counts, so that sums with it are safe.
    pub fn times(mut self, factor: Number) -> Option<Self> {
        self.low = self.low.checked_mul(&factor)?;
        self.high = self.high.checked_mul(&factor)?;
        self.step = self.step.checked_mul(&factor)?;
        (self.high <= power(24)).then_some(self)
    }

    pub fn single(&self) -> bool {
        self.low == self.high
    }
}

/// The number that starts at the word `at`.
pub fn cardinal<'a>(reader: &Reader<'a>, at: usize, millions: bool) -> Option<Cardinal<'a>> {
    match reader.lexeme(at) {
        Lexeme::Digits => {
            let (value, step, suffix) = digits(reader.numeral(at))?;
            let mut number = Cardinal::new(at + 1, value, step);
            let bare = suffix.is_empty() && value.is_integer();
            if let Some(scale) = suffix_scale(suffix, millions) {
                number.scaled = true;
                return number.times(power(scale));
            }
            if let Some(part) = written_out(reader, at + 1).filter(|_| bare && reader.joined(at + 1)) {
                return Some(Cardinal::new(at + 3, value + part, part));
            }
            number.suffix = suffix;
            if suffix.is_empty() {
                scaled(reader, number)
            } else {
                Some(number)
            }
        }
        Lexeme::Small(_) | Lexeme::Tens(_) => spelled(reader, at),
        Lexeme::Article => match reader.lexeme(at + 1) {
            Lexeme::Hundred | Lexeme::Scale(_) if reader.joined(at + 1) => spelled(reader, at),
            Lexeme::Dozen if reader.joined(at + 1) => {
                scaled(reader, Cardinal::new(at + 1, integer(1), integer(1)))
            }
            Lexeme::Few if reader.spaced(at + 1) => few(reader, at + 1),
            Lexeme::Half if reader.joined(at + 1) => half(reader, at + 1),
            Lexeme::Part(4) if is!(reader, at + 2, "of") && reader.lexeme(at + 3) == Lexeme::Article => {
                of_a_scale(reader, at + 2, Number::new(1, 4))
            }
            _ => None,
        },
        Lexeme::Few => few(reader, at),
        Lexeme::Half => half(reader, at),
        Lexeme::Some(vague) => plural(reader, at, vague),
        // "thousand" alone: "per thousand cubic metres".
        Lexeme::Scale(_) | Lexeme::Hundred if is!(reader, at.wrapping_sub(1), "per") => {
            scaled(reader, Cardinal::new(at, integer(1), integer(1)))
        }
        _ => None,
    }
}

/// A number with the scale words that follow it: "62 million", "nine dozen", "1.5 hundred thousand".
fn scaled<'a>(reader: &Reader<'a>, mut number: Cardinal<'a>) -> Option<Cardinal<'a>> {
    while reader.joined(number.to) {
        let factor = match reader.lexeme(number.to) {
            Lexeme::Hundred => integer(100),
            Lexeme::Dozen => integer(12),
            Lexeme::Scale(scale) => power(scale),
            Lexeme::Some(Vague::Power(scale)) if scale > 3 => power(scale),
            _ => break,
        };
        number = number.times(factor)?;
        number.to += 1;
        number.scaled = true;
    }
    Some(number)
}

/// A number in words, scale by scale: "two hundred and three thousand", "forty-four", "a million and a half".
fn spelled<'a>(reader: &Reader<'a>, from: usize) -> Option<Cardinal<'a>> {
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
        if group_starts(reader, and) {
            at = and;
        } else {
            break;
        }
    }
    if at == from {
        return None;
    }
    let mut number = Cardinal::new(at, integer(total), integer(step));
    number.scaled = unit > 1;
    if is!(reader, at, "and") && reader.joined(at) && reader.lexeme(at + 1) == Lexeme::Article {
        let part = match reader.lexeme(at + 2) {
            Lexeme::Half => Number::new(unit, 2),
            Lexeme::Part(4) => Number::new(unit, 4),
            _ => return scaled(reader, number),
        };
        let value = number.low + part;
        number = Cardinal {
            to: at + 3,
            low: value,
            high: value,
            step: part,
            ..number
        };
    }
    scaled(reader, number)
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
            Lexeme::Small(unit @ 1..=9) if reader.joined(at + 1) => Some((i128::from(tens + unit), at + 2)),
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

/// "half a million", "half a dozen", "half"; the word after "half" is read by whoever wants a unit.
fn half<'a>(reader: &Reader<'a>, at: usize) -> Option<Cardinal<'a>> {
    of_a_scale(reader, at, Number::new(1, 2))
}

/// A part of a scale: "half a million", "a quarter of a million", "half-million".
fn of_a_scale<'a>(reader: &Reader<'a>, at: usize, part: Number) -> Option<Cardinal<'a>> {
    let article = reader.lexeme(at + 1) == Lexeme::Article && reader.joined(at + 1);
    let scale = at + 1 + usize::from(article);
    if !reader.joined(scale) {
        return None;
    }
    let number = scaled(reader, Cardinal::new(scale, part, part))?;
    number.scaled.then_some(number)
}

/// "a couple of hundred", "several thousand", "a few dozen": only with a scale is it a figure.
fn few<'a>(reader: &Reader<'a>, at: usize) -> Option<Cardinal<'a>> {
    let couple = is!(reader, at, "couple");
    let scale = at + 1 + usize::from(is!(reader, at + 1, "of"));
    if !reader.spaced(scale) {
        return None;
    }
    let number = scaled(reader, Cardinal::new(scale, integer(1), integer(1)))?;
    if !number.scaled {
        return None;
    }
    let (low, high) = if couple { (2, 2) } else { (2, 9) };
    let unit = number.low;
    Some(Cardinal {
        low: unit * integer(low),
        high: unit * integer(high),
        ..number
    })
}

/// "dozens", "tens of thousands": from one of them to ten of them.
fn plural<'a>(reader: &Reader<'a>, at: usize, vague: Vague) -> Option<Cardinal<'a>> {
    let (one, ten) = match vague {
        Vague::Dozens => (12, 120),
        Vague::Scores if is!(reader, at + 1, "of") => (20, 100),
        Vague::Scores => return None,
        Vague::Tens => (10, 100),
        Vague::Power(scale) => (10_i128.pow(u32::from(scale)), 10_i128.pow(u32::from(scale) + 1)),
    };
    let mut number = Cardinal {
        high: integer(ten),
        scaled: true,
        ..Cardinal::new(at + 1, integer(one), integer(one))
    };
    if is!(reader, at + 1, "of")
        && reader.spaced(at + 1)
        && let Lexeme::Some(Vague::Power(scale)) = reader.lexeme(at + 2)
    {
        number = number.times(power(scale))?;
        number.to = at + 3;
        return Some(number);
    }
    (vague != Vague::Tens && !number.low.is_zero()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::word::words;

    fn read(text: &str) -> Option<(Number, Number)> {
        let words = words(text);
        let reader = Reader::new(text, &words);
        cardinal(&reader, 0, true).map(|c| (c.low, c.high))
    }

    fn one(text: &str) -> Number {
        let (low, high) = read(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(low, high, "{text}");
        low
    }

    #[test]
    fn digits_and_words() {
        for (text, value) in [
            ("1,500", 1500),
            ("4.5m", 4_500_000),
            ("450k", 450_000),
            ("62 million", 62_000_000),
            ("eight million", 8_000_000),
            ("half a million", 500_000),
            ("half-a-million", 500_000),
            ("a quarter of a million", 250_000),
            ("two and a half dozen", 30),
            ("a couple of hundred", 200),
            ("forty-four", 44),
            ("twelve hundred", 1200),
            ("two hundred and six thousand and nine", 206_009),
            ("a million and a half", 1_500_000),
            ("a dozen", 12),
        ] {
            assert_eq!(one(text), integer(value), "{text}");
        }
        assert_eq!(one("2½"), Number::new(5, 2));
        assert_eq!(one("2 1/2"), Number::new(5, 2));
    }

    #[test]
    fn vague_plurals_are_ranges() {
        assert_eq!(read("dozens of"), Some((integer(12), integer(120))));
        assert_eq!(
            read("tens of thousands"),
            Some((integer(10_000), integer(100_000)))
        );
        assert_eq!(read("several hundred"), Some((integer(200), integer(900))));
        assert_eq!(read("several boats"), None);
    }

    #[test]
    fn what_is_no_number() {
        for text in ["1,2", "a boat", "half", "couple"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
