//! The words of a paragraph as the grammar of figures sees them: what each can be, and what stands between them.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::currency;
use super::digits::vulgar;
use crate::story::titled;
use crate::story::word::{Word, hash};

/// What a word can be in a figure. Powers are of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lexeme {
    Other,
    /// Starts with a digit: "1,500", "4.5bn", "9.40pm", "88th"; or with a currency: "EUR40".
    Digits,
    /// Starts with a letter and has digits: "A61", "WM001".
    Code,
    Small(u8),
    Tens(u8),
    Hundred,
    Dozen,
    Scale(u8),
    /// "dozens", "hundreds", "millions": some number of that many.
    Some(Vague),
    Half,
    /// "quarter", "quarters", "thirds".
    Part(u8),
    /// "hundredth", "thousandths": the power of ten.
    PartOfScale(u8),
    Ordinal(u8),
    Article,
    /// "couple", "few", "several".
    Few,
    Month(u8),
    Weekday(u8),
    /// Days from today.
    Day(i8),
    /// "last", "this", "next", before a week, a month, a year or a weekday.
    Which(i8),
    /// "noon", "midnight": the hour.
    Hour(u8),
    /// "once" is never a figure, "twice" is.
    Times(u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vague {
    Dozens,
    Scores,
    Tens,
    Power(u8),
}

#[rustfmt::skip]
const LEXICON: &[(&str, Lexeme)] = {
    use Lexeme::*;
    &[
        ("zero", Small(0)), ("nil", Small(0)), ("nought", Small(0)), ("naught", Small(0)), ("one", Small(1)), ("two", Small(2)), ("three", Small(3)),
        ("four", Small(4)), ("five", Small(5)), ("six", Small(6)), ("seven", Small(7)), ("eight", Small(8)),
        ("nine", Small(9)), ("ten", Small(10)), ("eleven", Small(11)), ("twelve", Small(12)),
        ("thirteen", Small(13)), ("fourteen", Small(14)), ("fifteen", Small(15)), ("sixteen", Small(16)),
        ("seventeen", Small(17)), ("eighteen", Small(18)), ("nineteen", Small(19)),
        ("twenty", Tens(20)), ("thirty", Tens(30)), ("forty", Tens(40)), ("fifty", Tens(50)),
        ("sixty", Tens(60)), ("seventy", Tens(70)), ("eighty", Tens(80)), ("ninety", Tens(90)),
        ("hundred", Hundred), ("dozen", Dozen),
        ("thousand", Scale(3)), ("million", Scale(6)), ("billion", Scale(9)), ("trillion", Scale(12)),
        ("mn", Scale(6)), ("mln", Scale(6)), ("bn", Scale(9)), ("tn", Scale(12)), ("trn", Scale(12)),
        ("lakh", Scale(5)), ("crore", Scale(7)),
        ("dozens", Some(Vague::Dozens)), ("scores", Some(Vague::Scores)), ("tens", Some(Vague::Tens)),
        ("hundreds", Some(Vague::Power(2))), ("thousands", Some(Vague::Power(3))),
        ("millions", Some(Vague::Power(6))), ("billions", Some(Vague::Power(9))),
        ("trillions", Some(Vague::Power(12))),
        ("half", Half), ("quarter", Part(4)), ("quarters", Part(4)), ("thirds", Part(3)), ("fourths", Part(4)),
        ("fifths", Part(5)), ("sixths", Part(6)), ("sevenths", Part(7)), ("eighths", Part(8)),
        ("ninths", Part(9)), ("tenths", Part(10)), ("halves", Part(2)), ("elevenths", Part(11)),
        ("twelfths", Part(12)), ("fifteenths", Part(15)), ("sixteenths", Part(16)), ("twentieths", Part(20)),
        ("hundredth", PartOfScale(2)), ("hundredths", PartOfScale(2)), ("thousandth", PartOfScale(3)),
        ("thousandths", PartOfScale(3)), ("millionth", PartOfScale(6)), ("millionths", PartOfScale(6)),
        ("billionth", PartOfScale(9)), ("billionths", PartOfScale(9)), ("trillionth", PartOfScale(12)),
        ("trillionths", PartOfScale(12)),
        ("second", Ordinal(2)), ("third", Ordinal(3)), ("fourth", Ordinal(4)), ("fifth", Ordinal(5)),
        ("sixth", Ordinal(6)), ("seventh", Ordinal(7)), ("eighth", Ordinal(8)), ("ninth", Ordinal(9)),
        ("tenth", Ordinal(10)), ("eleventh", Ordinal(11)), ("twelfth", Ordinal(12)),
        ("thirteenth", Ordinal(13)), ("fourteenth", Ordinal(14)), ("fifteenth", Ordinal(15)),
        ("sixteenth", Ordinal(16)), ("seventeenth", Ordinal(17)), ("eighteenth", Ordinal(18)),
        ("nineteenth", Ordinal(19)), ("twentieth", Ordinal(20)), ("thirtieth", Ordinal(30)), ("fortieth", Ordinal(40)),
        ("fiftieth", Ordinal(50)), ("sixtieth", Ordinal(60)), ("seventieth", Ordinal(70)),
        ("eightieth", Ordinal(80)), ("ninetieth", Ordinal(90)),
        ("a", Article), ("an", Article), ("couple", Few), ("few", Few), ("several", Few),
        ("january", Month(1)), ("february", Month(2)), ("march", Month(3)), ("april", Month(4)),
        ("may", Month(5)), ("june", Month(6)), ("july", Month(7)), ("august", Month(8)),
        ("september", Month(9)), ("october", Month(10)), ("november", Month(11)), ("december", Month(12)),
        ("jan", Month(1)), ("feb", Month(2)), ("mar", Month(3)), ("apr", Month(4)), ("jun", Month(6)),
        ("jul", Month(7)), ("aug", Month(8)), ("sept", Month(9)), ("sep", Month(9)), ("oct", Month(10)),
        ("nov", Month(11)), ("dec", Month(12)),
        ("monday", Weekday(1)), ("tuesday", Weekday(2)), ("wednesday", Weekday(3)), ("thursday", Weekday(4)),
        ("friday", Weekday(5)), ("saturday", Weekday(6)), ("sunday", Weekday(7)),
        ("last", Which(-1)), ("previous", Which(-1)), ("this", Which(0)), ("next", Which(1)),
        ("today", Day(0)), ("tonight", Day(0)), ("yesterday", Day(-1)),
        ("tomorrow", Day(1)),
        ("noon", Hour(12)), ("midday", Hour(12)), ("midnight", Hour(0)), ("twice", Times(2)),
    ]
};

static BY_KEY: LazyLock<FxHashMap<u64, Lexeme>> = LazyLock::new(|| {
    LEXICON
        .iter()
        .map(|&(word, lexeme)| (hash(word), lexeme))
        .collect()
});

/// A bit for the low bits of each key of the lexicon: few other words pass it.
const SIEVE: [u64; 64] = {
    let (mut sieve, mut at) = ([0; 64], 0);
    while at < LEXICON.len() {
        let bit = sieve_bit(hash(LEXICON[at].0));
        sieve[bit / 64] |= 1 << (bit % 64);
        at += 1;
    }
    sieve
};

const fn sieve_bit(key: u64) -> usize {
    (key % 4096) as usize
}

/// The keys of words, for [`Reader::is`].
pub const fn keys<const N: usize>(words: [&str; N]) -> [u64; N] {
    let (mut keys, mut at) = ([0; N], 0);
    while at < N {
        keys[at] = hash(words[at]);
        at += 1;
    }
    keys
}

pub const DETERMINERS: &[u64] = &keys([
    "the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "that", "these", "those",
    "all",
]);

/// Whether the word at an index of a [`Reader`] is one of those named.
macro_rules! is {
    ($reader:expr, $at:expr, $($word:literal)|+) => {{
        let key = $reader.key($at);
        $(key == const { crate::story::word::hash($word) })||+
    }};
}
pub(super) use is;

/// A paragraph under the eyes of the grammar. Indexes count words; one that is out of range is no word.
pub struct Reader<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    lexemes: Vec<Lexeme>,
    /// Whether it is a headline that gives every word a capital.
    titled: bool,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, words: &'a [Word]) -> Reader<'a> {
        let lexemes = words
            .iter()
            .map(|word| {
                let before = text.get(..word.span().start).unwrap_or_default();
                lexeme(text.get(word.span()).unwrap_or_default(), before, word.key)
            })
            .collect();
        Reader {
            text,
            words,
            lexemes,
            titled: titled::is_titled(text, words),
        }
    }

    #[inline]
    pub fn lexeme(&self, at: usize) -> Lexeme {
        self.lexemes.get(at).copied().unwrap_or(Lexeme::Other)
    }

    /// 0 where there is no word.
    #[inline]
    pub fn key(&self, at: usize) -> u64 {
        self.words.get(at).map_or(0, |word| word.key)
    }

    /// Whether the word is one of `words`, given by their keys.
    #[inline]
    pub fn is(&self, at: usize, words: &[u64]) -> bool {
        words.contains(&self.key(at))
    }

    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| self.slice(word.span()))
    }

    /// The word without the letters of a currency: "40m" of "EUR40m".
    pub fn numeral(&self, at: usize) -> &'a str {
        let word = self.word(at);
        word.split_at(currency::letters(word, self.gap(at))).1
    }

    #[inline]
    pub fn span(&self, at: usize) -> Range<usize> {
        self.words
            .get(at)
            .map_or(self.text.len()..self.text.len(), Word::span)
    }

    #[inline]
    pub fn start(&self, at: usize) -> usize {
        self.span(at).start
    }

    /// Where the word before `at` ends.
    #[inline]
    pub fn end_before(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.span(before).end)
    }

    #[inline]
    pub fn slice(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    /// What stands before the word at `at`, back to the word before it.
    #[inline]
    pub fn gap(&self, at: usize) -> &'a str {
        self.slice(self.end_before(at)..self.start(at))
    }

    /// Whether the word goes on with the phrase of the one before it: a space or a hyphen between them.
    #[inline]
    pub fn joined(&self, at: usize) -> bool {
        at > 0 && at < self.words.len() && (self.spaced(at) || self.hyphened(at))
    }

    #[inline]
    pub fn spaced(&self, at: usize) -> bool {
        at > 0 && {
            let gap = self.gap(at);
            gap == " " || is_space(gap)
        }
    }

    #[inline]
    pub fn hyphened(&self, at: usize) -> bool {
        at > 0 && matches!(self.gap(at), "-" | "\u{2010}" | "\u{2011}")
    }

    /// A hyphen or a dash that joins two numbers: "3-1", "10–12".
    #[inline]
    pub fn dashed(&self, at: usize) -> bool {
        at > 0 && matches!(self.gap(at), "-" | "\u{2010}" | "\u{2011}" | "–" | "—")
    }

    pub fn capital(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Whether its capital makes a word one of a name: not in a headline that gives every word one.
    pub fn proper(&self, at: usize) -> bool {
        !self.titled && self.capital(at)
    }

    /// Whether the word opens a sentence, a quotation or the paragraph.
    pub fn opens(&self, at: usize) -> bool {
        at == 0
            || self
                .gap(at)
                .contains(['.', '?', '!', ':', '"', '“', '‘', '\n', '—', '–', '•', ')'])
            || self.gap(at).contains(" - ")
    }
}

/// A space of any width, a line break, or a few spaces.
fn is_space(gap: &str) -> bool {
    matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}" | "\n" | "\r\n")
        || !gap.is_empty() && gap.len() < 5 && gap.bytes().all(|b| b == b' ')
}

fn lexeme(word: &str, before: &str, key: u64) -> Lexeme {
    let first = word.bytes().next().unwrap_or_default();
    if first.is_ascii_digit() || !first.is_ascii() && word.chars().next().and_then(vulgar).is_some() {
        return Lexeme::Digits;
    }
    if word.len() > 1 && word.bytes().any(|b| b.is_ascii_digit()) {
        return if currency::letters(word, before) > 0 {
            Lexeme::Digits
        } else {
            Lexeme::Code
        };
    }
    let bit = sieve_bit(key);
    let known = if SIEVE[bit / 64] >> (bit % 64) & 1 == 1 {
        BY_KEY.get(&key)
    } else {
        None
    };
    match known.or_else(|| BY_KEY.get(&hash(&owner(word)?))) {
        // "march", "may" in lower case are words like any other.
        Some(Lexeme::Month(_) | Lexeme::Weekday(_)) if !first.is_ascii_uppercase() => Lexeme::Other,
        Some(&lexeme) => lexeme,
        None => Lexeme::Other,
    }
}

/// "Monday" of "Monday's".
fn owner(word: &str) -> Option<String> {
    if !word.ends_with('s') {
        return None;
    }
    word.strip_suffix("'s")
        .or(word.strip_suffix("’s"))
        .map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::word::words;

    #[test]
    fn a_month_has_a_capital() {
        let text = "They may march in May";
        let words = words(text);
        let reader = Reader::new(text, &words);
        assert_eq!(reader.lexeme(1), Lexeme::Other);
        assert_eq!(reader.lexeme(4), Lexeme::Month(5));
        assert_eq!(reader.lexeme(99), Lexeme::Other);
        assert!(is!(reader, 3, "at" | "in") && !is!(reader, usize::MAX, "in"));
    }
}
