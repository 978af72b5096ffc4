//! Positions and edits against a plain `String`: three encodings, every kind of line break, ranges of any sort.

use std::ops::Range;

use copydesk::text::{self, Change, Draft, Encoding, Position};
use proptest::prelude::*;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// Text with what editors stumble over: an emoji of two units, accents, curly marks, U+2028, all line breaks.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b ", "é", "“", "”", "🙂", "👩‍👧", "\u{2028}", "\u{85}", "\u{b}", "\n", "\r\n", "\r", "\n\r",
        "12,000",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn position() -> impl Strategy<Value = Position> {
    let far = prop_oneof![4 => 0..12u32, 1 => Just(u32::MAX)];
    (far.clone(), far).prop_map(|(line, column)| Position { line, column })
}

fn width(c: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => c.len_utf8(),
        Encoding::Utf16 => c.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

/// The lines of a text as byte ranges without their breaks, read off character by character.
fn plain_lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\r' || c == '\n' {
            lines.push(start..at);
            start = at + 1;
            if c == '\r' && chars.next_if(|&(_, next)| next == '\n').is_some() {
                start += 1;
            }
        }
    }
    lines.push(start..text.len());
    lines
}

fn plain_offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let lines = plain_lines(text);
    let Some(line) = lines.get(position.line as usize) else {
        return text.len();
    };
    let mut column = 0;
    for (at, c) in text[line.clone()].char_indices() {
        column += width(c, encoding);
        if column > position.column as usize {
            return line.start + at;
        }
    }
    line.end
}

fn plain_edit(text: &mut String, change: &Change, encoding: Encoding) {
    match &change.range {
        Some(range) => {
            let a = plain_offset(text, range.start, encoding);
            let b = plain_offset(text, range.end, encoding);
            text.replace_range(a.min(b)..a.max(b), &change.text);
        }
        None => text.clone_from(&change.text),
    }
}

proptest! {
    #[test]
    fn any_position_is_a_place_in_the_text(text in prose(), place in position()) {
        let draft = Draft::new(&text, 0);
        for encoding in ENCODINGS {
            prop_assert_eq!(draft.offset(place, encoding), plain_offset(&text, place, encoding));
        }
    }

    #[test]
    fn a_place_and_its_position_are_one(text in prose()) {
        let draft = Draft::new(&text, 0);
        for line in plain_lines(&text) {
            for (at, _) in text[line.clone()].char_indices().chain([(line.len(), ' ')]) {
                for encoding in ENCODINGS {
                    let place = draft.position(line.start + at, encoding);
                    prop_assert_eq!(draft.offset(place, encoding), line.start + at);
                }
            }
        }
    }

    #[test]
    fn any_offset_has_a_position(text in prose(), offset in 0..200usize) {
        let draft = Draft::new(&text, 0);
        for encoding in ENCODINGS {
            let place = draft.position(offset, encoding);
            prop_assert!(draft.offset(place, encoding) <= offset);
        }
    }

    #[test]
    fn edits_are_those_of_a_string(
        text in prose(),
        edits in prop::collection::vec((prop::option::weighted(0.9, (position(), position())), prose()), 0..8),
    ) {
        for encoding in ENCODINGS {
            let (mut plain, mut draft) = (text.clone(), Draft::new(&text, 0));
            for (version, (range, text)) in (1..).zip(edits.clone()) {
                let change = Change { range: range.map(|(start, end)| start..end), text };
                plain_edit(&mut plain, &change, encoding);
                draft.apply([change], version, encoding);
            }
            prop_assert_eq!(draft.text(), plain);
        }
    }

    #[test]
    fn a_draft_has_the_lines_of_its_text(text in prose()) {
        let draft = Draft::new(&text, 0);
        let lines: Vec<String> = draft.lines().map(|line| line.into_owned()).collect();
        prop_assert_eq!(&lines, &text::lines(&text).collect::<Vec<_>>());
        prop_assert_eq!(lines.concat(), text);
    }

    #[test]
    fn any_span_has_words(text in prose(), start in 0..100usize, end in 0..100usize) {
        let _ = Draft::new(&text, 0).slice(start..end);
    }
}
