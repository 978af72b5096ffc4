//! Bytes to text: a byte order mark, UTF-8, or the best guess.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// How much is looked at to tell text from a picture, and one charset from another.
const SAMPLE: usize = 64 * 1024;

pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[length..]).0);
    }
    if let Some(why) = no_text(bytes) {
        return Err(why.into());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    if let Some(encoding) = declared(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
    Ok(detector
        .guess(None, Utf8Detection::Deny)
        .decode_without_bom_handling(bytes)
        .0)
}

/// What an XML declaration says; the text of many that name another charset is UTF-8 all the same.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(200)];
    let head = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = head.iter().position(|&byte| byte == b'>')?;
    let declaration = str::from_utf8(&head[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let label = value.trim_start_matches(['=', ' ']).split(['"', '\'']).nth(1)?;
    Encoding::for_label(label.as_bytes()).filter(|&encoding| encoding != encoding_rs::UTF_8)
}

/// Why a file that begins with `bytes` can be no text.
pub fn no_text(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if Encoding::for_bom(bytes).is_some() {
        None
    } else if sample.starts_with(b"\x1f\x8b") || sample.starts_with(b"PK\x03\x04") {
        Some("is compressed; unpack it, or save it as text")
    } else if sample.contains(&0) || sample.starts_with(b"%PDF") || sample.starts_with(b"{\\rtf") {
        Some("holds no plain text; save it as text, Markdown or HTML")
    } else {
        None
    }
}
