//! Transcripts: "GOVERNOR ASTRID LIND: Good morning." What follows a label in capitals is speech; so is all that
//! stands under "Remarks by Governor Astrid Lind, in full".

use std::ops::Range;

use super::Placed;
use super::name::{Bearer, Name};
use super::paragraph::Paragraph;
use super::title;
use super::word::hash;

/// A paragraph of a transcript; bytes from the paragraph's start.
pub struct Turn {
    pub label: Range<usize>,
    pub speech: Range<usize>,
}

/// For each paragraph its turn; `None` for a text that is no transcript.
pub fn turns(paragraphs: &[Placed]) -> Option<Vec<Turn>> {
    let turns: Vec<Turn> = paragraphs.iter().map(|p| turn(&p.paragraph.text)).collect();
    let labelled = turns.iter().filter(|t| !t.label.is_empty()).count();
    if labelled >= 2 && labelled * 3 >= paragraphs.len() {
        return Some(turns);
    }
    let headline = &*paragraphs.first()?.paragraph;
    let speaker = monologue(headline)?;
    let end = headline.text.len();
    let heading = Turn {
        label: speaker.span.clone(),
        speech: end..end,
    };
    Some(
        std::iter::once(heading)
            .chain(turns.into_iter().skip(1))
            .collect(),
    )
}

/// Who speaks under a headline that announces a speech as it was given.
fn monologue(headline: &Paragraph) -> Option<&Name> {
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
    announced
        .then(|| names().find(by).or_else(|| names().next()))
        .flatten()
}

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
            };
        }
    };
    let start = speech + (text[speech..].len() - text[speech..].trim_start().len());
    Turn {
        label: 0..speech - 1,
        speech: start..text.len(),
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

const PARTS: [&str; 14] = [
    "Q", "A", "QUESTION", "ANSWER", "QUESTIONER", "REPORTER", "JOURNALIST", "MODERATOR", "INTERVIEWER",
    "HOST", "AUDIENCE", "WITNESS", "OPERATOR", "CLERK",
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
