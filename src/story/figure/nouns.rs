//! What is counted: the noun phrase behind a number, its head, and what befell those counted.

use std::ops::Range;

use super::lexer::{DETERMINERS, Lexeme, Reader, is, keys};
use super::vocabulary::{ends_phrase, fate, folded, is_anyone, is_person, plural, stops};

/// Words between a number and its noun: "two more bodies".
const ADDED: &[u64] = &keys([
    "more", "other", "further", "additional", "extra", "or", "so", "odd", "fewer",
]);

/// Words between those counted and what befell them: "44 people were still missing".
const PASSED: &[u64] = &keys([
    "were", "was", "are", "is", "have", "has", "had", "been", "be", "being", "still", "now", "also", "who",
    "that", "reported", "believed", "feared", "confirmed", "known", "listed", "as", "remain", "remained",
    "remains", "to", "presumed", "left", "then", "later", "either", "declared", "found",
]);

/// Words that lead to a number without a noun: "the toll rose to 24".
const LEADING: &[u64] = &keys([
    "to", "at", "was", "is", "of", "reached", "by", "from", "stands", "number", "numbered",
]);

/// What a number counts.
#[derive(Debug, Default)]
pub struct Counted {
    pub noun: Range<usize>,
    pub head: Option<u64>,
    pub fate: Option<u64>,
    /// The first word after the noun phrase.
    pub to: usize,
}

/// How a number stands to the words behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// It counts them: "40 gulls".
    Many,
    /// It says which of them: "the third gull", "one gull".
    One,
    /// It measures what "of" names, or what it is an adjective to: "140mm of rain", "a 5% rise"; no other word behind
    /// it: "36 metres high".
    Measure,
}

/// What is counted by the number whose words, with its bound, run `from..to`.
pub fn counted(reader: &Reader, from: usize, to: usize, of: Of) -> Counted {
    let adjective = reader.hyphened(to)
        || reader.hyphened(to.wrapping_sub(1))
        || reader.is(from.wrapping_sub(1), DETERMINERS);
    let whole = is!(reader, to, "of") && reader.spaced(to);
    let (first, last) = match of {
        Of::Measure if !adjective && !whole => (to, to),
        _ => phrase(reader, to),
    };
    let before = noun_before(reader, from);
    // "a crew of 26 survived": what they did is no noun where there is one before.
    let is_noun = |head: usize| plural(reader, head) || before.is_none() && fate(reader.key(head)).is_some();
    let head = last.checked_sub(1).filter(|&head| {
        let many = of == Of::Many && !adjective && !whole;
        last > first && (!many || is_noun(head))
    });
    let (noun, head) = match head {
        Some(head) => (first..last, Some(head)),
        None => match before {
            Some(noun) => (noun..noun + 1, Some(noun)),
            None => (to..to, None),
        },
    };
    let behind = head.filter(|head| *head >= to).map_or(first, |head| head + 1);
    let fate = if of == Of::Measure {
        None
    } else {
        head.and_then(|head| fate(reader.key(head)))
            .or_else(|| fate_behind(reader, behind))
            .or_else(|| fate_before(reader, from))
            .or_else(|| head.is_none().then(|| fate_far_before(reader, from)).flatten())
    };
    let anyone = head.is_none_or(|head| head < to || is_anyone(reader.key(head)));
    Counted {
        noun: if noun.is_empty() {
            0..0
        } else {
            reader.start(noun.start)..reader.end_before(noun.end)
        },
        head: fate.filter(|_| anyone).or_else(|| folded(reader, head?)),
        fate,
        to: behind.max(to),
    }
}

fn is_number(lexeme: Lexeme) -> bool {
    use Lexeme::{Digits, Dozen, Hundred, Scale, Small, Tens};
    matches!(lexeme, Digits | Dozen | Hundred | Scale(_) | Small(_) | Tens(_))
}

/// The noun before a number that has none behind it: "a crew of 22", "a toll of 24".
fn noun_before(reader: &Reader, from: usize) -> Option<usize> {
    let of = from.checked_sub(1)?;
    let noun = of.checked_sub(1)?;
    let stands = is!(reader, of, "of") && reader.spaced(of) && reader.spaced(from);
    // "since 2010 of 24 billion"
    (stands && !stops(reader.key(noun)) && !is_number(reader.lexeme(noun))).then_some(noun)
}

/// The words of the noun phrase behind a number: `(first, first after)`, equal where there is none.
fn phrase(reader: &Reader, to: usize) -> (usize, usize) {
    let mut first = to;
    if is!(reader, to, "of") && reader.joined(to) {
        first += 1;
        first += usize::from(reader.is(first, DETERMINERS) && reader.joined(first));
        while reader.joined(first) && is_number(reader.lexeme(first)) {
            first += 1;
        }
    }
    while reader.joined(first) && reader.is(first, ADDED) {
        first += 1;
    }
    if reader.word(first).ends_with("ly") {
        return (first, first);
    }
    let mut at = first;
    while at < first + 6 && !ends_phrase(reader, at) && reader.lexeme(at) != Lexeme::Digits {
        // What befell people ends the phrase: "44 people killed".
        if at > first && fate(reader.key(at)).is_some() && is_person(reader.key(at - 1)) {
            break;
        }
        at += 1;
        // "Americans say", but "United States senators"
        let named = reader.proper(at - 1) && at - 1 > first && reader.capital(at - 2);
        let ends =
            plural(reader, at - 1) && !named || fate(reader.key(at - 1)).is_some() && !plural(reader, at);
        if ends && !reader.hyphened(at) {
            break;
        }
    }
    // "two opposed it", "8bn of gas annually": no nouns.
    while at > first
        && fate(reader.key(at - 1)).is_none()
        && ["ed", "ly"].iter().any(|end| reader.word(at - 1).ends_with(end))
    {
        at -= 1;
    }
    (first, at)
}

/// "44 people were still missing", "44 dead", "24 people have died".
fn fate_behind(reader: &Reader, at: usize) -> Option<u64> {
    (at..at + 6)
        .take_while(|&at| reader.joined(at))
        .find(|&at| !reader.is(at, PASSED))
        .and_then(|at| fate(reader.key(at)))
}

/// "killed 44", "killing at least 24 people", "the deaths of 24 people".
fn fate_before(reader: &Reader, from: usize) -> Option<u64> {
    (from.saturating_sub(3)..from)
        .rev()
        .take_while(|&at| reader.joined(at + 1))
        .find_map(|at| fate(reader.key(at)))
}

/// "the death toll from the fire rose to 24": in the same sentence, before a number with no noun of its own.
fn fate_far_before(reader: &Reader, from: usize) -> Option<u64> {
    if !reader.is(from.checked_sub(1)?, LEADING) {
        return None;
    }
    (from.saturating_sub(14)..from)
        .rev()
        .take_while(|&at| !reader.gap(at + 1).contains(['.', '?', '!', '\n']))
        .find_map(|at| fate(reader.key(at)))
}

#[cfg(test)]
mod tests {
    use crate::story::figure::tests::read;
    use crate::story::word::hash;

    fn noun(text: &str) -> (String, Option<u64>) {
        let figures = read(text);
        let figure = figures.first().unwrap_or_else(|| panic!("{text}"));
        (text[figure.noun.clone()].to_owned(), figure.head)
    }

    #[test]
    fn the_noun_behind_or_before() {
        for (text, expected) in [
            (
                "12,000 Zemblan mountain troops have come",
                "Zemblan mountain troops",
            ),
            ("23 people into a boat", "people"),
            ("seven of the nine charges", "charges"),
            ("seven of nine charges", "charges"),
            ("two more bodies in the mud", "bodies"),
            ("dozens of goats", "goats"),
            ("tens of millions of Zemblans say", "Zemblans"),
            ("a crew of 22.", "crew"),
            ("a crowd of 900 sat down", "crowd"),
            ("a crew of 26 survived", "crew"),
            ("four per cent of the 3.5 million people", "people"),
            ("140mm of rain fell", "rain"),
            ("36 metres high", ""),
            ("31 needed treatment", ""),
            ("It rose by 14.", ""),
        ] {
            assert_eq!(noun(text).0, expected, "{text}");
        }
    }

    #[test]
    fn interchanged_words_share_a_head() {
        let same = [
            "killed 44.", "44 dead", "44 people were killed", "44 deaths", "the toll rose to 44",
            "44 people have died",
        ];
        assert!(
            same.iter().all(|text| noun(text).1 == Some(hash("dead"))),
            "{:?}",
            same.map(noun)
        );
        assert_eq!(
            noun("44 are missing").1,
            noun("44 people were still unaccounted for").1
        );
        assert_eq!(noun("300 troops came").1, noun("300 soldiers came").1);
        assert_ne!(noun("300 troops came").1, noun("300 people came").1);
    }
}
