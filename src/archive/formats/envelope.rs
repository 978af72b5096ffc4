//! The control characters around a message of IPTC 7901 and of ANPA 1312: SOH, a header, STX, the text, ETX, the time.
//! A file may hold several, one after another.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

use super::{Line, tags};

const SOH: char = '\x01';
const STX: char = '\x02';
const ETX: char = '\x03';

/// A file of more messages is none that an agency sent.
const MESSAGES: usize = 100_000;

pub struct Message<'a> {
    pub header: &'a str,
    pub lines: Vec<Line>,
    pub trailer: &'a str,
}

/// Whether a text begins as a message does, synchronisation before it or none.
pub fn is_message(text: &str) -> bool {
    let head = text.trim_start_matches(|c: char| c == '\x16' || c.is_whitespace());
    head.starts_with(SOH) && head.contains(STX)
}

pub fn messages(text: &str) -> Vec<Message<'_>> {
    let mut number = 1;
    let mut messages = Vec::new();
    for piece in text.split(SOH) {
        if let Some((header, rest)) = piece.split_once(STX) {
            let (text, trailer) = rest.split_once(ETX).unwrap_or((rest, ""));
            if text.contains(char::is_alphanumeric) && messages.len() < MESSAGES {
                let lines = lines(text, number + breaks(header));
                messages.push(Message {
                    header,
                    lines,
                    trailer,
                });
            }
        }
        number += breaks(piece);
    }
    messages
}

fn breaks(text: &str) -> u32 {
    text.matches('\n').count() as u32
}

/// The lines of a text that begins in the line `first` of its file, without control characters. An empty one stands
/// before a paragraph that only its indention sets apart.
pub fn lines(text: &str, first: u32) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (line, number) in text.split('\n').zip(first..) {
        let indented = line.starts_with([' ', '\t']);
        let text = tags::words(&line.replace(|c: char| c.is_control() && c != '\t', " "));
        let apart = lines.last().is_some_and(|last| !last.text.is_empty()) && indented;
        if apart && !text.is_empty() {
            lines.push(Line {
                text: String::new(),
                number,
            });
        }
        lines.push(Line { text, number });
    }
    lines
}

/// A body without empty lines at its ends, and one between its paragraphs.
pub fn trimmed(lines: Vec<Line>) -> Vec<Line> {
    let mut body: Vec<Line> = Vec::new();
    for line in lines {
        let follows = body.last().is_some_and(|last| !last.text.is_empty());
        if follows || !line.text.is_empty() {
            body.push(line);
        }
    }
    body.pop_if(|last| last.text.is_empty());
    body
}

/// The time below a message: "131137 GMT Nov 13" (day, hour, minute), "AP-WF-11-13-13 0713GMT" (month, day, year),
/// "KWS-21:37-09-12-18" (day, month, year).
pub fn moment(trailer: &str) -> Option<Timestamp> {
    let words: Vec<&str> = trailer
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| word.parse::<i16>().ok();
    for (at, word) in words.iter().enumerate() {
        let rest = &words[at + 1..];
        match rest {
            [zone, month, year, ..] if is_number(word, 6) && is_number(year, 2) => {
                let day = self::day(number(year)?, month_named(month)?, number(&word[..2])?)?;
                return at_time(day, clock(&word[2..])?, zone);
            }
            [day, year, time, ..]
                if is_number(word, 2) && is_number(day, 2) && is_number(year, 2) && time.len() >= 4 =>
            {
                let (time, zone) = time.split_at_checked(4)?;
                let day = self::day(number(year)?, number(word)?, number(day)?)?;
                return at_time(day, clock(time)?, zone);
            }
            [minute, day, month, year]
                if [word, minute, day, month, year]
                    .iter()
                    .all(|word| is_number(word, 2)) =>
            {
                let day = self::day(number(year)?, number(month)?, number(day)?)?;
                return at_time(day, clock(&format!("{word}{minute}"))?, "");
            }
            _ => {}
        }
    }
    None
}

fn is_number(word: &str, digits: usize) -> bool {
    word.len() == digits && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of a month by its first letters, English or German.
pub fn month_named(name: &str) -> Option<i16> {
    const MONTHS: [&[&str]; 12] = [
        &["jan"],
        &["feb"],
        &["mar", "mär", "mrz"],
        &["apr"],
        &["may", "mai"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["oct", "okt"],
        &["nov"],
        &["dec", "dez"],
    ];
    let name: String = name.to_lowercase().chars().take(3).collect();
    let found = MONTHS.iter().position(|month| month.contains(&&*name))?;
    Some(found as i16 + 1)
}

/// The day of a year that has two digits.
fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    let century = if year < 70 { 2000 } else { 1900 };
    Date::new(century + year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// "0600"
pub fn clock(digits: &str) -> Option<Time> {
    let (hour, minute) = digits.split_at_checked(2)?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// A moment of a zone, whatever its case; one that is not known is Greenwich.
pub fn at_time(day: Date, time: Time, zone: &str) -> Option<Timestamp> {
    let hours = match &*zone.to_ascii_uppercase() {
        "MEZ" | "CET" | "BST" => 1,
        "MESZ" | "CEST" => 2,
        "EDT" => -4,
        "EST" => -5,
        _ => 0,
    };
    TimeZone::fixed(Offset::constant(hours))
        .to_timestamp(day.to_datetime(time))
        .ok()
}
