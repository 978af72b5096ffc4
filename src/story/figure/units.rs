//! Units as they stand behind a number: in words, signs and suffixes, with the rates they are part of.

use super::lexer::{Lexeme, Reader, is, keys};
use super::unit_names::{DAY, HOUR, MINUTE, length, n, named};
use super::{Currency, Dimension, Kind, Number, currency};
use crate::story::word::hash;

/// Before the name of a currency.
const NATIONS: &[u64] = &keys([
    "us", "canadian", "australian", "kong", "mexican", "philippine", "swedish", "norwegian", "danish",
    "swiss", "british", "russian", "american", "chinese", "indian", "argentine", "chilean", "finnish",
    "zealand", "singapore", "taiwan", "turkish", "japanese", "colombian", "egyptian", "iranian", "saudi",
    "ukrainian", "polish", "hungarian", "czech", "brazilian", "korean", "french", "belgian",
]);

/// Units that are names of people and places with a capital.
const NAMES: &[u64] = &keys([
    "stone", "pound", "foot", "rand", "real", "won", "crown", "cup", "yard", "miles", "mile", "day", "night",
    "bit", "knot", "sterling", "stones",
]);

/// Words before pounds that are weighed.
const WEIGHING: &[u64] = &keys([
    "weigh", "weighs", "weighed", "weighing", "weight", "ton", "tons", "tonne", "tonnes", "kg", "kilos",
    "kilograms", "heavier", "lighter",
]);

/// What a number is of. Factors lead to the base unit of a dimension, to seconds, to whole units of money.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Unit {
    Money(Currency, Number),
    Percent,
    Points(Number),
    Measure(Dimension, Number),
    Time(Number),
    /// "months old": its part of a year.
    Age(Number),
    Celsius,
    Fahrenheit,
    /// "27 degrees", no scale named.
    Degrees,
    /// "magnitude 6.2": a number of that scale, whole in itself.
    Bare(Dimension),
}

impl Unit {
    /// A value of the base unit in this one.
    pub(super) fn stated(self, value: Number) -> Number {
        match self {
            Unit::Celsius => value - n(27_315, 100),
            Unit::Fahrenheit => value * n(9, 5) - n(45_967, 100),
            unit => unit.worth().map_or(value, |(_, factor)| value / factor),
        }
    }

    /// The kind of a figure in this unit and what one of it is worth in the base unit; `None` where there is more to it
    /// than a factor.
    pub fn worth(self) -> Option<(Kind, Number)> {
        Some(match self {
            Unit::Money(currency, factor) => (Kind::Money(currency), factor),
            Unit::Percent => (Kind::Percentage, n(1, 1)),
            Unit::Points(factor) => (Kind::Points, factor),
            Unit::Measure(dimension, factor) => (Kind::Measure(dimension), factor),
            Unit::Time(seconds) => (Kind::Duration, seconds),
            Unit::Age(years) => (Kind::Age, years),
            Unit::Celsius | Unit::Fahrenheit | Unit::Degrees | Unit::Bare(_) => return None,
        })
    }
}

/// A unit, the first word after it, and where it ends in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    pub unit: Unit,
    pub to: usize,
    pub end: usize,
}

/// The unit behind a number that ends before the word `at`, its last word ending in `suffix`.
pub fn behind(reader: &Reader, at: usize, suffix: &str) -> Option<Placed> {
    let end = reader.end_before(at);
    let after = reader.text.get(end..).unwrap_or_default();
    if suffix.is_empty() {
        let trimmed = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let skipped = after.len() - trimmed.len();
        if trimmed.starts_with('%') {
            return Some(Placed {
                unit: Unit::Percent,
                to: at,
                end: end + skipped + 1,
            });
        }
        if let Some(mark) = inches_or_feet(reader, trimmed, end) {
            return Some(Placed {
                unit: mark.0,
                to: at,
                end: end + skipped + mark.1,
            });
        }
        if let Some(bracketed) = bracketed(reader, at) {
            return Some(bracketed);
        }
        if let Some(rest) = trimmed.strip_prefix(['°', 'º']) {
            return Some(degrees(reader, at, rest, end + skipped + '°'.len_utf8()));
        }
        if let Some(rest) = after.strip_prefix('¢') {
            return Some(Placed {
                unit: Unit::Money(Currency::Dollar, n(1, 100)),
                to: at,
                end: reader.text.len() - rest.len(),
            });
        }
        if let Some(sign) = currency::sign(trimmed).filter(|_| skipped < 2)
            && !trimmed[sign.1..]
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit())
        {
            return Some(Placed {
                unit: Unit::Money(sign.0, n(1, 1)),
                to: at,
                end: end + skipped + sign.1,
            });
        }
        return if reader.joined(at) {
            words(reader, at)
        } else {
            None
        };
    }
    let money = currency::code(suffix).or_else(|| {
        let (currency, length) = currency::sign(suffix)?;
        (length == suffix.len()).then_some(currency)
    });
    if let Some(currency) = money {
        let unit = Unit::Money(currency, n(1, 1));
        return Some(Placed { unit, to: at, end });
    }
    let unit = match suffix {
        "C" => Unit::Celsius,
        "F" => Unit::Fahrenheit,
        "p" => Unit::Money(Currency::Pound, n(1, 100)),
        "c" => Unit::Money(Currency::Dollar, n(1, 100)),
        // "6in": a word of its own elsewhere.
        "in" | "ins" => length(254, 10_000),
        "st" => named(hash("stone"))?,
        _ if suffix.len() <= 12 => named(hash(&suffix.to_lowercase()))?,
        _ => return None,
    };
    Some(rated(reader, Placed { unit, to: at, end }))
}

/// "14.5″", "10" long" where no quotation is open; with the length of the mark.
fn inches_or_feet(reader: &Reader, after: &str, end: usize) -> Option<(Unit, usize)> {
    let mark = after.chars().next()?;
    let unit = match mark {
        '″' => length(254, 10_000),
        '′' => length(3048, 10_000),
        '"' => {
            let open = reader.slice(0..end).bytes().filter(|b| *b == b'"').count() % 2 == 1;
            let goes_on = after[1..]
                .strip_prefix([' ', '-'])
                .is_some_and(|rest| rest.starts_with(char::is_lowercase));
            (!open && goes_on).then_some(length(254, 10_000))?
        }
        _ => return None,
    };
    Some((unit, mark.len_utf8()))
}

/// "20 (kg)"
fn bracketed(reader: &Reader, at: usize) -> Option<Placed> {
    let closing = match reader.gap(at) {
        " (" => ')',
        " [" => ']',
        " <" => '>',
        _ => return None,
    };
    let end = reader.end_before(at + 1);
    let closed = reader.text.get(end..)?.starts_with(closing);
    let unit = named(reader.key(at)).filter(|unit| matches!(unit, Unit::Measure(..)))?;
    closed.then_some(Placed {
        unit,
        to: at + 1,
        end: end + 1,
    })
}

fn degrees(reader: &Reader, at: usize, rest: &str, end: usize) -> Placed {
    let scale = rest.trim_start_matches(' ');
    let lone = !scale.chars().nth(1).is_some_and(char::is_alphanumeric);
    let skipped = rest.len() - scale.len();
    match scale.chars().next() {
        Some('C') if lone => Placed {
            unit: Unit::Celsius,
            to: at + 1,
            end: end + skipped + 1,
        },
        Some('F') if lone => Placed {
            unit: Unit::Fahrenheit,
            to: at + 1,
            end: end + skipped + 1,
        },
        _ => Placed {
            unit: Unit::Degrees,
            to: at,
            end,
        },
    }
    .clamped(reader)
}

impl Placed {
    fn clamped(mut self, reader: &Reader) -> Placed {
        self.to = self.to.min(reader.words.len());
        self
    }
}

/// A unit in words that starts at the word `at`.
fn words(reader: &Reader, at: usize) -> Option<Placed> {
    // "two Kilo-class submarines", "two second-half goals"
    let name = reader.proper(at) && reader.hyphened(at + 1);
    let half = is!(reader, at, "second") && reader.spaced(at) && reader.hyphened(at + 1);
    if name || half {
        return None;
    }
    // "New Zealand dollars"
    let of_three = is!(reader, at, "new" | "hong" | "south") && reader.joined(at + 1);
    let second = at + 1 + usize::from(of_three);
    let pair = reader
        .joined(second)
        .then(|| two_words(reader, second - 1))
        .flatten();
    let (unit, to) = match pair {
        Some(unit) => (unit, second + 1),
        None => (one_word(reader, at)?, at + 1),
    };
    Some(rated(
        reader,
        Placed {
            unit,
            to,
            end: reader.end_before(to),
        },
    ))
}

/// "per cent", "basis points", "square miles", "degrees Celsius", "Canadian dollars".
fn two_words(reader: &Reader, at: usize) -> Option<Unit> {
    let next = at + 1;
    let points = is!(reader, next, "point" | "points");
    if is!(reader, at, "per") && is!(reader, next, "cent") {
        return Some(Unit::Percent);
    }
    if is!(reader, at, "percentage" | "percent" | "pct" | "pc") && points {
        return Some(Unit::Points(n(1, 1)));
    }
    if is!(reader, at, "basis") && points {
        return Some(Unit::Points(n(1, 100)));
    }
    if is!(reader, at, "nautical") && is!(reader, next, "mile" | "miles") {
        return Some(length(1852, 1));
    }
    if is!(reader, at, "degree" | "degrees" | "deg") {
        return match reader.word(next) {
            "c" => Some(Unit::Celsius),
            "f" => Some(Unit::Fahrenheit),
            _ => one_word(reader, next).filter(|unit| matches!(unit, Unit::Celsius | Unit::Fahrenheit)),
        };
    }
    if is!(reader, at, "metric") && is!(reader, next, "ton" | "tons" | "tonne" | "tonnes") {
        return Some(Unit::Measure(Dimension::Mass, n(1000, 1)));
    }
    if is!(reader, at, "fluid") && is!(reader, next, "ounce" | "ounces") {
        return Some(Unit::Measure(
            Dimension::Volume,
            n(29_573_529_563, 1_000_000_000_000_000),
        ));
    }
    if is!(reader, at, "light") && is!(reader, next, "year" | "years") {
        return Some(length(9_460_730_472_580_800, 1));
    }
    let power = if is!(reader, at, "square" | "sq") {
        2
    } else if is!(reader, at, "cubic" | "cu") {
        3
    } else if reader.is(at, NATIONS) {
        1
    } else {
        return None;
    };
    match (named(reader.key(next))?, power) {
        (Unit::Measure(Dimension::Length, side), 2) => Some(Unit::Measure(Dimension::Area, side * side)),
        (Unit::Measure(Dimension::Length, side), 3) => {
            Some(Unit::Measure(Dimension::Volume, side * side * side))
        }
        (Unit::Money(Currency::Dollar, factor), 1) => {
            let dollar = currency::of_nation(reader.word(at)).unwrap_or(Currency::Dollar);
            Some(Unit::Money(dollar, factor))
        }
        (money @ Unit::Money(..), 1) => Some(money),
        _ => None,
    }
}

fn one_word(reader: &Reader, at: usize) -> Option<Unit> {
    let unit = named(reader.key(at)).or_else(|| match reader.word(at) {
        "C" => Some(Unit::Celsius),
        "F" => Some(Unit::Fahrenheit),
        "in" if reader.hyphened(at) => Some(length(254, 10_000)),
        code => {
            let currency = currency::code(code).or_else(|| currency::in_millions(code))?;
            Some(Unit::Money(currency, n(1, 1)))
        }
    })?;
    // "Stone spoke": a name.
    if reader.proper(at) && reader.is(at, NAMES) && !reader.word(at).ends_with(char::is_uppercase) {
        return None;
    }
    // "150 pounds of cheese" is weighed, "150 pounds" is paid.
    let weighed = is!(reader, at, "pound" | "pounds")
        && (reader.hyphened(at)
            || is!(reader, at + 1, "of")
            || (1..12).any(|back| reader.is(at.wrapping_sub(back), WEIGHING)));
    Some(if weighed { named(hash("lb"))? } else { unit })
}

/// Makes a length or a volume with a time behind it a speed or a flow: "miles per hour", "km/h", "cubic feet a second".
fn rated(reader: &Reader, placed: Placed) -> Placed {
    let (Unit::Measure(dimension @ (Dimension::Length | Dimension::Volume), factor), at) =
        (placed.unit, placed.to)
    else {
        return placed;
    };
    // "of water" may come between: the figure ends before it, the rate is the same.
    let of = is!(reader, at, "of") && reader.spaced(at) && reader.spaced(at + 1);
    let by = if of { at + 2 } else { at };
    let slash = reader.gap(by) == "/" && by > 0;
    let per = reader.spaced(by) && (is!(reader, by, "per") || reader.lexeme(by) == Lexeme::Article);
    let time = if slash { by } else { by + 1 };
    if !(slash || per && reader.joined(time)) {
        return placed;
    }
    let seconds = match reader.word(time) {
        "h" | "hr" | "hour" => n(HOUR, 1),
        "s" | "sec" | "second" => n(1, 1),
        "ms" | "millisecond" => n(1, 1000),
        "minute" => n(MINUTE, 1),
        "day" if per && dimension == Dimension::Volume => n(DAY, 1),
        _ => return placed,
    };
    let dimension = match dimension {
        Dimension::Length => Dimension::Speed,
        _ => Dimension::Other(hash("flow")),
    };
    let unit = Unit::Measure(dimension, factor / seconds);
    if of {
        return Placed { unit, ..placed };
    }
    Placed {
        unit,
        to: time + 1,
        end: reader.end_before(time + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::word::words as split;

    fn unit(text: &str, suffix: &str) -> Option<(Unit, usize)> {
        let words = split(text);
        let reader = Reader::new(text, &words);
        behind(&reader, 1, suffix).map(|p| (p.unit, p.end))
    }

    #[test]
    fn signs_words_and_rates() {
        assert_eq!(unit("4%", ""), Some((Unit::Percent, 2)));
        assert_eq!(unit("4 per cent", ""), Some((Unit::Percent, 10)));
        assert_eq!(unit("4 per thousand", ""), None);
        assert_eq!(unit("25 basis points", ""), Some((Unit::Points(n(1, 100)), 15)));
        assert_eq!(unit("27°C", ""), Some((Unit::Celsius, 5)));
        assert_eq!(
            unit("85km/h", "km"),
            Some((Unit::Measure(Dimension::Speed, n(1000, 3600).reduced()), 6))
        );
        assert_eq!(unit("9 miles an hour", "").map(|u| u.1), Some(15));
        assert_eq!(unit("9 cubic feet per second of", "").map(|u| u.1), Some(23));
        let flow = unit("9 cubic feet per second", "").map(|u| u.0);
        assert_eq!(
            unit("9 cubic feet of water a second", ""),
            flow.map(|flow| (flow, 12))
        );
        assert_eq!(unit("9 pigeons", ""), None);
    }
}
