//! Whose report a report says it draws on: "told Reuters", "according to CNN", "(AP)".

use crate::story::paragraph::Paragraph;
use crate::story::word::{self, Word, hash};
use crate::story::{Placed, Story};

/// An outlet that is named, by a hash of its name; the agencies' short names are their long ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source(u64);

/// Names that a newsroom knows for an outlet's without further words.
const OUTLETS: [&str; 29] = [
    "reuters", "ap", "afp", "upi", "dpa", "bloomberg", "cnn", "bbc", "npr", "pbs", "msnbc", "cnbc", "nbc",
    "cbs", "abc", "itv", "espn", "politico", "axios", "vox", "fox", "breitbart", "buzzfeed", "interfax",
    "tass", "xinhua", "newsmax", "newsweek", "al jazeera",
];
/// What an outlet's name ends in.
const ENDINGS: [&str; 27] = [
    "news", "times", "post", "gazette", "herald", "journal", "tribune", "wire", "daily", "press",
    "chronicle", "guardian", "observer", "telegraph", "mail", "radio", "television", "tv", "magazine",
    "newspaper", "examiner", "inquirer", "globe", "star", "review", "agency", "broadcasting",
];
/// Short names of agencies, and their long ones.
const SHORT: [(&str, &str); 3] = [
    ("associated press", "ap"),
    ("agence france presse", "afp"),
    ("united press international", "upi"),
];
/// A name has at most so many words.
const WORDS: usize = 5;

const THE: u64 = hash("the");
/// What stands before an outlet that was told or had it, with the word before that, where it matters.
const BEFORE: [(u64, &[u64]); 7] = [
    (hash("told"), &[]),
    (hash("tells"), &[]),
    (hash("citing"), &[]),
    (
        hash("to"),
        &[hash("according"), hash("statement"), hash("interview")],
    ),
    (hash("with"), &[hash("interview")]),
    (hash("in"), &[hash("reported"), hash("published"), hash("said")]),
    (
        hash("by"),
        &[
            hash("reported"),
            hash("published"),
            hash("obtained"),
            hash("seen"),
        ],
    ),
];
const REPORTED: [u64; 5] = [
    hash("reported"),
    hash("reports"),
    hash("reporting"),
    hash("first"),
    hash("quoted"),
];

/// An outlet by all that it may be called.
#[derive(Debug, Default)]
pub struct Outlet {
    /// Its name's first word, its first two words, …
    names: Box<[Source]>,
    /// Its folded words.
    spelled: Box<str>,
}

impl Outlet {
    pub fn of(name: &str) -> Outlet {
        let words = named(name);
        let upto = words.len().min(WORDS);
        Outlet {
            names: (1..=upto).map(|n| source(&words[..n])).collect(),
            spelled: words.join(" ").into(),
        }
    }

    /// Whether a source is this outlet.
    pub fn is(&self, source: Source) -> bool {
        self.names.contains(&source)
    }

    pub fn same(&self, other: &Outlet) -> bool {
        !self.names.is_empty() && self.spelled == other.spelled
    }
}

/// The outlets that a story's own words attribute something to, each with its place in the text.
pub fn sources(story: &Story) -> impl Iterator<Item = (usize, Source)> {
    story.paragraphs.iter().flat_map(|placed| {
        let paragraph = &*placed.paragraph;
        let names = paragraph.names.iter().filter(|name| {
            let between = paragraph
                .marks
                .iter()
                .any(|marks| marks.inner.contains(&name.span.start));
            !between && is_attributed(paragraph, &name.words)
        });
        names.filter_map(|name| {
            let words = &paragraph.words[name.words.clone()];
            Some((placed.start + name.span.start, outlet(placed, words)?))
        })
    })
}

/// The agencies whose report it is: a line of credits, a dateline ("CORRIE (Coast Wire) — ").
pub fn voices(credits: &[&str], dateline: &str) -> impl Iterator<Item = Source> {
    let bracketed = dateline
        .split('(')
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    let bracketed = bracketed.map(|(inside, _)| inside.to_owned());
    let credited = credits
        .iter()
        .flat_map(|line| line.split([',', ';', '/', '&', '|']));
    let credited: Vec<String> = credited
        .flat_map(|part| part.split(" and "))
        .map(str::to_owned)
        .chain(bracketed)
        .collect();
    credited.into_iter().filter_map(|name| known(&named(&name)))
}

fn is_attributed(paragraph: &Paragraph, words: &std::ops::Range<usize>) -> bool {
    let key = |at: Option<usize>| at.and_then(|at| paragraph.words.get(at)).map(|word| word.key);
    let the = words
        .start
        .checked_sub(1)
        .filter(|&at| key(Some(at)) == Some(THE));
    let before = the.unwrap_or(words.start).checked_sub(1);
    let led = BEFORE.iter().any(|(cue, led)| {
        let further = key(before.and_then(|at| at.checked_sub(1)));
        key(before) == Some(*cue) && (led.is_empty() || further.is_some_and(|further| led.contains(&further)))
    });
    let follows = key(Some(words.end)).is_some_and(|next| REPORTED.contains(&next));
    let bracketed = || {
        let (first, last) = (&paragraph.words[words.start], &paragraph.words[words.end - 1]);
        let before = paragraph.text.get(..first.start as usize);
        let after = paragraph.text.get(last.end as usize..);
        before.is_some_and(|text| text.ends_with('(')) && after.is_some_and(|text| text.starts_with(')'))
    };
    led || follows || bracketed()
}

fn outlet(placed: &Placed, words: &[Word]) -> Option<Source> {
    let text = &placed.paragraph.text;
    let words: Vec<String> = words.iter().map(|word| fold(&text[word.span()])).collect();
    known(&words)
}

/// A name's words, folded, without "the".
fn named(name: &str) -> Vec<String> {
    let words = word::words(name);
    let mut words: Vec<String> = words.iter().map(|word| fold(&name[word.span()])).collect();
    if words.first().is_some_and(|first| first == "the") {
        words.remove(0);
    }
    words
}

fn fold(word: &str) -> String {
    let mut folded = word::fold(word);
    if let Some(bare) = folded.strip_suffix("'s") {
        folded.truncate(bare.len());
    }
    folded
}

/// The outlet of this name, if it is one's: "CNN", "Fox News", "Harbour Gazette".
fn known(words: &[String]) -> Option<Source> {
    let last = words.last()?;
    let whole = words.join(" ");
    let known = OUTLETS.contains(&&*whole)
        || SHORT.iter().any(|(long, _)| *long == whole)
        || words.len() > 1 && words.len() <= WORDS && ENDINGS.contains(&&**last);
    known.then(|| source(words))
}

fn source(words: &[String]) -> Source {
    let whole = words.join(" ");
    let short = SHORT.iter().find(|(long, _)| *long == whole);
    Source(hash(short.map_or(&*whole, |(_, short)| short)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources_of(text: &str) -> Vec<Source> {
        sources(&Story::of(text)).map(|(_, source)| source).collect()
    }

    fn is(found: &[Source], name: &str) -> bool {
        found.len() == 1 && Outlet::of(name).is(found[0])
    }

    #[test]
    fn an_outlet_that_was_told_is_a_source() {
        for text in [
            "Ilse Brandt told the Harbour Gazette that the pier is shut.",
            "The pier is shut, according to the Harbour Gazette.",
            "“It is shut,” she said in an interview with the Harbour Gazette’s Tomas Reyl.",
            "The Harbour Gazette reported that the pier is shut.",
            "The pier is shut (Harbour Gazette).",
        ] {
            assert!(is(&sources_of(text), "The Harbour Gazette"), "{text}");
        }
    }

    #[test]
    fn whoever_else_was_told_is_none() {
        for text in [
            "Ilse Brandt told Tomas Reyl that the pier is shut.",
            "Ilse Brandt told the Harbour Board that the pier is shut.",
            "The Harbour Gazette has a new press.",
            "“I told Reuters so,” she said.",
        ] {
            assert_eq!(sources_of(text), [], "{text}");
        }
    }

    #[test]
    fn an_agency_has_a_long_name_and_a_short_one() {
        let told = sources_of("She told the Associated Press so.");
        assert!(is(&told, "AP") && told == sources_of("She told AP so."));
        assert!(is(&sources_of("She told CNN so."), "CNN International"));
    }

    #[test]
    fn a_report_says_whose_it_is() {
        let of = |credit: &str, dateline: &str| voices(&[credit], dateline).collect::<Vec<_>>();
        assert!(is(&of("", "PORT MAROU (Coast Wire) — The pier"), "Coast Wire"));
        assert!(is(
            &of("Tomas Reyl and Reuters", "PORT MAROU — The pier"),
            "Reuters"
        ));
        assert_eq!(of("Tomas Reyl", "PORT MAROU (the old port) — The pier"), []);
    }
}
