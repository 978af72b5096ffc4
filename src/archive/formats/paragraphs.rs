//! The paragraphs of a body: those of marked-up ones, NITF's and HTML's alike, and those that are put together one by
//! one. A line of the file is a line of the body; an empty one stands between paragraphs.

use super::xml::{Document, Element};
use super::{Item, Line, tags};

/// What is no part of the text.
const UNREAD: [&str; 11] = [
    "head", "script", "style", "noscript", "iframe", "svg", "form", "media-reference", "media-metadata",
    "media-producer", "template",
];
/// What is read only where there is nothing else: captions, a page's furniture.
const ASIDE: [&str; 7] = [
    "media", "media-caption", "figure", "figcaption", "header", "footer", "nav",
];
/// What stands within a sentence; an element of another name may be a paragraph.
const INLINE: [&str; 44] = [
    "a", "abbr", "acronym", "alt-code", "b", "big", "chron", "cite", "city", "code", "copyrite", "country",
    "del", "em", "event", "font", "frac", "function", "i", "ins", "kbd", "lang", "location", "mark", "money",
    "num", "numer", "object.title", "org", "person", "postaddr", "pronounce", "q", "region", "s", "small",
    "span", "state", "strong", "sub", "sup", "time", "u", "virtloc",
];
const BLOCK: [&str; 26] = [
    "p", "div", "section", "article", "block", "blockquote", "bq", "pre", "table", "nitf-table", "ul", "ol",
    "dl", "li", "dt", "dd", "hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "body.content",
];

/// The lines of an element's text, without captions where there is anything else.
pub fn lines(element: Element) -> Vec<Line> {
    let mut text = Text::default();
    text.walk(element, false, false);
    if text.lines.is_empty() {
        text.walk(element, true, false);
    }
    text.lines
}

/// The lines of a text that may hold HTML and begins in the line `line` of its file.
pub fn of_text(text: &str, line: u32) -> Vec<Line> {
    let document = if tags::has_tags(text) {
        Document::fragment(text, line)
    } else {
        Document::plain(text, line)
    };
    lines(document.all())
}

impl Item {
    /// Adds a paragraph behind an empty line; one without words adds nothing.
    pub(super) fn push_paragraph(&mut self, text: &str, number: u32) {
        let text = tags::words(text);
        if text.is_empty() {
            return;
        }
        self.end_paragraph();
        self.body.push(Line { text, number });
    }

    /// Adds a line of a paragraph that was broken into lines; an empty one ends it.
    pub(super) fn push_line(&mut self, text: &str, number: u32) {
        if text.trim().is_empty() {
            self.end_paragraph();
        } else {
            self.body.push(Line {
                text: text.to_owned(),
                number,
            });
        }
    }

    /// What is added next is another paragraph.
    pub(super) fn end_paragraph(&mut self) {
        if let Some(Line { text, number }) = self.body.last()
            && !text.is_empty()
        {
            let number = *number;
            self.body.push(Line {
                text: String::new(),
                number,
            });
        }
    }
}

#[derive(Default)]
struct Text {
    lines: Vec<Line>,
    /// What comes before the next word.
    next: Next,
}

/// In the order of their strength.
#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    #[default]
    Joined,
    Space,
    Cell,
    Line,
    Paragraph,
}

/// What an element open at some place does to the breaks within it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Inline,
    Block,
    Row,
    /// Its text is one piece.
    Cell,
    /// An empty line of it ends a paragraph.
    Plain,
}

impl Text {
    fn walk(&mut self, root: Element, asides: bool, nested: bool) {
        // Text without any mark-up has its paragraphs as a plain file has them.
        let whole = if root
            .within()
            .all(|element| element.name().is_empty() || element.is_one_of(&INLINE))
        {
            Kind::Plain
        } else {
            Kind::Block
        };
        let mut open = vec![(root.end(), whole)];
        let mut unread = 0;
        let mut parent_is_mixed = vec![root.is_mixed()];
        for element in root.within() {
            if element.place() < unread {
                continue;
            }
            while open.len() > 1
                && let Some((_, kind)) = open.pop_if(|(end, _)| *end <= element.place())
            {
                parent_is_mixed.pop();
                self.passes(kind, &open);
            }
            if element.name().is_empty() {
                self.text(element, &open, asides, nested);
            } else if element.is_one_of(&UNREAD) || (!asides && element.is_one_of(&ASIDE)) {
                unread = element.end();
            } else if element.is("br") {
                self.put(Next::Line, &open);
            } else {
                let kind = kind(element, parent_is_mixed.last() == Some(&true));
                self.passes(kind, &open);
                open.push((element.end(), kind));
                parent_is_mixed.push(element.is_mixed());
            }
        }
        self.put(Next::Paragraph, &[]);
    }

    /// An element begins or ends.
    fn passes(&mut self, kind: Kind, open: &[(usize, Kind)]) {
        match kind {
            Kind::Inline => {}
            Kind::Cell => self.put(Next::Cell, &[]),
            Kind::Row => self.put(Next::Line, &[]),
            Kind::Block | Kind::Plain => self.put(Next::Paragraph, open),
        }
    }

    fn put(&mut self, next: Next, open: &[(usize, Kind)]) {
        let next = if open.iter().any(|(_, kind)| *kind == Kind::Cell) {
            Next::Space
        } else {
            next
        };
        self.next = self.next.max(next);
    }

    fn text(&mut self, element: Element, open: &[(usize, Kind)], asides: bool, nested: bool) {
        let text = element.own_text();
        if open.last().is_some_and(|(_, kind)| *kind == Kind::Row) && text.trim().is_empty() {
            return;
        }
        if !nested && tags::has_tags(text) {
            self.put(Next::Paragraph, open);
            self.walk(Document::fragment(text, element.line()).all(), asides, true);
            return;
        }
        // Desks escape twice: what is still written as an entity is one.
        let text = tags::characters(text);
        let is_plain = open.last().is_some_and(|(_, kind)| *kind == Kind::Plain);
        let mut blank = false;
        for (line, number) in text.split('\n').zip(element.line()..) {
            if number > element.line() {
                self.put(
                    if blank && is_plain {
                        Next::Paragraph
                    } else {
                        Next::Line
                    },
                    open,
                );
            }
            self.words(line, number);
            blank = line.trim().is_empty();
        }
    }

    fn words(&mut self, text: &str, number: u32) {
        if text.starts_with(char::is_whitespace) {
            self.next = self.next.max(Next::Space);
        }
        for word in text.split_whitespace() {
            self.word(word, number);
            self.next = Next::Space;
        }
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            self.next = if text.trim().is_empty() {
                self.next
            } else {
                Next::Joined
            };
        }
    }

    fn word(&mut self, word: &str, number: u32) {
        match self.next {
            _ if self.lines.is_empty() => self.line(number),
            Next::Joined => {}
            Next::Space => self.push(" "),
            Next::Cell => self.push(" | "),
            Next::Line => self.line(number),
            Next::Paragraph => {
                self.line(number);
                self.line(number);
            }
        }
        self.push(word);
    }

    fn line(&mut self, number: u32) {
        self.lines.push(Line {
            text: String::new(),
            number,
        });
    }

    fn push(&mut self, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(text);
        }
    }
}

fn kind(element: Element, parent_is_mixed: bool) -> Kind {
    if element.is_one_of(&INLINE) {
        Kind::Inline
    } else if element.is_one_of(&["td", "th"]) {
        Kind::Cell
    } else if element.is("tr") {
        Kind::Row
    } else if element.is("pre") {
        Kind::Plain
    } else if element.is_one_of(&BLOCK) || !parent_is_mixed {
        Kind::Block
    } else {
        Kind::Inline
    }
}
