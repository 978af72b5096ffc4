//! An archive in a cluster beside the same in files. `cargo bench --bench opensearch -- …`
//!
//! - `same URL SETS`: each folder of SETS has `reports` and `drafts`; how many findings of the drafts are others from the
//!   cluster than from the files. The reports of each are loaded into an index of their own.
//! - `load URL FOLDER [INDEX]`: what loading takes, and that all of it is there.
//! - `dossier URL INDEX FOLDER DRAFT…`: what a dossier takes from the index and from the folder, none of its reports read
//!   before, and how many reports the two have in common.
//! - `desks URL[,URL…] INDEX COUNT SECONDS DRAFT…`: so many desks type at once, each in a draft of its own; what their
//!   dossiers take, each with its check, and how many warn of something else than the first desk, alone, before.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use copydesk::archive::opensearch::Settings;
use copydesk::archive::opensearch::load::{self, Parts};
use copydesk::archive::{Archive, Corpus, Opened};
use copydesk::check::{Finding, Memo};
use copydesk::desk::{Checked, check_once};
use copydesk::dossier::{Clippings, Dossier};
use copydesk::story::Story;

const PARTS: Parts = Parts {
    shards: 3,
    replicas: 1,
};
/// How often a dossier is gathered for its median.
const TURNS: usize = 21;
/// How long somebody thinks between two bursts of typing, in milliseconds.
const THINKS: u64 = 1_500;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["same", url, sets] => same(url, Path::new(sets)),
        ["load", url, folder] => loading(url, "copydesk", Path::new(folder)),
        ["load", url, folder, index] => loading(url, index, Path::new(folder)),
        ["dossier", url, index, folder, drafts @ ..] => dossiers(url, index, Path::new(folder), drafts),
        ["desks", urls, index, count, seconds, drafts @ ..] => {
            let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("{text} is no number"));
            desks(urls, index, number(count), number(seconds) as u64, drafts);
        }
        _ => println!(
            "usage: same URL SETS | load URL FOLDER [INDEX] | dossier URL INDEX FOLDER DRAFT… | desks URLS INDEX COUNT SECONDS DRAFT…"
        ),
    }
}

fn settings(urls: &str, index: &str) -> Settings {
    let mut urls = urls.split(',');
    let mut settings = Settings::of(urls.next().unwrap_or_default()).unwrap_or_else(|e| panic!("{e}"));
    for url in urls {
        settings
            .urls
            .extend(Settings::of(url).unwrap_or_else(|e| panic!("{e}")).urls);
    }
    index.clone_into(&mut settings.index);
    settings.timeout = Duration::from_secs(20);
    settings
}

fn open(corpus: &Corpus) -> Opened {
    corpus.open(None, &|_| ()).unwrap_or_else(|e| panic!("{e}"))
}

fn in_cluster(settings: &Settings) -> Corpus {
    Corpus {
        folders: Vec::new(),
        cluster: Some(settings.clone()),
    }
}

fn in_folder(folder: &Path) -> Corpus {
    Corpus {
        folders: vec![folder.to_path_buf()],
        cluster: None,
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// All that a finding shows, its sources in their order.
fn shown(finding: &Finding) -> String {
    let attested: Vec<String> = finding
        .attested
        .iter()
        .map(|attested| {
            let sources = attested
                .sources
                .iter()
                .map(|source| (&source.report, source.line));
            format!(
                "{} {} {:?}",
                attested.wording,
                attested.origins,
                sources.collect::<Vec<_>>()
            )
        })
        .collect();
    format!(
        "{} {:?} {} {attested:?} {:?}",
        finding.code(),
        finding.span,
        finding.message,
        finding.fixes
    )
}

/// What a desk is warned of, and what it is offered.
fn warned(finding: &Finding) -> String {
    let fix = finding.fixes.first().map(|fix| &fix.text);
    format!("{} {:?} {fix:?}", finding.code(), finding.span)
}

fn checked(archive: &dyn Archive, clippings: &Clippings, text: &str) -> Checked {
    check_once(&Story::of(text), archive, clippings, None, &Memo::default()).unwrap_or_else(|e| panic!("{e}"))
}

fn same(url: &str, sets: &Path) {
    let (mut findings, mut others, mut drafts) = (0, 0, 0);
    for set in listed(sets) {
        let reports =
            fs::canonicalize(set.join("reports")).unwrap_or_else(|e| panic!("{}: {e}", set.display()));
        let name = set
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        let settings = settings(url, &format!("set-{name}"));
        load::load(&settings, std::slice::from_ref(&reports), PARTS, &|_| ())
            .unwrap_or_else(|e| panic!("{e}"));
        let (files, cluster) = (open(&in_folder(&reports)), open(&in_cluster(&settings)));
        for draft in listed(&set.join("drafts")) {
            let text = read(&draft);
            let here = checked(&*files.archive, &Clippings::new(), &text);
            let there = checked(&*cluster.archive, &Clippings::new(), &text);
            let here: Vec<String> = here.findings.iter().map(shown).collect();
            let there: Vec<String> = there.findings.iter().map(shown).collect();
            drafts += 1;
            findings += here.len();
            for (one, other) in here.iter().zip(&there).filter(|(one, other)| one != other) {
                others += 1;
                println!("{}:\n  files   {one}\n  cluster {other}", draft.display());
            }
            others += here.len().abs_diff(there.len());
        }
    }
    println!("{drafts} drafts, {findings} findings, {others} of them others from the cluster");
}

fn loading(url: &str, index: &str, folder: &Path) {
    let bytes: u64 = walk(folder);
    let clock = Instant::now();
    let loaded = load::load(&settings(url, index), &[folder.to_path_buf()], PARTS, &|_| ())
        .unwrap_or_else(|e| panic!("{e}"));
    let seconds = clock.elapsed().as_secs_f64();
    println!(
        "{} new, {} there before, {} refused, {} skipped in {seconds:.1} s: {:.1} MB/s",
        loaded.new,
        loaded.known,
        loaded.refused,
        loaded.skipped.len(),
        bytes as f64 / 1e6 / seconds
    );
}

fn walk(path: &Path) -> u64 {
    match path.is_dir() {
        true => listed(path).iter().map(|path| walk(path)).sum(),
        false => path.metadata().map_or(0, |about| about.len()),
    }
}

fn dossiers(url: &str, index: &str, folder: &Path, drafts: &[&str]) {
    let (files, cluster) = (open(&in_folder(folder)), open(&in_cluster(&settings(url, index))));
    for draft in drafts {
        let story = Story::of(&read(Path::new(draft)));
        let gather = |archive: &dyn Archive| {
            let mut took = Vec::new();
            let mut dossier = Dossier::default();
            for _ in 0..TURNS {
                let clock = Instant::now();
                dossier = Dossier::gather(archive, &story, &Clippings::new(), None)
                    .unwrap_or_else(|e| panic!("{e}"));
                took.push(clock.elapsed());
            }
            took.sort();
            (dossier, took[TURNS / 2], took[TURNS - 1])
        };
        let found = Instant::now();
        let ids = cluster
            .archive
            .bearing_on(&story, 240)
            .unwrap_or_else(|e| panic!("{e}"));
        println!("first look-up {:.1?}, {} reports", found.elapsed(), ids.len());
        let mut looked: Vec<Duration> = (0..TURNS)
            .map(|_| {
                let clock = Instant::now();
                let _ = cluster.archive.bearing_on(&story, 240);
                clock.elapsed()
            })
            .collect();
        looked.sort();
        let (here, there) = (gather(&*files.archive), gather(&*cluster.archive));
        let names = |dossier: &Dossier| -> HashSet<String> {
            dossier
                .clippings
                .iter()
                .map(|clipping| clipping.report.name.clone())
                .collect()
        };
        let (ours, theirs) = (names(&here.0), names(&there.0));
        println!(
            "{draft}: files {:.1?} (at most {:.1?}), {} reports; cluster {:.1?} (at most {:.1?}; look-up {:.1?}), {} reports; {} in both",
            here.1,
            here.2,
            ours.len(),
            there.1,
            there.2,
            looked[TURNS / 2],
            theirs.len(),
            ours.intersection(&theirs).count()
        );
    }
}

fn desks(urls: &str, index: &str, count: usize, seconds: u64, drafts: &[&str]) {
    let settings = settings(urls, index);
    let texts: Vec<String> = drafts.iter().map(|draft| read(Path::new(draft))).collect();
    let alone = open(&in_cluster(&settings));
    let expected: Vec<Vec<String>> = texts
        .iter()
        .map(|text| {
            checked(&*alone.archive, &Clippings::new(), text)
                .findings
                .iter()
                .map(warned)
                .collect()
        })
        .collect();
    let (wrong, partial, failed) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let took = Mutex::new(Vec::new());
    let until = Instant::now() + Duration::from_secs(seconds);
    thread::scope(|scope| {
        for desk in 0..count {
            let (settings, texts, expected) = (&settings, &texts, &expected);
            let (wrong, partial, failed, took) = (&wrong, &partial, &failed, &took);
            scope.spawn(move || {
                let at = desk % texts.len();
                let opened = open(&in_cluster(settings));
                let (clippings, mut memo) = (Clippings::new(), Memo::default());
                thread::sleep(Duration::from_millis(desk as u64 * THINKS / count as u64));
                while Instant::now() < until {
                    let clock = Instant::now();
                    let story = Story::of(&texts[at]);
                    let outcome = check_once(&story, &*opened.archive, &clippings, None, &memo);
                    took.lock().expect("the times").push(clock.elapsed());
                    match outcome {
                        Err(_) => failed.fetch_add(1, Ordering::Relaxed),
                        Ok(_) if opened.archive.gap().is_some() => partial.fetch_add(1, Ordering::Relaxed),
                        Ok(checked) => {
                            let same = checked
                                .findings
                                .iter()
                                .map(warned)
                                .eq(expected[at].iter().cloned());
                            memo = checked.memo;
                            wrong.fetch_add(usize::from(!same), Ordering::Relaxed)
                        }
                    };
                    thread::sleep(Duration::from_millis(THINKS));
                }
            });
        }
    });
    let mut took = took.into_inner().expect("the times");
    took.sort();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
    println!(
        "{count} desks, {} dossiers: p50 {:.0?}, p99 {:.0?}, at most {:.0?}; {} with other findings, {} told to be in part, {} told to have failed",
        took.len(),
        at(0.5),
        at(0.99),
        at(1.0),
        wrong.into_inner(),
        partial.into_inner(),
        failed.into_inner()
    );
}
