//! JSON: one report a line, or one file; fields named as newsrooms name them.

use std::fmt::{self, Formatter};

use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::{Deserializer, Map, Value};

use super::{Item, Items, ap_json, few_unread, ninjs, tags, wire};

/// The longest object, in bytes: its values take many times as many, sixteen or thirty.
const LONGEST: usize = 16 << 20;
const TOO_LONG: &str = "is one JSON object of more than 16 MB; divide it into a list or into lines";

/// Whether the first line is a JSON object on its own.
pub fn is_lines(bytes: &[u8]) -> bool {
    let line = bytes
        .trim_ascii_start()
        .split(|&b| b == b'\n')
        .next()
        .unwrap_or_default();
    line.starts_with(b"{") && line.trim_ascii_end().ends_with(b"}")
}

pub fn lines(text: &str, first: u32) -> Items {
    let numbered = text.lines().zip(first..);
    let mut filled = numbered.filter(|(line, _)| !line.trim().is_empty()).peekable();
    let (mut items, mut few) = (Vec::new(), few_unread());
    while let Some((line, number)) = filled.next() {
        if line.len() > LONGEST {
            items.extend(few((Some(number), Err(TOO_LONG.into()))));
            continue;
        }
        let fields = match serde_json::from_str::<Map<_, _>>(line) {
            Ok(fields) => fields,
            Err(error) => {
                let why = format!("is no JSON object ({error}); mend or delete the line");
                items.extend(few((Some(number), Err(why))));
                continue;
            }
        };
        match ap_json::items(&fields) {
            // A file of one line is no list of lines.
            Some(answer) if items.is_empty() && filled.peek().is_none() => {
                return wire::numbered(
                    answer
                        .into_iter()
                        .map(|item| ap_json::item(item, number))
                        .collect(),
                );
            }
            Some(answer) => items.extend(
                answer
                    .into_iter()
                    .map(|item| (Some(number), report(item, number)))
                    .filter_map(&mut few),
            ),
            None => items.extend(few((Some(number), report(&fields, number)))),
        }
    }
    items
}

/// A file that is one object, or a list of them; `None` for what only looks like it.
pub fn whole(text: &str) -> Option<Items> {
    let read = match text.trim_start().chars().next() {
        Some('[') => list(text),
        Some('{') if opens_object(text) && text.len() > LONGEST => {
            return Some(vec![(None, Err(TOO_LONG.into()))]);
        }
        Some('{') => serde_json::from_str(text).map(object),
        _ => return None,
    };
    let mut items = match read {
        Ok(items) if items.is_empty() => vec![(None, Err("is a list without any item; delete it".into()))],
        Ok(items) => items,
        Err(error) if opens_object(text) => {
            return Some(vec![(None, Err(format!("is broken JSON ({error}); mend it")))]);
        }
        Err(_) => return None,
    };
    let mut place = Place {
        at: 0,
        line: 1,
        misses: 0,
    };
    for item in items.iter_mut().filter_map(|(_, item)| item.as_mut().ok()) {
        place = placed(item, text, place);
    }
    Some(items)
}

fn object(fields: Map<String, Value>) -> Items {
    match ap_json::items(&fields) {
        Some(items) => wire::numbered(items.into_iter().map(|item| ap_json::item(item, 1)).collect()),
        None => vec![(None, report(&fields, 1))],
    }
}

fn list(text: &str) -> serde_json::Result<Items> {
    let mut json = Deserializer::from_str(text);
    let items = json.deserialize_seq(List)?;
    json.end()?;
    Ok(items)
}

/// Reads a list's reports one by one: the values of all at once take many times its bytes.
struct List;

impl<'de> Visitor<'de> for List {
    type Value = Items;

    fn expecting(&self, to: &mut Formatter) -> fmt::Result {
        to.write_str("a list of reports")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Items, A::Error> {
        let (mut items, mut few) = (Vec::new(), few_unread());
        let mut place = 0;
        while let Some(value) = values.next_element::<Value>()? {
            place += 1;
            let item = match value.as_object() {
                Some(fields) => report(fields, 1),
                None => Err("is no JSON object; mend or delete it".into()),
            };
            items.extend(few((Some(place), item)));
        }
        Ok(items)
    }
}

/// Whether a text begins as an object does, or a list of them: "{ \"", "[ { \"".
fn opens_object(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| !c.is_whitespace());
    let first = marks.next();
    let open = if first == Some('[') { marks.next() } else { first };
    open == Some('{') && marks.next() == Some('"')
}

/// How far beyond the last words that were found others are looked for, in bytes.
const NEAR: usize = 1 << 16;

/// How often words may be sought in vain: what a file writes in another way throughout must not cost its square.
const MISSES: u32 = 10_000;

/// How far the lines of a file are counted.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    line: u32,
    misses: u32,
}

impl Place {
    /// The place where the first words of a text stand, behind this one.
    fn of(&mut self, words: &str, text: &str) -> Option<Place> {
        if self.misses == MISSES {
            return None;
        }
        match stands(words, text, self.at) {
            Some(at) => Some(self.moved(text, at)),
            None => {
                self.misses += 1;
                None
            }
        }
    }

    fn moved(self, text: &str, to: usize) -> Place {
        let passed = &text.as_bytes()[self.at..to];
        Place {
            at: to,
            line: self.line + passed.iter().filter(|&&byte| byte == b'\n').count() as u32,
            ..self
        }
    }
}

/// Gives each line of a report the line of the file where its first words stand, behind `start`; the place behind it.
fn placed(item: &mut Item, text: &str, mut start: Place) -> Place {
    item.headline_line = start.of(&item.headline, text).unwrap_or(start).line;
    let mut place = start;
    let mut unfound = 0;
    for (n, line) in item.body.iter_mut().enumerate() {
        match place.of(&line.text, text) {
            Some(found) => place = found,
            None if place.at == start.at => unfound = n + 1,
            None => {}
        }
        line.number = place.line;
    }
    // What stands before the first words that were found stands beside them.
    let (before, after) = item.body.split_at_mut(unfound);
    if let Some(first) = after.first() {
        before.iter_mut().for_each(|line| line.number = first.number);
    }
    let rest = text[place.at..].bytes().take(NEAR);
    let end = rest.take_while(|&byte| byte != b'\n').count();
    place.moved(text, boundary(text, place.at + end))
}

/// The first place from `at` on where a character begins or the text ends.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

/// Where a text's first words stand that JSON writes as they are.
fn stands(text: &str, file: &str, from: usize) -> Option<usize> {
    let mut runs = text
        .split(|c: char| !c.is_ascii_alphanumeric() && c != ' ')
        .map(|run| run.trim_start());
    let words = runs.find(|run| run.len() >= 4)?;
    let words = &words[..words.len().min(40)];
    let near = &file[from..boundary(file, from + NEAR)];
    near.find(words).map(|found| from + found)
}

/// The report that an object of any kind holds, all of it at the line `number`.
fn report(fields: &Map<String, Value>, number: u32) -> Result<Item, String> {
    if ap_json::is_item(fields) {
        ap_json::item(fields, number).map(Item::with_head)
    } else if ninjs::is_item(fields) {
        ninjs::item(fields, number).map(Item::with_head)
    } else {
        item(fields, number)
    }
}

/// The report that an object holds, all of it at the line `number`.
pub fn item(fields: &Map<String, Value>, number: u32) -> Result<Item, String> {
    let mut item = Item {
        headline_line: number,
        ..Item::default()
    };
    let mut body = None;
    for (name, value) in fields {
        match name.to_ascii_lowercase().as_str() {
            name if is_text(name) => body = body.or(value.as_str()),
            name => {
                item.set(name, &written(value));
            }
        }
    }
    let body = tags::plain(body.unwrap_or_default());
    let body = body.trim();
    if body.is_empty() {
        return Err("has no text (a field \"text\", \"body\" or \"content\")".into());
    }
    // Many exports repeat the headline as the first line of the text.
    let body = body
        .strip_prefix(item.headline.as_str())
        .filter(|rest| rest.starts_with('\n'))
        .unwrap_or(body);
    item.set_body(body, number);
    for line in &mut item.body {
        line.number = number;
    }
    Ok(item)
}

/// Whether a field holds the text of a report.
pub fn is_text(name: &str) -> bool {
    const NAMES: [&str; 7] = [
        "text", "body", "content", "body_text", "article", "articlebody", "maintext",
    ];
    NAMES.contains(&name)
}

/// A string, a number, a list of either, or the name in an object.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(written).filter(|v| !v.is_empty()).collect();
            values.join(", ")
        }
        Value::Object(fields) => fields.get("name").map(written).unwrap_or_default(),
        _ => String::new(),
    }
}
