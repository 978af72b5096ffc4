//! Currencies by their signs and codes: "A$", "£", "EUR 40".

use super::Currency;
use super::lexer::Reader;
use crate::story::word::hash;

const US: u64 = hash("us$");
const AUSTRALIAN: u64 = hash("a$");
const CANADIAN: u64 = hash("c$");
const NEW_ZEALAND: u64 = hash("nz$");
const HONG_KONG: u64 = hash("hk$");
const SINGAPORE: u64 = hash("s$");
const TAIWAN: u64 = hash("nt$");

/// "Canadian" of "Canadian dollars".
pub fn of_nation(nation: &str) -> Option<Currency> {
    Some(Currency::Named(match nation {
        "US" | "U.S" | "American" => US,
        "Australian" => AUSTRALIAN,
        "Canadian" => CANADIAN,
        _ => return None,
    }))
}

/// A currency by its sign at the start of `text`, and the length of the sign.
pub fn sign(text: &str) -> Option<(Currency, usize)> {
    let sign = text.chars().next()?;
    Some((of_sign(sign)?, sign.len_utf8()))
}

fn of_sign(sign: char) -> Option<Currency> {
    Some(match sign {
        '$' => Currency::Dollar,
        '£' => Currency::Pound,
        '€' => Currency::Euro,
        '¥' => Currency::Yen,
        '₩' => Currency::Won,
        '₽' => Currency::Named(hash("rouble")),
        '₹' => Currency::Named(hash("rupee")),
        '₺' => Currency::Named(hash("lira")),
        '₱' => Currency::Named(hash("peso")),
        '₪' => Currency::Named(hash("shekel")),
        '₦' => Currency::Named(hash("naira")),
        '₴' => Currency::Named(hash("hryvnia")),
        '฿' => Currency::Named(hash("baht")),
        _ => return None,
    })
}

/// Letters before or behind the sign of a dollar: "A$", "$US".
fn of_dollar(letters: &str) -> Option<Currency> {
    Some(Currency::Named(match letters {
        "US" | "U.S" => US,
        "A" | "AU" | "Au" => AUSTRALIAN,
        "C" | "CA" | "CAN" => CANADIAN,
        "NZ" => NEW_ZEALAND,
        "HK" => HONG_KONG,
        "S" | "SG" => SINGAPORE,
        "NT" => TAIWAN,
        "R" => hash("real"),
        _ => return None,
    }))
}

/// Codes before a number: "EUR 40", "EUR40".
fn of_code(letters: &str) -> Option<Currency> {
    Some(match letters {
        "EUR" => Currency::Euro,
        "GBP" => Currency::Pound,
        "JPY" => Currency::Yen,
        "KRW" => Currency::Won,
        "USD" => Currency::Named(US),
        "AUD" => Currency::Named(AUSTRALIAN),
        "CAD" => Currency::Named(CANADIAN),
        "CNY" | "RMB" => Currency::Named(hash("yuan")),
        "Rs" | "INR" => Currency::Named(hash("rupee")),
        "RM" => Currency::Named(hash("ringgit")),
        "CHF" => Currency::Named(hash("franc")),
        _ => return None,
    })
}

/// The letters that name a currency at the start of a word with digits, in bytes: 3 of "EUR40"; 2 of "US40", only
/// where it has the sign of a dollar `before` it.
pub fn letters(word: &str, before: &str) -> usize {
    let length = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, rest) = word.split_at(length);
    let names = of_code(letters).is_some() || before.ends_with('$') && of_dollar(letters).is_some();
    if names && rest.starts_with(|c: char| c.is_ascii_digit()) {
        length
    } else {
        0
    }
}

/// The currency named before the number at `at`, by a sign ("A$", "£") or a code ("EUR 40"), and where it starts.
pub fn before(reader: &Reader, at: usize) -> Option<(Currency, usize)> {
    let (gap, start) = (reader.gap(at), reader.start(at));
    let (letters, _) = reader.word(at).split_at(letters(reader.word(at), gap));
    if let Some(currency) = of_code(letters) {
        return Some((currency, start));
    }
    let adjacent = at.checked_sub(1).map_or("", |before| reader.word(before));
    let Some((sign, currency)) = gap
        .chars()
        .next_back()
        .and_then(|sign| Some((sign, of_sign(sign)?)))
    else {
        let currency = of_code(adjacent).filter(|_| reader.spaced(at))?;
        return Some((currency, reader.start(at - 1)));
    };
    let start = start - sign.len_utf8();
    match of_dollar(adjacent).filter(|_| gap == "$") {
        Some(currency) => Some((currency, reader.start(at - 1))),
        None => Some((of_dollar(letters).unwrap_or(currency), start)),
    }
}

impl Currency {
    /// Whether two amounts can be of the same money: a bare dollar may be anyone's.
    pub fn may_be(self, other: Currency) -> bool {
        const DOLLARS: [u64; 7] = [
            US, AUSTRALIAN, CANADIAN, NEW_ZEALAND, HONG_KONG, SINGAPORE, TAIWAN,
        ];
        self == other
            || match (self, other) {
                (Currency::Dollar, Currency::Named(key)) | (Currency::Named(key), Currency::Dollar) => {
                    DOLLARS.contains(&key)
                }
                _ => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::word::words as split;

    #[test]
    fn signs_and_codes() {
        for (text, currency) in [
            ("£9", Currency::Pound),
            ("EUR 9", Currency::Euro),
            ("EUR9m", Currency::Euro),
            ("$US9m", Currency::Named(US)),
            ("US$9m", Currency::Named(US)),
            ("₩9", Currency::Won),
        ] {
            let words = split(text);
            let reader = Reader::new(text, &words);
            assert_eq!(before(&reader, words.len() - 1), Some((currency, 0)), "{text}");
        }
    }

    #[test]
    fn a_dollar_may_be_anyones() {
        let text = "A$9 and US$9 and $9";
        let words = split(text);
        let reader = Reader::new(text, &words);
        let [(a, start), (us, _), (bare, _)] = [1, 4, 6].map(|at| before(&reader, at).unwrap());
        assert_eq!(start, 0);
        assert!(a.may_be(bare) && us.may_be(bare) && !a.may_be(us));
    }
}
