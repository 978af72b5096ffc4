//! "Passed by 48 votes to 52", "a unanimous 7-2 ruling": the side that wins a vote has more of it, and all of it where
//! nobody is against.

use super::place::{around, between, count, has_any, is_any, words};
use super::{Discord, Draft};
use crate::story::Placed;
use crate::story::figure::{Figure, Kind, Number, Value};
use crate::story::paragraph::Paragraph;

/// What most of the votes decide.
const CARRIED: &[&str] = &[
    "passed", "carried", "approved", "adopted", "backed", "endorsed", "ratified", "confirmed", "elected",
];
/// With these it is not decided so, or not by most.
const OTHERWISE: &[&str] = &[
    "not", "never", "failed", "fell", "short", "rejected", "defeated", "against", "despite", "needed",
    "veto", "filibuster", "cloture",
];
/// Words between a vote and the word "vote", and what says how it went.
const NEAR: usize = 3;
const FAR: usize = 10;
/// Words that stand in a vote's description.
const VOTING: &[&str] = &[
    "by", "a", "an", "in", "on", "of", "vote", "votes", "voted", "decision", "ruling", "verdict", "margin",
];

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    for placed in &draft.story.paragraphs {
        let paragraph = &placed.paragraph;
        for (at, figure) in paragraph.figures.iter().enumerate() {
            match vote(paragraph, at) {
                Some((ours, theirs)) if ours < theirs && is_carried(paragraph, figure) => {
                    found.push(discord(placed, figure, "the side that won has fewer votes"));
                }
                Some((_, theirs)) if theirs != 0 && is_unanimous(paragraph, figure) => {
                    found.push(discord(placed, figure, "a unanimous vote has none against"));
                }
                _ => {}
            }
        }
    }
}

fn discord(placed: &Placed, figure: &Figure, note: &str) -> Discord {
    Discord {
        span: placed.at(&figure.span),
        elsewhere: None,
        note: note.to_owned(),
        fixes: Vec::new(),
        absolute: false,
    }
}

/// "48-52", or "48 votes to 52".
fn vote(paragraph: &Paragraph, at: usize) -> Option<(i64, i64)> {
    let figure = paragraph.figures.get(at)?;
    let integer = |number: &Number| i64::try_from(number.to_integer()).ok();
    match (figure.kind, &figure.value) {
        (Kind::Score, Value::Pair(ours, theirs)) => integer(ours).zip(integer(theirs)),
        _ => {
            let against = paragraph.figures.get(at + 1)?;
            let to = matches!(between(paragraph, figure, against).trim(), "votes to" | "to");
            count(figure).zip(count(against)).filter(|_| to)
        }
    }
}

/// "passed by", "was approved by a vote of", "confirmed on a 45-54 vote"
fn is_carried(paragraph: &Paragraph, figure: &Figure) -> bool {
    let (before, after) = around(paragraph, figure);
    let mut voting = words(before).rev().take_while(|word| is_any(word, VOTING));
    let behind = || {
        words(after)
            .take(NEAR)
            .any(|word| is_any(word, &["vote", "votes"]))
    };
    let led = voting.any(|word| word == "by" || matches!(word, "on" | "in") && behind());
    let carried = words(before).rev().take(FAR).any(|word| is_any(word, CARRIED));
    let otherwise = || words(after).take(FAR).any(|word| is_any(word, OTHERWISE));
    led && carried && !has_any(before, OTHERWISE) && !otherwise()
}

/// "unanimously, by 7-2", "a unanimous 7-2 ruling"
fn is_unanimous(paragraph: &Paragraph, figure: &Figure) -> bool {
    let (before, after) = around(paragraph, figure);
    let is = |word: &str| is_any(word, &["unanimous", "unanimously"]);
    let nearly =
        |word: Option<&str>| word.is_some_and(|word| is_any(word, &["near", "nearly", "almost", "not"]));
    let mut back = words(before).rev().skip_while(|word| is_any(word, VOTING));
    let stands = back.next().is_some_and(is) && !nearly(back.next());
    stands || words(after).next().is_some_and(is) && after.starts_with([' ', '-'])
}
