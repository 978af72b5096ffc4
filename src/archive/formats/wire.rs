//! What the formats of news agencies share: reports by their number, bylines and credits, what a body repeats.

use super::xml::Element;
use super::{Item, Items, Line, Status, dateline, embargo, status, tags};

/// The reports of a file by their number in it; one that is alone has none.
pub fn numbered(items: Vec<Result<Item, String>>) -> Items {
    let alone = items.len() == 1;
    let places = (1..).map(|place| (!alone).then_some(place));
    places
        .zip(items)
        .map(|(place, item)| (place, item.map(Item::with_head).and_then(Item::with_words)))
        .collect()
}

/// A byline without its "By".
pub fn byline(text: &str) -> String {
    let text = tags::words(text);
    match text.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => text[3..].to_owned(),
        _ => text,
    }
}

/// "By Ada Holm and Bo Lie": few words, each but the small ones with a capital.
fn is_byline(line: &str) -> bool {
    let line = line.trim();
    let names = byline(line);
    let small = ["and", "of", "in", "the", "for", "de", "van", "von"];
    names.len() < line.len()
        && !names.ends_with(['.', ':', '-', '?', '!'])
        && names.split(' ').count() <= 12
        && names
            .split(' ')
            .all(|word| small.contains(&word) || word.starts_with(char::is_uppercase))
}

/// The first of those named that is neither empty nor the outlet itself.
pub fn credit<'a>(outlet: &str, named: impl IntoIterator<Item = &'a str>) -> String {
    let mut named = named
        .into_iter()
        .map(|name| name.trim().trim_end_matches(['-', '–', ' ']));
    named
        .find(|name| !name.is_empty() && !is_same(name, outlet))
        .unwrap_or_default()
        .to_owned()
}

/// "AP" and "The Associated Press", "reuters.com" and "Reuters" are one.
fn is_same(name: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let name = name.to_lowercase();
        let name = name.strip_prefix("the ").unwrap_or(&name);
        name.split('.').next().unwrap_or_default().to_owned()
    };
    let initials = |name: &str| {
        name.split_whitespace()
            .filter_map(|word| word.chars().next())
            .collect::<String>()
    };
    let (name, other) = (bare(name), bare(other));
    name == other || initials(&name) == other || name == initials(&other)
}

/// The number of a version; 0 where it is none.
pub fn version(text: &str) -> u32 {
    let number = text.trim().parse::<u64>().unwrap_or(0);
    number.min(u64::from(u32::MAX)) as u32
}

impl Item {
    /// The fields of `other` where this one has none.
    pub(super) fn or(self, other: Item) -> Item {
        let either = |a: String, b: String| if a.is_empty() { b } else { a };
        Item {
            headline_line: if self.headline.is_empty() {
                other.headline_line
            } else {
                self.headline_line
            },
            outlet: either(self.outlet, other.outlet),
            date: self.date.or(other.date),
            headline: either(self.headline, other.headline),
            byline: either(self.byline, other.byline),
            url: either(self.url, other.url),
            dateline: either(self.dateline, other.dateline),
            credit: either(self.credit, other.credit),
            guid: either(self.guid, other.guid),
            version: self.version.max(other.version),
            status: if self.status == Status::Usable {
                other.status
            } else {
                self.status
            },
            body: if self.body.is_empty() {
                other.body
            } else {
                self.body
            },
        }
    }

    /// Takes what a line above a story says of whether it may be used; whether it says anything of that.
    pub(super) fn take_notice(&mut self, line: &str) -> bool {
        let said = if status::is_kill(line) {
            Status::Withdrawn
        } else {
            embargo::of_line(line, self.date)
        };
        if self.status != Status::Withdrawn && said != Status::Usable {
            self.status = said;
        }
        said != Status::Usable
    }

    /// Takes a body; what only repeats the headline or the byline above it is no part of it.
    pub(super) fn take_body(&mut self, mut body: Vec<Line>) {
        for _ in 0..3 {
            let Some(first) = body.first() else { break };
            let ends = body
                .iter()
                .position(|line| line.text.is_empty())
                .unwrap_or(body.len());
            let paragraph: Vec<&str> = body[..ends].iter().map(|line| &*line.text).collect();
            let text = paragraph.join(" ");
            let repeats = text == self.headline || (!self.byline.is_empty() && byline(&text) == self.byline);
            if !repeats || ends == body.len() {
                break;
            }
            if text == self.headline && self.headline_line == 0 {
                self.headline_line = first.number;
            }
            body.drain(..body.len().min(ends + 1));
        }
        self.body = body;
    }

    /// The place and the byline that stand at the head of the text alone.
    pub(super) fn with_head(mut self) -> Item {
        if self.byline.is_empty()
            && let [first, second, _, ..] = &self.body[..]
            && second.text.is_empty()
            && is_byline(&first.text)
        {
            self.byline = byline(&first.text);
            self.body.drain(..2);
        }
        if self.dateline.is_empty() {
            self.dateline = dateline::place_of(&self.body);
        }
        self
    }

    /// Takes the headline of an element.
    pub(super) fn take_headline(&mut self, element: Option<Element>) {
        if let Some(element) = element {
            let text = element.text();
            if self.headline.is_empty() && !text.is_empty() {
                (self.headline, self.headline_line) = (text, element.line());
            }
        }
    }
}
