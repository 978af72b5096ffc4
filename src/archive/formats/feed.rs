//! RSS, Atom and JSON Feed. An item has its whole text where the feed carries it, else the teaser, which is then all that
//! can be quoted of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use feed_rs::model::{Entry, Feed};
use feed_rs::parser::Builder;
use jiff::Timestamp;

use super::places::Places;
use super::{Item, Items, prose};

/// Whether a text is a feed: its first element says so, or its version.
pub fn is_feed(text: &str) -> bool {
    is_json(text) || root(text).is_some()
}

fn is_json(text: &str) -> bool {
    let head: String = text.chars().take(4096).filter(|c| *c != '\\').collect();
    head.trim_start().starts_with('{') && head.contains("https://jsonfeed.org/version/")
}

/// The text from its first element on, if that is a feed's.
fn root(text: &str) -> Option<&str> {
    let mut text = text.trim_start();
    loop {
        let end = match text.get(1..)?.chars().next()? {
            '?' => "?>",
            '!' if text.starts_with("<!--") => "-->",
            '!' if text.split('>').next()?.contains('[') => "]>",
            '!' => ">",
            _ => break,
        };
        text = text.split_once(end)?.1.trim_start();
    }
    let tag = text.split('>').next()?;
    let name = tag.split(char::is_whitespace).next()?;
    let is_feed = match name {
        "<rss" | "<rdf:RDF" => true,
        "<feed" | "<entry" => tag.contains("http://www.w3.org/2005/Atom"),
        _ => false,
    };
    is_feed.then_some(text)
}

pub fn read(text: &str) -> Items {
    // The text is decoded: a declaration before the root would name a charset that is no longer its own.
    let source = root(text).unwrap_or(text);
    let feed = match parsed(source) {
        Ok(feed) => feed,
        Err(why) => return vec![(None, Err(why))],
    };
    if feed.entries.is_empty() {
        return vec![(
            None,
            Err("is a feed without items; delete it, or save it again".into()),
        )];
    }
    let before = text.len() - source.len();
    let first = 1 + text[..before].matches('\n').count() as u32;
    let mut parts = parts(source, first, feed.entries.len());
    let outlet = text_of(feed.title.as_ref().map(|title| &*title.content));
    let items = feed.entries.iter().zip(1..).map(|(entry, place)| {
        let places = if parts.len() == 1 {
            &mut parts[0]
        } else {
            &mut parts[place as usize - 1]
        };
        (Some(place), item(entry, &feed, &outlet, places).with_words())
    });
    items.collect()
}

fn parsed(source: &str) -> Result<Feed, String> {
    let parser = Builder::new()
        // An item without a name of its own has none.
        .id_generator(|_, _, _| String::new())
        .sanitize_content(false)
        .build();
    // A feed that the parser cannot take must not stop the reading of all others.
    match catch_unwind(AssertUnwindSafe(|| parser.parse(source.as_bytes()))) {
        Ok(Ok(feed)) => Ok(feed),
        Ok(Err(error)) => Err(format!(
            "is no feed that can be read ({error}); save it again, or its text"
        )),
        Err(_) => Err("cannot be read as a feed; save its text".into()),
    }
}

/// Where each of the feed's items stands in its source; the whole of it for all where that cannot be told.
fn parts(source: &str, first: u32, items: usize) -> Vec<Places<'_>> {
    let starts = |name: &str| -> Vec<usize> {
        let opens = |at: &usize| source[at + name.len()..].starts_with(['>', ' ', '\n', '\r', '\t']);
        source
            .match_indices(name)
            .map(|(at, _)| at)
            .filter(opens)
            .collect()
    };
    let starts = [starts("<item"), starts("<entry")]
        .into_iter()
        .find(|starts| starts.len() == items);
    let Some(mut starts) = starts else {
        return vec![Places::new(source, first)];
    };
    starts.push(source.len());
    let (mut at, mut line) = (0, first);
    let parts = starts.windows(2).map(|part| {
        line += source[at..part[0]].matches('\n').count() as u32;
        at = part[0];
        Places::new(&source[part[0]..part[1]], line)
    });
    parts.collect()
}

fn item(entry: &Entry, feed: &Feed, outlet: &str, places: &mut Places) -> Item {
    let headline = text_of(entry.title.as_ref().map(|title| &*title.content));
    let mut item = Item {
        outlet: outlet.to_owned(),
        date: entry
            .published
            .or(entry.updated)
            .and_then(|date| Timestamp::from_millisecond(date.timestamp_millis()).ok()),
        headline_line: places.line(&headline),
        headline,
        byline: byline(entry, feed),
        url: link(entry),
        guid: entry.id.clone(),
        ..Item::default()
    };
    for paragraph in prose::paragraphs(body(entry)) {
        let line = places.line(&paragraph);
        item.push_paragraph(&paragraph, line);
    }
    item
}

/// The whole text, else the teaser, else what is said of a film or a recording.
fn body(entry: &Entry) -> &str {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| &*summary.content);
    let media = entry.media.iter().find_map(|media| media.description.as_ref());
    let filled = |text: &&str| !text.trim().is_empty();
    let content = content.filter(filled).or(summary.filter(filled));
    content.or(media.map(|text| &*text.content)).unwrap_or_default()
}

fn byline(entry: &Entry, feed: &Feed) -> String {
    let authors = if entry.authors.is_empty() {
        &feed.authors
    } else {
        &entry.authors
    };
    let names = authors.iter().filter_map(|author| author.name.as_deref());
    let names: Vec<String> = names
        .map(|name| text_of(Some(name.trim_matches(['(', ')']))))
        .filter(|name| !name.is_empty())
        .collect();
    names.join(", ")
}

/// The item's own page, not an enclosure or the comments on it.
fn link(entry: &Entry) -> String {
    let own = |rel: Option<&str>| matches!(rel, None | Some("alternate"));
    let link = entry.links.iter().find(|link| own(link.rel.as_deref()));
    link.map(|link| link.href.clone()).unwrap_or_default()
}

/// A title or a name in one line, whether it was written as text or as HTML.
fn text_of(text: Option<&str>) -> String {
    prose::paragraphs(text.unwrap_or_default())
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
