//! The number within a figure's text: "8.6m" is 8.6, "two dozen" 2, "43-year-old" 43.

use std::ops::Range;

/// The number as written, before any unit or scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Its digits without separators and point, as one number: 86 for "8.6".
    pub digits: u64,
    /// How many of them follow the point.
    pub decimals: u32,
    pub spelled: bool,
    /// Whether commas stand between its thousands: a year has none.
    pub grouped: bool,
    /// Where it stands in the figure's text.
    pub start: usize,
    pub end: usize,
}

const UNITS: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

impl Numeral {
    pub fn of(text: &str) -> Option<Numeral> {
        if let Some(start) = text.find(|c: char| c.is_ascii_digit()) {
            return Some(in_digits(text, start));
        }
        in_words(text)
    }

    pub fn value(&self) -> f64 {
        self.digits as f64 / 10f64.powi(self.decimals as i32)
    }

    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The same number as `text` would write it: in words where it has words, in digits otherwise.
    pub fn in_the_style_of(&self, other: &Numeral, text: &str) -> String {
        let sample = text.get(other.span()).unwrap_or_default();
        match (other.spelled, self.decimals) {
            (true, 0) => match spell(self.digits) {
                Some(words) if sample.starts_with(char::is_uppercase) => capital(&words),
                Some(words) => words,
                None => grouped(self.digits),
            },
            (_, 0) if self.grouped || self.digits >= 10_000 => grouped(self.digits),
            (_, 0) => self.digits.to_string(),
            (_, decimals) => format!("{:.*}", decimals as usize, self.value()),
        }
    }
}

fn in_digits(text: &str, start: usize) -> Numeral {
    let (mut digits, mut decimals, mut point, mut end) = (0u64, 0, false, start);
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        let goes_on = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        match byte {
            b'0'..=b'9' => {
                digits = digits.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
                decimals += u32::from(point);
                end = at + 1;
            }
            b',' | b':' if goes_on => {}
            b'.' if goes_on && !point => point = true,
            _ => break,
        }
    }
    Numeral {
        digits,
        decimals: decimals.min(18),
        spelled: false,
        grouped: text.get(start..end).is_some_and(|number| number.contains(',')),
        start,
        end,
    }
}

fn in_words(text: &str) -> Option<Numeral> {
    let (mut found, mut at) = (None::<Numeral>, 0);
    for word in text.split_inclusive([' ', '-']) {
        let bare = word.trim_end_matches([' ', '-']);
        let value = word_value(bare);
        match (&mut found, value) {
            (None, Some(value)) => {
                found = Some(Numeral {
                    digits: value,
                    decimals: 0,
                    spelled: true,
                    grouped: false,
                    start: at,
                    end: at + bare.len(),
                });
            }
            (Some(numeral), Some(value))
                if numeral.digits >= 20 && numeral.digits % 10 == 0 && value < 10 =>
            {
                numeral.digits += value;
                numeral.end = at + bare.len();
                break;
            }
            (Some(_), _) => break,
            (None, None) => {}
        }
        at += word.len();
    }
    found
}

fn word_value(word: &str) -> Option<u64> {
    let same = |known: &&str| known.eq_ignore_ascii_case(word);
    let unit = UNITS.iter().position(same);
    let ten = || TENS.iter().position(same).map(|at| (at + 2) * 10);
    unit.or_else(ten).map(|value| value as u64)
}

fn spell(number: u64) -> Option<String> {
    let (ten, unit) = ((number / 10) as usize, (number % 10) as usize);
    match number {
        0..20 => Some(UNITS[number as usize].to_owned()),
        20..100 if unit == 0 => Some(TENS[ten - 2].to_owned()),
        20..100 => Some(format!("{}-{}", TENS[ten - 2], UNITS[unit])),
        _ => None,
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// With commas between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_in_any_writing() {
        let value = |text| Numeral::of(text).map(|n| n.value());
        assert_eq!(value("£1,250.50"), Some(1250.5));
        assert_eq!(value("Forty-two-year-old"), Some(42.0));
        assert_eq!(value("two dozen"), Some(2.0));
        assert_eq!(value("Nov. 12"), Some(12.0));
        assert_eq!(value("half"), None);
    }

    #[test]
    fn a_number_is_rewritten_in_the_style_of_another() {
        let rewrite = |from, like| {
            let like_numeral = Numeral::of(like).unwrap();
            Numeral::of(from).unwrap().in_the_style_of(&like_numeral, like)
        };
        assert_eq!(rewrite("22", "nine"), "twenty-two");
        assert_eq!(rewrite("Nine", "14"), "9");
        assert_eq!(rewrite("five", "Four"), "Five");
        assert_eq!(rewrite("15,000", "1,500"), "15,000");
        assert_eq!(rewrite("1987", "1978"), "1987");
        assert_eq!(rewrite("9.6", "8.6"), "9.6");
    }
}
