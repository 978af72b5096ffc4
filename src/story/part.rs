//! Parts of speech, as far as a list of words can tell them: enough to see who does what around a quotation.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cue;
use super::word::hash;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Opens a phrase that may mean anyone: "a", "some", "two".
    Indefinite,
    /// Opens a phrase that means somebody known: "the", "this".
    Definite,
    /// "his", "their"
    Possessive,
    He,
    She,
    It,
    They,
    /// "who", "which"
    Relative,
    Preposition,
    Conjunction,
    Auxiliary,
    /// A form of "be": what was told to somebody was not said by them.
    Be,
    Adverb,
    /// An irregular verb in the past, which its ending does not show.
    Verb,
    /// A verb of speech.
    Speech,
    /// What a person is: "spokesman", "governor", "mother".
    Role,
    /// What persons are together: "company", "police".
    Group,
    /// What a person says or writes: "remark", "letter".
    Utterance,
    /// Anything else.
    Content,
}

impl Part {
    /// Whether words of this part carry matter rather than grammar: they are too many to list.
    pub fn is_open(self) -> bool {
        matches!(self, Part::Role | Part::Group | Part::Utterance | Part::Content)
    }

    /// "a", "the", "his": a noun follows.
    pub fn is_determiner(self) -> bool {
        matches!(self, Part::Indefinite | Part::Definite | Part::Possessive)
    }
}

pub fn part(key: u64) -> Part {
    static PARTS: LazyLock<FxHashMap<u64, Part>> = LazyLock::new(|| {
        let lists: [(Part, &[&str]); 17] = [
            (Part::Group, &GROUPS),
            (Part::Role, &ROLES),
            (Part::Utterance, &UTTERANCES),
            (Part::Speech, cue::VERBS),
            (Part::Verb, &VERBS),
            (Part::Adverb, &ADVERBS),
            (Part::Preposition, &PREPOSITIONS),
            (Part::Conjunction, &CONJUNCTIONS),
            (Part::Auxiliary, &AUXILIARIES),
            (Part::Be, &BE),
            (Part::Indefinite, &INDEFINITE),
            (Part::Definite, &["the", "this", "these", "those"]),
            (
                Part::Possessive,
                &["his", "her", "its", "their", "my", "our", "your", "whose"],
            ),
            (Part::He, &["he", "he's", "he'd", "he'll"]),
            (Part::She, &["she", "she's", "she'd", "she'll"]),
            (Part::It, &["it", "it's"]),
            (Part::They, &["they", "we", "they're", "they've", "i", "you"]),
        ];
        let mut parts: FxHashMap<u64, Part> = lists
            .iter()
            .flat_map(|(part, words)| words.iter().map(|w| (hash(w), *part)))
            .collect();
        parts.extend(["who", "which", "whom"].map(|w| (hash(w), Part::Relative)));
        parts
    });
    PARTS.get(&key).copied().unwrap_or(Part::Content)
}

const INDEFINITE: [&str; 32] = [
    "a", "an", "some", "any", "many", "several", "most", "few", "other", "another", "both", "each", "every",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "hundreds",
    "thousands", "no", "all", "more", "multiple", "various", "numerous",
];

const PREPOSITIONS: [&str; 58] = [
    "of", "in", "at", "from", "on", "for", "with", "to", "by", "about", "over", "under", "after", "before",
    "during", "against", "near", "off", "between", "among", "through", "into", "without", "despite", "since",
    "until", "toward", "towards", "amid", "like", "than", "per", "via", "following", "including", "outside",
    "inside", "behind", "beyond", "around", "across", "along", "within", "upon", "alongside", "regarding",
    "concerning", "onto", "except", "beside", "besides", "throughout", "unlike", "versus", "past", "down",
    "up", "as",
];

const CONJUNCTIONS: [&str; 19] = [
    "and", "but", "or", "nor", "that", "if", "when", "while", "because", "although", "though", "whereas",
    "so", "yet", "where", "what", "how", "why", "whether",
];

const AUXILIARIES: [&str; 28] = [
    "has", "had", "have", "having", "do", "does", "did", "will", "would", "can", "could", "may", "might",
    "must", "shall", "should", "hasn't", "hadn't", "haven't", "don't", "doesn't", "didn't", "won't",
    "wouldn't", "can't", "couldn't", "cannot", "shouldn't",
];

const BE: [&str; 14] = [
    "is", "was", "are", "were", "be", "been", "being", "am", "isn't", "wasn't", "aren't", "weren't", "got",
    "gets",
];

const ADVERBS: [&str; 65] = [
    "also", "then", "later", "now", "again", "still", "just", "only", "even", "ever", "never", "once",
    "often", "already", "further", "earlier", "too", "first", "soon", "not", "yesterday", "today", "tonight",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "himself", "herself",
    "themselves", "itself", "instead", "however", "meanwhile", "there", "here", "afterwards", "afterward",
    "always", "perhaps", "back", "next", "last", "ago", "twice", "long", "far", "rather", "almost", "quite",
    "very", "out", "away", "well", "maybe", "neither", "either", "clearly", "besides", "else", "thus",
    "hence",
];

/// Past tenses without "-ed", and presents that a reporter uses of a person.
const VERBS: [&str; 99] = [
    "went", "took", "gave", "made", "came", "saw", "knew", "left", "held", "led", "met", "sent", "kept",
    "felt", "found", "began", "became", "brought", "bought", "caught", "chose", "cut", "drove", "drew",
    "fell", "fought", "flew", "forgot", "grew", "heard", "hit", "hurt", "lost", "meant", "paid", "ran",
    "rose", "sat", "set", "shook", "shot", "shut", "slept", "sold", "spent", "stood", "stole", "struck",
    "swept", "taught", "threw", "tore", "understood", "woke", "won", "wore", "built", "broke", "beat",
    "bore", "wants", "leads", "runs", "hopes", "lives", "works", "leaves", "takes", "makes", "gives",
    "comes", "owns", "sells", "plays", "sees", "keeps", "knows", "needs", "seems", "appears", "loves",
    "likes", "feels", "remains", "plans", "grows", "sits", "stands", "drives", "turns", "laughs", "smiles",
    "shrugs", "let", "used", "died", "lied", "owed", "tied",
];

/// Nouns for people, besides those their ending shows.
const ROLES: [&str; 324] = [
    "president", "minister", "secretary", "senator", "senators", "congressman", "congresswoman", "governor",
    "mayor", "judge", "justice", "general", "colonel", "captain", "commander", "sergeant", "detective",
    "chief", "commissioner", "chairman", "chairwoman", "chair", "spokesman", "spokeswoman", "spokesperson",
    "spokesmen", "official", "officials", "officer", "officers", "director", "councillor", "coach",
    "manager", "boss", "skipper", "forward", "striker", "goalkeeper", "keeper", "defender", "midfielder",
    "winger", "player", "players", "referee", "lawyer", "lawyers", "attorney", "prosecutor", "prosecutors",
    "barrister", "solicitor", "witness", "witnesses", "victim", "victims", "doctor", "doctors", "nurse",
    "surgeon", "teacher", "student", "students", "professor", "analyst", "analysts", "economist",
    "economists", "expert", "experts", "engineer", "pilot", "driver", "farmer", "fisherman", "sailor",
    "soldier", "soldiers", "neighbour", "neighbor", "neighbours", "neighbors", "resident", "residents",
    "man", "woman", "men", "women", "boy", "girl", "child", "mother", "father", "son", "daughter", "brother",
    "sister", "wife", "husband", "widow", "widower", "uncle", "aunt", "grandmother", "grandfather", "niece",
    "nephew", "cousin", "friend", "friends", "colleague", "colleagues", "owner", "founder", "executive",
    "editor", "author", "writer", "reporter", "journalist", "host", "presenter", "candidate", "nominee",
    "leader", "leaders", "deputy", "adviser", "advisers", "advisor", "aide", "aides", "strategist",
    "pollster", "campaigner", "activist", "activists", "whistleblower", "developer", "businessman",
    "businesswoman", "forecaster", "clerk", "worker", "workers", "volunteer", "survivor", "survivors",
    "critics", "authorities", "sources", "historian", "musician", "librarian", "comedian", "guardian",
    "veterinarian", "singer", "actor", "actress", "mediator", "interpreter", "negotiator", "ambassador",
    "legislator", "investigator", "administrator", "rescuer", "passenger", "baker", "plumber", "roofer",
    "builder", "carpenter", "trader", "retailer", "banker", "broker", "researcher", "lecturer", "curator",
    "composer", "conductor", "dancer", "scorer", "trainer", "ceo", "cfo", "coo", "mp", "mps", "mep",
    "jockey", "head", "chef", "butcher", "grocer", "shopkeeper", "postman", "priest", "vicar", "monk", "nun",
    "parent", "parents", "mum", "dad", "mom", "pensioner", "teenager", "tourist", "commuter", "customer",
    "rider", "runner", "swimmer", "boxer", "rower", "sculptor", "painter", "poet", "novelist", "critic",
    "diplomat", "envoy", "counterpart", "interviewer", "questioner", "narrator", "announcer", "caller",
    "supporter", "supporters", "fan", "fans", "voter", "voters", "protester", "protesters", "demonstrator",
    "operative", "operatives", "lawmaker", "lawmakers", "staffer", "staffers", "backer", "backers",
    "opponent", "opponents", "ally", "allies", "rival", "rivals", "insider", "insiders", "observer",
    "observers", "delegate", "delegates", "donor", "donors", "relatives", "congressmen", "councillors",
    "spokespeople", "commuters", "tourists", "fishermen", "firefighters", "firefighter", "paramedic",
    "paramedics", "rescuers", "passengers", "pilots", "farmers", "drivers", "teachers", "nurses",
    "investors", "investor", "traders", "historians", "engineers", "scientists", "scientist", "researchers",
    "negotiators", "diplomats", "envoys", "advocates", "advocate", "campaigners", "ministers", "mayors",
    "governors", "judges", "jurors", "clerks", "owners", "managers", "coaches", "bosses", "executives",
    "directors", "master", "headmaster", "headmistress", "headteacher", "principal", "dean", "rector",
    "treasurer", "auditor", "inspector", "supervisor", "foreman", "chaplain", "scholar", "warden", "ranger",
    "matron",
];

const GROUPS: [&str; 49] = [
    "company", "firm", "group", "groups", "union", "agency", "ministry", "committee", "department",
    "campaign", "government", "team", "court", "board", "council", "party", "commission", "authority",
    "bank", "club", "association", "administration", "charity", "institute", "university", "newspaper",
    "magazine", "police", "coastguard", "army", "navy", "embassy", "consulate", "panel", "jury",
    "organisation", "organization", "body", "office", "bureau", "network", "broadcaster", "family",
    "families", "people", "percent", "cent", "regulator", "watchdog",
];

const UTTERANCES: [&str; 68] = [
    "remark", "remarks", "comment", "comments", "statement", "statements", "speech", "tweet", "tweets",
    "letter", "book", "memoir", "plea", "testimony", "claim", "claims", "words", "phrase", "message",
    "warning", "reply", "answer", "email", "interview", "address", "description", "promise", "call", "post",
    "article", "report", "memo", "brief", "complaint", "story", "piece", "ad", "note", "poll", "survey",
    "study", "document", "lawsuit", "filing", "ruling", "rules", "bylaws", "resolution", "editorial",
    "headline", "prediction", "assertion", "accusation", "assessment", "suggestion", "contention",
    "admission", "explanation", "criticism", "observation", "insistence", "argument", "allegation",
    "response", "mantra", "refrain", "motto", "reference",
];

/// Whether a noun of one person: "spokesman", "fishmonger", "cyclist".
pub fn is_person(key: u64, word: &str) -> bool {
    let word = word.trim_end_matches("'s");
    let titled = super::title::class(key) == Some(super::title::Class::Title);
    ((titled || part(key) == Part::Role) && !is_plural(word))
        || word.ends_with(['n', 't', 'r'])
            && ENDINGS
                .iter()
                .any(|end| word.len() > end.len() + 1 && word.ends_with(end))
}

/// What nouns of one person end in.
const ENDINGS: [&str; 10] = [
    "man", "woman", "ist", "cian", "monger", "keeper", "maker", "owner", "leader", "person",
];

pub fn is_plural(word: &str) -> bool {
    word.ends_with("men")
        || matches!(word, "police" | "people" | "coastguard")
        || (word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
}
