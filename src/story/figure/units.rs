//! Units: money, shares, measures, spans of time, in words, signs and the abbreviations of house styles.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexer::{Lexeme, Reader, is, keys};
use super::{Currency, Dimension, Kind, Number, currency};
use crate::story::word::hash;

/// Before the name of a currency.
const NATIONS: &[u64] = &keys([
    "us", "canadian", "australian", "hong", "mexican", "philippine", "swedish", "norwegian", "danish",
    "swiss", "british", "russian", "american", "chinese", "indian", "argentine", "chilean",
]);

/// What a number is of. Factors lead to the base unit of a dimension, to seconds, to whole units of money.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Unit {
    Money(Currency, Number),
    Percent,
    Points(Number),
    Measure(Dimension, Number),
    Time(Number),
    Celsius,
    Fahrenheit,
    /// "27 degrees", no scale named.
    Degrees,
    /// "magnitude 6.2": a number of that scale, whole in itself.
    Bare(Dimension),
}

impl Unit {
    /// The kind of a figure in this unit and what one of it is worth in the base unit; `None` where there is more to it
    /// than a factor.
    pub fn worth(self) -> Option<(Kind, Number)> {
        Some(match self {
            Unit::Money(currency, factor) => (Kind::Money(currency), factor),
            Unit::Percent => (Kind::Percentage, n(1, 1)),
            Unit::Points(factor) => (Kind::Points, factor),
            Unit::Measure(dimension, factor) => (Kind::Measure(dimension), factor),
            Unit::Time(seconds) => (Kind::Duration, seconds),
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

const MINUTE: i128 = 60;
const HOUR: i128 = 60 * MINUTE;
const DAY: i128 = 24 * HOUR;
/// A mean year, so that twelve months are one.
pub const YEAR: i128 = 365 * DAY + 6 * HOUR;

/// A ratio in lowest terms.
const fn n(numerator: i128, denominator: i128) -> Number {
    let (mut a, mut b) = (numerator, denominator);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    Number::new_raw(numerator / a, denominator / a)
}

const fn length(numerator: i128, denominator: i128) -> Unit {
    Unit::Measure(Dimension::Length, n(numerator, denominator))
}

const fn other(dimension: &str, factor: i128) -> Unit {
    Unit::Measure(Dimension::Other(hash(dimension)), n(factor, 1))
}

const fn time(seconds: i128) -> Unit {
    Unit::Time(n(seconds, 1))
}

const fn money(name: &str) -> Unit {
    Unit::Money(Currency::Named(hash(name)), n(1, 1))
}

/// Names of units, singular; a plural in -s is found too.
#[rustfmt::skip]
const UNITS: &[(&str, Unit)] = {
    use Dimension::{Area, Energy, Mass, Power, Pressure, Speed, Volume};
    use Unit::*;
    &[
        ("percent", Percent), ("pc", Percent), ("pct", Percent),
        ("bps", Points(n(1, 100))), ("bp", Points(n(1, 100))),
        ("dollar", Money(Currency::Dollar, n(1, 1))), ("buck", Money(Currency::Dollar, n(1, 1))),
        ("cent", Money(Currency::Dollar, n(1, 100))),
        ("pound", Money(Currency::Pound, n(1, 1))), ("sterling", Money(Currency::Pound, n(1, 1))),
        ("quid", Money(Currency::Pound, n(1, 1))), ("pence", Money(Currency::Pound, n(1, 100))),
        ("euro", Money(Currency::Euro, n(1, 1))), ("yen", Money(Currency::Yen, n(1, 1))),
        ("won", Money(Currency::Won, n(1, 1))),
        ("peso", money("peso")), ("krona", money("krona")), ("kronor", money("krona")), ("krone", money("krone")),
        ("kroner", money("krone")), ("yuan", money("yuan")), ("renminbi", money("yuan")), ("rouble", money("rouble")),
        ("ruble", money("rouble")), ("rupee", money("rupee")), ("rupiah", money("rupiah")), ("real", money("real")),
        ("reais", money("real")), ("lira", money("lira")), ("franc", money("franc")), ("rand", money("rand")),
        ("shekel", money("shekel")), ("dinar", money("dinar")), ("dirham", money("dirham")), ("riyal", money("riyal")),
        ("rial", money("rial")), ("baht", money("baht")), ("ringgit", money("ringgit")), ("zloty", money("zloty")),
        ("forint", money("forint")), ("hryvnia", money("hryvnia")), ("naira", money("naira")), ("taka", money("taka")),
        ("shilling", money("shilling")), ("dong", money("dong")), ("koruna", money("koruna")), ("bitcoin", money("bitcoin")),
        ("mm", length(1, 1000)), ("millimetre", length(1, 1000)), ("millimeter", length(1, 1000)),
        ("cm", length(1, 100)), ("centimetre", length(1, 100)), ("centimeter", length(1, 100)),
        ("m", length(1, 1)), ("metre", length(1, 1)), ("meter", length(1, 1)),
        ("km", length(1000, 1)), ("kilometre", length(1000, 1)), ("kilometer", length(1000, 1)),
        ("inch", length(254, 10_000)), ("inches", length(254, 10_000)), ("foot", length(3048, 10_000)),
        ("feet", length(3048, 10_000)), ("ft", length(3048, 10_000)), ("yard", length(9144, 10_000)),
        ("yd", length(9144, 10_000)), ("mile", length(1_609_344, 1000)), ("mi", length(1_609_344, 1000)),
        ("acre", Measure(Area, n(40_468_564_224, 10_000_000))), ("hectare", Measure(Area, n(10_000, 1))),
        ("ha", Measure(Area, n(10_000, 1))),
        ("litre", Measure(Volume, n(1, 1000))), ("liter", Measure(Volume, n(1, 1000))),
        ("gallon", Measure(Volume, n(3_785_411_784, 1_000_000_000_000))),
        ("pint", Measure(Volume, n(473_176_473, 1_000_000_000_000))),
        ("barrel", Measure(Volume, n(158_987_294_928, 1_000_000_000_000))),
        ("ml", Measure(Volume, n(1, 1_000_000))),
        ("gram", Measure(Mass, n(1, 1000))), ("gramme", Measure(Mass, n(1, 1000))), ("g", Measure(Mass, n(1, 1000))),
        ("mg", Measure(Mass, n(1, 1_000_000))), ("milligram", Measure(Mass, n(1, 1_000_000))),
        ("kg", Measure(Mass, n(1, 1))), ("kilo", Measure(Mass, n(1, 1))), ("kilogram", Measure(Mass, n(1, 1))),
        ("tonne", Measure(Mass, n(1000, 1))), ("t", Measure(Mass, n(1000, 1))),
        ("ton", Measure(Mass, n(90_718_474, 100_000))),
        ("lb", Measure(Mass, n(45_359_237, 100_000_000))), ("ounce", Measure(Mass, n(28_349_523_125, 1_000_000_000_000))),
        ("oz", Measure(Mass, n(28_349_523_125, 1_000_000_000_000))),
        ("stone", Measure(Mass, n(635_029_318, 100_000_000))),
        ("mph", Measure(Speed, n(44_704, 100_000))), ("kph", Measure(Speed, n(1000, 3600))),
        ("kmh", Measure(Speed, n(1000, 3600))), ("knot", Measure(Speed, n(1852, 3600))), ("kt", Measure(Speed, n(1852, 3600))),
        ("hpa", Measure(Pressure, n(100, 1))), ("millibar", Measure(Pressure, n(100, 1))), ("mb", Measure(Pressure, n(100, 1))),
        ("psi", Measure(Pressure, n(6895, 1))),
        ("joule", Measure(Energy, n(1, 1))), ("kwh", Measure(Energy, n(3_600_000, 1))), ("mwh", Measure(Energy, n(3_600_000_000, 1))),
        ("gwh", Measure(Energy, n(3_600_000_000_000, 1))), ("calorie", Measure(Energy, n(4184, 1))),
        ("watt", Measure(Power, n(1, 1))), ("kw", Measure(Power, n(1000, 1))), ("kilowatt", Measure(Power, n(1000, 1))),
        ("mw", Measure(Power, n(1_000_000, 1))), ("megawatt", Measure(Power, n(1_000_000, 1))),
        ("gw", Measure(Power, n(1_000_000_000, 1))), ("gigawatt", Measure(Power, n(1_000_000_000, 1))),
        ("kb", other("byte", 1000)), ("megabyte", other("byte", 1_000_000)), ("gb", other("byte", 1_000_000_000)),
        ("gigabyte", other("byte", 1_000_000_000)), ("tb", other("byte", 1_000_000_000_000)),
        ("terabyte", other("byte", 1_000_000_000_000)), ("megapixel", other("pixel", 1_000_000)), ("mbps", other("bitrate", 1_000_000)),
        ("decibel", other("decibel", 1)), ("hertz", other("hertz", 1)), ("mhz", other("hertz", 1_000_000)),
        ("volt", other("volt", 1)), ("mpg", other("mpg", 1)), ("hp", other("horsepower", 1)), ("bhp", other("horsepower", 1)),
        ("horsepower", other("horsepower", 1)), ("carat", other("carat", 1)), ("kiloton", other("kiloton", 1)),
        ("magnitude", Bare(Dimension::Other(hash("magnitude")))),
        ("degree", Degrees), ("celsius", Celsius), ("centigrade", Celsius), ("fahrenheit", Fahrenheit),
        ("second", time(1)), ("sec", time(1)), ("minute", time(MINUTE)), ("min", time(MINUTE)), ("hour", time(HOUR)),
        ("hr", time(HOUR)), ("day", time(DAY)), ("night", time(DAY)), ("week", time(7 * DAY)), ("fortnight", time(14 * DAY)),
        ("month", time(YEAR / 12)), ("year", time(YEAR)), ("yr", time(YEAR)), ("decade", time(10 * YEAR)),
        ("century", time(100 * YEAR)), ("centuries", time(100 * YEAR)),
    ]
};

static BY_KEY: LazyLock<FxHashMap<u64, Unit>> = LazyLock::new(|| {
    // "has" are no hectares, "ms" no metres.
    let whole = |name: &str| name.len() > 2 || matches!(name, "lb" | "yd" | "hr" | "yr" | "km");
    let plurals = UNITS
        .iter()
        .filter(|(name, _)| whole(name))
        .map(|&(name, unit)| (hash(&format!("{name}s")), unit));
    let possessive = UNITS
        .iter()
        .filter(|(_, unit)| matches!(unit, Unit::Time(_)))
        .map(|&(name, unit)| (hash(&format!("{name}'s")), unit));
    let mut units: FxHashMap<u64, Unit> = plurals.chain(possessive).collect();
    units.extend(UNITS.iter().map(|&(name, unit)| (hash(name), unit)));
    units
});

/// The unit of one word, by its key.
pub fn named(key: u64) -> Option<Unit> {
    BY_KEY.get(&key).copied()
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
        if let Some(rest) = trimmed.strip_prefix(['°', 'º']) {
            return Some(degrees(reader, at, rest, end + skipped + '°'.len_utf8()));
        }
        if let Some(sign) = currency::sign(after) {
            return Some(Placed {
                unit: Unit::Money(sign.0, n(1, 1)),
                to: at,
                end: end + sign.1,
            });
        }
        return if reader.joined(at) {
            words(reader, at)
        } else {
            None
        };
    }
    let unit = match suffix {
        "C" => Unit::Celsius,
        "F" => Unit::Fahrenheit,
        "p" => Unit::Money(Currency::Pound, n(1, 100)),
        "c" => Unit::Money(Currency::Dollar, n(1, 100)),
        // "6in": a word of its own elsewhere.
        "in" | "ins" => length(254, 10_000),
        _ if suffix.len() <= 12 => named(hash(&suffix.to_lowercase()))?,
        _ => return None,
    };
    Some(rated(reader, Placed { unit, to: at, end }))
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
    let placed = |unit, to| {
        Some(Placed {
            unit,
            to,
            end: reader.end_before(to),
        })
    };
    let next_is = |word: u64| reader.joined(at + 1) && reader.key(at + 1) == word;
    if is!(reader, at, "per") {
        return if next_is(hash("cent")) {
            placed(Unit::Percent, at + 2)
        } else {
            None
        };
    }
    if is!(reader, at, "percentage") {
        let points = next_is(hash("point")) || next_is(hash("points"));
        return if points {
            placed(Unit::Points(n(1, 1)), at + 2)
        } else {
            None
        };
    }
    if is!(reader, at, "percent" | "pct" | "pc") && (next_is(hash("points")) || next_is(hash("point"))) {
        return placed(Unit::Points(n(1, 1)), at + 2);
    }
    if is!(reader, at, "basis") {
        let points = next_is(hash("point")) || next_is(hash("points"));
        return if points {
            placed(Unit::Points(n(1, 100)), at + 2)
        } else {
            None
        };
    }
    if is!(reader, at, "square" | "sq" | "cubic" | "cu") && reader.joined(at + 1) {
        let Unit::Measure(Dimension::Length, side) = named(reader.key(at + 1))? else {
            return None;
        };
        let unit = if is!(reader, at, "square" | "sq") {
            Unit::Measure(Dimension::Area, side * side)
        } else {
            Unit::Measure(Dimension::Volume, side * side * side)
        };
        return Some(rated(
            reader,
            Placed {
                unit,
                to: at + 2,
                end: reader.end_before(at + 2),
            },
        ));
    }
    if is!(reader, at, "nautical") && reader.joined(at + 1) && is!(reader, at + 1, "mile" | "miles") {
        return placed(length(1852, 1), at + 2);
    }
    if reader.is(at, NATIONS) && reader.spaced(at + 1) {
        let Unit::Money(currency, factor) = named(reader.key(at + 1))? else {
            return None;
        };
        let currency = match currency {
            Currency::Dollar => currency::of_nation(reader.word(at)).unwrap_or(currency),
            other => other,
        };
        return placed(Unit::Money(currency, factor), at + 2);
    }
    // "two Kilo-class submarines"
    if reader.capital(at) && reader.hyphened(at + 1) {
        return None;
    }
    // "two second-half goals"
    if is!(reader, at, "second") && reader.spaced(at) && reader.hyphened(at + 1) {
        return None;
    }
    let unit = match named(reader.key(at)) {
        Some(unit) => unit,
        None => match reader.word(at) {
            "C" => Unit::Celsius,
            "F" => Unit::Fahrenheit,
            "in" if reader.hyphened(at) => length(254, 10_000),
            _ => return None,
        },
    };
    match unit {
        // "27 degrees Celsius", "27 degrees C"
        Unit::Degrees => {
            let scale = if reader.joined(at + 1) {
                reader.word(at + 1)
            } else {
                ""
            };
            match scale {
                "C" | "Celsius" | "celsius" | "centigrade" => placed(Unit::Celsius, at + 2),
                "F" | "Fahrenheit" | "fahrenheit" => placed(Unit::Fahrenheit, at + 2),
                _ => placed(Unit::Degrees, at + 1),
            }
        }
        // "150 pounds of cheese" is weighed, "150 pounds" is paid.
        Unit::Money(Currency::Pound, _)
            if is!(reader, at, "pound" | "pounds") && (reader.hyphened(at) || is!(reader, at + 1, "of")) =>
        {
            placed(Unit::Measure(Dimension::Mass, n(45_359_237, 100_000_000)), at + 1)
        }
        unit => Some(rated(
            reader,
            Placed {
                unit,
                to: at + 1,
                end: reader.end_before(at + 1),
            },
        )),
    }
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
