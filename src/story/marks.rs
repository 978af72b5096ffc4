//! Pairs of quotation marks within a paragraph.

use std::ops::Range;

use super::mark::{Mark, Role, find};

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

impl Marks {
    /// Whether these marks, at the head of a paragraph, go on with what `before` left open.
    pub fn reopen(&self, before: &Marks) -> bool {
        self.outer.start == 0
            && before.unclosed
            && (self.family, self.straight) == (before.family, before.straight)
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
