//! "Ada Moreau, 45, was born in 1960": one person has one age, and was born that many years ago.

use std::ops::Range;

use jiff::civil::Date;

use super::place::{around, has_any, words};
use super::{Discord, Draft};
use crate::story::Placed;
use crate::story::figure::{Figure, Kind, Number, Value, When};
use crate::story::name::{Bearer, Name};
use crate::story::paragraph::Paragraph;

/// Words between an age and "born", or "born" and its date.
const BETWEEN: usize = 7;
/// With these somebody else was born.
const OTHERS: &[&str] = &[
    "whose", "son", "daughter", "child", "children", "twins", "baby", "wife", "husband", "brother", "sister",
    "before", "after", "when", "first", "mother", "father", "they", "we", "parents",
];
/// The age is of another day than the draft's.
const THEN: &[&str] = &["then", "when", "in", "died", "dead", "late", "ago", "at"];

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    let mut known: Vec<(&[u64], i16, Range<usize>)> = Vec::new();
    for placed in &draft.story.paragraphs {
        for figure in &placed.paragraph.figures {
            let Some(age) = age(figure) else { continue };
            let other = draft.day.and_then(|day| birth(placed, figure, age, day));
            if let Some((note, elsewhere)) = other {
                found.push(discord(placed, figure, elsewhere, note));
            }
            let Some(name) = bearer(&placed.paragraph, figure) else {
                continue;
            };
            match known.iter().find(|(keys, ..)| *keys == &*name.keys) {
                Some((_, other, span)) if *other != age => {
                    let text = placed.paragraph.text.get(name.span.clone()).unwrap_or_default();
                    found.push(discord(
                        placed,
                        figure,
                        span.clone(),
                        format!("{text} is {other} before"),
                    ));
                }
                Some(_) => {}
                None => known.push((&name.keys, age, placed.at(&figure.span))),
            }
        }
    }
}

fn discord(placed: &Placed, figure: &Figure, elsewhere: Range<usize>, note: String) -> Discord {
    Discord {
        span: placed.at(&figure.span),
        elsewhere: Some(elsewhere),
        note,
        fixes: Vec::new(),
        absolute: false,
    }
}

/// A single age in whole years.
fn age(figure: &Figure) -> Option<i16> {
    match figure.value {
        Value::Amount { low, high, .. } if figure.kind == Kind::Age && low == high => whole(low),
        _ => None,
    }
}

pub fn whole(number: Number) -> Option<i16> {
    number
        .is_integer()
        .then(|| i16::try_from(number.to_integer()).ok())
        .flatten()
}

/// The person named in full right before an age set off by commas, or right behind one with hyphens.
fn bearer<'a>(paragraph: &'a Paragraph, age: &Figure) -> Option<&'a Name> {
    let text = |span: Range<usize>| paragraph.text.get(span).unwrap_or_default();
    let (before, after) = around(paragraph, age);
    let set_off = after.starts_with([',', ')']);
    let own = |name: &&Name| {
        name.span.end <= age.span.start
            && matches!(text(name.span.end..age.span.start), ", " | " (")
            && set_off
            || name.span.start > age.span.end
                && text(age.span.end..name.span.start) == " "
                && before.ends_with(' ')
    };
    let name = paragraph.names.iter().find(own)?;
    // A story that looks back has the ages of other years.
    let dated = paragraph.figures.iter().any(|figure| match figure.value {
        Value::Date(when) => when.year.is_some(),
        _ => false,
    });
    let person = name.likely != Bearer::Other && name.keys.len() > 1;
    (person && !dated && !has_any(before, &["then", "late"])).then_some(name)
}

/// Another age by a date of birth in the same sentence.
fn birth(placed: &Placed, figure: &Figure, age: i16, day: Date) -> Option<(String, Range<usize>)> {
    let paragraph = &placed.paragraph;
    let (before, after) = around(paragraph, figure);
    let text = paragraph.text.get(figure.span.clone())?;
    let own = before.strip_suffix("aged ").unwrap_or(before);
    let set_off = own.ends_with(", ") && after.starts_with(',') || text.contains('-') && text.len() > 3;
    let sentence = paragraph.sentence_around(&figure.span);
    let births = paragraph.figures.iter().filter_map(|date| match date.value {
        Value::Date(when) if when.year.is_some() && sentence.contains(&date.span.start) => Some((date, when)),
        _ => None,
    });
    for (date, born) in births {
        let own = if date.span.start > figure.span.end {
            let gap = paragraph.text.get(figure.span.end..date.span.start)?;
            set_off && is_birth(gap)
        } else {
            let gap = paragraph.text.get(sentence.start..date.span.start)?;
            let behind = paragraph.text.get(date.span.end..figure.span.start)?;
            set_off && gap.starts_with("Born ") && is_birth(gap) && words(behind).count() <= BETWEEN
        };
        let others = paragraph
            .names
            .iter()
            .filter(|name| name.keys.len() > 1 && sentence.contains(&name.span.start));
        if !own || others.count() > 1 || has_any(before, THEN) {
            continue;
        }
        let (least, most) = ages(born, dated(day))?;
        if age < least || age > most {
            let born = paragraph.text.get(date.span.clone())?;
            let now = if least == most {
                most.to_string()
            } else {
                format!("{least} or {most}")
            };
            return Some((format!("who was born {born} is {now}"), placed.at(&date.span)));
        }
    }
    None
}

/// "was born in Ostrey on": whose birth it is, with a date behind it.
fn is_birth(gap: &str) -> bool {
    let Some(at) = words(gap).position(|word| word.eq_ignore_ascii_case("born")) else {
        return false;
    };
    let all = words(gap).count();
    let dated = words(gap)
        .next_back()
        .is_some_and(|word| matches!(word, "in" | "on"));
    at <= BETWEEN && all - at <= BETWEEN && dated && !has_any(gap, OTHERS) && !gap.contains([';', '.'])
}

/// The least and the greatest age on a date, as far as it is known, of somebody born on another.
pub fn ages(born: When, on: When) -> Option<(i16, i16)> {
    let most = on.year?.checked_sub(born.year?)?;
    let of_year = |when: When| when.month.zip(when.day);
    match (of_year(born), of_year(on)) {
        (Some(birthday), Some(on)) => {
            let age = if on >= birthday { most } else { most - 1 };
            Some((age, age))
        }
        _ => Some((most - 1, most)),
    }
    .filter(|(least, _)| (0..120).contains(least))
}

/// A day of the calendar as a date is stated.
pub fn dated(day: Date) -> When {
    When {
        year: Some(day.year()),
        month: Some(day.month()),
        day: Some(day.day()),
        ..When::default()
    }
}
