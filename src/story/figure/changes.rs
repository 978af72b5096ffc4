//! Which way something went by an amount: "rose 4%", "was down by about 20p", but not "rose to 83".

use super::Change;
use super::lexer::{Reader, is, keys};

const UP: &[u64] = &keys([
    "up", "rose", "rise", "rises", "rising", "risen", "gain", "gained", "gains", "gaining", "climb",
    "climbed", "climbs", "climbing", "jump", "jumped", "jumps", "jumping", "grew", "grow", "grows",
    "growing", "grown", "increase", "increased", "increases", "increasing", "advance", "advanced",
    "advances", "advancing", "rallied", "rally", "surge", "surged", "surging", "soar", "soared", "soaring",
    "added", "add", "adds", "adding",
]);

const DOWN: &[u64] = &keys([
    "down", "fell", "fall", "falls", "falling", "fallen", "lose", "lost", "loses", "losing", "slid", "slide",
    "slides", "sliding", "drop", "dropped", "drops", "dropping", "slip", "slipped", "slips", "slipping",
    "decline", "declined", "declines", "declining", "decrease", "decreased", "decreases", "decreasing",
    "tumble", "tumbled", "tumbling", "plunge", "plunged", "plunging", "plummet", "plummeted", "plummeting",
    "sank", "sink", "sunk", "shed", "sheds", "shedding", "dip", "dipped", "dips", "dipping", "shrank",
    "shrink", "shrunk",
]);

/// The change that the words before `from` make of an amount, its bound included.
pub fn change(reader: &Reader, from: usize) -> Option<Change> {
    let gap = reader.gap(from);
    let goes_on = gap.starts_with(' ') && !gap.contains(['.', ',', ';', ':', '(', '"', '“']);
    let before = from.checked_sub(1).filter(|_| goes_on)?;
    let by = is!(
        reader,
        before,
        "by" | "a" | "an" | "another" | "further" | "only" | "just" | "as"
    );
    // "a rise of 4%"
    let of = is!(reader, before, "of");
    let verb = if by || of { before.wrapping_sub(1) } else { before };
    if (by || of) && !reader.spaced(before) {
        return None;
    }
    if reader.is(verb, UP) {
        Some(Change::Up)
    } else if reader.is(verb, DOWN) {
        Some(Change::Down)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::tests::read;

    #[test]
    fn by_how_much_and_to_what() {
        let changes: Vec<_> = read("It rose 4%, fell by about 20p to 83p and was down £2.")
            .iter()
            .map(|figure| figure.change)
            .collect();
        assert_eq!(
            changes,
            [Some(Change::Up), Some(Change::Down), None, Some(Change::Down)]
        );
    }
}
