//! Transcripts: "GOVERNOR ASTRID LIND: Good morning." What follows a label in capitals is speech.

use std::ops::Range;

use super::Placed;

/// A paragraph of a transcript; bytes from the paragraph's start.
pub struct Turn {
    pub label: Range<usize>,
    pub speech: Range<usize>,
}

/// For each paragraph its turn; `None` for a text that is no transcript.
pub fn turns(paragraphs: &[Placed]) -> Option<Vec<Turn>> {
    let turns: Vec<Turn> = paragraphs.iter().map(|p| turn(&p.paragraph.text)).collect();
    let labelled = turns.iter().filter(|t| !t.label.is_empty()).count();
    (labelled >= 2 && labelled * 3 >= paragraphs.len()).then_some(turns)
}

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

fn is_label(label: &str) -> bool {
    let name = label.split('(').next().unwrap_or_default();
    name.len() <= 60
        && name.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !name
            .chars()
            .any(|c| c.is_lowercase() || matches!(c, '“' | '"' | '‘'))
}
