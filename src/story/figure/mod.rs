//! Figures: quantities as a newspaper states them.

use std::ops::Range;

/// Exact values: a third is a third.
pub type Number = num_rational::Ratio<i128>;

/// A quantity stated. Spans count bytes from the paragraph's start.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number with its unit or scale ("$4.5bn", "18 October", "43-year-old"), without the approximator and
    /// without the noun that is counted.
    pub span: Range<usize>,
    /// With the approximator or bound before or behind it ("up to 12,000", "500 or more").
    pub whole: Range<usize>,
    pub kind: Kind,
    pub value: Value,
    pub bound: Bound,
    /// The noun phrase that is counted, head last ("North Korean soldiers"); empty where there is none.
    pub noun: Range<usize>,
    /// The key of the head noun, words that reporters interchange (troops, soldiers) having one key.
    pub head: Option<u64>,
}

/// What sort of thing a figure states. Only like is compared with like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Count,
    Money(Currency),
    /// Per cent of something.
    Percentage,
    /// Percentage points; a basis point is a hundredth.
    Points,
    /// A physical measure, its value in the dimension's base unit.
    Measure(Dimension),
    Duration,
    Age,
    Date,
    Time,
    /// A score or a vote: two numbers against each other.
    Score,
    Ordinal,
    Odds,
    /// A flight, a model, a calibre, a road, a section, a year in a name: no claim.
    Identifier,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Currency {
    Dollar,
    Pound,
    Euro,
    Yen,
    Won,
    /// Any other, by the key of its name's stem ("pesos", "kronor").
    Named(u64),
}

/// Base units: metre, square metre, cubic metre, kilogram, metre a second, kelvin, pascal, joule, watt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Temperature,
    Pressure,
    Energy,
    Power,
    /// Any other unit, by the key of its name's stem.
    Other(u64),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// From `low` to `high` (equal for a single number) in base units; `step` is what one of the last stated digit
    /// is worth: 100 for 1,500, 1 for 1,512, 100,000 for 4.5 million.
    Amount {
        low: Number,
        high: Number,
        step: Number,
    },
    Date(When),
    Time(Clock),
    /// In the order stated.
    Pair(Number, Number),
}

/// A date as far as it is stated; a dateline resolves the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct When {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// Monday is 1.
    pub weekday: Option<i8>,
    /// Days from the dateline: today 0, yesterday -1.
    pub relative: Option<i16>,
}

/// A time of day; `twelve` where the text leaves morning and evening open ("at 9.30").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    pub minutes: u16,
    pub twelve: bool,
}

/// What the words around a number do to it. Their meanings are kept apart: "nearly" is just below, "up to" a ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    Exact,
    /// about, around, some, roughly, approximately, an estimated
    About,
    /// nearly, almost, just under, close to, closer to
    Nearly,
    /// just over, a little more than
    JustOver,
    /// more than, over, above, upwards of
    MoreThan,
    /// at least, no fewer than, or more
    AtLeast,
    /// fewer than, less than, under, below
    LessThan,
    /// up to, as many as, at most, no more than, a maximum of
    UpTo,
}

/// The figures of a paragraph, in order, not overlapping.
pub fn read(_text: &str) -> Vec<Figure> {
    Vec::new()
}
