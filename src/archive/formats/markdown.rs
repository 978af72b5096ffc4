//! Markdown, its fields in front matter (`---` YAML's plain keys and lists, or `+++` TOML's). Marks are taken off;
//! every line keeps its place.

use super::{Item, Line};

/// Whether a text opens with front matter.
pub fn has_front_matter(text: &str) -> bool {
    front_matter(text).is_some()
}

pub fn read(text: &str) -> Item {
    let mut item = Item {
        headline_line: 1,
        ..Item::default()
    };
    let front = front_matter(text).unwrap_or(0);
    fields(text.lines().take(front), &mut item);
    for (line, number) in text.lines().zip(1..).skip(front) {
        let (text, heading) = plain(line);
        if heading && item.body.iter().all(|line| line.text.is_empty()) {
            if item.headline.is_empty() {
                (item.headline, item.headline_line) = (text, number);
                continue;
            } else if text == item.headline {
                continue;
            }
        }
        if !(text.is_empty() && item.body.is_empty()) {
            item.body.push(Line { text, number });
        }
    }
    while item.body.pop_if(|line| line.text.is_empty()).is_some() {}
    item
}

/// How many lines front matter takes, its fences among them.
fn front_matter(text: &str) -> Option<usize> {
    let mut lines = text.lines();
    let fence = lines.next()?.trim_end();
    if fence != "---" && fence != "+++" {
        return None;
    }
    lines.position(|line| line.trim_end() == fence).map(|at| at + 2)
}

fn fields<'a>(lines: impl Iterator<Item = &'a str>, item: &mut Item) {
    // A list's name, and its values until the next field.
    let (mut list, mut values) = (String::new(), Vec::new());
    for (line, number) in lines.zip(1..) {
        if let Some(value) = line.trim_start().strip_prefix("- ") {
            values.push(unquoted(value));
            continue;
        }
        item.set(&list, &values.join(", "));
        values.clear();
        let Some((name, value)) = line.split_once([':', '=']).filter(|_| !line.starts_with(' ')) else {
            list.clear();
            continue;
        };
        let name = name.trim().to_lowercase();
        let value = value.trim();
        match value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
            Some(values) => {
                let values: Vec<&str> = values.split(',').map(unquoted).collect();
                item.set(&name, &values.join(", "));
            }
            None => {
                item.set(&name, unquoted(value));
            }
        }
        if value == item.headline || unquoted(value) == item.headline {
            item.headline_line = number;
        }
        list = name;
    }
    item.set(&list, &values.join(", "));
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inside = |mark| {
        value
            .strip_prefix(mark)
            .and_then(|value| value.strip_suffix(mark))
    };
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

/// A line without its marks, and whether it is a heading.
fn plain(line: &str) -> (String, bool) {
    let line = line.trim();
    if is_rule(line) {
        return (String::new(), false);
    }
    let bare = line.trim_start_matches('#');
    let heading = bare.len() < line.len() && bare.starts_with(' ');
    let mut text = if heading {
        bare.trim().trim_end_matches('#').trim_end()
    } else {
        line
    };
    while let Some(inner) = text
        .strip_prefix('>')
        .or(text.strip_prefix("- "))
        .or(text.strip_prefix("* "))
    {
        text = inner.trim_start();
    }
    (inline(text.strip_suffix('\\').unwrap_or(text)), heading)
}

/// `---`, `***`, `===`: a rule, or the line under a heading.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| *c != ' ');
    let first = marks.next();
    line.len() >= 3 && matches!(first, Some('-' | '*' | '_' | '=')) && marks.all(|c| Some(c) == first)
}

/// Links give their text, pictures nothing; emphasis, code marks, backslashes and tags go.
fn inline(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let next = after.chars().next();
        let escaped = next.filter(|next| c == '\\' && next.is_ascii_punctuation());
        let (kept, length) = if let Some(next) = escaped {
            (Some(next.to_string()), 1 + next.len_utf8())
        } else if let Some((_, length)) = rest.strip_prefix('!').and_then(link) {
            (None, 1 + length)
        } else if let Some((label, length)) = link(rest) {
            (Some(inline(label)), length)
        } else if c == '`' || (matches!(c, '*' | '_') && is_emphasis(before, rest, c)) {
            (None, rest.len() - rest.trim_start_matches(c).len())
        } else if let Some(length) = tag(rest) {
            (None, length)
        } else {
            (Some(c.to_string()), c.len_utf8())
        };
        plain.extend(kept);
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
    }
    plain
}

/// The text of `[text](address)` or `[text][note]` at the head of `rest`, and the length of the whole.
fn link(rest: &str) -> Option<(&str, usize)> {
    let text = enclosed(rest, '[', ']')?;
    let target = &rest[text.len() + 2..];
    let address = enclosed(target, '(', ')').or_else(|| enclosed(target, '[', ']'))?;
    Some((text, text.len() + 2 + address.len() + 2))
}

/// A link's text, its address and a tag are no longer than this, in bytes: each bracket of a text without their ends
/// would be looked for through all of it, and links within links go as deep as they are long.
const LONGEST: usize = 1_000;

/// What stands between `open`, at the head of `rest`, and the mark that closes it.
fn enclosed(rest: &str, open: char, close: char) -> Option<&str> {
    let inner = rest.strip_prefix(open)?;
    let mut depth = 1;
    let mut marks = inner.char_indices().take_while(|&(at, _)| at < LONGEST);
    let (end, _) = marks.find(|&(_, c)| {
        depth += i32::from(c == open) - i32::from(c == close);
        depth == 0
    })?;
    Some(&inner[..end])
}

/// Whether the run of marks at the head of `rest` opens or closes emphasis: words touch it on one side alone.
fn is_emphasis(before: Option<char>, rest: &str, mark: char) -> bool {
    let after = rest.trim_start_matches(mark).chars().next();
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match (touches(before), touches(after)) {
        (true, true) => !(mark == '_' && word(before) && word(after)),
        (false, false) => false,
        _ => true,
    }
}

/// The length of an HTML tag or comment at the head of `rest`.
fn tag(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('<')?;
    if inner.starts_with("!--") {
        return Some(rest.find("-->").map_or(rest.len(), |end| end + 3));
    }
    let name = inner.strip_prefix('/').unwrap_or(inner);
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| {
        rest.bytes()
            .take(LONGEST)
            .position(|byte| byte == b'>')
            .map(|end| end + 1)
    })?
}
