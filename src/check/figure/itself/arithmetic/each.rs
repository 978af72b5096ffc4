//! "480 for four stitches, that is 120 a stitch", "1,250 members paid £20 each, or £25,000 in all", "1.3m a day, so that
//! a week of them comes to 9.1m": so many times, and each part of many.

use super::super::place::{has_any, is_any, words};
use super::outcome::{Operation, Outcome};
use super::phrase::{ends, is_apposed, is_close, is_in_all, starts};
use super::term::{Line, Term};
use crate::story::figure::Kind;

const EACH: &[&str] = &[
    "each", "apiece", "a head", "a piece", "per person", "a person", "per head",
];
/// Before a result that is told again another way.
const THAT_IS: &[&str] = &[
    "that is", "which is", "or", "making", "which makes", "that makes", "comes to", "come to", "came to",
    "amounts to", "adds up to", "works out at", "that comes to", "a total of", "which comes to",
    "which means", "equal to",
];
/// Before what so many of something come to.
const BRINGS: &[&str] = &[
    "would raise", "would bring in", "will raise", "will bring in", "raised", "brought in", "bring in",
    "would cost", "will cost", "cost", "raising", "costing", "would earn", "earned", "comes to", "come to",
];
/// How many of the first there are in the second.
const PERIODS: [(&str, &str, f64, f64); 5] = [
    ("day", "week", 5.0, 7.0),
    ("week", "year", 48.0, 52.2),
    ("month", "year", 12.0, 12.0),
    ("day", "year", 200.0, 366.0),
    ("quarter", "year", 4.0, 4.0),
];
const NEAR: usize = 8;

pub fn read<'a>(line: &Line<'a>, at: usize) -> Vec<Outcome<'a>> {
    part(line, at)
        .or_else(|| average(line, at))
        .or_else(|| all(line, at))
        .or_else(|| repeated(line, at))
        .into_iter()
        .collect()
}

/// "A for N, that is R each"
fn part<'a>(line: &Line<'a>, at: usize) -> Option<Outcome<'a>> {
    let (first, second) = line.before(at, 2).zip(line.before(at, 1))?;
    let result = line.terms.get(at)?;
    let (_, after) = line.around(result);
    let (amount, count) = many(first, second, result)?;
    let inner = line.gap(first, second).filter(|gap| is_close(gap, NEAR))?;
    let gap = line.gap(second, result).filter(|gap| is_close(gap, NEAR))?;
    let shared = has_any(inner, &["for", "between", "among", "by", "to", "into"]);
    let each = starts(after, EACH) || is_one_of(line, count, after);
    let tied = is_apposed(gap) || ends(gap, THAT_IS);
    let plain = is_plain(line, amount) && !has_any(inner, &["each", "per", "a", "and", "or"]);
    (shared && each && tied && plain && amount.value > result.value)
        .then(|| Outcome::new(Operation::Over, &[amount, count]))
}

/// "1,380 calls in 30 days, or 46 a day"
fn average<'a>(line: &Line<'a>, at: usize) -> Option<Outcome<'a>> {
    let (amount, result) = line.before(at, 1).zip(line.terms.get(at))?;
    let figures = &line.paragraph.figures;
    let own = figures
        .iter()
        .position(|figure| std::ptr::eq(figure, result.figure))?;
    let stretch = figures
        .get(own.checked_sub(1)?)
        .filter(|figure| figure.kind == Kind::Duration)?;
    let time = Term::stretch(line.paragraph, stretch)?;
    let (inner, gap) = (line.gap(amount, &time)?, line.gap(&time, result)?);
    let (_, after) = line.around(result);
    let unit = rate(after)?;
    let told = time.text.ends_with(&format!(" {unit}s")) && is_plain(line, amount);
    let over = ends(inner, &["in", "over", "for", "within", "in just"]) && is_close(inner, NEAR);
    let tied = is_close(gap, NEAR)
        && gap.contains([',', '—', '('])
        && (ends(gap, THAT_IS) || ends(gap, &["an average of"]) || is_apposed(gap));
    let like = amount.is_like(result) && amount.is_stated() && time.is_stated() && !amount.is_share();
    (told && over && tied && like).then(|| Outcome::new(Operation::Over, &[amount, &time]))
}

/// "N paid V each, R in all"
fn all<'a>(line: &Line<'a>, at: usize) -> Option<Outcome<'a>> {
    let (first, second) = line.before(at, 2).zip(line.before(at, 1))?;
    let result = line.terms.get(at)?;
    let (_, after) = line.around(result);
    let (amount, count) = many(first, second, result)?;
    let inner = line.gap(first, second).filter(|gap| is_close(gap, NEAR))?;
    let gap = line.gap(second, result).filter(|gap| is_close(gap, NEAR))?;
    let (before, _) = line.around(first);
    let second_is = |term: &Term| std::ptr::eq(term.figure, second.figure);
    let each = (starts(gap, EACH) || is_one_of(line, count, gap)) && second_is(amount)
        || ends(before, &["each of the", "each of"]) && second_is(amount)
        || is_one_of(line, count, inner) && !second_is(amount);
    let tied = ends(gap, BRINGS)
        || gap.contains([',', '—', ':']) && (ends(gap, THAT_IS) || is_apposed(gap) && is_in_all(after));
    (each && tied && !has_any(inner, &["and", "or", "least"]))
        .then(|| Outcome::new(Operation::Times, &[amount, count]))
}

/// "V a day, or R a week"
fn repeated<'a>(line: &Line<'a>, at: usize) -> Option<Outcome<'a>> {
    let part = line.before(at, 1)?;
    let result = line
        .terms
        .get(at)
        .filter(|result| result.is_like(part) && result.value > part.value)?;
    let gap = line.gap(part, result).filter(|gap| is_close(gap, NEAR + 2))?;
    let (_, after) = line.around(result);
    let tied = gap.contains([',', '—', '(']) && (ends(gap, THAT_IS) || gap.ends_with('('));
    let (.., least, most) = PERIODS.iter().find(|(short, long, ..)| {
        let told = rate(gap) == Some(*short);
        let before = words(gap).skip(2).collect::<Vec<_>>();
        let of = before.windows(2).any(|pair| pair == ["a", *long]);
        told && (rate(after) == Some(*long) || of)
    })?;
    let known = !part.is_share() && part.is_stated();
    (tied && known).then(|| Outcome::new(Operation::Repeated(*least, *most), &[part]))
}

/// "a day", "per day"
fn rate(text: &str) -> Option<&str> {
    let mut near = words(text);
    let a = near
        .next()
        .is_some_and(|word| is_any(word, &["a", "an", "per", "each"]));
    near.next().filter(|_| a)
}

/// Of two terms the one of the result's sort, and the number of things.
fn many<'l, 'a>(
    first: &'l Term<'a>,
    second: &'l Term<'a>,
    result: &Term,
) -> Option<(&'l Term<'a>, &'l Term<'a>)> {
    let counts =
        |term: &Term| term.figure.kind == Kind::Count && term.is_stated() && !term.figure.noun.is_empty();
    let sort = |term: &Term| term.is_like(result) && term.is_stated() && !term.is_share();
    match () {
        () if sort(first) && counts(second) => Some((first, second)),
        () if counts(first) && sort(second) => Some((second, first)),
        () => None,
    }
}

/// Whether an amount is told of no single thing already.
fn is_plain(line: &Line, amount: &Term) -> bool {
    let (_, after) = line.around(amount);
    !starts(after, EACH) && !starts(after, &["a", "an", "per"])
}

/// "four stitches, … a stitch"
fn is_one_of(line: &Line, count: &Term, after: &str) -> bool {
    let noun = line.paragraph.words_in(&count.figure.noun).last();
    let text = noun.and_then(|noun| line.paragraph.text.get(noun.span()));
    let one = rate(after).zip(text);
    one.is_some_and(|(one, many)| {
        many.len() <= one.len() + 3
            && many.len() > one.len()
            && many.get(..one.len().saturating_sub(1)) == one.get(..one.len().saturating_sub(1))
    })
}
