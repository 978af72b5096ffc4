//! "£4.2m on roads and £1.9m on lamps, a total of £6.1m": sums of money and of measures.

use super::super::place::{has_any, words};
use super::outcome::{Operation, Outcome};
use super::phrase::{ends, is_close, is_in_all};
use super::term::{Line, Term};
use crate::story::figure::Kind;

const TOTAL: &[&str] = &[
    "a total of", "a combined total of", "which makes", "making a total of", "together", "altogether",
    "in all",
];
/// With these the amounts do not add up.
const OTHERWISE: &[&str] = &[
    "each", "per", "a", "an", "of", "from", "to", "than", "or", "by", "times", "least", "including",
];
const NEAR: usize = 8;
const PARTS: usize = 5;

pub fn read<'a>(line: &Line<'a>, at: usize) -> Vec<Outcome<'a>> {
    let Some(result) = line
        .terms
        .get(at)
        .filter(|term| term.figure.kind != Kind::Count && !term.is_share())
    else {
        return Vec::new();
    };
    let earlier = line.terms.get(..at).unwrap_or_default();
    let joined = earlier
        .windows(2)
        .rev()
        .take_while(|pair| matches!(pair, [a, b] if joins(line, a, b)))
        .count();
    let parts = earlier
        .get(earlier.len().saturating_sub(joined + 1)..)
        .unwrap_or_default();
    let told = parts
        .last()
        .and_then(|last| line.gap(last, result))
        .is_some_and(|gap| {
            let (_, after) = line.around(result);
            is_close(gap, NEAR)
                && gap.contains([',', '—', '–', ':'])
                && !has_any(gap, &["each", "per"])
                && (ends(gap, TOTAL) || is_in_all(after))
        });
    let all: Vec<&Term> = parts.iter().collect();
    let fit =
        (2..=PARTS).contains(&all.len()) && all.iter().all(|part| part.is_like(result) && part.is_stated());
    if told && fit {
        vec![Outcome::new(Operation::Sum, &all)]
    } else {
        Vec::new()
    }
}

fn joins(line: &Line, first: &Term, second: &Term) -> bool {
    line.gap(first, second).is_some_and(|gap| {
        let joint = ends(gap, &["and"]) || gap.trim_end().ends_with([',', ';']);
        joint && words(gap).count() <= NEAR && !has_any(gap, OTHERWISE) && !gap.contains(['"', '“', '('])
    })
}
