//! "m" behind digits, and "b" and "t": millions where money or something counted is meant, metres elsewhere.

use super::lexer::{Lexeme, Reader, is, keys};
use super::units::Unit;
use super::{bounds, currency, unit_names, vocabulary};

/// Words behind metres.
const MEASURED: &[u64] = &keys([
    "tall", "high", "long", "deep", "wide", "above", "below", "from", "away", "thick",
]);

const RACES: &[u64] = &keys([
    "hurdles", "freestyle", "relay", "final", "finals", "sprint", "race", "races", "heats",
]);

/// What is done with money: "it cost 75m", "worth about 75m".
const PRICED: &[u64] = &keys([
    "cost", "costs", "costing", "paid", "pay", "pays", "paying", "spent", "spend", "spends", "spending",
    "worth", "earn", "earns", "earned", "invest", "invested", "investing", "owe", "owes", "owed", "donated",
    "borrowed",
]);

/// What is never measured in metres: "a population of 75m", "revenue rose to 75m".
const SUMS: &[u64] = &keys([
    "population", "audience", "audiences", "revenue", "revenues", "sales", "profit", "profits", "loss",
    "losses", "debt", "debts", "budget", "budgets", "turnover", "income", "investment", "fund", "funding",
    "grant", "grants", "loan", "loans", "fine", "fines", "users", "subscribers", "viewers", "listeners",
    "readers", "voters", "votes", "members", "customers", "passengers",
]);

/// Between such a word and its number.
const LINKS: &[u64] = &keys([
    "of", "at", "to", "by", "was", "were", "is", "are", "reached", "hit", "rose", "fell", "grew", "totalled",
]);

/// Who or what is counted, before another noun: "a 75m user base".
const COUNTED: &[u64] = &keys([
    "user", "subscriber", "member", "viewer", "customer", "voter", "people", "dose",
]);

/// What only people do, or is done to them.
const BEFELL: &[u64] = &keys([
    "ordered", "voted", "fled", "vaccinated", "infected", "employed", "unemployed", "homeless", "watched",
    "registered", "signed",
]);

/// A noun phrase behind a number is no longer than this, in words.
const PHRASE: usize = 6;

/// Whether the suffix of the digits at `at` can only be millions, billions or trillions.
pub fn millions(reader: &Reader, at: usize) -> bool {
    let suffixed = reader.lexeme(at) == Lexeme::Digits && reader.word(at).ends_with(['m', 'b', 't']);
    suffixed && (currency::before(reader, at).is_some() || is_counted(reader, at) || is_sum(reader, at))
}

/// By what follows. Behind "60m" of "60m-90m viewers" stands what is behind the range.
fn is_counted(reader: &Reader, at: usize) -> bool {
    let next = range_end(reader, at).unwrap_or(at) + 1;
    if !reader.spaced(next) || is_measured(reader, next) {
        return false;
    }
    // "1m ordered to leave", no "a 3m body of water"
    let befell = reader.is(next, BEFELL) || vocabulary::fate(reader.key(next)).is_some();
    if befell && !is_one(reader, at) || is!(reader, next, "of" | "have" | "who") || reader.is(next, COUNTED) {
        return true;
    }
    let end = (next..next + PHRASE).find(|&word| vocabulary::ends_phrase(reader, word));
    let phrase = next..end.unwrap_or(next + PHRASE);
    // "the 110m women's hurdles", "two 50m pools"
    let raced = phrase.clone().any(|word| reader.is(word, RACES));
    let several = at > 0 && matches!(reader.lexeme(at - 1), Lexeme::Small(_)) && reader.spaced(at);
    // "a 50m swimming pool", "the 55m Brock Commons hall"
    let plural = |word: usize| vocabulary::plural(reader, word);
    let many = phrase.clone().any(|word| plural(word) && !reader.proper(word))
        || phrase.end > phrase.start && plural(phrase.end - 1);
    !raced && (phrase.clone().any(|word| is_unit(reader, word)) || many && !several)
}

/// By what stands before.
fn is_sum(reader: &Reader, at: usize) -> bool {
    if is_measured(reader, at + 1) {
        return false;
    }
    let first = bounds::before(reader, at, reader.start(at)).map_or(at, |(_, first)| first);
    let Some(mut before) = first.checked_sub(1).filter(|_| reader.spaced(first)) else {
        return false;
    };
    if reader.is(before, PRICED) {
        return true;
    }
    let number = before;
    while before > 0 && number - before < 3 && reader.is(before, LINKS) && reader.spaced(before) {
        before -= 1;
    }
    before < number && reader.is(before, SUMS)
}

/// Where the second number of a range stands whose first is at `at`.
fn range_end(reader: &Reader, at: usize) -> Option<usize> {
    let end = if is!(reader, at + 1, "to" | "and" | "or") {
        at + 2
    } else {
        Some(at + 1).filter(|&end| reader.dashed(end))?
    };
    (reader.lexeme(end) == Lexeme::Digits && reader.word(end).ends_with(['m', 'b', 't'])).then_some(end)
}

/// "3m deep", "3m isn't deep"
fn is_measured(reader: &Reader, next: usize) -> bool {
    let word = reader.word(next);
    reader.spaced(next) && (reader.is(next, MEASURED) || word.contains("n't") || word.contains("n’t"))
}

fn is_one(reader: &Reader, at: usize) -> bool {
    at > 0 && reader.lexeme(at - 1) == Lexeme::Article
}

/// "75m tonnes", "75m Hong Kong dollars", no "3m stone wall"
fn is_unit(reader: &Reader, at: usize) -> bool {
    let named = unit_names::named(reader.key(at));
    matches!(named, Some(Unit::Money(..) | Unit::Measure(..))) && !is!(reader, at, "stone" | "foot")
}
