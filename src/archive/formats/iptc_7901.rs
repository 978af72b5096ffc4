//! IPTC 7901, the text messages of agencies: <https://iptc.org/standards/iptc-7901/>. A header line ("nwa062 4 i 211 cw
//! 061": service and number, priority, category, words, agency and its number), key words, then the text: its headline,
//! lead and byline down to a line that ends in "=".

use super::envelope::{self, Message};
use super::{Item, Items, Line, tags, wire};

/// More lines than this above a text are its first paragraph.
const HEAD: usize = 9;

/// Whether a text is such a message, with its control characters or without them.
pub fn is_message(text: &str) -> bool {
    envelope::is_message(text)
        || is_header(
            text.lines()
                .find(|line| !line.trim().is_empty())
                .unwrap_or_default(),
        )
}

/// "nwa062 4 i 211".
fn is_header(line: &str) -> bool {
    let [service, priority, category, words, ..] = line.split_whitespace().collect::<Vec<_>>()[..] else {
        return false;
    };
    let letters = service.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    (2..=4).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_lowercase())
        && digits(&service[letters.len()..], 6)
        && digits(priority, 1)
        && category.len() <= 3
        && category.bytes().all(|byte| byte.is_ascii_lowercase())
        && digits(words, 5)
}

pub fn read(text: &str) -> Items {
    let mut messages = envelope::messages(text);
    if messages.is_empty() {
        let start = text.len() - text.trim_start().len();
        let (header, rest) = text[start..].split_once('\n').unwrap_or((text, ""));
        let first = 2 + text[..start].matches('\n').count() as u32;
        messages.push(Message {
            header,
            lines: envelope::lines(rest, first),
            trailer: "",
        });
    }
    wire::numbered(messages.into_iter().map(|message| Ok(item(message))).collect())
}

fn item(message: Message) -> Item {
    let mut item = Item {
        outlet: agency(message.header),
        date: envelope::moment(message.trailer),
        ..Item::default()
    };
    let lines = envelope::trimmed(message.lines);
    let slugs = lines
        .iter()
        .take_while(|line| line.text.is_empty() || line.text.ends_with('/'))
        .count();
    let rest = &lines[slugs..];
    let marked = rest.iter().take(HEAD).position(|line| line.text.ends_with('='));
    let divided = rest.iter().take(HEAD).position(|line| line.text.is_empty());
    let head = marked
        .map(|last| last + 1)
        .or(divided.filter(|&end| end <= 4))
        .unwrap_or(0);
    let mut headline: Vec<&Line> = Vec::new();
    for line in &rest[..head] {
        let text = line.text.trim_end_matches(['=', '+', ' ']);
        if item.take_notice(text) {
            continue;
        }
        if wire::byline(text).len() < text.len() {
            item.byline = wire::byline(text);
        } else if !is_label(text) {
            headline.push(line);
        }
    }
    if let Some(first) = headline.first() {
        let text: Vec<&str> = headline
            .iter()
            .map(|line| line.text.trim_end_matches(['=', '+', ' ']))
            .collect();
        (item.headline, item.headline_line) = (text.join(" "), first.number);
    }
    for line in message.header.lines() {
        item.take_notice(line);
    }
    item.take_body(public(rest[head..].to_vec()));
    item
}

/// "1ST LEAD", "(Achtung)", "2ND ROUNDUP": what says which version a text is, not what it tells.
fn is_label(line: &str) -> bool {
    let bare = line.trim_matches(['(', ')', ' ']);
    let capitals = bare.chars().all(|c| !c.is_lowercase()) && bare.split_whitespace().count() <= 3;
    bare.is_empty() || capitals || (line.starts_with('(') && line.ends_with(')'))
}

/// "ccccb cw 061": the agency before its number.
fn agency(header: &str) -> String {
    let line = header
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().skip(4).collect();
    match words[..] {
        [.., agency, number] if number.bytes().all(|byte| byte.is_ascii_digit()) => agency.to_owned(),
        _ => String::new(),
    }
}

/// A text without the notes below it that its sender keeps to the desk.
fn public(mut lines: Vec<Line>) -> Vec<Line> {
    let kept = lines.iter().position(|line| {
        let line = line.text.to_ascii_lowercase();
        line.starts_with("the following information is not")
    });
    if let Some(kept) = kept {
        lines.truncate(kept);
        while lines
            .pop_if(|line| tags::words(&line.text).chars().all(|c| c == '*' || c == ' '))
            .is_some()
        {}
    }
    envelope::trimmed(lines)
}
