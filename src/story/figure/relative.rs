//! Days and stretches of the calendar counted from the dateline: "last week", "next Friday", "three days ago".

use num_traits::ToPrimitive;

use super::digits::integer;
use super::lexer::{Lexeme, Reader, is};
use super::number::Cardinal;
use super::unit_names::DAY;
use super::units::{Placed, Unit};
use super::{Kind, Period, Reading, Value, When};

/// Longer ago than this, days and weeks are round numbers.
const DAYS: i128 = 92;

/// "last week", "this month", "next year"; but "the last week" may be the seven days up to now.
pub fn period(reader: &Reader, at: usize) -> Option<Reading> {
    let Lexeme::Which(off) = reader.lexeme(at) else {
        return None;
    };
    if is!(reader, at.wrapping_sub(1), "the") || !reader.spaced(at + 1) {
        return None;
    }
    let off = i16::from(off);
    let next = at + 1;
    let period = if is!(reader, next, "week" | "week's") {
        Period::Week(off)
    } else if is!(reader, next, "month" | "month's") {
        Period::Month(off)
    } else if is!(reader, next, "year" | "year's") {
        Period::Year(off)
    } else {
        return None;
    };
    let mut when = When {
        period: Some(period),
        ..When::default()
    };
    // "next week on Tuesday"
    let day = at + 2 + usize::from(is!(reader, at + 2, "on"));
    let mut to = at + 2;
    if let (Period::Week(_), Lexeme::Weekday(weekday), true) =
        (period, reader.lexeme(day), reader.spaced(day))
    {
        (when.weekday, to) = (Some(weekday as i8), day + 1);
    }
    Some(Reading::of(reader, at, to, Kind::Date, Value::Date(when)))
}

/// The week of a weekday of the words `at..to`, and the first word after it: "last Friday", "Friday of last week".
pub fn week_of(reader: &Reader, at: usize, to: usize) -> Option<(Period, usize)> {
    if let (Lexeme::Which(off), true) = (reader.lexeme(at.wrapping_sub(1)), reader.spaced(at)) {
        return Some((Period::Week(off.into()), to));
    }
    let week = to + usize::from(is!(reader, to, "of") && reader.spaced(to));
    match reader.lexeme(week) {
        Lexeme::Which(off) if is!(reader, week + 1, "week") && reader.spaced(week) => {
            Some((Period::Week(off.into()), week + 2))
        }
        _ => None,
    }
}

/// "three days ago", "two weeks ago": a day.
pub fn ago(reader: &Reader, from: usize, number: &Cardinal, placed: Placed) -> Option<Reading> {
    let Unit::Time(seconds) = placed.unit else {
        return None;
    };
    if !is!(reader, placed.to, "ago") || !reader.spaced(placed.to) || !number.single() || number.scaled {
        return None;
    }
    let whole = seconds == integer(DAY) || seconds == integer(7 * DAY);
    let days = number.low * seconds / integer(DAY);
    if !whole || !days.is_integer() || days > integer(DAYS) {
        return None;
    }
    let when = When {
        relative: Some(-days.to_integer().to_i16()?),
        ..When::default()
    };
    Some(Reading::of(
        reader,
        from,
        placed.to + 1,
        Kind::Date,
        Value::Date(when),
    ))
}
