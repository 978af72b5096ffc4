//! A headline's figure that the story below it has otherwise: "Blast kills 14" above "killed 41 people".
//!
//! A headline rounds, adds up and leaves out, and a story has many figures. It is gainsaid only where nothing in the
//! story [bears it out](super::borne) and its lead has one other value for [the same thing](super::rival), or one that a
//! slip makes of it.

use super::borne::is_borne_out;
use super::place::{is_any, words};
use super::rival::rivalry;
use super::told::Told;
use super::{Discord, Draft};
use crate::check::figure::compare::{self, Relation};
use crate::check::figure::sense;
use crate::story::Placed;
use crate::story::figure::Kind;

/// A headline is at most so long, in bytes.
const LONGEST: usize = 160;
/// Sentences below it that tell what it tells.
const LEAD: usize = 8;
/// How strong a slip must be where the story has other values, too.
const TELLING: f32 = 0.6;
/// What a page has so many of, as its headline says.
const LISTED: &[&str] = &[
    "things", "ways", "reasons", "takeaways", "facts", "questions", "photos", "moments", "lessons", "charts",
    "tips", "times", "stories", "issues", "examples", "quotes", "tweets", "picks",
];

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    let Some((headline, body)) = draft.story.paragraphs.split_first() else {
        return;
    };
    if !is_headline(headline) || body.is_empty() {
        return;
    }
    let told = Told::all(draft, body);
    let senses = senses(headline);
    for figure in &headline.paragraph.figures {
        let own = Told::of(draft, headline, figure, 0);
        if is_judged(&own)
            && !is_borne_out(&own, &told)
            && let Some(other) = contradicts(&own, &told, &senses)
        {
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

/// A line of copy without a full stop.
fn is_headline(placed: &Placed) -> bool {
    let text = &placed.paragraph.text;
    !placed.paragraph.figures.is_empty()
        && text.len() <= LONGEST
        && !text.ends_with(['.', '”', '"'])
        && words(text).count() > 2
}

/// What a headline's words stand for, each once.
fn senses(headline: &Placed) -> Vec<u64> {
    let mut senses: Vec<u64> = headline.paragraph.words.iter().filter_map(sense::of).collect();
    senses.sort_unstable();
    senses.dedup();
    senses
}

/// More than one of something, and not of what the page lists.
fn is_judged(own: &Told) -> bool {
    let noun = own.placed.paragraph.text.get(own.figure.noun.clone());
    let listed = words(noun.unwrap_or_default()).any(|word| is_any(word, LISTED));
    match own.stated.kind {
        Kind::Score => true,
        Kind::Date | Kind::Time | Kind::Identifier | Kind::Ordinal | Kind::Odds => false,
        _ => own.amount().is_some() && own.stated.numeral.is_some_and(|own| own.value() > 1.0) && !listed,
    }
}

/// The figure of the story that stands in the place of the headline's.
fn contradicts<'a>(own: &Told, told: &'a [Told<'a>], senses: &[u64]) -> Option<&'a Told<'a>> {
    let lead = told.iter().take_while(|other| other.sentence < LEAD);
    let rivals: Vec<(&Told, usize)> = lead
        .filter_map(|other| Some((other, rivalry(own, other, senses)?)))
        .collect();
    let most = rivals.iter().map(|&(_, rivalry)| rivalry).max()?;
    let mut surest = rivals.iter().filter(|(_, rivalry)| *rivalry == most);
    let &(first, _) = surest.next()?;
    if surest.all(|(other, _)| other.stated.value == first.stated.value) {
        return Some(first);
    }
    let slipped = |other: &Told| match compare::compare(&own.stated, &other.stated) {
        Some(Relation::Slip(slip)) => slip.strength(own.digits()) >= TELLING,
        _ => false,
    };
    rivals
        .iter()
        .map(|&(other, _)| other)
        .find(|other| slipped(other))
}
