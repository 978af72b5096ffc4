//! What an index costs and how fast it answers: `cargo bench --bench archive -- FOLDER`.
//!
//! Builds the index of a folder of reports anew, opens it again, then looks up every fiftieth report as if it were a
//! draft, and each of its quotations as if it were a search.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use copydesk::archive::{self, Archive};
use copydesk::dossier::{Clippings, Dossier, LIMIT};
use copydesk::story::Story;

fn main() {
    let folder = std::env::args().skip(1).find(|arg| arg != "--bench");
    let Some(folder) = folder.map(PathBuf::from) else {
        println!("usage: cargo bench --bench archive -- FOLDER");
        return;
    };
    let cache = tempfile::tempdir().expect("a temporary folder");
    let text = size(&folder);

    let clock = Instant::now();
    let opened = open(&folder, cache.path());
    let took = clock.elapsed();
    let archive = &*opened.archive;
    let (index, megabytes) = (size(cache.path()), text as f64 / 1e6);
    println!(
        "build: {} reports, {megabytes:.1} MB in {took:.1?}, {:.1} MB/s; {} passed over",
        archive.size(),
        megabytes / took.as_secs_f64(),
        opened.skipped.len()
    );
    println!(
        "index: {:.1} MB, {:.2} of the files",
        index as f64 / 1e6,
        index as f64 / text as f64
    );

    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            let clock = Instant::now();
            open(&folder, cache.path());
            clock.elapsed()
        })
        .collect();
    print("open, nothing changed", &mut times);
    answers(archive);
}

fn answers(archive: &dyn Archive) {
    let all = archive.search("the", usize::MAX).expect("an answer");
    let (mut searches, mut bearings, mut gathers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut found, mut itself) = (0, 0);
    for id in all.iter().step_by(all.len() / 400 + 1) {
        let report = archive.report(*id).expect("a report").expect("a report");
        let story = Story::of(&report.text);
        let clock = Instant::now();
        let ids = archive.bearing_on(&story, LIMIT).expect("an answer");
        bearings.push(clock.elapsed());
        found += ids.len();
        itself += usize::from(ids.first() == Some(id));
        for quote in &story.quotes {
            let clock = Instant::now();
            archive
                .search(&report.text[quote.span.clone()], 5)
                .expect("an answer");
            searches.push(clock.elapsed());
        }
        if gathers.len() < 20 {
            let clock = Instant::now();
            Dossier::gather(archive, &story, &Clippings::default(), None).expect("a dossier");
            gathers.push(clock.elapsed());
        }
    }
    println!(
        "{} drafts: {} reports each, the draft's own report first in {itself}",
        bearings.len(),
        found / bearings.len().max(1)
    );
    print("bearing_on", &mut bearings);
    print("search", &mut searches);
    print("gather, nothing analysed before", &mut gathers);
}

fn open(folder: &Path, cache: &Path) -> archive::Opened {
    archive::open(&[folder.to_path_buf()], Some(cache), &|_| ()).unwrap_or_else(|error| panic!("{error}"))
}

fn print(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    println!(
        "{what}: p50 {:.2?}, p99 {:.2?} of {}",
        at(50),
        at(99),
        times.len()
    );
}

/// The bytes of all files under a folder.
fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}
