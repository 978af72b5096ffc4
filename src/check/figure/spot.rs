//! A figure with its surroundings: the words from which one sees what it speaks of.

use std::ops::Range;

use super::compare::Stated;
use super::sense;
use crate::story::figure::{Figure, Kind};
use crate::story::name::{Bearer, Name};
use crate::story::paragraph::Paragraph;
use crate::story::word::Word;

/// What a boundary of clauses leaves of a word's weight.
const CLAUSE: f32 = 0.7;
/// What each word in between takes off, as a share.
const DISTANCE: f32 = 0.06;
const SENTENCE_BEFORE: f32 = 0.25;
const SENTENCE_AFTER: f32 = 0.12;

#[derive(Debug)]
pub struct Spot {
    pub stated: Stated,
    /// The figure's number and unit, in the paragraph.
    pub span: Range<usize>,
    /// With the words that bound it.
    pub whole: Range<usize>,
    /// The index of its sentence.
    pub sentence: usize,
    /// What is counted.
    pub head: Option<u64>,
    /// Whose age it is: the key of the family name.
    pub owner: Option<u64>,
    /// What stands around it and how near, in order of the senses.
    pub words: Vec<(u64, f32)>,
}

/// The figures of a paragraph as spots, in order.
pub fn spots(paragraph: &Paragraph) -> Vec<Spot> {
    if paragraph.figures.is_empty() {
        return Vec::new();
    }
    let clauses = clauses(paragraph);
    paragraph
        .figures
        .iter()
        .map(|figure| spot(paragraph, figure, &clauses))
        .collect()
}

fn spot(paragraph: &Paragraph, figure: &Figure, clauses: &[u16]) -> Spot {
    let text = paragraph.text.get(figure.span.clone()).unwrap_or_default();
    let sentence = paragraph
        .sentences
        .partition_point(|s| s.end <= figure.span.start);
    Spot {
        stated: Stated::of(figure, text),
        span: figure.span.clone(),
        whole: figure.whole.clone(),
        sentence,
        head: figure.head,
        owner: owner(paragraph, figure, sentence),
        words: around(paragraph, figure, sentence, clauses),
    }
}

/// For each word the number of clause boundaries before it.
fn clauses(paragraph: &Paragraph) -> Vec<u16> {
    let (mut clause, mut end) = (0u16, 0);
    let mut clauses = Vec::with_capacity(paragraph.words.len());
    for word in &paragraph.words {
        let span = word.span();
        let gap = paragraph.text.get(end..span.start).unwrap_or_default();
        let joins = matches!(
            paragraph.text.get(span.clone()),
            Some("and" | "but" | "while" | "whereas" | "against" | "with" | "from" | "than")
        );
        if joins || gap.contains([',', ';', ':', '—', '–', '(', ')']) {
            clause = clause.saturating_add(1);
        }
        clauses.push(clause);
        end = span.end;
    }
    clauses
}

fn around(paragraph: &Paragraph, figure: &Figure, sentence: usize, clauses: &[u16]) -> Vec<(u64, f32)> {
    let words = &paragraph.words;
    let first = words.partition_point(|w| (w.end as usize) <= figure.span.start);
    let last = words
        .partition_point(|w| (w.start as usize) < figure.span.end)
        .max(first + 1)
        - 1;
    let weigh = |at: usize| {
        let near = if at < first { first } else { last };
        let distance = at.abs_diff(near) as f32;
        let (clause, own) = (clauses.get(at), clauses.get(near));
        let between = clause.zip(own).map_or(0, |(&a, &b)| a.abs_diff(b));
        CLAUSE.powi(between.into()) / (1.0 + DISTANCE * distance)
    };
    let mut found: Vec<(u64, f32)> = Vec::new();
    let reach = sentence.saturating_sub(1)..(sentence + 2).min(paragraph.sentences.len());
    for s in reach {
        for (at, word) in indexed(words, &paragraph.sentences[s]) {
            if is_number(paragraph, figure, word) {
                continue;
            }
            let weight = match s.cmp(&sentence) {
                std::cmp::Ordering::Less => SENTENCE_BEFORE,
                std::cmp::Ordering::Equal => weigh(at),
                std::cmp::Ordering::Greater => SENTENCE_AFTER,
            };
            found.extend(sense::of(word).map(|sense| (sense, weight)));
        }
    }
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    found.dedup_by_key(|(sense, _)| *sense);
    found
}

fn indexed<'a>(words: &'a [Word], span: &Range<usize>) -> impl Iterator<Item = (usize, &'a Word)> {
    let from = words.partition_point(|w| (w.start as usize) < span.start);
    let to = words.partition_point(|w| (w.start as usize) < span.end);
    (from..to.max(from)).map(|at| (at, &words[at]))
}

/// The words of a number or unit are no context; those of another date ("in May") are.
fn is_number(paragraph: &Paragraph, own: &Figure, word: &Word) -> bool {
    let at = word.start as usize;
    if paragraph.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit) {
        return true;
    }
    let figures = &paragraph.figures;
    let candidate = figures.get(figures.partition_point(|f| f.span.end <= at));
    candidate.is_some_and(|f| f.span.contains(&at) && (f.kind != Kind::Date || f.span == own.span))
}

/// Whose age: the person last named before it in its sentence, else the first after it.
fn owner(paragraph: &Paragraph, figure: &Figure, sentence: usize) -> Option<u64> {
    if figure.kind != Kind::Age {
        return None;
    }
    let span = paragraph.sentences.get(sentence)?;
    let person = |name: &&Name| name.likely != Bearer::Other && span.contains(&name.span.start);
    let names = &paragraph.names;
    let before = names
        .iter()
        .rev()
        .filter(|n| n.span.end <= figure.span.start)
        .find(person);
    let after = || {
        names
            .iter()
            .filter(|n| n.span.start >= figure.span.end)
            .find(person)
    };
    before.or_else(after)?.keys.last().copied()
}
