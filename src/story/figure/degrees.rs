//! Degrees: of heat, in kelvin; of a turn or an angle, a count.

use num_traits::{CheckedAdd, CheckedMul};

use super::digits::integer;
use super::lexer::{Reader, keys};
use super::number::Cardinal;
use super::quantity::in_unit;
use super::units::{Placed, Unit};
use super::{Dimension, Kind, Number, Reading};

const TURNING: &[u64] = &keys([
    "rotate", "rotated", "rotates", "rotating", "turn", "turned", "turns", "turning", "angle", "tilted",
    "spun", "slope",
]);

const ANGLES: &[u64] = &keys(["angle", "turn", "view", "north", "south", "east", "west"]);

/// Hotter is no place: "31207 F Row".
const HOTTEST: i128 = 20_000;

/// A number of degrees; where no scale is named, what is over 45 is in Fahrenheit and what is over 130 an angle.
pub fn degrees(reader: &Reader, from: usize, number: &Cardinal, placed: Placed) -> Option<Reading> {
    let turned = reader.is(placed.to, ANGLES)
        || (1..=3).any(|back| reader.is(from.wrapping_sub(back), TURNING))
        || number.high > integer(130);
    match placed.unit {
        Unit::Degrees if turned => Some(in_unit(reader, from, number, placed, Kind::Count)),
        _ if number.high > integer(HOTTEST) => None,
        Unit::Degrees => temperature(reader, from, number, placed, number.low <= integer(45)),
        unit => temperature(reader, from, number, placed, unit == Unit::Celsius),
    }
}

fn temperature(
    reader: &Reader,
    from: usize,
    number: &Cardinal,
    placed: Placed,
    celsius: bool,
) -> Option<Reading> {
    let kelvin = |value: Number| {
        let (zero, degree) = if celsius {
            (Number::new(27_315, 100), integer(1))
        } else {
            (Number::new(45_967, 100), Number::new(5, 9))
        };
        value.checked_add(&zero)?.checked_mul(&degree)
    };
    let (a, b) = (kelvin(number.low)?, kelvin(number.high)?);
    let step = if celsius {
        number.step
    } else {
        number.step * Number::new(5, 9)
    };
    let number = Cardinal {
        low: a.min(b),
        high: a.max(b),
        step,
        ..number.clone()
    };
    let unit = if celsius { Unit::Celsius } else { Unit::Fahrenheit };
    let placed = Placed { unit, ..placed };
    Some(in_unit(
        reader,
        from,
        &number,
        placed,
        Kind::Measure(Dimension::Temperature),
    ))
}
