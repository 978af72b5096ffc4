//! The names of units and what each is worth: in words, plural and possessive too, and in the abbreviations of house
//! styles.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::units::Unit;
use super::{Currency, Dimension, Number};
use crate::story::word::hash;

pub const MINUTE: i128 = 60;
pub const HOUR: i128 = 60 * MINUTE;
pub const DAY: i128 = 24 * HOUR;
/// A mean year, so that twelve months are one.
pub const YEAR: i128 = 365 * DAY + 6 * HOUR;

/// A ratio in lowest terms.
pub const fn n(numerator: i128, denominator: i128) -> Number {
    let (mut a, mut b) = (numerator, denominator);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    Number::new_raw(numerator / a, denominator / a)
}

pub const fn length(numerator: i128, denominator: i128) -> Unit {
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
        ("nanometre", length(1, 1_000_000_000)), ("nanometer", length(1, 1_000_000_000)),
        ("picometre", length(1, 1_000_000_000_000)), ("picometer", length(1, 1_000_000_000_000)),
        ("micron", length(1, 1_000_000)), ("micrometre", length(1, 1_000_000)), ("micrometer", length(1, 1_000_000)),
        ("\u{3bc}m", length(1, 1_000_000)), ("fathom", length(18_288, 10_000)), ("furlong", length(201_168, 1000)),
        ("m2", Measure(Area, n(1, 1))), ("sqm", Measure(Area, n(1, 1))), ("km2", Measure(Area, n(1_000_000, 1))),
        ("sqft", Measure(Area, n(9_290_304, 100_000_000))), ("m3", Measure(Volume, n(1, 1))), ("cc", Measure(Volume, n(1, 1_000_000))),
        ("quart", Measure(Volume, n(946_352_946, 1_000_000_000_000))), ("cup", Measure(Volume, n(236_588_236, 1_000_000_000_000))),
        ("tablespoon", Measure(Volume, n(14_786_765, 1_000_000_000_000))), ("tbsp", Measure(Volume, n(14_786_765, 1_000_000_000_000))),
        ("teaspoon", Measure(Volume, n(4_928_922, 1_000_000_000_000))), ("tsp", Measure(Volume, n(4_928_922, 1_000_000_000_000))),
        ("bushel", Measure(Volume, n(35_239_070, 1_000_000_000))), ("l", Measure(Volume, n(1, 1000))), ("cl", Measure(Volume, n(1, 100_000))),
        ("millilitre", Measure(Volume, n(1, 1_000_000))), ("milliliter", Measure(Volume, n(1, 1_000_000))),
        ("megalitre", Measure(Volume, n(1000, 1))), ("gigalitre", Measure(Volume, n(1_000_000, 1))),
        ("microgram", Measure(Mass, n(1, 1_000_000_000))), ("mcg", Measure(Mass, n(1, 1_000_000_000))), ("\u{3bc}g", Measure(Mass, n(1, 1_000_000_000))),
        ("kilotonne", Measure(Mass, n(1_000_000, 1))), ("megatonne", Measure(Mass, n(1_000_000_000, 1))),
        ("gigatonne", Measure(Mass, n(1_000_000_000_000, 1))), ("dram", Measure(Mass, n(17_718_451, 10_000_000_000))),
        ("pascal", Measure(Pressure, n(1, 1))), ("kpa", Measure(Pressure, n(1000, 1))), ("mpa", Measure(Pressure, n(1_000_000, 1))),
        ("gpa", Measure(Pressure, n(1_000_000_000, 1))), ("gigapascal", Measure(Pressure, n(1_000_000_000, 1))),
        ("kilowatt-hour", Measure(Energy, n(3_600_000, 1))), ("twh", Measure(Energy, n(3_600_000_000_000_000, 1))),
        ("kcal", Measure(Energy, n(4184, 1))), ("kilojoule", Measure(Energy, n(1000, 1))), ("kj", Measure(Energy, n(1000, 1))),
        ("btu", Measure(Energy, n(1055, 1))), ("w", Measure(Power, n(1, 1))), ("terawatt", Measure(Power, n(1_000_000_000_000, 1))),
        ("bit", other("bit", 1)), ("byte", other("byte", 1)), ("kilobyte", other("byte", 1000)), ("petabyte", other("byte", 1_000_000_000_000_000)),
        ("kbps", other("bitrate", 1000)), ("gbps", other("bitrate", 1_000_000_000)),
        ("hz", other("hertz", 1)), ("khz", other("hertz", 1000)), ("kilohertz", other("hertz", 1000)), ("megahertz", other("hertz", 1_000_000)),
        ("ghz", other("hertz", 1_000_000_000)), ("gigahertz", other("hertz", 1_000_000_000)),
        ("amp", other("ampere", 1)), ("ampere", other("ampere", 1)), ("ohm", other("ohm", 1)), ("kilovolt", other("volt", 1000)), ("kv", other("volt", 1000)),
        ("lumen", other("lumen", 1)), ("rpm", other("rpm", 1)), ("kmph", Measure(Speed, n(1000, 3600))),
        ("millisecond", Time(n(1, 1000))), ("microsecond", Time(n(1, 1_000_000))), ("nanosecond", Time(n(1, 1_000_000_000))),
        ("kelvin", Measure(Dimension::Temperature, n(1, 1))), ("kilobit", other("bit", 1000)), ("megabit", other("bit", 1_000_000)),
        ("gigabit", other("bit", 1_000_000_000)), ("lire", money("lira")),
        ("yo", Age(n(1, 1))), ("degc", Celsius), ("degf", Fahrenheit), ("deg", Degrees), ("celcius", Celsius),
        ("markka", money("markka")), ("peseta", money("peseta")), ("sen", money("sen")), ("satoshi", money("satoshi")),
        ("kuai", money("yuan")), ("colon", money("colon")), ("lari", money("lari")), ("kip", money("kip")), ("crown", money("crown")),
        ("guilder", money("guilder")), ("escudo", money("escudo")), ("drachma", money("drachma")), ("bolivar", money("bolivar")),
        ("deutschmark", money("mark")), ("leu", money("leu")), ("lev", money("lev")), ("birr", money("birr")),
        ("cedi", money("cedi")), ("kwacha", money("kwacha")), ("kyat", money("kyat")), ("tenge", money("tenge")), ("som", money("som")),
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
