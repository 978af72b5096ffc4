//! "Born in 1958, she died in 2019 at the age of 71": who lived from one year to another had so many.

use super::ages::{ages, dated, whole};
use super::place::{around, has_any, is_any, words};
use super::{Discord, Draft};
use crate::story::Placed;
use crate::story::figure::{Bound, Figure, Kind, Value, When};
use crate::story::paragraph::Paragraph;

/// Words between "born" and its date.
const BETWEEN: usize = 5;
/// Sentences in which one life is told.
const TOLD: usize = 2;
/// With these it is told of somebody else, or of another time.
const OTHERS: &[&str] = &[
    "whose", "son", "daughter", "child", "children", "twins", "baby", "wife", "husband", "brother", "sister",
    "before", "after", "when", "mother", "father", "they", "we", "parents", "then", "since",
];
const DIED: &[&str] = &["died", "dies", "death", "dead"];

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    for placed in &draft.story.paragraphs {
        let paragraph = &placed.paragraph;
        for (date, born) in paragraph.figures.iter().filter_map(|date| birth(paragraph, date)) {
            let told = paragraph
                .figures
                .iter()
                .filter(|age| is_one_life(paragraph, date, age));
            for figure in told {
                let reached = age(figure).zip(last(draft, paragraph, date, figure));
                if let Some((age, last)) = reached
                    && let Some((least, most)) = ages(born, last)
                    && !(least..=most).contains(&age)
                {
                    found.push(discord(placed, figure, date, least, most));
                }
            }
        }
    }
}

fn discord(placed: &Placed, figure: &Figure, date: &Figure, least: i16, most: i16) -> Discord {
    let born = placed.paragraph.text.get(date.span.clone()).unwrap_or_default();
    let now = if least == most {
        most.to_string()
    } else {
        format!("{least} or {most}")
    };
    Discord {
        span: placed.at(&figure.span),
        elsewhere: Some(placed.at(&date.span)),
        note: format!("who was born {born} would be {now}"),
        fixes: Vec::new(),
        absolute: false,
    }
}

/// A date with its year behind "born".
fn birth<'a>(paragraph: &Paragraph, date: &'a Figure) -> Option<(&'a Figure, When)> {
    let Value::Date(when) = date.value else {
        return None;
    };
    let (before, _) = around(paragraph, date);
    let mut near = words(before).rev().take(BETWEEN);
    let born = near.any(|word| word.eq_ignore_ascii_case("born"));
    (born && when.year.is_some()).then_some((date, when))
}

/// A number that may be an age: "aged 71", "is 58".
fn age(figure: &Figure) -> Option<i16> {
    let bare = figure.kind == Kind::Count && figure.noun.is_empty();
    let exact = figure.bound == Bound::Exact && (bare || figure.kind == Kind::Age);
    match figure.value {
        Value::Amount { low, high, .. } if low == high && exact => {
            whole(low).filter(|age| (1..120).contains(age))
        }
        _ => None,
    }
}

/// Whether a birth and an age are told together, and of nobody else.
fn is_one_life(paragraph: &Paragraph, date: &Figure, age: &Figure) -> bool {
    let span = date.span.start.min(age.span.start)..date.span.end.max(age.span.end);
    let told = paragraph.sentence_around(&span);
    let within = |start: usize| told.contains(&start);
    let sentences = paragraph.sentences.iter().filter(|s| within(s.start)).count();
    let names = paragraph.names.iter();
    let named = names.filter(|name| name.keys.len() > 1 && within(name.span.start));
    let text = paragraph.text.get(told.clone()).unwrap_or_default();
    sentences <= TOLD && named.count() <= 1 && !has_any(text, OTHERS)
}

/// When the age is or was reached: at death, or on the draft's day.
fn last(draft: &Draft, paragraph: &Paragraph, born: &Figure, age: &Figure) -> Option<When> {
    let (before, after) = around(paragraph, age);
    let mut back = words(before).rev();
    let word = back.next().unwrap_or_default();
    let of_age = word == "of" && back.next() == Some("age");
    if (of_age || is_any(word, &["aged", "at"])) && has_any(before, DIED) {
        return death(draft, paragraph, born, age);
    }
    let ends = !after.starts_with(' ') || words(after).next().is_none();
    let lives = is_any(word, &["is", "turns", "now"]) && ends && !has_any(before, DIED);
    draft.day.filter(|_| lives).map(dated)
}

/// The date of death in the age's sentence; one without a year is near the draft's.
fn death(draft: &Draft, paragraph: &Paragraph, born: &Figure, age: &Figure) -> Option<When> {
    let sentence = paragraph.sentence_around(&age.span);
    let others = |date: &&Figure| sentence.contains(&date.span.start) && date.span != born.span;
    let mut dates = paragraph
        .figures
        .iter()
        .filter(others)
        .filter_map(|date| match date.value {
            Value::Date(when) => Some(when),
            _ => None,
        });
    let date = dates.next().filter(|_| dates.next().is_none())?;
    match date.year {
        Some(_) => Some(date),
        None => draft.day.map(dated),
    }
}
