//! Quotation marks found in real articles: `quotes polnear FILE`.
//!
//! Each line is `{"text": …, "quotes": [{"start", "end", "text", "speaker", "speaker_spans"}]}`, offsets in characters. A span is
//! right when it overlaps a gold one by half of their union. The set labels double marks alone: what stands between
//! single ones is not counted. A speaker is right when the words that name him overlap the gold's ("speaker_spans"),
//! or when his name ends in the gold's last word.

use copydesk::story::Story;
use copydesk::story::quote::Kind;
use serde_json::Value;

pub fn measure(file: &str, verbose: bool) {
    let (mut right, mut found, mut gold, mut bytes) = (0, 0, 0, 0);
    let (mut speakers, mut unknown, mut spoke, mut spoken) = (0, 0, 0, 0);
    let mut seconds = 0.0;
    for item in crate::lines(file) {
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
        spoken += quotes
            .iter()
            .filter(|q| strings(&q["speaker"]).next().is_some())
            .count();
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
            let names: Vec<&str> = strings(&quote["speaker"]).collect();
            if names.is_empty() {
                continue;
            }
            spoke += 1;
            let mine = mine[i].0;
            let mention = mine.mention.as_ref().map(|m| (chars(m.start), chars(m.end)));
            let name = mine.speaker.as_ref().map_or("", |s| &*s.name);
            let same = mention
                .is_some_and(|(a, b)| pairs(&quote["speaker_spans"]).any(|(c, d)| a < d && c < b))
                || names.iter().any(|gold| bears(name, gold));
            speakers += usize::from(same);
            unknown += usize::from(name.is_empty());
            if verbose && !same {
                println!("speaker: gold {names:?}, mine {name:?}: {}", quote["text"]);
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
        "speaker right where the span is: {:.3} of {spoke} ({unknown} unknown); of all: {:.3} of {spoken}",
        speakers as f64 / spoke as f64,
        speakers as f64 / spoken as f64
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

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|s| !s.is_empty())
}

fn pairs(list: &Value) -> impl Iterator<Item = (usize, usize)> {
    let number = |v: &Value| v.as_u64().map(|n| n as usize);
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(move |pair| Some((number(&pair[0])?, number(&pair[1])?)))
}

/// Whether a gold speaker ends in the last word of `name`.
fn bears(name: &str, gold: &str) -> bool {
    let last = |s: &str| {
        s.split([',', '('])
            .next()
            .and_then(|s| s.split_whitespace().last().map(str::to_lowercase))
    };
    last(name).is_some() && last(name) == last(gold)
}
