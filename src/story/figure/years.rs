//! Years: "in 1993", "a 2022 fine", "2017-18", "the 1990s"; four digits that count something are none.

use super::digits::digits;
use super::lexer::{Lexeme, Reader, is, keys};
use super::units::{self, Unit};
use super::{Kind, Reading, Value, When, bounds, currency, vocabulary};

const BEFORE_HYPHEN: &[u64] = &keys(["mid", "pre", "post", "since", "early", "late"]);

/// Words before four digits that make them a year.
const BEFORE_YEAR: &[u64] = &keys([
    "in", "since", "of", "by", "until", "till", "from", "before", "after", "during", "through", "mid",
    "early", "late", "year", "season", "summer", "spring", "autumn", "winter", "fall", "pre", "post",
    "circa", "ad", "ce", "a", "the", "its", "his", "her", "their", "our", "that", "this",
]);

/// A year alone at the word `at`, or "between 2017 and 2020".
pub fn year(reader: &Reader, at: usize) -> Option<Reading> {
    let since = year_alone(reader, at)?;
    if is!(reader, at.wrapping_sub(1), "between")
        && is!(reader, at + 1, "and")
        && let Some(until) = four_digits(reader, at + 2).filter(|_| !quantified(reader, at + 3))
    {
        let value = Value::Dates(When::year(since), When::year(until));
        return Some(Reading::of(reader, at - 1, at + 3, Kind::Date, value));
    }
    Some(Reading::of(
        reader,
        at,
        at + 1,
        Kind::Date,
        Value::Date(When::year(since)),
    ))
}

/// Four digits that are a year by the words around them.
fn year_alone(reader: &Reader, at: usize) -> Option<i16> {
    let year = four_digits(reader, at)
        .filter(|year| *year >= 1400 || is!(reader, at.wrapping_sub(1), "ad" | "ce"))?;
    if quantified(reader, at + 1) || currency::before(reader, at).is_some() {
        return None;
    }
    let before = at.wrapping_sub(1);
    let gap = reader.gap(at);
    if gap.ends_with(['-', '–', '/', '#', '@', '.', ':']) && !reader.is(before, BEFORE_HYPHEN) {
        return (gap == "–" && four_digits(reader, before).is_some()).then_some(year);
    }
    if reader.joined(at) && reader.is(before, BEFORE_YEAR) {
        return Some(year);
    }
    // "1800 - 2400 calories"
    let ranges = reader.gap(at + 1).starts_with(" -") && reader.lexeme(at + 1) == Lexeme::Digits;
    if ranges && four_digits(reader, at + 1).is_none() {
        return None;
    }
    // "killed 2000 goats" counts; "the vote, 1994," and "disputed 2016 estimates" do not.
    let odd = (1900..2100).contains(&year)
        && year % 100 != 0
        && bounds::before(reader, at, reader.start(at)).is_none();
    (odd || vocabulary::ends_phrase(reader, at + 1)).then_some(year)
}

pub fn four_digits(reader: &Reader, at: usize) -> Option<i16> {
    let word = reader.word(at);
    let year: i16 = if word.len() == 4 {
        word.parse().ok()?
    } else {
        return None;
    };
    (1000..=2199).contains(&year).then_some(year)
}

/// Whether the number before `at` is of something: "20 per cent", "2000 people", "12 million".
pub fn quantified(reader: &Reader, at: usize) -> bool {
    let counted = match units::behind(reader, at, "") {
        Some(placed) => !matches!(placed.unit, Unit::Time(_)) || reader.spaced(at),
        None => reader.joined(at) && vocabulary::is_person(reader.key(at)),
    };
    counted
        || reader.joined(at)
            && matches!(
                reader.lexeme(at),
                Lexeme::Scale(_) | Lexeme::Dozen | Lexeme::Hundred
            )
}

/// "the 1990s", "the '90s": a decade.
pub fn decade(reader: &Reader, at: usize) -> Option<Reading> {
    let (value, _, suffix) = digits(reader.word(at))?;
    if suffix != "s" || !value.is_integer() {
        return None;
    }
    let first = i16::try_from(value.to_integer())
        .ok()
        .filter(|year| year % 10 == 0)?;
    let first = match reader.word(at).len() {
        5 => first,
        3 if reader.gap(at).ends_with(['\'', '’', '‘']) => 1900 + first,
        _ => return None,
    };
    Some(Reading::of(
        reader,
        at,
        at + 1,
        Kind::Date,
        Value::Dates(When::year(first), When::year(first.saturating_add(9))),
    ))
}

/// "2017-18", "2017–2018", with the first word after it.
pub fn years(reader: &Reader, at: usize) -> Option<(When, When, usize)> {
    let from = four_digits(reader, at)?;
    if !reader.dashed(at + 1) || reader.dashed(at + 2) {
        return None;
    }
    let word = reader.word(at + 1);
    let until = match (word.len(), word.parse::<i16>()) {
        (2, Ok(short)) if short == (from + 1) % 100 => from / 100 * 100 + short,
        (4, Ok(_)) => four_digits(reader, at + 1)?,
        _ => return None,
    };
    (until > from).then(|| (When::year(from), When::year(until), at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::tests::{read, spans};

    #[test]
    fn four_digits_are_a_year_unless_they_count() {
        assert_eq!(
            spans("Built in 1993, a 2022 fine, disputed 2016 estimates, since mid-2019, 2017-18, the 1990s."),
            ["1993", "2022", "2016", "2019", "2017-18", "1990s"]
        );
        let figures = read("It burned 2000 homes; 1994 people fled.");
        assert!(figures.iter().all(|f| f.kind == Kind::Count), "{figures:?}");
    }
}
