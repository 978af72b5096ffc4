//! HTML bodies to paragraphs, where nothing but their tags tells them apart.

use super::tags;

/// Elements whose text no reader sees.
const UNSEEN: [&str; 4] = ["script", "style", "head", "title"];
/// Elements that part what stands before them from what stands behind.
const BLOCKS: [&str; 9] = [
    "<p>", "<p ", "<br", "<div", "<li", "<h", "<td", "<table", "<blockquote",
];

/// The paragraphs of an HTML body; plain text is divided at its empty lines.
pub fn paragraphs(html: &str) -> Vec<String> {
    let seen = seen(html);
    let lower = seen.to_ascii_lowercase();
    if BLOCKS.iter().any(|tag| lower.contains(tag)) {
        // The breaks of the source are spaces, and cells in a row are words in a row.
        let flat = seen
            .replace(['\n', '\r'], " ")
            .replace("<td", " <td")
            .replace("<th", " <th");
        divided(&flat, "\n")
    } else {
        divided(&seen.replace("\r\n", "\n"), "\n\n")
    }
}

fn divided(html: &str, at: &str) -> Vec<String> {
    // The tag makes it HTML whatever else is in it.
    let plain = tags::plain(&format!("<p>{html}")).into_owned();
    let paragraphs = plain.split(at).map(str::trim).filter(|text| !text.is_empty());
    paragraphs.map(str::to_owned).collect()
}

/// Without comments and without what is not shown.
fn seen(html: &str) -> String {
    let mut seen = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        seen.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = unseen(rest);
        seen.push_str(if length == 0 { "<" } else { " " });
        rest = &rest[length.max(1)..];
    }
    seen + rest
}

/// The length of the comment or the unseen element at the head of `rest`, 0 for all others.
fn unseen(rest: &str) -> usize {
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(rest.len(), |end| end + 3);
    }
    let named = |name: &&&str| {
        let is = rest
            .get(1..=name.len())
            .is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        is && rest[name.len() + 1..].starts_with(['>', ' ', '\n', '\t'])
    };
    let Some(name) = UNSEEN.iter().find(named) else {
        return 0;
    };
    let mut at = 0;
    while let Some(end) = rest[at..].find("</") {
        at += end + 2;
        if rest
            .get(at..at + name.len())
            .is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        {
            return rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn tags_divide_paragraphs() {
        assert_eq!(
            paragraphs("<P>The pier\nreopens.</P><ul><li>At last<li>Or so</ul>They said&nbsp;so<br/>twice."),
            [
                "The pier reopens.", "At last", "Or so", "They said\u{a0}so", "twice."
            ]
        );
    }

    #[test]
    fn text_without_tags_is_divided_at_its_empty_lines() {
        assert_eq!(
            paragraphs("The pier\nis <b>open</b> &amp; wet.\r\n\r\n5 < 7."),
            ["The pier\nis open & wet.", "5 < 7."]
        );
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        assert_eq!(
            paragraphs(
                "<head><title>x</title></head><style>p{}</style><!-- <p>old --><p>The pier<script>if (a<b) {}</script>.</p>"
            ),
            ["The pier ."]
        );
        assert_eq!(paragraphs("<p>Open<!-- never closed"), ["Open"]);
    }
}
