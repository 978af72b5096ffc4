//! "Friday 18 October": the calendar knows which day of the week a date is.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Discord, Draft};
use crate::check::Fix;
use crate::story::figure::{Figure, Value, When};
use crate::story::paragraph::Paragraph;

/// A date without a year may be that of the year before or after, as far from the draft's day as this.
const REACH: i32 = 300;
/// Farther from it than this, a date without a year may be that of a story told long after.
const NEAR: i32 = 60;
/// As near to it as this, a date without a year is of no year that the draft looks back on.
const CURRENT: i32 = 10;
/// How many years from the draft's day its weekdays may tell of.
const TOLD: i16 = 10;

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    for placed in &draft.story.paragraphs {
        for figure in &placed.paragraph.figures {
            let Value::Date(when) = figure.value else { continue };
            let (Some(weekday), Some(nearest)) = (when.weekday.and_then(named), nearest(draft, &when)) else {
                continue;
            };
            let text = placed.paragraph.text.get(figure.span.clone()).unwrap_or_default();
            // "Wednesday and Thursday (August 22-23)"
            let behind = placed.paragraph.text.get(figure.span.end..).unwrap_or_default();
            if behind.starts_with(['-', '–', '—']) {
                continue;
            }
            if nearest.weekday() == weekday || is_of_another_year(draft, &placed.paragraph, &when, weekday) {
                continue;
            }
            let year = match when.year {
                Some(_) => String::new(),
                None => format!(" {}", nearest.year()),
            };
            found.push(Discord {
                span: placed.at(&figure.span),
                elsewhere: None,
                note: format!(
                    "{}{year} is a {}",
                    nearest.strftime(if when.year.is_some() {
                        "%-d %B %Y"
                    } else {
                        "%-d %B"
                    }),
                    nearest.strftime("%A")
                ),
                fixes: fixes(text, figure, nearest, weekday, placed.start),
                absolute: true,
            });
        }
    }
}

fn named(weekday: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(weekday).ok()
}

/// The day that a date with a weekday is: without a year the one nearest to the draft's, if one is near.
fn nearest(draft: &Draft, when: &When) -> Option<Date> {
    let (month, day) = (when.month?, when.day?);
    if let Some(year) = when.year {
        return Date::new(year, month, day).ok();
    }
    let base = draft.day?;
    let days = (-1..=1).filter_map(|off| Date::new(base.year().saturating_add(off), month, day).ok());
    days.min_by_key(|&date| apart(base, date))
        .filter(|&date| apart(base, date) <= NEAR)
}

fn apart(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// Whether a date without a year has its weekday in a year beside the draft's, in one that the draft speaks of, or in
/// one that its other weekdays tell of.
fn is_of_another_year(draft: &Draft, paragraph: &Paragraph, when: &When, weekday: Weekday) -> bool {
    let (Some(month), Some(day), None, Some(base)) = (when.month, when.day, when.year, draft.day) else {
        return false;
    };
    let fits = |year: i16| Date::new(year, month, day).is_ok_and(|date| date.weekday() == weekday);
    let reaches = |year| Date::new(year, month, day).is_ok_and(|date| apart(base, date) <= REACH);
    let is_current = Date::new(base.year(), month, day).is_ok_and(|date| apart(base, date) <= CURRENT);
    let beside = |off: i16| base.year().saturating_add(off);
    (-1..=1).map(beside).any(|year| reaches(year) && fits(year))
        || years(&paragraph.figures).any(fits)
        || !is_current
            && draft
                .story
                .paragraphs
                .iter()
                .any(|placed| years(&placed.paragraph.figures).any(fits))
        || (-TOLD..=TOLD)
            .map(beside)
            .any(|year| fits(year) && is_told(draft, year))
}

/// Whether two dates without a year have the weekdays of this one: copy kept with a page of another day.
fn is_told(draft: &Draft, year: i16) -> bool {
    let mut dates = draft
        .story
        .figures()
        .filter_map(|(_, figure)| match figure.value {
            Value::Date(when) if when.year.is_none() => {
                let (weekday, month, day) = (named(when.weekday?)?, when.month?, when.day?);
                let date = Date::new(year, month, day).ok()?;
                (date.weekday() == weekday).then_some(date)
            }
            _ => None,
        });
    dates.next().is_some_and(|first| dates.any(|date| date != first))
}

/// The years that figures speak of.
fn years(figures: &[Figure]) -> impl Iterator<Item = i16> {
    figures.iter().flat_map(|figure| {
        match figure.value {
            Value::Date(when) => [when.year, None],
            Value::Dates(from, to) => [from.year, to.year],
            _ => [None, None],
        }
        .into_iter()
        .flatten()
    })
}

/// Another weekday, or the nearest day that is one; neither is sure to be meant.
fn fixes(text: &str, figure: &Figure, right: Date, weekday: Weekday, start: usize) -> Vec<Fix> {
    let replaced = |within: Range<usize>, with: String| {
        let (before, after) = (text.get(..within.start)?, text.get(within.end..)?);
        let text = format!("{before}{with}{after}");
        Some(Fix {
            title: format!("Replace with “{text}”"),
            span: start + figure.span.start..start + figure.span.end,
            text,
            preferred: false,
        })
    };
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let full = text.get(..end).is_some_and(|name| name.len() >= "Friday".len());
    let name = right.strftime(if full { "%A" } else { "%a" }).to_string();
    // "Tues." and "Thurs." have no one short form.
    let short = full || text.get(..end).is_some_and(|name| name.len() == 3);
    let day = (1..=3)
        .flat_map(|off| [-off, off])
        .filter_map(|off: i64| right.checked_add(off.days()).ok())
        .find(|day| day.weekday() == weekday && day.month() == right.month());
    let digits = text.find(|c: char| c.is_ascii_digit()).and_then(|from| {
        let rest = text.get(from..)?;
        let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let plain = !rest.get(len..)?.starts_with(char::is_alphabetic);
        (plain && rest.get(..len)? == right.day().to_string()).then_some(from..from + len)
    });
    let first = short.then(|| replaced(0..end, name)).flatten();
    let second = day
        .zip(digits)
        .and_then(|(day, at)| replaced(at, day.day().to_string()));
    first.into_iter().chain(second).collect()
}
