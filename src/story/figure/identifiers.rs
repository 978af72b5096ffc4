//! Numbers that name rather than count: flights, ships, roads, models, calibres, sections, addresses, telephones.

use super::digits::{digits, written_out};
use super::lexer::{Lexeme, Reader, is, keys};
use super::{Kind, Reading, Value, currency, integer, telephones, units, vocabulary};

const ABBREVIATIONS: &[u64] = &keys(["no", "nos", "ext", "vol", "sec", "art", "pt"]);

/// Words that a number follows as a name: "section 4".
const LABELS: &[u64] = &keys([
    "flight", "highway", "route", "interstate", "section", "sections", "article", "articles", "chapter",
    "clause", "paragraph", "page", "pages", "room", "gate", "zone", "zones", "type", "phase", "grade",
    "tier", "channel", "code", "extension", "bulletin", "resolution", "reference", "version", "row",
    "platform", "terminal", "runway", "unit", "block", "building", "apartment", "suite", "lane", "pier",
    "bus", "line", "exit", "junction", "proposition", "amendment", "district", "precinct", "squadron",
    "battalion", "brigade", "regiment", "box", "docket", "rule", "protocol", "exhibit", "figure", "appendix",
    "schedule", "verse", "psalm", "opus", "symphony", "volume", "part", "episode", "season", "model", "mark",
    "area", "sector",
]);

const STREETS: &[u64] = &keys([
    "street", "st", "road", "rd", "avenue", "ave", "lane", "drive", "boulevard", "terrace", "crescent", "way",
]);

const CALIBRES: &[u64] = &keys(["mm", "millimetre", "millimeter", "calibre", "caliber"]);

const ARMS: &[u64] = &keys([
    "howitzer", "howitzers", "artillery", "gun", "guns", "shell", "shells", "mortar", "mortars", "cannon",
    "cannons", "rocket", "rockets", "pistol", "pistols", "handgun", "handguns", "ammunition", "rounds",
    "rifle", "rifles", "bullet", "bullets", "multiple", "calibre", "caliber", "casings", "projectiles",
]);

/// The identifier that the word `at` is, ends or starts.
pub fn identifier(reader: &Reader, at: usize) -> Option<Reading> {
    let reading = |from, to| Some(Reading::of(reader, from, to, Kind::Identifier, NAME));
    let before = at.wrapping_sub(1);
    match reader.lexeme(at) {
        Lexeme::Code => {
            let mut to = at + 1;
            while reader.hyphened(to) && matches!(reader.lexeme(to), Lexeme::Digits | Lexeme::Code) {
                to += 1;
            }
            reading(at, to)
        }
        Lexeme::Digits => {
            if let Some((start, to)) = telephones::telephone(reader, at) {
                return Some(Reading {
                    span: start..reader.end_before(to),
                    ..Reading::of(reader, at, to, Kind::Identifier, NAME)
                });
            }
            let chain = chain(reader, at);
            if chain > at + 1 {
                return reading(at, chain);
            }
            if attached(reader, at) || numbers_an_item(reader, at) || lettered(reader, at) {
                return reading(at, at + 1);
            }
            // "Covid-19", "F-16", "I-95"
            if reader.hyphened(at)
                && (reader.capital(before) || reader.word(before).len() == 1)
                && !calendar(reader, before)
            {
                return reading(before, at + 1);
            }
            match digits(reader.numeral(at)) {
                None => reading(at, at + 1),
                Some((.., suffix)) if calibre(reader, at, suffix) => reading(at, at + 1),
                Some((number, _, "")) if number.is_integer() && !reader.word(at).contains(',') => {
                    let zero = reader.word(at).len() > 1 && reader.word(at).starts_with('0');
                    let code = is!(reader, at + 1, "zip") && reader.spaced(at + 1);
                    let named = named(reader, at)
                        && currency::before(reader, at).is_none()
                        && currency::millions_before(reader, at).is_none();
                    (zero || code || named || labelled(reader, at) || address(reader, at))
                        .then(|| reading(at, at + 1))?
                }
                // "Falcon 640F"
                Some((number, _, "C" | "F")) if number > integer(130) && named(reader, at) => {
                    reading(at, at + 1)
                }
                Some((.., "st" | "nd" | "rd" | "th")) if ends_name(reader, at + 1) => reading(at, at + 1),
                _ => None,
            }
        }
        // "Chapter Six", "the Gang of Four": a number that is part of a name.
        Lexeme::Small(_) | Lexeme::Tens(_) | Lexeme::Ordinal(_) if reader.proper(at) && !reader.opens(at) => {
            reading(at, at + 1)
        }
        Lexeme::Small(_) if labelled(reader, at) => reading(at, at + 1),
        Lexeme::Ordinal(_) if ends_name(reader, at + 1) && !reader.opens(at) => reading(at, at + 1),
        _ => None,
    }
}

pub const NAME: Value = Value::Amount {
    low: integer(0),
    high: integer(0),
    step: integer(1),
};

/// "#1", "example.org/2031", "47::5": part of a tag or an address.
fn attached(reader: &Reader, at: usize) -> bool {
    let gap = reader.gap(at);
    let strung = at > 0 && !gap.is_empty() && !gap.contains(char::is_whitespace);
    let machine = gap == "::" || reader.gap(at + 1) == "::";
    let escaped = gap == "%" && at > 0;
    machine
        || escaped
        || gap.ends_with('#')
        || strung && gap.starts_with(['/', '_', '@', '=', '?', '&', '\\', '.', '~', ':'])
}

/// "401(k)", "501(c)(3)"
fn lettered(reader: &Reader, at: usize) -> bool {
    reader.gap(at + 1) == "(" && reader.word(at + 1).len() == 1 && reader.gap(at + 2).starts_with(')')
}

/// "1. Stir", "2) Bake", "for (1) his words and (2) his deeds": the number of an item in a list.
fn numbers_an_item(reader: &Reader, at: usize) -> bool {
    let bracketed = reader.gap(at).ends_with(" (") && reader.gap(at + 1) == ") ";
    if bracketed && reader.word(at).len() == 1 && !reader.capital(at.wrapping_sub(1)) {
        return true;
    }
    at == 0
        && reader.word(0).len() < 3
        && matches!(reader.gap(1), ". " | ") ")
        && reader.gap(0).trim().is_empty()
}

/// "555-0142-11", "24/7", "9/11": digits strung together; where the string ends.
fn chain(reader: &Reader, at: usize) -> usize {
    // "2-1/2" and "1/2" are numbers.
    if written_out(reader, at + 1).is_some() || written_out(reader, at).is_some() {
        return at + 1;
    }
    let mut to = at + 1;
    let mut slashes = false;
    let dialled = reader.word(at).starts_with('0') && reader.word(at).len() > 2;
    let strung = |to| reader.hyphened(to) || reader.gap(to) == "/" || dialled && reader.spaced(to);
    while reader.lexeme(to) == Lexeme::Digits && strung(to) {
        slashes |= reader.gap(to) == "/";
        to += 1;
    }
    let telephone = to == at + 2 && reader.word(at).len() == 3 && reader.word(at + 1).len() == 4;
    let zero = to == at + 2 && reader.word(at + 1).len() > 2 && reader.word(at + 1).starts_with('0');
    if slashes || to > at + 2 || telephone || zero || dialled {
        to
    } else {
        at + 1
    }
}

/// "Highway 57", "section 4", "No. 5", "sections 4 and 5".
fn labelled(reader: &Reader, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    if matches!(reader.gap(at), ". " | ".") && reader.is(before, ABBREVIATIONS) {
        return true;
    }
    if !reader.spaced(at) || lasts(reader, at + 1) {
        return false;
    }
    if reader.word(before) == "No" && reader.lexeme(at) == Lexeme::Digits {
        return true;
    }
    if is!(reader, before, "and" | "or" | "to") && reader.lexeme(at.wrapping_sub(2)) == Lexeme::Digits {
        return is_label(reader, at.wrapping_sub(3));
    }
    is_label(reader, before)
}

/// "Ravens Mark 50 Years": a stretch of time has no number to its name.
fn lasts(reader: &Reader, at: usize) -> bool {
    units::behind(reader, at, "").is_some_and(|placed| matches!(placed.unit, units::Unit::Time(_)))
}

fn is_label(reader: &Reader, at: usize) -> bool {
    reader.is(at, LABELS)
}

/// "Ocean Prosper 7", "Falcon 900": a capitalised word before a number that nothing is counted by.
fn named(reader: &Reader, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    // "eGull 9"
    let word = reader.word(before);
    let marked = word.starts_with(char::is_lowercase) && word.bytes().any(|b| b.is_ascii_uppercase());
    let name = reader.proper(before) || marked;
    if !(at > 0 && reader.spaced(at) && name)
        || calendar(reader, before)
        || !vocabulary::may_end_name(reader, before)
    {
        return false;
    }
    // "Ashby United 3-1", but "Boeing 737-800"
    let (first, second) = (reader.word(at), reader.word(at + 1));
    let against = reader.dashed(at + 1) && reader.lexeme(at + 1) == Lexeme::Digits;
    if against
        && first.len() == 3
        && second.len() == 3
        && (first < second || is!(reader, before, "boeing" | "airbus"))
    {
        return true;
    }
    let counts = against
        || units::behind(reader, at + 1, "").is_some()
        || reader.joined(at + 1)
            && (matches!(
                reader.lexeme(at + 1),
                Lexeme::Scale(_) | Lexeme::Dozen | Lexeme::Hundred
            ) || vocabulary::is_person(reader.key(at + 1))
                || vocabulary::is_plural(reader, at + 1));
    !counts
}

fn calendar(reader: &Reader, at: usize) -> bool {
    matches!(reader.lexeme(at), Lexeme::Month(_) | Lexeme::Weekday(_))
}

/// "22 Baker Street"
fn address(reader: &Reader, at: usize) -> bool {
    (1..=3)
        .take_while(|&on| reader.spaced(at + on) && reader.capital(at + on))
        .any(|on| reader.is(at + on, STREETS))
}

/// "7th Fleet", "22nd Amendment", "2nd Lt"
fn ends_name(reader: &Reader, at: usize) -> bool {
    reader.spaced(at)
        && reader.proper(at)
        && !calendar(reader, at)
        && !is!(reader, at, "us" | "uk" | "eu" | "un" | "i")
}

/// "122-mm howitzer", "9mm pistol", "122-mm and 152-mm shells"
fn calibre(reader: &Reader, at: usize, suffix: &str) -> bool {
    let next = if suffix == "mm" {
        at + 1
    } else if suffix.is_empty() && reader.joined(at + 1) && reader.is(at + 1, CALIBRES) {
        at + 2
    } else {
        return false;
    };
    let joined = is!(reader, next, "and" | "or") && reader.lexeme(next + 1) == Lexeme::Digits;
    if joined && let Some((.., suffix)) = digits(reader.word(next + 1)) {
        return calibre(reader, next + 1, suffix);
    }
    let arms = |at| reader.is(at, ARMS);
    is!(reader, next - 1, "calibre" | "caliber")
        || (0..3).any(|on| arms(next + on) && (0..=on).all(|on| reader.joined(next + on)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::tests::{read, spans};

    #[test]
    fn numbers_that_name() {
        for text in [
            "the Grey Heron 7 sank", "on Highway 57 today", "under section 4", "flight QX001", "off the A9",
            "a Falcon 900", "an F-16", "the Covid-19 wards", "a 122-mm howitzer", "call 555-0142",
            "open 24/7", "report No. 5", "10.0.0.1", "at 22 Baker Street", "the 7th Fleet",
            "the Theft Act 1968", "code 0257", "of the G20",
        ] {
            let kinds: Vec<Kind> = read(text)
                .iter()
                .map(|f| f.kind)
                .filter(|k| *k != Kind::Date)
                .collect();
            assert_eq!(kinds, [Kind::Identifier], "{text}");
        }
    }

    #[test]
    fn numbers_that_count_beside_a_name() {
        for text in [
            "In Lisbon 12 people were hurt",
            "Haddow, 33, left",
            "Around 2,300 homes",
            "Police made 17 arrests",
            "Of 40 asked",
        ] {
            assert!(
                read(text).iter().all(|f| f.kind != Kind::Identifier),
                "{text}: {:?}",
                spans(text)
            );
            assert_eq!(read(text).len(), 1, "{text}");
        }
    }
}
