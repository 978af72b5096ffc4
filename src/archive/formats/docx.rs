//! Word documents: the text of the body, a table's row a line, then its notes, with what the document says of itself.
//! The line of a paragraph is its number among the document's paragraphs.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::{Item, plain};

/// No document has more text: what unpacks to more is a bomb.
const LARGEST: u64 = 64 << 20;
const BODY: &str = "word/document.xml";
const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];

/// Whether a file is a Word document: a zip whose root has its body.
pub fn is_document(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(BODY).is_some())
}

pub fn read(bytes: &[u8]) -> Result<Item, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("is a broken Word document ({error}); save it again"))?;
    let body = part(&mut archive, BODY)?;
    let styles = part(&mut archive, "word/styles.xml").unwrap_or_default();
    let properties = part(&mut archive, "docProps/core.xml").unwrap_or_default();
    let titles = titles(&styles);
    let mut all = paragraphs(&body, &titles, 0)?;
    for name in NOTES {
        if archive.index_for_name(name).is_some() {
            let last = all.last().map_or(0, |paragraph| paragraph.number);
            all.extend(paragraphs(&part(&mut archive, name)?, &titles, last)?);
        }
    }
    let mut item = Item::default();
    describe(&mut item, &properties);
    compose(&mut item, all);
    if item.body.is_empty() {
        return Err("is a Word document without text; save its text".into());
    }
    Ok(item)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, String> {
    let broken =
        |why: &dyn std::fmt::Display| format!("is a broken Word document ({name}: {why}); save it again");
    let file = archive.by_name(name).map_err(|error| broken(&error))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| broken(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err("unpacks to more than 64 MB of text; divide it".into());
    }
    String::from_utf8(bytes).map_err(|error| broken(&error))
}

/// The ids of the styles that Word calls "Title" or "heading 1", whatever the language of their ids.
fn titles(styles: &str) -> HashSet<String> {
    let mut ids = HashSet::from(["Title".to_owned(), "Heading1".to_owned()]);
    let mut style = String::new();
    let mut reader = Reader::from_str(styles);
    while let Ok(Event::Start(tag) | Event::Empty(tag)) = next_tag(&mut reader) {
        match tag.local_name().as_ref() {
            "style" => style = attribute(&tag, "styleId"),
            "name" if ["title", "heading 1"].contains(&&*attribute(&tag, "val").to_lowercase()) => {
                ids.insert(style.clone());
            }
            _ => (),
        }
    }
    ids
}

fn next_tag<'a>(reader: &mut Reader<&'a [u8]>) -> quick_xml::Result<Event<'a>> {
    loop {
        let event = reader.read_event()?;
        if matches!(event, Event::Start(_) | Event::Empty(_) | Event::Eof) {
            return Ok(event);
        }
    }
}

fn attribute(tag: &BytesStart, name: &str) -> String {
    for attribute in tag.attributes().with_checks(false).flatten() {
        if attribute.key.local_name().as_ref() == name {
            return attribute.value.to_string();
        }
    }
    String::new()
}

/// A paragraph, or a table's row.
struct Paragraph {
    text: String,
    number: u32,
    is_title: bool,
}

/// The paragraphs of a part, numbered on from `number`; those that stand in a text box come before the one that holds
/// it.
fn paragraphs(body: &str, titles: &HashSet<String>, mut number: u32) -> Result<Vec<Paragraph>, String> {
    let mut reader = Reader::from_str(body);
    let mut done = Vec::new();
    // The paragraphs, cells and rows that are open, each with what it has of text.
    let mut open: Vec<Paragraph> = Vec::new();
    let (mut is_text, mut unseen) = (false, 0);
    loop {
        let event = reader
            .read_event()
            .map_err(|error| format!("is a broken Word document ({error}); save it again"))?;
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                // What was moved away, and the picture of what was read already.
                "moveFrom" | "Fallback" => unseen += 1,
                "t" => is_text = unseen == 0,
                name @ ("p" | "tr") => {
                    number += u32::from(name == "p");
                    // A row is named by its first cell's paragraph.
                    let number = number + u32::from(name == "tr");
                    open.push(Paragraph {
                        text: String::new(),
                        number,
                        is_title: false,
                    });
                }
                _ => (),
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "p" => number += 1,
                "br" | "cr" | "tab" => push(&mut open, " "),
                "noBreakHyphen" => push(&mut open, "-"),
                "pStyle" => {
                    if let Some(paragraph) = open.last_mut() {
                        paragraph.is_title = titles.contains(&attribute(tag, "val"));
                    }
                }
                _ => (),
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "moveFrom" | "Fallback" => unseen = usize::saturating_sub(unseen, 1),
                "t" => is_text = false,
                "tc" => push(&mut open, " | "),
                name @ ("p" | "tr") => {
                    let Some(closed) = open.pop() else { continue };
                    match open.last_mut() {
                        // A cell's paragraph is a part of its row.
                        Some(row) if name == "p" && !row.text.is_empty() && !row.text.ends_with(' ') => {
                            row.text.push(' ');
                            row.text.push_str(&closed.text);
                        }
                        Some(row) if name == "p" => row.text.push_str(&closed.text),
                        _ => done.push(closed),
                    }
                }
                _ => (),
            },
            Event::Text(text) if is_text => push(&mut open, text),
            Event::CData(text) if is_text => push(&mut open, text),
            Event::GeneralRef(name) if is_text => push(&mut open, &character(name)),
            Event::Eof => return Ok(done),
            _ => (),
        }
    }
}

fn push(open: &mut [Paragraph], text: &str) {
    if let Some(paragraph) = open.last_mut() {
        paragraph.text.push_str(text);
    }
}

/// XML's own five entities and numbers; a document's own are never expanded.
fn character(name: &BytesRef) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    resolve_xml_entity(name).unwrap_or_default().to_owned()
}

/// What the document says of itself.
fn describe(item: &mut Item, properties: &str) {
    let mut reader = Reader::from_str(properties);
    let (mut created, mut modified) = (String::new(), String::new());
    let mut name = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => name = tag.local_name().as_ref().to_owned(),
            Ok(Event::End(_)) => name.clear(),
            Ok(Event::Text(text)) => property(item, &name, &text, &mut created, &mut modified),
            Ok(Event::GeneralRef(entity)) => {
                property(item, &name, &character(&entity), &mut created, &mut modified);
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => (),
        }
    }
    // A document that was written over an old one was created with that.
    item.set("date", &modified);
    item.set("date", &created);
}

fn property(item: &mut Item, name: &str, text: &str, created: &mut String, modified: &mut String) {
    let field = match name {
        "title" => &mut item.headline,
        "creator" => &mut item.byline,
        "created" => created,
        "modified" => modified,
        _ => return,
    };
    field.push_str(text);
}

/// The headline is the title above the text, else the one among the properties, else a first line that can be one.
fn compose(item: &mut Item, paragraphs: Vec<Paragraph>) {
    let mut filled = paragraphs;
    for paragraph in &mut filled {
        let text = paragraph.text.trim_end_matches(['|', ' ']);
        paragraph.text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    filled.retain(|paragraph| paragraph.text.contains(char::is_alphanumeric));
    item.headline = item.headline.trim().to_owned();
    item.headline_line = 1;
    if let [first, _, ..] = &filled[..] {
        let is_known = first.text == item.headline;
        if is_known || first.is_title || (item.headline.is_empty() && plain::is_headline(&first.text)) {
            item.headline = first.text.clone();
            item.headline_line = first.number;
            filled.remove(0);
        }
    }
    for paragraph in filled {
        item.push_paragraph(&paragraph.text, paragraph.number);
    }
}
