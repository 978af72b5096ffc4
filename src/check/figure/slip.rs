//! Slips: what the keyboard or the head makes of a right number.

use super::numeral::Numeral;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// A nought too many or too few.
    Tenfold,
    /// Million for billion.
    Scale,
    /// Two digits exchanged.
    Swapped,
    /// One digit is another.
    Digit,
    /// Another decade or century.
    Decade,
    /// The same day of another month.
    Month,
    /// One digit missing or too many.
    Length,
    /// The same number of another currency.
    Currency,
    /// The same number of another unit.
    Unit,
    /// Per cent for percentage points.
    Points,
    /// A rise for a fall.
    Direction,
}

impl Slip {
    /// From 0 to 1: how surely such a nearness is no accident, by the number of digits it is seen in.
    pub fn strength(self, digits: usize) -> f32 {
        match (self, digits) {
            (Slip::Unit, 0 | 1) => 0.6,
            (Slip::Scale | Slip::Currency | Slip::Unit | Slip::Points, _) => 1.0,
            (Slip::Tenfold | Slip::Swapped, 3..) => 1.0,
            (Slip::Decade | Slip::Month | Slip::Direction, _) => 0.7,
            (Slip::Tenfold, 2) => 0.7,
            (Slip::Swapped, _) => 0.7,
            (Slip::Digit, 4..) => 0.8,
            (Slip::Digit, 3) => 0.65,
            (Slip::Length, 3..) => 0.6,
            (Slip::Tenfold, _) => 0.3,
            (Slip::Digit | Slip::Length, _) => 0.4,
        }
    }

    /// Whether the number as written is the report's.
    pub fn keeps_digits(self) -> bool {
        matches!(self, Slip::Scale | Slip::Currency | Slip::Unit | Slip::Points)
    }

    pub fn words(self) -> &'static str {
        match self {
            Slip::Tenfold => "a nought too many or too few",
            Slip::Scale => "million, billion or thousand mixed up",
            Slip::Swapped => "digits exchanged",
            Slip::Digit | Slip::Decade => "one digit differs",
            Slip::Month => "another month",
            Slip::Length => "a digit missing or too many",
            Slip::Currency => "another currency",
            Slip::Unit => "another unit",
            Slip::Points => "per cent and percentage points mixed up",
            Slip::Direction => "rise and fall mixed up",
        }
    }
}

/// The slip that turns one amount into the other, their numbers as written beside them.
pub fn between(
    ours: f64,
    our_numeral: Option<Numeral>,
    theirs: f64,
    their_numeral: Option<Numeral>,
) -> Option<Slip> {
    if ours <= 0.0 || theirs <= 0.0 {
        return None;
    }
    let ratio = if ours > theirs {
        ours / theirs
    } else {
        theirs / ours
    };
    let (a, b) = (our_numeral?, their_numeral?);
    // Small numbers are near one another without a slip.
    let least = if a.value() < b.value() { a } else { b };
    if least.digits < 10 && ours.min(theirs) < 1e3 && least.value() < 10.0 {
        return None;
    }
    let is = |power: f64| (ratio / power - 1.0).abs() < 1e-6;
    if is(10.0) || is(100.0) {
        return Some(Slip::Tenfold);
    }
    if (is(1e3) || is(1e6)) && ours.min(theirs) >= 1e3 {
        return Some(Slip::Scale);
    }
    // "4.5 million" beside "5,400": their digits say nothing of each other.
    let scaled = (ours / theirs) / (a.value() / b.value());
    if a.decimals != b.decimals {
        return None;
    }
    if (scaled - 1.0).abs() > 1e-6 {
        // Minutes and seconds of a clock ("1:53.56"): their digits may be exchanged all the same.
        let clock = ratio < 2.0 && least.digits >= 1_000;
        return digits(a.digits, b.digits).filter(|slip| clock && *slip == Slip::Swapped);
    }
    digits(a.digits, b.digits)
}

/// The slip that turns the digits of one number into those of the other.
pub fn digits(a: u64, b: u64) -> Option<Slip> {
    if a < 10 && b < 10 {
        // Any two such numbers differ in one digit.
        return None;
    }
    let (mut a_room, mut b_room) = ([0; 20], [0; 20]);
    let (a, b) = (written(a, &mut a_room), written(b, &mut b_room));
    if a.len() != b.len() {
        let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
        let one_more = long.len() == short.len() + 1;
        let common = long.iter().zip(short).take_while(|(x, y)| x == y).count();
        return (one_more && long[common + 1..] == short[common..]).then_some(Slip::Length);
    }
    let mut differing = (0..a.len()).filter(|&at| a[at] != b[at]);
    match (differing.next(), differing.next(), differing.next()) {
        (Some(_), None, _) => Some(Slip::Digit),
        (Some(i), Some(j), None) if a[i] == b[j] && a[j] == b[i] => Some(Slip::Swapped),
        _ => None,
    }
}

/// The decimal digits of a number, the first first.
fn written(mut number: u64, room: &mut [u8; 20]) -> &[u8] {
    let mut at = room.len();
    loop {
        at -= 1;
        room[at] = (number % 10) as u8;
        number /= 10;
        if number == 0 || at == 0 {
            return &room[at..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(ours: f64, our_text: &str, theirs: f64, their_text: &str) -> Option<Slip> {
        between(ours, Numeral::of(our_text), theirs, Numeral::of(their_text))
    }

    #[test]
    fn slips_are_named() {
        assert_eq!(slip(2_750.0, "2,750", 2_570.0, "2,570"), Some(Slip::Swapped));
        assert_eq!(slip(340.0, "340", 3_400.0, "3,400"), Some(Slip::Tenfold));
        assert_eq!(slip(7e6, "7 million", 7e9, "7bn"), Some(Slip::Scale));
        assert_eq!(slip(1971.0, "1971", 1981.0, "1981"), Some(Slip::Digit));
        assert_eq!(slip(118.0, "118", 18.0, "18"), Some(Slip::Length));
        assert_eq!(slip(18.0, "18", 8.0, "8"), None);
        assert_eq!(slip(120.0, "120", 345.0, "345"), None);
        assert_eq!(slip(4.5e6, "4.5 million", 5_400.0, "5,400"), None);
    }
}
