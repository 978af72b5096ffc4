//! Numbers in digits: "1,500", "4.5", "2½", with the suffix in the same word: "4.5bn", "80th".

use super::Number;
use super::lexer::Reader;

pub const fn integer(value: i128) -> Number {
    Number::new_raw(value, 1)
}

pub fn power(exponent: u8) -> Number {
    integer(10_i128.pow(u32::from(exponent.min(30))))
}

/// The digits a word starts with, what one of the last of them is worth, and the rest of the word.
pub fn digits(word: &str) -> Option<(Number, Number, &str)> {
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
            // A comma is followed by three digits, and no fourth.
            b',' if !decimals => {
                let group = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
                if group != 3 {
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

fn vulgar(c: char) -> Option<Number> {
    Some(match c {
        '½' => Number::new(1, 2),
        '¼' => Number::new(1, 4),
        '¾' => Number::new(3, 4),
        '⅓' => Number::new(1, 3),
        '⅔' => Number::new(2, 3),
        _ => return None,
    })
}

/// The power of ten of a suffix. "m" is a million only where `millions` says that metres are out of the question.
pub fn suffix_scale(suffix: &str, millions: bool) -> Option<u8> {
    Some(match suffix {
        "k" | "K" => 3,
        "mn" | "mln" | "mil" | "M" => 6,
        "bn" | "bln" | "B" => 9,
        "tn" | "trn" | "T" => 12,
        "m" if millions => 6,
        "b" if millions => 9,
        "t" if millions => 12,
        _ => return None,
    })
}

/// "1/2" of "4 1/2".
pub fn written_out(reader: &Reader, at: usize) -> Option<Number> {
    let digit = |at| {
        reader
            .word(at)
            .parse::<u8>()
            .ok()
            .filter(|digit| (1..10).contains(digit))
    };
    let (part, whole) = (digit(at)?, digit(at + 1)?);
    (reader.gap(at + 1) == "/" && part < whole).then(|| Number::new(part.into(), whole.into()))
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
