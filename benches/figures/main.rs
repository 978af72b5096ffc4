//! Figures found in drafts with gold: `cargo bench --bench figures -- SETS [JSONL…] [-v]`.
//!
//! `SETS` is a folder of story sets (`NAME/drafts/*.txt` with `NAME/gold/*.json`): a figure is found when a reading
//! overlaps it by more than half of the longer of the two; `-v` lists those missed and those that the gold does not
//! have. A JSON lines file has sentences as `{"input", "expected": [{"byte_start", "byte_end"}]}`, measured the same
//! way, or as `{"text", "quantities": [{"value", "change"}]}`, where the value is to be read.

use std::ops::Range;
use std::path::Path;

use copydesk::story::Story;
use copydesk::story::figure::{Figure, Kind, Value};
use serde_json::Value as Json;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let verbose = args.iter().any(|a| a == "-v");
    let paths: Vec<&String> = args.iter().filter(|a| !a.starts_with('-')).collect();
    if paths.is_empty() {
        println!("usage: cargo bench --bench figures -- SETS [FILE.jsonl…] [-v]");
    }
    for path in paths {
        if Path::new(path).is_dir() {
            sets(Path::new(path), verbose)
        } else {
            lines(path, verbose)
        }
    }
}

/// The figures of a text with their spans in the whole text.
fn figures(text: &str) -> Vec<(Range<usize>, Figure)> {
    let story = Story::of(text);
    story
        .figures()
        .map(|(at, figure)| (story.paragraphs[at].at(&figure.span), figure.clone()))
        .collect()
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.end.min(b.end).saturating_sub(a.start.max(b.start)) * 2 > a.len().max(b.len())
}

fn around<'a>(text: &'a str, span: &Range<usize>) -> std::borrow::Cow<'a, str> {
    String::from_utf8_lossy(&text.as_bytes()[span.start.saturating_sub(30)..(span.end + 30).min(text.len())])
}

fn sets(folder: &Path, verbose: bool) {
    let (mut found, mut gold, mut extra, mut bytes, mut seconds) = (0, 0, 0, 0, 0.0);
    for set in entries(folder) {
        for draft in entries(&set.join("drafts")) {
            let name = draft.file_stem().unwrap_or_default();
            let text = std::fs::read_to_string(&draft).expect("a draft in UTF-8");
            let file = set.join("gold").join(name).with_extension("json");
            let items: Json = serde_json::from_slice(&std::fs::read(&file).expect("gold of the draft"))
                .expect("gold in JSON");
            let clock = std::time::Instant::now();
            let mine = figures(&text);
            seconds += clock.elapsed().as_secs_f64();
            bytes += text.len();
            let mut used = vec![false; mine.len()];
            for item in items
                .as_array()
                .into_iter()
                .flatten()
                .filter(|item| item["kind"] == "figure")
            {
                let wanted = item["text"].as_str().unwrap_or_default();
                let nth = item["nth"].as_u64().unwrap_or(1) as usize;
                let Some((start, _)) = text.match_indices(wanted).nth(nth.saturating_sub(1)) else {
                    continue;
                };
                let span = start..start + wanted.len();
                let hit = (0..mine.len()).find(|&i| !used[i] && overlaps(&mine[i].0, &span));
                if let Some(i) = hit {
                    used[i] = true;
                }
                if item["verdict"] == "ignore" {
                    if hit.is_some_and(|i| mine[i].1.kind != Kind::Identifier) {
                        println!("no identifier: {wanted:?} in {:?}", around(&text, &span));
                    }
                    continue;
                }
                gold += 1;
                let hit = hit.filter(|&i| mine[i].1.kind != Kind::Identifier);
                found += usize::from(hit.is_some());
                if hit.is_none() && verbose {
                    println!("missed {wanted:?} in {:?}", around(&text, &span));
                }
            }
            for (i, (span, figure)) in mine.iter().enumerate() {
                if !used[i] && figure.kind != Kind::Identifier {
                    extra += 1;
                    if verbose {
                        println!(
                            "extra {:?} {:?} in {:?}",
                            &text[span.clone()],
                            figure.kind,
                            around(&text, span)
                        );
                    }
                }
            }
        }
    }
    println!(
        "{}: found {found} of {gold} ({:.3}), {extra} extra, {:.1} MB/s",
        folder.display(),
        found as f64 / gold as f64,
        bytes as f64 / seconds / 1e6
    );
}

fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    entries
}

fn lines(path: &str, verbose: bool) {
    let file = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let (mut found, mut gold, mut extra) = (0, 0, 0);
    for line in file.lines() {
        let item: Json = serde_json::from_str(line).expect("a JSON object a line");
        let text = item["input"]
            .as_str()
            .or(item["text"].as_str())
            .unwrap_or_default();
        let mine = figures(text);
        let mut used = vec![false; mine.len()];
        let expected = item["expected"].as_array().or(item["quantities"].as_array());
        for wanted in expected.into_iter().flatten() {
            gold += 1;
            let hit = match (wanted["byte_start"].as_u64(), wanted["byte_end"].as_u64()) {
                (Some(start), Some(end)) => {
                    let span = start as usize..end as usize;
                    (0..mine.len()).find(|&i| !used[i] && overlaps(&mine[i].0, &span))
                }
                _ => (0..mine.len())
                    .find(|&i| !used[i] && states(&mine[i].1, wanted["value"].as_str().unwrap_or_default())),
            };
            match hit {
                Some(i) => (used[i], found) = (true, found + 1),
                None if verbose => println!("missed {wanted} in {text:?}"),
                None => {}
            }
        }
        for (i, (span, figure)) in mine.iter().enumerate().filter(|(i, _)| !used[*i]) {
            extra += 1;
            if verbose {
                println!(
                    "extra {i} {:?} {:?} in {text:?}",
                    &text[span.clone()],
                    figure.kind
                );
            }
        }
    }
    println!(
        "{path}: found {found} of {gold} ({:.3}), {extra} extra",
        found as f64 / gold as f64
    );
}

/// Whether a figure has a value given as "4.5" or "2.0-3.0"; units other than the base may hide it.
fn states(figure: &Figure, value: &str) -> bool {
    let Value::Amount { low, high, .. } = &figure.value else {
        return false;
    };
    let near = |number: &copydesk::story::figure::Number, value: &str| {
        let number = *number.numer() as f64 / *number.denom() as f64;
        value
            .parse::<f64>()
            .is_ok_and(|value| (number - value).abs() <= 1e-6 * value.abs())
    };
    match value.split_once('-') {
        Some((from, to)) => near(low, from) && near(high, to),
        None => near(low, value) && near(high, value),
    }
}
