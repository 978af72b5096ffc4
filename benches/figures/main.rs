//! What the reading and comparing of figures measures, one command a measure:
//! `cargo bench --bench figures -- MEASURE FILE… [-v]`.
//!
//! `-v` prints every case that is wrong. The files are public sets, one JSON object a line; each measure's file says
//! which fields it reads and what counts.

mod aggrefact;
mod articles;
#[path = "../common/articles.rs"]
mod articles_of_the_week;
mod beside;
mod datetime;
mod itself;
mod newsnli;
mod newsquant;
mod numhg;
mod recognizers;
mod sequence;
mod sets;
mod slips;
mod speed;

use std::fmt;
use std::ops::Range;

use copydesk::story::Story;
use copydesk::story::figure::{Figure, Number};
use serde_json::Value;

const USAGE: &str = "usage: cargo bench --bench figures -- MEASURE FILE… [-v]

measures:
  sets FOLDER          figures found in drafts with gold
  newsquant FILE       values, and values with their bound or change
  recognizers FILE…    spans and values, suite by suite
  datetime FILE        dates, spans and days
  sequence FILE        figures inside telephone numbers and addresses
  newsnli FILE         headlines that follow from a sentence by their figures
  numhg FILE           a headline's figure recovered from its article
  aggrefact FILE       wrong figures flagged in summaries, right ones passed
  articles FILE [N]    warnings on published articles, each against those of its week
  itself FILE          what published articles have against themselves
  slips FILE [N]       slips caught that were put into such articles
  speed FILE           megabytes a second of reading figures";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let verbose = args.iter().any(|a| a == "-v");
    let words: Vec<&str> = args.iter().map(String::as_str).filter(|a| *a != "-v").collect();
    match words[..] {
        ["sets", folder] => sets::measure(folder, verbose),
        ["newsquant", file] => newsquant::measure(file, verbose),
        ["recognizers", ref files @ ..] if !files.is_empty() => recognizers::measure(files, verbose),
        ["datetime", file] => datetime::measure(file, verbose),
        ["sequence", file] => sequence::measure(file, verbose),
        ["newsnli", file] => newsnli::measure(file, verbose),
        ["numhg", file] => numhg::measure(file, verbose),
        ["aggrefact", file] => aggrefact::measure(file, verbose),
        ["articles", file] => articles::measure(file, 0, verbose),
        ["slips", file] => slips::measure(file, 0, verbose),
        [measure, file, slice] => match (measure, slice.parse()) {
            ("articles", Ok(slice)) => articles::measure(file, slice, verbose),
            ("slips", Ok(slice)) => slips::measure(file, slice, verbose),
            _ => println!("{USAGE}"),
        },
        ["itself", file] => itself::measure(file, verbose),
        ["speed", file] => speed::measure(file),
        _ => println!("{USAGE}"),
    }
}

/// The objects of a file, one a line.
fn lines(file: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{file}: {e}"));
    let items = text.lines().map(serde_json::from_str);
    items
        .collect::<Result<_, _>>()
        .unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// The figures of a text with their spans in the whole text.
fn figures(text: &str) -> Vec<(Range<usize>, Figure)> {
    let story = Story::of(text);
    story
        .figures()
        .map(|(at, figure)| (story.paragraphs[at].at(&figure.span), figure.clone()))
        .collect()
}

/// Whether two spans share more than half of the longer.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.end.min(b.end).saturating_sub(a.start.max(b.start)) * 2 > a.len().max(b.len())
}

fn float(number: Number) -> f64 {
    *number.numer() as f64 / *number.denom() as f64
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs().max(1e-9)
}

/// What was right among what was given and what was wanted.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: usize,
    given: usize,
    wanted: usize,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let part = |whole: usize| self.right as f64 / whole.max(1) as f64;
        let f1 = 2.0 * self.right as f64 / (self.given + self.wanted).max(1) as f64;
        write!(
            f,
            "P {:.3} R {:.3} F1 {f1:.3} ({} of {} given, {} wanted)",
            part(self.given),
            part(self.wanted),
            self.right,
            self.given,
            self.wanted
        )
    }
}
