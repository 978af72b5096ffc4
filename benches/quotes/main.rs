//! What real quotations measure, one command a measure: `cargo bench --bench quotes -- MEASURE FILE… [-v]`.
//!
//! `-v` prints every case that is wrong. The files are public sets, one JSON object a line; each measure's file says
//! which fields it reads.

mod polnear;
mod retrieval;

use serde_json::Value;

const USAGE: &str = "usage: cargo bench --bench quotes -- MEASURE FILE… [-v]

measures:
  polnear FILE             quotations found and attributed
  retrieval POOL QUERIES   the source of a reworded sentence found";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let verbose = args.iter().any(|a| a == "-v");
    let words: Vec<&str> = args.iter().map(String::as_str).filter(|a| *a != "-v").collect();
    match words[..] {
        ["polnear", file] => polnear::measure(file, verbose),
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
