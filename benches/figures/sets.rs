//! Figures found in drafts with gold. `FOLDER` has story sets, `NAME/drafts/*.txt` with `NAME/gold/*.json`.
//!
//! A figure is found when a reading overlaps it by more than half of the longer of the two; `-v` lists those missed
//! and those that the gold does not have.

use std::ops::Range;
use std::path::Path;

use copydesk::story::figure::Kind;
use serde_json::Value as Json;

use super::{figures, overlap};

pub fn measure(folder: &str, verbose: bool) {
    let folder = Path::new(folder);
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
                let hit = (0..mine.len()).find(|&i| !used[i] && overlap(&mine[i].0, &span));
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

fn around<'a>(text: &'a str, span: &Range<usize>) -> std::borrow::Cow<'a, str> {
    String::from_utf8_lossy(&text.as_bytes()[span.start.saturating_sub(30)..(span.end + 30).min(text.len())])
}
