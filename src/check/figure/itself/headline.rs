//! A headline's figure that the story below it has otherwise.

use super::place::words;
use super::{Discord, Draft};
use crate::check::figure::compare::{self, Plain, Relation, Stated};
use crate::check::figure::sense;
use crate::story::Placed;
use crate::story::figure::{Figure, Kind};
use crate::story::paragraph::Paragraph;

/// A headline is at most so long, in bytes.
const LONGEST: usize = 160;
/// Paragraphs below it that tell what it tells.
const LEAD: usize = 4;
/// How strong a slip must be.
const TELLING: f32 = 0.6;

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    let Some((headline, body)) = draft.story.paragraphs.split_first() else {
        return;
    };
    if !is_headline(&headline.paragraph) || headline.paragraph.figures.is_empty() {
        return;
    }
    let told: Vec<Told> = body
        .iter()
        .enumerate()
        .flat_map(|(at, placed)| {
            placed
                .paragraph
                .figures
                .iter()
                .map(move |figure| (at, placed, figure))
        })
        .map(|(at, placed, figure)| Told {
            lead: at < LEAD,
            placed,
            figure,
            stated: stated(draft, placed, figure),
        })
        .collect();
    for figure in &headline.paragraph.figures {
        let own = Told {
            lead: true,
            placed: headline,
            figure,
            stated: stated(draft, headline, figure),
        };
        if let Some(other) = contradicts(&own, &told) {
            found.push(Discord {
                span: headline.at(&figure.span),
                elsewhere: Some(other.placed.at(&other.figure.span)),
                note: format!("the story below has “{}”", other.text()),
                fixes: Vec::new(),
                absolute: false,
            });
        }
    }
}

/// A figure where it stands.
struct Told<'a> {
    lead: bool,
    placed: &'a Placed,
    figure: &'a Figure,
    stated: Stated,
}

fn stated(draft: &Draft, placed: &Placed, figure: &Figure) -> Stated {
    let text = placed.paragraph.text.get(figure.span.clone()).unwrap_or_default();
    Stated::of(figure, text, draft.day)
}

impl Told<'_> {
    fn text(&self) -> &str {
        self.placed
            .paragraph
            .text
            .get(self.figure.span.clone())
            .unwrap_or_default()
    }

    /// How many words of matter its sentence shares with a headline.
    fn shares(&self, headline: &Paragraph) -> usize {
        let sentence = self.placed.paragraph.sentence_around(&self.figure.span);
        let own = self.placed.paragraph.words_in(&sentence);
        let of_matter = headline.words.iter().filter_map(sense::of);
        let numbered = |key: &u64| own.iter().filter_map(sense::of).any(|own| own == *key);
        of_matter.filter(numbered).count()
    }
}

/// A line of copy without a full stop.
fn is_headline(paragraph: &Paragraph) -> bool {
    let text = &paragraph.text;
    text.len() <= LONGEST && !text.ends_with(['.', '”', '"']) && words(text).count() > 2
}

/// The figure of the story that stands in the place of the headline's, where nothing in the story bears it out.
fn contradicts<'a>(own: &Told, told: &'a [Told<'a>]) -> Option<&'a Told<'a>> {
    let like: Vec<(&Told, Relation)> = told
        .iter()
        .filter(|other| other.stated.class() == own.stated.class())
        .filter_map(|other| Some((other, compare::compare(&own.stated, &other.stated)?)))
        .collect();
    let borne = |relation: &Relation| {
        matches!(
            relation,
            Relation::Same | Relation::Rounded | Relation::Shifted | Relation::Coarser
        )
    };
    if like.iter().any(|(_, relation)| borne(relation)) || is_derived(own, &like) {
        return None;
    }
    let denies = |(other, relation): &&(&'a Told<'a>, Relation)| {
        other.lead
            && other.shares(&own.placed.paragraph) > 1
            && match (own.figure.kind, relation) {
                (Kind::Count, Relation::Slip(slip)) => {
                    is_one_thing(own, other) && slip.strength(digits(own)) > 0.3
                }
                (Kind::Count, Relation::Other) => is_one_toll(own, other, &like),
                (Kind::Money(_) | Kind::Percentage | Kind::Measure(_), Relation::Slip(slip)) => {
                    slip.strength(digits(own)) >= TELLING && own.figure.change == other.figure.change
                }
                (Kind::Age, Relation::Slip(_) | Relation::Other | Relation::Far) => is_single(other, &like),
                (Kind::Score, Relation::Other) => is_single(other, &like),
                _ => false,
            }
    };
    like.iter().find(denies).map(|(other, _)| *other)
}

fn is_one_thing(own: &Told, other: &Told) -> bool {
    let (a, b) = (own.figure, other.figure);
    a.head.is_some() && a.head == b.head && (a.fate == b.fate)
}

/// The story has one number of those to whom the same happened, and not fewer than some of them.
fn is_one_toll(own: &Told, other: &Told, like: &[(&Told, Relation)]) -> bool {
    let fate = own.figure.fate;
    let mut tolls = like.iter().filter(|(told, _)| told.figure.fate == fate);
    fate.is_some()
        && fate == other.figure.fate
        && tolls.all(|(told, _)| told.stated.value == other.stated.value)
}

/// The story has one value of the kind.
fn is_single(other: &Told, like: &[(&Told, Relation)]) -> bool {
    like.iter()
        .all(|(told, _)| told.stated.value == other.stated.value)
}

/// A headline may add up or take the difference of what stands below it.
fn is_derived(own: &Told, like: &[(&Told, Relation)]) -> bool {
    let Some(value) = own.stated.amount() else {
        return !matches!(own.stated.value, Plain::Pair(..));
    };
    let near = |other: f64| (other - value).abs() <= value.abs() * 0.05;
    let amounts: Vec<f64> = like.iter().filter_map(|(told, _)| told.stated.amount()).collect();
    let pairs = |(at, a): (usize, &f64)| {
        amounts
            .iter()
            .skip(at + 1)
            .any(|b| near(a + b) || near((a - b).abs()))
    };
    amounts.iter().enumerate().any(pairs)
}

fn digits(told: &Told) -> usize {
    told.stated
        .numeral
        .map_or(1, |numeral| numeral.digits.max(1).ilog10() as usize + 1)
}
