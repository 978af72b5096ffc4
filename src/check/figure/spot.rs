//! A figure with its surroundings: the words from which one sees what it speaks of.

use std::cmp::Ordering;
use std::ops::Range;

use jiff::civil::Date;

use super::compare::Stated;
use super::owner::{self, Owner};
use super::sense;
use super::when::Resolved;
use crate::story::figure::{Figure, Kind, Value};
use crate::story::name::Name;
use crate::story::paragraph::Paragraph;
use crate::story::word::{self, Word};

/// What a boundary of clauses leaves of a word's weight.
const CLAUSE: f32 = 0.7;
/// What each word in between takes off, as a share.
const DISTANCE: f32 = 0.06;
/// Names say whom a sentence is about, not what it counts.
const NAME: f32 = 0.5;
/// How far before a figure a negation turns its bound, in words.
const NEGATED_WITHIN: usize = 6;
const BE: u64 = word::hash("be");
/// What is left of one thing without another.
const LEAVING: [u64; 3] = [word::hash("leaving"), word::hash("leaves"), word::hash("left")];
const THAN: u64 = word::hash("than");
const SENTENCE_BEFORE: f32 = 0.25;
const SENTENCE_AFTER: f32 = 0.12;

#[derive(Debug, Clone)]
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
    /// What befell those counted.
    pub fate: Option<u64>,
    /// Whose age it is.
    pub owner: Option<Owner>,
    /// Whether a date is that on which something was said ("told reporters on Friday").
    pub said: bool,
    /// Whether it is what one thing has beyond another, or lacks ("50 more than", "leaving 50").
    pub difference: bool,
    /// Whether it is a part of the figure behind it ("seven of the eight").
    pub part: bool,
    /// Whether it counts those besides ("three other people", "another 300").
    pub rest: bool,
    /// Whether a poll is spoken of in its sentence or beside it.
    pub polled: bool,
    /// The days in its sentence on which it may have been so.
    pub days: Vec<Resolved>,
    /// Whether it stands under a "not" or a ban ("must not charge more than 40"), which turns a bound.
    pub negated: bool,
    /// What stands around it and how near, in order of the senses.
    pub words: Vec<(u64, f32)>,
    /// The senses of the words behind it in its clause ("94 were upheld"), or else before it, in order.
    pub clause: Vec<u64>,
    /// The words of the names in its sentence, all but those that only open it.
    pub names: Vec<u64>,
    /// The length of `words` as a vector.
    pub norm: f32,
}

impl Spot {
    /// Whether two sentences name others, or the figures count others or leave open what they count.
    pub fn is_estranged(&self, other: &Spot) -> bool {
        let named = self.names.is_empty() || other.names.is_empty() || self.shares_name(other);
        let counted = self.stated.kind != Kind::Count
            || (self.head.is_some() && self.head == other.head)
            || (self.fate.is_some() && self.fate == other.fate);
        !named || !counted
    }

    /// Whether two ages are of one person.
    pub fn is_age_of_owner(&self, other: &Spot) -> bool {
        self.owner.zip(other.owner).is_some_and(|(a, b)| a.may_be(&b))
    }

    pub fn shares_name(&self, other: &Spot) -> bool {
        self.names.iter().any(|name| other.names.contains(name))
    }
}

/// The figures of a paragraph of a text written on `day`, in order.
pub fn spots(paragraph: &Paragraph, day: Option<Date>) -> Vec<Spot> {
    if paragraph.figures.is_empty() {
        return Vec::new();
    }
    let clauses = clauses(paragraph);
    paragraph
        .figures
        .iter()
        .map(|figure| spot(paragraph, figure, &clauses, day))
        .collect()
}

fn spot(paragraph: &Paragraph, figure: &Figure, clauses: &[u16], day: Option<Date>) -> Spot {
    let text = paragraph.text.get(figure.span.clone()).unwrap_or_default();
    let sentence = paragraph
        .sentences
        .partition_point(|s| s.end <= figure.span.start);
    Spot {
        stated: Stated::of(figure, text, day),
        span: figure.span.clone(),
        whole: figure.whole.clone(),
        sentence,
        head: figure.head,
        fate: figure.fate,
        owner: owner::of(paragraph, figure, sentence),
        said: figure.kind == Kind::Date && is_said(paragraph, figure),
        difference: is_difference(paragraph, figure),
        part: is_part(paragraph, figure),
        rest: is_rest(paragraph, figure),
        polled: is_polled(paragraph, sentence),
        days: days(paragraph, sentence, day),
        negated: before(paragraph, figure, NEGATED_WITHIN)
            .iter()
            .any(sense::negates),
        words: around(paragraph, figure, sentence, clauses),
        clause: own_clause(paragraph, figure, sentence, clauses),
        names: names(paragraph, sentence),
        norm: 0.0,
    }
}

/// Whether a verb of reporting stands just before or behind.
fn is_said(paragraph: &Paragraph, figure: &Figure) -> bool {
    let words = &paragraph.words;
    let behind = words.partition_point(|w| (w.start as usize) < figure.span.end);
    // "on Friday said", but "who came on Friday, said"
    let next = words
        .get(behind)
        .filter(|w| paragraph.text.get(figure.span.end..w.start as usize) == Some(" "));
    let before = before(paragraph, figure, 3);
    // "will be announced on Friday": that day is the news itself.
    let coming = before
        .windows(2)
        .any(|pair| pair[0].key == BE && sense::reports(&pair[1]));
    !coming && before.iter().chain(next).any(sense::reports)
}

fn is_difference(paragraph: &Paragraph, figure: &Figure) -> bool {
    let behind = paragraph.text.get(figure.span.end..).unwrap_or_default();
    let beyond = [
        " more than", " less than", " fewer than", " too few", " too many", " short", " unspent", " ahead",
    ];
    beyond.iter().any(|words| behind.starts_with(words))
        || before(paragraph, figure, 1)
            .iter()
            .any(|word| LEAVING.contains(&word.key))
}

fn is_rest(paragraph: &Paragraph, figure: &Figure) -> bool {
    let words = &paragraph.words;
    let next = words.partition_point(|w| (w.start as usize) < figure.whole.end);
    let more = words.get(next + 1).is_none_or(|w| w.key != THAN);
    let behind = words.get(next).is_some_and(|w| sense::adds(w) && more);
    behind || before(paragraph, figure, 1).iter().any(sense::adds)
}

fn is_polled(paragraph: &Paragraph, sentence: usize) -> bool {
    let reach = sentence.saturating_sub(1)..(sentence + 2).min(paragraph.sentences.len());
    let sentences = paragraph.sentences.get(reach).unwrap_or_default();
    sentences
        .iter()
        .any(|span| paragraph.words_in(span).iter().any(sense::polls))
}

/// The dates of a sentence that are not those on which something was said.
fn days(paragraph: &Paragraph, sentence: usize, day: Option<Date>) -> Vec<Resolved> {
    let Some(span) = paragraph.sentences.get(sentence) else {
        return Vec::new();
    };
    let within = |figure: &&Figure| span.contains(&figure.span.start) && !is_said(paragraph, figure);
    let dates = paragraph.figures.iter().filter(within);
    dates
        .filter_map(|figure| match figure.value {
            Value::Date(when) => Some(Resolved::of(when, day)),
            _ => None,
        })
        .collect()
}

fn is_part(paragraph: &Paragraph, figure: &Figure) -> bool {
    let next = paragraph
        .figures
        .iter()
        .find(|next| next.span.start > figure.span.start);
    let between = next.and_then(|next| paragraph.text.get(figure.span.end..next.whole.start));
    between.is_some_and(|between| matches!(between.trim(), "of" | "of the" | "of its" | "of their"))
}

/// The words before a figure with what bounds it, in its sentence or the one before, at most `limit` of them.
fn before<'a>(paragraph: &'a Paragraph, figure: &Figure, limit: usize) -> &'a [Word] {
    let words = &paragraph.words;
    let end = words.partition_point(|w| (w.end as usize) <= figure.whole.start);
    &words[end.saturating_sub(limit)..end]
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
            let Some(sense) = matter(paragraph, figure, word) else {
                continue;
            };
            let weight = match s.cmp(&sentence) {
                Ordering::Less => SENTENCE_BEFORE,
                Ordering::Equal => weigh(at),
                Ordering::Greater => SENTENCE_AFTER,
            };
            let named = in_name(paragraph, word);
            found.push((sense, if named { weight * NAME } else { weight }));
        }
    }
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    found.dedup_by_key(|(sense, _)| *sense);
    found.shrink_to_fit();
    found
}

fn own_clause(paragraph: &Paragraph, figure: &Figure, sentence: usize, clauses: &[u16]) -> Vec<u64> {
    let Some(sentence) = paragraph.sentences.get(sentence) else {
        return Vec::new();
    };
    let own = paragraph
        .words
        .partition_point(|w| (w.end as usize) <= figure.span.start);
    let beside = indexed(&paragraph.words, sentence).filter(|(at, _)| clauses.get(*at) == clauses.get(own));
    let told = beside.filter_map(|(at, word)| Some((at, matter(paragraph, figure, word)?)));
    let (before, behind): (Vec<_>, Vec<_>) = told.partition(|(at, _)| *at < own);
    let nearer = if behind.is_empty() { before } else { behind };
    let mut senses: Vec<u64> = nearer.into_iter().map(|(_, sense)| sense).collect();
    senses.sort_unstable();
    senses
}

fn indexed<'a>(words: &'a [Word], span: &Range<usize>) -> impl Iterator<Item = (usize, &'a Word)> {
    let from = words.partition_point(|w| (w.start as usize) < span.start);
    let to = words.partition_point(|w| (w.start as usize) < span.end);
    (from..to.max(from)).map(|at| (at, &words[at]))
}

/// What a word is to the figures near it: those of a number or unit are no context, those of another date ("in May") are.
fn matter(paragraph: &Paragraph, own: &Figure, word: &Word) -> Option<u64> {
    let at = word.start as usize;
    if paragraph.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    match figure_at(paragraph, at) {
        Some(figure) if figure.kind == Kind::Date && figure.span != own.span => Some(word.stem),
        Some(_) => None,
        None => sense::of(word),
    }
}

fn figure_at(paragraph: &Paragraph, at: usize) -> Option<&Figure> {
    let figures = &paragraph.figures;
    let candidate = figures.get(figures.partition_point(|f| f.span.end <= at));
    candidate.filter(|figure| figure.span.contains(&at))
}

fn in_name(paragraph: &Paragraph, word: &Word) -> bool {
    let at = word.start as usize;
    let names = &paragraph.names;
    let candidate = names.get(names.partition_point(|name| name.span.end <= at));
    candidate.is_some_and(|name| name.span.contains(&at) && name.keys.len() > 1)
}

fn names(paragraph: &Paragraph, sentence: usize) -> Vec<u64> {
    let Some(span) = paragraph.sentences.get(sentence) else {
        return Vec::new();
    };
    let within = |name: &&Name| {
        span.start < name.span.start
            && name.span.start < span.end
            && figure_at(paragraph, name.span.start).is_none()
    };
    let names = paragraph.names.iter().filter(within);
    names.flat_map(|name| name.keys.iter().copied()).collect()
}
