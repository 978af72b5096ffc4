//! Names: runs of capitalised words, their titles taken off, with what the story calls their bearers.

use std::ops::Range;

use super::word::{self, Word};

/// A name in a paragraph. Bytes from the paragraph's start.
#[derive(Debug, Clone)]
pub struct Name {
    /// Without titles.
    pub span: Range<usize>,
    /// The keys of its words, the family name last.
    pub keys: Vec<u64>,
    pub titled: Option<Title>,
    /// Stems of the words by which the story describes the bearer: "the governor, Astrid Solheim".
    pub roles: Vec<u64>,
    pub likely: Bearer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    Man,
    Woman,
    Any,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    Person,
    Other,
    Unknown,
}

const MEN: [&str; 4] = ["mr", "sir", "lord", "king"];
const WOMEN: [&str; 6] = ["mrs", "ms", "miss", "dame", "lady", "queen"];
/// Titles and ranks that precede a name.
const TITLES: [&str; 70] = [
    "dr", "prof", "professor", "president", "vice", "prime", "minister", "chancellor", "secretary",
    "senator", "sen", "rep", "representative", "congressman", "congresswoman", "governor", "gov", "mayor",
    "deputy", "judge", "justice", "gen", "general", "lt", "lieutenant", "col", "colonel", "maj", "major",
    "capt", "captain", "commander", "cmdr", "commodore", "admiral", "adm", "sgt", "sergeant", "cpl",
    "corporal", "private", "inspector", "detective", "chief", "superintendent", "constable", "commissioner",
    "chairman", "chairwoman", "rev", "reverend", "father", "sister", "pope", "cardinal", "bishop",
    "archbishop", "rabbi", "imam", "prince", "princess", "ambassador", "coach", "speaker", "attorney",
    "sheriff", "officer", "director", "councillor", "baroness",
];

/// Words that show the bearer to be no person.
const BODIES: [&str; 78] = [
    "bank", "party", "ministry", "agency", "university", "college", "school", "guard", "council", "court",
    "corp", "inc", "ltd", "company", "group", "lines", "airlines", "news", "times", "post", "press", "wire",
    "radio", "television", "tv", "union", "committee", "commission", "department", "office", "service",
    "services", "police", "army", "navy", "force", "government", "parliament", "senate", "house", "congress",
    "assembly", "authority", "board", "institute", "centre", "center", "foundation", "association",
    "federation", "league", "club", "united", "city", "county", "state", "states", "street", "road",
    "avenue", "square", "bridge", "river", "island", "islands", "port", "airport", "station", "hospital",
    "church", "cathedral", "stadium", "cup", "act", "bay", "strait", "north", "south",
];

const CALENDAR: [&str; 22] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "christmas", "easter", "i",
];

/// Lower-case words that stand inside a name.
const PARTICLES: [&str; 18] = [
    "van", "von", "de", "da", "di", "du", "del", "della", "der", "den", "bin", "ibn", "al", "el", "la", "le",
    "dos", "ter",
];

/// The names among a paragraph's `words`, in order.
pub fn names(text: &str, words: &[Word]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if !capital(text, &words[i]) || opens_sentence_as_common_word(text, words, i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < words.len() && adjoins(text, &words[end - 1], &words[end]) {
            if capital(text, &words[end]) {
                end += 1;
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
        names.extend(name(text, words, i, end));
        i = end;
    }
    names
}

fn name(text: &str, words: &[Word], from: usize, to: usize) -> Option<Name> {
    let folded: Vec<String> = words[from..to]
        .iter()
        .map(|w| word::fold(&text[w.span()]))
        .collect();
    let mut first = 0;
    let mut titled = None;
    while first < folded.len() {
        let word = folded[first].as_str();
        titled = match word {
            _ if MEN.contains(&word) => Some(Title::Man),
            _ if WOMEN.contains(&word) => Some(Title::Woman),
            _ if TITLES.contains(&word) => titled.or(Some(Title::Any)),
            _ => break,
        };
        first += 1;
    }
    if first == folded.len() || CALENDAR.contains(&folded[first].as_str()) {
        return None;
    }
    let own = &folded[first..];
    let last = own.last()?;
    let bare = |w: &str| word::hash(w.strip_suffix("'s").or(w.strip_suffix('\'')).unwrap_or(w));
    let span = words[from + first].start as usize..words[to - 1].end as usize;
    let span = span.start..span.end - possessive(&text[span.clone()]);
    let likely = if titled.is_some() {
        Bearer::Person
    } else if own.iter().any(|w| BODIES.contains(&w.as_str())) || is_place(text, words, from) {
        Bearer::Other
    } else {
        Bearer::Unknown
    };
    debug_assert!(!last.is_empty());
    Some(Name {
        roles: roles(text, words, from, from + first, to),
        keys: own.iter().map(|w| bare(w)).collect(),
        span,
        titled,
        likely,
    })
}

fn possessive(name: &str) -> usize {
    ["'s", "’s"]
        .iter()
        .find(|s| name.ends_with(**s))
        .map_or(0, |s| s.len())
}

/// "in Ussuriysk", "from Seoul", "the Philippines", "the mayor of Quayford": no person.
fn is_place(text: &str, words: &[Word], at: usize) -> bool {
    at > 0
        && adjoins(text, &words[at - 1], &words[at])
        && matches!(
            text[words[at - 1].span()].to_lowercase().as_str(),
            "in" | "at" | "from" | "near" | "off" | "the" | "of" | "for"
        )
}

/// What stands around a name to describe its bearer: up to three words before it, an apposition on either side.
fn roles(text: &str, words: &[Word], from: usize, own: usize, to: usize) -> Vec<u64> {
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

fn gap<'a>(text: &'a str, left: &Word, right: &Word) -> &'a str {
    text.get(left.end as usize..right.start as usize)
        .unwrap_or_default()
}

/// Whether two words stand side by side in one phrase.
fn adjoins(text: &str, left: &Word, right: &Word) -> bool {
    match gap(text, left, right) {
        " " | "-" | "\n" | "\u{a0}" => true,
        // "Lt. Gen. Budanov", "J. K. Moreau"
        ". " => {
            let word = &text[left.span()];
            word.chars().count() == 1 || TITLES.contains(&word.to_lowercase().as_str()) || is_honorific(word)
        }
        _ => false,
    }
}

fn is_honorific(word: &str) -> bool {
    let word = word.to_lowercase();
    MEN.contains(&word.as_str()) || WOMEN.contains(&word.as_str())
}

fn capital(text: &str, word: &Word) -> bool {
    text[word.span()].starts_with(char::is_uppercase)
}

/// "The", "Asked", "Divers": capitalised only because a sentence opens with it.
fn opens_sentence_as_common_word(text: &str, words: &[Word], at: usize) -> bool {
    let opens = match at.checked_sub(1) {
        None => true,
        Some(before) => gap(text, &words[before], &words[at])
            .contains(['.', '?', '!', ':', '"', '“', '‘', '”', '\n', '—']),
    };
    let next_is_name = words
        .get(at + 1)
        .is_some_and(|next| capital(text, next) && adjoins(text, &words[at], next));
    let word = text[words[at].span()].to_lowercase();
    is_function_word(&word) || (opens && !next_is_name && (word.ends_with("ing") || word.ends_with("ed")))
}

/// Words that carry grammar rather than matter.
pub fn is_function_word(folded: &str) -> bool {
    FUNCTION_WORDS.contains(&folded)
}

pub const FUNCTION_WORDS: [&str; 127] = [
    "a", "about", "above", "after", "again", "all", "also", "although", "am", "an", "and", "another", "any",
    "are", "as", "asked", "at", "be", "because", "been", "before", "being", "both", "but", "by", "can",
    "could", "did", "do", "does", "during", "each", "even", "every", "few", "for", "from", "had", "has",
    "have", "he", "her", "here", "him", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its",
    "just", "last", "many", "may", "me", "meanwhile", "might", "more", "most", "much", "must", "my", "no",
    "nor", "not", "now", "of", "on", "once", "one", "only", "or", "other", "our", "out", "over", "own",
    "she", "should", "since", "so", "some", "still", "such", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "though", "through", "to", "too", "two", "under", "until",
    "up", "us", "very", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who",
    "why", "will", "with", "would", "yes", "yet", "you", "your",
];
