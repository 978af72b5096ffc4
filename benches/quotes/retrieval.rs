//! The source of a reworded sentence: `quotes retrieval POOL QUERIES`.
//!
//! Each line of POOL is a sentence, `{"id", "doc", "text"}`; each line of QUERIES a rewritten one, `{"set", "query",
//! "relevant"}`, with the ids of its sources. Of each set: the share of queries with a source first and among the first
//! five, and the mean of 1 / its place; among the sentences of the source's own article and in the whole pool.

use std::collections::BTreeMap;
use std::time::Instant;

use copydesk::lexicon::{Rarity, Sentence, nearness};
use copydesk::story::word;
use serde_json::Value;

pub fn measure(pool: &str, queries: &str, verbose: bool) {
    let texts = crate::lines(pool);
    let clock = Instant::now();
    let sentences: Vec<Sentence> = texts.iter().map(|item| sentence(&item["text"])).collect();
    let built = clock.elapsed();
    let rarity = Rarity::among(&sentences);
    let mut places: BTreeMap<(String, &str), Vec<usize>> = BTreeMap::new();
    let (mut asked, clock) = (0, Instant::now());
    for item in crate::lines(queries) {
        let query = sentence(&item["query"]);
        let relevant: Vec<usize> = item["relevant"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|id| texts.iter().position(|t| t["id"] == *id))
            .collect();
        let own = |&i: &usize| relevant.iter().any(|&r| texts[r]["doc"] == texts[i]["doc"]);
        let scopes = [
            ("article", (0..texts.len()).filter(own).collect::<Vec<usize>>()),
            ("pool", (0..texts.len()).collect()),
        ];
        for (scope, ids) in scopes {
            let candidates: Vec<&Sentence> = ids.iter().map(|&i| &sentences[i]).collect();
            let scores = nearness(&query, &candidates, &rarity);
            asked += candidates.len();
            let mut order: Vec<usize> = (0..ids.len()).collect();
            order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
            let place = order.iter().position(|&i| relevant.contains(&ids[i]));
            let place = place.unwrap_or(ids.len());
            let set = item["set"].as_str().unwrap_or_default().to_owned();
            places.entry((set, scope)).or_default().push(place);
            if verbose && place > 0 {
                println!("{scope}, place {}: {}", place + 1, item["query"]);
                println!("    first: {}", texts[ids[order[0]]]["text"]);
                println!("    gold:  {}", texts[relevant[0]]["text"]);
            }
        }
    }
    let asking = clock.elapsed();
    for ((set, scope), places) in places {
        let share = |least: usize| places.iter().filter(|&&p| p < least).count() as f64 / places.len() as f64;
        let mean = places.iter().map(|&p| 1.0 / (p + 1) as f64).sum::<f64>() / places.len() as f64;
        println!(
            "{set:5} {scope:8} first {:.2}  of five {:.2}  mean {mean:.2}  ({} queries)",
            share(1),
            share(5),
            places.len()
        );
    }
    println!(
        "{:.1} µs a sentence read, {:.2} µs one compared",
        built.as_secs_f64() * 1e6 / sentences.len() as f64,
        asking.as_secs_f64() * 1e6 / asked as f64
    );
}

fn sentence(text: &Value) -> Sentence {
    let words = word::words(text.as_str().unwrap_or_default());
    Sentence::of(words.iter().map(|w| (w.key, w.stem)))
}
