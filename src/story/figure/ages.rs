//! Ages: "43-year-old", "Ann Lee, 34, a nurse", "aged 12", "who is 58", "in his 50s".

use super::digits::{digits, integer};
use super::lexer::{Lexeme, Reader, is, keys};
use super::number::Cardinal;
use super::unit_names::YEAR;
use super::units::{Placed, Unit};
use super::{Kind, Reading, Value, quantity, vocabulary};

/// Verbs and vocabulary that an age follows.
const AGING: &[u64] = &keys(["aged", "age", "ages", "turned", "turns", "turning"]);

/// Nouns for one person; others end in -man, -woman or -er.
const BEARERS: &[u64] = &keys([
    "man", "woman", "boy", "girl", "child", "youth", "lad", "father", "mother", "widow", "student", "veteran",
]);

/// Nouns in -er that are nobody.
const NO_BEARERS: &[u64] = &keys([
    "number", "order", "quarter", "paper", "river", "tower", "cluster", "roster",
]);

const BEING: &[u64] = &keys(["is", "was", "am", "just", "now", "only", "i'm", "he's", "she's"]);

/// Who can be said to be a number: "she is 71".
const SUBJECTS: &[u64] = &keys([
    "he", "she", "who", "i", "mother", "father", "son", "daughter", "wife", "husband", "youngest", "oldest",
    "eldest", "brother", "sister",
]);

const BEFORE_DECADE: &[u64] = &keys(["his", "her", "their", "my", "late", "early", "mid"]);

/// "43-year-old", "six months old": a span of time that someone has lived.
pub fn of_unit(reader: &Reader, from: usize, number: &Cardinal, placed: Placed) -> Option<Reading> {
    let Unit::Time(seconds) = placed.unit else {
        return None;
    };
    let old = reader.joined(placed.to) && is!(reader, placed.to, "old" | "olds" | "old's");
    let of_age =
        reader.joined(placed.to) && is!(reader, placed.to, "of") && is!(reader, placed.to + 1, "age");
    if !old && !of_age {
        return None;
    }
    let to = placed.to + if old { 1 } else { 2 };
    let years = seconds / integer(YEAR);
    let placed = Placed {
        unit: Unit::Age(years),
        to,
        end: reader.end_before(to),
    };
    let number = number.clone().times(years)?;
    Some(quantity::in_unit(reader, from, &number, placed, Kind::Age))
}

/// A bare number that is someone's age by the words around it.
pub fn bare(reader: &Reader, at: usize, number: &Cardinal) -> Option<Reading> {
    let lived = (integer(1)..=integer(120)).contains(&number.low) && number.low.is_integer();
    let bare = !number.scaled && number.suffix.is_empty();
    let is_age = lived
        && bare
        && (said(reader, at, number.to)
            || set_off(reader, at, number.to)
            || predicated(reader, at, number.to));
    is_age.then(|| quantity::amount(reader, at, number, Kind::Age))
}

/// "aged 12, nine and six", "between the ages of 25 and 34", "Ann Lee, now 30", "a fisherman of 63".
fn said(reader: &Reader, at: usize, to: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    if reader.gap(at) == ", " {
        let listed = matches!(reader.lexeme(before), Lexeme::Digits | Lexeme::Small(_));
        return listed && said(reader, before, at);
    }
    if !reader.spaced(at) {
        return false;
    }
    if is!(reader, before, "and" | "to" | "or" | "between" | "under" | "over") {
        let aged = before.checked_sub(1).filter(|_| reader.spaced(before));
        return aged.is_some_and(|aged| match reader.lexeme(aged) {
            Lexeme::Digits | Lexeme::Small(_) => said(reader, aged, before),
            _ => is!(reader, aged, "aged" | "ages"),
        });
    }
    if is!(reader, before, "of") && before > 1 {
        return is!(reader, before - 1, "age" | "ages") || of_bearer(reader, before - 1, to);
    }
    let now = is!(reader, before, "now") && reader.gap(before) == ", " && !reader.joined(to);
    now || reader.is(before, AGING)
}

/// "a fisherman of 63", but "a mother of three" and "an owner of 40 boats".
fn of_bearer(reader: &Reader, bearer: usize, to: usize) -> bool {
    let someone = is_bearer(reader, bearer) && reader.lexeme(bearer.wrapping_sub(1)) == Lexeme::Article;
    // "a mother of three", but "a boy of six"
    let adult = is!(reader, bearer, "boy" | "girl" | "child" | "toddler" | "lad")
        || !matches!(reader.lexeme(to - 1), Lexeme::Small(..13));
    someone && adult && !vocabulary::is_plural(reader, to)
}

fn is_bearer(reader: &Reader, at: usize) -> bool {
    let word = reader.word(at);
    reader.is(at, BEARERS)
        || word.ends_with("man")
        || word.ends_with("woman")
        || word.ends_with("er") && word.starts_with(char::is_lowercase) && !reader.is(at, NO_BEARERS)
}

/// ", 34," or "(34)" behind a name or a noun, no number before it: "Ann Lee, 34, a nurse".
fn set_off(reader: &Reader, at: usize, to: usize) -> bool {
    let after = reader.text.get(reader.end_before(to)..).unwrap_or_default();
    if reader.gap(at) == " (" {
        return after.starts_with(')') && reader.capital(at.wrapping_sub(1));
    }
    let closes = after.starts_with([',', ';', ')', '.', '—'])
        || after.is_empty()
        || after.starts_with(" and ") && reader.capital(to + 1)
        || reader.spaced(to) && is!(reader, to, "from" | "of") && reader.capital(to + 1);
    let before = at.wrapping_sub(1);
    let number = matches!(
        reader.lexeme(before),
        Lexeme::Digits
            | Lexeme::Small(_)
            | Lexeme::Tens(_)
            | Lexeme::Ordinal(_)
            | Lexeme::Month(_)
            | Lexeme::Weekday(_)
    );
    let followed = after
        .strip_prefix([',', ';'])
        .map(str::trim_start)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    reader.gap(at).trim() == "," && closes && !number && !followed && !vocabulary::stops(reader.key(before))
}

/// "she is 71", "who was 58": said of one person, nothing counted behind it.
fn predicated(reader: &Reader, at: usize, to: usize) -> bool {
    let before = at.wrapping_sub(1);
    let verb = reader.is(before, BEING);
    let verb_at = if is!(reader, before, "just" | "now" | "only") {
        at.wrapping_sub(2)
    } else {
        before
    };
    let own = is!(reader, verb_at, "i'm" | "he's" | "she's");
    let subject = verb_at.wrapping_sub(1);
    let someone = own
        || is!(reader, verb_at, "is" | "was" | "am")
            && (reader.is(subject, SUBJECTS)
                || reader.capital(subject)
                    && !vocabulary::stops(reader.key(subject))
                    && !reader.opens(subject));
    let ends = !reader.joined(to) || is!(reader, to, "and" | "but" | "when" | "at" | "with");
    verb && someone && ends
}

/// "in his 50s": from 50 to 59; "under-16s".
pub fn group(reader: &Reader, at: usize) -> Option<Reading> {
    let (age, _, suffix) = digits(reader.word(at))?;
    let before = at.wrapping_sub(1);
    if suffix != "s" || !age.is_integer() || age > integer(99) {
        return None;
    }
    let limit = is!(reader, before, "under" | "over");
    let decade = reader.is(before, BEFORE_DECADE) && (age / integer(10)).is_integer();
    if !limit && !decade {
        return None;
    }
    let high = if limit { age } else { age + integer(9) };
    let value = Value::Amount {
        low: age,
        high,
        step: integer(1),
    };
    Some(Reading::of(reader, at, at + 1, Kind::Age, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::tests::read;

    #[test]
    fn ages_by_their_words() {
        for text in [
            "a 43-year-old cook",
            "Ann Lee, 34, a cook",
            "The boy, six, swam",
            "aged 12",
            "at the age of 12",
            "Lee, who is 58, left",
            "My mother is 71 and swims",
            "a fisherman of 63, said",
            "a fisherman of 63 met us",
            "Ann Lee (34) swam",
            "said Ann Lee, 34.",
            "six months old",
            "a woman in her 30s",
            "free for under-16s",
            "Ann Lee, now 30, left",
        ] {
            let kinds: Vec<Kind> = read(text).iter().map(|f| f.kind).collect();
            assert_eq!(kinds, [Kind::Age], "{text}");
        }
        let listed = read("children aged 12, nine and six");
        assert!(listed.len() == 3 && listed.iter().all(|f| f.kind == Kind::Age));
    }

    #[test]
    fn numbers_that_are_no_age() {
        for text in [
            "Of those, 44 drowned", "on Friday, 12 boats", "rows 3, 4, and 5", "There were 44",
            "She is 12 miles away", "a mother of three",
        ] {
            assert!(read(text).iter().all(|f| f.kind != Kind::Age), "{text}");
        }
    }
}
