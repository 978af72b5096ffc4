//! Bytes to text: a byte order mark, UTF-8, the charset that the file names, or the best guess.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, MACINTOSH, UTF_16BE, UTF_16LE};

/// How much is looked at to tell text from a picture, and one charset from another.
const SAMPLE: usize = 64 * 1024;
/// A file names its charset within these bytes or nowhere.
const HEAD: usize = 4 * 1024;

pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[length..]).0);
    }
    if let Some(why) = no_text(bytes) {
        return Err(why.into());
    }
    let declared = declared(bytes);
    let fitting = || declared?.decode_without_bom_handling_and_without_replacement(bytes);
    // ISO-2022-JP has ASCII bytes alone: as UTF-8 it would be valid nonsense.
    if declared == Some(ISO_2022_JP)
        && let Some(text) = fitting()
    {
        return Ok(text);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) if is_damaged_utf8(bytes) => Ok(String::from_utf8_lossy(bytes)),
        Err(_) => Ok(fitting().unwrap_or_else(|| guessed(bytes))),
    }
}

fn guessed(bytes: &[u8]) -> Cow<'_, str> {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = &bytes[first.saturating_sub(HEAD)..];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample[..sample.len().min(SAMPLE)], true);
    detector
        .guess(None, Utf8Detection::Deny)
        .decode_without_bom_handling(bytes)
        .0
}

/// UTF-8 with a few broken bytes: in no other charset do most of the bytes beyond ASCII make characters of UTF-8.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 4 * broken
}

/// The charset that an XML declaration or a page's `<meta>` names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| {
        let (declaration, _) = rest.split_once("?>")?;
        declaration.split_once("encoding")
    });
    let meta = || {
        head.split("<meta")
            .skip(1)
            .find_map(|tag| tag.split_once("charset"))
    };
    let (_, value) = xml.or_else(meta)?;
    let value = value.trim_start().strip_prefix('=')?;
    let value = value.trim_start_matches([' ', '"', '\'']);
    let label = value
        .split(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c))
        .next()?;
    let encoding = if label == "macroman" {
        MACINTOSH
    } else {
        Encoding::for_label(label.as_bytes())?
    };
    // What can be read as ASCII is no UTF-16, whatever it says.
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

/// Why a file that begins with `bytes` can be no text.
pub fn no_text(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if Encoding::for_bom(bytes).is_some() || super::pdf::is_pdf(bytes) {
        None
    } else if sample.starts_with(b"\x1f\x8b") || sample.starts_with(b"PK\x03\x04") {
        Some("is compressed; unpack it, or save it as text")
    } else if sample.contains(&0) || sample.starts_with(b"{\\rtf") {
        Some("holds no plain text; save it as text, Markdown or HTML")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    /// A page in `charset` that says so, read back.
    fn page(charset: &str, label: &str, text: &str) -> String {
        let page = format!("<!doctype html><meta charset=\"{label}\"><p>{text}</p>");
        let encoding = encoding_rs::Encoding::for_label(charset.as_bytes()).expect("a charset");
        let (bytes, _, unmapped) = encoding.encode(&page);
        assert!(!unmapped, "{charset} lacks a character of {text}");
        decode(&bytes).expect("text").into_owned()
    }

    #[test]
    fn a_page_is_read_in_the_charset_that_it_names() {
        for (charset, text) in [
            ("windows-1252", "“Café”"),
            ("iso-8859-2", "Łódź"),
            ("iso-8859-15", "5 €"),
            ("windows-1251", "Мэр"),
            ("koi8-r", "Мэр"),
            ("shift_jis", "市長"),
            ("euc-jp", "市長"),
            ("iso-2022-jp", "市長"),
            ("gbk", "市长"),
            ("big5", "市長"),
            ("macintosh", "“Café”"),
        ] {
            assert!(page(charset, charset, text).contains(text), "{charset}");
        }
        assert!(page("macintosh", "MacRoman", "“Café”").contains("“Café”"));
    }

    #[test]
    fn an_xml_declaration_names_the_charset() {
        let bytes = b"<?xml version='1.0' encoding = 'ISO-8859-1'?><a>Caf\xe9</a>";
        assert!(decode(bytes).expect("text").contains("Café"));
    }

    #[test]
    fn a_charset_that_the_bytes_do_not_fit_is_not_believed() {
        assert!(page("utf-8", "iso-8859-1", "“Café”").contains("“Café”"));
        assert!(page("windows-1252", "utf-8", "“Café” société").contains("“Café”"));
    }

    #[test]
    fn a_broken_byte_leaves_the_rest_of_a_text_in_utf_8_as_it_is() {
        let mut bytes = "“Café”, said Renée Hölm.".as_bytes().to_vec();
        bytes.push(0xe2);
        assert!(
            decode(&bytes)
                .expect("text")
                .starts_with("“Café”, said Renée Hölm.")
        );
    }

    #[test]
    fn a_guess_looks_where_the_first_letter_beyond_ascii_stands() {
        let mut bytes = vec![b' '; 100_000];
        bytes.extend(b"\xcc\xfd\xf0 \xe3\xee\xf0\xee\xe4\xe0 \xf1\xea\xe0\xe7\xe0\xeb");
        assert!(decode(&bytes).expect("text").ends_with("Мэр города сказал"));
    }
}
