//! Whether words between marks are somebody's speech, or a title, a nickname, a word mentioned as a word.

use super::marks::Marks;
use super::name;
use super::paragraph::Paragraph;
use super::quote::Kind;

/// What names a thing rather than quotes a speaker.
const NAMING: [&str; 21] = [
    "titled", "entitled", "called", "named", "dubbed", "nicknamed", "known", "so-called", "term", "word",
    "words", "phrase", "film", "book", "song", "novel", "album", "show", "series", "headlined", "slogan",
];

/// Speech, or a title, a nickname, scare quotes, a word mentioned as a word.
pub fn kind(paragraph: &Paragraph, marks: &Marks, cued: bool) -> Kind {
    let text = &paragraph.text;
    let inner = text[marks.inner.clone()].trim();
    let words = paragraph.words_in(&marks.inner);
    let paused = inner.ends_with([',', '?', '!', '.']) || text[marks.outer.end..].starts_with(',');
    let opens = paragraph.sentences.iter().any(|s| s.start == marks.outer.start);
    if opens && paused && (cued || words.len() > 3) {
        return Kind::Speech;
    }
    let titled = words.len() <= 8
        && words.iter().all(|w| {
            let word = &text[w.span()];
            word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || name::is_function_word(&word.to_lowercase())
        })
        && words
            .first()
            .is_some_and(|w| text[w.span()].starts_with(char::is_uppercase));
    let before = text[..marks.outer.start].trim_end();
    let last = before
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let naming = NAMING.contains(&last.as_str()) || (last == "as" && before.ends_with("known as"));
    let spoken = cued && (before.ends_with([':', ',']) || (paused && inner.ends_with(',')));
    match words.len() {
        _ if spoken => Kind::Speech,
        0 => Kind::Mention,
        2.. if titled && !cued => Kind::Mention,
        1..=5 if naming => Kind::Mention,
        _ => Kind::Speech,
    }
}
