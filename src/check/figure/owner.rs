//! Whose age a figure is.

use crate::story::figure::{Figure, Kind};
use crate::story::name::{Bearer, Name};
use crate::story::paragraph::Paragraph;
use crate::story::titled;

/// Whom an age is of, by the words of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    given: u64,
    family: u64,
    /// Whether the name stands beside the age, not somewhere before it.
    pub certain: bool,
}

impl Owner {
    fn of(name: &Name, certain: bool) -> Option<Owner> {
        let (given, family) = (*name.keys.first()?, *name.keys.last()?);
        Some(Owner {
            given,
            family,
            certain,
        })
    }

    /// Whether two names may be of one person: "Ada Moreau" is "Moreau" and "Ada", but not "Lucas Moreau".
    pub fn may_be(&self, other: &Owner) -> bool {
        let full = |owner: &Owner| owner.given != owner.family;
        if full(self) && full(other) {
            return (self.given, self.family) == (other.given, other.family);
        }
        let within = |name: u64, owner: &Owner| name == owner.given || name == owner.family;
        within(self.given, other) || within(self.family, other) || within(other.family, self)
    }
}

/// Whose age: the person just before it ("Moreau, 34"), who is named near it ("the mayor, 34"), or after a hyphenated one
/// ("34-year-old Ada Moreau").
pub fn of(paragraph: &Paragraph, figure: &Figure, sentence: usize) -> Option<Owner> {
    if figure.kind != Kind::Age || titled::is_titled(&paragraph.text, &paragraph.words) {
        return None;
    }
    let sentence = paragraph.sentences.get(sentence)?;
    let names = paragraph
        .names
        .iter()
        .filter(|name| sentence.contains(&name.span.start));
    let before = names
        .clone()
        .rev()
        .find(|name| name.span.end <= figure.span.start);
    let person = |name: &&Name| name.likely != Bearer::Other;
    let gap = |name: &Name| {
        paragraph
            .text
            .get(name.span.end..figure.span.start)
            .unwrap_or_default()
    };
    if let Some(name) = before.filter(|name| gap(name) == ", ") {
        return Owner::of(name, true);
    }
    let hyphenated = paragraph
        .text
        .get(figure.span.clone())
        .is_some_and(|text| text.contains('-'));
    if !hyphenated {
        let mut earlier = names.rev().filter(|name| name.span.end <= figure.span.start);
        return Owner::of(earlier.find(person)?, false);
    }
    let apposed = |name: &&Name| matches!(gap(name), ", a " | ", an " | ", the ");
    let follows = |name: &&Name| {
        let between = paragraph
            .text
            .get(figure.span.end..name.span.start)
            .unwrap_or(",");
        let of_another = [" of ", " to "].iter().any(|link| between.contains(link));
        !between.contains([',', ';', '.']) && !of_another && between.split_whitespace().count() <= 3
    };
    let mut behind = names.filter(|name| name.span.start >= figure.span.end);
    match before.filter(apposed).or_else(|| behind.find(follows)) {
        Some(name) => Owner::of(name, true),
        None => Owner::of(named_before(paragraph, figure)?, false),
    }
}

/// "The 34-year-old left early." is of the last person named in full.
fn named_before<'a>(paragraph: &'a Paragraph, figure: &Figure) -> Option<&'a Name> {
    let text = paragraph.text.get(..figure.span.start)?;
    let article = text.ends_with("the ") || text.ends_with("The ");
    let person = |name: &&Name| name.likely != Bearer::Other && name.keys.len() > 1;
    let before = paragraph
        .names
        .iter()
        .rev()
        .filter(|name| name.span.end <= figure.span.start);
    before.filter(|_| article).find(person)
}
