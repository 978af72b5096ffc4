//! One file a wire format: bytes in, reports out. The format is found by what a file holds.

mod anpa_1312;
mod ap_json;
mod bounds;
mod charset;
mod csv;
mod cues;
pub mod date;
mod dateline;
mod docx;
mod embargo;
mod eml;
mod envelope;
mod feed;
mod html;
mod iptc_7901;
mod json;
mod markdown;
mod mojibake;
mod newsml_1;
mod newsml_g2;
mod ninjs;
mod nitf;
mod page;
mod paragraphs;
mod pdf;
mod places;
mod plain;
mod prose;
mod status;
mod streams;
mod subtitles;
mod tags;
mod telex;
pub mod warc;
mod wire;
mod xml;

use std::borrow::Cow;

pub use charset::no_text;
pub use json::is_lines as is_json_lines;

use super::barred::{self, Withdrawal};

/// The version of the formats. Whatever changes what is read from a file raises it; the index on disk holds it.
pub const READING: u32 = 4;

/// What a format reads of one report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    pub outlet: String,
    pub date: Option<jiff::Timestamp>,
    pub headline: String,
    pub byline: String,
    pub url: String,
    /// The place it was written from, where the format has a field for it.
    pub dateline: String,
    /// Who is credited with it, where that is not the outlet ("Coast Wire").
    pub credit: String,
    /// What names it through all its versions, empty where the format has nothing of the kind.
    pub guid: String,
    /// Later versions of one `guid` have higher numbers; 0 where the format counts none.
    pub version: u32,
    pub status: Status,
    /// The body without the headline.
    pub body: Vec<Line>,
    /// The line of the file, from 1, where the headline stands.
    pub headline_line: u32,
}

/// Whether an item may be cited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    #[default]
    Usable,
    /// Killed, withheld or cancelled by its sender, and every earlier version with it.
    Withdrawn,
    /// No evidence before this moment.
    Embargoed(jiff::Timestamp),
}

/// A line of a body, without its break, and the line of the file it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub number: u32,
}

/// The reports of a file, each with its place in it (an item of JSON lines) or why it could not be read, in words that
/// say what to do.
pub type Items = Vec<Read>;
pub type Read = (Option<u32>, Result<Item, String>);

/// A day's debates in parliament have a quarter of so many bytes.
const LONGEST: usize = 4 << 20;
/// Items of one file, or of a piece of it, that are named when they cannot be read.
const NAMED: usize = 1_000;

/// Reads a file, or some whole lines or records of it from the number `first` on.
pub fn read(name: &str, bytes: &[u8], first: u32) -> Items {
    let items = parsed(name, bytes, first).into_iter();
    items
        .map(|(place, item)| (place, item.and_then(mended)))
        .collect()
}

/// The report that fields of these names make, as JSON lines have them.
pub fn of_fields(fields: &serde_json::Map<String, serde_json::Value>) -> Result<Item, String> {
    mended(json::item(fields, 1)?)
}

fn mended(mut item: Item) -> Result<Item, String> {
    item.mend();
    item.with_words()
}

/// Passes items on, of those that cannot be read only so many: a file of 60 MB may hold 30 million.
fn few_unread() -> impl FnMut(Read) -> Option<Read> {
    let mut unread = 0;
    move |(place, item)| {
        unread += usize::from(item.is_err());
        match item {
            Err(_) if unread > NAMED + 1 => None,
            Err(_) if unread > NAMED => {
                Some((None, Err("has more items that cannot be read; mend it".into())))
            }
            item => Some((place, item)),
        }
    }
}

fn parsed(name: &str, bytes: &[u8], first: u32) -> Items {
    if warc::is_archive(bytes) {
        return warc::read(bytes, first);
    }
    if docx::is_document(bytes) {
        return vec![(None, docx::read(bytes))];
    }
    if pdf::is_pdf(bytes) {
        return vec![(None, pdf::read(bytes))];
    }
    if eml::is_mail(bytes) {
        return eml::read(bytes);
    }
    let text = match charset::decode(bytes) {
        Ok(text) => text,
        Err(why) => return vec![(None, Err(why))],
    };
    if first > 1 || is_named(name, &["jsonl", "ndjson"]) || json::is_lines(text.as_bytes()) {
        return json::lines(&text, first);
    }
    if cues::is_subtitles(&text) {
        return vec![(None, subtitles::read(&text))];
    }
    if feed::is_feed(&text) {
        return feed::read(&text);
    }
    if csv::is_table(&text) {
        return csv::read(&text);
    }
    if let Some(items) = json::whole(&text) {
        return items;
    }
    match xml::root(&text) {
        Some("nitf" | "NITF" | "contentSet") => return nitf::read(&text),
        Some("NewsML") => return newsml_1::read(&text),
        Some(root) if newsml_g2::is_root(root) => return newsml_g2::read(&text),
        _ => {}
    }
    if anpa_1312::is_message(&text) {
        return anpa_1312::read(&text);
    }
    if iptc_7901::is_message(&text) {
        return iptc_7901::read(&text);
    }
    let item = if text.trim().is_empty() {
        Err("is empty".into())
    } else if html::is_page(&text) {
        html::read(&text)
    } else if text.starts_with("<?xml") {
        Err("is XML of a kind that is not read; save it as text, NITF, NewsML or HTML".into())
    } else if markdown::has_front_matter(&text) || is_named(name, &["md", "markdown"]) {
        Ok(markdown::read(&text))
    } else if telex::is_message(&text) {
        Ok(telex::read(&text))
    } else {
        Ok(plain::read(&text))
    };
    vec![(None, item)]
}

/// What a file holds decides, but for a first line that is broken, and Markdown that looks like plain text.
fn is_named(name: &str, extensions: &[&str]) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extensions
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

impl Item {
    /// What the item takes back when its sender withdraws it; nothing where nothing names its earlier versions.
    pub fn withdrawal(&self) -> Option<Withdrawal> {
        (!self.guid.is_empty()).then(|| Withdrawal {
            guid: barred::key(&self.guid),
            version: self.version,
        })
    }

    fn with_words(self) -> Result<Item, String> {
        let length = self.body.iter().map(|line| line.text.len() + 1).sum::<usize>();
        let words = self
            .body
            .iter()
            .any(|line| line.text.contains(char::is_alphanumeric));
        // A killing takes its story back, with words of its own or without.
        if length + self.headline.len() > LONGEST {
            Err("is longer than any report, of more than 4 MB; divide it".into())
        } else if words || (self.status == Status::Withdrawn && !self.guid.is_empty()) {
            Ok(self)
        } else {
            Err("has a header but no text".into())
        }
    }

    /// Puts right what was mangled on its way here.
    fn mend(&mut self) {
        let fields = [
            &mut self.headline, &mut self.outlet, &mut self.byline, &mut self.dateline, &mut self.credit,
        ];
        for text in fields
            .into_iter()
            .chain(self.body.iter_mut().map(|line| &mut line.text))
        {
            if let Cow::Owned(mended) = mojibake::mended(text) {
                *text = mended;
            }
        }
    }

    /// Sets a field by a name that newsrooms give it; whether it is one.
    fn set(&mut self, field: &str, value: &str) -> bool {
        let value = value.trim();
        let target = match field {
            "headline" | "title" | "head" | "hed" => &mut self.headline,
            "outlet" | "source" | "publisher" | "publication" | "provider" | "site" | "site_name" => {
                &mut self.outlet
            }
            "by" | "byline" | "author" | "authors" | "creator" => &mut self.byline,
            "url" | "link" | "uri" | "permalink" | "canonical" => &mut self.url,
            "dateline" => &mut self.dateline,
            "credit" | "creditline" | "credit_line" => &mut self.credit,
            "guid" => &mut self.guid,
            "version" => {
                self.version = wire::version(value);
                return true;
            }
            "status" | "pubstatus" => {
                self.status = status::named(value);
                return true;
            }
            "date" | "published" | "published_at" | "publication_date" | "pubdate" | "datepublished"
            | "date_published" | "updated" | "created" | "timestamp" | "versioncreated" => {
                self.date = self.date.or_else(|| date::read(value));
                return true;
            }
            _ => return false,
        };
        if target.is_empty() {
            value.clone_into(target);
        }
        true
    }

    /// The body from text whose lines stand one after another in the file, the first at `number`.
    fn set_body(&mut self, text: &str, number: u32) {
        let lines = text.trim_end().lines().zip(number..);
        let lines = lines.skip_while(|(line, _)| line.trim().is_empty());
        self.body.extend(lines.map(|(text, number)| Line {
            text: text.to_owned(),
            number,
        }));
    }
}
