//! Copy written as HTML: what is markup becomes blank, byte for byte, so that every span of the copy is one of the draft.

use std::ops::Range;

/// Elements that end a paragraph where they begin and end.
const BLOCKS: [&str; 25] = [
    "address", "article", "aside", "blockquote", "br", "div", "dd", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "p", "section", "td", "title",
];

/// Elements whose content is no copy.
const SILENT: [&str; 4] = ["script", "style", "template", "svg"];

/// What fills up a character that is spelt out within a word: marks that belong to the letter before them, of two and of
/// three bytes, and are seen by nobody.
const JOINERS: [char; 2] = ['\u{34F}', '\u{FE00}'];
/// The longest name of an entity that is looked for, in bytes with its `&` and `;`.
const LONGEST: usize = 12;

/// The copy of a page, as long as the page. A tag of a block breaks the paragraph; where there are such tags, the end of
/// a line does not.
pub fn copy(page: &str) -> String {
    let mut tags = page.match_indices('<');
    let lines_matter = !tags.any(|(at, _)| is_one_of(&BLOCKS, name(&page[at..])));
    let text = |text: &str, copy: &mut String| match lines_matter {
        true => copy.push_str(text),
        false => joined(text, copy),
    };
    let mut copy = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find(['<', '&']) {
        text(&rest[..at], &mut copy);
        rest = &rest[at..];
        let taken = match rest.starts_with('<') {
            true => markup(rest, &mut copy),
            false => entity(rest, &mut copy),
        };
        rest = &rest[taken..];
    }
    text(rest, &mut copy);
    copy
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Writes text whose lines were broken by hand or by a program as one. Writers leave empty lines between paragraphs that
/// they have not marked yet: those stay.
fn joined(text: &str, copy: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        copy.push_str(&rest[..at]);
        let words = rest[at..].trim_ascii_start();
        let gap = &rest[at..rest.len() - words.len()];
        match crate::text::lines(gap)
            .filter(|line| line.ends_with(['\n', '\r']))
            .count()
        {
            1 => copy.extend(gap.bytes().map(|_| ' ')),
            _ => copy.push_str(gap),
        }
        rest = words;
    }
    copy.push_str(rest);
}

/// Blanks the comment, declaration or tag at the start of `text`; how many bytes it took.
fn markup(text: &str, copy: &mut String) -> usize {
    let closed = |end: Option<usize>, by: &str| end.map_or(text.len(), |end| end + by.len());
    if text.starts_with("<!--") {
        return blank(text, closed(text.find("-->"), "-->"), copy);
    }
    let name = name(text);
    if name.is_empty() && !text.starts_with("<!") && !text.starts_with("<?") {
        copy.push('<');
        return 1;
    }
    let end = tag_end(text);
    if is_one_of(&SILENT, name) && !text.starts_with("</") {
        let closing = format!("</{}", name.to_ascii_lowercase());
        let close = text.to_ascii_lowercase().find(&closing);
        return blank(text, close.unwrap_or(text.len()), copy);
    }
    let from = copy.len();
    let taken = blank(text, end, copy);
    // Two breaks are an empty line, which ends a paragraph whatever the file's lines are.
    if is_one_of(&BLOCKS, name) && taken >= 2 {
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

/// Blanks `length` bytes: a line that ends within markup ends no line of the copy.
fn blank(text: &str, length: usize, copy: &mut String) -> usize {
    copy.extend(text.bytes().take(length).map(|_| ' '));
    length
}

/// Writes out the character spelt at the start of `text`, filled up to its length; how many bytes that took.
fn entity(text: &str, copy: &mut String) -> usize {
    let Some((name, character)) = spelt(text) else {
        copy.push('&');
        return 1;
    };
    let length = name.len() - character.len_utf8();
    let behind = &text[name.len()..];
    let next = spelt(behind).map(|(_, next)| next).or(behind.chars().next());
    let letters_around = copy.trim_end_matches(JOINERS).ends_with(char::is_alphabetic)
        && next.is_some_and(char::is_alphabetic);
    if character.is_alphabetic() {
        copy.push(character);
        join(length, copy);
    } else if matches!(character, '\u{AD}' | '\u{200B}'..='\u{200D}') {
        join(name.len(), copy);
    } else if character.is_whitespace() {
        blank(name, name.len(), copy);
    } else if letters_around && matches!(character, '’' | '\'') {
        join(length, copy);
        copy.push(character);
    } else {
        let opens = matches!(character, '"' | '\'') && next.is_some_and(char::is_alphanumeric);
        let leads = opens || matches!(character, '“' | '‘' | '£' | '€' | '$' | '(');
        let padding = " ".repeat(length);
        let mut bytes = [0; 4];
        let character = &*character.encode_utf8(&mut bytes);
        copy.extend(match leads {
            true => [&*padding, character],
            false => [character, &*padding],
        });
    }
    name.len()
}

fn join(length: usize, copy: &mut String) {
    let [two, three] = JOINERS;
    let threes = length % 2;
    copy.extend(std::iter::repeat_n(two, (length - 3 * threes) / 2));
    copy.extend(std::iter::repeat_n(three, threes));
}

/// The entity at the start of `text`, and the character that it spells: by its name in HTML or by its number.
fn spelt(text: &str) -> Option<(&str, char)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let (name, inner) = (text.get(..=end)?, text.get(1..end)?);
    let character = match inner.strip_prefix('#') {
        None => {
            let mut characters = quick_xml::escape::resolve_html5_entity(inner)?.chars();
            characters.next().filter(|_| characters.next().is_none())?
        }
        Some(number) => {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?).filter(|character| !character.is_control())?
        }
    };
    (name.len() >= character.len_utf8() + 2).then_some((name, character))
}

/// A span of the copy as one of the page that ends within no entity.
pub fn whole(page: &str, span: Range<usize>) -> Range<usize> {
    let around = |at: usize| {
        let from = page.as_bytes().get(at.saturating_sub(LONGEST)..at)?;
        let from = at - from.len() + from.iter().rposition(|&byte| byte == b'&')?;
        let (name, _) = spelt(page.get(from..)?)?;
        (at < from + name.len()).then_some(from..from + name.len())
    };
    let start = around(span.start).map_or(span.start, |entity| entity.start);
    let end = around(span.end).map_or(span.end, |entity| entity.end);
    start..end
}

/// What stands in the copy as a reader sees it.
pub fn shown(copy: &str) -> String {
    let mut shown = String::with_capacity(copy.len());
    for character in copy.chars().filter(|character| !JOINERS.contains(character)) {
        if character != ' ' || !shown.ends_with(' ') {
            shown.push(character);
        }
    }
    shown
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
    fn the_end_of_a_line_is_none_of_a_paragraph_that_is_marked() {
        let copy =
            same_length("<p>She said “We\r\nwill <b\nid=x>mend</b>\n<!-- or\nnot -->\nit”</p>\n<p>And left");
        let paragraphs: Vec<String> = copy
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let paragraphs: Vec<&String> = paragraphs.iter().filter(|line| !line.is_empty()).collect();
        assert_eq!(paragraphs, ["She said “We will mend it”", "And left"]);
    }

    #[test]
    fn lines_are_paragraphs_where_none_is_marked() {
        for page in [
            "The <i>tide</i> rose\nThe pier fell",
            "<h1>Tide</h1>The tide rose\n \nThe pier fell",
        ] {
            let copy = same_length(page);
            let last = copy.lines().next_back().map(str::trim);
            assert_eq!(last, Some("The pier fell"));
        }
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
        for (open, close) in [
            ("&quot;", "&quot;"),
            ("&#8220;", "&#8221;"),
            ("&#x201C;", "&#x201d;"),
        ] {
            let copy = same_length(&format!("<p>She said {open}We will{close} and left</p>"));
            assert!(copy.contains("We will"), "{copy}");
            assert!(!copy.contains('&'), "{copy}");
        }
    }

    #[test]
    fn a_word_is_one_whatever_of_it_is_spelt_out() {
        for (page, word) in [
            ("don&rsquo;t", "don’t"),
            ("don&#39;t", "don't"),
            ("co&shy;operate", "cooperate"),
            ("don&apos;t", "don't"),
            ("caf&eacute;&rsquo;s", "café’s"),
            ("l&rsquo;&eacute;t&eacute;", "l’été"),
            ("caf&eacute;s", "cafés"),
            ("&Aring;lesund", "Ålesund"),
            ("&#xD8;rsted&#8217;s", "Ørsted’s"),
        ] {
            let copy = same_length(page);
            assert_eq!(shown(&copy), word);
            assert!(!copy.contains(' '), "{copy}");
        }
    }

    #[test]
    fn what_is_shown_of_a_page_ends_within_no_entity() {
        let page = "<p>&ldquo;We will.&rdquo; R&D &amp; more</p>";
        let copy = same_length(page);
        let (from, to) = (copy.find('“').unwrap(), copy.find('”').unwrap() + 3);
        assert_eq!(&page[whole(page, from..to)], "&ldquo;We will.&rdquo;");
        let at = page.find("R&D").unwrap();
        assert_eq!(&page[whole(page, at..at + 3)], "R&D");
    }

    #[test]
    fn nothing_panics() {
        for page in [
            "<", "<>", "</", "<!--", "<script>é", "&", "<p", "<é>", "<a b='", "<br", "<p\r\n>", "&;", "&#;",
            "&#x110000;", "&#0;", "é&eacute", "&nbsp;", "&ThickSpace;",
        ] {
            same_length(page);
        }
    }
}
