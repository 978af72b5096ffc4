//! Quantities of news sentences by their values: `{"id", "text", "quantities": [{"value", "change"}]}`, no spans.
//!
//! As CQE is measured: a quantity is right when a figure of the sentence not yet used has its value, in the unit it is
//! stated in; with its change, when that agrees too (`>` more than, at least; `<` less than, up to; `~` about, nearly;
//! `up`, `down`; `=` none). The gold has "nearly" and "just under" now as `~`, now as `<`: either is right; so for
//! "just over". A change tells more than "about", a bound more than a change.
//!
//! What is read here and is no quantity there, and is left out unless it is one there too: dates, times, ordinals,
//! scores, odds, identifiers, stopwatch times ("2:41.7"), ages without a unit ("Ann Lee, 34,").
//! What is a quantity there and none here: "one" that counts nothing ("one of the best"), wherever the gold has a 1.
//! What is one there and two here, or the other way round: the gold has "from 31 to 34" as a range, which here are two
//! figures, and "eight or nine" as two, which here is a range. Both ends must agree; they count as the gold counts.

use copydesk::story::figure::{Bound, Change, Figure, Kind, Value};
use serde_json::Value as Json;

use super::{Score, figures, float, lines, near};

pub fn measure(file: &str, verbose: bool) {
    let (mut values, mut changes) = (Score::default(), Score::default());
    for item in lines(file) {
        let text = item["text"].as_str().unwrap_or_default();
        let golds = item["quantities"].as_array().map_or(&[][..], Vec::as_slice);
        let figures: Vec<Figure> = figures(text).into_iter().map(|(_, figure)| figure).collect();
        let spans: Vec<&str> = figures.iter().map(|figure| &text[figure.span.clone()]).collect();
        let matched = pair(golds, &figures);
        for (gold, hit) in golds.iter().zip(&matched) {
            if hit.is_none() && amount(gold) == Some((1.0, 1.0)) && said_as_one(text) {
                continue;
            }
            values.wanted += 1;
            let agrees = hit.is_some_and(|at| agrees(gold, &figures[at]));
            values.right += usize::from(hit.is_some());
            changes.right += usize::from(agrees);
            if verbose && !agrees {
                let what = if hit.is_some() { "change" } else { "missed" };
                let (id, change, value) = (&item["id"], &gold["change"], &gold["value"]);
                println!(
                    "{what} {id} {change}{value} {}\n    {spans:?} in {text:?}",
                    gold["unit"]
                );
            }
        }
        for (at, figure) in figures.iter().enumerate() {
            let used = matched.iter().filter(|hit| **hit == Some(at)).count();
            values.given += used;
            // The other end of a range of the gold.
            let spare = used == 0
                && golds
                    .iter()
                    .zip(&matched)
                    .any(|(gold, hit)| is_end(gold, *hit, at, &figures));
            if used == 0 && !spare && is_quantity(figure, spans[at]) {
                values.given += 1;
                if verbose {
                    println!(
                        "extra {} {:?} {:?}\n    {text:?}",
                        item["id"], spans[at], figure.kind
                    );
                }
            }
        }
    }
    (changes.given, changes.wanted) = (values.given, values.wanted);
    println!("value {values}\nvalue with change {changes}");
}

/// For each quantity of the gold the figure that states it.
fn pair(golds: &[Json], figures: &[Figure]) -> Vec<Option<usize>> {
    let mut used = vec![false; figures.len()];
    let mut matched = vec![None; golds.len()];
    for (gold, hit) in golds.iter().zip(&mut matched) {
        let Some((low, high)) = amount(gold) else { continue };
        let states = |at: usize| stated(&figures[at]).is_some_and(|(a, b)| near(a, low) && near(b, high));
        let whole = (0..figures.len()).filter(|&at| !used[at] && states(at));
        *hit = whole.max_by_key(|&at| (agrees(gold, &figures[at]), std::cmp::Reverse(at)));
        if let Some(at) = *hit {
            used[at] = true;
        }
    }
    for (gold, hit) in golds.iter().zip(&mut matched).filter(|(_, hit)| hit.is_none()) {
        let Some((low, high)) = amount(gold) else { continue };
        *hit = (0..figures.len()).find(|&at| {
            let ends = stated(&figures[at]);
            if low == high {
                ends.is_some_and(|(a, b)| a < b && (near(a, low) || near(b, low)))
            } else {
                !used[at] && ends.is_some_and(|(a, _)| near(a, low)) && is_range(figures, at, high)
            }
        });
        if let (Some(at), true) = (*hit, low != high) {
            used[at] = true;
        }
    }
    matched
}

/// Whether the figure after `at` is the other end of a range.
fn is_range(figures: &[Figure], at: usize, high: f64) -> bool {
    figures
        .get(at + 1)
        .and_then(stated)
        .is_some_and(|(a, b)| near(a, high) || near(b, high))
}

fn is_end(gold: &Json, hit: Option<usize>, at: usize, figures: &[Figure]) -> bool {
    let Some((low, high)) = amount(gold) else {
        return false;
    };
    low != high
        && hit.is_some_and(|hit| hit + 1 == at && stated(&figures[hit]).is_some_and(|(a, b)| a == b))
        && is_range(figures, at - 1, high)
}

fn stated(figure: &Figure) -> Option<(f64, f64)> {
    match figure.value {
        Value::Amount { .. } if figure.kind != Kind::Identifier => {
            figure.stated().map(|(low, high)| (float(low), float(high)))
        }
        _ => None,
    }
}

/// "4.5", "-5.0", "3.0 - 4.0"
fn amount(gold: &Json) -> Option<(f64, f64)> {
    let value = gold["value"].as_str()?.replace(' ', "");
    if let Ok(one) = value.parse() {
        return Some((one, one));
    }
    let dash = value.get(1..)?.find('-')? + 1;
    let (low, high) = value.split_at(dash);
    Some((low.parse().ok()?, high[1..].parse().ok()?))
}

fn agrees(gold: &Json, figure: &Figure) -> bool {
    let change = gold["change"].as_str().unwrap_or_default();
    let bounds: &[&str] = match (figure.bound, figure.change) {
        (Bound::MoreThan | Bound::AtLeast, _) => &[">"],
        (Bound::LessThan | Bound::UpTo, None) => &["<"],
        (_, Some(Change::Up)) => &["up"],
        (_, Some(Change::Down)) => &["down"],
        (Bound::About, _) => &["~"],
        (Bound::Nearly, _) => &["~", "<"],
        (Bound::JustOver, _) => &["~", ">"],
        (Bound::Exact, _) => &["="],
    };
    bounds.contains(&change)
}

fn is_quantity(figure: &Figure, said: &str) -> bool {
    match figure.kind {
        Kind::Date | Kind::Time | Kind::Ordinal | Kind::Score | Kind::Odds | Kind::Identifier => false,
        Kind::Age => figure.unit.is_some(),
        Kind::Duration => !said.contains(':'),
        _ => true,
    }
}

fn said_as_one(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| word.eq_ignore_ascii_case("one"))
}
