//! One prior item of the archive.

use std::path::PathBuf;

use super::folder::File;
use super::formats::{Item, Status};
use crate::story::word;

/// A prior report. `text` is the headline, an empty line and the body; it is what quotations are looked up in.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Stable: a hash of where the report stands and of all it says. One that has changed is another.
    pub id: u64,
    /// The path within its folder, as findings cite it ("bbc.txt"; "wire.jsonl#17" for an item of several).
    pub name: String,
    pub path: PathBuf,
    pub outlet: String,
    /// In UTC; midnight where the report gives a day alone.
    pub date: Option<jiff::Timestamp>,
    pub headline: String,
    pub byline: String,
    /// Who is credited with it, where that is not the outlet.
    pub credit: String,
    /// The place it was written from, where its format has a field for it.
    pub dateline: String,
    pub url: String,
    /// What names it through all its versions, where anything does.
    pub guid: String,
    /// Later versions of one `guid` have higher numbers; 0 where none are counted.
    pub version: u32,
    /// No evidence before this moment.
    pub embargo: Option<jiff::Timestamp>,
    pub text: String,
    /// For each line of `text`, the line of the file it came from, from 1.
    pub lines: Vec<u32>,
}

impl Report {
    /// `place` is the number of an item that shares its file with others.
    pub fn new(file: &File, place: Option<u32>, item: Item) -> Report {
        let name = match place {
            Some(place) => format!("{}#{place}", file.name),
            None => file.name.clone(),
        };
        let mut text = String::new();
        let mut lines = Vec::new();
        if !item.headline.is_empty() {
            // A line of the text is a line of the headline or of the body, never both.
            text.extend(
                item.headline
                    .split('\n')
                    .map(str::trim)
                    .flat_map(|part| [part, " "]),
            );
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
            lines.extend([item.headline_line; 2]);
        }
        for line in &item.body {
            text.push_str(&line.text);
            text.push('\n');
            lines.push(line.number);
        }
        let mut report = Report {
            id: 0,
            name,
            path: file.path.clone(),
            outlet: item.outlet,
            date: item.date,
            headline: item.headline,
            byline: item.byline,
            credit: item.credit,
            dateline: item.dateline,
            url: item.url,
            guid: item.guid,
            version: item.version,
            embargo: match item.status {
                Status::Embargoed(until) => Some(until),
                Status::Usable | Status::Withdrawn => None,
            },
            text,
            lines,
        };
        report.sign();
        report
    }

    /// Gives it the id of where it stands and all it says.
    pub fn sign(&mut self) {
        let path = self.path.to_string_lossy();
        let fields: [&str; 10] = [
            &path, &self.name, &self.outlet, &self.headline, &self.byline, &self.credit, &self.dateline,
            &self.url, &self.guid, &self.text,
        ];
        let (date, version, until) = (self.date, self.version, self.embargo);
        self.id = word::hash(&format!("{}\n{date:?} {version} {until:?}", fields.join("\n")));
    }

    /// Its date in days since 1970.
    pub fn day(&self) -> Option<u32> {
        let seconds = u64::try_from(self.date?.as_second()).ok()?;
        u32::try_from(seconds / (24 * 60 * 60)).ok()
    }

    /// The line of the file, from 1, in which the byte `offset` of `text` stands.
    pub fn line(&self, offset: usize) -> u32 {
        let upto = self.text.get(..offset).unwrap_or(&self.text);
        let line = upto.bytes().filter(|&b| b == b'\n').count();
        self.lines.get(line).or(self.lines.last()).copied().unwrap_or(1)
    }
}
