//! Numbers in digits: "1,500", "4.5", "2½", with the suffix in the same word: "4.5bn", "80th".

use super::Number;
use super::lexer::Reader;

pub const fn integer(value: i128) -> Number {
    Number::new_raw(value, 1)
}

pub fn power(exponent: u8) -> Number {
    integer(10_i128.pow(u32::from(exponent.min(30))))
}

/// "2.640,75", where the comma is that of decimals.
fn continental(word: &str) -> Option<Number> {
    let (whole, decimals) = word.split_once(',')?;
    let groups = whole.split('.').skip(1).all(|group| group.len() == 3);
    let all = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !whole.contains('.') || !groups || word.len() > 20 || decimals.len() > 2 || !all(decimals) {
        return None;
    }
    let value: i128 = format!("{}{decimals}", whole.replace('.', "")).parse().ok()?;
    Some(Number::new(value, 10_i128.pow(decimals.len() as u32)))
}

/// The digits a word starts with, what one of the last of them is worth, and the rest of the word.
pub fn digits(word: &str) -> Option<(Number, Number, &str)> {
    if let Some(value) = continental(word) {
        return Some((value, Number::new(1, *value.denom()), ""));
    }
    let (mut value, mut places, mut decimals, mut trailing, mut count) = (0_i128, 0_u32, false, 0_u8, 0);
    let bytes = word.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            digit @ b'0'..=b'9' => {
                count += 1;
                if count > 18 {
                    return None;
                }
                value = value * 10 + i128::from(digit - b'0');
                places += u32::from(decimals);
                trailing = if digit == b'0' { trailing + 1 } else { 0 };
            }
            // A comma is followed by three digits, and no fourth; by two before another in India.
            b',' if !decimals => {
                let group = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
                let indian = group == 2 && bytes.get(at + 3) == Some(&b',');
                if group != 3 && !indian {
                    return None;
                }
            }
            b'.' if !decimals && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => decimals = true,
            b'.' => return None,
            _ => break,
        }
        at += 1;
    }
    let mut number = Number::new(value, 10_i128.pow(places));
    let mut step = if decimals {
        Number::new(1, 10_i128.pow(places))
    } else {
        power(if value == 0 { 0 } else { trailing })
    };
    let mut rest = &word[at..];
    if let Some(part) = rest.chars().next().and_then(vulgar) {
        number += part;
        step = Number::new(1, 4);
        rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    } else if count == 0 {
        return None;
    }
    Some((number, step, rest))
}

/// "½" and its like.
pub fn vulgar(c: char) -> Option<Number> {
    Some(match c {
        '½' => Number::new(1, 2),
        '¼' => Number::new(1, 4),
        '¾' => Number::new(3, 4),
        '⅓' => Number::new(1, 3),
        '⅔' => Number::new(2, 3),
        '⅕' => Number::new(1, 5),
        '⅙' => Number::new(1, 6),
        '⅚' => Number::new(5, 6),
        '⅛' => Number::new(1, 8),
        '⅜' => Number::new(3, 8),
        '⅝' => Number::new(5, 8),
        '⅞' => Number::new(7, 8),
        _ => return None,
    })
}

/// The power of ten of a suffix. "m" is a million only where `millions` says that metres are out of the question.
pub fn suffix_scale(suffix: &str, millions: bool, decimals: bool) -> Option<u8> {
    Some(match suffix {
        "k" | "K" => 3,
        "mn" | "mln" | "mil" | "M" | "MM" => 6,
        "bn" | "bln" | "B" => 9,
        "tn" | "trn" | "T" => 12,
        "m" if millions => 6,
        "b" if millions || decimals => 9,
        "t" if millions => 12,
        _ => return None,
    })
}

/// The wholes of fractions in digits: "1/6" is a date.
const WHOLES: [u8; 8] = [2, 3, 4, 5, 8, 16, 32, 64];

/// "1/2", alone or in "4 1/2".
pub fn written_out(reader: &Reader, at: usize) -> Option<Number> {
    if !matches!(reader.gap(at + 1), "/" | "⁄") || reader.gap(at + 2).starts_with('/') {
        return None;
    }
    let part = |at| reader.word(at).parse::<u8>().ok();
    let (part, whole) = (part(at)?, part(at + 1)?);
    let reduced = Number::new(part.into(), whole.max(1).into());
    let lowest = *reduced.denom() == i128::from(whole);
    (part > 0 && part < whole && lowest && WHOLES.contains(&whole)).then_some(reduced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_word_starts_with() {
        assert_eq!(digits("1,500"), Some((integer(1500), integer(100), "")));
        assert_eq!(
            digits("4.50bn"),
            Some((Number::new(9, 2), Number::new(1, 100), "bn"))
        );
        assert_eq!(digits("2½"), Some((Number::new(5, 2), Number::new(1, 4), "")));
        for no in ["1,2", "1,2345", "192.168.1.1", "9999999999999999999", "boat"] {
            assert_eq!(digits(no), None, "{no}");
        }
    }
}
