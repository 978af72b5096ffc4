//! "won 1-3": a winner has the greater number, and a draw has two equal ones.

use std::ops::Range;

use super::place::{around, is_any, words};
use super::{Discord, Draft};
use crate::check::Fix;
use crate::story::Placed;
use crate::story::figure::{Figure, Kind, Number, Value};
use crate::story::paragraph::Paragraph;

const WON: &[&str] = &["won", "win", "wins", "winning"];
/// What one side does to another; behind "was" it is done to it, and the score may be told from either side.
const BEAT: &[&str] = &[
    "beat", "beats", "beating", "defeated", "defeats", "defeating", "thrashed", "thrashing", "edged",
    "edging", "overcame", "trounced", "routed", "downed", "crushed",
];
const WIN: &[&str] = &["win", "victory", "triumph", "success", "thrashing", "rout"];
const PASSIVE: &[&str] = &["was", "were", "been", "being", "be", "is", "are", "got", "get"];
/// Words that follow the score of a game; others are counted by the second number ("won 3-4 seats").
const FOLLOWING: &[&str] = &[
    "at", "on", "in", "over", "against", "away", "home", "after", "and", "last", "with", "thanks", "to",
    "for", "yesterday", "here", "there", "as", "but", "despite", "when", "while", "before", "from",
];
/// Decided otherwise than by the score.
const OTHERWISE: &[&str] = &["aggregate", "penalties", "pens", "shootout", "penalty", "shoot"];
/// A match that ends before its time.
const LEFT: &[&str] = &["retired", "ret", "walkover"];
/// The most words of a loser's name.
const NAME: usize = 5;

pub fn check(draft: &Draft, found: &mut Vec<Discord>) {
    for placed in &draft.story.paragraphs {
        let paragraph = &placed.paragraph;
        for (at, figure) in paragraph.figures.iter().enumerate() {
            let (Kind::Score, Value::Pair(first, second)) = (figure.kind, &figure.value) else {
                continue;
            };
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let sets = beside
                .filter_map(|at| paragraph.figures.get(at))
                .any(|other| other.kind == Kind::Score && gap(paragraph, figure, other) <= 2);
            if sets {
                if let Some(span) = lost_sets(paragraph, at) {
                    found.push(discord(placed, span, "the winner has fewer sets", None));
                }
                continue;
            }
            let note = match told(paragraph, figure) {
                Some(Told::Won) if first < second => "the winner has the smaller number",
                Some(Told::Drew) if first != second => "a draw has two equal numbers",
                _ => continue,
            };
            let text = paragraph.text.get(figure.span.clone()).unwrap_or_default();
            let exchanged = exchanged(text).filter(|_| first < second);
            found.push(discord(placed, figure.span.clone(), note, exchanged));
        }
    }
}

fn discord(placed: &Placed, span: Range<usize>, note: &str, exchanged: Option<String>) -> Discord {
    let fix = exchanged.map(|text| Fix {
        title: format!("Replace with “{text}”"),
        span: placed.at(&span),
        text,
        preferred: false,
    });
    Discord {
        span: placed.at(&span),
        elsewhere: None,
        note: note.to_owned(),
        fixes: fix.into_iter().collect(),
        absolute: false,
    }
}

/// The first of the sets that "won" or "beat" tells of, where the winner has not more of them than the other.
fn lost_sets(paragraph: &Paragraph, at: usize) -> Option<Range<usize>> {
    let sets = paragraph
        .figures
        .get(at..)?
        .chunk_by(|a, b| a.kind == Kind::Score && b.kind == Kind::Score && gap(paragraph, a, b) == 0);
    let sets = sets.into_iter().next().filter(|sets| sets.len() > 1)?;
    let (first, last) = (sets.first()?, sets.last()?);
    let (before, _) = around(paragraph, first);
    let (_, after) = around(paragraph, last);
    let word = words(before).next_back().unwrap_or_default();
    let won = is_any(word, WON) && before.ends_with(' ') || beaten(before);
    let ended = words(after)
        .next()
        .is_none_or(|next| !is_any(next, OTHERWISE) && !is_any(next, LEFT));
    let all = |wins: fn(&Number, &Number) -> bool| {
        let won = sets
            .iter()
            .filter(|set| matches!(&set.value, Value::Pair(a, b) if wins(a, b)));
        won.count()
    };
    let starts = at.checked_sub(1).and_then(|before| paragraph.figures.get(before));
    let opens = starts.is_none_or(|other| other.kind != Kind::Score || gap(paragraph, other, first) > 0);
    (won && ended && opens && all(|a, b| a > b) <= all(|a, b| a < b)).then(|| first.span.clone())
}

enum Told {
    Won,
    Drew,
}

fn told(paragraph: &Paragraph, figure: &Figure) -> Option<Told> {
    let (before, after) = around(paragraph, figure);
    let next = words(after).next().unwrap_or_default();
    let follows = after.starts_with([' ', '-']) && !after.starts_with(" -");
    if follows && is_any(next, WIN) {
        return Some(Told::Won);
    }
    if follows && is_any(next, &["draw", "stalemate", "tie"]) {
        return Some(Told::Drew);
    }
    let ends = !follows || is_any(next, FOLLOWING) || next.starts_with(char::is_uppercase);
    if !ends || words(after).take(4).any(|word| is_any(word, OTHERWISE)) {
        return None;
    }
    let last = words(before)
        .next_back()
        .filter(|_| before.ends_with(' ') && !before.ends_with(", "))?;
    if is_any(last, WON) {
        return Some(Told::Won);
    }
    if is_any(last, &["drew", "drawn"]) {
        return Some(Told::Drew);
    }
    beaten(before).then_some(Told::Won)
}

/// "beat Ostrey Rovers": the verb, then a name, then the score.
fn beaten(before: &str) -> bool {
    let mut back = words(before).rev();
    for passed in 0..=NAME {
        let Some(word) = back.next() else { return false };
        if is_any(word, BEAT) {
            let behind = before.rsplit_once(word).map_or("", |(_, name)| name);
            let passive = back.next().is_some_and(|word| is_any(word, PASSIVE));
            return passed > 0 && !passive && !behind.contains([',', ';', ':', '(', '—', '–']);
        }
        let named = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if !named
            && !is_any(
                word,
                &[
                    "the", "of", "and", "visiting", "hosts", "neighbours", "rivals", "visitors",
                ],
            )
        {
            return false;
        }
    }
    false
}

/// The bytes between two figures.
fn gap(paragraph: &Paragraph, a: &Figure, b: &Figure) -> usize {
    let (first, second) = if a.span.start < b.span.start {
        (a, b)
    } else {
        (b, a)
    };
    let text = paragraph
        .text
        .get(first.span.end..second.span.start)
        .unwrap_or_default();
    words(text).count()
}

/// "1-3" as "3-1".
fn exchanged(text: &str) -> Option<String> {
    let (first, second) = text.split_once(['-', '–'])?;
    let dash = text.get(first.len()..text.len() - second.len())?;
    let digits = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (digits(first) && digits(second)).then(|| format!("{second}{dash}{first}"))
}
