//! What the formats of news agencies share: their words for a status, the place in a dateline, who is credited.

use jiff::Timestamp;

use super::xml::Element;
use super::{Item, Items, Line, Status, date, envelope, tags};

/// The reports of a file, each with the place and the byline that stand at the head of its text alone; one that is alone in its file has no place in it.
pub fn numbered(items: Vec<Result<Item, String>>) -> Items {
    let alone = items.len() == 1;
    let places = (1..).map(|place| (!alone).then_some(place));
    places
        .zip(items)
        .map(|(place, item)| (place, item.map(Item::with_head).and_then(Item::with_words)))
        .collect()
}

/// What an agency's word for a status says, with or without its scheme: "stat:canceled", "Withheld", "usable".
pub fn status(word: &str) -> Status {
    let word = word
        .rsplit([':', '/', '#'])
        .next()
        .unwrap_or(word)
        .trim()
        .to_ascii_lowercase();
    let stem = ["cancel", "kill", "withh", "withdr", "delet", "retract", "recall"];
    if stem.iter().any(|stem| word.starts_with(stem)) {
        Status::Withdrawn
    } else {
        Status::Usable
    }
}

/// What is said of an embargo: nothing, or its end. One whose end cannot be read lasts.
pub fn embargo(end: &str) -> Status {
    match end.trim() {
        "" => Status::Usable,
        end => Status::Embargoed(date::read(end).unwrap_or(Timestamp::MAX)),
    }
}

/// Whether a line above a story takes the story back: "MANDATORY KILL", "Eds: Kill ...", "BC-Ferry, KILL". What only
/// tells of a killing is no notice.
pub fn is_kill(line: &str) -> bool {
    let words: Vec<&str> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is = |word: &&str, known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    let orders = ["kill", "withhold", "killed", "withheld"];
    match words[..] {
        [] => false,
        [order] => is(&order, &orders),
        [first, order, ..]
            if is(
                &first,
                &["mandatory", "bulletin", "eds", "editors", "advisory", "story"],
            ) =>
        {
            is(&order, &orders) || (is(&order, &["mandatory"]) && words.iter().any(|word| is(word, &orders)))
        }
        [.., last] => matches!(last, "KILL" | "WITHHOLD") && line.starts_with("BC-"),
    }
}

/// The place in a dateline: "PORT MAROU, Marou, May 2 (Coast Wire) -" was written in "PORT MAROU, Marou".
pub fn place(dateline: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_u32;
    for c in dateline.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let bare = DASHES.iter().fold(bare, |bare, dash| bare.replace(dash, " - "));
    let piece = bare
        .split('/')
        .next()
        .unwrap_or_default()
        .rsplit(" - ")
        .map(|piece| piece.trim_matches([' ', '-', '–', '—', '_', ',', ':']))
        .find(|piece| !piece.is_empty())
        .unwrap_or_default();
    let parts = piece.split(',').map(str::trim);
    // "Dec. 9 Kyodo": a part with a number in it is the day.
    let parts: Vec<&str> = parts
        .filter(|part| !part.is_empty() && !part.contains(|c: char| c.is_ascii_digit()))
        .collect();
    tags::words(&parts.join(", "))
}

const DASHES: [&str; 8] = [" -- ", " – ", " — ", " _ ", ".- ", ".-- ", "/. ", "/ --"];

/// The longest dateline, in characters.
const DATELINE: usize = 90;

/// The place in the dateline that a story's first words are: "Port Marou (cw) - The ferry ...".
pub fn place_of_story(body: &[Line]) -> String {
    dateline(body)
        .map(|dateline| place(&dateline))
        .unwrap_or_default()
}

/// The day in such a dateline, where it has a year: "MAROU, May 2, 2031 /CW/ -".
pub fn day_of_story(body: &[Line]) -> Option<Timestamp> {
    let dateline = dateline(body)?;
    let words: Vec<&str> = dateline
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(3).find_map(|words| {
        let [month, day, year] = words else { return None };
        let month = envelope::month_named(month).filter(|_| year.len() == 4)?;
        date::read(&format!("{year}-{month:02}-{:02}", day.parse::<u8>().ok()?))
    })
}

/// A story's words before the first dash, where they name a place and an agency or a day.
fn dateline(body: &[Line]) -> Option<String> {
    let first = body.iter().find(|line| line.text.contains(char::is_alphabetic))?;
    let head: String = first.text.trim().chars().take(DATELINE).collect();
    let head = DASHES.iter().fold(head, |head, dash| head.replace(dash, " - "));
    let (head, _) = head.split_once(" - ")?;
    let (place, dated) = (
        place(head),
        head.contains(|c: char| c == '(' || c.is_ascii_digit()),
    );
    let named = place.starts_with(char::is_uppercase) && place.split_whitespace().count() <= 6;
    (dated && named).then(|| head.to_owned())
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
        let alone = self.body.get(1).is_none_or(|line| line.text.is_empty());
        if let (true, Some(first)) = (
            alone && self.byline.is_empty() && self.body.len() > 2,
            self.body.first(),
        ) && is_byline(&first.text)
        {
            self.byline = byline(&first.text);
            self.body.drain(..2);
        }
        if self.dateline.is_empty() {
            self.dateline = place_of_story(&self.body);
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
