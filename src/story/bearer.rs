//! What stands around a name and shows who bears it.

use super::name::{adjoins, gap};
use super::part;
use super::word::Word;

/// "in Ussuriysk", "from Seoul", "the Philippines": no person.
pub fn is_place(text: &str, words: &[Word], at: usize) -> bool {
    at > 0
        && adjoins(text, &words[at - 1], &words[at])
        && ["in", "at", "from", "near", "off", "the", "of", "for"]
            .iter()
            .any(|word| text[words[at - 1].span()].eq_ignore_ascii_case(word))
}

/// "Malcolm Pryce, 67, …", "Ruth Ng, who …"
pub fn is_aged(rest: &str, alone: bool) -> bool {
    let Some(rest) = rest.strip_prefix(", ") else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 2 && rest[digits..].starts_with([',', '.'])) || !alone && rest.starts_with("who ")
}

/// "the roofer Ray Ortega", "her brother, Luis"
pub fn described_as_person(text: &str, words: &[Word], from: usize) -> bool {
    from.checked_sub(1).is_some_and(|before| {
        matches!(gap(text, &words[before], &words[from]), " " | ", ")
            && part::is_person(words[before].key, &text[words[before].span()])
    })
}

/// "Berting Salve, a retired fisherman", "Ines Malabanan, the inquiry's chief"
pub fn apposed_as_person(text: &str, words: &[Word], to: usize) -> bool {
    let Some(first) = words.get(to) else {
        return false;
    };
    if gap(text, &words[to - 1], first) != ", " || !part::part(first.key).is_determiner() {
        return false;
    }
    (to + 1..words.len().min(to + 6))
        .take_while(|&i| adjoins(text, &words[i - 1], &words[i]))
        .any(|i| part::is_person(words[i].key, &text[words[i].span()]))
}

/// What stands around a name to describe its bearer: up to three words before it, an apposition on either side.
pub fn roles(text: &str, words: &[Word], from: usize, own: usize, to: usize) -> Vec<u64> {
    let before = (0..from)
        .rev()
        .take_while(|&i| adjoins(text, &words[i], &words[i + 1]))
        .take(3);
    let mut roles: Vec<u64> = before.chain(from..own).map(|i| words[i].stem).collect();
    if from > 0 && gap(text, &words[from - 1], &words[from]) == ", " {
        let phrase = (0..from)
            .rev()
            .take(6)
            .take_while(|&i| i + 1 == from || adjoins(text, &words[i], &words[i + 1]));
        roles.extend(phrase.map(|i| words[i].stem));
    }
    if to < words.len() && gap(text, &words[to - 1], &words[to]) == ", " {
        let phrase = (to..words.len())
            .take(7)
            .take_while(|&i| i == to || adjoins(text, &words[i - 1], &words[i]));
        roles.extend(phrase.map(|i| words[i].stem));
    }
    roles
}
