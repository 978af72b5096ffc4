//! Telephone numbers: groups of digits with a "+", with an area in parentheses, or behind "phone" or "call".

use super::lexer::{Reader, keys};

/// Words that a telephone number follows.
const CALLING: &[u64] = &keys([
    "phone", "telephone", "tel", "fax", "mobile", "cell", "hotline", "helpline", "call", "calls", "calling",
    "dial", "dialled", "dialed", "text", "texting", "ring", "whatsapp", "prefered", "preferred",
]);

/// How far before a number such a word stands: "phone number is", "call the station on".
const NEAR: usize = 6;

/// Digits that no figure has without a comma.
const UNBROKEN: std::ops::RangeInclusive<usize> = 9..=13;

/// The telephone number that starts at the word `at`: where it starts in bytes, and the first word after it.
pub fn telephone(reader: &Reader, at: usize) -> Option<(usize, usize)> {
    let first = reader.word(at);
    if !all_digits(first) {
        return None;
    }
    if UNBROKEN.contains(&first.len()) && !strung(reader.gap(at + 1)) {
        return Some((reader.start(at), at + 1));
    }
    let gap = reader.gap(at);
    let abroad = gap.ends_with('+') || gap.ends_with("+(") || gap.ends_with("(+");
    let called = || (1..=NEAR).any(|back| reader.is(at.wrapping_sub(back), CALLING));
    let area = gap.ends_with('(') && reader.gap(at + 1).starts_with(')');
    // Most numbers have none of its marks.
    if !(abroad || area || strung(reader.gap(at + 1)) || first.len() > 4) {
        return None;
    }
    let (mut to, mut digits, mut area) = (at + 1, first.len(), area);
    while is_group(reader.word(to)) && strung(reader.gap(to)) {
        area |= reader.gap(to).contains(['(', ')']);
        (digits, to) = (digits + reader.word(to).len(), to + 1);
    }
    let groups = to - at;
    let dialled = (abroad || area && groups > 1) && digits >= 7 || digits >= 5 && called();
    // "863 47 555 0142", but "3 250 640 700" and "23 456 700" may be counted.
    let grouped =
        groups > 2 && (10..=14).contains(&digits) && (at + 1..to).any(|group| reader.word(group).len() != 3);
    let dialled = dialled || grouped;
    dialled.then(|| {
        let opening = gap.len() - gap.trim_end_matches(['(', '+']).len();
        (reader.start(at) - opening, to)
    })
}

fn all_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// "7946", "555.0142"
fn is_group(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// What may stand between the groups of a telephone number.
fn strung(gap: &str) -> bool {
    !gap.is_empty()
        && gap.len() <= 4
        && gap
            .bytes()
            .all(|b| matches!(b, b' ' | b'-' | b'(' | b')' | b'/' | b'.'))
        && gap.bytes().filter(|b| *b != b' ').count() <= 2
        && gap != ". "
}

#[cfg(test)]
mod tests {
    use crate::story::figure::Kind;
    use crate::story::figure::tests::read;

    #[test]
    fn every_way_of_writing_one() {
        for text in [
            "+44 (0)20 7946 0000",
            "call 020 7946 0000",
            "the phone number is 5550142",
            "(555) 555-0142",
            "863 47 555 0142",
            "5550142555",
        ] {
            let kinds: Vec<Kind> = read(text).iter().map(|f| f.kind).collect();
            assert_eq!(kinds, [Kind::Identifier], "{text}");
        }
    }

    #[test]
    fn numbers_that_are_none() {
        for text in ["3 250 640 700 people", "40 (12 of them new)", "called 40 times"] {
            assert!(read(text).iter().all(|f| f.kind != Kind::Identifier), "{text}");
        }
    }
}
