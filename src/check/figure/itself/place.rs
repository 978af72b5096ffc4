//! The words around a figure, as far as its sentence goes.

use std::ops::Range;

use crate::story::figure::{Bound, Figure, Kind, Number, Value};
use crate::story::paragraph::Paragraph;

/// The words before a figure with its bound, and those behind it, within its sentence.
pub fn around<'a>(paragraph: &'a Paragraph, figure: &Figure) -> (&'a str, &'a str) {
    let sentence = paragraph.sentence_around(&figure.span);
    let text = |span: Range<usize>| paragraph.text.get(span).unwrap_or_default();
    (
        text(sentence.start..figure.whole.start),
        text(figure.whole.end..sentence.end),
    )
}

/// What stands between two figures.
pub fn between<'a>(paragraph: &'a Paragraph, first: &Figure, second: &Figure) -> &'a str {
    let span = first.span.end..second.whole.start;
    paragraph.text.get(span).unwrap_or_default()
}

/// The words of a text without their punctuation.
pub fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .filter(|word| !word.is_empty())
}

pub fn is_any(word: &str, known: &[&str]) -> bool {
    known.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether any of the known words stands in the text.
pub fn has_any(text: &str, known: &[&str]) -> bool {
    words(text).any(|word| is_any(word, known))
}

/// Whether both figures stand in one sentence.
pub fn is_one_sentence(paragraph: &Paragraph, a: &Figure, b: &Figure) -> bool {
    paragraph.sentence_around(&a.span) == paragraph.sentence_around(&b.span)
}

/// A whole number of things, stated without a bound.
pub fn count(figure: &Figure) -> Option<i64> {
    match figure.value {
        Value::Amount { low, high, .. }
            if low == high
                && figure.kind == Kind::Count
                && figure.bound == Bound::Exact
                && low.is_integer() =>
        {
            i64::try_from(low.to_integer()).ok().filter(|&n| n < 1 << 40)
        }
        _ => None,
    }
}

/// Hundredths of a per cent, and how many of them one of the last digit is worth.
pub fn share(figure: &Figure) -> Option<(i64, i64)> {
    let hundredths = |n: Number| i64::try_from(n.numer().checked_mul(100)? / n.denom()).ok();
    match figure.value {
        Value::Amount { low, high, step } if low == high && figure.kind == Kind::Percentage => {
            let value = hundredths(low).filter(|&value| (0..1 << 40).contains(&value))?;
            Some((value, hundredths(step)?.clamp(1, 1000)))
        }
        _ => None,
    }
}
