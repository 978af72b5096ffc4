//! Where copy begins and where a paragraph ends: headers, front matter, hard-wrapped lines.

use std::borrow::Cow;

use jiff::civil::Date;

/// A paragraph of copy: its first byte in the text and its words, line breaks at its ends taken off.
pub struct Block<'a> {
    pub start: usize,
    pub text: Cow<'a, str>,
}

pub struct Layout<'a> {
    /// What a header gives as the date.
    pub date: Option<Date>,
    pub blocks: Vec<Block<'a>>,
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
pub fn layout<'a, I>(lines: I) -> Layout<'a>
where
    I: Iterator<Item = Cow<'a, str>> + Clone,
{
    let (skip, date) = header(lines.clone());
    let wrapped = is_wrapped(lines.clone().skip(skip));
    let mut blocks: Vec<Block> = Vec::new();
    let (mut at, mut joins) = (0, false);
    for (number, line) in lines.enumerate() {
        let start = at;
        at += line.len();
        if number < skip {
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
    Layout { date, blocks }
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

/// How many lines at the top are a header or front matter, and the date they give.
fn header<'a>(lines: impl Iterator<Item = Cow<'a, str>> + Clone) -> (usize, Option<Date>) {
    let mut date = None;
    let mut fence: Option<Cow<str>> = None;
    let mut within = false;
    for (number, line) in lines.clone().enumerate() {
        let line = line.trim().trim_start_matches('\u{feff}');
        if let Some(open) = &fence {
            if line == open.as_ref() {
                return (number + 1, date);
            }
        } else if !within && line.is_empty() {
            continue;
        } else if number == 0
            && (line == "---" || line == "+++")
            && lines.clone().skip(1).any(|l| l.trim() == line)
        {
            fence = Some(Cow::Owned(line.to_owned()));
            continue;
        } else if line.is_empty() {
            return (number, date);
        }
        match field(line) {
            Some(("date" | "published" | "updated", value)) => date = date.or_else(|| day(value)),
            Some((name, _)) if within || fence.is_some() || FIELDS.contains(&name) => {}
            _ if fence.is_some() => {}
            _ => return (if within { number } else { 0 }, date),
        }
        within = true;
    }
    (0, None)
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
fn is_wrapped<'a>(lines: impl Iterator<Item = Cow<'a, str>>) -> bool {
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
