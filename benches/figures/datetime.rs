//! Dates as an English news report states them, on the DateTimeModel suite of Recognizers-Text:
//! `{"input", "ref_date", "expected": [{"text", "type", "byte_start", "byte_end", "resolution": {"values"}}]}`.
//!
//! Scope, by the words of the expected text: days (`date`) and, apart, weeks, months and years (`daterange`) that are
//! written with the words and numbers below and nothing else: months and weekdays by name, days of the month in digits,
//! years in four digits, dates in digits with a year of four digits, "last", "next", "this", "previous", "past", the
//! days around today, a number of days or weeks "ago"; months and weekdays with the capital that English gives them. Out of scope: a date with a time
//! of day, feasts, days of the month in words ("june twenty four"), days without a month ("the 18th"), "in two weeks" (which in news is
//! "within" them), digits without a year ("11/20"), dates that count from another ("a week before June 3"), periods with a bound ("since August").
//!
//! A date is right when its span overlaps the expected one by more than half of the longer, and the days it means are
//! among those expected, which for what has no year may be the last or the next. "Last", "next" and prepositions stand
//! outside of our spans, so a span inside the expected one is right too.

use std::ops::Range;

use copydesk::story::figure::{Figure, Value};
use jiff::civil::Date;
use serde_json::Value as Json;

use super::{figures, lines, overlap};

const WORDS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov",
    "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
    "yesterday", "tomorrow", "tonight", "last", "next", "this", "previous", "past", "the", "of", "on", "ago",
    "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "day", "days",
    "week", "weeks", "month", "months", "year", "years",
];

pub fn measure(file: &str, verbose: bool) {
    let mut rows = [
        ("days", 0_u32, 0_u32, 0_u32),
        ("weeks, months and years", 0, 0, 0),
    ];
    for item in lines(file) {
        let text = item["input"].as_str().unwrap_or_default();
        let base = item["ref_date"]
            .as_str()
            .and_then(|date| date.get(..10)?.parse().ok());
        let mine = figures(text);
        for wanted in item["expected"].as_array().into_iter().flatten() {
            let place = |key: &str| wanted[key].as_u64().unwrap_or_default() as usize;
            let span = place("byte_start")..place("byte_end");
            let Some(row) = scope(wanted).filter(|_| has_capitals(&text[span.clone()])) else {
                continue;
            };
            let hit = mine
                .iter()
                .find(|(at, figure)| is_date(figure) && is_there(at, &span));
            let days = hit.and_then(|(_, figure)| days(figure, base));
            let right = days.is_some_and(|days| expected(wanted).contains(&days));
            let (_, all, found, valued) = &mut rows[row];
            *all += 1;
            *found += u32::from(hit.is_some());
            *valued += u32::from(right);
            if verbose && !right {
                println!(
                    "{} {} {} = {:?}, read {:?} in {text:?}",
                    item["id"],
                    item["ref_date"],
                    wanted["text"],
                    expected(wanted),
                    hit.map(|(at, _)| (&text[at.clone()], days))
                );
            }
        }
    }
    for (row, all, found, valued) in rows {
        let part = |right: u32| f64::from(right) / f64::from(all.max(1));
        println!(
            "{row}: span {:.3}, span and value {:.3} of {all}",
            part(found),
            part(valued)
        );
    }
}

fn is_date(figure: &Figure) -> bool {
    matches!(figure.value, Value::Date(_) | Value::Dates(..))
}

fn is_there(at: &Range<usize>, span: &Range<usize>) -> bool {
    overlap(at, span) || span.start <= at.start && at.end <= span.end
}

/// The row of an expected date, where it is in scope.
fn scope(wanted: &Json) -> Option<usize> {
    let text = wanted["text"].as_str()?;
    let words: Vec<&str> = text
        .split([' ', ',', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let plain = words.iter().all(|word| WORDS.contains(word) || is_number(word));
    let row = match wanted["type"].as_str()?.rsplit('.').next()? {
        "date" => 0,
        "daterange" => 1,
        _ => return None,
    };
    let months = || words.iter().any(|word| WORDS[..24].contains(word));
    let day = |word: &&str| word.ends_with(['h', 't', 'd']) && word.starts_with(|c: char| c.is_ascii_digit());
    // "the 18th", "monday 21": days without a month.
    let dangling = words
        .iter()
        .any(|word| day(word) || word.len() <= 2 && is_number(word))
        && !months()
        && !has_unit(&words);
    // "last 3 weeks", "in january": periods of a length, or with a preposition.
    let period =
        row == 0 || words.len() <= 2 && (!has_unit(&words) || !words.iter().any(|word| is_number(word)));
    // "the next day", "the 15th day of next month": counted from another.
    let counted = words.contains(&"the") && has_unit(&words)
        || words.iter().any(|word| is_number(word)) && has_unit(&words) && !words.contains(&"ago")
        || words.contains(&"ago")
            && words
                .iter()
                .any(|word| word.starts_with("month") || word.starts_with("year"));
    (plain && !counted && !dangling && period && !expected(wanted).is_empty()).then_some(row)
}

fn has_capitals(text: &str) -> bool {
    text.split([' ', ',', '.', '-', '/'])
        .filter(|word| WORDS[..31].contains(&word.to_lowercase().as_str()))
        .all(|word| word.starts_with(char::is_uppercase))
}

fn has_unit(words: &[&str]) -> bool {
    words
        .iter()
        .any(|word| ["day", "week", "month", "year"].contains(&word.trim_end_matches('s')))
}

/// A day or a year, or a date in digits with its year.
fn is_number(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    let year = |part: &&str| part.len() == 4;
    let numbers = parts.iter().all(|part| {
        let digits = part.trim_end_matches(char::is_alphabetic);
        let ending = &part[digits.len()..];
        matches!(ending, "" | "st" | "nd" | "rd" | "th")
            && matches!(digits.len(), 1 | 2 | 4)
            && digits.bytes().all(|b| b.is_ascii_digit())
    });
    numbers && (parts.len() == 1 || parts.len() == 3 && parts.iter().any(year))
}

/// The first and the last day of each resolution; theirs ends on the day after.
fn expected(wanted: &Json) -> Vec<(Date, Date)> {
    let values = wanted["resolution"]["values"].as_array();
    values
        .into_iter()
        .flatten()
        .filter_map(|value| {
            let date = |key: &str| value[key].as_str()?.parse::<Date>().ok();
            if let Some(day) = date("value") {
                return Some((day, day));
            }
            Some((date("start")?, date("end")?.yesterday().ok()?))
        })
        .collect()
}

fn days(figure: &Figure, base: Option<Date>) -> Option<(Date, Date)> {
    match figure.value {
        Value::Date(when) => when.days(base),
        Value::Dates(since, until) => Some((since.days(base)?.0, until.days(base)?.1)),
        _ => None,
    }
}
