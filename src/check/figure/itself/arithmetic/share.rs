//! "Of the 96m only 41m was used, or 43 per cent", "22.5m, or 59% of the 38m", "77 of the 142, more than half": a share.

use super::super::place::words;
use super::outcome::{Operation, Outcome};
use super::phrase::{ends, is_apposed, is_close, is_end, starts};
use super::term::{Line, Term};
use crate::story::figure::Kind;

const OF: &[&str] = &[
    "of", "of the", "of its", "of their", "of those", "of these", "out of", "out of the", "of all",
];
/// Behind a share of what was told before.
const THAT: &[&str] = &[
    "of the total", "of that", "of them", "of it", "of the whole", "of the sum",
];
/// Words between part and whole, and between them and the share.
const NEAR: usize = 6;

pub fn read<'a>(line: &Line<'a>, at: usize) -> Vec<Outcome<'a>> {
    let Some(result) = line
        .terms
        .get(at)
        .filter(|term| term.figure.kind == Kind::Percentage)
    else {
        return Vec::new();
    };
    let told = behind(line, at, result).or_else(|| between(line, at, result));
    let fits = |(part, whole): &(Term, Term)| {
        part.is_like(whole)
            && !part.is_share()
            && part.value < whole.value
            && part.is_stated()
            && whole.is_stated()
    };
    match told.filter(fits) {
        Some((part, whole)) => vec![Outcome::new(Operation::Share, &[&part, &whole])],
        None => Vec::new(),
    }
}

/// "P of the W, or R", "of the W only P …, or R"
fn behind<'a>(line: &Line<'a>, at: usize, result: &Term<'a>) -> Option<(Term<'a>, Term<'a>)> {
    let (first, second) = line.before(at, 2).zip(line.before(at, 1))?;
    let inner = line.gap(first, second).filter(|gap| is_close(gap, NEAR))?;
    let gap = line.gap(second, result).filter(|gap| is_close(gap, NEAR))?;
    let (_, after) = line.around(result);
    let ends_clause = is_end(after) || starts(after, THAT);
    let tied = is_apposition(gap) || result.numeral.is_none() && is_apposed(gap);
    let once = gap.matches(',').count() <= 1;
    if !ends_clause || !tied || !once {
        return None;
    }
    let (before, _) = line.around(first);
    if words(inner).count() <= 3 && starts(inner, OF) && !inner.contains(',') {
        return Some((*first, *second));
    }
    ends(before, OF).then_some((*second, *first))
}

/// "P, or R of the W"
fn between<'a>(line: &Line<'a>, at: usize, result: &Term<'a>) -> Option<(Term<'a>, Term<'a>)> {
    let (part, whole) = line.before(at, 1).zip(line.terms.get(at + 1))?;
    let ahead = line.gap(part, result).filter(|gap| is_close(gap, NEAR))?;
    let gap = line.gap(result, whole).filter(|gap| is_close(gap, NEAR))?;
    let of = starts(gap, &["of"]) && !gap.contains([',', '(', '—', '.']);
    (is_apposition(ahead) && of).then_some((*part, *whole))
}

/// Whether a text ends where the same is told another way.
fn is_apposition(gap: &str) -> bool {
    let gap = gap.trim_end();
    gap.ends_with(", or") || gap.ends_with('(') || gap.ends_with("— or")
}
