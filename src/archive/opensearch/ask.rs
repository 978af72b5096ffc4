//! What a draft is looked up by: one `_msearch` of its rare words, its headline, its quotations and its sentences with
//! figures.
//!
//! Scores of engines are not comparable, not even those of two questions to one; ranks are: a report counts what its
//! places in the answers are worth (reciprocal rank fusion, Cormack et al., SIGIR 2009).

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};

use super::fields::Fields;
use crate::archive::common;
use crate::story::Story;
use crate::story::quote::{self, Quote};
use crate::story::word::{self, Word};

/// How many of its rarest words a draft is looked up by, and a claim.
const DRAFT: usize = 64;
const CLAIM: usize = 8;
/// How many of a draft's claims are looked up, and how many bytes of a quotation.
const CLAIMS: usize = 60;
const QUOTED: usize = 400;
/// How many reports the words of a draft name, its headline, each quotation and each sentence with a figure; and all of
/// one kind together.
const WORDED: usize = 100;
const HEADED: usize = 40;
const SAID: usize = 20;
const STATED: usize = 5;
const MOST: usize = 120;
/// A report bears on a draft when it has four of the draft's rare words, or a third of few.
const BEARING: &str = "3<30% 12<4";
/// A word in more reports than this tells nothing.
const COMMON: f32 = 0.05;
/// Fewer words are nobody's quotation: they have one run of three, or two.
const FEWEST: usize = 4;
/// A quotation of no more words is looked for by pairs of them, too.
const SHORT: usize = 9;
/// How much the places behind the first one of an answer are worth.
const FUSION: f32 = 60.0;

/// Where an index has what is looked for.
#[derive(Debug, Clone)]
pub struct Places {
    pub text: String,
    pub headline: String,
    /// Runs of words.
    pub runs: Option<String>,
    /// Whether copydesk made the index.
    pub ours: bool,
    pub embargo: Option<String>,
}

impl Places {
    /// Those of an index of ours, or of a newsroom's own.
    pub fn of(fields: Option<&Fields>) -> Places {
        match fields {
            None => Places {
                text: "text".into(),
                headline: "headline".into(),
                runs: Some("said".into()),
                embargo: Some("embargo".into()),
                ours: true,
            },
            Some(fields) => Places {
                text: fields.body.clone(),
                headline: fields.headline.clone(),
                runs: fields.runs.clone(),
                embargo: fields.embargo.clone(),
                ours: false,
            },
        }
    }
}

/// A question to the cluster.
pub struct Question {
    query: Value,
    size: usize,
}

impl Question {
    /// Every report, up to so many.
    pub fn all(size: usize) -> Question {
        Question {
            query: json!({"match_all": {}}),
            size,
        }
    }

    /// How many there are is asked with it.
    pub fn line(&self, places: &Places) -> Value {
        let mut query = self.query.clone();
        if let Some(embargo) = &places.embargo {
            query = json!({"bool": {"must": query, "must_not": {"range": {embargo: {"gt": "now"}}}}});
        }
        json!({"size": self.size, "query": query, "_source": false, "version": true, "track_total_hits": false})
    }
}

/// What bears on a story.
pub fn of_story(story: &Story, places: &Places) -> Vec<Question> {
    let words = || {
        let paragraphs = story.paragraphs.iter().map(|placed| &placed.paragraph);
        paragraphs.flat_map(|p| p.words.iter().map(move |word| (&*p.text, word)))
    };
    let named: FxHashSet<u64> = story
        .paragraphs
        .iter()
        .flat_map(|placed| {
            placed
                .paragraph
                .names
                .iter()
                .flat_map(|name| placed.paragraph.words_in(&name.span))
        })
        .map(|word| word.stem)
        .collect();
    let mut questions = Vec::new();
    questions.extend(rare(words(), &named, DRAFT).map(|words| Question {
        query: matching(&places.text, &words, BEARING),
        size: WORDED,
    }));
    if let Some(head) = story.paragraphs.first() {
        let words = head
            .paragraph
            .words
            .iter()
            .map(|word| (&*head.paragraph.text, word));
        questions.extend(rare(words, &named, CLAIM).map(|words| Question {
            query: matching(&places.headline, &words, "2<50%"),
            size: HEADED,
        }));
    }
    let quotes = story.quotes.iter();
    let quotes = quotes.filter(|quote| quote::words(quote, &story.paragraphs).count() >= FEWEST);
    let quotes = quotes.map(|quote| spoken(&said(story, quote), places));
    questions.extend(any_of(quotes.take(CLAIMS).collect(), SAID));
    let figures = story.paragraphs.iter().flat_map(|placed| {
        let paragraph = &placed.paragraph;
        let stated = |sentence: &&Range<usize>| {
            let mut figures = paragraph.figures.iter();
            figures.any(|figure| sentence.contains(&figure.span.start))
        };
        let sentences = paragraph.sentences.iter().filter(stated);
        sentences.map(move |sentence| (&*paragraph.text, paragraph.words_in(sentence)))
    });
    let figures =
        figures.filter_map(|(text, words)| rare(words.iter().map(|word| (text, word)), &named, CLAIM));
    let figures = figures.map(|words| matching(&places.text, &words, "50%"));
    questions.extend(any_of(figures.take(CLAIMS).collect(), STATED));
    questions
}

/// What answers one of several questions best: each of them asked apart would cost a cluster as much as all together.
fn any_of(queries: Vec<Value>, each: usize) -> Option<Question> {
    (!queries.is_empty()).then(|| Question {
        size: MOST.min(each * queries.len()),
        query: json!({"dis_max": {"queries": queries}}),
    })
}

/// What has the words of a text, the rarest of them when there are many; and what it has between marks.
pub fn of_words(text: &str, places: &Places, size: usize) -> Vec<Question> {
    let words = word::words(text);
    let mut questions: Vec<Question> = rare(
        words.iter().map(|word| (text, word)),
        &FxHashSet::default(),
        CLAIM,
    )
    .map(|words| Question {
        query: matching(&places.text, &words, "1"),
        size,
    })
    .into_iter()
    .collect();
    if words.len() >= FEWEST {
        questions.push(Question {
            query: spoken(text, places),
            size,
        });
    }
    questions
}

/// The beginning of a quotation: what makes a question, not an essay.
fn said(story: &Story, quote: &Quote) -> String {
    let mut said = quote::parts(quote, &story.paragraphs)
        .collect::<Vec<_>>()
        .join(" ");
    if let Some((end, _)) = said.char_indices().find(|(at, _)| *at >= QUOTED) {
        said.truncate(end);
    }
    said
}

fn matching(field: &str, words: &str, least: &str) -> Value {
    json!({"match": {field: {"query": words, "minimum_should_match": least}}})
}

/// What has the words of a quotation as they stand on end, most of them where it was altered.
fn spoken(words: &str, places: &Places) -> Value {
    if let Some(runs) = &places.runs {
        let mut query = matching(runs, words, "3<25%");
        // Pairs of words are many and common: a quotation of many words is known without them.
        if places.ours && words.split_whitespace().count() > SHORT {
            query["match"][runs]["analyzer"] = "threes".into();
        }
        return query;
    }
    // Without runs in the index: every three words on end, in turn.
    let words: Vec<&str> = words.split_whitespace().collect();
    let phrases: Vec<Value> = words
        .chunks(3)
        .filter(|run| run.len() == 3)
        .take(CLAIM)
        .map(|run| json!({"match_phrase": {&*places.text: run.join(" ")}}))
        .collect();
    json!({"bool": {"should": phrases, "minimum_should_match": 1}})
}

/// The rarest words of a text by what is known of news at large, those of names first, then those that stand first.
fn rare<'a>(
    words: impl Iterator<Item = (&'a str, &'a Word)>,
    named: &FxHashSet<u64>,
    count: usize,
) -> Option<String> {
    let mut seen = FxHashSet::default();
    let mut rare: Vec<(f32, &str)> = words
        .filter(|(_, word)| seen.insert(word.stem))
        .map(|(text, word)| {
            let share = common::share(word.stem, named.contains(&word.stem));
            (share, text.get(word.span()).unwrap_or_default())
        })
        .filter(|(share, _)| *share <= COMMON)
        .collect();
    rare.sort_by(|a, b| a.0.total_cmp(&b.0));
    rare.truncate(count);
    let words: Vec<&str> = rare.into_iter().map(|(_, word)| word).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What several answers name, best first.
pub fn fused<T: Copy + Eq + std::hash::Hash + Ord>(answers: &[Vec<T>], limit: usize) -> Vec<T> {
    let mut worth: FxHashMap<T, f32> = FxHashMap::default();
    for answer in answers {
        for (place, &hit) in answer.iter().enumerate() {
            *worth.entry(hit).or_default() += 1.0 / (FUSION + place as f32);
        }
    }
    let mut fused: Vec<(T, f32)> = worth.into_iter().collect();
    fused.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    fused.truncate(limit);
    fused.into_iter().map(|(hit, _)| hit).collect()
}
