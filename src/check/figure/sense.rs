//! What words stand for when two sentences are compared: words that reporters interchange share a key.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::story::function_word::FUNCTION_WORDS;
use crate::story::word::{self, Word};

/// Words of one line speak of the same thing in a news story. They are known by their stems.
const INTERCHANGED: &str = "\
dead death die kill killed fatal fatality toll casualty perish victim
hurt injure injury wound wounded
missing unaccounted vanish
rescue save pluck survivor
arrest detain custody
rise climb increase gain grow growth jump surge
fall fell drop decline decrease slip slide slid weaken lose lost
cut lower reduce reduction trim
evacuate evacuation evacuee flee fled
vote ballot
crowd attendance spectator
ferry ship vessel boat yacht
soldier troop
convict guilty guilt
plead admit admission
acquit clear
jail prison imprison
sentence punishment
forecast expect predict projection estimate reckon
electricity power
build built construct
begin began start open
finish end close complete
worth value price cost
pay paid payment
buy bought purchase
sell sold sale
rain rainfall
wind gust
sea wave swell
goal score
win won victory beat defeat
loser lost loss
home house household
release free freed
withdraw pull retreat
hold held
gather meet met meeting
send sent dispatch deploy deployment
arrive reach
storm hurricane cyclone
quake earthquake tremor
fire blaze
crash collide collision collided
sink sank sunk
worker employee staff
chief head leader boss
coach manager
company firm
job post
profit earnings
revenue turnover
share stock
loan mortgage
rate interest
deficit shortfall
refugee migrant
pupil student
teacher schoolteacher
hospital treatment treated treat
kilometre kilometer mile";

/// Words of reporting, which say nothing of the matter reported.
const REPORTING: &str = "\
say said says saying tell told according add added report reported statement spokesman spokeswoman call called \
get got go went come came make made take took put year day time people number total figure mr mrs ms";

static SENSES: LazyLock<FxHashMap<u64, u64>> = LazyLock::new(|| {
    let mut senses = FxHashMap::default();
    for line in INTERCHANGED.lines() {
        let words = word::words(line);
        for word in &words {
            senses.entry(word.stem).or_insert(words[0].stem);
        }
    }
    senses
});

static EMPTY: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let reporting = word::words(REPORTING).into_iter().map(|word| word.key);
    FUNCTION_WORDS
        .iter()
        .map(|word| word::hash(word))
        .chain(reporting)
        .collect()
});

/// Verbs that tell when something was said, not when it was.
const SAYING: &str = "said says say told tells reported reports announced obtained tweeted wrote";

static SAID: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| word::words(SAYING).into_iter().map(|word| word.key).collect());

/// Whether a word is a verb of reporting.
pub fn reports(word: &Word) -> bool {
    SAID.contains(&word.key)
}

/// Words under which "more than" is at most.
const NEGATION: &str = "\
not never cannot can't don't doesn't didn't won't wouldn't shouldn't mustn't prohibit prohibits prohibited prohibiting \
ban bans banned barred bars forbid forbids forbidden limit limits limited nobody";

static NEGATIONS: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| word::words(NEGATION).into_iter().map(|word| word.key).collect());

/// Whether a word turns the bound of a figure behind it.
pub fn negates(word: &Word) -> bool {
    NEGATIONS.contains(&word.key)
}

/// Words beside a number of those that come besides.
const ADDING: &str = "other others another more further additional";

static ADDITIONS: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| word::words(ADDING).into_iter().map(|word| word.key).collect());

/// Whether a word beside a number says that others are counted elsewhere.
pub fn adds(word: &Word) -> bool {
    ADDITIONS.contains(&word.key)
}

/// Words of polls, known by their stems: one is taken after another, and each has figures of its own.
const POLLING: &str =
    "poll pollster survey respondent approval disapprove favorable favourable unfavorable unfavourable";

static POLLS: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| word::words(POLLING).into_iter().map(|word| word.stem).collect());

/// Whether a word is of a poll.
pub fn polls(word: &Word) -> bool {
    POLLS.contains(&word.stem)
}

/// What a word stands for; `None` for words without matter.
pub fn of(word: &Word) -> Option<u64> {
    (!EMPTY.contains(&word.key)).then(|| SENSES.get(&word.stem).copied().unwrap_or(word.stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reporters_interchange_words() {
        let senses = |text| word::words(text).iter().filter_map(of).collect::<Vec<_>>();
        assert_eq!(senses("the deaths"), senses("were killed"));
        assert_ne!(senses("the injured"), senses("were killed"));
        assert!(senses("he said that").is_empty());
    }
}
