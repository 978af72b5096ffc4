//! A quotation's words as they are compared.

use super::lemma::lemma;
use super::spelling;
use crate::story::Placed;
use crate::story::name;
use crate::story::quote::{self, Quote};
use crate::story::word::{self, Word};

/// A word of a quotation or of a report. A contraction is two, in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// House spellings and number words folded.
    pub key: u64,
    /// Person and tense folded, as reported speech moves them.
    pub lemma: u64,
    /// Bytes of the text it stands in.
    pub start: u32,
    pub end: u32,
    pub class: Class,
    /// One half of a contraction.
    pub contracted: bool,
    /// Stands in brackets: the writer's, not the speaker's.
    pub bracketed: bool,
    /// An ellipsis stands before it.
    pub elided: bool,
}

/// What a change of the word does to the sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Filler,
    Function,
    Pronoun,
    Modal,
    Negation,
    Number,
    Name,
    Content,
}

impl Class {
    /// How much of a quotation's matter the word carries.
    pub fn weight(self) -> u32 {
        match self {
            Class::Filler => 1,
            Class::Function | Class::Pronoun => 2,
            Class::Modal | Class::Negation => 4,
            Class::Number | Class::Name | Class::Content => 8,
        }
    }

    fn of(folded: &str, capital: bool) -> Class {
        match folded {
            "um" | "uh" | "er" | "erm" | "ah" | "oh" => Class::Filler,
            "not" | "no" | "never" | "none" | "nothing" | "nobody" | "nor" | "neither" | "nowhere"
            | "without" | "hardly" | "unless" | "if" => Class::Negation,
            "may" | "might" | "must" | "can" | "could" | "should" | "would" | "will" | "shall" | "ought"
            | "perhaps" | "maybe" | "probably" | "possibly" => Class::Modal,
            "i" | "he" | "she" | "we" | "they" | "you" | "it" | "me" | "him" | "her" | "us" | "them"
            | "my" | "his" | "our" | "their" | "your" | "its" => Class::Pronoun,
            _ if folded.starts_with(|c: char| c.is_ascii_digit()) || spelling::digits(folded).is_some() => {
                Class::Number
            }
            _ if name::is_function_word(folded) => Class::Function,
            "'d" | "cannot" => Class::Function,
            _ if capital => Class::Name,
            _ => Class::Content,
        }
    }
}

/// The tokens of a quotation of `text`, its paragraphs joined.
pub fn spoken(quote: &Quote, paragraphs: &[Placed]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut depth = 0_u32;
    let mut before: Option<(usize, usize)> = None;
    for (paragraph, (start, word)) in numbered(quote, paragraphs) {
        let text = &*paragraphs[paragraph].paragraph.text;
        let gap_from = match before {
            Some((p, end)) if p == paragraph => end,
            _ => quote.span.start.saturating_sub(start).min(text.len()),
        };
        let gap = text.get(gap_from..word.start as usize).unwrap_or_default();
        for c in gap.chars() {
            match c {
                '[' | '(' => depth += 1,
                ']' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let from = tokens.len();
        push(text, start, word, &mut tokens);
        for token in &mut tokens[from..] {
            token.bracketed = depth > 0;
        }
        tokens[from].elided = is_ellipsis(gap);
        before = Some((paragraph, word.end as usize));
    }
    tokens
}

fn numbered<'a>(
    quote: &'a Quote,
    paragraphs: &'a [Placed],
) -> impl Iterator<Item = (usize, (usize, &'a Word))> {
    let mut paragraph = quote.paragraph;
    quote::words(quote, paragraphs).map(move |(start, word)| {
        while paragraphs[paragraph].start != start {
            paragraph += 1;
        }
        (paragraph, (start, word))
    })
}

fn is_ellipsis(gap: &str) -> bool {
    gap.contains('…') || gap.contains("..") || gap.contains(". . ")
}

/// Adds the tokens of one word of a paragraph that starts at `start`.
pub fn push(text: &str, start: usize, word: &Word, tokens: &mut Vec<Token>) {
    let surface = &text[word.span()];
    let folded = word::fold(surface);
    let opens = text[..word.start as usize]
        .trim_end()
        .ends_with(['.', '?', '!', '“', '‘', '"', '\''])
        || word.start == 0;
    let capital = surface.starts_with(char::is_uppercase) && !opens;
    let mut add = |folded: &str, same: Option<&Word>, contracted: bool| {
        let canonical = spelling::canonical(folded);
        tokens.push(Token {
            key: word::hash(&canonical),
            lemma: lemma(&canonical, same),
            start: start as u32 + word.start,
            end: start as u32 + word.end,
            class: Class::of(folded, capital),
            contracted,
            bracketed: false,
            elided: false,
        });
    };
    match spelling::expanded(&folded) {
        Some((base, rest)) => {
            let contracted = folded.contains('\'');
            add(base, None, contracted);
            add(rest, None, contracted);
        }
        None => add(&folded, Some(word), false),
    }
}

/// The weight of all that must be matched.
pub fn weight(tokens: &[Token]) -> u32 {
    tokens
        .iter()
        .filter(|t| !t.bracketed)
        .map(|t| t.class.weight())
        .sum()
}
