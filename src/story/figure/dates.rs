//! Dates in every order: "18 October 2024", "Oct. 8-13", "Friday", "in May", "2027", "between March 2017 and May 2018".

use super::lexer::{DETERMINERS, Lexeme, Reader, is, keys};
use super::years::{four_digits, quantified, years};
use super::{Kind, Reading, Value, When, currency, relative};

/// Days that are not of this week: "Good Friday"; and programmes.
const NAMED_BEFORE: &[u64] = &keys([
    "good", "black", "super", "bloody", "ash", "palm", "cyber", "holy", "easter", "maundy",
]);

/// Papers and programmes: "the Sunday Times".
const NAMED_AFTER: &[u64] = &keys([
    "times", "mirror", "telegraph", "express", "mail", "post", "herald", "sun", "review", "live", "morning",
    "night", "evening",
]);

/// Words before a month that stands for a date.
const BEFORE_MONTH: &[u64] = &keys([
    "in", "since", "by", "until", "till", "from", "of", "last", "next", "this", "early", "late", "mid",
    "and", "to", "between", "before", "after", "during", "through", "for", "or", "every", "each", "past",
    "was", "is",
]);

/// Months that are other words or names too.
const COMMON: &[u64] = &keys([
    "march", "march's", "april", "april's", "june", "june's", "august", "august's",
]);

/// The date that starts at the word `at`; a year alone is read by [`year`].
pub fn date(reader: &Reader, at: usize) -> Option<Reading> {
    let reading = |from, to, value| Some(Reading::of(reader, from, to, Kind::Date, value));
    if let Some((since, until, end)) = period(reader, at).or_else(|| years(reader, at)) {
        return reading(at, end, Value::Dates(since, until));
    }
    let (when, to) = point(reader, at)?;
    // "between March 2017 and August 2020"
    if is!(reader, at.wrapping_sub(1), "between")
        && is!(reader, to, "and")
        && let Some((until, end)) = point(reader, to + 1)
    {
        let since = When {
            year: when.year.or(until.year),
            ..when
        };
        return reading(at - 1, end, Value::Dates(since, until));
    }
    reading(at, to, Value::Date(when))
}

/// One date from the word `at`, and the first word after it.
fn point(reader: &Reader, at: usize) -> Option<(When, usize)> {
    match reader.lexeme(at) {
        Lexeme::Weekday(weekday) => weekday_from(reader, at, weekday as i8),
        Lexeme::Month(month) => month_from(reader, at, month as i8),
        // "USA Today"
        Lexeme::Day(_) if is!(reader, at.wrapping_sub(1), "usa") => None,
        Lexeme::Day(days) => Some((
            When {
                relative: Some(i16::from(days)),
                ..When::default()
            },
            at + 1,
        )),
        Lexeme::Digits => day_month(reader, at).or_else(|| numeric(reader, at)),
        Lexeme::Ordinal(day) if is!(reader, at + 1, "of") => match reader.lexeme(at + 2) {
            Lexeme::Month(month) => Some(with_year(reader, day as i8, month as i8, at + 3)),
            _ => None,
        },
        _ => None,
    }
}

fn weekday_from(reader: &Reader, at: usize, weekday: i8) -> Option<(When, usize)> {
    let before = at.wrapping_sub(1);
    let named = reader.is(before, NAMED_BEFORE) || weekday == 7 && is!(reader, before, "news");
    if reader.joined(at) && named && reader.capital(before)
        || reader.joined(at + 1) && reader.capital(at + 1) && reader.is(at + 1, NAMED_AFTER)
    {
        return None;
    }
    let spoken = reader.joined(at + 1) || matches!(reader.gap(at + 1), ", " | ". " | " (");
    let dated = match reader.lexeme(at + 1) {
        Lexeme::Month(month) if spoken && reader.lexeme(at + 2) == Lexeme::Digits => {
            month_from(reader, at + 1, month as i8)
        }
        Lexeme::Digits if spoken => day_month(reader, at + 1),
        _ => None,
    };
    let alone = (When::default(), at + 1);
    let (when, to) = dated.filter(|(when, _)| when.day.is_some()).unwrap_or(alone);
    let (period, to) = match relative::week_of(reader, at, to) {
        Some((period, to)) if when.day.is_none() => (Some(period), to),
        _ => (None, to),
    };
    Some((
        When {
            weekday: Some(weekday),
            period,
            ..when
        },
        to,
    ))
}

/// "October 18[, 2024]", "October 2024", "October".
fn month_from(reader: &Reader, at: usize, month: i8) -> Option<(When, usize)> {
    let stop = matches!(reader.gap(at + 1), " " | "\u{a0}" | "\n" | ". " | ".\u{a0}")
        || reader.gap(at + 1) == ", " && reader.word(at + 1).ends_with(['h', 't', 'd']);
    if stop
        && let Some(day) = day(reader, at + 1)
        && !quantified(reader, at + 2)
    {
        return Some(with_year(reader, day, month, at + 2));
    }
    let after = When {
        month: Some(month),
        ..When::default()
    };
    if (stop || reader.gap(at + 1) == ", ")
        && !quantified(reader, at + 2)
        && let Some(year) = four_digits(reader, at + 1)
    {
        return Some((
            When {
                year: Some(year),
                ..after
            },
            at + 2,
        ));
    }
    stands_for_a_date(reader, at).then_some((after, at + 1))
}

/// A month alone is a date; "May", "April", "August" may be someone's name.
fn stands_for_a_date(reader: &Reader, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let joined = reader.joined(at);
    if joined && reader.is(before, BEFORE_MONTH) {
        // "after May said", "to June Park"
        let named = reader.joined(at + 1)
            && reader.capital(at + 1)
            && is!(reader, at, "may" | "april" | "june" | "august")
            || is!(reader, at, "may" | "april" | "june")
                && is!(reader, at + 1, "said" | "says" | "told" | "had" | "has");
        return !named;
    }
    let owned = reader.word(before).ends_with("'s") || reader.word(before).ends_with("’s");
    let determined = owned || reader.is(before, DETERMINERS);
    if is!(reader, at, "may" | "may's") {
        return joined && determined && !reader.capital(at + 1);
    }
    // "a rare August sitting"
    if reader.is(at, COMMON) || reader.word(at).len() == 3 {
        let described = !reader.capital(before) && reader.joined(at + 1);
        return joined && (determined || described) && !reader.capital(at + 1);
    }
    !joined || owned || !reader.capital(before) || reader.opens(before)
}

/// "18 October[ 2024]", "18th of October".
fn day_month(reader: &Reader, at: usize) -> Option<(When, usize)> {
    let day = day(reader, at).filter(|_| currency::before(reader, at).is_none())?;
    let of = usize::from(is!(reader, at + 1, "of") && reader.spaced(at + 1));
    let Lexeme::Month(month) = reader.lexeme(at + 1 + of) else {
        return None;
    };
    reader
        .joined(at + 1 + of)
        .then(|| with_year(reader, day, month as i8, at + 2 + of))
}

/// Two days of one month, two months of one year, two years: "8 to 13 October", "Oct. 8-13", "2017-18".
fn period(reader: &Reader, at: usize) -> Option<(When, When, usize)> {
    match reader.lexeme(at) {
        Lexeme::Digits => {
            let (first, next) = (day(reader, at)?, joiner(reader, at + 1)?);
            let (until, end) = day_month(reader, next)?;
            let since = When {
                day: Some(first),
                ..until
            };
            Some((since, until, end))
        }
        Lexeme::Month(_) => {
            let (since, to) = point(reader, at)?;
            let next = joiner(reader, to)?;
            let (first, last) = (since.day?, day(reader, next)?);
            if since.year.is_some() || last <= first || quantified(reader, next + 1) {
                return None;
            }
            let (until, end) = with_year(reader, last, since.month?, next + 1);
            Some((
                When {
                    year: until.year,
                    ..since
                },
                until,
                end,
            ))
        }
        _ => None,
    }
}

/// The word after what joins two days at `at`: a dash, "to", "and".
fn joiner(reader: &Reader, at: usize) -> Option<usize> {
    if reader.dashed(at) {
        Some(at)
    } else {
        (reader.spaced(at)
            && is!(reader, at, "to" | "and" | "or" | "until" | "through")
            && reader.spaced(at + 1))
        .then_some(at + 1)
    }
}

/// "2024-10-18", "18/10/2024": a day over 12 says which is which.
fn numeric(reader: &Reader, at: usize) -> Option<(When, usize)> {
    let gaps = (reader.gap(at + 1), reader.gap(at + 2));
    if !matches!(gaps, ("-", "-") | ("/", "/")) || at + 2 >= reader.words.len() {
        return None;
    }
    let part = |at| reader.word(at).parse::<i16>().ok();
    let (a, b, c) = (part(at)?, part(at + 1)?, part(at + 2)?);
    let (year, month, day) = match reader.word(at).len() {
        4 => (a, b, c),
        _ if b > 12 => (c, a, b),
        _ if a > 12 => (c, b, a),
        _ => return None,
    };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..=2999).contains(&year);
    valid.then(|| {
        let when = When {
            year: Some(year),
            ..When::on(month as i8, day as i8)
        };
        (when, at + 3)
    })
}

fn with_year(reader: &Reader, day: i8, month: i8, to: usize) -> (When, usize) {
    let when = When::on(month, day);
    let of = usize::from(is!(reader, to, "of") && reader.spaced(to) && reader.spaced(to + 1));
    let to = to + of;
    let reached = reader.joined(to) || matches!(reader.gap(to), ", " | ". " | " , ");
    match four_digits(reader, to) {
        Some(year) if reached && !quantified(reader, to + 1) => (
            When {
                year: Some(year),
                ..when
            },
            to + 1,
        ),
        _ => (when, to - of),
    }
}

/// A day of the month: "18", "18th".
fn day(reader: &Reader, at: usize) -> Option<i8> {
    let word = reader.word(at);
    let figures = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let day: i8 = word.get(..figures)?.parse().ok()?;
    let plain = figures <= 2 && matches!(&word[figures..], "" | "st" | "nd" | "rd" | "th");
    (plain && (1..=31).contains(&day)).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::tests::{read, spans};

    #[test]
    fn every_order() {
        for text in [
            "18 October 2031", "October 18, 2031", "Oct. 18, 2031", "18th of October 2031", "2031-10-18",
            "18/10/2031", "October 18th 2031",
        ] {
            let figures = read(text);
            let when = When {
                year: Some(2031),
                ..When::on(10, 18)
            };
            assert_eq!(figures.len(), 1, "{text}");
            assert_eq!(figures[0].value, Value::Date(when), "{text}");
            assert_eq!(figures[0].span, 0..text.len(), "{text}");
        }
    }

    #[test]
    fn a_weekday_or_a_month_may_stand_alone() {
        assert_eq!(
            spans("They met in May and on Friday, the March vote behind them."),
            ["May", "Friday", "March"]
        );
        assert_eq!(
            spans("Theresa May and Ms. May may go; they march on. Good Friday passed."),
            [""; 0]
        );
        assert_eq!(spans("Friday, 18 October was wet."), ["Friday, 18 October"]);
        assert_eq!(
            spans("The bank's March meeting, a rare August sitting."),
            ["March", "August"]
        );
    }

    #[test]
    fn periods() {
        assert_eq!(
            spans("between March 2017 and August 2020"),
            ["between March 2017 and August 2020"]
        );
        assert_eq!(
            spans("from 8 to 13 October and Nov. 2-4"),
            ["8 to 13 October", "Nov. 2-4"]
        );
    }
}
