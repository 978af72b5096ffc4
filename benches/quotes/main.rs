//! What real quotations measure, one command a measure: `cargo bench --bench quotes -- MEASURE FILE… [-v]`.
//!
//! `-v` prints every case that is wrong. The files are public sets, one JSON object a line; each measure's file says
//! which fields it reads.

mod altered;
mod articles;
#[path = "../common/articles.rs"]
mod articles_of_the_week;
mod mrpc;
mod polnear;
mod retrieval;

use std::path::Path;
use std::sync::Arc;

use copydesk::archive::{self, Archive};
use serde_json::Value;

const USAGE: &str = "usage: cargo bench --bench quotes -- MEASURE FILE… [-v]

measures:
  polnear FILE                 quotations found and attributed
  altered FILE TRANSCRIPTS     words judged against the transcript they were spoken in
  mrpc FILE                    words of two reports of one event judged against each other
  articles FILE [SLICE]        warnings on published articles, each against those of its week
  retrieval POOL QUERIES       the source of a reworded sentence found";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let verbose = args.iter().any(|a| a == "-v");
    let words: Vec<&str> = args.iter().map(String::as_str).filter(|a| *a != "-v").collect();
    match words[..] {
        ["articles", file] => articles::measure(file, 0, verbose),
        ["articles", file, slice] => match slice.parse() {
            Ok(slice) => articles::measure(file, slice, verbose),
            Err(_) => println!("{USAGE}"),
        },
        ["polnear", file] => polnear::measure(file, verbose),
        ["altered", file, transcripts] => altered::measure(file, transcripts, verbose),
        ["mrpc", file] => mrpc::measure(file, verbose),
        ["retrieval", pool, queries] => retrieval::measure(pool, queries, verbose),
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

/// Reports on disk as a user has them, one a text, opened as an archive. `0.txt` is the first.
fn archive_of(folder: &Path, texts: impl IntoIterator<Item = String>) -> Arc<dyn Archive> {
    for (n, text) in texts.into_iter().enumerate() {
        std::fs::write(folder.join(format!("{n}.txt")), text).unwrap_or_else(|e| panic!("{e}"));
    }
    let opened = archive::open(&[folder.to_path_buf()], None, &|_| ());
    opened.unwrap_or_else(|e| panic!("{e}")).archive
}

fn string<'a>(item: &'a Value, field: &str) -> &'a str {
    item[field].as_str().unwrap_or_default()
}

/// `number` of `whole`, as a share.
fn share(number: usize, whole: usize) -> String {
    format!("{:.3} ({number} of {whole})", number as f64 / whole as f64)
}
