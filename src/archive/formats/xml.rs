//! XML, and the HTML that items carry, as one flat list of nodes in the order of the text. Nothing recurses, nothing is
//! fetched, and the entities that a document declares itself are never expanded.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::tags;

/// What no news item needs, and a bomb has.
const DEPTH: usize = 256;
const NODES: usize = 1_000_000;
const ATTRIBUTES: usize = 256;

pub struct Document {
    nodes: Vec<Node>,
}

/// An element, or a piece of text, whose name is empty.
struct Node {
    /// Without its prefix.
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    /// The line of the file where it begins.
    line: u32,
    /// The number of the node after the last one within it.
    end: usize,
    /// Words stand in it beside its elements.
    mixed: bool,
}

/// A node of a document.
#[derive(Clone, Copy)]
pub struct Element<'a> {
    document: &'a Document,
    at: usize,
}

/// The name of a text's first element, without its prefix; `None` for what is no XML.
pub fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")?.1
        } else if rest.starts_with("<?") {
            rest.split_once("?>")?.1
        } else if rest.starts_with("<!") {
            after_declaration(rest)?
        } else {
            let name = rest.strip_prefix('<')?;
            let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
            let (_, name) = name[..end].rsplit_once(':').unwrap_or(("", &name[..end]));
            return name.starts_with(char::is_alphabetic).then_some(name);
        }
        .trim_start();
    }
}

/// What follows a DOCTYPE, with or without declarations of its own in brackets.
fn after_declaration(text: &str) -> Option<&str> {
    let end = text.find('>')?;
    match text[..end].find('[') {
        Some(_) => {
            let (_, rest) = text.split_once(']')?;
            Some(rest.split_once('>')?.1)
        }
        None => Some(&text[end + 1..]),
    }
}

impl Document {
    /// A document that keeps XML's rules, or the reason why it cannot be read.
    pub fn read(text: &str) -> Result<Document, String> {
        Builder::new(1, false).read(text)
    }

    /// HTML that begins in the line `line` of its file: tags may be left open, and what cannot be read is text.
    pub fn fragment(html: &str, line: u32) -> Document {
        let read = Builder::new(line, true).read(html);
        read.unwrap_or_else(|_| Builder::new(line, true).line_by_line(html))
    }

    /// Text without any tag, its first line the line `line` of its file.
    pub fn plain(text: &str, line: u32) -> Document {
        let mut builder = Builder::new(line, true);
        builder.text(text, false);
        builder.finished()
    }

    /// What holds all of the document.
    pub fn all(&self) -> Element<'_> {
        Element {
            document: self,
            at: 0,
        }
    }
}

impl<'a> Element<'a> {
    fn node(self) -> &'a Node {
        &self.document.nodes[self.at]
    }

    pub fn name(self) -> &'a str {
        &self.node().name
    }

    pub fn is(self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    pub fn is_one_of(self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    pub fn line(self) -> u32 {
        self.node().line
    }

    pub fn is_mixed(self) -> bool {
        self.node().mixed
    }

    /// The words of a piece of text; empty for an element.
    pub fn own_text(self) -> &'a str {
        &self.node().text
    }

    /// The value of an attribute, empty where it has none of that name.
    pub fn attribute(self, name: &str) -> &'a str {
        let named = self.node().attributes.iter();
        named
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
            .next()
            .unwrap_or_default()
    }

    /// The elements and texts directly within this one.
    pub fn children(self) -> impl Iterator<Item = Element<'a>> {
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            let child = Element { at, ..self };
            (at < self.node().end).then(|| {
                at = child.node().end;
                child
            })
        })
    }

    /// All that is within this one, in the order of the text.
    pub fn within(self) -> impl Iterator<Item = Element<'a>> {
        (self.at + 1..self.node().end).map(move |at| Element { at, ..self })
    }

    pub fn named(self, name: &str) -> impl Iterator<Item = Element<'a>> {
        self.within().filter(move |element| element.is(name))
    }

    /// Those of some names that stand in no other of them.
    pub fn outermost(self, names: &[&str]) -> Vec<Element<'a>> {
        let mut behind = 0;
        let named = self.within().filter(|element| element.is_one_of(names));
        named
            .filter(|element| {
                element.at >= behind && {
                    behind = element.end();
                    true
                }
            })
            .collect()
    }

    /// The first of a name, however deep.
    pub fn find(self, name: &str) -> Option<Element<'a>> {
        self.named(name).next()
    }

    pub fn child(self, name: &str) -> Option<Element<'a>> {
        self.children().find(|child| child.is(name))
    }

    /// The node after all that is within this one; tells whether another is.
    pub fn end(self) -> usize {
        self.node().end
    }

    pub fn place(self) -> usize {
        self.at
    }

    /// All its words with single spaces between them.
    pub fn text(self) -> String {
        let mut text = String::new();
        for piece in std::iter::once(self).chain(self.within()) {
            text.push_str(piece.own_text());
            if !piece.name().is_empty() && piece.is_one_of(&["br", "p", "hl1", "hl2"]) {
                text.push(' ');
            }
        }
        tags::words(&text)
    }
}

struct Builder {
    nodes: Vec<Node>,
    open: Vec<usize>,
    line: u32,
    lenient: bool,
}

impl Builder {
    fn new(line: u32, lenient: bool) -> Builder {
        let mut builder = Builder {
            nodes: Vec::new(),
            open: Vec::new(),
            line,
            lenient,
        };
        builder.push(String::new(), Vec::new());
        builder.open.push(0);
        builder
    }

    fn read(mut self, text: &str) -> Result<Document, String> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = self.lenient;
        config.check_end_names = !self.lenient;
        let mut joins = false;
        let mut read = 0;
        loop {
            let event = reader
                .read_event()
                .map_err(|error| format!("is broken XML in line {} ({error}); fetch it again", self.line))?;
            joins = match event {
                Event::Start(tag) => self.start(&tag, false)?,
                Event::Empty(tag) => self.start(&tag, true)?,
                Event::End(tag) => self.end(tag.local_name().as_ref()),
                Event::Text(piece) => self.text(&piece, joins),
                Event::GeneralRef(name) => self.text(
                    &tags::character(&name).unwrap_or_else(|| format!("&{};", &*name).into()),
                    joins,
                ),
                Event::CData(piece) => !self.text(&piece, false),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => false,
            };
            let position = (reader.buffer_position() as usize).min(text.len());
            let passed = &text.as_bytes()[read..position];
            self.line += passed.iter().filter(|&&byte| byte == b'\n').count() as u32;
            read = position;
            if self.nodes.len() > NODES {
                return Err("has more than a million elements; divide it".into());
            }
        }
        if self.open.len() > 1 && !self.lenient {
            return Err("is XML that breaks off before its end; fetch it again".into());
        }
        Ok(self.finished())
    }

    /// What no parser takes: each line without its tags, whatever they hold.
    fn line_by_line(mut self, html: &str) -> Document {
        for line in html.split('\n') {
            for (n, piece) in tags::bare(line).split("\n\n").enumerate() {
                if n > 0 {
                    self.push("hr".into(), Vec::new());
                }
                self.text(&piece.replace('\n', " "), false);
            }
            self.push("br".into(), Vec::new());
            self.line += 1;
        }
        self.finished()
    }

    fn finished(mut self) -> Document {
        self.close(0);
        Document { nodes: self.nodes }
    }

    fn push(&mut self, name: String, attributes: Vec<(String, String)>) {
        let at = self.nodes.len();
        self.nodes.push(Node {
            name,
            attributes,
            text: String::new(),
            line: self.line,
            end: at + 1,
            mixed: false,
        });
    }

    /// Closes the open elements but for the first `kept`.
    fn close(&mut self, kept: usize) {
        let end = self.nodes.len();
        for at in self.open.drain(kept..) {
            self.nodes[at].end = end;
        }
    }

    fn start(&mut self, tag: &BytesStart, is_empty: bool) -> Result<bool, String> {
        let name = tag.local_name().as_ref().to_owned();
        if self.lenient && self.last_open().is_some_and(|last| implies_end(last, &name)) {
            self.close(self.open.len() - 1);
        }
        // Two of one name are no error that matters, and to look for them takes time by the square of their number.
        let mut attributes = Vec::new();
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            if attributes.len() == ATTRIBUTES {
                return Err(format!(
                    "has a tag of more than {ATTRIBUTES} attributes in line {}; mend it",
                    self.line
                ));
            }
            let name = attribute.key.local_name().as_ref().to_owned();
            attributes.push((name, tags::characters(&attribute.value).into_owned()));
        }
        let is_void = self.lenient
            && ["br", "img", "hr", "wbr", "meta", "link", "input", "source"]
                .iter()
                .any(|void| name.eq_ignore_ascii_case(void));
        if self.open.len() == DEPTH {
            return Err(format!(
                "has elements more than {DEPTH} deep in line {}; mend it",
                self.line
            ));
        }
        self.push(name, attributes);
        if !(is_empty || is_void) {
            self.open.push(self.nodes.len() - 1);
        }
        Ok(false)
    }

    fn last_open(&self) -> Option<&str> {
        self.open.last().map(|&at| &*self.nodes[at].name)
    }

    fn end(&mut self, name: &str) -> bool {
        let found = self
            .open
            .iter()
            .rposition(|&at| self.nodes[at].name.eq_ignore_ascii_case(name));
        if let Some(found) = found.filter(|&found| found > 0) {
            self.close(found);
        }
        false
    }

    /// Takes a piece of text, as part of the last one where it `joins`. Always true: the next piece may join it.
    fn text(&mut self, text: &str, joins: bool) -> bool {
        if !joins {
            self.push(String::new(), Vec::new());
        }
        if let Some(node) = self.nodes.last_mut() {
            node.text.push_str(text);
        }
        if let Some(&parent) = self.open.last()
            && text.contains(|c: char| !c.is_whitespace())
        {
            self.nodes[parent].mixed = true;
        }
        true
    }
}

/// HTML leaves these open.
fn implies_end(open: &str, next: &str) -> bool {
    open.eq_ignore_ascii_case(next)
        && ["p", "li", "td", "tr", "dt", "dd", "option"]
            .iter()
            .any(|name| open.eq_ignore_ascii_case(name))
}
