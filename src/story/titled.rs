//! Headlines that give every word a capital, where a capital makes no name.

use super::word::Word;

/// A headline has no more words than this.
const HEADLINE: usize = 24;

/// "Storm Leaves 35 Dead in Harbour": the style of American headlines (AP), where of the words of four letters or more
/// only a preposition stays small.
pub fn is_titled(text: &str, words: &[Word]) -> bool {
    if !(4..=HEADLINE).contains(&words.len()) {
        return false;
    }
    let (mut capitals, mut small) = (0, 0);
    for word in words {
        let word = text.get(word.span()).unwrap_or_default();
        let long = word.len() > 3 && !word.starts_with(|c: char| c.is_ascii_digit());
        capitals += usize::from(long && word.starts_with(char::is_uppercase));
        small += usize::from(long && word.starts_with(char::is_lowercase));
    }
    capitals > 1 && small * 5 <= capitals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::word::words;

    #[test]
    fn a_headline_in_capitals() {
        let titled = |text| is_titled(text, &words(text));
        for text in [
            "Storm Leaves 35 Dead in Harbour",
            "Ferry Sinks, 9 Missing Off Ostrey",
            "Man Dies After 300-Foot Fall",
        ] {
            assert!(titled(text), "{text}");
        }
        for text in [
            "Storm leaves 35 dead in harbour",
            "Grey Heron 7",
            "The Grey Heron 7 sank off Ostrey on Friday.",
        ] {
            assert!(!titled(text), "{text}");
        }
    }
}
