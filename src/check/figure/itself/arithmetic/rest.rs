//! "Of 96 million voted, 41 million was used, leaving 55 million", "212 of 260 metres, with 48 to go": what is left.

use super::super::place::{has_any, words};
use super::outcome::{Operation, Outcome};
use super::phrase::{ends, is_close, starts};
use super::term::{Line, Term};
use crate::story::figure::Kind;

/// Before a rest.
const LEAVING: &[&str] = &[
    "leaving", "leaving only", "leaving just", "leaving another", "leaving a further", "leaving the other",
    "leaving the remaining", "leaving a balance of", "leaving a gap of", "leaving a shortfall of", "leaves",
    "which left", "that left", "this left", "leaving it with", "leaving them with", "leaving him with",
    "leaving her with", "leaving a surplus of", "leaving a deficit of",
];
/// Behind it.
const TO_GO: &[&str] = &[
    "to go", "left", "remaining", "unspent", "unsold", "unpaid", "unused", "outstanding", "to spare",
    "still unspent", "short",
];
/// Before a rest that words behind it tell.
const WITH: &[&str] = &["with", "with another", "with just", "with only", "with a further"];
/// Before the rest of what was told with "of".
const OTHERS: &[&str] = &["the remaining", "the other"];
/// "That leaves": the sentence before has the parts.
const THAT: &[&str] = &[
    "that leaves", "this leaves", "which leaves", "that left", "this left",
];
/// Words between the whole and its first part, and up to the rest.
const NEAR: usize = 16;
const PARTS: usize = 4;

pub fn read<'a>(line: &Line<'a>, at: usize) -> Vec<Outcome<'a>> {
    let Some(result) = line.terms.get(at) else {
        return Vec::new();
    };
    let (before, after) = line.around(result);
    let to_go = ends(before, WITH) && (0..3).any(|skip| starts(skipped(after, skip), TO_GO));
    let short = starts(after, &["short"]) && !starts(after, &["short of"]);
    if result.sort == Kind::Percentage && ends(before, LEAVING) {
        return of_hundred(line, at, result);
    }
    if result.is_share()
        || !(ends(before, LEAVING) || to_go || short || ends(before, OTHERS))
        || result.figure.fate.is_some()
    {
        return Vec::new();
    }
    let behind = ends(before, THAT) && words(before).count() <= 2;
    let parts = listed(line, at, result, behind);
    match parts {
        [part, whole] if part.value < whole.value && is_of(line, part, whole) => {
            let near =
                line.gap(whole, result).is_some_and(|gap| is_close(gap, NEAR)) && !ends(before, OTHERS);
            if near {
                vec![Outcome::new(Operation::Less, &[whole, part])]
            } else {
                Vec::new()
            }
        }
        [whole, parts @ ..] if !parts.is_empty() && is_whole(line, whole, result, behind) => {
            let sum: f64 = parts.iter().map(|part| part.value).sum();
            let all: Vec<&Term> = std::iter::once(whole).chain(parts).collect();
            let mut outcomes = vec![Outcome::new(Operation::Less, &all)];
            // One of the amounts may tell of another thing, or of a part of a part.
            if parts.len() > 1 {
                outcomes.extend(
                    parts
                        .iter()
                        .map(|part| Outcome::new(Operation::Less, &[whole, part])),
                );
            }
            if sum < whole.value { outcomes } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// "41% were for and 37% against, leaving 22% undecided"
fn of_hundred<'a>(line: &Line<'a>, at: usize, result: &Term) -> Vec<Outcome<'a>> {
    let parts = listed(line, at, result, false);
    let all: Vec<&Term> = parts.iter().collect();
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let known = all.iter().all(|part| part.numeral.is_some());
    match all.as_slice() {
        [_, _, ..] if known && sum < 100.0 => vec![Outcome::new(Operation::OfHundred, &all)],
        _ => Vec::new(),
    }
}

/// The amounts before a rest that it can be of, those of its sentence, or of the one before.
fn listed<'l, 'a>(line: &'l Line<'a>, at: usize, result: &Term, behind: bool) -> &'l [Term<'a>] {
    let before = line.terms.get(..at).unwrap_or_default();
    let sentence = line.paragraph.sentence_around(&result.figure.span);
    let from = if behind {
        let earlier = sentence.start.saturating_sub(2);
        line.paragraph.sentence_around(&(earlier..earlier + 1)).start
    } else {
        sentence.start
    };
    let first = before.partition_point(|term| term.figure.span.start < from);
    let parts = before.get(first..).unwrap_or_default();
    let fit = parts.len() <= PARTS && parts.iter().all(|part| part.is_like(result) && part.is_stated());
    if fit { parts } else { &[] }
}

fn is_of(line: &Line, part: &Term, whole: &Term) -> bool {
    line.gap(part, whole)
        .is_some_and(|gap| is_close(gap, 3) && starts(gap, &["of", "out of"]))
}

/// Whether the first of the amounts is said to be the whole: "Of 96m …"; money needs no such word.
fn is_whole(line: &Line, whole: &Term, result: &Term, behind: bool) -> bool {
    let (before, _) = line.around(whole);
    let told = line.text(whole, result);
    let which = || {
        ["of which", "of whom", "of it", "of them", "of that"]
            .iter()
            .any(|of| told.contains(of))
    };
    let of = opens_with_of(before) || which();
    let (ahead, _) = line.around(result);
    let others = ends(ahead, OTHERS);
    let money = matches!(result.sort, Kind::Money(_)) && !others;
    let same = !others && result.figure.head.is_some() && result.figure.head == whole.figure.head;
    let near = behind
        || !told.contains(['"', '“']) && words(told).count() <= NEAR && !has_any(told, &["each", "per"]);
    near && (of || money || same)
}

/// "Of the 96m …", but not "a crew of 40".
fn opens_with_of(before: &str) -> bool {
    let of = [
        "of", "of the", "of its", "of their", "of those", "of these", "out of",
    ];
    let phrase = of.iter().find(|of| ends(before, &[of]));
    phrase.is_some_and(|phrase| {
        let ahead = before.trim_end();
        let ahead = ahead
            .len()
            .checked_sub(phrase.len())
            .and_then(|to| ahead.get(..to));
        ahead.is_some_and(is_end_of_clause)
    })
}

fn is_end_of_clause(text: &str) -> bool {
    let text = text.trim_end();
    text.is_empty() || text.ends_with([',', ':', ';', '—', '–'])
}

fn skipped(text: &str, count: usize) -> &str {
    let mut rest = text.trim_start();
    for _ in 0..count {
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
    }
    rest
}
