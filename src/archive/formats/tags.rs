//! Bodies that hold HTML: tags to paragraphs, entities to characters.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use quick_xml::escape::resolve_html5_entity;

/// Text without tags and entities; text that has none is given back as it is.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !has_tags(text) {
        return Cow::Borrowed(text);
    }
    bare(text)
}

/// Text without tags and entities.
pub fn bare(text: &str) -> Cow<'_, str> {
    replaced(text, true)
}

/// Whether a text is written in HTML.
pub fn has_tags(text: &str) -> bool {
    let mut closing = text.match_indices("</");
    text.contains("<p>")
        || text.contains("<br")
        || closing.any(|(at, _)| text.as_bytes().get(at + 2).is_some_and(u8::is_ascii_alphabetic))
}

/// Text whose entities are characters.
pub fn characters(text: &str) -> Cow<'_, str> {
    if text.contains('&') {
        replaced(text, false)
    } else {
        Cow::Borrowed(text)
    }
}

/// Words with single spaces between them.
pub fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn replaced(text: &str, tags: bool) -> Cow<'_, str> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (written, length) = match rest.starts_with('<') {
            true if tags => tag(rest),
            true => ("<".into(), 1),
            false => entity(rest),
        };
        plain.push_str(&written);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// What stands for the tag at the head of `rest`, and the tag's length.
fn tag(rest: &str) -> (Cow<'static, str>, usize) {
    // Another "<" before its end: this one begins no tag. So no text is searched twice.
    let end = match rest[1..].find(['<', '>']) {
        Some(end) if rest[1 + end..].starts_with('>') => 1 + end,
        _ => return ("<".into(), 1),
    };
    let name = rest[1..end].trim_start_matches('/').to_ascii_lowercase();
    let name = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let written = match name {
        "" => return ("<".into(), 1),
        "br" => "\n",
        "p" | "div" | "li" | "ul" | "ol" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "tr" | "figure" => {
            "\n\n"
        }
        _ => "",
    };
    (written.into(), end + 1)
}

fn entity(rest: &str) -> (Cow<'static, str>, usize) {
    let unknown = ("&".into(), 1);
    let Some(end) = rest.bytes().take(34).position(|b| b == b';') else {
        return unknown;
    };
    match character(&rest[1..end]) {
        Some(written) => (written, end + 1),
        None => unknown,
    }
}

/// What an entity's name stands for: HTML's own list, or a number ("#8220", "#x201c").
pub fn character(name: &str) -> Option<Cow<'static, str>> {
    let Some(code) = name.strip_prefix('#') else {
        // "&NewLine;" is no break of the file either.
        return resolve_html5_entity(name).map(|c| Cow::Borrowed(if c == "\n" { " " } else { c }));
    };
    let code = match code.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    Some(match code {
        // A break that is no break of the file, and control characters.
        0..32 => " ".into(),
        // Old desks wrote the numbers of Windows' characters.
        0x80..0xa0 => WINDOWS_1252
            .decode_without_bom_handling(&[code as u8])
            .0
            .into_owned()
            .into(),
        _ => char::from_u32(code)?.to_string().into(),
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_divide_paragraphs_and_entities_are_read() {
        assert_eq!(
            plain("<p>&ldquo;A &amp; B&rdquo; <a href=\"x\">paid</a> &pound;5 &#8212; &#x2026; &#146;</p><p>5 < 7 & 8</p>").trim(),
            "“A & B” paid £5 — … ’\n\n\n\n5 < 7 & 8"
        );
        assert_eq!(plain("5 < 7 &amp; 8"), "5 < 7 &amp; 8");
    }
}
