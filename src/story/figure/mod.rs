//! Figures: quantities as a newspaper states them.

mod ages;
mod bounds;
mod changes;
mod compounds;
mod currency;
mod dates;
mod days;
mod degrees;
mod derivation;
mod digits;
mod fractions;
mod identifiers;
mod lexer;
mod millions;
mod minus;
mod nouns;
mod number;
mod ordinals;
mod page;
mod pairs;
mod powers;
mod quantity;
mod ranges;
mod reading;
mod relative;
mod scales;
mod spelled;
mod telephones;
mod times;
mod unit_names;
mod units;
mod vocabulary;
mod years;

use std::ops::Range;

use digits::integer;
use lexer::{Lexeme, Reader};
use reading::Reading;
pub use units::Unit;

use super::marks::Marks;
use super::word::Word;

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
    /// The unit it is stated in; the value is in the base unit.
    pub unit: Option<Unit>,
    pub bound: Bound,
    /// Whether it says by how much something rose or fell.
    pub change: Option<Change>,
    /// The noun phrase that is counted, head last ("North Korean soldiers"); empty where there is none.
    pub noun: Range<usize>,
    /// The key of the head noun, words that reporters interchange (troops, soldiers) having one key.
    pub head: Option<u64>,
    /// What befell those counted, where the words around say so: the key of "dead", "injured", "missing", "rescued",
    /// "arrested", "evacuated" or "displaced". It is the head where the noun is "people" or absent.
    pub fate: Option<u64>,
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

impl Kind {
    /// Whether units of it add up: hours and minutes, feet and inches, dollars and cents.
    fn adds_up(self) -> bool {
        matches!(self, Kind::Measure(_) | Kind::Duration | Kind::Money(_))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Currency {
    Dollar,
    Pound,
    Euro,
    Yen,
    Won,
    /// Any other, by the key of its name ("peso", "us$").
    Named(u64),
}

/// Base units: metre, square metre, cubic metre, kilogram, metre a second, kelvin, pascal, joule, watt; for durations
/// seconds, for ages years, for money whole units of the currency.
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
    /// Any other, by the key of its name ("magnitude", "flow").
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
    /// From one date to another: "8 to 13 October", "2017-18".
    Dates(When, When),
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
    /// Days from the dateline: today 0, yesterday -1; never in a quotation, where they count from the day of speech.
    pub relative: Option<i16>,
    /// "last week"; with a weekday, the one of that week.
    pub period: Option<Period>,
}

/// A stretch of the calendar counted from that of the dateline: last -1, this 0, next 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    Week(i16),
    Month(i16),
    Year(i16),
}

impl When {
    fn on(month: i8, day: i8) -> When {
        When {
            month: Some(month),
            day: Some(day),
            ..When::default()
        }
    }

    fn year(year: i16) -> When {
        When {
            year: Some(year),
            ..When::default()
        }
    }
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

/// Which way something went by the amount stated: "rose 4%", "down 20p".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    Up,
    Down,
}

impl Figure {
    /// The amount in the unit it is stated in: 118 for "118ft", a third for "a third of the nets".
    pub fn stated(&self) -> Option<(Number, Number)> {
        let Value::Amount { low, high, .. } = self.value else {
            return None;
        };
        let worth = match self.unit {
            Some(unit) => unit,
            None if self.kind == Kind::Percentage => return Some((low / integer(100), high / integer(100))),
            None => return Some((low, high)),
        };
        Some((worth.stated(low), worth.stated(high)))
    }
}

/// The figures of a paragraph, in order, not overlapping.
pub fn read(text: &str, words: &[Word], marks: &[Marks]) -> Vec<Figure> {
    let reader = Reader::new(text, words);
    let mut figures: Vec<Figure> = Vec::new();
    let (mut at, mut end) = (0, 0);
    while at < words.len() {
        match reading(&reader, at) {
            Some(reading)
                if reading.span.start >= end && !reading.span.is_empty() && !reading.spoken(marks) =>
            {
                at = reading.to.max(at + 1);
                end = reading.span.end;
                let figure = reading.figure(&reader, figures.last());
                figures.push(figure);
            }
            _ => at += 1,
        }
    }
    figures
}

/// The figure that starts at the word `at`. What has more words of its own comes first.
fn reading(reader: &Reader, at: usize) -> Option<Reading> {
    match reader.lexeme(at) {
        Lexeme::Other => None,
        _ if let Some(number) = page::number(reader, at) => Some(number),
        Lexeme::Month(_) | Lexeme::Weekday(_) | Lexeme::Day(_) => dates::date(reader, at),
        Lexeme::Which(_) => relative::period(reader, at),
        Lexeme::Hour(_) => times::time(reader, at),
        _ => times::time(reader, at)
            .or_else(|| dates::date(reader, at))
            .or_else(|| pairs::fractional_odds(reader, at))
            .or_else(|| identifiers::identifier(reader, at))
            .or_else(|| years::year(reader, at))
            .or_else(|| years::decade(reader, at))
            .or_else(|| ages::group(reader, at))
            .or_else(|| pairs::pair(reader, at))
            .or_else(|| ordinals::ordinal(reader, at))
            .or_else(|| quantity::quantity(reader, at)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::story::marks::marks;
    use crate::story::word::words;

    pub fn read(text: &str) -> Vec<Figure> {
        super::read(text, &words(text), &marks(text))
    }

    pub fn spans(text: &str) -> Vec<&str> {
        read(text).into_iter().map(|figure| &text[figure.span]).collect()
    }

    #[test]
    fn a_sentence_gives_up_every_figure() {
        assert_eq!(
            spans(
                "About 40 of the 212 miners, the youngest 19, spent 31 hours below on Tuesday; the firm paid $4.5bn, up 12%."
            ),
            ["40", "212", "19", "31 hours", "Tuesday", "$4.5bn", "12%"]
        );
    }

    /// Scraps of copy that mean something to the grammar, strung together at random.
    fn scraps() -> impl Strategy<Value = String> {
        let scrap = prop::sample::select(vec![
            "1,500", "4.5m", "$", "£", "A$", "%", "-", "–", " ", " ", " ", "half", "a", "an", "third", "two",
            "twenty", "hundred", "million", "dozens", "of", "and", "to", "per", "cent", "cubic", "feet",
            "hour", "year", "old", "May", "Oct.", "18", "2031", "Friday", "pm", "9.40", ":", "40",
            "99999999999999999", "between", "from", "or", "more", "°", "½", "é", "’s", "in", "no", ".", ", ",
            "\n", "0", "mm", "gun", "aged", "1990s", "trillion", "trillions",
        ]);
        prop::collection::vec(scrap, 0..24).prop_map(|scraps| scraps.concat())
    }

    fn holds(text: &str) -> Result<(), TestCaseError> {
        let mut end = 0;
        for figure in read(text) {
            prop_assert!(figure.span.start >= end && figure.span.end > figure.span.start);
            prop_assert!(figure.whole.start <= figure.span.start && figure.whole.end >= figure.span.end);
            for span in [&figure.span, &figure.whole, &figure.noun] {
                prop_assert!(text.get(span.clone()).is_some());
            }
            end = figure.span.end;
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,80}") {
            holds(&text)?;
        }

        #[test]
        fn any_copy_is_read(text in scraps()) {
            holds(&text)?;
        }
    }
}
