//! Bodies that hold HTML: tags to paragraphs, entities to characters.

use std::borrow::Cow;

/// Text without tags and entities; text that has none is given back as it is.
pub fn plain(text: &str) -> Cow<'_, str> {
    let tagged = [
        "</p>", "<p>", "<br", "</a>", "</div>", "</li>", "</em>", "</strong>",
    ]
    .iter()
    .any(|tag| text.contains(tag));
    if !tagged {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (written, length) = if rest.starts_with('<') {
            tag(rest)
        } else {
            entity(rest)
        };
        plain.push_str(&written);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// What stands for the tag at the head of `rest`, and the tag's length.
fn tag(rest: &str) -> (Cow<'static, str>, usize) {
    let Some(end) = rest.find('>') else {
        return ("<".into(), 1);
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
    let Some(end) = rest.bytes().take(10).position(|b| b == b';') else {
        return unknown;
    };
    let name = &rest[1..end];
    let written = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        "ldquo" => "“",
        "rdquo" => "”",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ndash" => "–",
        "mdash" => "—",
        "hellip" => "…",
        "pound" => "£",
        "euro" => "€",
        _ => {
            let code = name
                .strip_prefix('#')
                .and_then(|code| match code.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => code.parse().ok(),
                });
            return match code.and_then(char::from_u32) {
                Some(c) => (c.to_string().into(), end + 1),
                None => unknown,
            };
        }
    };
    (written.into(), end + 1)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_divide_paragraphs_and_entities_are_read() {
        assert_eq!(
            plain("<p>&ldquo;A &amp; B&rdquo; <a href=\"x\">paid</a> &pound;5 &#8212; &#x2026;</p><p>5 < 7 & 8</p>").trim(),
            "“A & B” paid £5 — …\n\n\n\n5 < 7 & 8"
        );
        assert_eq!(plain("5 < 7 &amp; 8"), "5 < 7 &amp; 8");
    }
}
