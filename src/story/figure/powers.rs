//! Numbers as science writes them: "7.1e4", "6.4×10−12", "4^-2".

use num_traits::{CheckedMul, One};

use super::Number;
use super::digits::integer;
use super::lexer::Reader;
use super::number::Cardinal;

/// Longer powers are no number that a rational of 128 bits holds.
const MOST: u32 = 38;

/// The power of the number `base` at the word `at`, whose digits `suffix` follows.
pub fn power_of<'a>(reader: &Reader<'a>, at: usize, base: Number, suffix: &str) -> Option<Cardinal<'a>> {
    let next = at + 1;
    let times = |factor: Number, to| {
        let value = base.checked_mul(&factor)?;
        Some(Cardinal::new(to, value, integer(1).min(factor)))
    };
    if let Some(exponent) = suffix.strip_prefix(['e', 'E']) {
        let negative = match (exponent, reader.gap(next)) {
            ("", "+") => false,
            ("", "-" | "−") => true,
            ("", _) => return None,
            _ => return times(raised(integer(10), exponent, false)?, next),
        };
        return times(raised(integer(10), reader.word(next), negative)?, at + 2);
    }
    if !suffix.is_empty() {
        return None;
    }
    if let Some(sign) = reader.gap(next).strip_prefix('^') {
        let value = raised(base, reader.word(next), is_negative(sign)?)?;
        return Some(Cardinal::new(at + 2, value, integer(1)));
    }
    // "6.4×10−12" and "6.4 x 10^-12"
    let (ten, sign) = (reader.word(next), reader.gap(at + 2));
    if reader.gap(next).trim() == "×" && ten == "10" {
        let negative = is_negative(sign.strip_prefix('^').unwrap_or(sign))?;
        return times(raised(integer(10), reader.word(at + 2), negative)?, at + 3);
    }
    None
}

fn is_negative(sign: &str) -> Option<bool> {
    match sign {
        "" | "+" | "--" => Some(false),
        "-" | "−" => Some(true),
        _ => None,
    }
}

fn raised(base: Number, exponent: &str, negative: bool) -> Option<Number> {
    let exponent = exponent
        .parse::<u32>()
        .ok()
        .filter(|exponent| *exponent <= MOST)?;
    let mut value = Number::one();
    for _ in 0..exponent {
        value = value.checked_mul(&base)?;
    }
    if negative && *value.numer() != 0 {
        value = value.recip();
    }
    Some(value)
}
