//! How fast figures are read on one core, from `text` of each line of a file. Words and marks, which quotations are
//! read from too, are ready before; the second number has them in it.

use std::hint::black_box;
use std::time::Instant;

use copydesk::story::figure;
use copydesk::story::marks::marks;
use copydesk::story::word::words;

use super::lines;

/// The best of as many runs over the file.
const RUNS: usize = 5;

pub fn measure(file: &str) {
    let items = lines(file);
    let paragraphs: Vec<&str> = items
        .iter()
        .filter_map(|item| item["text"].as_str())
        .flat_map(str::lines)
        .filter(|line| !line.trim().is_empty())
        .collect();
    let bytes: usize = paragraphs.iter().map(|text| text.len()).sum();
    let ready: Vec<_> = paragraphs
        .iter()
        .map(|text| (*text, words(text), marks(text)))
        .collect();
    let alone = best(|| {
        ready
            .iter()
            .map(|(text, words, marks)| black_box(figure::read(text, words, marks)).len())
            .sum()
    });
    let all = best(|| {
        paragraphs
            .iter()
            .map(|text| black_box(figure::read(text, &words(text), &marks(text))).len())
            .sum()
    });
    let rate = |seconds: f64| bytes as f64 / seconds / 1e6;
    println!(
        "figures {:.1} MB/s ({} in {:.1} MB), with words and marks {:.1} MB/s",
        rate(alone.1),
        alone.0,
        bytes as f64 / 1e6,
        rate(all.1)
    );
}

/// What the work counts, and its shortest time in seconds.
fn best(work: impl Fn() -> usize) -> (usize, f64) {
    (0..RUNS)
        .map(|_| {
            let clock = Instant::now();
            let count = work();
            (count, clock.elapsed().as_secs_f64())
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or_default()
}
