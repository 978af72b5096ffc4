//! Plain text under a header ("Outlet: …", "Date: …"), or with its headline alone on the first line.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Item, Line, date};

/// The longest line that can be a headline.
const HEADLINE: usize = 250;

pub fn read(text: &str) -> Item {
    let mut item = Item {
        headline_line: 1,
        ..Item::default()
    };
    let header = header(text, &mut item);
    let body = text.lines().skip(header).collect::<Vec<_>>().join("\n");
    item.set_body(&body, header as u32 + 1);
    if item.date.is_none() {
        item.date = dated(text);
    }
    if item.headline.is_empty()
        && let [first, second, ..] = &item.body[..]
        && second.text.trim().is_empty()
        && is_headline(&first.text)
    {
        item.headline = first.text.trim().to_owned();
        item.headline_line = first.number;
        item.body.drain(..2);
        let blank = item.body.iter().take_while(|line| is_blank(line)).count();
        item.body.drain(..blank);
    }
    item
}

/// A headline is short and no sentence: what ends in a full stop is the first paragraph.
pub fn is_headline(line: &str) -> bool {
    let end = line.trim_end().trim_end_matches(['”', '"', '’', '\'', ')']);
    line.len() <= HEADLINE && !end.ends_with('.')
}

/// The day at the very head of a saved page: "date 2031-05-02 The ferry …".
fn dated(text: &str) -> Option<Timestamp> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let day = if first.eq_ignore_ascii_case("date") {
        words.next()?
    } else {
        first
    };
    day.parse::<Date>().ok().and_then(|_| date::read(day))
}

/// How many lines the header takes. A header ends at an empty line; every line of it is a field, one of them known.
fn header(text: &str, item: &mut Item) -> usize {
    let mut known = false;
    let mut read = Item {
        headline_line: 1,
        ..Item::default()
    };
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            if known {
                *item = read;
                return number;
            }
            return 0;
        }
        let Some((name, value)) = field(line) else {
            return 0;
        };
        if read.set(&name, value) {
            known = true;
            if read.headline == value {
                read.headline_line = number as u32 + 1;
            }
        }
    }
    0
}

/// "Name: value", the name at most two words.
fn field(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    let plain = name
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '_'));
    (plain && !name.is_empty() && name.split_whitespace().count() <= 2)
        .then(|| (name.to_lowercase().replace([' ', '-'], "_"), value.trim()))
}

fn is_blank(line: &Line) -> bool {
    line.text.trim().is_empty()
}
