//! An archive of a million reports: `cargo bench --bench million -- FOLDER DRAFT`, and before it, once,
//! `cargo bench --bench million -- generate ARTICLES FOLDER [COUNT] [SEED]` (1,000,000 and 1), which writes some eight
//! gigabytes.
//!
//! Builds the index beside the folder (`FOLDER.cache`) unless it is there. Prints what opening it costs to the first
//! answer, what a dossier costs, how soon a changed file is seen by a desk that has the draft open, and the memory that
//! this process takes in the end.

mod generate;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use copydesk::archive::{self, Archive, Report};
use copydesk::desk::{Desk, News};
use copydesk::dossier::{Clippings, Dossier};
use copydesk::story::Story;
use copydesk::text::Draft;
use tokio::sync::mpsc;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["generate", articles, folder, rest @ ..] => {
            let number = |at: usize, usual| rest.get(at).and_then(|n| n.parse().ok()).unwrap_or(usual);
            generate(
                Path::new(articles),
                Path::new(folder),
                number(0, 1_000_000),
                number(1, 1),
            );
        }
        [folder, draft] => measure(Path::new(folder), Path::new(draft)),
        _ => println!("usage: FOLDER DRAFT, or generate ARTICLES FOLDER [COUNT] [SEED]"),
    }
}

fn generate(articles: &Path, folder: &Path, count: u64, seed: u64) {
    let articles = generate::articles(articles);
    let half = count / 2 / 1000 * 1000;
    std::thread::scope(|scope| {
        scope.spawn(|| generate::write(&articles, folder, 0, half, seed));
        generate::write(&articles, folder, half, count - half, seed);
    });
    println!("{count} reports from {} articles, seed {seed}", articles.len());
}

fn measure(folder: &Path, draft: &Path) {
    let text = fs::read_to_string(draft).unwrap_or_else(|e| panic!("{}: {e}", draft.display()));
    let story = Story::of(&text);
    let cache = PathBuf::from(format!("{}.cache", folder.display()));
    let folders = [folder.to_path_buf()];

    let clock = Instant::now();
    let opened = archive::open(&folders, Some(&cache), &|_| ()).unwrap_or_else(|e| panic!("{e}"));
    println!(
        "brought up to date: {} reports in {:.1?}",
        opened.archive.size(),
        clock.elapsed()
    );
    drop(opened);

    let clock = Instant::now();
    let archive = archive::known(&folders, Some(&cache)).unwrap_or_else(|| panic!("no index"));
    let found = archive.bearing_on(&story, 300).unwrap_or_else(|e| panic!("{e}"));
    println!(
        "open to first answer: {:.1?}, {} reports",
        clock.elapsed(),
        found.len()
    );

    dossiers(&*archive, &story);
    desk(folder, cache, &text, &*archive);
    println!("resident: {}", resident());
}

/// Dossiers of the draft and of reports of about its length, none of them read before.
fn dossiers(archive: &dyn Archive, story: &Story) {
    let (mut looked, mut gathered, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
    let reports = archive.search("the", 2_000).unwrap_or_default();
    let others = reports
        .into_iter()
        .filter_map(|id| archive.report(id).ok().flatten());
    let long = others
        .filter(|report| (5_000..7_000).contains(&report.text.len()))
        .take(40);
    let stories: Vec<Story> = long.map(|report: Report| Story::of(&report.text)).collect();
    for story in stories.iter().chain([story]) {
        let clock = Instant::now();
        let ids = archive.bearing_on(story, 300).unwrap_or_default();
        looked.push(clock.elapsed());
        sizes.push(ids.len());
        let clock = Instant::now();
        let dossier = Dossier::gather(archive, story, &Clippings::default(), None);
        dossier.unwrap_or_else(|e| panic!("{e}"));
        gathered.push(clock.elapsed());
    }
    sizes.sort_unstable();
    println!(
        "dossiers of {}: {} reports at the median",
        sizes.len(),
        sizes[sizes.len() / 2]
    );
    print("looked up", &mut looked);
    print("gathered", &mut gathered);
}

/// How soon a desk sees a report that is written while a draft is open.
fn desk(folder: &Path, cache: PathBuf, text: &str, archive: &dyn Archive) {
    let root = tempfile::tempdir().unwrap_or_else(|e| panic!("a temporary folder: {e}"));
    let toml = format!("corpus = [{:?}]\n", folder.display().to_string());
    fs::write(root.path().join("copydesk.toml"), toml).unwrap_or_else(|e| panic!("{e}"));
    let wire = folder.join("wire.txt");
    let _ = fs::remove_file(&wire);
    let draft = format!(
        "{text}\n\n“The tidal barrier at Quexmoor will never be raised again,” Ysolde Quexmoor said.\n"
    );
    let attests =
        "Outlet: Wire\n\n“The tidal barrier at Quexmoor will never be raised again,” Ysolde Quexmoor said.\n";
    let runtime = tokio::runtime::Runtime::new().unwrap_or_else(|e| panic!("{e}"));
    let mut times = runtime.block_on(async {
        let (news, mut told) = mpsc::unbounded_channel();
        let desk = Desk::start(Some(cache), news);
        desk.folders(vec![root.path().to_path_buf()], Vec::new());
        let name: Arc<str> = "file:///draft.txt".into();
        desk.open(name, Some(root.path().join("draft.txt")), Draft::new(&draft, 1));
        settle(&mut told).await;
        let mut times = Vec::new();
        for _ in 0..5 {
            let clock = Instant::now();
            fs::write(&wire, attests).unwrap_or_else(|e| panic!("{e}"));
            attested(&mut told, true).await;
            times.push(clock.elapsed());
            fs::remove_file(&wire).unwrap_or_else(|e| panic!("{e}"));
            attested(&mut told, false).await;
        }
        times
    });
    println!("{} reports", archive.size());
    print("one file more, seen", &mut times);
}

/// Waits until the desk has said nothing for a while: the archive is up to date.
async fn settle(told: &mut mpsc::UnboundedReceiver<News>) {
    while tokio::time::timeout(Duration::from_secs(20), told.recv())
        .await
        .is_ok()
    {}
}

/// Waits until the last claim of the draft has a report that attests it, or has none.
async fn attested(told: &mut mpsc::UnboundedReceiver<News>, wanted: bool) {
    while let Some(news) = told.recv().await {
        if let News::Checked { proof, .. } = news
            && let Some(last) = proof.findings.iter().max_by_key(|finding| finding.span.start)
            && last.is_lost() != wanted
        {
            return;
        }
    }
}

fn print(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "{what}: p50 {:.1?}, max {:.1?} of {}",
        at(0.5),
        at(1.0),
        times.len()
    );
}

fn resident() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or("unknown".into(), |line| line.trim().to_owned())
}
