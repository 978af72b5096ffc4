//! Two numbers that bound a quantity, or that share a unit: "10-12,000", "five to seven", "from 3 to 5 per cent".

use super::digits::{integer, power};
use super::lexer::{Reader, is, keys};
use super::millions::millions;
use super::number::{Cardinal, cardinal};
use super::units::{self, Unit};
use super::{Dimension, Number, currency};

/// Before an amount of change.
const CHANGES: &[u64] = &keys([
    "rose", "rise", "rising", "fell", "fall", "falling", "up", "down", "gained", "lost", "added", "climbed",
    "dropped", "slipped", "jumped", "grew", "declined", "increased", "decreased",
]);

/// Two numbers that bound a quantity: "10-12,000", "five to seven", "two or three", "between 2 and 3".
pub fn range<'a>(reader: &Reader<'a>, at: usize, low: &Cardinal<'a>) -> Option<Cardinal<'a>> {
    if !low.suffix.is_empty() || !low.single() {
        return None;
    }
    let (before, to) = (at.wrapping_sub(1), low.to);
    let between = is!(reader, before, "between");
    let money = currency::before(reader, at).is_some();
    let sign = |at: usize| money && currency::before(reader, at).is_some();
    // "rose $1.20 to $83": a change and what it came to.
    let first =
        currency::before(reader, at).map_or(at, |(_, start)| at - usize::from(start < reader.end_before(at)));
    let by = usize::from(is!(reader, first.wrapping_sub(1), "by"));
    if reader.is(first.wrapping_sub(1 + by), CHANGES) && is!(reader, to, "to") {
        return None;
    }
    // "1800 - 2400 calories"
    let loose = matches!(reader.gap(to), " - " | " – ") && {
        let after = cardinal(reader, to, false).filter(|high| high.low > low.low);
        after.is_some_and(|high| units::behind(reader, high.to, high.suffix).is_some())
    };
    let next = if loose || reader.dashed(to) || sign(to) && reader.gap(to).starts_with(['-', '–']) {
        to
    } else if is!(reader, to, "to" | "through") && !is!(reader, before, "from")
        || is!(reader, to, "and") && between
        || is!(reader, to, "or")
    {
        // "12- to 18-month"
        let suspended = reader.gap(to) == "- ";
        let apart = (reader.spaced(to) || suspended) && (reader.spaced(to + 1) || sign(to + 1));
        if apart { to + 1 } else { return None }
    } else {
        return None;
    };
    let high = cardinal(reader, next, money || millions(reader, next)).filter(Cardinal::single)?;
    // "£850,000 or a million pesos"
    if money && !sign(next) && units::behind(reader, high.to, high.suffix).is_some() {
        return None;
    }
    if is!(reader, to, "or") && high.low > low.low * integer(3) {
        return None;
    }
    // "10-12,000" is 10,000 to 12,000; "two to three million" is two million to three.
    let factor = if low.scaled || low.low >= high.low {
        integer(1)
    } else if high.scaled {
        scale_of(high.low, low.low)
    } else if low.low < integer(1000)
        && high.low > low.low * integer(1000)
        && (high.low / integer(1000)).is_integer()
    {
        integer(1000)
    } else {
        integer(1)
    };
    let low = low.clone().times(factor)?;
    (low.low < high.low).then(|| Cardinal {
        low: low.low,
        high: high.high,
        step: low.step.min(high.step),
        scaled: low.scaled || high.scaled,
        ..high
    })
}

/// The scale of `high` that a smaller `low` before it shares.
fn scale_of(high: Number, low: Number) -> Number {
    [12, 9, 6, 3]
        .map(power)
        .into_iter()
        .find(|scale| high >= *scale && low < *scale && low * scale < high)
        .unwrap_or(integer(1))
}

/// The unit of the second number in "41 by 33 centimetres", "from 3 to 5 per cent", "3 and 5 per cent".
pub fn shared_unit(reader: &Reader, at: usize, number: &Cardinal) -> Option<Unit> {
    if !number.suffix.is_empty() || units::behind(reader, number.to, "").is_some() {
        return None;
    }
    // "41 by 33 centimetres"
    let sides = is!(reader, number.to, "by" | "x" | "×") && number.single();
    let joins = is!(reader, at.wrapping_sub(1), "from") && is!(reader, number.to, "to")
        || is!(reader, number.to, "and") && number.single()
        || sides;
    if !joins || !reader.spaced(number.to) || !reader.spaced(number.to + 1) {
        return None;
    }
    let second = cardinal(reader, number.to + 1, false)?;
    let placed = units::behind(reader, second.to, second.suffix)?;
    let share = matches!(
        placed.unit,
        Unit::Percent | Unit::Points(_) | Unit::Measure(..) | Unit::Celsius | Unit::Fahrenheit
    );
    let length = matches!(placed.unit, Unit::Measure(Dimension::Length, _));
    (share && (length || !sides)).then_some(placed.unit)
}

#[cfg(test)]
mod tests {
    use crate::story::figure::Value;
    use crate::story::figure::tests::read;

    fn whole(text: &str) -> Vec<(i128, i128)> {
        read(text)
            .iter()
            .filter_map(|f| match f.value {
                Value::Amount { low, high, .. } => Some((low.to_integer(), high.to_integer())),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn ranges() {
        assert_eq!(whole("10-12,000 gulls"), [(10_000, 12_000)]);
        assert_eq!(whole("two to three million gulls"), [(2_000_000, 3_000_000)]);
        assert_eq!(
            whole("five to seven gulls, between 2 and 3 per cent"),
            [(5, 7), (2, 3)]
        );
        assert_eq!(whole("rose $2 to $83"), [(2, 2), (83, 83)]);
        assert_eq!(whole("from 3 to 5 per cent"), [(3, 3), (5, 5)]);
        assert_eq!(
            whole("$3-$4 million and two or three gulls"),
            [(3_000_000, 4_000_000), (2, 3)]
        );
    }
}
