//! Whose age a figure is.

use crate::story::figure::{Figure, Kind};
use crate::story::name::{Bearer, Name};
use crate::story::paragraph::Paragraph;

/// Whose age: the person just before it ("Moreau, 34"), who is named near it ("the mayor, 34"), or after a hyphenated one
/// ("34-year-old Ada Moreau").
pub fn of(paragraph: &Paragraph, figure: &Figure, sentence: usize) -> Option<u64> {
    if figure.kind != Kind::Age {
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
    let hyphenated = paragraph
        .text
        .get(figure.span.clone())
        .is_some_and(|text| text.contains('-'));
    let owner = if let Some(name) = before.filter(|name| gap(name) == ", ") {
        Some(name)
    } else if hyphenated {
        let apposed = |name: &&Name| matches!(gap(name), ", a " | ", an " | ", the ");
        let follows = |name: &&Name| {
            let between = paragraph
                .text
                .get(figure.span.end..name.span.start)
                .unwrap_or(",");
            !between.contains([',', ';', '.']) && between.split_whitespace().count() <= 3
        };
        let after = || {
            names
                .clone()
                .filter(|name| name.span.start >= figure.span.end)
                .find(follows)
        };
        before
            .filter(apposed)
            .or_else(after)
            .or_else(|| named_before(paragraph, figure))
    } else {
        names
            .clone()
            .rev()
            .filter(|name| name.span.end <= figure.span.start)
            .find(person)
    };
    owner?.keys.last().copied()
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
