//! Numbers, which one house writes in words and another in digits.

/// Number words with their digits.
const NUMBERS: [(&str, &str); 31] = [
    ("eight", "8"),
    ("eighteen", "18"),
    ("eighty", "80"),
    ("eleven", "11"),
    ("fifteen", "15"),
    ("fifth", "5th"),
    ("fifty", "50"),
    ("five", "5"),
    ("forty", "40"),
    ("four", "4"),
    ("fourteen", "14"),
    ("fourth", "4th"),
    ("nine", "9"),
    ("nineteen", "19"),
    ("ninety", "90"),
    ("one", "1"),
    ("seven", "7"),
    ("seventeen", "17"),
    ("seventy", "70"),
    ("six", "6"),
    ("sixteen", "16"),
    ("sixth", "6th"),
    ("sixty", "60"),
    ("ten", "10"),
    ("third", "3rd"),
    ("thirteen", "13"),
    ("thirty", "30"),
    ("three", "3"),
    ("twelve", "12"),
    ("twenty", "20"),
    ("two", "2"),
];

const SCALES: [&str; 5] = ["hundred", "thousand", "million", "billion", "trillion"];

/// A number word's digits.
pub fn digits(word: &str) -> Option<&'static str> {
    let i = NUMBERS.binary_search_by_key(&word, |&(from, _)| from).ok()?;
    Some(NUMBERS[i].1)
}

/// "hundred", "million", …
pub fn is_scale(word: &str) -> bool {
    SCALES.contains(&word)
}

/// "twenty" and "five" are "25".
pub fn joined(tens: &str, ones: &str) -> Option<String> {
    let tens = digits(tens).filter(|d| d.len() == 2 && d.ends_with('0') && *d != "10")?;
    let ones = digits(ones).filter(|d| d.len() == 1)?;
    Some(format!("{}{ones}", &tens[..1]))
}

/// A number's digits and its scale: "40000" and "40k" are forty thousand, "2.5m" is two and a half million.
pub fn scaled(folded: &str) -> Option<(&str, &'static str)> {
    const ZEROS: [(&str, &str); 4] = [
        ("000000000000", "trillion"),
        ("000000000", "billion"),
        ("000000", "million"),
        ("000", "thousand"),
    ];
    const LETTERS: [(&str, &str); 4] = [
        ("bn", "billion"),
        ("tn", "trillion"),
        ("m", "million"),
        ("k", "thousand"),
    ];
    let number = |base: &str| {
        base.starts_with(|c: char| c.is_ascii_digit()) && base.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let whole = |base: &str| number(base) && !base.contains('.');
    let zeros = ZEROS
        .iter()
        .map(|&(suffix, scale)| (folded.strip_suffix(suffix).filter(|b| whole(b)), scale));
    let letters = LETTERS
        .iter()
        .map(|&(suffix, scale)| (folded.strip_suffix(suffix).filter(|b| number(b)), scale));
    // "900" but not "1900", which is a year.
    let hundreds = folded.strip_suffix("00").filter(|b| b.len() == 1 && whole(b));
    let mut all = zeros.chain(letters).chain([(hundreds, "hundred")]);
    all.find_map(|(base, scale)| Some((base?, scale)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(NUMBERS.is_sorted());
    }

    #[test]
    fn words_and_digits_are_one_number() {
        assert_eq!(joined("twenty", "five").as_deref(), Some("25"));
        assert_eq!(joined("twenty", "twelve"), None);
        assert_eq!(joined("five", "five"), None);
        assert_eq!(scaled("40000"), Some(("40", "thousand")));
        assert_eq!(scaled("3000000"), Some(("3", "million")));
        assert_eq!(scaled("2.5m"), Some(("2.5", "million")));
        assert_eq!(scaled("300"), Some(("3", "hundred")));
        for no in ["1900", "5", "0", "10th", "90s"] {
            assert_eq!(scaled(no), None, "{no}");
        }
    }
}
