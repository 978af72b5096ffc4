//! Which reports bear on a text: by its rarest words, never by all of them.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::score::{self, Hit, Postings, Question, Rare, Scored, Scores, rarer, total};
use super::{Error, common, day};
use crate::story::word::{self, Word};
use crate::story::{Story, quote, saying};

/// How many of its rarest words a claim or a search is looked up by.
const CLAIM: usize = 8;
/// So many of them are looked for however common they are.
const FEWEST: usize = 3;
/// How many of its rarest words a whole draft is looked up by.
const DRAFT: usize = 64;
/// The claims of a draft that are looked up by their own words; one that has more is a book.
const CLAIMS: usize = 400;
/// How many reports a claim may name by its own words, and how much of their worth a report must have.
const NAMED: usize = 5;
const MOST: f32 = 0.5;
/// How many reports a quotation may name by what it says, word upon word, and what they must share of it.
const SAID: usize = 60;
const SAYING: f32 = 14.0;
/// How many reports a draft's headline names by theirs, and what they must share of it: reports of one event may have
/// nothing else alike.
const HEADED: usize = 50;
const HEADING: f32 = 8.0;
/// How many more where they came within days of the event.
const HEADED_NEAR: usize = 100;
/// What it is worth to have come within days of it: as much as a rare name.
const NEAR: f32 = 8.0;
/// How many reports a draft names by its rare words alone, and out of how many they are chosen, the near ones first.
const WORDED: usize = 80;
const PERHAPS: usize = 300;
/// A word that more than this share of reports have, or so many of them, bears on nothing: what a draft costs to look up
/// is how many reports have its words.
const COMMON: f32 = 0.05;
const MANY: f32 = 10_000.0;
/// A report bears on a draft when the rare words they share are worth so much: two names and two words, say.
const BEARING: f32 = 20.0;
/// A short draft has less to share.
const PART: f32 = 0.3;
/// Fewer terms are not worth another thread.
const TERMS: usize = 8;
/// How many reports it takes for an archive's own counts to weigh as much as those of news at large.
const SMALL: f32 = 500.0;

/// For each text the reports that have the rarest of its words, or some of them, a rewrite may have kept only two; and what
/// it has between marks.
pub fn search_each(postings: &dyn Postings, texts: &[&str], limit: usize) -> Result<Vec<Vec<u64>>, Error> {
    let words: Vec<Vec<Word>> = texts.iter().map(|text| word::words(text)).collect();
    let worth = weigh(postings, words.iter().flatten(), &FxHashSet::default(), 0)?;
    let runs: Vec<Vec<u64>> = texts
        .iter()
        .zip(&words)
        .map(|(text, words)| {
            let mut runs = Vec::new();
            saying::of_text(text, words, &mut runs);
            runs
        })
        .collect();
    let known: FxHashMap<u64, Rare> = known(postings, runs.concat())?
        .into_iter()
        .map(|rare| (rare.term, rare))
        .collect();
    let common = common(postings);
    let texts = words.iter().zip(runs);
    let questions: Vec<Question> = texts
        .map(|(words, mut runs)| {
            let mut words = rarest(&worth, words.iter(), CLAIM);
            let rare = words.iter().take_while(|rare| rare.worth > common).count();
            words.truncate(rare.max(FEWEST));
            runs.sort_unstable();
            runs.dedup();
            words.extend(runs.iter().filter_map(|run| known.get(run)));
            Question {
                words,
                least: 0.0,
                limit,
            }
        })
        .collect();
    Ok(score::answers(postings, &questions)?
        .into_iter()
        .map(ids)
        .collect())
}

/// What a word is worth at most that bears on nothing.
fn common(postings: &dyn Postings) -> f32 {
    -COMMON.min(MANY / postings.size().max(1) as f32).ln()
}

/// The reports that share the rarest words of the story, those that have the words of one of its claims, and those of its
/// event by their headlines.
pub fn bearing_on(postings: &dyn Postings, story: &Story, limit: usize) -> Result<Vec<u64>, Error> {
    let words = || story.paragraphs.iter().flat_map(|placed| &placed.paragraph.words);
    let mut worth = weigh(postings, words(), &in_names(story), limit)?;
    let common = common(postings);
    worth.retain(|_, worth| *worth > common);
    let mut sought = rarest(&worth, words(), DRAFT);
    let enough = BEARING.min(PART * total(&sought));

    let claims = by_claims(story, &worth, enough, &mut sought);
    let quotations = by_quotations(postings, story)?;
    let of_claims = claims.len();
    let questions: Vec<Question> = claims.into_iter().chain(quotations).collect();
    let mut answers = score::answers(postings, &questions)?.into_iter();
    let mut scores = Scores::new(postings);
    let headed = scores.of(&in_headline(postings, story)?, HEADING, &FxHashMap::default())?;

    let mut named: FxHashMap<u32, Hit> = FxHashMap::default();
    // The words of claims are among those that every report is judged by.
    for hit in answers.by_ref().take(of_claims).flatten() {
        credit(&mut named, hit, 0.0);
    }
    for hit in answers
        .flatten()
        .chain(score::best(postings, headed.clone(), HEADED))
    {
        credit(&mut named, hit, hit.score);
    }
    sought.sort_unstable_by_key(|rare| rare.term);
    sought.dedup_by_key(|rare| rare.term);
    let mut others = Vec::new();
    for scored in scores.of(&sought, enough, &named)? {
        match named.get_mut(&scored.number) {
            Some(hit) => hit.score += scored.score,
            None => others.push(scored),
        }
    }
    let mut hits: Vec<Hit> = named.values().copied().collect();
    hits.extend(score::best(postings, others, PERHAPS));
    score::sort(&mut hits);
    let mut hits = in_time(postings, story, hits, named, headed);
    hits.truncate(limit);
    Ok(ids(hits))
}

/// The reports that a draft names, best first, with those `headed` like it that came within days of its event and the best
/// of `hits` that have its words alone.
fn in_time(
    postings: &dyn Postings,
    story: &Story,
    hits: Vec<Hit>,
    mut named: FxHashMap<u32, Hit>,
    mut headed: Vec<Scored>,
) -> Vec<Hit> {
    let dated = hits
        .iter()
        .filter_map(|hit| Some((postings.day(hit.number)?, hit.score)));
    let day = story.date.map(day::of).or_else(|| day::of_event(dated));
    let near = |number: u32| day::are_near(postings.day(number), day);

    let mut hits: FxHashMap<u32, Hit> = hits.into_iter().map(|hit| (hit.number, hit)).collect();
    headed.retain(|scored| near(scored.number) && !named.contains_key(&scored.number));
    for hit in score::best(postings, headed, HEADED_NEAR) {
        credit(&mut hits, hit, hit.score);
        named.insert(hit.number, hit);
    }
    let mut hits: Vec<Hit> = hits.into_values().collect();
    for hit in hits.iter_mut().filter(|hit| near(hit.number)) {
        hit.score += NEAR;
    }
    score::sort(&mut hits);
    let mut unnamed = 0;
    hits.retain(|hit| {
        unnamed += usize::from(!named.contains_key(&hit.number));
        unnamed <= WORDED || named.contains_key(&hit.number)
    });
    hits
}

/// Adds to what a report is worth.
fn credit(named: &mut FxHashMap<u32, Hit>, hit: Hit, worth: f32) {
    let named = named.entry(hit.number).or_insert(Hit { score: 0.0, ..hit });
    named.score += worth;
}

/// Each claim that says enough, by its rarest words, which are sought for the draft as a whole as well.
fn by_claims(
    story: &Story,
    worth: &FxHashMap<u64, f32>,
    enough: f32,
    sought: &mut Vec<Rare>,
) -> Vec<Question> {
    let mut questions = Vec::new();
    for words in claims(story).take(CLAIMS) {
        let words = rarest(worth, words, CLAIM);
        sought.extend_from_slice(&words);
        let worth = total(&words);
        if worth >= enough {
            questions.push(Question {
                words,
                least: MOST * worth,
                limit: NAMED,
            });
        }
    }
    questions
}

/// Each quotation, by its runs of words.
fn by_quotations(postings: &dyn Postings, story: &Story) -> Result<Vec<Question>, Error> {
    let quotes = story.quotes.iter().take(CLAIMS).map(|quote| {
        let words = quote::words(quote, &story.paragraphs).map(|(_, word)| word.key);
        let mut runs = Vec::new();
        saying::of_quotation(&words.collect::<Vec<_>>(), &mut runs);
        Ok(Question {
            words: known(postings, runs)?,
            least: SAYING,
            limit: SAID,
        })
    });
    quotes.collect()
}

/// The words of the headline, as other headlines have them.
fn in_headline(postings: &dyn Postings, story: &Story) -> Result<Vec<Rare>, Error> {
    let words = story
        .paragraphs
        .first()
        .map(|headline| &headline.paragraph.words[..]);
    let words = words.unwrap_or_default().iter();
    known(
        postings,
        words.map(|word| saying::in_headline(word.stem)).collect(),
    )
}

/// What the terms that the archive has are worth, each once, for runs of words and words of headlines.
fn known(postings: &dyn Postings, mut terms: Vec<u64>) -> Result<Vec<Rare>, Error> {
    terms.sort_unstable();
    terms.dedup();
    let size = postings.size() as f32;
    let mut known = Vec::with_capacity(terms.len());
    for (frequency, &term) in frequencies(postings, &terms)?.into_iter().zip(&terms) {
        if frequency > 0 {
            let worth = ((size + 1.0) / frequency as f32).ln();
            known.push(Rare { term, worth });
        }
    }
    Ok(known)
}

/// How many reports have each term; looked up by all processors at once.
fn frequencies(postings: &dyn Postings, terms: &[u64]) -> Result<Vec<usize>, Error> {
    let terms = terms.par_iter().with_min_len(TERMS);
    terms.map(|&term| postings.frequency(term)).collect()
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
    let mut stems: Vec<u64> = words.map(|word| word.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    let mut worth = FxHashMap::default();
    for (frequency, &stem) in frequencies(postings, &stems)?.into_iter().zip(&stems) {
        let frequency = frequency as f32;
        let mut share = common::share(stem, names.contains(&stem));
        if postings.size() > limit {
            share = (frequency + SMALL * share) / (size + SMALL);
        }
        if frequency > 0.0 {
            worth.insert(stem, -share.min(1.0).ln());
        }
    }
    worth.retain(|_, worth| *worth > 0.0);
    Ok(worth)
}

fn rarest<'a>(worth: &FxHashMap<u64, f32>, words: impl Iterator<Item = &'a Word>, count: usize) -> Vec<Rare> {
    let mut rarest: Vec<Rare> = words
        .filter_map(|word| {
            worth.get(&word.stem).map(|&worth| Rare {
                term: word.stem,
                worth,
            })
        })
        .collect();
    rarest.sort_unstable_by(rarer);
    rarest.dedup_by_key(|rare| rare.term);
    rarest.truncate(count);
    rarest
}

fn ids(hits: Vec<Hit>) -> Vec<u64> {
    hits.into_iter().map(|hit| hit.id).collect()
}

#[cfg(test)]
mod tests {
    use super::super::intake::Reading;
    use super::super::report::Report;
    use super::super::scan::Scan;
    use super::*;

    /// `day` is one of March 2031.
    fn report(id: u64, day: u32, headline: &str, body: &str) -> Reading {
        Reading::new(Report {
            id,
            date: format!("2031-03-{day:02}T00:00:00Z").parse().ok(),
            headline: headline.into(),
            text: format!("{headline}\n\n{body}\n"),
            ..Report::default()
        })
    }

    fn bearing(readings: Vec<Reading>, draft: &Story, limit: usize) -> Vec<u64> {
        let scan = Scan::new(readings, &[]);
        bearing_on(&scan, draft, limit).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn who_has_the_quotation_comes_before_who_has_the_names() {
        let told = "Ysolde Hallorand of Quexmoor met the warden of Glaven.";
        let mut readings: Vec<Reading> = (1..100).map(|id| report(id, 1, "Quexmoor", told)).collect();
        let said = "“We will all go to the pier and see it,” somebody said.";
        readings.push(report(500, 1, "Elsewhere", said));
        // Each of its words is common; together they are not.
        let words = "Somebody said: all see to it. We and the pier will go.";
        readings.extend((501..20_000).map(|id| report(id, 1, "Weather", words)));
        let draft = format!("Ysolde Hallorand met the warden of Glaven in Quexmoor.\n\n{said}");
        assert_eq!(bearing(readings, &Story::of(&draft), 20)[0], 500);
    }

    const TOLD: &str = "Ysolde Hallorand of Quexmoor led the drivers of Glaven out.";

    /// Strikes of the tramway through half a month; the event of the 20th; a strike more on the 22nd and the 28th.
    fn strikes() -> Vec<Reading> {
        let strike = |id, day| report(id, day, "Tramway strike", "The board met again.");
        let mut readings: Vec<Reading> = (1..300).map(|id| strike(id, id as u32 % 12 + 1)).collect();
        readings.extend((600..606).map(|id| report(id, 20, "Drivers walk out", TOLD)));
        readings.extend([strike(700, 22), strike(701, 28)]);
        readings.extend((1_000..20_000).map(|id| report(id, 1, "Weather", "It rained.")));
        readings
    }

    #[test]
    fn a_headline_names_those_that_came_within_days_of_the_event() {
        let found = bearing(strikes(), &Story::of(&format!("Tramway strike\n\n{TOLD}")), 300);
        assert!(found.contains(&700) && !found.contains(&701), "{found:?}");
        let old = found.iter().filter(|&&id| id < 600).count();
        assert_eq!(old, HEADED);
    }

    #[test]
    fn a_draft_that_gives_its_date_is_believed() {
        let draft = Story {
            date: Some(jiff::civil::date(2031, 3, 29)),
            ..Story::of(&format!("Tramway strike\n\n{TOLD}"))
        };
        let found = bearing(strikes(), &draft, 300);
        assert!(found.contains(&701) && !found.contains(&700), "{found:?}");
    }
}
