//! "Of the 40 aboard, 23 were rescued, 11 died and 6 are missing", "14 dead, including 12 children": what becomes of a
//! whole, and what it has in it.

use super::place::{around, between, count, has_any, is_any, is_one_sentence, words};
use super::{Discord, Draft};
use crate::story::figure::{Figure, Kind, Value};
use crate::story::paragraph::Paragraph;
use crate::story::word::hash;

/// What befalls nobody twice.
const DEAD: u64 = hash("dead");
const MISSING: u64 = hash("missing");
const RESCUED: u64 = hash("rescued");
/// Those who are all there are.
const SORTS: [(&[&str], &[&str]); 3] = [
    (
        &["men", "man", "male", "males"],
        &["women", "woman", "female", "females"],
    ),
    (&["boys", "boy"], &["girls", "girl"]),
    (&["adults", "adult"], &["children", "child", "minors"]),
];
/// A part is at most so many times as much as the whole that it was meant for.
const FAR: i64 = 10;
/// Words between a part and the next.
const PART: usize = 9;

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    for placed in &draft.story.paragraphs {
        let paragraph = &placed.paragraph;
        for (at, whole) in paragraph.figures.iter().enumerate() {
            let parts = divided(paragraph, at);
            let sum: i64 = parts.iter().filter_map(count).sum();
            if let ([_, .., _], Some(stated)) = (parts, count(whole))
                && sum != stated
                && (sum > stated || is_all(paragraph, parts))
            {
                found.push(Discord::of_parts(
                    placed, whole, parts, "the parts behind it", sum,
                ));
            }
            if let Some(part) = paragraph.figures.get(at + 1)
                && is_greater(part, whole)
                && includes(paragraph, whole, part)
                && !is_added(paragraph, at)
            {
                found.push(Discord {
                    span: placed.at(&part.span),
                    elsewhere: Some(placed.at(&whole.span)),
                    note: "a part is greater than the whole".to_owned(),
                    fixes: Vec::new(),
                    absolute: false,
                });
            }
        }
    }
}

/// Whether a number is more than another, however that one is bounded, and not so much more that it counts others.
fn is_greater(part: &Figure, whole: &Figure) -> bool {
    let stated = match whole.value {
        Value::Amount { low, high, .. } if low == high && whole.kind == Kind::Count => {
            i64::try_from(low.to_integer()).ok()
        }
        _ => None,
    };
    let pair = count(part).zip(stated);
    pair.is_some_and(|(part, whole)| part > whole && part <= whole.saturating_mul(FAR))
}

/// "14 dead, including 12 children"
fn includes(paragraph: &Paragraph, whole: &Figure, part: &Figure) -> bool {
    let gap = between(paragraph, whole, part);
    gap.trim_end().ends_with("including")
        && !gap.contains(['.', ';', ':', '(', '—'])
        && words(gap).count() <= PART
}

/// "40 men and their 20 children, including 35 Ostreyans": a number that is not all of the whole.
fn is_added(paragraph: &Paragraph, at: usize) -> bool {
    let pair = at
        .checked_sub(1)
        .and_then(|before| paragraph.figures.get(before..=at));
    let Some([before, whole]) = pair else { return false };
    let gap = between(paragraph, before, whole);
    let near = before.kind == Kind::Count && words(gap).count() <= PART;
    near && is_one_sentence(paragraph, before, whole) && has_any(gap, &["and"])
}

/// The figures that tell what became of each of "the 40", up to the end of the sentence, one fate or one sort each.
fn divided(paragraph: &Paragraph, at: usize) -> &[Figure] {
    let Some((whole, rest)) = paragraph.figures.get(at).zip(paragraph.figures.get(at + 1..)) else {
        return &[];
    };
    let (before, _) = around(paragraph, whole);
    let mut opening = words(before);
    let of = matches!(opening.next(), Some("Of" | "of"))
        && opening
            .next()
            .is_some_and(|word| is_any(word, &["the", "those", "these", "its", "their"]))
        && opening.next().is_none();
    let sentence = paragraph.sentence_around(&whole.span);
    let to = rest.partition_point(|figure| figure.span.end <= sentence.end);
    let parts = rest.get(..to).unwrap_or_default();
    let apart = |pair: &[Figure]| match pair {
        [a, b] => words(between(paragraph, a, b)).count() <= PART,
        _ => true,
    };
    let counted = parts.iter().all(|part| count(part).is_some()) && parts.windows(2).all(apart);
    if of && counted && (have_fates(parts) || are_sorts(paragraph, parts)) {
        parts
    } else {
        &[]
    }
}

fn have_fates(parts: &[Figure]) -> bool {
    let fated = |(at, part): (usize, &Figure)| {
        let fate = part.fate.filter(|fate| [DEAD, MISSING, RESCUED].contains(fate));
        let earlier = parts.get(..at).unwrap_or_default();
        fate.is_some() && earlier.iter().all(|other| other.fate != fate)
    };
    parts.iter().enumerate().all(fated)
}

fn are_sorts(paragraph: &Paragraph, parts: &[Figure]) -> bool {
    let [first, second] = parts else { return false };
    let next = |figure: &Figure| {
        let (_, after) = around(paragraph, figure);
        let near = words(after).take(2).collect::<Vec<_>>().join(" ");
        move |known: &[&str]| has_any(&near, known)
    };
    let (first, second) = (next(first), next(second));
    SORTS
        .iter()
        .any(|(one, other)| first(one) && second(other) || first(other) && second(one))
}

/// Whether the parts leave nobody over.
fn is_all(paragraph: &Paragraph, parts: &[Figure]) -> bool {
    parts.iter().any(|part| part.fate == Some(MISSING)) || are_sorts(paragraph, parts)
}
