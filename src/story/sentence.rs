//! Sentences: abbreviations, initials, datelines and quotations that end a sentence.

use std::ops::Range;

/// Full stops after these end no sentence.
const TITLES: [&str; 44] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "cpl", "sen",
    "rep", "gov", "rev", "hon", "pres", "supt", "det", "insp", "fr", "msgr", "st", "mt", "ft", "no", "nos",
    "vs", "v", "cf", "e.g", "i.e", "jan", "feb", "aug", "sept", "sep", "oct", "nov", "dec", "approx",
];

/// Full stops after these end a sentence only where a word follows that opens one.
const ENDINGS: [&str; 17] = [
    "a.m", "p.m", "u.s", "u.k", "u.n", "e.u", "d.c", "inc", "corp", "ltd", "co", "jr", "sr", "etc", "bros",
    "p.c", "ph.d",
];

/// Words that open a sentence rather than go on with a name.
const OPENERS: [&str; 42] = [
    "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "in", "on",
    "at", "but", "and", "that", "this", "these", "those", "there", "for", "from", "with", "if", "when",
    "while", "after", "before", "as", "by", "some", "many", "most", "no", "not", "another", "both", "about",
];

/// The longest sentence in bytes: several times what the longest of the press have. What is longer is a table or a list
/// without its breaks, and each of its parts would be held against all others.
const LONGEST: usize = 3_000;

/// The sentences of a paragraph, in order, white space at their ends left out.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    let mut from = start;
    while let Some(step) = text.as_bytes()[from..].iter().position(|&byte| may_stop(byte)) {
        let at = from + step;
        let Some(c) = text[at..].chars().next() else { break };
        from = at + c.len_utf8();
        if !matches!(c, '.' | '?' | '!' | '…') {
            continue;
        }
        let closing = |c: char| {
            matches!(
                c,
                '.' | '?' | '!' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']'
            )
        };
        let end = text.len() - text[from..].trim_start_matches(closing).len();
        from = end;
        let rest = &text[end..];
        let next = rest.trim_start();
        if next.is_empty() || (next.len() < rest.len() && ends(&text[start..at], c, next)) {
            cut(text, start..end, &mut sentences);
            start = text.len() - next.len();
        }
    }
    let end = text.trim_end().len();
    if start < end {
        cut(text, start..end, &mut sentences);
    }
    sentences
}

/// Adds a sentence, one that is too long in pieces.
fn cut(text: &str, mut sentence: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    while sentence.len() > LONGEST
        && let Some(length) = piece(&text.as_bytes()[sentence.clone()])
    {
        let end = sentence.start + length;
        sentences.push(sentence.start..sentence.start + text[sentence.start..end].trim_end().len());
        sentence.start = text.len() - text[end..].trim_start().len();
    }
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
}

/// How much of what is too long goes together: up to white space, else up to a mark between words.
fn piece(bytes: &[u8]) -> Option<usize> {
    let (head, rest) = bytes.split_at_checked(LONGEST)?;
    let last = |is: fn(&u8) -> bool| head.iter().rposition(is).map(|at| at + 1);
    last(u8::is_ascii_whitespace)
        .or_else(|| last(u8::is_ascii_punctuation))
        .or_else(|| {
            rest.iter()
                .position(u8::is_ascii_whitespace)
                .map(|at| LONGEST + at + 1)
        })
}

/// The bytes that . ? ! … start with in UTF-8.
fn may_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b'?' | b'!' | 0xE2)
}

/// Whether the mark `c` after `before` ends a sentence when `next` follows.
fn ends(before: &str, c: char, next: &str) -> bool {
    let opener = next.trim_start_matches(['"', '\'', '“', '‘', '«', '»', '„', '‚', '(', '[']);
    let quoted = opener.len() < next.len();
    if !opener.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !next.starts_with(['—', '•'])
    {
        return quoted && c != '…' && !opener.starts_with(char::is_lowercase);
    }
    if c != '.' {
        return true;
    }
    let word = before
        .rsplit(|c: char| c.is_whitespace() || "(“‘\"'[—".contains(c))
        .next()
        .unwrap_or_default();
    let folded = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    if initial || TITLES.contains(&folded.as_str()) {
        return false;
    }
    if ENDINGS.contains(&folded.as_str()) {
        let first = opener
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default()
            .to_lowercase();
        return quoted || OPENERS.contains(&first.as_str());
    }
    true
}

#[cfg(test)]
mod tests {
    fn split(text: &str) -> Vec<&str> {
        super::sentences(text).into_iter().map(|s| &text[s]).collect()
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        let text = "Dr. J. K. Moreau met Gov. Lane at 5 p.m. Friday in the U.S. embassy. She left at 6 a.m. The talks go on.";
        assert_eq!(
            split(text),
            [
                "Dr. J. K. Moreau met Gov. Lane at 5 p.m. Friday in the U.S. embassy.",
                "She left at 6 a.m.",
                "The talks go on."
            ]
        );
    }

    #[test]
    fn a_quotation_may_end_a_sentence() {
        assert_eq!(
            split("“Is it safe?” she asked. “It is.” He left. “Then go.”"),
            ["“Is it safe?” she asked.", "“It is.”", "He left.", "“Then go.”"]
        );
    }

    #[test]
    fn a_table_without_breaks_is_cut_between_words() {
        let text = "Ada Holm 1,234 ".repeat(1_000);
        let cut = split(&text);
        assert_eq!(cut.join(" "), text.trim_end());
        assert!(cut.iter().all(|piece| piece.len() <= super::LONGEST));
        assert_eq!(cut.len(), 5);
        assert_eq!(split(&"two-".repeat(1_000)).len(), 2);
        // A word has no place to be cut at.
        assert_eq!(split(&"a".repeat(10_000)).len(), 1);
    }

    #[test]
    fn figures_have_points() {
        assert_eq!(
            split("It rose 4.5 per cent. Then it fell."),
            ["It rose 4.5 per cent.", "Then it fell."]
        );
        assert!(split("").is_empty());
    }
}
