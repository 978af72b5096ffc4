//! Times of day: "9.40pm", "9:40 p.m.", "21:40", "noon", "four o'clock", "0810 GMT".

use super::digits::{digits, integer};
use super::lexer::{Lexeme, Reader, is, keys};
use super::number::cardinal;
use super::{Clock, Kind, Reading, Value, units};

/// Behind four digits of a clock of 24 hours.
const TWENTY_FOUR: &[u64] = &keys(["gmt", "utc", "hours", "hrs", "bst", "edt", "est"]);

/// The time of day that starts at the word `at`.
pub fn time(reader: &Reader, at: usize) -> Option<Reading> {
    match reader.lexeme(at) {
        Lexeme::Hour(hour) => {
            let clock = Clock {
                minutes: u16::from(hour) * 60,
                twelve: false,
            };
            Some(Reading::of(reader, at, at + 1, Kind::Time, Value::Time(clock)))
        }
        Lexeme::Digits => digital(reader, at),
        Lexeme::Half | Lexeme::Part(4) => spoken(reader, at),
        Lexeme::Small(_) if is!(reader, at + 1, "o'clock" | "am" | "pm") && reader.spaced(at + 1) => {
            let hour = cardinal(reader, at, false)?.low.to_integer();
            clock(reader, at, at + 1, u16::try_from(hour).ok()?, 0, "")
        }
        _ => None,
    }
}

/// "half past nine", "quarter to ten"
fn spoken(reader: &Reader, at: usize) -> Option<Reading> {
    let half = reader.lexeme(at) == Lexeme::Half;
    let minutes: u16 = match half {
        true if is!(reader, at + 1, "past") => 30,
        false if is!(reader, at + 1, "past") => 15,
        false if is!(reader, at + 1, "to") => 45,
        _ => return None,
    };
    let Lexeme::Small(hour @ 1..=12) = reader.lexeme(at + 2) else {
        return None;
    };
    let hour = u16::from(hour) % 12 + if minutes == 45 { 11 } else { 0 };
    let clock = Clock {
        minutes: hour % 12 * 60 + minutes,
        twelve: true,
    };
    let stands = reader.spaced(at + 1) && reader.spaced(at + 2);
    stands.then(|| Reading::of(reader, at, at + 3, Kind::Time, Value::Time(clock)))
}

fn digital(reader: &Reader, at: usize) -> Option<Reading> {
    let word = reader.word(at);
    let figures = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (hour, rest) = (word.get(..figures)?, &word[figures..]);
    if figures == 4 && rest.is_empty() && reader.is(at + 1, TWENTY_FOUR) {
        let (hour, minute) = (hour[..2].parse().ok()?, hour[2..].parse().ok()?);
        return clock(reader, at, at + 1, hour, minute, "24");
    }
    if !(1..=2).contains(&figures) {
        return None;
    }
    let hour: u16 = hour.parse().ok()?;
    if rest.is_empty() && reader.gap(at + 1) == ":" {
        let next = reader.word(at + 1);
        let minute = two_digits(next)?;
        let half = &next[2..];
        let more = reader.gap(at + 2) == ":" && reader.lexeme(at + 2) == Lexeme::Digits;
        return if more || half.starts_with('.') {
            stopwatch(reader, at)
        } else {
            clock(reader, at, at + 2, hour, minute, half)
        };
    }
    let (minute, half) = match rest.strip_prefix('.') {
        Some(decimals) => (two_digits(decimals)?, &decimals[2..]),
        None => (0, rest),
    };
    let halved = !half.is_empty() || reader.joined(at + 1) && is!(reader, at + 1, "am" | "pm" | "o'clock");
    // "at 9.30": the point could be a decimal one anywhere else.
    let at_a_time = rest.starts_with('.')
        && reader.spaced(at)
        && is!(reader, at.wrapping_sub(1), "at")
        && !reader.spaced(at + 1)
        && units::behind(reader, at + 1, "").is_none();
    if halved || at_a_time {
        clock(reader, at, at + 1, hour, minute, half)
    } else {
        None
    }
}

/// "2:03:59", "3:26.35": what something took.
fn stopwatch(reader: &Reader, at: usize) -> Option<Reading> {
    let (mut seconds, mut step, mut to) = (integer(0), integer(1), at);
    while to == at || reader.gap(to) == ":" {
        let (part, last, rest) = digits(reader.word(to))?;
        if !rest.is_empty() || part >= integer(60) {
            return None;
        }
        (seconds, step, to) = (seconds * integer(60) + part, last.min(integer(1)), to + 1);
        if to > at + 3 {
            return None;
        }
    }
    let value = Value::Amount {
        low: seconds,
        high: seconds,
        step,
    };
    Some(Reading::of(reader, at, to, Kind::Duration, value))
}

fn two_digits(word: &str) -> Option<u16> {
    let more = word
        .get(2..3)
        .is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit()));
    word.get(..2)
        .filter(|_| !more)?
        .parse()
        .ok()
        .filter(|minute| *minute < 60)
}

/// A clock with the half of the day, in the same word (`half`) or behind it.
fn clock(reader: &Reader, from: usize, mut to: usize, hour: u16, minute: u16, half: &str) -> Option<Reading> {
    let mut end = reader.end_before(to);
    let mut half = match half {
        "am" | "AM" | "a.m" => Some(0),
        "pm" | "PM" | "p.m" => Some(12),
        "" | "24" => None,
        _ => return None,
    };
    if half.is_none() && reader.joined(to) {
        let stop =
            usize::from(reader.text[reader.span(to).end..].starts_with('.') && reader.word(to).contains('.'));
        if is!(reader, to, "am" | "pm") {
            half = Some(if is!(reader, to, "am") { 0 } else { 12 });
            to += 1;
            end = reader.end_before(to) + stop;
        } else if is!(reader, to, "o'clock") {
            to += 1;
            end = reader.end_before(to);
        }
    } else if half.is_some() && reader.text[end..].starts_with('.') && reader.word(to - 1).ends_with(".m") {
        end += 1;
    }
    let (hour, twelve) = match half {
        Some(offset) if (1..=12).contains(&hour) => (hour % 12 + offset, false),
        Some(_) => return None,
        None if hour <= 24 => (
            hour % 24,
            (1..=12).contains(&hour) && !reader.word(from).starts_with('0'),
        ),
        None => return None,
    };
    let clock = Clock {
        minutes: hour * 60 + minute,
        twelve,
    };
    (minute < 60).then(|| Reading {
        span: reader.start(from)..end,
        ..Reading::of(reader, from, to, Kind::Time, Value::Time(clock))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::tests::{read, spans};

    fn minutes(text: &str) -> Vec<(u16, bool)> {
        read(text)
            .iter()
            .filter_map(|f| match f.value {
                Value::Time(clock) => Some((clock.minutes, clock.twelve)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn clocks() {
        assert_eq!(minutes("9.40pm, 9:40 p.m., 21:40"), [(1300, false); 3]);
        assert_eq!(
            minutes("6am, noon, midnight, 0810 GMT"),
            [(360, false), (720, false), (0, false), (490, false)]
        );
        assert_eq!(
            minutes("at 9.30, at 9:40, four o'clock"),
            [(570, true), (580, true), (240, true)]
        );
        assert_eq!(minutes("rose to 4.30 and 27:30, 9.30 kronor"), []);
        assert_eq!(spans("She took 2:03:59, he 3:26.35."), ["2:03:59", "3:26.35"]);
        assert_eq!(spans("It left at 4:10 a.m. on Sunday."), ["4:10 a.m.", "Sunday"]);
    }
}
