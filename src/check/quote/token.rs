//! A quotation's words as they are compared.

use std::cell::RefCell;

use super::lemma::lemma;
use super::{numeral, spelling};
use crate::story::Placed;
use crate::story::function_word;
use crate::story::quote::{self, Quote};
use crate::story::word::{self, Recent, Word};

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
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Filler,
    Function,
    Pronoun,
    Modal,
    Negation,
    Number,
    Name,
    #[default]
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

    /// As if it were written small.
    fn of(folded: &str) -> Class {
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
        if gap == "]"
            && let Some(letter) = tokens.pop_if(is_letter)
        {
            tokens.push(recased(letter, text, start, word));
            before = Some((paragraph, word.end as usize));
            continue;
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

fn is_letter(token: &mut Token) -> bool {
    token.bracketed && token.end - token.start == 1
}

/// "[N]o": the writer's is only the case of the letter.
fn recased(letter: Token, text: &str, start: usize, word: &Word) -> Token {
    let at = (letter.start as usize).saturating_sub(start);
    let first = text.get(at..at + 1).unwrap_or_default();
    let folded = word::fold(&format!("{first}{}", &text[word.span()]));
    let canonical = spelling::canonical(&folded);
    Token {
        key: word::hash(&canonical),
        lemma: lemma(&canonical, None),
        start: letter.start.saturating_sub(1),
        end: start as u32 + word.end,
        class: Class::of(&folded),
        bracketed: false,
        ..letter
    }
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
    let before = &text[..word.start as usize];
    if let Some(tens) = tokens.last_mut().filter(|t| t.class == Class::Number)
        && let Some(key) = goes_with(text, start, tens, surface, before.len())
    {
        (tens.key, tens.lemma, tens.end) = (key, key, start as u32 + word.end);
        return;
    }
    let opens = opens(before);
    let capital = surface.starts_with(char::is_uppercase) && !opens;
    let forms = FORMS.with_borrow_mut(|forms| forms.get(word.key, || Forms::of(surface, word)));
    for (half, form) in [Some(forms.first), forms.second]
        .into_iter()
        .flatten()
        .enumerate()
    {
        let first = half == 0;
        tokens.push(Token {
            key: form.key,
            lemma: form.lemma,
            start: start as u32 + word.start,
            end: start as u32 + word.end,
            class: match form.class {
                Class::Content if capital => Class::Name,
                class => class,
            },
            contracted: forms.contracted,
            bracketed: false,
            elided: false,
            opens: opens && first,
            paused: (opens || before.trim_end().ends_with(PAUSES)) && first,
            signed: before.ends_with(SIGNS) && first,
        });
    }
}

thread_local! {
    /// The words that copy is mostly made of: a megabyte a thread.
    static FORMS: RefCell<Recent<Forms>> = RefCell::new(Recent::new(1 << 13));
}

/// What is compared of a word wherever it stands; of a contraction and of "4bn" in two parts.
#[derive(Clone, Copy, Default)]
struct Forms {
    first: Form,
    second: Option<Form>,
    contracted: bool,
}

#[derive(Clone, Copy, Default)]
struct Form {
    key: u64,
    lemma: u64,
    class: Class,
}

impl Forms {
    fn of(surface: &str, word: &Word) -> Forms {
        let folded = word::fold(surface);
        let part = |folded: &str| Form::of(folded, None);
        let parts = |(first, rest): (&str, &str), contracted: bool| Forms {
            first: part(first),
            second: Some(part(rest)),
            contracted,
        };
        if let Some(halves) = spelling::expanded(&folded) {
            parts(halves, true)
        } else if let Some(halves) = spelling::divided(&folded).or_else(|| numeral::scaled(&folded)) {
            parts(halves, false)
        } else {
            Forms {
                first: Form::of(&folded, Some(word)),
                ..Forms::default()
            }
        }
    }
}

impl Form {
    fn of(folded: &str, same: Option<&Word>) -> Form {
        let canonical = spelling::canonical(folded);
        Form {
            key: word::hash(&canonical),
            lemma: lemma(&canonical, same),
            class: Class::of(folded),
        }
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
    Some(word::hash(&numeral::joined(
        &word::fold(tens),
        &word::fold(ones),
    )?))
}

/// The weight of all that must be matched.
pub fn weight(tokens: &[Token]) -> u32 {
    tokens
        .iter()
        .filter(|t| !t.bracketed)
        .map(|t| t.class.weight())
        .sum()
}
