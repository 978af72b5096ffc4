//! What the words around a number do to it: "nearly", "up to", "or more". Each keeps its own meaning.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Bound::{self, *};
use super::lexer::{Lexeme, Reader, is, keys};
use crate::story::word::hash;

/// Before "over" and a span of time: "lasted over", "for over".
const LASTING: &[u64] = &keys([
    "just", "well", "for", "of", "lasted", "lasting", "lasts", "last", "took", "takes", "take", "taken",
    "taking", "spent", "spends", "spending", "after", "is", "was", "were", "be", "been", "with", "in",
    "little", "slightly",
]);

const BEFORE: &[(&str, Bound)] = &[
    ("about", About),
    ("around", About),
    ("some", About),
    ("roughly", About),
    ("approximately", About),
    ("approx", About),
    ("circa", About),
    ("estimated", About),
    ("an estimated", About),
    ("in the region of", About),
    ("somewhere around", About),
    ("or about", About),
    ("nearly", Nearly),
    ("almost", Nearly),
    ("just under", Nearly),
    ("just below", Nearly),
    ("a little under", Nearly),
    ("slightly under", Nearly),
    ("slightly less than", Nearly),
    ("little less than", Nearly),
    ("just short of", Nearly),
    ("just shy of", Nearly),
    ("close to", Nearly),
    ("closer to", Nearly),
    ("approaching", Nearly),
    ("virtually", Nearly),
    ("just over", JustOver),
    ("just above", JustOver),
    ("just more than", JustOver),
    ("a little over", JustOver),
    ("a little more than", JustOver),
    ("little more than", JustOver),
    ("little over", JustOver),
    ("slightly over", JustOver),
    ("slightly more than", JustOver),
    ("more than", MoreThan),
    ("well over", MoreThan),
    ("well above", MoreThan),
    ("much more than", MoreThan),
    ("over", MoreThan),
    ("above", MoreThan),
    ("beyond", MoreThan),
    ("exceeding", MoreThan),
    ("exceed", MoreThan),
    ("surpass", MoreThan),
    ("surpassed", MoreThan),
    ("surpasses", MoreThan),
    ("surpassing", MoreThan),
    ("topped", MoreThan),
    ("topping", MoreThan),
    ("well in excess of", MoreThan),
    ("nigh on", Nearly),
    ("at or above", AtLeast),
    ("at or below", UpTo),
    ("more than or equal to", AtLeast),
    ("greater than or equal to", AtLeast),
    ("equal to or more than", AtLeast),
    ("equal to or greater than", AtLeast),
    ("at least or equal to", AtLeast),
    ("less than or equal to", UpTo),
    ("equal to or less than", UpTo),
    ("smaller or equal than", UpTo),
    ("less or equal than", UpTo),
    ("lower or equal than", UpTo),
    ("higher or equal than", AtLeast),
    ("shy of", Nearly),
    ("short of", Nearly),
    ("smaller than", LessThan),
    ("shorter than", LessThan),
    ("no higher than", UpTo),
    ("no longer than", UpTo),
    ("no larger than", UpTo),
    ("as low as", AtLeast),
    ("at a minimum", AtLeast),
    ("at the very least", AtLeast),
    ("exceeds", MoreThan),
    ("exceeded", MoreThan),
    ("upwards of", MoreThan),
    ("upward of", MoreThan),
    ("north of", MoreThan),
    ("in excess of", MoreThan),
    ("greater than", MoreThan),
    ("higher than", MoreThan),
    ("longer than", MoreThan),
    ("larger than", MoreThan),
    ("at least", AtLeast),
    ("no fewer than", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("not fewer than", AtLeast),
    ("a minimum of", AtLeast),
    ("minimum of", AtLeast),
    ("a minimum", AtLeast),
    ("fewer than", LessThan),
    ("less than", LessThan),
    ("lower than", LessThan),
    ("well under", LessThan),
    ("well below", LessThan),
    ("under", LessThan),
    ("below", LessThan),
    ("south of", LessThan),
    ("up to", UpTo),
    ("as many as", UpTo),
    ("as much as", UpTo),
    ("as high as", UpTo),
    ("as long as", UpTo),
    ("as few as", AtLeast),
    ("as little as", AtLeast),
    ("at most", UpTo),
    ("at the most", UpTo),
    ("no more than", UpTo),
    ("not more than", UpTo),
    ("not exceeding", UpTo),
    ("a maximum of", UpTo),
    ("maximum of", UpTo),
    ("a maximum", UpTo),
];

const BEHIND: &[(&str, Bound)] = &[
    ("or so", About),
    ("odd", About),
    ("or thereabouts", About),
    ("or more", AtLeast),
    ("or greater", AtLeast),
    ("or lower", UpTo),
    ("give or take", About),
    ("more or less", About),
    ("or over", AtLeast),
    ("or above", AtLeast),
    ("or older", AtLeast),
    ("or higher", AtLeast),
    ("and over", AtLeast),
    ("and above", AtLeast),
    ("plus", AtLeast),
    ("at least", AtLeast),
    ("at the least", AtLeast),
    ("or less", UpTo),
    ("or fewer", UpTo),
    ("or under", UpTo),
    ("or below", UpTo),
    ("or younger", UpTo),
    ("at most", UpTo),
    ("at the most", UpTo),
    ("and under", UpTo),
];

const SUMMING: &[u64] = &keys(["add", "adds", "added", "adding", "come", "comes", "came"]);

/// Phrases by one of their words: their keys in order, the longest first.
type Phrases = FxHashMap<u64, Vec<(Vec<u64>, Bound)>>;

fn phrases(list: &[(&str, Bound)], by: fn(&[u64]) -> Option<&u64>) -> Phrases {
    let mut phrases = Phrases::default();
    for &(phrase, bound) in list {
        let keys: Vec<u64> = phrase.split(' ').map(hash).collect();
        if let Some(&key) = by(&keys) {
            phrases.entry(key).or_default().push((keys, bound));
        }
    }
    for list in phrases.values_mut() {
        list.sort_by_key(|(keys, _)| std::cmp::Reverse(keys.len()));
    }
    phrases
}

static ENDING: LazyLock<Phrases> = LazyLock::new(|| phrases(BEFORE, |keys| keys.last()));
static OPENING: LazyLock<Phrases> = LazyLock::new(|| phrases(BEHIND, |keys| keys.first()));

/// The bound before a figure that starts at the word `at`, at `start` in bytes; with the first word of the bound.
pub fn before(reader: &Reader, at: usize, start: usize) -> Option<(Bound, usize)> {
    if let Some(bound) = signed(reader, at, start) {
        return Some((bound, at));
    }
    // "sub-450"
    if is!(reader, at.wrapping_sub(1), "sub") && reader.hyphened(at) {
        return Some((LessThan, at - 1));
    }
    let known = ENDING.get(&reader.key(at.checked_sub(1)?))?;
    if !matches!(
        reader.slice(reader.end_before(at)..start),
        " " | "-" | "\u{a0}" | "\n"
    ) {
        return None;
    }
    known.iter().find_map(|(keys, bound)| {
        let first = at.checked_sub(keys.len())?;
        let stands = (first..at)
            .zip(keys)
            .all(|(i, key)| reader.key(i) == *key && (i == first || reader.joined(i)));
        // "They added up to £40": a sum, no ceiling.
        let sums = *bound == UpTo && reader.is(first.wrapping_sub(1), SUMMING) && reader.joined(first);
        (stands && !sums).then_some((*bound, first))
    })
}

/// "~40", ">40", "<= 40"
fn signed(reader: &Reader, at: usize, start: usize) -> Option<Bound> {
    let gap = reader.slice(reader.end_before(at)..start).trim_end();
    if let Some(gap) = gap.strip_suffix('=') {
        return match gap.trim_end().chars().next_back()? {
            '>' => Some(AtLeast),
            '<' => Some(UpTo),
            _ => None,
        };
    }
    Some(match gap.chars().next_back()? {
        '~' | '≈' => About,
        '>' => MoreThan,
        '<' => LessThan,
        '≥' => AtLeast,
        '≤' => UpTo,
        _ => return None,
    })
}

/// "witnesses heard over 11 weeks": during them, not more than them; "it lasted over 11 weeks" is a bound.
pub fn spans_time(reader: &Reader, at: usize) -> bool {
    let verb = at.wrapping_sub(2);
    is!(reader, at.wrapping_sub(1), "over") && !reader.is(verb, LASTING)
}

/// The bound that starts at the word `at`, and the first word after it.
pub fn behind(reader: &Reader, at: usize) -> Option<(Bound, usize)> {
    let known = OPENING.get(&reader.key(at))?;
    // "two plus two"
    if is!(reader, at, "plus") && is!(reader, at + 1, "or")
        || is!(reader, at, "plus") && reader.spaced(at) && !matches!(reader.lexeme(at + 1), Lexeme::Other)
    {
        return None;
    }
    known.iter().find_map(|(keys, bound)| {
        let to = at + keys.len();
        let stands = (at..to)
            .zip(keys)
            .all(|(i, key)| reader.key(i) == *key && reader.joined(i));
        stands.then_some((*bound, to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::tests::read;

    fn bound(text: &str) -> (Bound, String) {
        let figures = read(text);
        let figure = figures.first().unwrap_or_else(|| panic!("{text}"));
        (figure.bound, text[figure.whole.clone()].to_owned())
    }

    #[test]
    fn before_and_behind() {
        for (text, expected, whole) in [
            ("saw no fewer than 40 gulls", AtLeast, "no fewer than 40"),
            ("saw fewer than 40 gulls", LessThan, "fewer than 40"),
            ("paid up to £40 each", UpTo, "up to £40"),
            ("paid more than A$4m", MoreThan, "more than A$4m"),
            ("saw 40 or more gulls", AtLeast, "40 or more"),
            ("saw just over 40 gulls", JustOver, "just over 40"),
            ("saw nearly forty gulls", Nearly, "nearly forty"),
            ("saw 40 gulls so far", Exact, "40"),
            ("some 40 gulls", About, "some 40"),
            ("they added up to £40", Exact, "£40"),
        ] {
            assert_eq!(bound(text), (expected, whole.to_owned()), "{text}");
        }
    }
}
