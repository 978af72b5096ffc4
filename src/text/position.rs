//! Byte offset ↔ line and column in UTF-8, UTF-16 and UTF-32; total, always clamps.
//!
//! Lines end at LF, CRLF and a lone CR, as LSP has it; U+2028 and its kin are characters like any other.

use std::ops::Range;

use ropey::Rope;

/// What a column counts. UTF-16 is what every client of LSP knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

/// A place between two characters, line and column from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// The byte at a position. Behind the last line is the end of the text, behind a line's end that end (before its
/// break), within a character that character's start.
pub fn offset(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_bytes();
    }
    let (start, end) = (rope.line_to_byte(line), line_end(rope, line));
    let column = position.column as usize;
    let at = match encoding {
        Encoding::Utf8 => start.saturating_add(column),
        Encoding::Utf16 => {
            let units = rope.char_to_utf16_cu(rope.byte_to_char(start)) + column;
            match rope.try_utf16_cu_to_char(units) {
                Ok(char) => rope.char_to_byte(char),
                Err(_) => end,
            }
        }
        Encoding::Utf32 => {
            let char = rope.byte_to_char(start) + column;
            rope.try_char_to_byte(char).unwrap_or(end)
        }
    };
    boundary(rope, at.min(end))
}

/// The position of a byte; behind the end of the text is its end, within a character that character's start.
pub fn position(rope: &Rope, offset: usize, encoding: Encoding) -> Position {
    let offset = offset.min(rope.len_bytes());
    let (chunk, chunk_start, _, _) = rope.chunk_at_byte(offset);
    let mut within = offset - chunk_start;
    // A place between CR and LF is none; it is the line's end. No chunk of the rope parts the two.
    while !chunk.is_char_boundary(within)
        || chunk[..within].ends_with('\r') && chunk[within..].starts_with('\n')
    {
        within -= 1;
    }
    let at = chunk_start + within;
    let line = rope.byte_to_line(at);
    let start = rope.line_to_byte(line);
    let before = rope.byte_slice(start..at);
    let column = match encoding {
        Encoding::Utf8 => at - start,
        Encoding::Utf16 => before.len_utf16_cu(),
        Encoding::Utf32 => before.len_chars(),
    };
    Position {
        line: line.try_into().unwrap_or(u32::MAX),
        column: column.try_into().unwrap_or(u32::MAX),
    }
}

/// The bytes of a range; a reversed one is turned round.
pub fn span(rope: &Rope, range: Range<Position>, encoding: Encoding) -> Range<usize> {
    let (a, b) = (
        offset(rope, range.start, encoding),
        offset(rope, range.end, encoding),
    );
    a.min(b)..a.max(b)
}

/// Where a line ends, before its break.
fn line_end(rope: &Rope, line: usize) -> usize {
    let (start, mut end) = (rope.line_to_byte(line), rope.line_to_byte(line + 1));
    if end > start && rope.byte(end - 1) == b'\n' {
        end -= 1;
        if end > start && rope.byte(end - 1) == b'\r' {
            end -= 1;
        }
    } else if end > start && rope.byte(end - 1) == b'\r' {
        end -= 1;
    }
    end
}

/// The start of the character that a byte belongs to.
fn boundary(rope: &Rope, at: usize) -> usize {
    rope.char_to_byte(rope.byte_to_char(at))
}
