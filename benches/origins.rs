//! How well copies are told from independent reports, and what it costs:
//! `cargo bench --bench origins -- ARTICLES LABELS [-v]`.
//!
//! Each line of ARTICLES is `{"ID", "source", "date", "title", "authors", "url", "text"}`, each of LABELS
//! `{"a", "b", "copy", "share"}`: two articles by their IDs, whether somebody who read both says that they have one
//! origin, and what share of the shorter one's runs of five words both have. A pair is judged twice: the two reports
//! alone, and among all reports within three days of either, as a dossier has them. `-v` lists the pairs judged wrong.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use copydesk::archive::folder::File;
use copydesk::archive::{Report, formats};
use copydesk::dossier::{Clipping, Dossier};
use jiff::civil::Date;
use serde_json::Value;

/// A third of the text.
const THIRD: f64 = 1.0 / 3.0;
/// So many reports are a full dossier.
const FULL: usize = 300;

struct Pair {
    a: usize,
    b: usize,
    copy: bool,
    share: f64,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let verbose = args.iter().any(|a| a == "-v");
    let [articles, labels] = args.iter().filter(|a| *a != "-v").collect::<Vec<_>>()[..] else {
        println!("usage: cargo bench --bench origins -- ARTICLES LABELS [-v]");
        return;
    };
    let articles = lines(articles);
    let labels = lines(labels);
    let places: HashMap<&str, usize> = articles
        .iter()
        .zip(0..)
        .map(|(a, n)| (field(a, "ID"), n))
        .collect();
    let days: Vec<Option<Date>> = articles.iter().map(|a| field(a, "date").parse().ok()).collect();
    let pairs: Vec<Pair> = labels
        .iter()
        .map(|label| Pair {
            a: places[field(label, "a")],
            b: places[field(label, "b")],
            copy: label["copy"] == true,
            share: label["share"].as_f64().unwrap_or_default(),
        })
        .collect();
    let mut read: HashMap<usize, Arc<Clipping>> = HashMap::new();
    let mut dossier = |of: &[usize]| {
        let clippings = of.iter().map(|&n| {
            let clipping = read.entry(n).or_insert_with(|| clipping(&articles[n], n));
            Arc::clone(clipping)
        });
        Dossier::new(clippings.collect(), of.len())
    };

    let alone: Vec<bool> = pairs
        .iter()
        .map(|pair| {
            let origins = dossier(&[pair.a, pair.b]).origins;
            origins[0] == origins[1]
        })
        .collect();
    let among: Vec<bool> = pairs
        .iter()
        .map(|pair| {
            let near = |day: Date| {
                let near = |at: usize| days[at].is_some_and(|other| (day - other).get_days().abs() <= 3);
                near(pair.a) || near(pair.b)
            };
            let of: Vec<usize> = (0..articles.len())
                .filter(|&n| days[n].is_some_and(near))
                .collect();
            let origins = dossier(&of).origins;
            let origin = |n: usize| of.binary_search(&n).ok().map(|at| origins[at]);
            origin(pair.a) == origin(pair.b)
        })
        .collect();
    print("the two alone", &pairs, &alone);
    print("among the reports of their days", &pairs, &among);
    if verbose {
        for (pair, (alone, among)) in pairs.iter().zip(alone.iter().zip(&among)) {
            if *alone != pair.copy || *among != pair.copy {
                let of =
                    |n: usize| format!("{} {}", field(&articles[n], "ID"), field(&articles[n], "source"));
                println!(
                    "{} {:.2}, alone {alone}, among {among}: {} | {}",
                    if pair.copy { "copy" } else { "no copy" },
                    pair.share,
                    of(pair.a),
                    of(pair.b)
                );
            }
        }
    }
    let mut dated: Vec<usize> = (0..articles.len()).filter(|&n| days[n].is_some()).collect();
    dated.sort_by_key(|&n| days[n]);
    cost(dated.chunks(FULL).step_by(5).map(&mut dossier).collect());
}

fn print(what: &str, pairs: &[Pair], judged: &[bool]) {
    let count = |of: &dyn Fn(&Pair, bool) -> bool| {
        let judged = pairs.iter().zip(judged);
        judged.filter(|(pair, judged)| of(pair, **judged)).count()
    };
    let found = count(&|_, judged| judged);
    let right = count(&|pair, judged| judged && pair.copy);
    let third = |pair: &Pair| pair.copy && pair.share >= THIRD;
    let (all, all_found) = (count(&|p, _| p.copy), right);
    let (copies, copies_found) = (count(&|p, _| third(p)), count(&|p, judged| third(p) && judged));
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "{what}: precision {:.3} ({right} of {found}), recall {:.3} ({copies_found} of {copies}) of copies that share a \
         third, {:.3} ({all_found} of {all}) of all",
        share(right, found),
        share(copies_found, copies),
        share(all_found, all)
    );
}

/// The milliseconds of finding who copied whom in full dossiers.
fn cost(dossiers: Vec<Dossier>) {
    let mut times: Vec<f64> = dossiers
        .into_iter()
        .map(|dossier| {
            let times = (0..3).map(|_| {
                let clippings = dossier.clippings.clone();
                let clock = Instant::now();
                Dossier::new(clippings, dossier.archive_size);
                clock.elapsed().as_secs_f64() * 1e3
            });
            // What other programs take is no cost of ours.
            times.fold(f64::INFINITY, f64::min)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "kinship of {FULL} reports of the same days: median {:.2} ms, worst {:.2} ms of {}",
        times[times.len() / 2],
        times[times.len() - 1],
        times.len()
    );
}

fn clipping(article: &Value, number: usize) -> Arc<Clipping> {
    let file = File {
        path: PathBuf::from("articles.jsonl"),
        name: "articles.jsonl".into(),
        folder: 0,
        bytes: 0,
        modified: 0,
    };
    let (place, item) = formats::read(
        "articles.jsonl",
        article.to_string().as_bytes(),
        number as u32 + 2,
    )
    .into_iter()
    .next()
    .expect("an item a line");
    let item = item.unwrap_or_else(|why| panic!("{} {why}", field(article, "ID")));
    Arc::new(Clipping::read(Report::new(&file, place, item)))
}

fn lines(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{path}: {e}")))
        .collect()
}

fn field<'a>(article: &'a Value, name: &str) -> &'a str {
    article[name].as_str().unwrap_or_default()
}
