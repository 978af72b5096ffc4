//! Quotation marks: found and paired within a paragraph, told from apostrophes, feet and inches.

use std::ops::Range;

use super::apostrophe::{ends_elided, is_elision};

/// A pair of marks, or an opening mark whose end is the paragraph's. Bytes from the paragraph's start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    pub family: Family,
    /// A typewriter's: " and '.
    pub straight: bool,
    /// Nothing closes it within the paragraph.
    pub unclosed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Double,
    Single,
    /// « » ‹ ›
    Angle,
}

/// What a mark can be where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    Either,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    len: usize,
    family: Family,
    role: Role,
    straight: bool,
    /// A straight or curly apostrophe's shape: `’` and `'`.
    apostrophe: bool,
    /// Follows an s and precedes a word: perhaps only a plural's possessive.
    possessive: bool,
}

impl Marks {
    /// Whether these marks, at the head of a paragraph, go on with what `before` left open.
    pub fn reopen(&self, before: &Marks) -> bool {
        self.outer.start == 0
            && before.unclosed
            && (self.family, self.straight) == (before.family, before.straight)
    }
}

impl Mark {
    fn end(&self) -> usize {
        self.at + self.len
    }
}

/// The outermost pairs of marks of a paragraph, in order. A quotation inside another gets none of its own.
pub fn marks(text: &str) -> Vec<Marks> {
    let found = find(text);
    let mut pairs = Vec::new();
    let mut i = 0;
    // Where one single mark finds none to close it, none behind it does.
    let mut apostrophes = false;
    while i < found.len() {
        let open = found[i];
        if open.role == Role::Closes {
            i += 1;
            continue;
        }
        let closing = if apostrophes && open.family == Family::Single {
            None
        } else {
            close(&found, i)
        };
        apostrophes |= closing.is_none() && open.family == Family::Single;
        match closing {
            Some(end) => {
                let close = found[end];
                pairs.push(Marks {
                    outer: open.at..close.end(),
                    inner: open.end()..close.at,
                    family: open.family,
                    straight: open.straight,
                    unclosed: false,
                });
                i = end + 1;
            }
            None if open.role == Role::Opens && (!open.apostrophe || open.straight) => {
                let outer = open.at..text.trim_end().len();
                // A single mark that nothing closes may be an apostrophe: only a paragraph that goes on with one tells.
                let inner = open.end()..outer.end;
                pairs.push(Marks {
                    outer,
                    inner,
                    family: open.family,
                    straight: open.straight,
                    unclosed: true,
                });
                if open.family == Family::Single {
                    i += 1;
                } else {
                    break;
                }
            }
            None => i += 1,
        }
    }
    pairs.retain(|pair| !text[pair.inner.clone()].trim().is_empty());
    pairs
}

/// The index of the mark that closes the one at `open`.
fn close(marks: &[Mark], open: usize) -> Option<usize> {
    let (family, straight) = (marks[open].family, marks[open].straight);
    let mut doubtful = None;
    let mut nested = false;
    for (i, mark) in marks.iter().enumerate().skip(open + 1) {
        if mark.family != family {
            // A single quotation ends before a double one that it does not hold whole.
            if family == Family::Single && doubtful.is_some() && mark.role == Role::Opens {
                return doubtful;
            }
            continue;
        }
        if family == Family::Double && mark.straight != straight {
            match mark.role {
                Role::Closes if nested => nested = false,
                // “Half the desks mix their marks." The first that may close it does, if its own kind does not.
                Role::Closes | Role::Either => doubtful = doubtful.or(Some(i)),
                Role::Opens if doubtful.is_some() => return doubtful,
                Role::Opens => nested = true,
            }
            continue;
        }
        match mark.role {
            Role::Opens if closes_wrong_way(marks, open, i) => return Some(i),
            Role::Opens if family != Family::Single => return doubtful.or_else(|| close_nested(marks, open)),
            Role::Opens if doubtful.is_some() => return doubtful,
            Role::Opens => {}
            _ if mark.possessive => doubtful = Some(i),
            _ => return Some(i),
        }
    }
    doubtful
}

/// “They call it “hell” here.”: marks of one kind nest where all are closed; else the first never was.
fn close_nested(marks: &[Mark], open: usize) -> Option<usize> {
    let mut depth = 0;
    for (i, mark) in marks.iter().enumerate().skip(open) {
        if (mark.family, mark.straight) != (marks[open].family, marks[open].straight) {
            continue;
        }
        match mark.role {
            Role::Opens => depth += 1,
            Role::Closes => depth -= 1,
            Role::Either => return None,
        }
        if depth == 0 {
            return Some(i);
        }
    }
    None
}

/// “like this“: an opening mark set where one closes, with no closing mark before the next one.
fn closes_wrong_way(marks: &[Mark], open: usize, at: usize) -> bool {
    marks[at].family == Family::Double
        && marks[open + 1..at].iter().all(|m| m.family != Family::Double)
        && marks[at].len > 1
        && marks[at].possessive
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

fn find(text: &str) -> Vec<Mark> {
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
    let run = text.chars().take_while(|&d| d == c).count();
    matches!(c, '\'' | '`' | '‘' | '’') && (run == 2 || run == 3 && before.is_none_or(char::is_whitespace))
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

#[cfg(test)]
mod tests {
    fn quoted(text: &str) -> Vec<&str> {
        super::marks(text).into_iter().map(|m| &text[m.inner]).collect()
    }

    #[test]
    fn every_newsroom_s_marks() {
        assert_eq!(
            quoted("“One,” he said, \"two\" and ‘three’."),
            ["One,", "two", "three"]
        );
        assert_eq!(
            quoted("He said: 'It's the boys' boat, isn't it?' and left."),
            ["It's the boys' boat, isn't it?"]
        );
        assert_eq!(
            quoted("‘The ’90s’ miners’ strike broke ’em,’ she said. ‘Yes.’"),
            ["The ’90s’ miners’ strike broke ’em,", "Yes."]
        );
        assert_eq!(quoted("„Nein“, sagte er. «Non», dit-elle."), ["Nein", "Non"]);
    }

    #[test]
    fn the_outer_marks_alone() {
        assert_eq!(quoted("“He said ‘no’ twice,” she said."), ["He said ‘no’ twice,"]);
        assert_eq!(quoted("‘He said “no” twice,’ she said."), ["He said “no” twice,"]);
    }

    #[test]
    fn apostrophes_feet_and_inches_are_no_marks() {
        assert!(
            quoted("The workers' union, the 6'2\" guard and rock 'n' roll of the '80s didn't mix.")
                .is_empty()
        );
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_paragraph() {
        assert_eq!(quoted("She said: “We wait."), ["We wait."]);
        assert_eq!(quoted("Wrong “way round“ here."), ["way round"]);
    }
}
