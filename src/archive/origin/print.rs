//! What a report's own words are told by: its passages, hashed.

use std::ops::Range;

use jiff::Timestamp;

use super::attribution::{self, Outlet, Source};
use crate::archive::{Report, barred};
use crate::story::word::Word;
use crate::story::{Placed, Story};

/// Words in a run. Two reporters who write of one event share few runs of five words.
pub const RUN: usize = 5;
/// A passage is a sentence, or several where they have fewer own words than this.
const PASSAGE: usize = 12;
/// A paragraph is a gallery's or a list's, which page after page repeats, where one run in so many stands in it so often.
const REPEATED: usize = 3;
const IN_SO_MANY: usize = 60;
/// So many small letters before a capital are a word of their own: not "McKay", not "YouTube".
const GLUED: usize = 4;
/// Whoever signs an embedded post in fewer words says nothing else.
const SIGNATURE: usize = 16;

/// What tells a copy of a report from another report of the same event.
#[derive(Debug)]
pub struct Print {
    /// Hashes of the runs of its own words, passage after passage, in order within each; none twice in the report.
    pub runs: Box<[u32]>,
    pub passages: Box<[Passage]>,
    pub date: Option<Timestamp>,
    pub outlet: Outlet,
    pub url: Box<str>,
    /// What names it through its versions, where anything does, and which of them it is.
    pub guid: Option<u64>,
    pub version: u32,
    /// Whose report it says it is.
    pub voices: Box<[Source]>,
    /// The outlets to which it attributes what stands in a passage, by the passage.
    pub sources: Box<[(u32, Source)]>,
}

/// A sentence or some short ones. What stands between marks is not its own.
#[derive(Debug, Clone, Copy)]
pub struct Passage {
    /// Bytes from the start of the report's text.
    pub start: u32,
    pub paragraph: u32,
    /// Its first run among the report's.
    pub first: u32,
}

impl Print {
    pub fn of(report: &Report, story: &Story) -> Print {
        let mut lines = report.text.lines().filter(|line| !line.trim().is_empty());
        let opening = lines
            .nth(usize::from(!report.headline.is_empty()))
            .unwrap_or_default();
        let dateline: String = opening.chars().take(100).collect();
        let outlet = Outlet::of(&report.outlet);
        let (runs, passages) = passages(story);
        let sources = attribution::sources(story)
            .filter(|(_, source)| !outlet.is(*source))
            .map(|(at, source)| (passage_at(&passages, at) as u32, source))
            .collect();
        let voices = attribution::voices(&[&report.credit, &report.byline], &dateline)
            .filter(|source| !outlet.is(*source))
            .collect();
        Print {
            runs,
            passages,
            date: report.date,
            outlet,
            url: report.url.as_str().into(),
            guid: (!report.guid.is_empty()).then(|| barred::key(&report.guid)),
            version: report.version,
            voices,
            sources,
        }
    }

    /// The passage in which the byte `at` of the report's text stands.
    pub fn passage(&self, at: usize) -> usize {
        passage_at(&self.passages, at)
    }

    /// The runs of a passage.
    pub fn runs_of(&self, passage: usize) -> &[u32] {
        let from = self
            .passages
            .get(passage)
            .map_or(self.runs.len(), |p| p.first as usize);
        let to = self
            .passages
            .get(passage + 1)
            .map_or(self.runs.len(), |p| p.first as usize);
        self.runs.get(from..to).unwrap_or_default()
    }
}

fn passage_at(passages: &[Passage], at: usize) -> usize {
    passages
        .partition_point(|passage| passage.start as usize <= at)
        .saturating_sub(1)
}

/// A sentence with the runs of its own words.
struct Sentence {
    start: usize,
    own: usize,
    runs: Vec<u32>,
}

/// The sentences of a story, paragraph by paragraph, and the runs of what stands between marks; with `marked` false the
/// marks count for nothing.
fn sentences(story: &Story, marked: bool) -> (Vec<Vec<Sentence>>, Vec<u32>) {
    let mut marks = story.quotes.iter().map(|quote| &quote.marks).peekable();
    let mut is_quoted = |at: usize| {
        while marks.next_if(|marks| marks.end <= at).is_some() {}
        marked && marks.peek().is_some_and(|marks| marks.contains(&at))
    };
    let mut quoted = Vec::new();
    let mut sentence = |placed: &Placed, span: &Range<usize>| {
        let words = placed.paragraph.words_in(span);
        let outside: Vec<bool> = words
            .iter()
            .map(|word| !is_quoted(placed.start + word.start as usize))
            .collect();
        let mut runs = Vec::with_capacity(words.len());
        let glued = words
            .iter()
            .any(|word| is_glued(&placed.paragraph.text[word.span()]));
        let mut from = 0;
        for part in outside.chunk_by(|a, b| a == b) {
            let here = &words[from..from + part.len()];
            push_runs(placed, here, if part[0] { &mut runs } else { &mut quoted });
            from += part.len();
        }
        Sentence {
            start: placed.start + span.start,
            own: outside.iter().filter(|&&outside| outside).count(),
            runs: if glued { Vec::new() } else { runs },
        }
    };
    let paragraphs = story.paragraphs.iter().map(|placed| {
        let spans = placed.paragraph.sentences.iter();
        spans.map(|span| sentence(placed, span)).collect()
    });
    let paragraphs = paragraphs.collect();
    (paragraphs, quoted)
}

/// The runs of a story's own words; of all its words where it hardly has its own (a transcript).
fn passages(story: &Story) -> (Box<[u32]>, Box<[Passage]>) {
    let (mut paragraphs, mut quoted) = sentences(story, true);
    let own: usize = paragraphs.iter().flatten().map(|sentence| sentence.own).sum();
    let all: usize = story.paragraphs.iter().map(|p| p.paragraph.words.len()).sum();
    if own * 4 < all {
        (paragraphs, quoted) = sentences(story, false);
    }
    for (at, sentences) in paragraphs.iter_mut().enumerate() {
        if is_repeated(sentences) || is_post(&story.paragraphs[at..]) {
            sentences.iter_mut().for_each(|sentence| sentence.runs.clear());
        }
    }
    let twice = twice(&paragraphs, quoted);
    let (mut runs, mut passages) = (Vec::new(), Vec::new());
    for (at, sentences) in paragraphs.into_iter().enumerate() {
        let first = passages.len();
        let mut enough = true;
        let mut counted = 0;
        for sentence in sentences {
            if enough {
                passages.push(Passage {
                    start: sentence.start as u32,
                    paragraph: at as u32,
                    first: runs.len() as u32,
                });
                counted = 0;
            }
            counted += sentence.own;
            enough = counted >= PASSAGE;
            let own = sentence.runs.into_iter();
            runs.extend(own.filter(|run| twice.binary_search(run).is_err()));
        }
        // What is left over at the end belongs to what stands before it.
        if !enough && passages.len() > first + 1 {
            passages.pop();
        }
    }
    let ends = passages.iter().skip(1).map(|p| p.first as usize);
    let ends: Vec<usize> = ends.chain([runs.len()]).collect();
    for (passage, end) in passages.iter().zip(ends) {
        runs[passage.first as usize..end].sort_unstable();
    }
    (runs.into(), passages.into())
}

/// Whether a word is two that a page's links left without a space: "MoreauBoard", "Lund2031".
fn is_glued(word: &str) -> bool {
    let mut small = 0;
    word.chars().any(|c| {
        let end = small >= GLUED && (c.is_uppercase() || c.is_ascii_digit());
        small = if c.is_lowercase() { small + 1 } else { 0 };
        end
    })
}

/// Whether a paragraph says one thing again and again.
fn is_repeated(sentences: &[Sentence]) -> bool {
    let mut runs: Vec<u32> = sentences.iter().flat_map(|s| s.runs.iter().copied()).collect();
    runs.sort_unstable();
    let often = runs.chunk_by(|a, b| a == b).filter(|same| same.len() >= REPEATED);
    let often: usize = often.map(<[u32]>::len).sum();
    often > 0 && often * IN_SO_MANY >= runs.len()
}

/// Whether the first of these paragraphs is somebody's post: "Anna Moreau (@moreau)" stands in it or signs it below.
fn is_post(paragraphs: &[Placed]) -> bool {
    let signed = |placed: &Placed| placed.paragraph.text.contains("(@");
    let signs = |placed: &Placed| signed(placed) && placed.paragraph.words.len() < SIGNATURE;
    paragraphs.first().is_some_and(signed) || paragraphs.get(1).is_some_and(signs)
}

/// The runs that stand twice in a report, in order: the page's, or quoted and told once more.
fn twice(paragraphs: &[Vec<Sentence>], quoted: Vec<u32>) -> Vec<u32> {
    let mut all = quoted;
    all.extend(paragraphs.iter().flatten().flat_map(|sentence| &sentence.runs));
    all.sort_unstable();
    let again = all.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
    again.map(|same| same[0]).collect()
}

/// Names and titles alone are nobody's own words: a run has a word that begins with a small letter.
fn push_runs(placed: &Placed, words: &[Word], runs: &mut Vec<u32>) {
    let text = &placed.paragraph.text;
    let small = |word: &Word| text[word.span()].starts_with(char::is_lowercase);
    let own = words.windows(RUN).filter(|run| run.iter().any(small));
    runs.extend(own.map(|run| {
        let mixed = run.iter().fold(0_u64, |hash, word| {
            hash.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word.key
        });
        (mixed ^ (mixed >> 32)) as u32
    }));
}
