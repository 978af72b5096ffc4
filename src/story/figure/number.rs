//! Numbers, in digits, in words and in both: "1,500", "62 million", "two and a half dozen", "tens of thousands".

use num_traits::{CheckedMul, Zero};

use super::Number;
use super::digits::{digits, integer, power, suffix_scale, written_out};
use super::lexer::{Lexeme, Reader, Vague, is};
use super::powers::power_of;
use super::spelled::{more_groups, part_behind, spelled};

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
            if is_decimal(reader, at) {
                let places = power(u8::try_from(reader.numeral(at).len()).unwrap_or(30));
                return bare.then(|| Cardinal::new(at + 1, value / places, integer(1) / places));
            }
            if let Some(scale) = suffix_scale(suffix, millions, !value.is_integer()) {
                number.scaled = true;
                return number.times(power(scale));
            }
            if let Some(part) = written_out(reader, at + 1).filter(|_| bare && reader.joined(at + 1)) {
                return Some(Cardinal::new(at + 3, value + part, part));
            }
            if let Some(part) = written_out(reader, at) {
                return Some(Cardinal::new(at + 2, part, part));
            }
            if let Some(number) = power_of(reader, at, value, suffix) {
                return Some(number);
            }
            number.suffix = suffix;
            if !suffix.is_empty() {
                return Some(number);
            }
            if let Some(number) = spaced_out(reader, at, value) {
                return Some(number);
            }
            let number = scaled(reader, number)?;
            if !number.scaled {
                return Some(letter(reader, number));
            }
            more_groups(reader, number)
        }
        Lexeme::Small(parts @ 1..4)
            if matches!(reader.lexeme(at + 1), Lexeme::Part(4)) && reader.joined(at + 1) =>
        {
            of_a_scale(reader, at + 1, Number::new(parts.into(), 4))
        }
        Lexeme::Small(_) | Lexeme::Tens(_) => scaled(reader, spelled(reader, at)?),
        Lexeme::Article => match reader.lexeme(at + 1) {
            Lexeme::Hundred | Lexeme::Scale(_) if reader.joined(at + 1) => {
                scaled(reader, spelled(reader, at)?)
            }
            Lexeme::Dozen if reader.joined(at + 1) => {
                scaled(reader, Cardinal::new(at + 1, integer(1), integer(1)))
            }
            Lexeme::Few if reader.spaced(at + 1) => few(reader, at + 1),
            Lexeme::Half if reader.joined(at + 1) => half(reader, at + 1),
            Lexeme::Part(4) if is!(reader, at + 2, "of") && reader.lexeme(at + 3) == Lexeme::Article => {
                of_a_scale(reader, at + 2, Number::new(1, 4))
            }
            // "a quarter million"
            Lexeme::Part(4) if reader.spaced(at + 1) => of_a_scale(reader, at + 1, Number::new(1, 4)),
            _ => None,
        },
        Lexeme::Few => few(reader, at),
        Lexeme::Half => half(reader, at),
        Lexeme::Part(4) => of_a_scale(reader, at, Number::new(1, 4)),
        Lexeme::Some(vague) => plural(reader, at, vague),
        // "thousand" alone: "per thousand cubic metres".
        Lexeme::Scale(_) | Lexeme::Hundred if is!(reader, at.wrapping_sub(1), "per") => {
            scaled(reader, Cardinal::new(at, integer(1), integer(1)))
        }
        _ => None,
    }
}

/// ".287": the words of a text have no stop before them.
pub fn is_decimal(reader: &Reader, at: usize) -> bool {
    let Some(before) = reader.gap(at).strip_suffix('.') else {
        return false;
    };
    if at == 0 {
        before.is_empty()
    } else {
        before.ends_with([' ', '('])
    }
}

/// "3 250 640 700": groups of three digits behind narrow spaces, or two of them and more behind any.
fn spaced_out<'a>(reader: &Reader<'a>, at: usize, first: Number) -> Option<Cardinal<'a>> {
    if reader.word(at).len() > 3 || first < integer(1) || !reader.spaced(at + 1) {
        return None;
    }
    let (mut value, mut step, mut to, mut narrow) = (first, integer(1), at + 1, true);
    while reader.lexeme(to) == Lexeme::Digits && reader.spaced(to) {
        let word = reader.word(to);
        let whole = word.bytes().take_while(u8::is_ascii_digit).count();
        let (group, last, "") = digits(word)? else { break };
        if whole != 3 || word.contains(',') {
            break;
        }
        narrow &= !reader.gap(to).contains(' ');
        (value, step, to) = (value.checked_mul(&integer(1000))? + group, last, to + 1);
        if word.len() > 3 {
            break;
        }
    }
    (to > at + 2 || to > at + 1 && narrow).then(|| Cardinal::new(to, value, step))
}

/// "7.4 k", "6 B gulls": a letter of scale that stands apart.
fn letter<'a>(reader: &Reader<'a>, number: Cardinal<'a>) -> Cardinal<'a> {
    let scale = match reader.word(number.to) {
        "k" => 3,
        "M" => 6,
        "B" => 9,
        _ => return number,
    };
    if !reader.spaced(number.to) || reader.joined(number.to + 1) && reader.proper(number.to + 1) {
        return number;
    }
    let to = number.to + 1;
    match number.clone().times(power(scale)) {
        Some(scaled) => Cardinal {
            to,
            scaled: true,
            ..scaled
        },
        None => number,
    }
}

/// A number with the scale words that follow it: "62 million", "nine dozen", "1.5 hundred thousand".
fn scaled<'a>(reader: &Reader<'a>, mut number: Cardinal<'a>) -> Option<Cardinal<'a>> {
    while reader.joined(number.to) {
        let factor = match reader.lexeme(number.to) {
            Lexeme::Hundred => integer(100),
            Lexeme::Dozen | Lexeme::Some(Vague::Dozens) => integer(12),
            Lexeme::Scale(scale) => power(scale),
            Lexeme::Some(Vague::Power(scale)) => power(scale),
            _ => break,
        };
        number = number.times(factor)?;
        number.to += 1;
        number.scaled = true;
    }
    if number.scaled
        && let Some((part, to)) = part_behind(reader, number.to)
        && reader.lexeme(number.to - 1) != Lexeme::Dozen
    {
        let unit = match reader.lexeme(number.to - 1) {
            Lexeme::Scale(scale) => power(scale),
            _ => integer(1),
        };
        number.low += part * unit;
        (number.high, number.step, number.to) = (number.low, part * unit, to);
    }
    Some(number)
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
