//! What one house writes so and another otherwise, and what a speaker's tongue adds: differences that the ear cannot
//! tell, and words that are no part of what is said.

use std::ops::Range;
use std::sync::LazyLock;

use super::token::{Class, Token};
use crate::story::word::hash;

/// A change as its two sides stand: all tokens of the quotation and of the report, with where the change begins and ends.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub all: &'a [Token],
    pub from: usize,
    pub to: usize,
}

impl<'a> Side<'a> {
    pub fn new(all: &'a [Token], at: &Range<usize>) -> Side<'a> {
        Side {
            all,
            from: at.start,
            to: at.end,
        }
    }

    pub fn words(self) -> &'a [Token] {
        &self.all[self.from..self.to]
    }

    pub fn before(self) -> Option<&'a Token> {
        self.all.get(self.from.checked_sub(1)?)
    }

    pub fn after(self) -> Option<&'a Token> {
        self.all.get(self.to)
    }

    /// Set off by pauses, or by a sentence's ends.
    pub fn is_aside(self) -> bool {
        self.words().first().is_some_and(|t| t.paused) && self.after().is_none_or(|t| t.paused)
    }
}

/// Whether both sides are one thing written in two ways: "per cent" behind a figure and its sign, "dollars" and theirs,
/// "a million" and "1 million".
pub fn same(ours: Side, theirs: Side) -> bool {
    let figure = |side: Side| side.before().is_some_and(|t| t.class == Class::Number);
    if is_percent(ours.words()) && is_percent(theirs.words()) && figure(ours) {
        return true;
    }
    match (ours.words(), theirs.words()) {
        ([], [unit]) => is_money(unit) && is_signed(ours),
        ([unit], []) => is_money(unit) && is_signed(theirs),
        ([a], [one]) | ([one], [a]) if a.key == hash("a") && one.key == hash("1") => {
            let scale = |side: Side| side.after().is_some_and(|t| t.class == Class::Number);
            scale(ours) && scale(theirs)
        }
        _ => false,
    }
}

/// "per cent", "percent" and nothing at all, which is how a sign is read.
fn is_percent(tokens: &[Token]) -> bool {
    match tokens {
        [] => true,
        [one] => one.key == hash("%"),
        [per, cent] => per.key == hash("per") && cent.key == hash("cent"),
        _ => false,
    }
}

fn is_money(token: &Token) -> bool {
    const MONEY: [u64; 7] = [
        hash("dollars"),
        hash("dollar"),
        hash("pounds"),
        hash("pound"),
        hash("euros"),
        hash("euro"),
        hash("yen"),
    ];
    MONEY.contains(&token.key)
}

/// Whether the figure that ends where a change begins has a currency's sign.
fn is_signed(side: Side) -> bool {
    let figure = side.all[..side.from].iter().rev();
    figure.take_while(|t| t.class == Class::Number).any(|t| t.signed)
}

/// Words that sound alike, as whoever wrote a speech down may have heard them: "its" and "it's".
pub fn sounds_alike(ours: &[Token], theirs: &[Token]) -> bool {
    const ALIKE: [&[&[&str]]; 4] = [
        &[&["its"], &["it", "is"]],
        &[&["your"], &["you", "are"]],
        &[&["their"], &["they", "are"], &["there"]],
        &[&["whose"], &["who", "is"]],
    ];
    let is = |tokens: &[Token], words: &[&str]| {
        let contracted = tokens.iter().all(|t| t.contracted) || tokens.len() == 1;
        contracted && tokens.iter().map(|t| t.key).eq(words.iter().map(|w| hash(w)))
    };
    ALIKE
        .iter()
        .any(|row| row.iter().any(|w| is(ours, w)) && row.iter().any(|w| is(theirs, w)))
}

/// "I'd" for "I would" and "I had", "he's" for "he has".
pub fn is_contraction(ours: &[Token], theirs: &[Token]) -> bool {
    let short = |here: &Token, there: &Token| {
        let long: &[&str] = match here.key {
            key if key == hash("'d") => &["would", "had"],
            key if key == hash("is") && here.contracted => &["has"],
            _ => return false,
        };
        long.iter().any(|w| hash(w) == there.key)
    };
    match (ours, theirs) {
        ([a], [b]) => short(a, b) || short(b, a),
        _ => false,
    }
}

/// Whether what the quotation leaves out is no part of what was said: "um", "you know", a false start, the "And" that
/// begins a spoken sentence.
pub fn is_filler(left_out: Side) -> bool {
    repeats(left_out) || without_fillers(left_out)
}

/// What stands before it once more: "need" of "we need, need".
fn repeats(side: Side) -> bool {
    let words = side.words();
    side.from
        .checked_sub(words.len())
        .is_some_and(|from| same_words(&side.all[from..side.from], words))
}

/// How many words are said again at once: "we" of "we, we need".
fn stutter(side: Side, from: usize) -> Option<usize> {
    (1..=side.to - from).find(|n| {
        let again = side.all.get(from + n..from + 2 * n);
        again.is_some_and(|again| same_words(&side.all[from..from + n], again))
    })
}

fn same_words(a: &[Token], b: &[Token]) -> bool {
    a.iter().map(|t| t.key).eq(b.iter().map(|t| t.key))
}

/// Whether nothing is left when all fillers are gone.
fn without_fillers(side: Side) -> bool {
    static ASIDES: LazyLock<Vec<Vec<u64>>> = LazyLock::new(|| {
        let phrases = [
            "you know", "i mean", "well", "look", "listen", "now", "so", "like", "okay", "right", "yeah",
            "yes", "see",
        ];
        let keys = |phrase: &str| {
            phrase
                .split(' ')
                .map(|w| hash(&super::spelling::canonical(w)))
                .collect()
        };
        phrases.into_iter().map(keys).collect()
    });
    const OPENERS: [u64; 6] = [
        hash("and"),
        hash("but"),
        hash("so"),
        hash("well"),
        hash("now"),
        hash("look"),
    ];
    let mut from = side.from;
    while from < side.to {
        let token = &side.all[from];
        let aside = ASIDES.iter().find(|phrase| {
            let to = from + phrase.len();
            to <= side.to
                && side.all[from..to]
                    .iter()
                    .map(|t| t.key)
                    .eq(phrase.iter().copied())
                && Side { from, to, ..side }.is_aside()
        });
        from += match aside {
            Some(phrase) => phrase.len(),
            None if token.class == Class::Filler || token.bracketed => 1,
            None if token.opens && OPENERS.contains(&token.key) => 1,
            None => match stutter(side, from) {
                Some(length) => length,
                None => return false,
            },
        };
    }
    true
}

/// "if", "unless", "except", "only": what follows holds for the rest of the sentence.
pub fn is_condition(token: &Token) -> bool {
    const CONDITIONS: [u64; 4] = [hash("if"), hash("unless"), hash("except"), hash("only")];
    CONDITIONS.contains(&token.key)
}

/// The same but for "if you will", "if anything": turns of phrase.
pub fn opens_condition(first: &Token, second: &Token) -> bool {
    const PHRASES: [u64; 4] = [hash("you"), hash("anything"), hash("not"), hash("ever")];
    is_condition(first) && !(first.key == hash("if") && PHRASES.contains(&second.key))
}
