//! Plain text under a header ("Outlet: …", "Date: …"), or with its headline alone on the first line.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Item, Line, date, dateline};

/// The longest line that can be a headline.
const HEADLINE: usize = 250;

pub fn read(text: &str) -> Item {
    let mut item = Item {
        headline_line: 1,
        ..Item::default()
    };
    let header = match header(text, &mut item) {
        0 => release(text, &mut item),
        lines => lines,
    };
    let body = text.lines().skip(header).collect::<Vec<_>>().join("\n");
    item.set_body(&body, header as u32 + 1);
    if item.date.is_none() {
        item.date = dated(text);
    }
    if item.date.is_none() {
        item.date = dateline::day_of(&item.body);
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
    item.dateline = dateline::place_of(&item.body);
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

/// The longest head of a press release, in lines.
const RELEASE: usize = 6;

/// How many lines the head of a press release takes: fields, what it is ("MEDIA RELEASE 7"), and a headline that no
/// empty line sets apart from them.
fn release(text: &str, item: &mut Item) -> usize {
    let head: Vec<&str> = text
        .lines()
        .take(RELEASE + 1)
        .take_while(|line| !line.trim().is_empty())
        .collect();
    let mut read = Item::default();
    let known = |line: &&&str| field(line).is_some_and(|(name, value)| read.set(&name, value));
    let fields = head.iter().take_while(known).count();
    let is_label = |line: &str| {
        line.split_whitespace()
            .nth(1)
            .is_some_and(|word| word.eq_ignore_ascii_case("release"))
    };
    let labels = head[fields..].iter().take_while(|line| is_label(line)).count();
    let headline = head[fields + labels..]
        .iter()
        .map(|line| line.trim())
        .collect::<Vec<_>>()
        .join(" ");
    let is_told = text.lines().skip(head.len()).any(|line| !line.trim().is_empty());
    let is_head = fields > 0 && head.len() <= RELEASE && read.headline.is_empty() && !headline.is_empty();
    if !(is_head && is_told && is_headline(&headline)) {
        return 0;
    }
    read.headline = headline;
    read.headline_line = (fields + labels) as u32 + 1;
    *item = read;
    head.len()
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
