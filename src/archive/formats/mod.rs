//! One file a wire format: bytes in, reports out. The format is found by what a file holds.

mod charset;
mod date;
mod json;
mod plain;

pub use json::is_lines as is_json_lines;

/// What a format reads of one report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    pub outlet: String,
    pub date: Option<jiff::Timestamp>,
    pub headline: String,
    pub byline: String,
    pub url: String,
    /// The body without the headline.
    pub body: Vec<Line>,
    /// The line of the file, from 1, where the headline stands.
    pub headline_line: u32,
}

/// A line of a body, without its break, and the line of the file it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub number: u32,
}

/// The reports of a file or of some whole lines of it, each with its place in the file (an item of JSON lines) or
/// why it could not be read, in words that say what to do. `first` is the number of the first line in `bytes`.
pub type Items = Vec<(Option<u32>, Result<Item, String>)>;

pub fn read(bytes: &[u8], first: u32) -> Items {
    let text = match charset::decode(bytes) {
        Ok(text) => text,
        Err(why) => return vec![(None, Err(why))],
    };
    if text.trim().is_empty() {
        return vec![(None, Err("is empty".into()))];
    }
    if json::is_lines(text.as_bytes()) {
        return json::lines(&text, first);
    }
    vec![(None, Ok(plain::read(&text)))]
}

impl Item {
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
