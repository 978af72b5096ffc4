//! Numbers below zero: "-5", "$-3.7bn", "minus 40"; a hyphen, a dash and the item of a list are no sign.

use super::lexer::{Lexeme, Reader, is};

/// Where the sign of a number below zero starts: that of "-5" or "$-5"; the word "minus" is no part of the figure.
pub fn minus(reader: &Reader, at: usize) -> Option<usize> {
    let (gap, start) = (reader.gap(at), reader.start(at));
    // "plus or minus 4 points"
    let either = is!(reader, at.wrapping_sub(2), "or");
    if !either
        && is!(reader, at.wrapping_sub(1), "minus" | "negative")
        && (reader.spaced(at) || reader.hyphened(at))
    {
        return Some(start);
    }
    let sign = ['-', '−'].into_iter().find(|sign| gap.contains(*sign))?;
    let (before, after) = gap.split_once(sign)?;
    let apart = at == 0 || before.ends_with(|c: char| c.is_whitespace() || "($<>=~".contains(c));
    // "5 -10"
    let follows = reader.lexeme(at.wrapping_sub(1)) == Lexeme::Digits && before.trim().is_empty();
    let digits = reader.lexeme(at) == Lexeme::Digits && !follows;
    // "- 5" alone in its line; "- 5 gulls" may be an item of a list.
    let alone =
        at == 0 && after == " " && (0..reader.words.len()).all(|at| reader.lexeme(at) == Lexeme::Digits);
    let unspaced = after.is_empty() || alone || matches!(after, "$" | "£" | "€");
    (apart && digits && unspaced).then(|| start - after.len() - sign.len_utf8())
}
