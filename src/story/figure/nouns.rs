//! What is counted: the noun phrase behind a number, its head, and what befell those counted.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexer::{Lexeme, Reader, is};
use crate::story::word::hash;

/// Words that reporters interchange; each is known by the first of its line.
const INTERCHANGED: &[&[&str]] = &[
    &[
        "dead", "died", "die", "dies", "dying", "killed", "kill", "kills", "killing", "deaths", "death",
        "fatalities", "fatality", "bodies", "body", "toll", "perished", "slain",
    ],
    &[
        "injured", "injuring", "injuries", "injury", "hurt", "hurting", "wounded", "wounding", "wounds",
    ],
    &["missing", "unaccounted"],
    &["rescued", "rescuing", "saved", "saving", "survivors", "survived"],
    &[
        "arrested", "arresting", "arrests", "arrest", "detained", "detaining", "detainees",
    ],
    &["evacuated", "evacuating", "evacuees"],
    &["displaced", "displacing", "uprooted", "uprooting"],
    &[
        "soldiers", "soldier", "troops", "servicemen", "servicemembers", "personnel",
    ],
    &["people", "person", "persons"],
    &["children", "child", "kids", "youngsters"],
    &["officers", "officer", "policemen", "cops"],
    &["homes", "home", "houses", "house"],
    &["ships", "ship", "vessels", "vessel", "boats", "boat"],
    &["planes", "plane", "aircraft", "jets", "airplanes", "aeroplanes"],
    &["workers", "worker", "employees", "employee", "staff"],
    &["companies", "company", "firms", "firm"],
    &["protesters", "protester", "protestors", "demonstrators"],
    &["fans", "fan", "supporters", "spectators"],
    &["pupils", "pupil", "students", "student"],
    &["charges", "charge", "counts", "count"],
    &["games", "game", "matches", "match", "appearances", "appearance"],
    &["prisoners", "prisoner", "captives", "inmates"],
];

/// Lines of [`INTERCHANGED`] that say what befell people.
const FATES: usize = 7;

/// Nouns for people that say nothing more of them: what befell them is what is counted.
const PEOPLE: &[&str] = &[
    "people", "person", "persons", "others", "victims", "individuals", "lives", "passengers", "casualties",
];

/// Other nouns for people.
const PERSONS: &[&str] = &[
    "men", "man", "women", "woman", "children", "child", "soldiers", "soldier", "troops", "civilians",
    "residents", "officers", "students", "workers", "refugees", "migrants", "members", "girls", "boys",
    "prisoners", "protesters", "police", "patients", "teenagers", "crew", "survivors", "voters",
    "supporters", "fans", "fighters", "militants", "hostages", "suspects", "detainees", "dead", "injured",
    "missing", "wounded", "killed", "arrests", "deaths",
];

/// Nouns in -s that are no plural, and plurals without it.
const SINGULAR: &[&str] = &[
    "news", "gas", "crisis", "bus", "virus", "series", "status", "was", "is", "has", "its", "his", "this",
    "us", "as", "does", "campus", "census", "bonus", "says", "basis", "plus", "less", "across", "unless",
    "perhaps", "always", "sports", "arms", "yes", "versus", "goes", "gets", "makes", "takes", "comes",
    "wants", "remains", "used",
];
const PLURAL: &[&str] = &[
    "people", "men", "women", "children", "police", "troops", "personnel", "cattle", "aircraft", "sheep",
    "votes", "staff",
];

#[rustfmt::skip]
const STOPS: &[&str] = &[
    "a", "about", "above", "after", "again", "against", "ago", "along", "all", "also", "although", "am", "amid", "among", "an", "and", "any",
    "are", "around", "as", "at", "away", "back", "be", "because", "been", "before", "being", "behind", "below", "between", "beyond", "but", "by",
    "can", "could", "did", "do", "does", "down", "due", "during", "each", "earlier", "either", "even", "ever", "every", "except", "for", "from", "had",
    "has", "have", "he", "her", "here", "him", "his", "how", "however", "i", "if", "in", "including", "inside", "into", "is", "it", "its", "just",
    "last", "later", "least", "left", "like", "may", "me", "might", "must", "my", "near", "nearby", "next", "no", "nor", "not", "now", "of", "off", "on", "once",
    "only", "onto", "or", "our", "out", "outside", "over", "per", "plus", "said", "says", "she", "should", "since", "so", "still", "such", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "though", "through", "throughout", "to", "together", "too",
    "toward", "towards", "under", "until", "up", "upon", "us", "versus", "via", "was", "we", "were", "what", "when", "where", "whether",
    "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "would", "yet", "you", "your", "told", "went", "came",
    "took", "made", "got", "began", "fell", "rose", "stood", "ran", "held", "according", "following", "despite", "alone", "each", "apiece", "fewer", "instead", "rather", "straight",
];

static FOLDED: LazyLock<FxHashMap<u64, (u64, bool)>> = LazyLock::new(|| {
    let fold = |(line, words): (usize, &&'static [&'static str])| {
        let head = hash(words[0]);
        words.iter().map(move |word| (hash(word), (head, line < FATES)))
    };
    INTERCHANGED.iter().enumerate().flat_map(fold).collect()
});

fn keys(lists: &[&[&str]]) -> FxHashSet<u64> {
    lists
        .iter()
        .flat_map(|list| list.iter())
        .map(|word| hash(word))
        .collect()
}

static GENERIC: LazyLock<FxHashSet<u64>> = LazyLock::new(|| keys(&[PEOPLE]));
static PERSON: LazyLock<FxHashSet<u64>> = LazyLock::new(|| keys(&[PEOPLE, PERSONS]));
static NOT_PLURAL: LazyLock<FxHashSet<u64>> = LazyLock::new(|| keys(&[SINGULAR, STOPS]));
static IRREGULAR: LazyLock<FxHashSet<u64>> = LazyLock::new(|| keys(&[PLURAL]));
static STOP: LazyLock<FxHashSet<u64>> = LazyLock::new(|| keys(&[STOPS]));
static BETTING: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    keys(&[&[
        "odds", "bookmaker", "bookmakers", "bookie", "bookies", "outsiders", "outsider", "favourite",
        "favourites",
    ]])
});
/// Words that open a sentence before a number without naming anything.
static OPENERS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    keys(&[
        STOPS,
        &[
            "some", "around", "about", "nearly", "almost", "roughly", "approximately", "exactly", "another",
            "killed", "more", "fewer", "at", "only", "fully", "well", "up", "one", "estimated", "police",
            "officials", "searchers", "rescuers",
        ],
    ])
});

/// Whether a word is a noun for people or for what befell them.
pub fn is_person(key: u64) -> bool {
    PERSON.contains(&key)
}

pub fn is_betting(key: u64) -> bool {
    BETTING.contains(&key)
}

pub fn is_function_word(reader: &Reader, at: usize) -> bool {
    STOP.contains(&reader.key(at)) || is!(reader, at, "some" | "another" | "both")
}

pub fn opens_number(reader: &Reader, at: usize) -> bool {
    let word = reader.word(at);
    OPENERS.contains(&reader.key(at))
        || word.ends_with("ing")
        || word.ends_with("ed")
        || word.ends_with("ly")
        || !(at > 0 && reader.capital(at - 1)) && !reader.capital(at + 1) && at == 0
}

/// Whether the noun phrase of a number ends before the word `at`.
pub fn ends_phrase(reader: &Reader, at: usize) -> bool {
    !reader.joined(at) || STOP.contains(&reader.key(at))
}

/// Whether the word at `at` looks like a plural noun in lower case.
pub fn is_plural(reader: &Reader, at: usize) -> bool {
    let (word, key) = (reader.word(at), reader.key(at));
    reader.joined(at)
        && word.starts_with(char::is_lowercase)
        && (IRREGULAR.contains(&key)
            || word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && !word.ends_with("us")
                && !word.ends_with("'s")
                && !word.ends_with("’s")
                && !NOT_PLURAL.contains(&key))
}

/// What a number counts.
#[derive(Debug, Default)]
pub struct Counted {
    pub noun: Range<usize>,
    pub head: Option<u64>,
    pub fate: Option<u64>,
    /// The first word after the noun phrase.
    pub to: usize,
}

/// What is counted by the number whose words, with its bound, run `from..to`. A `measure` is of what "of" names, or of
/// the noun it is an adjective to ("140mm of rain", "a 5% rise"), not of any word behind it ("36 metres high").
pub fn counted(reader: &Reader, from: usize, to: usize, measure: bool) -> Counted {
    let adjective = reader.hyphened(to.wrapping_sub(1))
        || from > 0
            && is!(
                reader,
                from - 1,
                "a" | "an" | "the" | "its" | "his" | "her" | "their"
            );
    let counts = !measure || adjective || is!(reader, to, "of");
    let (first, last) = if counts { phrase(reader, to) } else { (to, to) };
    let mut counted = Counted {
        to: last,
        ..Counted::default()
    };
    let mut head = last.checked_sub(1).filter(|_| last > first);
    if head.is_none() {
        // "a crew of 22", "a toll of 24", "population 84,000"
        let of = from.wrapping_sub(1);
        head = of
            .checked_sub(1)
            .filter(|_| is!(reader, of, "of") && reader.spaced(from) && !STOP.contains(&reader.key(of - 1)));
    }
    if let Some(head) = head {
        let (start, end) = if last > first {
            (first, last)
        } else {
            (head, head + 1)
        };
        counted.noun = reader.start(start)..reader.end_before(end);
        counted.head = Some(folded(reader, head));
    }
    counted.fate = fate_behind(reader, last)
        .or_else(|| fate_before(reader, from))
        .or_else(|| (last == first).then(|| fate_far_before(reader, from)).flatten());
    let own = head.and_then(|head| fate_at(reader, head));
    counted.fate = own.or(counted.fate);
    if let Some(fate) = counted.fate {
        if head.is_none_or(|head| GENERIC.contains(&reader.key(head)) || last == first) {
            counted.head = Some(fate);
        }
    }
    counted
}

/// The words of the noun phrase behind a number: `(first, first after)`, equal where there is none.
fn phrase(reader: &Reader, to: usize) -> (usize, usize) {
    let mut first = to;
    if is!(reader, to, "of") && reader.joined(to) {
        first += 1;
        let determined = is!(
            reader,
            first,
            "the" | "its" | "his" | "her" | "their" | "our" | "those" | "these" | "all"
        );
        first += usize::from(determined && reader.joined(first));
        let number = matches!(
            reader.lexeme(first),
            Lexeme::Small(_) | Lexeme::Digits | Lexeme::Tens(_)
        );
        first += usize::from(number && reader.joined(first));
    }
    while reader.joined(first)
        && is!(
            reader,
            first,
            "more" | "other" | "further" | "additional" | "extra" | "or" | "so" | "odd" | "fewer"
        )
    {
        first += 1;
    }
    if reader.word(first).ends_with("ly") {
        return (to, to);
    }
    let mut at = first;
    while at < first + 6
        && reader.joined(at)
        && !STOP.contains(&reader.key(at))
        && !matches!(reader.lexeme(at), Lexeme::Digits)
    {
        let plural = is_plural(reader, at);
        // What befell people ends the phrase: "44 people killed".
        if at > first && fate_at(reader, at).is_some() && is_person(reader.key(at - 1)) {
            break;
        }
        at += 1;
        if plural && !reader.hyphened(at) {
            break;
        }
        if fate_at(reader, at - 1).is_some() && !is_plural(reader, at) {
            break;
        }
    }
    // "two opposed it": what someone did is not what they are.
    while at > first && reader.word(at - 1).ends_with("ed") && fate_at(reader, at - 1).is_none() {
        at -= 1;
    }
    (first, at)
}

fn folded(reader: &Reader, at: usize) -> u64 {
    match FOLDED.get(&reader.key(at)) {
        Some(&(head, _)) => head,
        None => reader.words[at].stem,
    }
}

fn fate_at(reader: &Reader, at: usize) -> Option<u64> {
    FOLDED
        .get(&reader.key(at))
        .filter(|(_, fate)| *fate)
        .map(|(head, _)| *head)
}

/// "44 people were still missing", "44 dead", "24 people have died".
fn fate_behind(reader: &Reader, mut at: usize) -> Option<u64> {
    for _ in 0..6 {
        if !reader.joined(at) {
            return None;
        }
        if let Some(fate) = fate_at(reader, at) {
            return Some(fate);
        }
        let passes = is!(
            reader,
            at,
            "were"
                | "was"
                | "are"
                | "is"
                | "have"
                | "has"
                | "had"
                | "been"
                | "be"
                | "being"
                | "still"
                | "now"
                | "also"
                | "who"
                | "that"
                | "reported"
                | "believed"
                | "feared"
                | "confirmed"
                | "known"
                | "listed"
                | "as"
                | "remain"
                | "remained"
                | "remains"
                | "to"
                | "presumed"
                | "left"
                | "then"
                | "later"
                | "either"
                | "declared"
                | "found"
        );
        if !passes {
            return None;
        }
        at += 1;
    }
    None
}

/// "killed 44", "killing at least 24 people", "the deaths of 24 people".
fn fate_before(reader: &Reader, from: usize) -> Option<u64> {
    (1..=3)
        .map_while(|back| from.checked_sub(back))
        .take_while(|&at| reader.joined(at + 1))
        .find_map(|at| fate_at(reader, at))
}

/// "the death toll from the fire rose to 24": in the same sentence, before a number with no noun of its own.
fn fate_far_before(reader: &Reader, from: usize) -> Option<u64> {
    if !is!(
        reader,
        from.checked_sub(1)?,
        "to" | "at" | "was" | "is" | "of" | "reached" | "by" | "from" | "stands" | "number" | "numbered"
    ) {
        return None;
    }
    (0..from)
        .rev()
        .take(14)
        .take_while(|&at| !reader.gap(at + 1).contains(['.', '?', '!', '\n']))
        .find_map(|at| fate_at(reader, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::tests::read;

    fn noun(text: &str) -> (String, Option<u64>) {
        let figures = read(text);
        let figure = figures.first().unwrap_or_else(|| panic!("{text}"));
        (text[figure.noun.clone()].to_owned(), figure.head)
    }

    #[test]
    fn the_noun_behind_or_before() {
        for (text, expected) in [
            (
                "12,000 Zemblan mountain troops have come",
                "Zemblan mountain troops",
            ),
            ("23 people into a boat", "people"),
            ("seven of the nine charges", "charges"),
            ("two more bodies in the mud", "bodies"),
            ("dozens of goats", "goats"),
            ("a crew of 22.", "crew"),
            ("It rose by 14.", ""),
        ] {
            assert_eq!(noun(text).0, expected, "{text}");
        }
    }

    #[test]
    fn interchanged_words_share_a_head() {
        let same = [
            "killed 44.", "44 dead", "44 people were killed", "44 deaths", "the toll rose to 44",
            "44 people have died",
        ];
        assert!(
            same.iter().all(|text| noun(text).1 == Some(hash("dead"))),
            "{:?}",
            same.map(noun)
        );
        assert_eq!(
            noun("44 are missing").1,
            noun("44 people were still unaccounted for").1
        );
        assert_eq!(noun("300 troops came").1, noun("300 soldiers came").1);
        assert_ne!(noun("300 troops came").1, noun("300 people came").1);
    }
}
