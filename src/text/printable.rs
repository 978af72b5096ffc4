//! Text from outside made safe to show: nothing that moves a cursor, changes colours or turns letters round.

use std::borrow::Cow;

/// The text on one line, without control and direction characters.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| shown(c) == Some(c)) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter_map(shown).collect())
    }
}

/// How a character is shown; not at all where it steers the terminal or the direction of the text.
pub fn shown(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_taken_out() {
        assert_eq!(
            clean("a \u{1b}[31mred\u{1b}[0m\u{9b}2J word"),
            "a [31mred[0m2J word"
        );
        assert_eq!(clean("pay \u{202e}000,1\u{202c} now"), "pay 000,1 now");
        assert_eq!(clean("two\nlines"), "two lines");
        assert!(matches!(clean("“plain” – naïve"), Cow::Borrowed(_)));
    }
}
