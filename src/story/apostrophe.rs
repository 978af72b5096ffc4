//! Apostrophes that stand for letters left out, told from single quotation marks.

/// ’90s, ’em, ’tis: an apostrophe at the head of a word.
pub fn is_elision(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let decade =
        word.len() >= 3 && word.ends_with('s') && word[..word.len() - 1].bytes().all(|b| b.is_ascii_digit());
    let year = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    decade
        || year
        || [
            "em", "tis", "twas", "til", "till", "cause", "bout", "n", "round", "cos", "ere",
        ]
        .contains(&word.to_lowercase().as_str())
}

/// goin’, an’, o’: an apostrophe at the tail of a word.
pub fn ends_elided(text: &str, at: usize) -> bool {
    let word = text[..at]
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    word.ends_with("in") && word.len() > 3 || matches!(word.as_str(), "o" | "an" | "thin" | "n")
}
