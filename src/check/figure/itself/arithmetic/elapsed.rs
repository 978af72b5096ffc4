//! "Out at 4.10pm; the flames came at 5.35pm, 85 minutes later": the time between two clock times, or two years.

use std::ops::Range;

use super::super::Discord;
use super::super::place::words;
use super::phrase::{ends, is_apposed, is_close, starts};
use crate::check::Fix;
use crate::check::figure::numeral::Numeral;
use crate::story::Placed;
use crate::story::figure::{Bound, Clock, Figure, Kind, Value, When};
use crate::story::paragraph::Paragraph;

const HALF_DAY: i64 = 720;
/// Words from the one time to the other, and from the later one to what lies between.
const APART: usize = 24;
const NEAR: usize = 3;

pub fn check(placed: &Placed, found: &mut Vec<Discord>) {
    let paragraph = &placed.paragraph;
    for (at, figure) in paragraph.figures.iter().enumerate() {
        since(placed, at, found);
        let Some((stated, unit)) = minutes(figure) else {
            continue;
        };
        let Some((first, second)) = places(paragraph, at, |figure| matches!(figure.value, Value::Time(_)))
        else {
            continue;
        };
        let (Value::Time(from), Value::Time(to)) = (&first.value, &second.value) else {
            continue;
        };
        let right = elapsed(*from, *to);
        let loose = if figure.bound == Bound::Exact {
            0
        } else {
            stated / 5
        };
        if right
            .iter()
            .any(|right| (right - stated).abs() <= rounding(stated, unit) + loose)
        {
            continue;
        }
        let Some(&right) = right.iter().min_by_key(|right| (*right - stated).abs()) else {
            continue;
        };
        let text = |figure: &Figure| paragraph.text.get(figure.span.clone()).unwrap_or_default();
        let span = placed.at(&figure.span);
        found.push(Discord {
            elsewhere: Some(placed.at(&first.span)),
            note: format!("from {} to {} is {}", text(first), text(second), length(right)),
            fixes: fix(text(figure), right, unit, span.clone()),
            absolute: false,
            span,
        });
    }
}

/// "Begun in 2014, it was done in 2029, 15 years later"; a year more or less may hide in the months.
fn since(placed: &Placed, at: usize, found: &mut Vec<Discord>) {
    let paragraph = &placed.paragraph;
    let Some(figure) = paragraph
        .figures
        .get(at)
        .filter(|figure| figure.kind == Kind::Duration)
    else {
        return;
    };
    let year = |figure: &Figure| match figure.value {
        Value::Date(When { year: Some(year), .. }) => Some(i64::from(year)),
        _ => None,
    };
    let text = paragraph.text.get(figure.span.clone()).unwrap_or_default();
    let stated = figure
        .stated()
        .filter(|_| text.ends_with("years"))
        .and_then(|(stated, _)| i64::try_from(stated.to_integer()).ok())
        .filter(|stated| *stated < 1_000);
    let (Some(stated), Some((first, second))) =
        (stated, places(paragraph, at, |figure| year(figure).is_some()))
    else {
        return;
    };
    let Some(right) = year(second).zip(year(first)).map(|(to, from)| to - from) else {
        return;
    };
    let round = if stated % 10 == 0 { 5 } else { 1 };
    if right > 0 && (right - stated).abs() > round {
        let shown = |figure: &Figure| year(figure).unwrap_or_default();
        let span = placed.at(&figure.span);
        found.push(Discord {
            elsewhere: Some(placed.at(&first.span)),
            note: format!("from {} to {} is {right} years", shown(first), shown(second)),
            fixes: fix(text, right, 1, span.clone()),
            absolute: false,
            span,
        });
    }
}

/// Minutes, and how many of them the unit has.
fn minutes(figure: &Figure) -> Option<(i64, i64)> {
    let Value::Amount { low, high, .. } = figure.value else {
        return None;
    };
    let seconds = i64::try_from(low.to_integer())
        .ok()
        .filter(|_| figure.kind == Kind::Duration && low == high)?;
    let unit = if seconds % 3600 == 0 { 60 } else { 1 };
    (seconds % 60 == 0 && (60..43_200).contains(&seconds)).then_some((seconds / 60, unit))
}

/// What the way that a stretch is told may hide.
fn rounding(stated: i64, unit: i64) -> i64 {
    match (unit, stated) {
        (60, _) => 20,
        (_, stated) if stated % 10 == 0 => 3,
        (_, stated) if stated % 5 == 0 => 2,
        _ => 0,
    }
}

/// The two times that a stretch lies between: "at 4.10pm … at 5.35pm, 85 minutes later", "at 4.10pm … 85 minutes later, at
/// 5.35pm".
fn places(paragraph: &Paragraph, at: usize, is_time: impl Fn(&Figure) -> bool) -> Option<(&Figure, &Figure)> {
    let figures = &paragraph.figures;
    let own = figures.get(at)?;
    let time = |figure: &&Figure| is_time(figure);
    let text = |from: usize, to: usize| paragraph.text.get(from..to);
    let after = paragraph.text.get(own.whole.end..)?;
    let before = figures.get(..at)?;
    let last = before.last().filter(time)?;
    if !starts(after, &["later", "afterwards"]) {
        return None;
    }
    let ahead = text(last.whole.end, own.whole.start)?;
    let next = figures.get(at + 1).filter(time);
    if let Some(next) = next
        && let Some(gap) = text(own.whole.end, next.whole.start)
        && ends(
            gap,
            &["later at", "afterwards at", "later just after", "later in"],
        )
        && words(gap).count() <= 3
        && !gap.contains('.')
        && is_close(ahead, APART)
    {
        return Some((last, next));
    }
    let first = before.get(..before.len() - 1)?.last().filter(time)?;
    let gap = text(first.whole.end, last.whole.start)?;
    // "One was found at 4.05pm and the other 15 minutes later"
    let near = is_close(ahead, NEAR) && is_apposed(ahead) && !ahead.contains(". ");
    let apart = words(gap).count() <= APART && gap.matches(". ").count() <= 1 && !gap.contains(['“', '"']);
    (near && apart && !has_day(gap)).then_some((first, last))
}

fn has_day(gap: &str) -> bool {
    words(gap).any(|word| word.eq_ignore_ascii_case("day") || word.eq_ignore_ascii_case("morning"))
}

/// The minutes from one time to another; both halves of the day where the text leaves them open.
fn elapsed(from: Clock, to: Clock) -> Vec<i64> {
    let apart = i64::from(to.minutes) - i64::from(from.minutes);
    if from.twelve || to.twelve {
        let short = apart.rem_euclid(HALF_DAY);
        vec![short, short + HALF_DAY]
    } else {
        vec![apart.rem_euclid(2 * HALF_DAY)]
    }
}

fn length(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} minutes"),
        (1, 0) => "an hour".to_owned(),
        (hours, 0) => format!("{hours} hours"),
        (1, minutes) => format!("an hour and {minutes} minutes"),
        (hours, minutes) => format!("{hours} hours and {minutes} minutes"),
    }
}

fn fix(text: &str, right: i64, unit: i64, span: Range<usize>) -> Vec<Fix> {
    let numeral = Numeral::of(text)
        .filter(|numeral| right % unit == 0 && numeral.decimals == 0 && text.split_whitespace().count() <= 2);
    let text = numeral.and_then(|numeral| {
        let right = Numeral {
            digits: u64::try_from(right / unit).ok()?,
            ..numeral
        };
        let before = text.get(..numeral.start)?;
        let after = text.get(numeral.end..)?;
        Some(format!(
            "{before}{}{after}",
            right.in_the_style_of(&numeral, text)
        ))
    });
    let fix = text.map(|text| Fix {
        title: format!("Replace with “{text}”"),
        span,
        text,
        preferred: true,
    });
    fix.into_iter().collect()
}
