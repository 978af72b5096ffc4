//! Dates as newsrooms write them in headers.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::TimeZone;

/// A moment, or the midnight in UTC of a day given alone.
pub fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim().trim_matches('"');
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    if let Ok(seconds) = text.parse::<i64>() {
        // A year is no moment; eight digits are a day; thirteen count milliseconds.
        return match text.len() {
            8 => TimeZone::UTC.to_timestamp(midnight(text.parse().ok()?)).ok(),
            9 | 10 => Timestamp::from_second(seconds).ok(),
            13 => Timestamp::from_millisecond(seconds).ok(),
            _ => None,
        };
    }
    let civil = text
        .parse::<DateTime>()
        .ok()
        .or_else(|| text.parse::<Date>().ok().map(midnight));
    civil
        .or_else(|| written(text))
        .or_else(|| text.get(..10)?.parse::<Date>().ok().map(midnight))
        .and_then(|moment| TimeZone::UTC.to_timestamp(moment).ok())
        .or_else(|| rfc2822::parse(text).ok().map(|moment| moment.timestamp()))
}

fn midnight(day: Date) -> DateTime {
    day.at(0, 0, 0, 0)
}

/// "2 May 2031", "May 2, 2031", "Fri, May 2, 2031".
fn written(text: &str) -> Option<DateTime> {
    const WAYS: [&str; 10] = [
        "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%A, %B %d, %Y", "%A %d %B %Y",
        "%A, %d %B %Y", "%a, %b %d, %Y", "%Y/%m/%d",
    ];
    WAYS.iter()
        .find_map(|way| strtime::parse(way, text).ok()?.to_date().ok())
        .map(midnight)
}
