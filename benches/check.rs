//! What a check costs: `cargo bench --bench check -- CORPUS DRAFT`.
//!
//! Prints the milliseconds of gathering a dossier, of a first check and, key after key, of reading and checking a draft
//! again as a desk does: story and memo kept from the key before.

use std::path::PathBuf;
use std::time::Instant;

use copydesk::archive;
use copydesk::check::{self, Memo};
use copydesk::desk::check_once;
use copydesk::dossier::{Clippings, Dossier};
use copydesk::story::Story;

/// What is typed into the middle of the draft: words, a figure, a quotation opened and closed.
const TYPED: &str =
    "the harbour master said on Tuesday that nearly 12,000 crates “had gone adrift” before noon. ";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let [corpus, draft] = args.as_slice() else {
        println!("usage: cargo bench --bench check -- CORPUS DRAFT");
        return;
    };
    let mut text = std::fs::read_to_string(draft).unwrap_or_else(|e| panic!("{draft}: {e}"));
    let clock = Instant::now();
    let opened = archive::open(&[PathBuf::from(corpus)], None, &|_| ()).unwrap_or_else(|e| panic!("{e}"));
    println!("open    {:9.2} ms, {} reports", ms(clock), opened.archive.size());

    let mut story = Story::of(&text);
    let clippings = Clippings::new();
    for again in ["gather", "again"] {
        let clock = Instant::now();
        let dossier =
            Dossier::gather(&*opened.archive, &story, &clippings, None).unwrap_or_else(|e| panic!("{e}"));
        println!(
            "{again:7} {:9.2} ms, {} clippings",
            ms(clock),
            dossier.clippings.len()
        );
    }
    let clock = Instant::now();
    let checked = check_once(&story, &*opened.archive, &clippings, None, &Memo::default())
        .unwrap_or_else(|e| panic!("{e}"));
    let (dossier, mut memo) = (checked.dossier, checked.memo);
    println!(
        "first   {:9.2} ms, {} claims, {} clippings",
        ms(clock),
        checked.findings.len(),
        dossier.clippings.len()
    );

    let mut at = middle(&text);
    let (mut reading, mut quotes, mut figures) = (Vec::new(), Vec::new(), Vec::new());
    let mut others = vec![0_u64; 8 << 20];
    for key in TYPED.repeat(2).chars() {
        // Between two keys others use the processor: nothing of ours is left in its caches.
        others
            .iter_mut()
            .for_each(|number| *number = number.wrapping_add(1));
        std::hint::black_box(&others);
        text.insert(at, key);
        at += key.len_utf8();
        let clock = Instant::now();
        story = Story::read(text.split_inclusive('\n').map(Into::into), Some(&story));
        reading.push(ms(clock));
        let clock = Instant::now();
        check::quote::check(&story, &dossier, &mut memo.quotes);
        quotes.push(ms(clock));
        let clock = Instant::now();
        check::figure::check(&story, &dossier, &mut memo.figures);
        figures.push(ms(clock));
    }
    for (name, times) in [
        ("read", &mut reading),
        ("quotes", &mut quotes),
        ("figures", &mut figures),
    ] {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!(
            "{name:7} p50 {:.3}  p99 {:.3}  max {:.3} ms a key",
            at(0.5),
            at(0.99),
            at(1.0)
        );
    }
}

/// A gap between words in the middle of the first long line past the middle of the text.
fn middle(text: &str) -> usize {
    let mut start = 0;
    let half = text.split('\n').count() / 2;
    for (row, line) in text.split_inclusive('\n').enumerate() {
        if row >= half && line.len() >= 60 {
            let gap = line
                .match_indices(' ')
                .map(|(at, _)| at)
                .find(|&at| at >= line.len() / 2);
            return start + gap.unwrap_or(0);
        }
        start += line.len();
    }
    0
}

fn ms(clock: Instant) -> f64 {
    clock.elapsed().as_secs_f64() * 1e3
}
