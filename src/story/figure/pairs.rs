//! Two numbers against each other: scores ("3-1"), votes ("eight votes to five"), odds ("66-1").

use super::lexer::{Lexeme, Reader, is, keys};
use super::number::{Cardinal, cardinal};
use super::{Kind, Number, Reading, Value, currency, integer, units, vocabulary};

const BEFORE_RANGE: &[u64] = &keys(["aged", "ages", "age", "between", "in", "every"]);

/// Words of those who take bets.
const BETTING: &[u64] = &keys([
    "odds", "bookmaker", "bookmakers", "bookie", "bookies", "outsiders", "outsider", "favourite",
    "favourites",
]);

/// Words of votes and games.
const CONTESTS: &[u64] = &keys([
    "vote", "votes", "voted", "voting", "majority", "margin", "split", "ruling", "ruled", "decision",
    "carried", "passed", "approved", "rejected", "defeated", "beat", "beaten", "beating", "won", "win",
    "lost", "lose", "losing", "defeat", "victory", "lead", "led", "leading", "draw", "drew", "score",
    "scoreline", "trailing", "tied", "record", "thrashed", "shootout", "penalties",
]);

/// The pair that starts at the word `at`.
pub fn pair(reader: &Reader, at: usize) -> Option<Reading> {
    if !matches!(
        reader.lexeme(at),
        Lexeme::Digits | Lexeme::Small(_) | Lexeme::Tens(_)
    ) || currency::before(reader, at).is_some()
    {
        return None;
    }
    let first = cardinal(reader, at, false).filter(plain)?;
    let votes = usize::from(reader.spaced(first.to) && is!(reader, first.to, "votes" | "goals" | "games"));
    let joint = first.to + votes;
    let dashed = votes == 0 && reader.dashed(joint);
    let worded = reader.spaced(joint) && is!(reader, joint, "to" | "against") && reader.spaced(joint + 1);
    if !(dashed || worded) || worded && is!(reader, at.wrapping_sub(1), "from") {
        return None;
    }
    let second = cardinal(reader, joint + usize::from(worded), false).filter(plain)?;
    let (a, b) = (first.low, second.low);
    if reader.dashed(second.to) && reader.lexeme(second.to) == Lexeme::Digits || counts(reader, second.to) {
        return None;
    }
    let contest = votes > 0 || contested(reader, at, second.to);
    let pairs = if dashed {
        a >= b && !reader.hyphened(second.to)
            || contest
            || !vocabulary::is_plural(reader, second.to) && b < integer(30)
    } else {
        // "split between 40 to 50 people"
        (contest || a > b) && (votes > 0 || !vocabulary::is_plural(reader, second.to))
    };
    if !pairs || a > integer(9999) || dashed && aged(reader, at) {
        return None;
    }
    let kind = if b == integer(1) && a > b && betting(reader, at, a, contest) {
        Kind::Odds
    } else {
        Kind::Score
    };
    Some(Reading::of(reader, at, second.to, kind, Value::Pair(a, b)))
}

/// "7/2" where betting is spoken of: odds of seven to two.
pub fn fractional_odds(reader: &Reader, at: usize) -> Option<Reading> {
    let to = at + 2;
    if reader.gap(at + 1) != "/" || reader.gap(to).starts_with('/') || reader.gap(at).ends_with('/') {
        return None;
    }
    let number = |at| Some(Number::from_integer(reader.word(at).parse::<u16>().ok()?.into()));
    let pair = (number(at)?, number(at + 1)?);
    said(reader).then(|| Reading::of(reader, at, to, Kind::Odds, Value::Pair(pair.0, pair.1)))
}

fn said(reader: &Reader) -> bool {
    (0..reader.words.len()).any(|at| reader.is(at, BETTING))
}

fn plain(number: &Cardinal) -> bool {
    number.single() && !number.scaled && number.suffix.is_empty() && number.low.is_integer()
}

fn aged(reader: &Reader, at: usize) -> bool {
    reader.is(at.wrapping_sub(1), BEFORE_RANGE)
}

/// Whether a unit or a scale stands at `at`: "10-12,000", "2-3 per cent" are no pairs.
fn counts(reader: &Reader, at: usize) -> bool {
    units::behind(reader, at, "").is_some()
        || reader.joined(at)
            && matches!(
                reader.lexeme(at),
                Lexeme::Scale(_) | Lexeme::Dozen | Lexeme::Hundred | Lexeme::Month(_)
            )
}

/// Whether the words on either side speak of a vote or a game.
fn contested(reader: &Reader, from: usize, to: usize) -> bool {
    let speaks = |at| reader.is(at, CONTESTS);
    (1..=4).any(|back| speaks(from.wrapping_sub(back))) || speaks(to)
}

/// Odds are long, or said to be odds, and no contest is told: "outsiders at 66-1", not "won 3-1".
fn betting(reader: &Reader, at: usize, against: Number, contest: bool) -> bool {
    let given = is!(reader, at.wrapping_sub(1), "at" | "of");
    (given || !contest) && (against >= integer(12) || said(reader))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::tests::read;

    fn pairs(text: &str) -> Vec<(Kind, i128, i128)> {
        read(text)
            .iter()
            .filter_map(|f| match f.value {
                Value::Pair(a, b) => Some((f.kind, a.to_integer(), b.to_integer())),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn scores_votes_and_odds() {
        assert_eq!(pairs("They won 3-1."), [(Kind::Score, 3, 1)]);
        assert_eq!(pairs("The board split six to three."), [(Kind::Score, 6, 3)]);
        assert_eq!(
            pairs("It passed by eight votes to five, 151 to 44."),
            [(Kind::Score, 8, 5), (Kind::Score, 151, 44)]
        );
        assert_eq!(
            pairs("At 66-1, or 66 to 1, they were outsiders."),
            [(Kind::Odds, 66, 1), (Kind::Odds, 66, 1)]
        );
    }

    #[test]
    fn ranges_are_no_pairs() {
        assert_eq!(
            pairs("10-12 boats, 2-3 per cent, five to seven days, 10-12,000, from 9 to 4"),
            []
        );
    }
}
