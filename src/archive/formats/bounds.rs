//! What a page's markup may be. A parser's time grows with the square of a tag's attributes and of the depth of tags,
//! and what reads its tree goes as deep: what no page has is refused before.

use dom_smoothie::Readability;

/// The longest page, in bytes; pictures within them are most of the longest.
const LONGEST: usize = 16 << 20;
/// More tags than this are no article.
const TAGS: usize = 200_000;
/// The deepest that browsers go is 512.
const DEEPEST: usize = 500;
const ATTRIBUTES: usize = 1_000;
/// Characters to be escaped in a text, times its bytes: about a second's work.
const ESCAPES: usize = 1 << 31;

/// Whether a page may be parsed, told from its text. What this is led to miss, [`check`] finds, or takes too long.
pub fn hold(page: &str) -> Result<(), String> {
    if page.len() > LONGEST {
        return Err("is a page of more than 16 MB; save its text".into());
    }
    let (mut tags, mut depth) = (0, 0_usize);
    let mut rest = page;
    while let Some((text, from)) = rest.split_once('<') {
        check_text(text)?;
        tags += 1;
        if tags > TAGS {
            return Err("has more than 200,000 tags; save its text".into());
        }
        if let Some(comment) = from.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(name) = name(from.strip_prefix('/').unwrap_or(from)) else {
            rest = from;
            continue;
        };
        let (tag, after) = tag(from)?;
        check_text(tag)?;
        rest = after;
        if tag.starts_with('/') {
            depth -= usize::from(nests(&name) && depth > 0);
        } else if nests(&name) {
            depth += usize::from(!tag.ends_with('/'));
            check_depth(depth)?;
        } else if matches!(&*name, "script" | "style") {
            rest = after_raw(after, &name);
        }
    }
    check_text(rest)
}

/// html5ever writes a text by looking through the rest of it at each character that it escapes.
fn check_text(text: &str) -> Result<(), String> {
    let escaped = text.bytes().filter(|byte| matches!(byte, b'&' | 0xc2)).count();
    match escaped.saturating_mul(text.len()) > ESCAPES {
        true => Err("has a text of more escaped characters than any page; save it as text".into()),
        false => Ok(()),
    }
}

/// Whether the tree of a page may be read.
pub fn check(page: &Readability) -> Result<(), String> {
    let mut depth = 0;
    let mut node = page.doc.root();
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            check_depth(depth)?;
            node = child;
            continue;
        }
        loop {
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return Ok(()),
            }
            depth -= 1;
        }
    }
}

fn check_depth(depth: usize) -> Result<(), String> {
    match depth > DEEPEST {
        true => Err("has tags more than 500 deep; save its text".into()),
        false => Ok(()),
    }
}

/// What is within a tag, and what comes after it.
fn tag(from: &str) -> Result<(&str, &str), String> {
    let (mut quote, mut attributes, mut before) = (None, 0, b' ');
    for (at, byte) in from.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Ok((&from[..at], &from[at + 1..])),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            // An attribute begins behind white space, a slash or another's value.
            (None, _)
                if matches!(
                    before,
                    b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'"' | b'\''
                ) =>
            {
                attributes += usize::from(!byte.is_ascii_whitespace());
                if attributes > ATTRIBUTES {
                    return Err("has a tag of more than 1,000 attributes; save its text".into());
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() || before != b'=' {
            before = byte;
        }
    }
    Ok((from, ""))
}

fn name(tag: &str) -> Option<String> {
    tag.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| {
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        tag[..end.unwrap_or(tag.len())].to_ascii_lowercase()
    })
}

/// Whether what follows a tag stands within it until it is closed: not behind those that are empty or whose end may be
/// left out.
fn nests(name: &str) -> bool {
    !matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "html"
            | "head"
            | "body"
            | "p"
            | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "tfoot"
            | "colgroup"
            | "caption"
            | "option"
            | "optgroup"
            | "script"
            | "style"
            | "path"
            | "circle"
            | "rect"
    )
}

/// What comes after an element whose content is no markup.
fn after_raw<'a>(content: &'a str, name: &str) -> &'a str {
    let ends = content.match_indices("</");
    let end = |at: usize| content.get(at + 2..at + 2 + name.len());
    let mut ends = ends.filter(|&(at, _)| end(at).is_some_and(|end| end.eq_ignore_ascii_case(name)));
    ends.next().map_or("", |(at, _)| &content[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_have_what_pages_have() {
        let items = "<li>one <br> two<p>three</p>".repeat(10_000);
        let paragraphs = "<p>text<table><tr><td>1<td>2</table>".repeat(10_000);
        let script = "<script>if (a < b) s = '<div>';</script>".repeat(2_000);
        let inline = format!("<img src='data:image/png;base64,{}'>", "/A=".repeat(1 << 20));
        let commented = "<!-- <div> <a b=' -->".repeat(2_000);
        for page in [items, paragraphs, script, inline, commented] {
            assert_eq!(hold(&page), Ok(()), "{}", &page[..20]);
        }
    }

    #[test]
    fn what_no_page_has_is_refused() {
        let attributes: String = (0..80_000).map(|n| format!(" a{n}=\"{n}\"")).collect();
        let close: String = (0..80_000).map(|n| format!("a{n}=''")).collect();
        for (page, why) in [
            ("<div>".repeat(100_000), "500 deep"),
            ("<b><i></p></b>".repeat(1_000), "500 deep"),
            (format!("<p{attributes}>"), "1,000 attributes"),
            (format!("<p {close}>"), "1,000 attributes"),
            (format!("<!-- <p b=\" --><p{attributes}>"), "1,000 attributes"),
            ("<br>".repeat(300_000), "200,000 tags"),
            ("<".repeat(300_000), "200,000 tags"),
            ("a".repeat(20 << 20), "16 MB"),
            ("&".repeat(200_000), "escaped"),
            (format!("<p>{}</p>", "\u{a0}".repeat(200_000)), "escaped"),
        ] {
            let refused = hold(&page).expect_err("a refusal");
            assert!(refused.contains(why), "{refused}");
        }
    }
}
