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
        "Zealand" => NEW_ZEALAND,
        "Kong" => HONG_KONG,
        "Singapore" => SINGAPORE,
        "Taiwan" => TAIWAN,
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
    let mut capitals = [0; 3];
    let capitals = capitals.get_mut(..letters.len())?;
    capitals.copy_from_slice(letters.as_bytes());
    capitals.make_ascii_uppercase();
    Some(Currency::Named(match &*capitals {
        b"US" | b"U.S" | b"USD" => US,
        b"A" | b"AU" | b"AUD" => AUSTRALIAN,
        b"C" | b"CA" | b"CAN" | b"CAD" => CANADIAN,
        b"NZ" | b"NZD" => NEW_ZEALAND,
        b"HK" | b"HKD" => HONG_KONG,
        b"S" | b"SG" | b"SGD" => SINGAPORE,
        b"NT" | b"TWD" => TAIWAN,
        b"R" => hash("real"),
        b"MEX" | b"MX" => hash("peso"),
        _ => return None,
    }))
}

/// Codes before or behind a number: "EUR 40", "40 USD", "EUR40".
fn of_code(letters: &str) -> Option<Currency> {
    if !(2..=3).contains(&letters.len()) {
        return None;
    }
    Some(match letters.as_bytes() {
        b"EUR" | b"eur" => Currency::Euro,
        b"GBP" | b"gbp" => Currency::Pound,
        b"JPY" | b"jpy" => Currency::Yen,
        b"KRW" | b"krw" => Currency::Won,
        b"USD" | b"usd" => Currency::Named(US),
        b"AUD" | b"aud" => Currency::Named(AUSTRALIAN),
        b"CAD" | b"cad" => Currency::Named(CANADIAN),
        b"NZD" => Currency::Named(NEW_ZEALAND),
        b"HKD" => Currency::Named(HONG_KONG),
        b"SGD" => Currency::Named(SINGAPORE),
        b"CNY" | b"RMB" | b"rmb" => Currency::Named(hash("yuan")),
        b"Rs" | b"INR" | b"PKR" | b"LKR" => Currency::Named(hash("rupee")),
        b"RM" | b"MYR" => Currency::Named(hash("ringgit")),
        b"CHF" => Currency::Named(hash("franc")),
        b"SEK" => Currency::Named(hash("krona")),
        b"NOK" | b"DKK" => Currency::Named(hash("krone")),
        b"MXN" => Currency::Named(hash("peso")),
        b"BRL" => Currency::Named(hash("real")),
        b"RUB" => Currency::Named(hash("rouble")),
        b"TRY" => Currency::Named(hash("lira")),
        b"ZAR" => Currency::Named(hash("rand")),
        b"PLN" => Currency::Named(hash("zloty")),
        b"UAH" => Currency::Named(hash("hryvnia")),
        b"NGN" => Currency::Named(hash("naira")),
        b"THB" => Currency::Named(hash("baht")),
        b"IDR" | b"Rp" => Currency::Named(hash("rupiah")),
        b"AED" => Currency::Named(hash("dirham")),
        b"SAR" => Currency::Named(hash("riyal")),
        b"ILS" | b"NIS" => Currency::Named(hash("shekel")),
        b"BTC" => Currency::Named(hash("bitcoin")),
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
