//! "From 241 to 214, 27 fewer", "up from £1.60 to £1.95, a rise of 22%", "rose 12% to $5.6bn from $5.0bn": what one
//! amount differs from another, in itself or in per cent.

use super::super::place::{has_any, is_any, words};
use super::outcome::{Operation, Outcome};
use super::phrase::{ends, is_apposed, is_close, starts};
use super::term::{Line, Term};
use crate::story::figure::{Bound, Kind};

const CHANGES: &[&str] = &[
    "increase", "rise", "fall", "drop", "cut", "decline", "reduction", "gain", "decrease", "jump", "loss",
    "saving", "difference", "improvement", "climb", "hike", "surge", "slump", "advance", "growth", "swing",
    "discount", "markup", "dip", "leap",
];
const COMPARED: &[&str] = &["more", "fewer", "less", "higher", "lower", "up", "down"];
/// What two amounts beside each other differ by.
const APART: &[&str] = &["margin", "lead", "gap", "difference", "advantage"];
/// Behind what something costs beyond what it should.
const OVER: &[&str] = &[
    "over budget", "under budget", "over its budget", "over the budget", "over the estimate",
    "above the estimate", "more than planned", "less than planned", "more than budgeted",
    "more than forecast", "over what was planned",
];
/// Behind what is no such amount of its own ("a three-fold rise"), or is told of yet another ("a cut of 9 from May's").
const NOT_TIED: &[&str] = &["fold", "times", "of", "from", "compared", "points from"];
/// Between what something came to and what it had been.
const FROM: &[&str] = &[
    "from", "compared with", "compared to", "against", "versus", "up on", "down on",
];
/// What was not the last amount before: "from a high of 40".
const OTHER: &[&str] = &[
    "high", "low", "peak", "record", "between", "range", "forecast", "expected", "target",
];
/// Words within a pair, and between it and the result.
const PAIR: usize = 10;
const MARGIN: usize = 5;
const TIE: usize = 10;

pub fn read<'a>(line: &Line<'a>, at: usize) -> Vec<Outcome<'a>> {
    let told = behind(line, at)
        .or_else(|| between(line, at))
        .or_else(|| before(line, at));
    let result = line.terms.get(at);
    let (Some((from, to)), Some(result)) = (told, result) else {
        return Vec::new();
    };
    let points = !from.is_share() || result.is_share() || {
        let (_, after) = line.around(result);
        starts(after, &["points", "point"])
    };
    if points {
        outcomes(&from, &to, result)
    } else {
        Vec::new()
    }
}

/// What a change may be told as: of two shares it is in points or in per cent.
pub fn outcomes<'a>(from: &Term<'a>, to: &Term<'a>, result: &Term<'a>) -> Vec<Outcome<'a>> {
    let pair = [from, to];
    let stated = from.is_stated() && to.is_stated() && from.is_like(to) && from.value != to.value;
    let apart = || Outcome::new(Operation::Apart, &pair);
    let change = || Outcome::new(Operation::Change, &pair);
    match result.figure.kind {
        _ if !stated => Vec::new(),
        Kind::Percentage if from.is_share() => vec![apart(), change()],
        Kind::Percentage => vec![change()],
        Kind::Points if from.is_share() => vec![apart()],
        // "Up 4.3 points from 54.1 per cent"
        Kind::Count if from.is_share() => vec![apart()],
        _ if result.is_like(from) => vec![apart()],
        _ => Vec::new(),
    }
}

type Pair<'a> = (Term<'a>, Term<'a>);

/// "from A to B, a rise of R"
fn behind<'a>(line: &Line<'a>, at: usize) -> Option<Pair<'a>> {
    let (first, second) = line.before(at, 2).zip(line.before(at, 1))?;
    let result = line.terms.get(at)?;
    if let Some(pair) = moved(line, first, second).filter(|_| is_tied(line, second, result)) {
        return Some(pair);
    }
    let gap = line.gap(second, result).filter(|gap| is_close(gap, TIE))?;
    let (ahead, after) = (line.around(first).0, line.around(result).1);
    let apposed = gap.contains([',', '—', '–', ':']);
    let margin = is_close(gap, MARGIN)
        && ends(gap, &["of"])
        && words(gap).rev().nth(1).is_some_and(|word| is_any(word, APART))
        && apposed;
    let between = has_any(ahead, &["gap", "difference"])
        && words(ahead).any(|word| word == "between")
        && ends(gap, &["is", "was", "comes to"]);
    let over = matches!(first.sort, Kind::Money(_)) && is_apposed(gap) && starts(after, OVER);
    let inner = line.text(first, second);
    let beside = words(inner).count() <= PAIR && !inner.contains(['"', '“']);
    // "It carried 250 last year. This year it carried 214, a fall of 36."
    let plain = words(gap).nth_back(1).is_some_and(|word| is_any(word, CHANGES));
    let changed = plain
        && is_tied(line, second, result)
        && second.figure.head == first.figure.head
        && !result.is_share();
    let told = margin || between || over || changed;
    (told && beside && first.counts_like(second)).then_some((*first, *second))
}

/// Whether the words before or behind a result say that it is the change told just before.
pub fn is_tied(line: &Line, last: &Term, result: &Term) -> bool {
    let Some(gap) = line.gap(last, result).filter(|gap| is_close(gap, TIE)) else {
        return false;
    };
    let (_, after) = line.around(result);
    let mut back = words(gap).rev();
    let (word, earlier) = (back.next().unwrap_or_default(), back.next().unwrap_or_default());
    let article = words(gap).rev().take(4).any(|word| is_any(word, &["a", "an"]));
    let of =
        is_any(word, &["of"]) && is_any(earlier, CHANGES) && article && gap.contains([',', '—', '–', '(']);
    let own = is_any(word, &["a", "an"])
        && is_apposed(gap.trim_end().trim_end_matches(['a', 'n']))
        && words(after).take(2).any(|word| is_any(word, CHANGES));
    let apposed = is_apposed(gap);
    let compared = apposed && starts(after, COMPARED) && !has_any(next(after), &["than", "on"]);
    let gone = [", up", ", down", ", up by", ", down by"]
        .iter()
        .any(|gone| gap.trim_end().ends_with(gone));
    let by =
        is_any(word, &["by", "or"]) && result.is_share() && gap.trim_end().ends_with(&format!(", {word}"));
    (of || own || compared || gone || by) && !starts(after, NOT_TIED)
}

/// The words up to the end of a clause.
fn next(after: &str) -> &str {
    after.split([',', '.', ';', ')']).next().unwrap_or_default()
}

/// What something was and what it came to.
fn moved<'a>(line: &Line<'a>, first: &Term<'a>, second: &Term<'a>) -> Option<Pair<'a>> {
    let gap = line.gap(first, second).filter(|gap| is_close(gap, PAIR))?;
    let (before, _) = line.around(first);
    if has_any(gap, OTHER) {
        return None;
    }
    if ends(before, &["from"]) && ends(gap, &["to"]) && !gap.contains(',') {
        return Some((*first, *second));
    }
    let back = words(gap).rev().take(4).collect::<Vec<_>>();
    let from =
        ends(gap, FROM) || back.contains(&"from") && back.first().is_some_and(|word| word.ends_with('s'));
    from.then_some((*second, *first))
}

/// "B, up R from A": the result between what something came to and what it had been.
fn between<'a>(line: &Line<'a>, at: usize) -> Option<Pair<'a>> {
    let (to, from) = line.before(at, 1).zip(line.terms.get(at + 1))?;
    let result = line.terms.get(at)?;
    let ahead = line.gap(to, result).filter(|gap| is_close(gap, PAIR))?;
    let gap = line.gap(result, from)?;
    let gone = ends(ahead, &["up", "down", "up by", "down by"]) && ahead.contains(',');
    let plain = is_close(gap, 2) && starts(gap, &["from", "points from", "point from"]);
    (gone && plain).then_some((*from, *to))
}

/// "rose R to B from A", "cut by R, from A to B"
fn before<'a>(line: &Line<'a>, at: usize) -> Option<Pair<'a>> {
    let (first, second) = line.terms.get(at + 1).zip(line.terms.get(at + 2))?;
    let result = line.terms.get(at)?;
    let gap = line.gap(result, first)?;
    let inner = line.gap(first, second)?;
    let (ahead, _) = line.around(result);
    let gone = result.figure.change.is_some() || ends(ahead, &["by"]);
    if !gone
        || !matches!(
            result.figure.bound,
            Bound::Exact | Bound::About | Bound::Nearly | Bound::MoreThan
        )
    {
        return None;
    }
    match (words(gap).next(), words(gap).count()) {
        (Some("to"), 1) if words(inner).eq(["from"]) => Some((*second, *first)),
        (Some("from"), 1) if ends(inner, &["to"]) && is_close(inner, 4) => Some((*first, *second)),
        _ => None,
    }
}
