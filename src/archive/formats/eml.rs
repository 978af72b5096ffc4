//! Mails: press releases as they come in, one a file or many in an mbox. The subject is the headline; the text part goes
//! before the HTML part; what was forwarded or attached as text follows.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::Timestamp;
use mail_parser::{Addr, Encoding, HeaderValue, Message, MessageParser, MessagePart, PartType};

use super::places::Places;
use super::{Item, Items, charset, prose};

/// A header that is longer is no mail's.
const HEAD: usize = 64 * 1024;
/// How deep a mail in a mail in a mail is read.
const DEPTH: usize = 8;

/// Whether a file is a mail or an mbox: it opens with a mail's header.
pub fn is_mail(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let head = match head.split_once('\n') {
        Some((first, rest)) if is_envelope(first) => rest,
        _ => &head,
    };
    let mut names = Vec::new();
    for line in head.lines().take_while(|line| !line.is_empty()) {
        match line.split_once(':') {
            _ if line.starts_with([' ', '\t']) => (),
            Some((name, _)) if name.bytes().all(|byte| byte.is_ascii_graphic()) => {
                names.push(name.to_ascii_lowercase());
            }
            _ => return false,
        }
    }
    let has = |known: &str| names.iter().any(|name| name == known);
    // "From", "Date" and "Subject" head plain text, too.
    let sure = ["mime-version", "message-id", "received", "return-path"]
        .into_iter()
        .any(has);
    let boundary = has("content-type") && head.contains("boundary=");
    boundary || (sure && (has("from") || has("subject"))) || (has("from") && has("to") && has("subject"))
}

/// The line before each mail of an mbox: "From ada@example.org Fri May  2 09:30:00 2031".
fn is_envelope(line: &str) -> bool {
    line.starts_with("From ") && line.contains(':') && line.split_whitespace().count() >= 6
}

pub fn read(bytes: &[u8]) -> Items {
    let starts = envelopes(bytes);
    if starts.is_empty() {
        return vec![(None, mail(bytes, 1))];
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([bytes.len()]);
    let mails = starts
        .iter()
        .zip(ends)
        .zip(1..)
        .map(|((&(at, line), end), place)| {
            let mail_at = bytes[at..end]
                .iter()
                .position(|&b| b == b'\n')
                .map_or(end, |feed| at + feed + 1);
            (Some(place), mail(&bytes[mail_at..end], line + 1))
        });
    mails.collect()
}

/// Where the mails of an mbox begin: bytes and lines of their envelopes.
fn envelopes(bytes: &[u8]) -> Vec<(usize, u32)> {
    let (mut starts, mut at, mut after_blank) = (Vec::new(), 0, true);
    for (line, number) in bytes.split_inclusive(|&b| b == b'\n').zip(1..) {
        if after_blank && line.starts_with(b"From ") && is_envelope(&String::from_utf8_lossy(line)) {
            starts.push((at, number));
        } else if starts.is_empty() && !line.trim_ascii().is_empty() {
            break;
        }
        after_blank = line.trim_ascii().is_empty();
        at += line.len();
    }
    starts
}

/// The mail in `bytes`, which begin at the line `first` of the file.
fn mail(bytes: &[u8], first: u32) -> Result<Item, String> {
    let blank = bytes.len() - bytes.trim_ascii_start().len();
    let first = first + feeds(&bytes[..blank]);
    let bytes = &bytes[blank..];
    // A mail that the parser cannot take must not stop the reading of all others.
    let item = catch_unwind(AssertUnwindSafe(|| {
        let message = MessageParser::default().parse(bytes)?;
        let mut item = header(&message, bytes, first);
        push_texts(&message, &mut item, &Lines { bytes, first }, DEPTH);
        while item.body.pop_if(|line| line.text.is_empty()).is_some() {}
        Some(item)
    }));
    match item {
        Ok(Some(item)) if item.body.is_empty() => {
            Err("is a mail without text; save what is attached to it".into())
        }
        Ok(Some(item)) => Ok(item),
        _ => Err("cannot be read as a mail; save its text".into()),
    }
}

fn header(message: &Message, bytes: &[u8], first: u32) -> Item {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let subject = head.lines().position(|line| {
        line.get(..8)
            .is_some_and(|name| name.eq_ignore_ascii_case("subject:"))
    });
    let raw = subject.and_then(|at| bytes.split(|&b| b == b'\n').nth(at));
    let subject_text = message.subject().unwrap_or_default();
    let plain = raw
        .filter(|_| subject_text.contains('\u{fffd}'))
        .and_then(|raw| charset::decode(raw).ok());
    // Some write a subject in their own charset and do not say which.
    let subject_text = plain
        .as_ref()
        .and_then(|plain| plain.get(8..))
        .unwrap_or(subject_text);
    let (outlet, byline) = sender(message);
    let date = message.date().filter(|date| date.is_valid());
    Item {
        outlet,
        byline,
        headline: headline(subject_text),
        headline_line: first + subject.unwrap_or(0) as u32,
        date: date.and_then(|date| Timestamp::from_second(date.to_timestamp()).ok()),
        guid: message.message_id().unwrap_or_default().to_owned(),
        ..Item::default()
    }
}

/// A subject without the marks of its having been passed on.
fn headline(subject: &str) -> String {
    let mut headline = subject.trim();
    while let Some((mark, rest)) = headline.split_once(':')
        && ["fwd", "fw", "re"]
            .iter()
            .any(|known| mark.trim().eq_ignore_ascii_case(known))
    {
        headline = rest.trim_start();
    }
    headline.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Outlet and byline. Who has a name of their own in their address wrote it ("Ada Holm <ada.holm@…>"); all others are
/// offices ("Harbour Board <press@…>").
fn sender(message: &Message) -> (String, String) {
    let organization = match message.header("Organization") {
        Some(HeaderValue::Text(name)) => name.trim().to_owned(),
        _ => String::new(),
    };
    let Some(from) = message.from().and_then(|from| from.first()) else {
        return (organization, String::new());
    };
    let name = from.name().unwrap_or_default().trim().to_owned();
    let host = from
        .address()
        .and_then(|address| address.rsplit_once('@'))
        .map_or("", |(_, host)| host);
    let either = |a: &str, b: &str| if a.is_empty() { b.to_owned() } else { a.to_owned() };
    if is_person(from) {
        (either(&organization, host), name)
    } else {
        (either(&organization, &either(&name, host)), String::new())
    }
}

fn is_person(from: &Addr) -> bool {
    let name = from.name().unwrap_or_default().to_lowercase();
    let address = from.address().unwrap_or_default().to_lowercase();
    let local = address.split('@').next().unwrap_or_default();
    let words: Vec<&str> = name.split_whitespace().collect();
    words.len() > 1 && words.iter().any(|word| word.len() > 2 && local.contains(word))
}

/// A file's bytes and the line at which they begin.
struct Lines<'a> {
    bytes: &'a [u8],
    first: u32,
}

/// Adds what the mail says, then what it carries along as text or as another mail.
fn push_texts(message: &Message, item: &mut Item, lines: &Lines, depth: usize) {
    let before = item.body.len();
    for id in &message.text_body {
        if let Some(part) = message.parts.get(*id as usize) {
            push_part(part, item, lines);
        }
    }
    if item.body.len() == before {
        for id in &message.html_body {
            if let Some(part) = message.parts.get(*id as usize) {
                push_part(part, item, lines);
            }
        }
    }
    for part in message.attachments() {
        match &part.body {
            PartType::Message(inner) if depth > 0 => {
                let line = lines.of(part);
                item.push_paragraph(&headline(inner.subject().unwrap_or_default()), line);
                item.end_paragraph();
                // A mail that came encoded has lines of its own, none of them in the file.
                let inside = inner.raw_message.len() == lines.bytes.len();
                let decoded = Lines {
                    bytes: b"",
                    first: line,
                };
                push_texts(inner, item, if inside { lines } else { &decoded }, depth - 1);
            }
            _ => push_part(part, item, lines),
        }
    }
}

fn push_part(part: &MessagePart, item: &mut Item, lines: &Lines) {
    let numbers = lines.numbers(part);
    let number = |line: usize| {
        numbers
            .get(line)
            .or(numbers.last())
            .copied()
            .unwrap_or(lines.first)
    };
    match &part.body {
        PartType::Html(html) => {
            let mut places = Places::new(html, 0);
            for paragraph in prose::paragraphs(html) {
                let line = places.line(&paragraph) as usize;
                item.push_paragraph(&paragraph, number(line));
            }
        }
        PartType::Text(text) => {
            // What follows is the sender's card.
            let text = text.lines().take_while(|line| line.trim_end() != "--");
            for (line, at) in text.zip(0..) {
                item.push_line(line.trim_start_matches(['>', ' ']).trim_end(), number(at));
            }
            item.end_paragraph();
        }
        _ => (),
    }
}

impl Lines<'_> {
    /// The line of the file where a part's text begins.
    fn of(&self, part: &MessagePart) -> u32 {
        let before = self.bytes.get(..part.offset_body as usize).unwrap_or_default();
        self.first + feeds(before)
    }

    /// For each line of a part's text its line in the file; for base64, whose lines are none of the text's, the first.
    fn numbers(&self, part: &MessagePart) -> Vec<u32> {
        let first = self.of(part);
        let body = self
            .bytes
            .get(part.offset_body as usize..part.offset_end as usize);
        let raw = body.unwrap_or_default().split(|&b| b == b'\n');
        match part.encoding {
            Encoding::Base64 => vec![first],
            Encoding::None => raw.zip(first..).map(|(_, number)| number).collect(),
            Encoding::QuotedPrintable => {
                let mut goes_on = false;
                let own = raw.zip(first..).filter_map(|(line, number)| {
                    let begins = !goes_on;
                    goes_on = line.trim_ascii_end().ends_with(b"=");
                    begins.then_some(number)
                });
                own.collect()
            }
        }
    }
}

fn feeds(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b == b'\n').count() as u32
}
