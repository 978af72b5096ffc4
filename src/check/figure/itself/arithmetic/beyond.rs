//! "395m, 85m more than the first offer of 310m": what one amount is beyond another; "3,800 more than last year's
//! 22,700, a rise of 17 per cent".

use super::super::place::{is_any, words};
use super::change::{is_tied, outcomes};
use super::outcome::{Operation, Outcome};
use super::phrase::{ends, is_apposed, is_close, starts};
use super::term::{Line, Term};
use crate::story::figure::Kind;

const MORE: &[&str] = &[
    "more", "higher", "up", "above", "greater", "taller", "longer", "dearer", "heavier", "wider", "larger",
    "bigger", "deeper",
];
const LESS: &[&str] = &[
    "fewer", "less", "down", "lower", "below", "short", "shorter", "cheaper", "lighter", "narrower",
    "smaller",
];
/// Words between the difference and what it is beyond, and before the difference.
const NEAR: usize = 8;

pub fn read<'a>(line: &Line<'a>, at: usize) -> Vec<Outcome<'a>> {
    beyond(line, at)
        .or_else(|| rise(line, at))
        .or_else(|| times(line, at))
        .unwrap_or_default()
}

/// "B, R more than A"
fn beyond<'a>(line: &Line<'a>, at: usize) -> Option<Vec<Outcome<'a>>> {
    let (to, from) = line.before(at, 1).zip(line.terms.get(at + 1))?;
    let result = line.terms.get(at)?;
    let up = compares(line, result, from)?;
    let gap = line.text(to, result);
    let (ahead, _) = line.around(result);
    let that = [
        "that is", "that was", "this is", "this was", "it is", "which is", "which was",
    ];
    let own = words(ahead).count() == 2 && ends(ahead, &that) || ends(gap, &["which is", "which was"]);
    let one = line.gap(to, result).is_some();
    let tied = own || one && (is_apposed(gap) || gap.trim_end().ends_with(", or"));
    if !is_close(gap, NEAR) {
        return None;
    }
    let points = !from.is_share() || result.is_share();
    (tied && points && up == (to.value > from.value)).then(|| outcomes(from, to, result))
}

/// "R more than A, a rise of N per cent"
fn rise<'a>(line: &Line<'a>, at: usize) -> Option<Vec<Outcome<'a>>> {
    let (more, base) = line.before(at, 2).zip(line.before(at, 1))?;
    let result = line.terms.get(at).filter(|result| result.is_share())?;
    compares(line, more, base)?;
    let like = more.is_like(base) && !base.is_share() && more.is_stated() && base.is_stated();
    (like && is_tied(line, base, result)).then(|| vec![Outcome::new(Operation::Share, &[more, base])])
}

/// "B, R times the A of last year"
fn times<'a>(line: &Line<'a>, at: usize) -> Option<Vec<Outcome<'a>>> {
    let (amount, base) = line.before(at, 1).zip(line.terms.get(at + 1))?;
    let result = line.terms.get(at).filter(|result| result.sort == Kind::Count)?;
    let gap = line
        .gap(result, base)
        .filter(|gap| is_close(gap, NEAR) && !gap.contains([',', '(']))?;
    let ahead = line.gap(amount, result).filter(|gap| is_close(gap, NEAR))?;
    let told = starts(
        gap,
        &[
            "times the", "times as many as the", "times as much as the", "times last",
        ],
    );
    let like = amount.counts_like(base) && !base.is_share() && amount.is_stated() && base.is_stated();
    (told && like && is_apposed(ahead)).then(|| vec![Outcome::new(Operation::Over, &[amount, base])])
}

/// Whether an amount is said to be more or less than another.
fn compares(line: &Line, difference: &Term, base: &Term) -> Option<bool> {
    let gap = line
        .gap(difference, base)
        .filter(|gap| is_close(gap, NEAR) && !gap.contains([',', '(']))?;
    let mut near = words(gap).take(3);
    let word = near.find(|word| is_any(word, MORE) || is_any(word, LESS))?;
    let than = words(gap).any(|word| is_any(word, &["than"]))
        || starts(gap, &["up on", "down on"])
        || is_any(word, &["above", "below", "short"]);
    (than && !ends(gap, &["or"])).then(|| is_any(word, MORE))
}
