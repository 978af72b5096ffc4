//! Quotation marks one by one: found, told from apostrophes, feet and inches, and what each may be where it stands.

use super::apostrophe::{ends_elided, is_elision};
use super::marks::Family;

/// What a mark can be where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Opens,
    Closes,
    Either,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub at: usize,
    pub len: usize,
    pub family: Family,
    pub role: Role,
    pub straight: bool,
    /// A straight or curly apostrophe's shape: `’` and `'`.
    pub apostrophe: bool,
    /// Follows an s and precedes a word: perhaps only a plural's possessive.
    pub possessive: bool,
}

impl Mark {
    pub fn end(&self) -> usize {
        self.at + self.len
    }
}

/// What the marks before have opened.
#[derive(Default)]
struct Opened {
    double: bool,
    /// A single mark was seen at all.
    single: bool,
    /// A low single mark, which ‘ closes.
    low: bool,
}

impl Opened {
    fn add(&mut self, mark: &Mark) {
        match (mark.family, mark.role) {
            (Family::Double, Role::Opens) => self.double = true,
            (Family::Double, Role::Closes) => self.double = false,
            (Family::Double, Role::Either) => self.double = !self.double,
            (Family::Single, _) => self.single = true,
            (Family::Angle, _) => {}
        }
    }
}

/// The marks of a paragraph, in order.
pub(super) fn find(text: &str) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    let mut opened = Opened::default();
    let mut at = 0;
    while let Some(step) = text.as_bytes()[at..].iter().position(|&byte| may_mark(byte)) {
        at += step;
        let Some(c) = text[at..].chars().next() else { break };
        let before = text[..at].chars().next_back();
        let doubled = is_doubled(&text[at..], c, before);
        let len = c.len_utf8() * if doubled { 2 } else { 1 };
        let after = text[at + len..].chars().next();
        let mark = if doubled {
            double(at, c, before, after, &opened)
        } else {
            mark(text, at, c, before, after, &opened)
        };
        if let Some(mark) = mark {
            opened.add(&mark);
            opened.low = c == '‚' || opened.low && mark.role != Role::Closes;
            found.push(mark);
        }
        at += len;
    }
    found
}

/// The bytes that a mark of [`mark`] and [`is_doubled`] starts with, in UTF-8: " ' ` and those of “ ’ ‹ « and their like.
fn may_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2)
}

/// ''like this'' or ``like this'': two single marks for a double one. Of three at a quotation's end the first is single.
fn is_doubled(text: &str, c: char, before: Option<char>) -> bool {
    // More than four are counted no further: a run may be as long as its text.
    let run = || text.chars().take(4).take_while(|&d| d == c).count();
    matches!(c, '\'' | '`' | '‘' | '’')
        && match run() {
            2 => true,
            3 => before.is_none_or(char::is_whitespace),
            _ => false,
        }
}

fn double(at: usize, c: char, before: Option<char>, after: Option<char>, opened: &Opened) -> Option<Mark> {
    let inches = before.is_some_and(|c| c.is_ascii_digit()) && !opened.double;
    let role = match (c, position(before, after)) {
        ('`' | '‘', _) => Role::Opens,
        (_, Role::Either) => Role::Closes,
        (_, role) => role,
    };
    (!inches).then(|| Mark {
        at,
        len: 2 * c.len_utf8(),
        family: Family::Double,
        role,
        straight: c == '\'' || c == '`',
        apostrophe: false,
        possessive: false,
    })
}

/// What a mark may be between two characters.
fn position(before: Option<char>, after: Option<char>) -> Role {
    let opens_after = before.is_none_or(|c| c.is_whitespace() || "([{—–-/“‘\"'«„‚".contains(c));
    let closes_before = after.is_none_or(|c| c.is_whitespace() || ")]}.,;:?!…—–-/”’\"'»".contains(c));
    match (opens_after, closes_before) {
        (true, false) => Role::Opens,
        (false, true) => Role::Closes,
        _ => Role::Either,
    }
}

fn mark(
    text: &str,
    at: usize,
    c: char,
    before: Option<char>,
    after: Option<char>,
    opened: &Opened,
) -> Option<Mark> {
    if !matches!(
        c,
        '“' | '”' | '„' | '‟' | '"' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' | '‛' | '\''
    ) {
        return None;
    }
    let position = position(before, after);
    let rest = &text[at + c.len_utf8()..];
    let (family, role) = match c {
        '“' | '„' | '‟' => (Family::Double, Role::Opens),
        // Set the wrong way round, at a word's head or between two spaces.
        '”' if position == Role::Opens || before.is_none_or(char::is_whitespace) => {
            (Family::Double, Role::Either)
        }
        '”' => (Family::Double, Role::Closes),
        '"' if before.is_some_and(|c| c.is_ascii_digit()) && (!opened.double || is_measured(rest)) => {
            return None;
        }
        '"' => (Family::Double, position),
        '«' | '‹' => (
            Family::Angle,
            if position == Role::Closes {
                Role::Closes
            } else {
                Role::Opens
            },
        ),
        '»' | '›' => (
            Family::Angle,
            if position == Role::Opens {
                Role::Opens
            } else {
                Role::Closes
            },
        ),
        '‘' | '‚' | '‛' if is_elision(rest) && !resumes(text, at) => return None,
        '‘' if position == Role::Closes && opened.low => (Family::Single, Role::Closes),
        '‘' | '‚' | '‛' if position == Role::Closes && before.is_some_and(char::is_alphanumeric) => {
            return None;
        }
        '‘' | '‚' | '‛' => (Family::Single, Role::Opens),
        '’' | '\'' => {
            let letters =
                before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
            if letters || (before.is_some_and(|c| c.is_ascii_digit()) && c == '\'') {
                return None;
            }
            match position {
                Role::Opens if is_elision(rest) => return None,
                Role::Opens if c == '’' && !opened.single => {
                    return None;
                }
                Role::Either => return None,
                role => (Family::Single, role),
            }
        }
        _ => return None,
    };
    let plural = before.is_some_and(|c| c == 's' || c == 'S' || c == 'z' || c == 'x');
    let goes_on = rest
        .strip_prefix([' ', '\u{a0}'])
        .is_some_and(|r| r.starts_with(char::is_alphanumeric));
    let elided = before.is_some_and(|c| c == 'n' || c == 'o') && goes_on;
    let wrong_way = c == '“' && position == Role::Closes;
    Some(Mark {
        at,
        len: c.len_utf8(),
        family,
        role,
        straight: matches!(c, '"' | '\''),
        apostrophe: matches!(c, '’' | '\''),
        possessive: wrong_way
            || (family == Family::Single && ((plural && goes_on) || (elided && ends_elided(text, at)))),
    })
}

/// 12" wide, 4" by 2": inches within a quotation.
fn is_measured(rest: &str) -> bool {
    let measures = [
        " wide", " tall", " long", " high", " deep", " thick", " by ", " x ", " across",
    ];
    measures.iter().any(|word| rest.starts_with(word))
}

/// “…,” she said, ‘till noon’: an opening mark behind a comma is one, whatever word follows.
fn resumes(text: &str, at: usize) -> bool {
    text[..at].trim_end().ends_with([',', ':'])
}
