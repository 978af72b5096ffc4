//! Words of names that say what their bearer is: titles, bodies and places, days.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::word::hash;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// "Mr"
    Man,
    /// "Mrs"
    Woman,
    /// A title, a rank or an office that precedes a name.
    Title,
    /// "Jr"
    Suffix,
    /// The name of a body, a building or a place.
    Body,
    /// A day, a month, a feast.
    Calendar,
}

pub fn class(key: u64) -> Option<Class> {
    static CLASSES: LazyLock<FxHashMap<u64, Class>> = LazyLock::new(|| {
        let lists: [(Class, &[&str]); 6] = [
            (Class::Body, &BODIES),
            (Class::Calendar, &CALENDAR),
            (Class::Title, &TITLES),
            (
                Class::Suffix,
                &["jr", "sr", "ii", "iii", "iv", "mp", "phd", "md", "qc", "kc", "sc"],
            ),
            (Class::Man, &["mr", "sir", "lord", "king"]),
            (
                Class::Woman,
                &["mrs", "ms", "miss", "dame", "lady", "queen", "madam"],
            ),
        ];
        lists
            .iter()
            .flat_map(|(class, words)| words.iter().map(|w| (hash(w), *class)))
            .collect()
    });
    CLASSES.get(&key).copied()
}

const TITLES: [&str; 82] = [
    "dr", "prof", "professor", "president", "vice", "prime", "minister", "chancellor", "secretary",
    "senator", "sen", "rep", "reps", "representative", "congressman", "congresswoman", "governor", "gov",
    "mayor", "deputy", "judge", "justice", "gen", "general", "lt", "lieutenant", "col", "colonel", "maj",
    "major", "capt", "captain", "commander", "cmdr", "commodore", "admiral", "adm", "sgt", "sergeant", "cpl",
    "corporal", "private", "inspector", "detective", "chief", "superintendent", "constable", "commissioner",
    "chairman", "chairwoman", "rev", "reverend", "father", "sister", "pope", "cardinal", "bishop",
    "archbishop", "rabbi", "imam", "prince", "princess", "ambassador", "coach", "speaker", "attorney",
    "sheriff", "officer", "director", "councillor", "baroness", "del", "det", "supt", "insp", "hon",
    "councilman", "councilwoman", "assemblyman", "premier", "skipper", "engineer",
];

/// Words that show the bearer to be no person.
const BODIES: [&str; 166] = [
    "bank", "party", "ministry", "agency", "university", "college", "school", "guard", "council", "court",
    "corp", "inc", "ltd", "company", "group", "lines", "airlines", "news", "times", "post", "press", "wire",
    "radio", "television", "tv", "union", "committee", "commission", "department", "office", "service",
    "services", "police", "army", "navy", "force", "government", "parliament", "senate", "house", "congress",
    "assembly", "authority", "board", "institute", "centre", "center", "foundation", "association",
    "federation", "league", "club", "united", "city", "county", "state", "states", "street", "road",
    "avenue", "square", "bridge", "river", "island", "islands", "port", "airport", "station", "hospital",
    "church", "cathedral", "stadium", "cup", "act", "bay", "strait", "north", "south", "east", "west",
    "research", "capital", "partners", "holdings", "bureau", "society", "trust", "network", "media", "daily",
    "journal", "magazine", "review", "gazette", "herald", "tribune", "telegraph", "today", "quay", "harbour",
    "harbor", "dam", "lake", "mountain", "valley", "coast", "hall", "palace", "tower", "hotel", "park",
    "museum", "theatre", "theater", "rovers", "wanderers", "rangers", "campaign", "initiative", "project",
    "america", "american", "americans", "nations", "kingdom", "republic", "republicans", "democrats",
    "security", "investigation", "hurricane", "intelligence", "treasury", "staff", "administration",
    "endowment", "ala", "ariz", "ark", "calif", "colo", "conn", "fla", "ga", "ill", "kan", "ky", "la",
    "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "penn", "tenn", "tex",
    "va", "wash", "wis", "wyo",
];

const CALENDAR: [&str; 21] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "june", "july", "august", "september", "october", "november", "december", "christmas",
    "easter", "i",
];
