//! Names: runs of capitalised words, their titles taken off, with what the paragraph shows of their bearers.

use std::ops::Range;

use super::bearer;
use super::function_word;
use super::given::{Sex, given};
use super::part::{self, Part};
use super::title::{self, Class};
use super::titled;
use super::word::{self, Word};

/// A name in a paragraph. Bytes from the paragraph's start.
#[derive(Debug, Clone)]
pub struct Name {
    /// Without titles.
    pub span: Range<usize>,
    /// Its words among the paragraph's, titles with them.
    pub words: Range<usize>,
    /// The keys of its words, the family name last.
    pub keys: Vec<u64>,
    pub sex: Option<Sex>,
    /// A title, a rank or an office stands before it.
    pub titled: bool,
    /// Stems of the words by which the story describes the bearer: "the governor, Astrid Solheim".
    pub roles: Vec<u64>,
    pub likely: Bearer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    Person,
    Other,
    Unknown,
}

/// Lower-case words that stand inside a name.
const PARTICLES: [&str; 18] = [
    "van", "von", "de", "da", "di", "du", "del", "della", "der", "den", "bin", "ibn", "al", "el", "la", "le",
    "dos", "ter",
];

/// Offices and trades that are family names too.
const SURNAMES: [&str; 18] = [
    "baker", "bishop", "pope", "king", "judge", "prince", "farmer", "driver", "painter", "carpenter",
    "butcher", "rider", "major", "priest", "constable", "coach", "marshal", "chancellor",
];

/// A longer title is no abbreviation: the full stop behind it ends a sentence.
const ABBREVIATED: u32 = 4;

/// The names among a paragraph's `words`, in order.
pub fn names(text: &str, words: &[Word]) -> Vec<Name> {
    let headline = titled::is_titled(text, words);
    let mut names = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if !capital(text, &words[i]) || opens_sentence_as_common_word(text, words, i) {
            i += 1;
            continue;
        }
        let end = run(text, words, i);
        // "NOBODY KNOWS WHO DID IT": capitals that shout are no name.
        if end - i > 3
            && !text[words[end - 1].end as usize..].starts_with(':')
            && !text[words[i].start as usize..words[end - 1].end as usize].contains(char::is_lowercase)
        {
            i = end;
            continue;
        }
        names.extend(if headline {
            in_headline(text, words, i, end)
        } else {
            name(text, words, i, end)
        });
        i = end;
    }
    names
}

/// Where the run of capitalised words that starts at `from` ends.
fn run(text: &str, words: &[Word], from: usize) -> usize {
    let mut end = from + 1;
    while end < words.len()
        && adjoins(text, &words[end - 1], &words[end])
        && !is_possessive(text, &words[end - 1])
    {
        if capital(text, &words[end]) || end > from + 1 && is_syllable(text, &words[end - 1], &words[end]) {
            end += 1;
        } else if let Some(office) = office(text, words, end) {
            end = office;
        } else if PARTICLES.contains(&&text[words[end].span()])
            && words
                .get(end + 1)
                .is_some_and(|w| capital(text, w) && adjoins(text, &words[end], w))
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// "Ban Ki-moon", "Kim Jong-un": the second half of a given name in Korean; not "New York-led".
fn is_syllable(text: &str, first: &Word, second: &Word) -> bool {
    let (head, tail) = (&text[first.span()], &text[second.span()]);
    gap(text, first, second) == "-"
        && head.len() <= 5
        && (2..=4).contains(&tail.len())
        && tail.bytes().all(|b| b.is_ascii_lowercase())
        && ![
            "led", "era", "run", "born", "like", "wide", "made", "free", "area", "only",
        ]
        .contains(&tail)
}

/// "Secretary of State Anna Moreau": where the office that "of" at `at` goes on with ends, if a name follows.
fn office(text: &str, words: &[Word], at: usize) -> Option<usize> {
    if &text[words[at].span()] != "of" || !is_title(title::class(words[at - 1].key)) {
        return None;
    }
    let article = words.get(at + 1).is_some_and(|w| &text[w.span()] == "the");
    let first = at + 1 + usize::from(article);
    let end = (first..words.len().min(first + 6))
        .find(|&i| !capital(text, &words[i]) || i > first && !adjoins(text, &words[i - 1], &words[i]))
        .unwrap_or(words.len().min(first + 6));
    let name =
        (first + 1..end).any(|i| given(words[i].key).is_some() || is_title(title::class(words[i].key)));
    (name || end > first + 2).then_some(end)
}

/// Most words of a headline may be capitals; a name is sure only before its colon or by its given name.
fn in_headline(text: &str, words: &[Word], from: usize, to: usize) -> Option<Name> {
    let colon = text[words[to - 1].end as usize..].starts_with(':');
    if colon && to - from <= 4 {
        return name(text, words, from, to);
    }
    let first = (from..to.saturating_sub(1)).find(|&i| given(words[i].key).is_some())?;
    name(text, words, first, first + 2)
}

/// "Jan. 16", "Sept. 3": a month, though Jan is somebody's name.
fn is_month(text: &str, word: &Word) -> bool {
    let short = matches!(
        &text[word.span()],
        "Jan" | "Feb" | "Mar" | "Apr" | "Aug" | "Sept" | "Sep" | "Oct" | "Nov" | "Dec"
    );
    let behind = text[word.end as usize..].strip_prefix(". ");
    short && behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
}

fn name(text: &str, words: &[Word], mut from: usize, mut to: usize) -> Option<Name> {
    let bare = |i: usize| bare_key(text, &words[i]);
    let class = |i: usize| title::class(bare(i));
    while to > from && (class(to - 1) == Some(Class::Calendar) || is_month(text, &words[to - 1])) {
        to -= 1;
    }
    // "On Friday Mara Venn praised …"
    while from < to && class(from) == Some(Class::Calendar) {
        from += 1;
    }
    // "Jr.", "III" end a name without being its family name.
    let mut last = to;
    while last > from + 1 && class(last - 1) == Some(Class::Suffix) {
        last -= 1;
    }
    let opens = opens_sentence(text, words, from);
    // "Karsovia President Anatol Berisev", "Retired Lt. Gen. Flynn": the name follows the last title.
    // "Lang Freeman" has no title in it, "Economist Lang" has.
    let trade = |word: &str| word.ends_with("ist") || word.ends_with("cian");
    let is_office = |i: usize| {
        is_title(class(i)) || part::part(words[i].key) == Part::Role || trade(&text[words[i].span()])
    };
    let titles = (from..last.saturating_sub(1))
        .rev()
        .find(|&i| is_office(i) && given(words[i].key).is_none());
    let mut first = titles.map_or(from, |i| i + 1);
    while first < last
        && (class(first) == Some(Class::Calendar) || first + 1 < last && is_title(class(first)))
    {
        first += 1;
    }
    // "Republican Susan Orr", "Director of the Budget Hal Dean": what precedes a given name is none of it.
    let body = |i: usize| class(i) == Some(Class::Body);
    if last > first + 2
        && given(bare(first)).is_none()
        && (words[first].end - words[first].start > 2 || !capital(text, &words[first]))
        && !body(last - 1)
    {
        first = (first + 1..last - 1)
            .find(|&i| given(bare(i)).is_some() && gap(text, &words[i - 1], &words[i]) == " ")
            .unwrap_or(if capital(text, &words[first]) {
                first
            } else {
                last - 2
            });
    }
    if first >= last {
        return None;
    }
    let alone = last - first == 1;
    let doubtful = alone && titles.is_none() && opens;
    if doubtful && part::part(words[first].key) != Part::Content {
        return None;
    }
    // "the Integrity Commissioner", "its CEO", "Anna Moreau, Chief Executive": an office in capitals is no name.
    let office = is_title(class(last - 1)) || part::part(words[last - 1].key) == Part::Role;
    let surname = || !alone && SURNAMES.contains(&text[words[last - 1].span()].to_lowercase().as_str());
    let nobody = titles.is_none() || alone && (from..last).all(is_office);
    if office && nobody && !surname() && given(bare(first)).is_none() {
        return None;
    }
    let span = words[first].start as usize..words[last - 1].end as usize;
    let span = span.start..span.end - possessive(&text[span.clone()]);
    let sex = (from..first)
        .find_map(|i| match class(i) {
            Some(Class::Man) => Some(Sex::Man),
            Some(Class::Woman) => Some(Sex::Woman),
            _ => None,
        })
        .or_else(|| bearer::sex(text, words, from, to))
        .or_else(|| {
            given(bare(first))
                .flatten()
                .filter(|_| !alone || titles.is_none())
        });
    let roles = bearer::roles(text, words, from, first, to);
    let body = (first..last).any(|i| class(i) == Some(Class::Body));
    let initial = (first..last).any(|i| words[i].end - words[i].start == 1);
    let likely = if titles.is_some() && !(body && alone) {
        Bearer::Person
    } else if body {
        Bearer::Other
    } else if !alone && (given(bare(first)).is_some() || initial)
        || bearer::is_aged(&text[span.end..], alone)
        || bearer::described_as_person(text, words, from)
        || bearer::apposed_as_person(text, words, to)
    {
        Bearer::Person
    } else if bearer::is_place(text, words, first) {
        Bearer::Other
    } else if given(bare(first)).is_some() {
        Bearer::Person
    } else {
        Bearer::Unknown
    };
    Some(Name {
        roles,
        keys: (first..last).map(bare).collect(),
        words: from..to,
        span,
        sex,
        titled: titles.is_some(),
        likely,
    })
}

fn is_title(class: Option<Class>) -> bool {
    matches!(class, Some(Class::Man | Class::Woman | Class::Title))
}

/// The key of a word without its possessive.
fn bare_key(text: &str, word: &Word) -> u64 {
    if is_possessive(text, word) {
        let bare = &text[word.span()];
        word::key(&bare[..bare.len() - possessive(bare)])
    } else {
        word.key
    }
}

pub fn is_possessive(text: &str, word: &Word) -> bool {
    possessive(&text[word.span()]) > 0
}

fn possessive(name: &str) -> usize {
    match name.as_bytes() {
        [.., b'\'', b's'] => 2,
        // ’
        [.., 0xE2, 0x80, 0x99, b's'] => 4,
        _ => 0,
    }
}

pub fn gap<'a>(text: &'a str, left: &Word, right: &Word) -> &'a str {
    text.get(left.end as usize..right.start as usize)
        .unwrap_or_default()
}

/// Whether two words stand side by side in one phrase.
pub fn adjoins(text: &str, left: &Word, right: &Word) -> bool {
    match gap(text, left, right) {
        " " | "-" | "\n" | "\u{a0}" => true,
        // "Lt. Gen. Budanov", "J. K. Moreau"
        ". " | ".\u{a0}" => {
            let letters = left.end - left.start;
            letters == 1 || letters <= ABBREVIATED && is_title(title::class(left.key))
        }
        _ => false,
    }
}

fn capital(text: &str, word: &Word) -> bool {
    text[word.span()].starts_with(char::is_uppercase)
}

fn opens_sentence(text: &str, words: &[Word], at: usize) -> bool {
    match at.checked_sub(1) {
        None => true,
        Some(before) if words[before].end + 1 == words[at].start => {
            matches!(
                text.as_bytes()[words[before].end as usize],
                b'\n' | b'"' | b':' | b'.' | b'?' | b'!'
            )
        }
        Some(before) => gap(text, &words[before], &words[at])
            .contains(['.', '?', '!', ':', '"', '“', '‘', '”', '\n', '—']),
    }
}

/// "The", "Asked", "Divers": capitalised only because a sentence opens with it.
fn opens_sentence_as_common_word(text: &str, words: &[Word], at: usize) -> bool {
    let word = &text[words[at].span()];
    let party = words[at].end - words[at].start == 1
        && text[..words[at].start as usize].ends_with(['(', ' '])
        && text[words[at].end as usize..].starts_with('-');
    let closed = !part::part(words[at].key).is_open();
    if party || function_word::is_key(words[at].key) || (closed && opens_sentence(text, words, at)) {
        return true;
    }
    let next_is_name = words
        .get(at + 1)
        .is_some_and(|next| capital(text, next) && adjoins(text, &words[at], next));
    opens_sentence(text, words, at)
        && !next_is_name
        && (word.ends_with("ing") || word.ends_with("ed") || word.ends_with("ly"))
        && given(words[at].key).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<(&str, Bearer)> {
        names(text, &word::words(text))
            .into_iter()
            .map(|n| (&text[n.span], n.likely))
            .collect()
    }

    #[test]
    fn titles_and_offices_are_no_part_of_a_name() {
        let text = "Deputy Minister Mara Venn walked along with Secretary of the Treasury Piet Lund while everybody else waited.";
        assert_eq!(
            named(text),
            [("Mara Venn", Bearer::Person), ("Piet Lund", Bearer::Person)]
        );
        assert_eq!(
            named("Foreman Ray Tull and Mr. J. K. Moe Jr. left."),
            [("Ray Tull", Bearer::Person), ("J. K. Moe", Bearer::Person)]
        );
    }

    #[test]
    fn bodies_places_days_and_shouts_are_no_persons() {
        assert_eq!(
            named("On Friday Harbour Lines sailed from Quayford."),
            [("Harbour Lines", Bearer::Other), ("Quayford", Bearer::Other)]
        );
        assert!(named("NOBODY HAS EVER SEEN IT. Meanwhile, Following Monday.").is_empty());
    }

    #[test]
    fn what_follows_a_name_shows_a_person() {
        assert_eq!(named("Vesa Ruoho, 47, left.")[0].1, Bearer::Person);
        assert_eq!(named("Vesa Ruoho, a retired sailor, left.")[0].1, Bearer::Person);
        assert_eq!(named("Vesa Ruoho was built in 1993.")[0].1, Bearer::Unknown);
    }

    #[test]
    fn a_headline_s_capitals_make_no_name() {
        assert_eq!(
            named("Mara Venn Closes Harbour After Storm Warning"),
            [("Mara Venn", Bearer::Person)]
        );
    }
}
