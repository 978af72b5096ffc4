//! Whether words between marks are somebody's speech, or a title, a nickname, a word mentioned as a word.

use super::attribution::Who;
use super::function_word;
use super::marks::Marks;
use super::paragraph::Paragraph;
use super::part::{self, Part};
use super::quote::Kind;

/// Verbs that name a thing unless somebody is their subject.
const CALLING: [&str; 7] = [
    "called", "named", "dubbed", "known", "so-called", "labelled", "termed",
];
/// What has a heading rather than words of its own, unless somebody says that they are its words.
const WRITTEN: [&str; 6] = ["commentary", "column", "op-ed", "essay", "poem", "podcast"];
/// What a name follows, whoever says so.
const NAMED: [&str; 16] = [
    "titled", "entitled", "nicknamed", "film", "book", "song", "novel", "album", "show", "series",
    "headlined", "slogan", "documentary", "anthem", "hymn", "ballad",
];
/// Words that are themselves spoken of.
const WORDS: [&str; 4] = ["term", "word", "words", "phrase"];

/// `before` is the kind of the quotation before it in the paragraph.
pub fn kind(paragraph: &Paragraph, at: usize, before: Option<Kind>) -> Kind {
    let marks = &paragraph.marks[at];
    let joined = at.checked_sub(1).is_some_and(|previous| {
        let between = paragraph.marks[previous].outer.end..marks.outer.start;
        // Marks that nothing closes reach over those behind them.
        matches!(
            paragraph.text.get(between).map(str::trim),
            Some("and" | "or" | "," | ", and" | ", or" | "and a" | ", a")
        )
    });
    match before {
        Some(Kind::Speech) if joined => Kind::Speech,
        _ => alone(paragraph, marks, paragraph.who[at]),
    }
}

fn alone(paragraph: &Paragraph, marks: &Marks, who: Who) -> Kind {
    let text = &paragraph.text;
    let inner = text[marks.inner.clone()].trim();
    if !inner.contains(char::is_alphabetic) || is_markup(text, marks) {
        return Kind::Mention;
    }
    let count = paragraph.words_in(&marks.inner).len();
    let cued = matches!(who, Who::Cued(_));
    if count <= 8 && is_apposed(paragraph, marks) {
        return Kind::Mention;
    }
    let paused = inner.ends_with([',', '?', '!', '.']) || text[marks.outer.end..].starts_with(',');
    let opens = paragraph.starts_sentence(marks.outer.start);
    if opens && paused && (cued || count > 2) {
        return Kind::Speech;
    }
    let before = text[..marks.outer.start].trim_end();
    if cued && before.ends_with([':', ',']) && !is_named(before) {
        return Kind::Speech;
    }
    let titled = is_titled(paragraph, marks);
    if is_named(before) && count <= 8 || is_nickname(text, marks) {
        return Kind::Mention;
    }
    if titled && (!cued || is_performed(before)) {
        return Kind::Mention;
    }
    let written = WRITTEN.contains(&last_word(before.trim_end_matches(',')).as_str());
    if !cued && written && count <= 8 || !cued && is_attributive(paragraph, marks, before) {
        return Kind::Mention;
    }
    let last = last_word(before);
    let called =
        CALLING.contains(&last.as_str()) || WORDS.contains(&last.as_str()) || before.ends_with("known as");
    if called && !cued && count <= 5 {
        return Kind::Mention;
    }
    // "whether a “he” or a “she”"
    if !(cued || opens) && count == 1 && function_word::is(&inner.trim_end_matches(['.', ',']).to_lowercase())
    {
        return Kind::Mention;
    }
    // "a “genius” for numbers": one word, and nobody is said to say it.
    match who {
        Who::Subject(_) if count == 1 => Kind::Mention,
        _ => Kind::Speech,
    }
}

/// Her column, “Save our piers,” won a prize: a heading between commas, whose noun goes on with its verb.
fn is_apposed(paragraph: &Paragraph, marks: &Marks) -> bool {
    let text = &paragraph.text;
    let before = &text[..marks.outer.start];
    let next = paragraph
        .words
        .partition_point(|w| (w.start as usize) < marks.outer.end);
    before.ends_with(", ")
        && text[..marks.inner.end].ends_with(',')
        && !paragraph
            .marks
            .iter()
            .any(|m| before.trim_end_matches(", ").len() == m.outer.end)
        && paragraph.words.get(next).is_some_and(|next| {
            text[marks.outer.end..next.start as usize] == *" "
                && matches!(part::part(next.key), Part::Be | Part::Auxiliary | Part::Verb)
        })
}

/// The “carpet talks” go on; a “pay-to-win” culture: what a thing is called where nobody in its sentence says so.
fn is_attributive(paragraph: &Paragraph, marks: &Marks, before: &str) -> bool {
    let text = &paragraph.text;
    let sentence = paragraph.sentence_around(&marks.outer);
    let earlier = |m: &Marks| m.outer.end > sentence.start && m.outer.end <= marks.outer.start;
    let last = last_word(before);
    let determined =
        matches!(last.as_str(), "the" | "a" | "an") || last == "only" && before.ends_with("he only");
    let owned = matches!(last.as_str(), "his" | "her" | "its" | "their");
    if !(determined || owned)
        || paragraph.words_in(&marks.inner).len() > 3
        || paragraph.marks.iter().any(earlier)
    {
        return false;
    }
    let opens = paragraph.words_in(&(sentence.start..marks.outer.start)).len() == 1;
    let next = paragraph
        .words
        .partition_point(|w| (w.start as usize) < marks.outer.end);
    let modifies = paragraph.words.get(next).is_some_and(|next| {
        let word = &text[next.span()];
        let adjoins = text[marks.outer.end..next.start as usize] == *" ";
        let defines = part::part(next.key) == Part::Relative || word == "that";
        let noun = part::part(next.key) == Part::Content
            && !(word.ends_with("ed") || word.ends_with("ing"))
            && word.starts_with(char::is_lowercase);
        let named = word.starts_with(char::is_uppercase) && part::part(next.key).is_open();
        adjoins && (defines || (noun && determined || named) && !text[marks.inner.clone()].ends_with(','))
    });
    opens && determined || modifies
}

/// An attribute of a tag that was left in the copy.
fn is_markup(text: &str, marks: &Marks) -> bool {
    text[..marks.outer.start].ends_with('=')
}

/// "the film “…”"
fn is_named(before: &str) -> bool {
    NAMED.contains(&last_word(before.trim_end_matches([',', ':'])).as_str())
}

/// "on “…”", "CBS's “…”", "sang “…”": a programme or a song, not what somebody says.
fn is_performed(before: &str) -> bool {
    let last = last_word(before);
    matches!(
        last.as_str(),
        "a" | "an"
            | "on"
            | "his"
            | "her"
            | "their"
            | "sang"
            | "sings"
            | "sing"
            | "singing"
            | "played"
            | "performed"
    ) || last.ends_with("'s")
        || last.ends_with("’s")
        || before.ends_with("broadcast of")
}

/// Marcia “Cia” Price
fn is_nickname(text: &str, marks: &Marks) -> bool {
    let rest = text[marks.outer.end..].strip_prefix(' ').unwrap_or_default();
    let name = text[..marks.outer.start]
        .trim_end()
        .rsplit(' ')
        .next()
        .unwrap_or_default();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let inner = text[marks.inner.clone()].trim();
    capital(name) && capital(rest) && capital(inner) && !inner.contains(' ') && !inner.ends_with([',', '.'])
}

/// "The Long Tide", "Morning Joe": capitals throughout.
fn is_titled(paragraph: &Paragraph, marks: &Marks) -> bool {
    let words = paragraph.words_in(&marks.inner);
    let text = |i: usize| &paragraph.text[words[i].span()];
    let capital = |i: usize| text(i).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let grammar = |i: usize| function_word::is_key(words[i].key);
    let capitals = (0..words.len()).filter(|&i| capital(i) && !grammar(i)).count();
    let article = !words.is_empty() && matches!(text(0), "The" | "A" | "An");
    words.len() <= 8
        && !words.is_empty()
        && capital(0)
        && (0..words.len()).all(|i| capital(i) || grammar(i))
        && (capitals > 1 || capitals == 1 && words.len() == 1 + usize::from(article))
}

fn last_word(before: &str) -> String {
    before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .to_lowercase()
}
