//! One prior item of the archive.

use std::path::PathBuf;

/// A prior report. `text` is the headline, an empty line and the body; it is what quotations are looked up in.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Stable: a hash of the path within its folder and of the item's number in the file.
    pub id: u64,
    /// The path within its folder, as findings cite it ("bbc.txt"; "wire.jsonl#17" for an item of several).
    pub name: String,
    pub path: PathBuf,
    pub outlet: String,
    /// In UTC; midnight where the report gives a day alone.
    pub date: Option<jiff::Timestamp>,
    pub headline: String,
    pub byline: String,
    pub url: String,
    pub text: String,
    /// For each line of `text`, the line of the file it came from, from 1.
    pub lines: Vec<u32>,
}

impl Report {
    /// The line of the file, from 1, in which the byte `offset` of `text` stands.
    pub fn line(&self, offset: usize) -> u32 {
        let upto = self.text.get(..offset).unwrap_or(&self.text);
        let line = upto.bytes().filter(|&b| b == b'\n').count();
        self.lines.get(line).or(self.lines.last()).copied().unwrap_or(1)
    }
}
