//! A figure where a story tells it, and what its sentence says of it.

use super::Draft;
use super::place::{around, is_any, words};
use crate::check::figure::compare::{Plain, Stated};
use crate::check::figure::sense;
use crate::story::Placed;
use crate::story::figure::{Figure, Kind};

/// Words between a headline's number and the noun that it counts.
const HEADED: usize = 5;
/// What is counted beside others: "10 other states".
const BESIDE: &[&str] = &[
    "other", "others", "more", "additional", "another", "further", "fewer",
];
/// What is counted as a part of others.
const PART: &[&str] = &["including", "among", "them"];
/// Behind "and" these tell of one more.
const ONE: &[&str] = &["a", "an", "one", "another", "his", "her"];

pub struct Told<'a> {
    pub placed: &'a Placed,
    pub figure: &'a Figure,
    pub stated: Stated,
    /// How many sentences of the story stand before its own.
    pub sentence: usize,
}

impl<'a> Told<'a> {
    /// Every figure of a story below its headline, in order.
    pub fn all(draft: &Draft, body: &'a [Placed]) -> Vec<Told<'a>> {
        let mut before = 0;
        let mut told = Vec::new();
        for placed in body {
            let sentences = &placed.paragraph.sentences;
            told.extend(placed.paragraph.figures.iter().map(|figure| {
                let own = sentences.partition_point(|sentence| sentence.end <= figure.span.start);
                Told::of(draft, placed, figure, before + own)
            }));
            before += sentences.len();
        }
        told
    }

    pub fn of(draft: &Draft, placed: &'a Placed, figure: &'a Figure, sentence: usize) -> Told<'a> {
        let text = placed.paragraph.text.get(figure.span.clone()).unwrap_or_default();
        let mut stated = Stated::of(figure, text, draft.day);
        if is_age_at_death(placed, figure) {
            stated.kind = Kind::Age;
        }
        Told {
            placed,
            figure,
            stated,
            sentence,
        }
    }

    pub fn text(&self) -> &'a str {
        let text = self.placed.paragraph.text.get(self.figure.span.clone());
        text.unwrap_or_default()
    }

    /// How many of a headline's senses its sentence has.
    pub fn shares(&self, senses: &[u64]) -> usize {
        let sentence = self.placed.paragraph.sentence_around(&self.figure.span);
        let own = self.placed.paragraph.words_in(&sentence);
        let has = |key: &&u64| own.iter().filter_map(sense::of).any(|own| own == **key);
        senses.iter().filter(has).count()
    }

    /// Whether it counts some of many.
    pub fn is_part(&self) -> bool {
        is_any(self.last(), PART)
    }

    /// Whether it counts what there is beside others.
    pub fn is_beside(&self) -> bool {
        let (_, after) = around(&self.placed.paragraph, self.figure);
        is_any(self.last(), BESIDE) || words(after).next().is_some_and(|next| is_any(next, BESIDE))
    }

    /// Whether it is what a part is taken of, those whom a clause picks out, or a stretch up to now: no headline's
    /// figure.
    pub fn is_aside(&self) -> bool {
        let (before, _) = around(&self.placed.paragraph, self.figure);
        let of = words(before).nth_back(1) == Some("of");
        let whole = of && is_any(self.last(), &["the", "its", "their", "his", "her"]);
        let picked = || is_any(self.behind().next().unwrap_or_default(), &["who", "that"]);
        match self.stated.kind {
            Kind::Count => whole || is_any(self.last(), &["the"]) && picked(),
            Kind::Duration => is_any(self.last(), &["past", "last", "previous", "next", "first"]),
            _ => false,
        }
    }

    /// Whether the sentence counts others with them: "a student and two teachers".
    pub fn is_listed(&self) -> bool {
        let mut behind = self.behind();
        let and = behind.next() == Some("and");
        let one = behind.next().is_some_and(|next| is_any(next, ONE));
        is_any(self.last(), &["and"]) || and && one
    }

    /// Whether a word behind it, a headline's figure, is what another one counts.
    pub fn names_head(&self, other: &Told) -> bool {
        let behind = self.figure.span.end..self.placed.paragraph.text.len();
        let mut own = self.placed.paragraph.words_in(&behind).iter().take(HEADED);
        let counted = other.placed.paragraph.words_in(&other.figure.noun).last();
        counted.is_some_and(|counted| own.any(|word| word.stem == counted.stem))
    }

    /// A single amount.
    pub fn amount(&self) -> Option<f64> {
        self.stated.amount()
    }

    /// How far a sum may be from it, that it rounds.
    pub fn reach(&self) -> Option<f64> {
        match self.stated.value {
            Plain::Amount { low, step, .. } => Some((step / 2.0).min(low * 0.05)),
            _ => None,
        }
    }

    pub fn digits(&self) -> usize {
        let digits = self.stated.numeral.map_or(1, |numeral| numeral.digits.max(1));
        digits.ilog10() as usize + 1
    }

    /// The word before it and its bound.
    fn last(&self) -> &'a str {
        let (before, _) = around(&self.placed.paragraph, self.figure);
        words(before).next_back().unwrap_or_default()
    }

    /// The words behind what it counts.
    fn behind(&self) -> impl Iterator<Item = &'a str> {
        let from = self.figure.noun.end.max(self.figure.whole.end);
        let sentence = self.placed.paragraph.sentence_around(&self.figure.span);
        words(
            self.placed
                .paragraph
                .text
                .get(from..sentence.end)
                .unwrap_or_default(),
        )
    }
}

/// "Singer Dead at 84", "dies at 84"
fn is_age_at_death(placed: &Placed, figure: &Figure) -> bool {
    let (before, after) = around(&placed.paragraph, figure);
    let mut back = words(before).rev();
    figure.kind == Kind::Count
        && words(after).next().is_none()
        && back.next() == Some("at")
        && back
            .next()
            .is_some_and(|word| is_any(word, &["dead", "dies", "die"]))
}
