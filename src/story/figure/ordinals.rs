//! Ordinals that state a fact: "the 88th minute", "a third term"; not "second thoughts" or "first said".

use super::digits::{digits, integer};
use super::lexer::{Lexeme, Reader, is, keys};
use super::spelled::whole_number;

use super::{Kind, Reading, Value};

/// What a second one of is a fact.
const RANKED: &[u64] = &keys([
    "time", "term", "minute", "place", "successive", "consecutive", "straight", "day", "night", "week",
    "month", "year", "season", "title", "goal", "victory", "win", "defeat", "attempt", "largest", "biggest",
    "highest", "most", "longest", "oldest", "child", "death", "quarter", "round", "anniversary",
]);

/// What is counted off: "third-floor window", "a nineteenth-century barn".
const MEASURED: &[u64] = &keys([
    "floor", "storey", "story", "century", "minute", "quarter", "inning", "lap",
]);

/// "third party", "third world"
const IDIOMS: &[u64] = &keys([
    "party", "parties", "world", "person", "estate", "degree", "umpire",
]);

/// The ordinal that starts at the word `at`.
pub fn ordinal(reader: &Reader, at: usize) -> Option<Reading> {
    let (rank, to) = rank(reader, at)?;
    let value = Value::Amount {
        low: integer(rank),
        high: integer(rank),
        step: integer(1),
    };
    Some(Reading::of(reader, at, to, Kind::Ordinal, value))
}

fn rank(reader: &Reader, at: usize) -> Option<(i128, usize)> {
    match reader.lexeme(at) {
        Lexeme::Digits => match digits(reader.word(at))? {
            // "14st" is a weight.
            (rank, _, ending @ ("st" | "nd" | "rd" | "th"))
                if rank.is_integer() && (ending != "st" || is_first(rank.to_integer())) =>
            {
                Some((rank.to_integer(), at + 1))
            }
            _ => None,
        },
        // "his hundredth goal", "the two hundredth"; "a hundredth of it" is a part.
        Lexeme::PartOfScale(scale)
            if reader.lexeme(at.wrapping_sub(1)) != Lexeme::Article && !many(reader, at) =>
        {
            Some((10_i128.pow(scale.into()), at + 1))
        }
        Lexeme::Ordinal(rank) if states_a_fact(reader, at, rank) => Some((i128::from(rank), at + 1)),
        Lexeme::Tens(tens) if reader.joined(at + 1) => match reader.lexeme(at + 1) {
            Lexeme::Ordinal(unit @ ..10) => Some((i128::from(tens + unit), at + 2)),
            _ if is!(reader, at + 1, "first") => Some((i128::from(tens) + 1, at + 2)),
            _ => of_a_scale(reader, at),
        },
        Lexeme::Article | Lexeme::Small(_) => of_a_scale(reader, at),
        _ => None,
    }
}

/// "five billionth": a number of more than one before the power of ten.
fn of_a_scale(reader: &Reader, at: usize) -> Option<(i128, usize)> {
    let number = whole_number(reader, at).filter(|number| number.low > integer(1))?;
    let Lexeme::PartOfScale(scale) = reader.lexeme(number.to) else {
        return None;
    };
    let stands = reader.spaced(number.to) && !many(reader, number.to);
    stands.then(|| {
        (
            number.low.to_integer().saturating_mul(10_i128.pow(scale.into())),
            number.to + 1,
        )
    })
}

/// "hundredths", or a part of something: no rank.
fn many(reader: &Reader, at: usize) -> bool {
    reader.word(at).ends_with('s') || is!(reader, at + 1, "of")
}

fn is_first(rank: i128) -> bool {
    rank % 10 == 1 && rank % 100 != 11
}

fn states_a_fact(reader: &Reader, at: usize, rank: u8) -> bool {
    let next = at + 1;
    if reader.hyphened(at) {
        return false;
    }
    // "the third-highest"
    if reader.hyphened(next) {
        let compared = is!(reader, next, "most" | "best" | "worst") || reader.word(next).ends_with("est");
        return compared || reader.is(next, MEASURED);
    }
    match rank {
        2 => reader.spaced(next) && (reader.is(next, RANKED) || reader.is(next, MEASURED)),
        3 => !reader.is(next, IDIOMS),
        _ => !is!(reader, next, "estate" | "degree"),
    }
}

#[cfg(test)]
mod tests {
    use crate::story::figure::tests::spans;

    #[test]
    fn what_states_a_fact() {
        assert_eq!(
            spans("He scored in the 88th minute, lost for the third time and came twenty-first."),
            ["88th", "third", "twenty-first"]
        );
        assert_eq!(
            spans("The second-biggest crowd of a third-party vote."),
            ["second"]
        );
        assert_eq!(
            spans("A third-floor flat in a nineteenth-century mill, the fourth person to live there."),
            ["third", "nineteenth", "fourth"]
        );
        assert_eq!(
            spans("On second thoughts, the second-tier side, a second man, third-party and first said."),
            [""; 0]
        );
    }
}
