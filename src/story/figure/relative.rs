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
    let when = When {
        period: Some(period),
        ..When::default()
    };
    Some(Reading::of(reader, at, at + 2, Kind::Date, Value::Date(when)))
}

/// The week of a weekday at `at`: "last Friday", "this Friday".
pub fn week_of(reader: &Reader, at: usize) -> Option<Period> {
    match reader.lexeme(at.wrapping_sub(1)) {
        Lexeme::Which(off) if reader.spaced(at) => Some(Period::Week(off.into())),
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
    Some(Reading::of(reader, from, placed.to + 1, Kind::Date, Value::Date(when)))
}
