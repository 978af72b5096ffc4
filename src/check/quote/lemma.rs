//! What is left of a word when reported speech has moved its person and its tense: "I will" is "he would".

use crate::story::word::{self, Word};

/// Irregular verbs, each line one verb; its forms share the first one's key.
const FORMS: [&str; 62] = [
    "be am is are was were been being",
    "have has had having 'd",
    "do does did done doing",
    "will would shall 'll",
    "can could",
    "may might",
    "begin began begun",
    "break broke broken",
    "bring brought",
    "build built",
    "buy bought",
    "catch caught",
    "choose chose chosen",
    "come came coming",
    "deal dealt",
    "draw drew drawn",
    "drive drove driven driving",
    "eat ate eaten",
    "fall fell fallen",
    "feel felt",
    "fight fought",
    "find found",
    "fly flew flown",
    "forget forgot forgotten",
    "get got gotten getting",
    "give gave given giving",
    "go went gone going goes",
    "grow grew grown",
    "hear heard",
    "hide hid hidden hiding",
    "hold held",
    "keep kept",
    "know knew known",
    "lead led",
    "leave left leaving",
    "lend lent",
    "lose lost losing",
    "make made making",
    "mean meant",
    "meet met",
    "pay paid",
    "ride rode ridden riding",
    "rise rose risen rising",
    "run ran",
    "say said",
    "see saw seen",
    "seek sought",
    "sell sold",
    "send sent",
    "show shown",
    "sleep slept",
    "speak spoke spoken",
    "spend spent",
    "stand stood",
    "steal stole stolen",
    "strike struck",
    "take took taken taking",
    "teach taught",
    "tell told",
    "think thought",
    "win won",
    "write wrote written writing",
];

const PERSONS: [&str; 4] = [
    "i he she we they",
    "me him her us them my his our their mine theirs ours hers",
    "myself himself herself themselves ourselves",
    "this that these those",
];

/// The key that a word keeps in reported speech: the first form's for irregular verbs and for pronouns, else the stem's.
pub fn lemma(folded: &str, word: Option<&Word>) -> u64 {
    use std::sync::LazyLock;

    use rustc_hash::FxHashMap;

    static KEYS: LazyLock<FxHashMap<u64, u64>> = LazyLock::new(|| {
        let rows = FORMS.iter().chain(&PERSONS);
        rows.flat_map(|row| {
            let first = row.split(' ').next().map_or(0, word::hash);
            row.split(' ').map(move |form| (word::hash(form), first))
        })
        .collect()
    });
    let key = word::hash(folded);
    match (KEYS.get(&key), word) {
        (Some(&first), _) => first,
        (None, Some(word)) if word.key == key => word.stem,
        _ => word::words(folded).first().map_or(key, |w| w.stem),
    }
}

/// Whether a lemma is a pronoun's: words that point at another person or thing when they change.
pub fn is_person(lemma: u64) -> bool {
    const FIRST: [u64; 4] = [
        word::hash("i"),
        word::hash("me"),
        word::hash("myself"),
        word::hash("this"),
    ];
    FIRST.contains(&lemma)
}
