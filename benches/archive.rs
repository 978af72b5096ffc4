//! What an index costs and how fast it answers: `cargo bench --bench archive -- FOLDER`.
//!
//! Builds the index of a folder of reports anew, beside what tantivy alone takes for the same texts, out of memory, as it
//! comes (its tokenizer, positions, the text stored). Opens the index again, then looks up every fiftieth report as if it were a
//! draft, and each of its quotations as if it were a search.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use copydesk::archive::{self, Archive};
use copydesk::dossier::{Clippings, Dossier, LIMIT};
use copydesk::story::Story;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, IndexWriter, doc};

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
    let alone = alone(archive);
    println!(
        "tantivy alone: {alone:.1} MB/s of text, {:.2} of it with all else",
        megabytes / took.as_secs_f64() / alone
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

/// Megabytes a second.
fn alone(archive: &dyn Archive) -> f64 {
    let ids = archive.search("the", usize::MAX).expect("an answer");
    let report = |id: &u64| archive.report(*id).expect("a report").expect("a report").text;
    let texts: Vec<String> = ids.iter().map(report).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut schema = Schema::builder();
    let field = schema.add_text_field("text", TEXT | STORED);
    let index = Index::create_in_dir(folder.path(), schema.build()).expect("an index");
    let clock = Instant::now();
    let mut writer: IndexWriter = index.writer(256 << 20).expect("a writer");
    for text in &texts {
        writer.add_document(doc!(field => text.as_str())).expect("room");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merged segments");
    bytes as f64 / 1e6 / clock.elapsed().as_secs_f64()
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
