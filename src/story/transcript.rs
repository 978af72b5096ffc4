//! Transcripts: "GOVERNOR ASTRID LIND: Good morning." What follows a label in capitals is speech; so is all that
//! stands under "Remarks by Governor Astrid Lind, in full".

use std::ops::Range;

use super::Placed;
use super::name::{Bearer, Name, adjoins, is_possessive};
use super::paragraph::Paragraph;
use super::part::{self, Part};
use super::title;
use super::word::hash;

/// A paragraph of a transcript; bytes from the paragraph's start.
pub struct Turn {
    pub label: Range<usize>,
    pub speech: Range<usize>,
    /// The byline, which names who speaks where the headline has no more than an office.
    pub byline: Option<Box<Paragraph>>,
}

impl Turn {
    /// The person whom the byline names.
    pub fn author(&self) -> Option<(&Paragraph, &Name)> {
        let byline = self.byline.as_deref()?;
        let full = |n: &&Name| n.keys.len() > 1 && n.likely != Bearer::Other;
        byline.names.iter().find(full).map(|name| (byline, name))
    }
}

/// For each paragraph its turn; `None` for a text that is no transcript.
pub fn turns(paragraphs: &[Placed], byline: Option<&str>) -> Option<Vec<Turn>> {
    let turns: Vec<Turn> = paragraphs.iter().map(|p| turn(&p.paragraph.text)).collect();
    let labelled = turns.iter().filter(|t| !t.label.is_empty()).count();
    if labelled >= 2 && labelled * 3 >= paragraphs.len() {
        return Some(turns);
    }
    let headline = &*paragraphs.first()?.paragraph;
    let (label, office) = match monologue(headline)? {
        Announced::Person(name) => (name.span.clone(), false),
        Announced::Office(words) => (words, true),
    };
    let end = headline.text.len();
    let heading = Turn {
        label,
        speech: end..end,
        byline: byline
            .filter(|_| office)
            .map(|byline| Box::new(Paragraph::read(byline))),
    };
    Some(
        std::iter::once(heading)
            .chain(turns.into_iter().skip(1))
            .collect(),
    )
}

/// Whose speech a headline announces; an office by the bytes of its words.
enum Announced<'a> {
    Person(&'a Name),
    Office(Range<usize>),
}

/// Who speaks under a headline that announces a speech as it was given.
fn monologue(headline: &Paragraph) -> Option<Announced<'_>> {
    let has = |words: &[&str]| {
        let listed = |w: &super::word::Word| words.iter().any(|word| w.key == hash(word));
        headline.words.iter().any(listed)
    };
    let text = headline.text.to_lowercase();
    let whole = ["in full", "full text", "text of", "as delivered", "as prepared"];
    let announced = has(&SPEECHES) && whole.iter().any(|words| text.contains(words)) || has(&["transcript"]);
    let named = |n: &&Name| n.likely != Bearer::Other;
    let by = |n: &&Name| {
        let before = n.words.start.checked_sub(1).map(|i| headline.words[i].key);
        before == Some(hash("by")) || headline.text[n.span.end..].starts_with(['’', '\''])
    };
    let names = || headline.names.iter().filter(named);
    if !announced {
        return None;
    }
    if let Some(name) = names().find(by) {
        return Some(Announced::Person(name));
    }
    let Some(office) = office(headline) else {
        return names().next().map(Announced::Person);
    };
    // "by the governor, Astrid Lind"
    let held = names().find(|n| {
        headline
            .text
            .get(office.end..n.span.start)
            .is_some_and(|gap| matches!(gap, " " | ", "))
    });
    Some(held.map_or(Announced::Office(office), Announced::Person))
}

/// "by the chief executive", "the chief executive's": the office that a headline gives a speech to, in bytes.
fn office(headline: &Paragraph) -> Option<Range<usize>> {
    let Paragraph { text, words, .. } = headline;
    let is_of_one = |i: usize| part::is_person(words[i].key, &text[words[i].span()]);
    let first = words.iter().position(|w| w.key == hash("by")).map(|by| by + 1);
    let phrase = first.and_then(|first| {
        let joined = |&i: &usize| i == first || adjoins(text, &words[i - 1], &words[i]);
        let last = (first..words.len().min(first + OFFICE))
            .take_while(joined)
            .take_while(|&i| part::part(words[i].key) != Part::Preposition)
            .filter(|&i| is_of_one(i))
            .last()?;
        Some(words[first].start as usize..words[last].end as usize)
    });
    phrase.or_else(|| {
        let owner = (0..words.len()).find(|&i| {
            let bare = text[words[i].span()].trim_end_matches(['s', '’', '\'']);
            is_possessive(text, &words[i]) && part::is_person(hash(&bare.to_lowercase()), bare)
        })?;
        Some(words[owner].span())
    })
}

/// As many words as an office may have.
const OFFICE: usize = 6;

const SPEECHES: [&str; 10] = [
    "speech", "remarks", "address", "statement", "testimony", "lecture", "sermon", "eulogy", "interview",
    "briefing",
];

fn turn(text: &str) -> Turn {
    let speech = match text.split_once(':') {
        Some((label, _)) if is_label(label) => label.len() + 1,
        _ => {
            return Turn {
                label: 0..0,
                speech: 0..text.len(),
                byline: None,
            };
        }
    };
    let start = speech + (text[speech..].len() - text[speech..].trim_start().len());
    Turn {
        label: 0..speech - 1,
        speech: start..text.len(),
        byline: None,
    }
}

/// A turn that stands between marks, as where a transcript is quoted: “GOVERNOR LIND: Good morning.”
pub fn quoted(text: &str, inner: &Range<usize>) -> Option<Turn> {
    let at = |span: Range<usize>| inner.start + span.start..inner.start + span.end;
    let words = &text[inner.clone()];
    let turn = turn(words);
    let label = &words[turn.label.clone()];
    let aside = words.starts_with(['(', '[']) && words.trim_end_matches('.').ends_with([')', ']']);
    (label.chars().any(char::is_uppercase) || aside).then(|| Turn {
        label: at(turn.label),
        speech: at(if aside {
            words.len()..words.len()
        } else {
            turn.speech
        }),
        byline: None,
    })
}

/// Whether a label gives an office or a part in the proceedings, not a name: "THE PRIME MINISTER", "QUESTION".
pub fn is_office(label: &str) -> bool {
    let mut words = label.split_whitespace();
    words.next().is_some_and(|w| w == "THE")
        || label
            .split_whitespace()
            .all(|w| PARTS.contains(&w) || is_title(w))
}

const PARTS: [&str; 15] = [
    "Q", "A", "QUESTION", "ANSWER", "QUESTIONER", "REPORTER", "JOURNALIST", "MODERATOR", "INTERVIEWER",
    "HOST", "AUDIENCE", "WITNESS", "OPERATOR", "CLERK", "VOICE",
];

fn is_title(word: &str) -> bool {
    title::class(hash(&word.to_lowercase())) == Some(title::Class::Title)
}

fn is_label(label: &str) -> bool {
    let name = label.split('(').next().unwrap_or_default();
    // A question and its answer.
    if matches!(name.trim(), "Q" | "A") {
        return true;
    }
    name.len() <= 60
        && name.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !name
            .chars()
            .any(|c| c.is_lowercase() || matches!(c, '“' | '"' | '‘'))
}
