//! Words that end or begin a stretch of text, whatever their case.

use super::super::place::words;

/// Whether the last words of a text are those of one of the phrases.
pub fn ends(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let mut own = words(text).rev();
        words(phrase)
            .rev()
            .all(|word| own.next().is_some_and(|own| own.eq_ignore_ascii_case(word)))
    })
}

/// Whether the first words of a text are those of one of the phrases.
pub fn starts(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let mut own = words(text);
        words(phrase).all(|word| own.next().is_some_and(|own| own.eq_ignore_ascii_case(word)))
    })
}

/// Whether a text has at most so many words, and nobody speaks or a new thought begins within it.
pub fn is_close(text: &str, limit: usize) -> bool {
    !text.contains(['"', '“', '”', ';', '?', '!']) && words(text).count() <= limit
}

/// Whether a clause ends where a text begins.
pub fn is_end(after: &str) -> bool {
    let after = after.trim_start();
    after.is_empty() || after.starts_with(['.', ',', ';', ')', '—', '–', ':'])
}

/// Whether a text ends where something is added to what stands before: behind a comma, a dash or a bracket.
pub fn is_apposed(text: &str) -> bool {
    text.trim_end().ends_with([',', '—', '–', '('])
}

/// "in all", "boats in all"
pub fn is_in_all(after: &str) -> bool {
    const IN_ALL: &[&str] = &[
        "in all", "in total", "altogether", "all told", "together", "combined",
    ];
    let clause = after.split([',', '.', ';']).next().unwrap_or_default();
    let mut rest = clause.trim_start();
    for _ in 0..3 {
        if starts(rest, IN_ALL) {
            return true;
        }
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
    }
    false
}
