//! Whether a draft's dossier has what it should: `cargo bench --bench dossiers -- ARTICLES [DRAFTS]`.
//!
//! Each line of ARTICLES is `{"ID", "source", "date", "title", "authors", "url", "text"}`. Some of them, 500 chosen by a
//! hash of their IDs, are drafts, headline and text, whose own file bears no witness; what an exhaustive scan finds for each is looked for.
//!
//! - Event: every other article that has eight words on end of a quotation of the draft's between its own marks, or that
//!   came within two days and shares half of the rare words of one of the two titles, two at least. A title's word is
//!   rare if at most one title in a hundred has it.
//! - Quotation: every article of another outlet that has a quotation of the draft's, of four words or more, between its
//!   marks: the same words, or as many with one of them changed, two in a quotation of eight or more. Some article that
//!   has it is to be found, by the quotation's own words or in the dossier.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use copydesk::archive::{self, Archive};
use copydesk::check::Memo;
use copydesk::desk::check_once;
use copydesk::dossier::{Clippings, LIMIT};
use copydesk::story::Story;
use copydesk::story::quote::{self, Kind};
use copydesk::story::word::{self, hash};
use jiff::civil::Date;
use serde_json::Value;

const DRAFTS: usize = 500;
/// Limits at which the curve of recall is drawn.
const LIMITS: [usize; 8] = [30, 50, 80, 100, 120, 160, 200, LIMIT];
/// So many reports are looked up for a claim that found nothing.
const EACH: usize = 5;
const EVENT: usize = 8;
const QUOTED: usize = 4;
const DAYS: i32 = 2;
const RARE: usize = 100;

struct Article {
    source: String,
    headline: String,
    day: Option<Date>,
    title: HashSet<u64>,
    path: PathBuf,
    story: Story,
    quotes: Vec<Vec<u64>>,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let (file, drafts) = match &args[..] {
        [file] => (file, DRAFTS),
        [file, drafts] => (file, drafts.parse().unwrap_or(DRAFTS)),
        _ => {
            println!("usage: cargo bench --bench dossiers -- ARTICLES [DRAFTS]");
            return;
        }
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cache = tempfile::tempdir().expect("a temporary folder");
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{file}: {e}"));
    let mut values: Vec<Value> = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    values.sort_by_key(|value| hash(field(value, "ID")));
    let mut articles: Vec<Article> = values
        .iter()
        .enumerate()
        .map(|(n, v)| article(v, n, &folder))
        .collect();
    keep_rare(&mut articles);
    let opened = archive::open(&[folder.path().to_path_buf()], Some(cache.path()), &|_| ());
    let archive = opened.unwrap_or_else(|e| panic!("{e}")).archive;
    let numbers = numbers(&*archive, &articles);
    println!("{} articles, {drafts} drafts", articles.len());
    let dossiers = dossiers(&*archive, &articles[..drafts.min(articles.len())], &numbers);
    events(&*archive, &articles, &numbers, &dossiers);
    quotations(&*archive, &articles, &numbers, &dossiers);
}

fn article(value: &Value, number: usize, folder: &tempfile::TempDir) -> Article {
    let path = folder.path().join(format!("{number}.json"));
    fs::write(&path, value.to_string()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let story = Story::of(&format!("{}\n\n{}", field(value, "title"), field(value, "text")));
    let words = |quote| {
        quote::words(quote, &story.paragraphs)
            .map(|(_, word)| word.key)
            .collect()
    };
    Article {
        source: field(value, "source").to_owned(),
        headline: field(value, "title").to_owned(),
        day: field(value, "date").parse().ok(),
        title: word::words(field(value, "title"))
            .iter()
            .map(|word| word.stem)
            .collect(),
        quotes: story.quotes.iter().map(words).collect(),
        path,
        story,
    }
}

/// Leaves of each title its rare words.
fn keep_rare(articles: &mut [Article]) {
    let mut titles: HashMap<u64, usize> = HashMap::new();
    for word in articles.iter().flat_map(|article| &article.title) {
        *titles.entry(*word).or_default() += 1;
    }
    let most = articles.len() / RARE;
    for article in articles {
        article.title.retain(|word| titles[word] <= most);
    }
}

/// The numbers of the articles by the ids of their reports.
fn numbers(archive: &dyn Archive, articles: &[Article]) -> HashMap<u64, usize> {
    let places: HashMap<&PathBuf, usize> = articles.iter().zip(0..).map(|(a, n)| (&a.path, n)).collect();
    let all = archive
        .search("the a to of in and said", usize::MAX)
        .expect("an answer");
    all.into_iter()
        .filter_map(|id| {
            let report = archive.report(id).expect("a report")?;
            Some((id, *places.get(&report.path)?))
        })
        .collect()
}

/// For each draft the articles in its dossier, grown by what it finds nothing for.
fn dossiers(archive: &dyn Archive, drafts: &[Article], numbers: &HashMap<u64, usize>) -> Vec<HashSet<usize>> {
    let clippings = Clippings::default();
    drafts
        .iter()
        .map(|draft| {
            let checked = check_once(
                &draft.story,
                archive,
                &clippings,
                Some(&draft.path),
                &Memo::default(),
            );
            let dossier = checked.unwrap_or_else(|e| panic!("{e}")).dossier;
            let ids = dossier.clippings.iter().map(|clipping| clipping.report.id);
            ids.filter_map(|id| numbers.get(&id).copied()).collect()
        })
        .collect()
}

fn events(
    archive: &dyn Archive,
    articles: &[Article],
    numbers: &HashMap<u64, usize>,
    dossiers: &[HashSet<usize>],
) {
    let mut runs: HashMap<&[u64], Vec<usize>> = HashMap::new();
    for (n, article) in articles.iter().enumerate() {
        for run in article.quotes.iter().flat_map(|quote| quote.windows(EVENT)) {
            let holders = runs.entry(run).or_default();
            if holders.last() != Some(&n) {
                holders.push(n);
            }
        }
    }
    let mut found = [[0_usize; LIMITS.len()]; 2];
    let (mut sought, mut gathered, mut grown) = ([0; 2], [0; LIMITS.len()], [0; 2]);
    let mut missed = Vec::new();
    let mut times = Vec::new();
    for (n, (draft, dossier)) in articles.iter().zip(dossiers).enumerate() {
        let quoting: HashSet<usize> = draft
            .quotes
            .iter()
            .flat_map(|quote| quote.windows(EVENT))
            .flat_map(|run| runs[run].iter().copied())
            .filter(|&other| other != n)
            .collect();
        let titled =
            (0..articles.len()).filter(|&other| other != n && is_same_event(draft, &articles[other]));
        let wanted: HashSet<(usize, usize)> = quoting
            .iter()
            .map(|&other| (0, other))
            .chain(titled.map(|other| (1, other)))
            .collect();
        wanted.iter().for_each(|&(why, _)| sought[why] += 1);
        for (at, &limit) in LIMITS.iter().enumerate() {
            let clock = Instant::now();
            let ids = archive.bearing_on(&draft.story, limit + 1).expect("an answer");
            if limit == LIMIT {
                times.push(clock.elapsed());
            }
            let bearing: HashSet<usize> = ids
                .iter()
                .filter_map(|id| numbers.get(id).copied())
                .filter(|&other| other != n)
                .collect();
            gathered[at] += bearing.len();
            for (why, _) in wanted.iter().filter(|(_, other)| bearing.contains(other)) {
                found[*why][at] += 1;
            }
        }
        for &(why, other) in &wanted {
            if dossier.contains(&other) {
                grown[why] += 1;
            } else {
                missed.push((n, other, why));
            }
        }
    }
    times.sort();
    println!("bearing_on: median {:.2?}", times[times.len() / 2]);
    for (why, what) in ["a quotation of eight words", "the event in its title"]
        .iter()
        .enumerate()
    {
        println!(
            "{what}: {} pairs; in the dossier {:.4}",
            sought[why],
            share(grown[why], sought[why])
        );
        for (at, limit) in LIMITS.iter().enumerate() {
            println!(
                "  at most {limit} by the draft as a whole: {:.4}, {} reports on average",
                share(found[why][at], sought[why]),
                gathered[at] / dossiers.len()
            );
        }
    }
    let sizes = || dossiers.iter().map(HashSet::len);
    println!(
        "a dossier has {} reports on average, {} at most",
        sizes().sum::<usize>() / dossiers.len(),
        sizes().max().unwrap_or(0)
    );
    for (draft, other, why) in missed.iter().take(40) {
        println!(
            "  missed ({why}): {} of {}",
            articles[*other].headline, articles[*draft].headline
        );
    }
}

fn is_same_event(a: &Article, b: &Article) -> bool {
    let near = |(a, b): (Date, Date)| (a - b).get_days().abs() <= DAYS;
    let shared = a.title.intersection(&b.title).count();
    a.day.zip(b.day).is_some_and(near) && shared >= 2 && shared * 2 >= a.title.len().min(b.title.len())
}

fn quotations(
    archive: &dyn Archive,
    articles: &[Article],
    numbers: &HashMap<u64, usize>,
    dossiers: &[HashSet<usize>],
) {
    // A quotation with a word or two changed keeps two words on end.
    let mut pairs: HashMap<&[u64], Vec<(u32, u32)>> = HashMap::new();
    for (n, article) in articles.iter().enumerate() {
        for (q, quote) in article.quotes.iter().enumerate() {
            for pair in quote.windows(2) {
                pairs.entry(pair).or_default().push((n as u32, q as u32));
            }
        }
    }
    // By kind, the same words or changed alone: quotations, found by their own words, in the dossier, either way.
    let mut counts = [[0_usize; 4]; 2];
    let mut missed = Vec::new();
    for (n, (draft, dossier)) in articles.iter().zip(dossiers).enumerate() {
        for (quote, words) in draft.story.quotes.iter().zip(&draft.quotes) {
            if words.len() < QUOTED || quote.kind != Kind::Speech {
                continue;
            }
            let most = if words.len() < EVENT { 1 } else { 2 };
            let mut met: HashSet<(u32, u32)> = HashSet::new();
            let mut holders: [HashSet<usize>; 2] = Default::default();
            for &(other, q) in words.windows(2).flat_map(|pair| &pairs[pair]) {
                let article = &articles[other as usize];
                let theirs = &article.quotes[q as usize];
                if article.source == draft.source || theirs.len() < QUOTED || !met.insert((other, q)) {
                    continue;
                }
                let near = || theirs.len().abs_diff(words.len()) <= 2 && changes(words, theirs, most) <= most;
                if theirs.windows(words.len()).any(|run| run == words) {
                    holders[0].insert(other as usize);
                } else if near() {
                    holders[1].insert(other as usize);
                }
            }
            let Some(kind) = holders.iter().position(|holders| !holders.is_empty()) else {
                continue;
            };
            let text = text(&draft.story, quote);
            // One more, for the draft itself is among them.
            let ids = archive.search(&format!("“{text}”"), EACH + 1).expect("an answer");
            let answers: HashSet<usize> = ids.iter().filter_map(|id| numbers.get(id).copied()).collect();
            let by_words = !holders[kind].is_disjoint(&answers);
            let by_draft = !holders[kind].is_disjoint(dossier);
            let found = [true, by_words, by_draft, by_words || by_draft];
            for (count, found) in counts[kind].iter_mut().zip(found) {
                *count += usize::from(found);
            }
            if !by_words && !by_draft {
                missed.push((n, text));
            }
        }
    }
    for (what, [all, by_words, by_draft, either]) in ["the same words", "changed alone"].iter().zip(counts) {
        println!(
            "quotations that another outlet has, {what}: {all}; found by their own words {:.4}, in the dossier {:.4}, \
             either way {:.4}",
            share(by_words, all),
            share(by_draft, all),
            share(either, all)
        );
    }
    for (draft, text) in missed.iter().take(40) {
        println!("  missed: {}: {text}", articles[*draft].headline);
    }
}

/// How many words are changed, gone or added; one more than `most` if more.
fn changes(a: &[u64], b: &[u64], most: usize) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
        if row.iter().all(|&changes| changes > most) {
            return most + 1;
        }
    }
    row[b.len()]
}

fn text(story: &Story, quote: &quote::Quote) -> String {
    let paragraphs = &story.paragraphs[quote.paragraph..=quote.last_paragraph];
    let parts = paragraphs.iter().filter_map(|placed| {
        let within = |at: usize| at.saturating_sub(placed.start).min(placed.paragraph.text.len());
        placed
            .paragraph
            .text
            .get(within(quote.span.start)..within(quote.span.end))
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn field<'a>(article: &'a Value, name: &str) -> &'a str {
    article[name].as_str().unwrap_or_default()
}
