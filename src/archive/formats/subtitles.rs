//! WebVTT, SRT and TTML: what was said, each turn under its speaker's label ("ASTRID LIND: …"), as the story's reader of
//! transcripts knows it. Who is not named is a "VOICE". Every line of the body is a line of a caption, so that it leads
//! back to where it stands in the file.

use super::cues::{Cue, cues};
use super::{Item, Line};

/// Who speaks where nobody is named.
const VOICE: &str = "VOICE";
/// A silence after which another paragraph begins, in milliseconds.
const PAUSE: u32 = 3_000;
/// A paragraph of so many captions ends with its sentence.
const LONG: usize = 15;
/// The widest line that a story's reader takes for a part of a paragraph.
const WIDTH: usize = 100;

pub fn read(text: &str) -> Result<Item, String> {
    let mut item = Item {
        headline: title(text),
        headline_line: 1,
        ..Item::default()
    };
    let mut captions = captions(&cues(text));
    if is_rolling(&captions) {
        unroll(&mut captions);
    }
    for turn in turns(captions) {
        push(&mut item, turn);
    }
    if item.body.is_empty() {
        return Err("is a subtitle file without words; delete it, or save it again".into());
    }
    // Behind it even a lone paragraph is seen to be one, not a list of lines.
    item.end_paragraph();
    Ok(item)
}

/// What may stand behind WebVTT's signature: "WEBVTT - The governor's briefing".
fn title(text: &str) -> String {
    let first = text
        .trim_start_matches('\u{feff}')
        .lines()
        .next()
        .unwrap_or_default();
    let title = first
        .strip_prefix("WEBVTT")
        .filter(|title| !title.contains("-->"));
    title
        .unwrap_or_default()
        .trim_matches([' ', '\t', '-', '–', ':'])
        .to_owned()
}

/// A line of a cue without its tags and notes; with whom begins to speak in it.
struct Caption {
    speaker: Option<String>,
    text: String,
    number: u32,
    start: u32,
    end: u32,
}

fn captions(cues: &[Cue]) -> Vec<Caption> {
    let mut captions = Vec::new();
    for cue in cues {
        let dashes = cue.lines.iter().filter(|(line, _)| is_dashed(line)).count() > 1;
        for (line, number) in &cue.lines {
            for (voice, part) in voices(line) {
                let parts = part
                    .split(">>")
                    .enumerate()
                    .filter(|(place, part)| *place == 0 || !part.is_empty());
                for (place, part) in parts {
                    let marked = place > 0;
                    let part = part.trim_start_matches('>');
                    let changes = marked || (dashes && is_dashed(part));
                    let part = if dashes {
                        part.trim_start_matches(['-', '–', ' '])
                    } else {
                        part
                    };
                    let text = noteless(part);
                    let (label, text) = match label(&text, marked) {
                        Some((label, rest)) => (Some(label.to_uppercase()), rest.to_owned()),
                        None => (None, text),
                    };
                    let speaker = label.or(voice.clone().filter(|_| place == 0));
                    captions.push(Caption {
                        speaker: speaker.or_else(|| changes.then(|| VOICE.to_owned())),
                        text,
                        number: *number,
                        start: cue.start,
                        end: cue.end,
                    });
                }
            }
        }
    }
    captions.retain(|caption| !caption.text.is_empty() || caption.speaker.is_some());
    captions
}

fn is_dashed(line: &str) -> bool {
    line.trim_start().starts_with(['-', '–']) && !line.contains("-->")
}

/// The parts of a line without its tags, each with the name of its `<v Name>`.
fn voices(line: &str) -> Vec<(Option<String>, String)> {
    let mut parts = vec![(None, String::new())];
    let mut rest = line;
    while let Some((text, tagged)) = rest.split_once('<') {
        let Some((tag, after)) = tagged.split_once('>') else {
            break;
        };
        push_text(&mut parts, text);
        rest = after;
        let (name, annotation) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if name == "v" || name.starts_with("v.") {
            parts.push((Some(named(annotation)), String::new()));
        } else if name == "rt" {
            // How a word is read aloud stands over it, not in it.
            rest = after.split_once("</rt>").map_or("", |(_, after)| after);
        }
    }
    push_text(&mut parts, rest);
    parts.retain(|(voice, text)| voice.is_some() || !text.trim().is_empty());
    parts
}

fn push_text(parts: &mut [(Option<String>, String)], text: &str) {
    if let Some((_, last)) = parts.last_mut() {
        last.push_str(text);
    }
}

fn named(annotation: &str) -> String {
    let name = annotation.trim().to_uppercase();
    if name.chars().filter(|c| c.is_alphabetic()).count() > 1 {
        name
    } else {
        VOICE.to_owned()
    }
}

/// "GOVERNOR LIND: Good morning."; behind ">>" small letters will do: ">> Astrid Lind: Good morning."
fn label(text: &str, marked: bool) -> Option<(&str, &str)> {
    let (label, rest) = text.split_once(':')?;
    let label = label.trim();
    let name = label.split('(').next().unwrap_or_default().trim_end();
    let words = name.split_whitespace();
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let in_capitals = capitals > 1 && !name.contains(char::is_lowercase) && words.clone().count() <= 6;
    let as_name = marked
        && words.clone().count() <= 4
        && words.clone().all(|word| word.starts_with(char::is_uppercase));
    let spoken = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (spoken && capitals > 0 && (in_capitals || as_name)).then(|| (label, rest.trim_start()))
}

/// Without what is heard but not said: "[applause]", "(LAUGHTER)", "♪ … ♪", "{\an8}". That something could not be heard
/// stays: the words around it do not stand side by side.
fn noteless(text: &str) -> String {
    let text = super::prose::paragraphs(text).join(" ");
    if text.trim_start().starts_with(['♪', '♫']) {
        return String::new();
    }
    let mut kept = String::new();
    let mut rest = &*text;
    while let Some(at) = rest.find(['[', '(', '{']) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let close = match rest.as_bytes()[0] {
            b'[' => ']',
            b'(' => ')',
            _ => '}',
        };
        let Some(end) = rest.find(close) else { break };
        let note = &rest[1..end];
        let unheard = ["inaudible", "indistinct", "unintelligible", "crosstalk"];
        let unheard = unheard.iter().any(|word| note.to_lowercase().contains(word));
        let said = close == ')' && note.contains(char::is_lowercase) && end + 1 < text.trim().len();
        if unheard || said {
            kept.push_str(&rest[..=end]);
        }
        rest = &rest[end + 1..];
    }
    kept.push_str(rest);
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether captions roll: most begin with words that were on the screen already.
fn is_rolling(captions: &[Caption]) -> bool {
    let repeats = captions
        .windows(2)
        .filter(|pair| repeats(&pair[0], &pair[1]))
        .count();
    let again = captions
        .windows(3)
        .filter(|three| three[0].text == three[2].text)
        .count();
    repeats + again > 2 && (repeats + again) * 5 >= captions.len() * 2
}

fn repeats(before: &Caption, caption: &Caption) -> bool {
    caption.text.starts_with(&before.text) && before.number < caption.number
}

/// Tells once what stays on the screen while lines are added below it, or words to its end.
fn unroll(captions: &mut Vec<Caption>) {
    let mut told: Vec<Caption> = Vec::new();
    for caption in captions.drain(..) {
        let recent = &told[told.len().saturating_sub(3)..];
        if recent.iter().any(|before| before.text == caption.text) {
            continue;
        }
        match told.last_mut() {
            Some(last) if repeats(last, &caption) => last.text = caption.text,
            _ => told.push(caption),
        }
    }
    *captions = told;
}

/// A paragraph: one speaker's captions without a long silence.
struct Turn {
    speaker: String,
    captions: Vec<Caption>,
}

fn turns(captions: Vec<Caption>) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for mut caption in captions {
        let before = turns.last();
        let speaker = caption.speaker.take();
        let same = before.is_some_and(|turn| {
            let is_same = speaker
                .as_ref()
                .is_none_or(|speaker| *speaker == turn.speaker && speaker != VOICE);
            is_same && !ends(turn, &caption)
        });
        match turns.last_mut() {
            Some(turn) if same => turn.captions.push(caption),
            before => {
                let goes_on = before.map(|turn| turn.speaker.clone());
                turns.push(Turn {
                    speaker: speaker.or(goes_on).unwrap_or_else(|| VOICE.to_owned()),
                    captions: vec![caption],
                });
            }
        }
    }
    turns
}

fn ends(turn: &Turn, next: &Caption) -> bool {
    turn.captions.last().is_some_and(|last| {
        let sentence = last
            .text
            .trim_end_matches(['”', '"', '’', '\'', ')'])
            .ends_with(['.', '?', '!', '…']);
        sentence && (next.start.saturating_sub(last.end) >= PAUSE || turn.captions.len() >= LONG)
    })
}

fn push(item: &mut Item, turn: Turn) {
    if turn.captions.iter().all(|caption| caption.text.is_empty()) {
        return;
    }
    item.end_paragraph();
    let mut label = Some(format!("{}: ", turn.speaker));
    for Caption { text, number, .. } in turn.captions.iter().filter(|caption| !caption.text.is_empty()) {
        let text = label.take().unwrap_or_default() + text;
        item.body.extend(broken(&text).map(|text| Line {
            text,
            number: *number,
        }));
    }
}

/// A line in pieces of a width that can be read as parts of one paragraph.
fn broken(text: &str) -> impl Iterator<Item = String> {
    let mut pieces = vec![String::new()];
    for word in text.split_whitespace() {
        match pieces.last_mut() {
            Some(piece) if piece.is_empty() => piece.push_str(word),
            Some(piece) if piece.chars().count() + word.chars().count() < WIDTH => {
                piece.push(' ');
                piece.push_str(word);
            }
            _ => pieces.push(word.to_owned()),
        }
    }
    pieces.into_iter()
}
