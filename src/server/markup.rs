//! Text for a hover, in Markdown or plain as the client can show it. What comes from reports goes in as words only:
//! nothing in it becomes markup, a link, an image or HTML.

use tower_lsp::gen_lsp_types::{MarkupContent, MarkupKind};

use crate::text::printable::clean;

pub struct Markup {
    markdown: bool,
    text: String,
}

impl Markup {
    pub fn new(markdown: bool) -> Markup {
        Markup {
            markdown,
            text: String::new(),
        }
    }

    /// Words of ours, which have no markup in them.
    pub fn say(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Words of a report or a draft.
    pub fn words(&mut self, words: &str) {
        match self.markdown {
            true => escape(&clean(words), &mut self.text),
            false => self.text.push_str(&clean(words)),
        }
    }

    pub fn strong(&mut self, words: &str) {
        self.within("**", "", words);
    }

    /// Words that the draft has and the reports have not.
    pub fn struck(&mut self, words: &str) {
        self.within("~~", "−", words);
    }

    /// Words that the reports have and the draft has not.
    pub fn added(&mut self, words: &str) {
        self.within("**", "+", words);
    }

    /// Words that lead to a place; plain text cannot lead anywhere.
    pub fn link(&mut self, words: &str, to: Option<&str>) {
        match to.filter(|_| self.markdown) {
            Some(to) => {
                self.text.push('[');
                self.words(words);
                self.text.push_str("](<");
                self.text.push_str(&to.replace(['<', '>'], ""));
                self.text.push_str(">)");
            }
            None => self.words(words),
        }
    }

    pub fn paragraph(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    /// Begins a paragraph that quotes a report.
    pub fn quotation(&mut self) {
        self.paragraph();
        self.text.push_str(if self.markdown { "> " } else { "    " });
    }

    pub fn rule(&mut self) {
        self.paragraph();
        self.text.push_str("---");
    }

    pub fn content(self) -> MarkupContent {
        let kind = if self.markdown {
            MarkupKind::Markdown
        } else {
            MarkupKind::PlainText
        };
        MarkupContent {
            kind,
            value: self.text,
        }
    }

    /// Markers only mark when they touch the words, so space around these stays outside.
    fn within(&mut self, marker: &str, sign: &str, words: &str) {
        let inner = words.trim();
        let (before, after) = match words.find(inner) {
            Some(at) => (&words[..at], &words[at + inner.len()..]),
            None => ("", ""),
        };
        let marker = if inner.is_empty() {
            ""
        } else if self.markdown {
            marker
        } else {
            sign
        };
        self.words(before);
        self.text.push_str(marker);
        self.words(inner);
        if self.markdown {
            self.text.push_str(marker);
        }
        self.words(after);
    }
}

/// Backslashes only where a character could mark something up, so that the text also reads well raw.
fn escape(words: &str, into: &mut String) {
    let mut before = '\n';
    let mut chars = words.chars().peekable();
    let begins = into.is_empty() || into.ends_with('\n') || into.ends_with("> ");
    let mut in_number = begins;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let marks = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '@' => true,
            // A heading, a list, a rule at the start; "1." and "1)" too.
            '#' | '+' | '-' | '=' => begins && before == '\n',
            '.' | ')' if in_number && before.is_ascii_digit() => true,
            // Addresses become links by themselves.
            ':' => next == '/',
            '.' => before.eq_ignore_ascii_case(&'w') && next.is_alphanumeric(),
            _ => false,
        };
        if marks {
            into.push('\\');
        }
        into.push(c);
        in_number &= c.is_ascii_digit();
        before = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(words: &str) -> String {
        let mut markup = Markup::new(true);
        markup.words(words);
        markup.content().value
    }

    #[test]
    fn words_of_a_report_mark_nothing_up() {
        assert_eq!(markdown("![x](http://a.b/c)"), r"!\[x\](http\://a.b/c)");
        assert_eq!(markdown("<img src=x> &lt; *no*"), r"\<img src=x\> \&lt; \*no\*");
        assert_eq!(
            markdown("see www.example.org, me@example.org"),
            r"see www\.example.org, me\@example.org"
        );
        assert_eq!(markdown("# no heading"), r"\# no heading");
        assert_eq!(markdown("12. May"), r"12\. May");
        assert_eq!(markdown("a\u{202e}b\u{7}c\nd"), "abc d");
        assert_eq!(
            markdown("“Plain” – it’s $4.5bn, 12-strong."),
            "“Plain” – it’s $4.5bn, 12-strong."
        );
    }

    #[test]
    fn marked_words_keep_their_space_outside() {
        let mut markup = Markup::new(true);
        markup.struck("every pier ");
        markup.added("one pier");
        assert_eq!(markup.content().value, "~~every pier~~ **one pier**");
        let mut plain = Markup::new(false);
        plain.struck("every pier ");
        plain.added("one pier");
        assert_eq!(plain.content().value, "−every pier +one pier");
    }
}
