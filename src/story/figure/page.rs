//! Numbers that belong to the page an article came from: captions that count themselves, when it was updated, its
//! copyright, a share's price beside its name. They say nothing of the news.

use super::identifiers::NAME;
use super::lexer::{Lexeme, Reader, is, keys};
use super::{Kind, Reading, dates, times};

/// What a page counts: "Hide Caption 3 of 12", "Slideshow (6 Images)".
const COUNTED: &[u64] = &keys([
    "caption", "captions", "image", "images", "photo", "photos", "picture", "pictures", "slide", "slides",
    "slideshow", "gallery", "page", "video", "videos", "comment", "comments", "share", "shares",
]);

/// Before the time at which a page was written: "Updated 3:15 p.m. ET".
const STAMPS: &[u64] = &keys(["update", "updated", "posted", "published"]);

/// How many words of a date stand between such a word and the time.
const STAMPED_WITHIN: usize = 6;

/// The longest name of a share on an exchange.
const TICKER: usize = 5;

/// The number of a page that starts at the word `at`.
pub fn number(reader: &Reader, at: usize) -> Option<Reading> {
    let named = |reading: Reading| Reading {
        kind: Kind::Identifier,
        value: NAME,
        ..reading
    };
    let digits = reader.lexeme(at) == Lexeme::Digits;
    if digits && (counter(reader, at) || counted(reader, at)) {
        let to = if is!(reader, at + 1, "of") { at + 3 } else { at + 1 };
        return Some(Reading::of(reader, at, to, Kind::Identifier, NAME));
    }
    if digits && (copyright(reader, at) || quoted_price(reader, at)) {
        return Some(Reading::of(reader, at, at + 1, Kind::Identifier, NAME));
    }
    if !is_stamped(reader, at) {
        return None;
    }
    times::time(reader, at)
        .or_else(|| dates::date(reader, at))
        .map(named)
}

/// "Caption 3 of 12", "Images 1 of 12"
fn counter(reader: &Reader, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    reader.is(before, COUNTED)
        && reader.capital(before)
        && reader.spaced(at)
        && is!(reader, at + 1, "of")
        && reader.lexeme(at + 2) == Lexeme::Digits
}

/// "(6 Images)", "(34 comments)"
fn counted(reader: &Reader, at: usize) -> bool {
    reader.gap(at).ends_with('(') && reader.is(at + 1, COUNTED) && reader.gap(at + 2).starts_with(')')
}

fn copyright(reader: &Reader, at: usize) -> bool {
    reader.gap(at).contains('©') || is!(reader, at.wrapping_sub(1), "copyright")
}

/// "Ostrey Lines OSTL, +2.75%"
fn quoted_price(reader: &Reader, at: usize) -> bool {
    let name = reader.word(at.wrapping_sub(1));
    let is_ticker = (2..=TICKER).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
    let signed = matches!(reader.gap(at), ", +" | ", -" | ", −");
    is_ticker && signed && reader.gap(at + 1).starts_with('%')
}

/// "Updated at 3:15 p.m.", "UPDATED May 2, 2031, at 3:15 p.m."
fn is_stamped(reader: &Reader, at: usize) -> bool {
    let dated = |at: usize| {
        let lexeme = reader.lexeme(at);
        matches!(lexeme, Lexeme::Digits | Lexeme::Month(_) | Lexeme::Weekday(_))
            || is!(reader, at, "at" | "on")
    };
    let back = (1..=STAMPED_WITHIN).find(|back| !dated(at.wrapping_sub(*back)));
    back.is_some_and(|back| {
        let stamp = at.wrapping_sub(back);
        // "We updated the top of this post at 5:08 p.m."
        let post =
            is!(reader, stamp, "post" | "page" | "story") && is!(reader, stamp.wrapping_sub(1), "this");
        post || reader.is(stamp, STAMPS) && reader.capital(stamp)
    })
}

#[cfg(test)]
mod tests {
    use crate::story::figure::Kind;
    use crate::story::figure::tests::read;

    fn kinds(text: &str) -> Vec<Kind> {
        read(text).iter().map(|figure| figure.kind).collect()
    }

    #[test]
    fn what_a_page_says_of_itself_is_no_figure() {
        for text in [
            "The pier burns. Hide Caption 3 of 12",
            "Corrie Post/Harbour Images 1 of 12 View slideshow",
            "Slideshow (6 Images)",
            "Comments (34 comments)",
            "Updated at 3:15 p.m. ET",
            "UPDATED May 2, 2031, at 3:15 p.m.",
            "Update 5:53 p.m. ET",
            "(We put a new top on this post at 1:40 p.m. ET.)",
            "Copyright © 2031 Harbour Gazette",
            "Ostrey Lines OSTL, +2.75%",
        ] {
            let kinds = kinds(text);
            assert!(
                !kinds.is_empty() && kinds.iter().all(|k| *k == Kind::Identifier),
                "{text} {kinds:?}"
            );
        }
    }

    #[test]
    fn near_misses_are_figures() {
        for text in [
            "In the photos 3 of 12 boats are blue.",
            "The forecast was updated at 3:15 p.m.",
            "Updated figures came on Friday.",
            "Ostrey Lines lost 2.75%",
            "The firm (6 pages) copied 12 images.",
        ] {
            let kinds = kinds(text);
            assert!(kinds.iter().any(|k| *k != Kind::Identifier), "{text} {kinds:?}");
        }
    }
}
