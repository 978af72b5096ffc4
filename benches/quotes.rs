//! Quotation marks found in real articles: `cargo bench --bench quotes -- polnear.jsonl [-v]`.
//!
//! Each line is `{"text": …, "quotes": [{"start", "end", "text", "speaker"}]}`, offsets in characters. A span is
//! right when it overlaps a gold one by half of their union. The set labels double marks alone: what stands between
//! single ones is not counted.

use copydesk::story::Story;
use copydesk::story::quote::Kind;
use serde_json::Value;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some(file) = args.first() else {
        println!("usage: cargo bench --bench quotes -- FILE.jsonl [-v]");
        return;
    };
    let verbose = args.iter().any(|a| a == "-v");
    let lines = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{file}: {e}"));
    let (mut right, mut found, mut gold, mut bytes, mut speakers, mut spoke) = (0, 0, 0, 0, 0, 0);
    let mut seconds = 0.0;
    for line in lines.lines() {
        let item: Value = serde_json::from_str(line).expect("a JSON object a line");
        let text = item["text"].as_str().unwrap_or_default();
        bytes += text.len();
        let clock = std::time::Instant::now();
        let story = Story::of(text);
        seconds += clock.elapsed().as_secs_f64();
        let chars = |byte: usize| text[..byte].chars().count();
        let mine: Vec<_> = story
            .quotes
            .iter()
            .filter(|q| q.kind == Kind::Speech && text[q.marks.clone()].starts_with(['“', '"', '”', '„']))
            .collect();
        let mine: Vec<_> = mine
            .iter()
            .flat_map(|q| segments(text, &q.marks).map(move |span| (*q, span)))
            .collect();
        let spans: Vec<_> = mine.iter().map(|(_, s)| (chars(s.start), chars(s.end))).collect();
        let mut used = vec![false; spans.len()];
        let quotes = item["quotes"].as_array().cloned().unwrap_or_default();
        for quote in &quotes {
            let (a, b) = (
                quote["start"].as_u64().unwrap_or(0) as usize,
                quote["end"].as_u64().unwrap_or(0) as usize,
            );
            let hit = (0..spans.len()).find(|&i| {
                let (s, e) = spans[i];
                let (overlap, union) = (e.min(b).saturating_sub(s.max(a)), e.max(b) - s.min(a));
                !used[i] && overlap * 2 >= union
            });
            let Some(i) = hit else {
                if verbose {
                    println!("missed: {}", quote["text"]);
                }
                continue;
            };
            used[i] = true;
            right += 1;
            let said = quote["speaker"]
                .as_array()
                .map(|s| s.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "));
            let Some(said) = said.filter(|s| !s.is_empty()) else {
                continue;
            };
            spoke += 1;
            let name = mine[i]
                .0
                .speaker
                .as_ref()
                .map(|s| s.name.to_lowercase())
                .unwrap_or_default();
            let same = name
                .split_whitespace()
                .last()
                .is_some_and(|w| said.to_lowercase().contains(w));
            speakers += usize::from(same);
            if verbose && !same {
                println!("speaker: gold {said:?}, mine {name:?}: {}", quote["text"]);
            }
        }
        if verbose {
            for (i, (quote, _)) in mine.iter().enumerate().filter(|(i, _)| !used[*i]) {
                println!("extra {}: {:?}", spans[i].0, &text[quote.marks.clone()]);
            }
        }
        found += spans.len();
        gold += quotes.len();
    }
    let (p, r) = (right as f64 / found as f64, right as f64 / gold as f64);
    println!(
        "spans: P {p:.3}  R {r:.3}  F1 {:.3}  ({gold} gold, {found} found)",
        2.0 * p * r / (p + r)
    );
    println!(
        "speaker right when the span is: {:.3} of {spoke}",
        speakers as f64 / spoke as f64
    );
    println!("{:.1} MB/s", bytes as f64 / seconds / 1e6);
}

/// The gold counts each paragraph of a running quotation.
fn segments<'a>(
    text: &'a str,
    marks: &std::ops::Range<usize>,
) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    let mut at = marks.start;
    text[marks.clone()].split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        (!line.trim().is_empty()).then(|| start..start + line.trim_end().len())
    })
}
