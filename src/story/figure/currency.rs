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
        '₿' => Currency::Named(hash("bitcoin")),
        '₡' => Currency::Named(hash("colon")),
        '₾' => Currency::Named(hash("lari")),
        '₭' => Currency::Named(hash("kip")),
        '元' => Currency::Named(hash("yuan")),
        '﷼' => Currency::Named(hash("rial")),
        '₫' => Currency::Named(hash("dong")),
        '₸' => Currency::Named(hash("tenge")),
        '₲' => Currency::Named(hash("guarani")),
        _ => return None,
    })
}

/// Letters before or behind the sign of a dollar: "A$", "$US".
fn of_dollar(letters: &str) -> Option<Currency> {
    if letters.len() > 3 {
        return None;
    }
    Some(Currency::Named(match letters.to_ascii_uppercase().as_str() {
        "US" | "U.S" | "USD" => US,
        "A" | "AU" | "AUD" => AUSTRALIAN,
        "C" | "CA" | "CAN" | "CAD" => CANADIAN,
        "NZ" | "NZD" => NEW_ZEALAND,
        "HK" | "HKD" => HONG_KONG,
        "S" | "SG" | "SGD" => SINGAPORE,
        "NT" | "TWD" => TAIWAN,
        "R" => hash("real"),
        "MEX" | "MX" => hash("peso"),
        _ => return None,
    }))
}

/// Codes before or behind a number: "EUR 40", "40 USD", "EUR40".
fn of_code(letters: &str) -> Option<Currency> {
    if !(2..=3).contains(&letters.len()) {
        return None;
    }
    Some(match letters {
        "EUR" | "eur" => Currency::Euro,
        "GBP" | "gbp" => Currency::Pound,
        "JPY" | "jpy" => Currency::Yen,
        "KRW" | "krw" => Currency::Won,
        "USD" | "usd" => Currency::Named(US),
        "AUD" | "aud" => Currency::Named(AUSTRALIAN),
        "CAD" | "cad" => Currency::Named(CANADIAN),
        "NZD" => Currency::Named(NEW_ZEALAND),
        "HKD" => Currency::Named(HONG_KONG),
        "SGD" => Currency::Named(SINGAPORE),
        "CNY" | "RMB" | "rmb" => Currency::Named(hash("yuan")),
        "Rs" | "INR" | "PKR" | "LKR" => Currency::Named(hash("rupee")),
        "RM" | "MYR" => Currency::Named(hash("ringgit")),
        "CHF" => Currency::Named(hash("franc")),
        "SEK" => Currency::Named(hash("krona")),
        "NOK" | "DKK" => Currency::Named(hash("krone")),
        "MXN" => Currency::Named(hash("peso")),
        "BRL" => Currency::Named(hash("real")),
        "RUB" => Currency::Named(hash("rouble")),
        "TRY" => Currency::Named(hash("lira")),
        "ZAR" => Currency::Named(hash("rand")),
        "PLN" => Currency::Named(hash("zloty")),
        "UAH" => Currency::Named(hash("hryvnia")),
        "NGN" => Currency::Named(hash("naira")),
        "THB" => Currency::Named(hash("baht")),
        "IDR" | "Rp" => Currency::Named(hash("rupiah")),
        "AED" => Currency::Named(hash("dirham")),
        "SAR" => Currency::Named(hash("riyal")),
        "ILS" | "NIS" => Currency::Named(hash("shekel")),
        "BTC" => Currency::Named(hash("bitcoin")),
        _ => return None,
    })
}

/// A code behind a number, in capitals: "40 USD", "40USD".
pub fn code(word: &str) -> Option<Currency> {
    of_code(word).filter(|_| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()))
}

/// "MSEK", as the companies of the north write it.
pub fn in_millions(word: &str) -> Option<Currency> {
    code(word.strip_prefix('M')?)
}

/// "MSEK 60"
pub fn millions_before(reader: &Reader, at: usize) -> Option<Currency> {
    in_millions(reader.word(at.checked_sub(1)?)).filter(|_| reader.spaced(at))
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
    // "$ 40" is as good as "$40"; "$-40" is below zero.
    let signed = gap.trim_end_matches([' ', '-', '−']);
    let loose = gap.len() - signed.len();
    let Some((sign, currency)) = signed
        .chars()
        .next_back()
        .filter(|_| loose < 4 && !gap.ends_with("  "))
        .and_then(|sign| Some((sign, of_sign(sign)?)))
    else {
        let currency = of_code(adjacent).filter(|_| reader.spaced(at))?;
        return Some((currency, reader.start(at - 1)));
    };
    let start = start - sign.len_utf8() - loose;
    // "C $40", but "A $40 fine"
    let apart = signed == " $" && !matches!(adjacent, "A" | "a" | "S" | "s" | "R");
    match of_dollar(adjacent).filter(|_| signed == "$" || apart) {
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
