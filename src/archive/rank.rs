//! Which reports bear on a text: by its rarest words, never by all of them.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Error, common};
use crate::story::Story;
use crate::story::word::{self, Word};

/// How many of its rarest words a claim or a search is looked up by.
const CLAIM: usize = 8;
/// How many of its rarest words a whole draft is looked up by.
const DRAFT: usize = 64;
/// The claims of a draft that are looked up by their own words; one that has more is a book.
const CLAIMS: usize = 400;
/// How many reports a claim may name by its own words, and how much of their worth a report must have.
const NAMED: usize = 5;
const MOST: f32 = 0.6;
/// A word that more than this share of reports have bears on nothing.
const COMMON: f32 = 0.05;
/// A report bears on a draft when the rare words they share are worth so much: two names and two words, say.
const BEARING: f32 = 20.0;
/// A short draft has less to share.
const PART: f32 = 0.3;
/// How many reports it takes for an archive's own counts to weigh as much as those of news at large.
const SMALL: f32 = 500.0;

/// What ranking needs to know of an archive: which reports have a word, by its stem.
pub trait Postings {
    fn size(&self) -> usize;
    fn frequency(&self, stem: u64) -> Result<usize, Error>;
    fn holders(&self, stem: u64, each: &mut dyn FnMut(u64)) -> Result<(), Error>;
}

/// A word that the archive has, worth the logarithm of one over the share of reports that have it.
#[derive(Clone, Copy)]
struct Rare {
    stem: u64,
    worth: f32,
}

/// The reports that have most of the rarest of `words`.
pub fn search(postings: &dyn Postings, words: &str, limit: usize) -> Result<Vec<u64>, Error> {
    let words = word::words(words);
    let rarest = rarest(
        &weigh(postings, words.iter(), &FxHashSet::default(), 0)?,
        words.iter(),
        CLAIM,
    );
    let whole: f32 = rarest.iter().map(|rare| rare.worth).sum();
    let mut scores: Vec<_> = scores(postings, &rarest)?.into_iter().collect();
    scores.retain(|&(_, score)| score >= MOST * whole);
    Ok(best(scores, limit))
}

/// The reports that share the rarest words of the story, and those that have the words of one of its claims.
pub fn bearing_on(postings: &dyn Postings, story: &Story, limit: usize) -> Result<Vec<u64>, Error> {
    let words = || story.paragraphs.iter().flat_map(|placed| &placed.paragraph.words);
    let mut worth = weigh(postings, words(), &in_names(story), limit)?;
    worth.retain(|_, worth| *worth > -COMMON.ln());
    let mut sought = rarest(&worth, words(), DRAFT);
    let enough = BEARING.min(PART * sought.iter().map(|rare| rare.worth).sum::<f32>());

    let mut named = FxHashSet::default();
    for words in claims(story).take(CLAIMS) {
        let rarest = rarest(&worth, words, CLAIM);
        let whole: f32 = rarest.iter().map(|rare| rare.worth).sum();
        if whole >= enough {
            let mut scores: Vec<_> = scores(postings, &rarest)?.into_iter().collect();
            scores.retain(|&(_, score)| score >= MOST * whole);
            named.extend(best(scores, NAMED));
        }
        sought.extend(rarest);
    }
    sought.sort_unstable_by_key(|rare| rare.stem);
    sought.dedup_by_key(|rare| rare.stem);

    let mut scores: Vec<_> = scores(postings, &sought)?.into_iter().collect();
    scores.retain(|(id, score)| *score >= enough || named.contains(id));
    if scores.len() > limit {
        let others = scores
            .iter()
            .copied()
            .filter(|(id, _)| !named.contains(id))
            .collect();
        let others: FxHashSet<u64> = best(others, limit.saturating_sub(named.len()))
            .into_iter()
            .collect();
        scores.retain(|(id, _)| named.contains(id) || others.contains(id));
    }
    Ok(best(scores, limit))
}

/// The stems of the words that are part of a name.
fn in_names(story: &Story) -> FxHashSet<u64> {
    let paragraphs = story.paragraphs.iter().map(|placed| &placed.paragraph);
    paragraphs
        .flat_map(|p| p.names.iter().flat_map(|name| p.words_in(&name.span)))
        .map(|word| word.stem)
        .collect()
}

/// The words of each quotation, and of each sentence that has a figure.
fn claims(story: &Story) -> impl Iterator<Item = impl Iterator<Item = &Word> + Clone> {
    let quotes = story.quotes.iter().map(|quote| {
        let paragraphs = &story.paragraphs[quote.paragraph..=quote.last_paragraph];
        (paragraphs, quote.span.clone())
    });
    let figures = story.paragraphs.iter().flat_map(|placed| {
        let paragraph = &placed.paragraph;
        let sentences = paragraph.sentences.iter();
        sentences
            .filter(|sentence| {
                paragraph
                    .figures
                    .iter()
                    .any(|figure| sentence.contains(&figure.span.start))
            })
            .map(move |sentence| (std::slice::from_ref(placed), placed.at(sentence)))
    });
    quotes.chain(figures).map(|(paragraphs, span)| {
        paragraphs.iter().flat_map(move |placed| {
            let within = |at: usize| at.saturating_sub(placed.start);
            let span: Range<usize> = within(span.start)..within(span.end);
            placed.paragraph.words_in(&span)
        })
    })
}

/// What each word that the archive has is worth. A small archive cannot tell which words are rare, so its counts are
/// taken together with those of news at large. One of no more than `limit` reports is often all about one event, whose
/// names every report has: it counts for nothing.
fn weigh<'a>(
    postings: &dyn Postings,
    words: impl Iterator<Item = &'a Word>,
    names: &FxHashSet<u64>,
    limit: usize,
) -> Result<FxHashMap<u64, f32>, Error> {
    let size = postings.size() as f32;
    let mut worth = FxHashMap::default();
    for word in words {
        if worth.contains_key(&word.stem) {
            continue;
        }
        let frequency = postings.frequency(word.stem)? as f32;
        let mut share = common::share(word.stem, names.contains(&word.stem));
        if postings.size() > limit {
            share = (frequency + SMALL * share) / (size + SMALL);
        }
        worth.insert(
            word.stem,
            if frequency > 0.0 {
                -share.min(1.0).ln()
            } else {
                0.0
            },
        );
    }
    worth.retain(|_, worth| *worth > 0.0);
    Ok(worth)
}

fn rarest<'a>(worth: &FxHashMap<u64, f32>, words: impl Iterator<Item = &'a Word>, count: usize) -> Vec<Rare> {
    let mut rarest: Vec<Rare> = words
        .filter_map(|word| {
            worth.get(&word.stem).map(|&worth| Rare {
                stem: word.stem,
                worth,
            })
        })
        .collect();
    rarest.sort_unstable_by(|a, b| b.worth.total_cmp(&a.worth).then(a.stem.cmp(&b.stem)));
    rarest.dedup_by_key(|rare| rare.stem);
    rarest.truncate(count);
    rarest
}

fn scores(postings: &dyn Postings, words: &[Rare]) -> Result<FxHashMap<u64, f32>, Error> {
    let mut scores = FxHashMap::default();
    for rare in words {
        postings.holders(rare.stem, &mut |id| *scores.entry(id).or_default() += rare.worth)?;
    }
    Ok(scores)
}

/// The best ids, by score and then by id, so that equal archives give equal answers.
fn best(mut scores: Vec<(u64, f32)>, limit: usize) -> Vec<u64> {
    scores.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    scores.truncate(limit);
    scores.into_iter().map(|(id, _)| id).collect()
}
