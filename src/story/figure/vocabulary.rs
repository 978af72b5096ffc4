//! Words that the reading of figures knows by heart: for people, for what befell them, those that end a noun phrase.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexer::Reader;
use crate::story::word::hash;

/// Words that reporters interchange; each is known by the first of its line.
const INTERCHANGED: &[&[&str]] = &[
    &["soldiers", "soldier", "troops", "servicemen", "personnel"],
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

/// What befalls people, each known by the first of its line.
const FATES: &[&[&str]] = &[
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
];

/// Nouns for people that say nothing more of them: what befell them is what is counted.
const ANYONE: &[&str] = &[
    "people", "person", "persons", "others", "victims", "individuals", "lives", "passengers", "casualties",
];

/// Other nouns for people.
const PEOPLE: &[&str] = &[
    "men", "man", "women", "woman", "children", "child", "soldiers", "soldier", "troops", "civilians",
    "residents", "officers", "students", "workers", "refugees", "migrants", "members", "girls", "boys",
    "prisoners", "protesters", "police", "patients", "teenagers", "crew", "survivors", "voters",
    "supporters", "fans", "fighters", "militants", "hostages", "suspects", "detainees", "dead", "injured",
    "missing", "wounded", "killed", "arrests", "deaths",
];

/// Words in -s that are no plural noun.
const SINGULAR: &[&str] = &[
    "news", "gas", "crisis", "bus", "series", "was", "is", "has", "its", "his", "this", "as", "does", "says",
    "basis", "perhaps", "always", "sports", "arms", "yes", "goes", "gets", "makes", "takes", "comes",
    "wants", "remains",
];

/// Plurals without -s.
const PLURAL: &[&str] = &[
    "people", "men", "women", "children", "police", "troops", "personnel", "cattle", "aircraft", "sheep",
    "staff", "servicemen", "policemen", "firefighters", "lawmen", "fishermen", "crew",
];

/// Words that no noun phrase goes past.
const STOPS: &[&str] = &[
    "a", "about", "above", "after", "again", "against", "ago", "along", "all", "also", "although", "am",
    "amid", "among", "an", "and", "any", "are", "around", "as", "at", "away", "back", "be", "because",
    "been", "before", "being", "behind", "below", "between", "beyond", "but", "by", "can", "could", "did",
    "do", "does", "down", "due", "during", "each", "earlier", "either", "even", "ever", "every", "except",
    "for", "from", "had", "has", "have", "he", "her", "here", "him", "his", "how", "however", "i", "if",
    "in", "including", "inside", "into", "is", "it", "its", "just", "last", "later", "least", "left", "like",
    "may", "me", "might", "must", "my", "near", "nearby", "next", "no", "nor", "not", "now", "of", "off",
    "on", "once", "only", "onto", "or", "our", "out", "outside", "over", "per", "plus", "said", "says",
    "she", "should", "since", "so", "still", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "though", "through", "throughout", "to", "together", "too", "toward",
    "towards", "under", "until", "up", "upon", "us", "versus", "via", "was", "we", "were", "what", "when",
    "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without",
    "would", "yet", "you", "your", "told", "went", "came", "took", "made", "got", "began", "fell", "rose",
    "stood", "ran", "held", "according", "following", "despite", "alone", "apiece", "instead", "rather",
    "straight", "some", "another", "both",
];

fn set(lists: &[&[&str]]) -> FxHashSet<u64> {
    lists
        .iter()
        .flat_map(|list| list.iter())
        .map(|word| hash(word))
        .collect()
}

fn folds(lines: &[&[&str]]) -> FxHashMap<u64, u64> {
    let fold = |line: &&[&str]| {
        line.iter()
            .map(|word| (hash(word), hash(line[0])))
            .collect::<Vec<_>>()
    };
    lines.iter().flat_map(fold).collect()
}

static FOLDS: LazyLock<FxHashMap<u64, u64>> = LazyLock::new(|| folds(INTERCHANGED));
static FATE: LazyLock<FxHashMap<u64, u64>> = LazyLock::new(|| folds(FATES));
static ANY: LazyLock<FxHashSet<u64>> = LazyLock::new(|| set(&[ANYONE]));
static PERSON: LazyLock<FxHashSet<u64>> = LazyLock::new(|| set(&[ANYONE, PEOPLE]));
static NOT_PLURAL: LazyLock<FxHashSet<u64>> = LazyLock::new(|| set(&[SINGULAR, STOPS]));
static IRREGULAR: LazyLock<FxHashSet<u64>> = LazyLock::new(|| set(&[PLURAL]));
static STOP: LazyLock<FxHashSet<u64>> = LazyLock::new(|| set(&[STOPS]));

/// What befell people, by a word that says it.
pub fn fate(key: u64) -> Option<u64> {
    FATE.get(&key).copied()
}

/// The key that stands for a noun and those interchanged with it.
pub fn folded(reader: &Reader, at: usize) -> Option<u64> {
    let key = reader.key(at);
    let known = fate(key).or_else(|| FOLDS.get(&key).copied());
    known.or_else(|| reader.words.get(at).map(|word| word.stem))
}

/// Whether a noun says no more of people than that they are.
pub fn is_anyone(key: u64) -> bool {
    ANY.contains(&key)
}

/// Whether a word is a noun for people or for what befell them.
pub fn is_person(key: u64) -> bool {
    PERSON.contains(&key)
}

/// Whether no noun phrase goes past the word.
pub fn stops(key: u64) -> bool {
    STOP.contains(&key)
}

/// Whether the noun phrase of a number ends before the word `at`.
pub fn ends_phrase(reader: &Reader, at: usize) -> bool {
    !reader.joined(at) || stops(reader.key(at))
}

/// Whether a capitalised word can be the end of a name: not one that merely opens a sentence.
pub fn may_end_name(reader: &Reader, at: usize) -> bool {
    let word = reader.word(at);
    let opener = ["ing", "ed", "ly"].iter().any(|ending| word.ends_with(ending)) || word == "Almost";
    let contracted = word.contains(['\'', '’']);
    !(stops(reader.key(at)) || contracted || reader.opens(at) && opener)
}

/// Whether the word at `at` looks like a plural noun, whatever its case.
pub fn plural(reader: &Reader, at: usize) -> bool {
    let (word, key) = (reader.word(at), reader.key(at));
    let ending =
        word.len() > 3 && word.ends_with('s') && !["ss", "us", "'s", "’s"].iter().any(|s| word.ends_with(s));
    IRREGULAR.contains(&key) || ending && !NOT_PLURAL.contains(&key)
}

/// Whether a plural noun in lower case goes on with the phrase at `at`.
pub fn is_plural(reader: &Reader, at: usize) -> bool {
    reader.joined(at) && !reader.proper(at) && plural(reader, at)
}
