//! Where copy begins and where a paragraph ends: headers, front matter, hard-wrapped lines.

use std::borrow::Cow;

use jiff::civil::Date;

/// A paragraph of copy: its first byte in the text and its words, line breaks at its ends taken off.
pub struct Block<'a> {
    pub start: usize,
    pub text: Cow<'a, str>,
}

pub struct Layout<'a> {
    /// What a header gives.
    pub header: Header,
    pub blocks: Vec<Block<'a>>,
}

#[derive(Default)]
pub struct Header {
    pub date: Option<Date>,
    pub byline: Option<Box<str>>,
    /// How many lines it takes, front matter's fences with them.
    lines: usize,
}

/// Fields that a newsroom's header may have. A first line "Mayor: ‘No’" is a headline, not a header.
const FIELDS: [&str; 22] = [
    "outlet", "date", "headline", "title", "by", "byline", "author", "authors", "source", "publication",
    "publisher", "published", "updated", "dateline", "slug", "section", "url", "keywords", "status", "desk",
    "tags", "category",
];

/// The widest line that a hand or a wire's printer breaks.
const WRAPPED: usize = 100;

/// Divides a text, given as its lines with their breaks, into paragraphs of copy.
pub fn layout<'a>(lines: impl Iterator<Item = Cow<'a, str>>) -> Layout<'a> {
    let lines: Vec<Cow<str>> = lines.collect();
    let header = header(&lines);
    let wrapped = is_wrapped(&lines[header.lines..]);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let (mut at, mut joins) = (0, false);
    for (number, line) in lines.into_iter().enumerate() {
        let start = at;
        at += line.len();
        if number < header.lines {
            continue;
        }
        let text = trimmed(line);
        if text.trim().is_empty() {
            joins = false;
            continue;
        }
        match blocks.last_mut() {
            Some(block) if joins => {
                let gap = start - (block.start + block.text.len());
                let paragraph = block.text.to_mut();
                // Whatever broke the line, the paragraph keeps its length in bytes.
                paragraph.extend(std::iter::repeat_n(' ', gap.saturating_sub(1)));
                paragraph.push('\n');
                paragraph.push_str(&text);
            }
            _ => blocks.push(Block { start, text }),
        }
        joins = wrapped;
    }
    Layout { header, blocks }
}

fn trimmed(line: Cow<'_, str>) -> Cow<'_, str> {
    match line {
        Cow::Borrowed(line) => Cow::Borrowed(line.trim_end()),
        Cow::Owned(mut line) => {
            line.truncate(line.trim_end().len());
            Cow::Owned(line)
        }
    }
}

/// The header or front matter at the top.
fn header(lines: &[Cow<str>]) -> Header {
    let mut header = Header::default();
    let mut fence: Option<&str> = None;
    let mut within = false;
    for (number, line) in lines.iter().enumerate() {
        let line = line.trim().trim_start_matches('\u{feff}');
        if let Some(open) = fence {
            if line == open {
                header.lines = number + 1;
                return header;
            }
        } else if !within && line.is_empty() {
            continue;
        } else if number == 0
            && (line == "---" || line == "+++")
            && lines[1..].iter().any(|l| l.trim() == line)
        {
            fence = Some(line);
            continue;
        } else if line.is_empty() {
            header.lines = number;
            return header;
        }
        match field(line) {
            Some(("date" | "published" | "updated", value)) => {
                header.date = header.date.or_else(|| day(value))
            }
            Some(("by" | "byline" | "author", value)) => {
                header.byline.get_or_insert_with(|| value.into());
            }
            Some((name, _)) if within || fence.is_some() || FIELDS.contains(&name) => {}
            _ if fence.is_some() => {}
            _ => {
                header.lines = if within { number } else { 0 };
                return header;
            }
        }
        within = true;
    }
    Header::default()
}

/// `2031-05-02`, alone or before a time.
fn day(value: &str) -> Option<Date> {
    value.get(..10)?.parse().ok()
}

fn field(line: &str) -> Option<(&'static str, &str)> {
    let (name, value) = line.split_once([':', '='])?;
    let name = name.trim().to_ascii_lowercase();
    let known = FIELDS.iter().find(|&&field| field == name)?;
    Some((known, value.trim().trim_matches(['"', '\''])))
}

/// Lines broken by hand: paragraphs are set apart by empty lines, and no line is long.
fn is_wrapped(lines: &[Cow<str>]) -> bool {
    let (mut copy, mut gap, mut follows) = (false, false, false);
    let mut joined = 0;
    for line in lines {
        if line.len() > WRAPPED * 4 || line.len() > WRAPPED && line.chars().count() > WRAPPED {
            return false;
        }
        if line.trim().is_empty() {
            gap |= copy;
            follows = false;
        } else {
            copy = true;
            joined += usize::from(follows);
            follows = true;
        }
    }
    gap && joined > 0
}
