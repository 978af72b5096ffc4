//! A quotation's words as they are compared.

use super::lemma::lemma;
use super::{numeral, spelling};
use crate::story::Placed;
use crate::story::function_word;
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
    /// It begins a sentence or stands behind the mark that opens words.
    pub opens: bool,
    /// A comma, a dash or a stop stands before it.
    pub paused: bool,
    /// The sign of a currency stands before it.
    pub signed: bool,
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
            "um" | "uh" | "er" | "erm" | "ah" | "oh" | "hmm" | "mm" => Class::Filler,
            "not" | "no" | "never" | "none" | "nothing" | "nobody" | "nor" | "neither" | "nowhere"
            | "without" | "hardly" | "barely" | "scarcely" | "unless" | "if" | "only" | "except" => {
                Class::Negation
            }
            "may" | "might" | "must" | "can" | "could" | "should" | "would" | "will" | "shall" | "ought"
            | "perhaps" | "maybe" | "probably" | "possibly" => Class::Modal,
            "i" | "he" | "she" | "we" | "they" | "you" | "it" | "me" | "him" | "her" | "us" | "them"
            | "my" | "his" | "our" | "their" | "your" | "its" => Class::Pronoun,
            _ if folded.starts_with(|c: char| c.is_ascii_digit()) => Class::Number,
            _ if numeral::digits(folded).is_some() || numeral::is_scale(folded) => Class::Number,
            _ if function_word::is(folded) => Class::Function,
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
        if let Some(first) = tokens.get_mut(from) {
            first.elided = is_ellipsis(gap);
        }
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
    let before = &text[..word.start as usize];
    if let Some(tens) = tokens.last_mut().filter(|t| t.class == Class::Number)
        && let Some(key) = goes_with(text, start, tens, &folded, before.len())
    {
        (tens.key, tens.lemma, tens.end) = (key, key, start as u32 + word.end);
        return;
    }
    let opens = opens(before);
    let capital = surface.starts_with(char::is_uppercase) && !opens;
    let mut add = |folded: &str, same: Option<&Word>, contracted: bool, first: bool| {
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
            opens: opens && first,
            paused: (opens || before.trim_end().ends_with(PAUSES)) && first,
            signed: before.ends_with(SIGNS) && first,
        });
    };
    if let Some((base, rest)) = spelling::expanded(&folded) {
        add(base, None, true, true);
        add(rest, None, true, false);
    } else if let Some((base, rest)) = spelling::divided(&folded).or_else(|| numeral::scaled(&folded)) {
        add(base, None, false, true);
        add(rest, None, false, false);
    } else {
        add(&folded, Some(word), false, true);
    }
}

/// The lemmas of a paragraph's words of matter.
pub fn lemmas(placed: &Placed) -> Vec<u64> {
    let mut tokens = Vec::new();
    for word in &placed.paragraph.words {
        push(&placed.paragraph.text, placed.start, word, &mut tokens);
    }
    let matter = tokens.iter().filter(|t| t.class >= Class::Number);
    matter.map(|t| t.lemma).collect()
}

const PAUSES: [char; 7] = [',', ';', ':', '–', '—', '-', '…'];
const SIGNS: [char; 4] = ['$', '£', '€', '¥'];

fn opens(before: &str) -> bool {
    before.is_empty() || before.trim_end().ends_with(['.', '?', '!', '“', '‘', '"', '\''])
}

/// The key of "twenty-five" when "five" follows "twenty".
fn goes_with(text: &str, start: usize, tens: &Token, ones: &str, at: usize) -> Option<u64> {
    let (from, to) = (
        (tens.start as usize).checked_sub(start)?,
        (tens.end as usize).checked_sub(start)?,
    );
    let adjoins = text.get(to..at).is_some_and(|gap| matches!(gap, "-" | " " | "‑"));
    let tens = text.get(from..to).filter(|_| adjoins)?;
    Some(word::hash(&numeral::joined(&word::fold(tens), ones)?))
}

/// The weight of all that must be matched.
pub fn weight(tokens: &[Token]) -> u32 {
    tokens
        .iter()
        .filter(|t| !t.bracketed)
        .map(|t| t.class.weight())
        .sum()
}
