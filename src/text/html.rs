//! Copy written as HTML: what is markup becomes blank, byte for byte, so that every span of the copy is one of the draft.

/// Elements that end a paragraph where they begin and end.
const BLOCKS: [&str; 25] = [
    "address", "article", "aside", "blockquote", "br", "div", "dd", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "p", "section", "td", "title",
];

/// Elements whose content is no copy.
const SILENT: [&str; 4] = ["script", "style", "template", "svg"];

/// Characters that writers of HTML spell out, and whether one stands before the word it belongs to.
const ENTITIES: [(&str, &str, bool); 9] = [
    ("&ldquo;", "“", true),
    ("&rdquo;", "”", false),
    ("&lsquo;", "‘", true),
    ("&rsquo;", "’", false),
    ("&mdash;", "—", false),
    ("&ndash;", "–", false),
    ("&pound;", "£", true),
    ("&euro;", "€", true),
    ("&nbsp;", "", false),
];

/// The copy of a page, as long as the page. A tag of a block breaks the paragraph.
pub fn copy(page: &str) -> String {
    let mut copy = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find(['<', '&']) {
        copy.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = match rest.starts_with('<') {
            true => markup(rest, &mut copy),
            false => entity(rest, &mut copy),
        };
        rest = &rest[taken..];
    }
    copy.push_str(rest);
    copy
}

/// Blanks the comment, declaration or tag at the start of `text`; how many bytes it took.
fn markup(text: &str, copy: &mut String) -> usize {
    let closed = |end: Option<usize>, by: &str| end.map_or(text.len(), |end| end + by.len());
    if text.starts_with("<!--") {
        return blank(text, closed(text.find("-->"), "-->"), copy);
    }
    let name = name(text);
    let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if name.is_empty() && !text.starts_with("<!") && !text.starts_with("<?") {
        copy.push('<');
        return 1;
    }
    let end = tag_end(text);
    if is(&SILENT) && !text.starts_with("</") {
        let closing = format!("</{}", name.to_ascii_lowercase());
        let close = text.to_ascii_lowercase().find(&closing);
        return blank(text, close.unwrap_or(text.len()), copy);
    }
    let from = copy.len();
    let taken = blank(text, end, copy);
    // Two breaks are an empty line, which ends a paragraph whatever the file's lines are.
    if is(&BLOCKS) && taken >= 2 {
        copy.replace_range(from..from + 2, "\n\n");
    }
    taken
}

/// The name in the tag at the start of `text`.
fn name(text: &str) -> &str {
    let text = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(text.len());
    match text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => &text[..end],
        false => "",
    }
}

/// Where the tag at the start of `text` ends: at a `>` outside the values of attributes. One that is just being typed
/// ends with its line.
fn tag_end(text: &str) -> usize {
    let mut within: Option<u8> = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, within) {
            (b'>', None) => return at + 1,
            (b'"' | b'\'', None) => within = Some(byte),
            (_, Some(quote)) if quote == byte => within = None,
            _ => {}
        }
    }
    let line = text.find(['\n', '\r']).unwrap_or(text.len());
    text[..line].find('>').map_or(line, |at| at + 1)
}

/// Blanks `length` bytes, line breaks kept.
fn blank(text: &str, length: usize, copy: &mut String) -> usize {
    let kept = |byte| {
        if matches!(byte, b'\n' | b'\r') {
            byte.into()
        } else {
            ' '
        }
    };
    copy.extend(text.bytes().take(length).map(kept));
    length
}

/// Writes out the character spelt at the start of `text`, padded to its length; how many bytes that took.
fn entity(text: &str, copy: &mut String) -> usize {
    let spelt = ENTITIES.iter().find(|(name, ..)| text.starts_with(name));
    let Some((name, character, leads)) = spelt else {
        copy.push('&');
        return 1;
    };
    let padding = " ".repeat(name.len() - character.len());
    let parts = if *leads {
        [&*padding, character]
    } else {
        [character, &*padding]
    };
    copy.extend(parts);
    name.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_length(page: &str) -> String {
        let copy = copy(page);
        assert_eq!(copy.len(), page.len());
        copy
    }

    #[test]
    fn markup_is_no_copy() {
        let page = "<p class=\"lead\" title='a > b'>The <b>pier</b> é</p><!-- “no” --><script>\"x\"</script>";
        let words: Vec<String> = same_length(page).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words, ["The", "pier", "é"]);
    }

    #[test]
    fn what_is_found_stands_where_it_stood() {
        let page = "<h1>Tide</h1><p>It cost <i>4m</i> crowns</p>";
        assert_eq!(same_length(page).find("4m"), page.find("4m"));
        assert!(same_length(page)[..page.find("It").unwrap()].contains("\n\n"));
    }

    #[test]
    fn a_tag_that_is_being_typed_takes_its_line_at_most() {
        let copy = same_length("The pier <a href=\"http\nIt reopens at 5 < 6 pm");
        assert_eq!(copy.split_whitespace().next_back(), Some("pm"));
        assert!(copy.contains("5 < 6"));
    }

    #[test]
    fn marks_that_are_spelt_out_are_marks() {
        let copy = same_length("<p>She said &ldquo;We will&rdquo; &amp; left</p>");
        assert!(copy.contains("“We will”"), "{copy}");
    }

    #[test]
    fn nothing_panics() {
        for page in [
            "<", "<>", "</", "<!--", "<script>é", "&", "<p", "<é>", "<a b='", "<br", "<p\r\n>",
        ] {
            same_length(page);
        }
    }
}
