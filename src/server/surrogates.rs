//! Half an emoji: what JavaScript sends when an edit cuts one in two, and no text that Rust can hold.

/// Stands for a lost character. It is one unit of UTF-16, as the half is, so positions behind it hold.
const LOST: &[u8] = b"\\ufffd";

/// A message whose lone surrogates are replaced; `None` where it has none.
pub fn mended(json: &[u8]) -> Option<Vec<u8>> {
    let mut mended = Vec::with_capacity(json.len());
    let mut found = false;
    let mut rest = json;
    while !rest.is_empty() {
        let (taken, lone) = match (surrogate(rest), rest.get(6..).and_then(surrogate)) {
            (Some(Half::High), Some(Half::Low)) => (12, false),
            (Some(_), _) => (6, true),
            // An escaped backslash does not begin the escape behind it.
            (None, _) if rest[0] == b'\\' => (2.min(rest.len()), false),
            (None, _) => (1, false),
        };
        found |= lone;
        mended.extend_from_slice(if lone { LOST } else { &rest[..taken] });
        rest = &rest[taken..];
    }
    found.then_some(mended)
}

enum Half {
    High,
    Low,
}

/// The half that an escape at the start stands for.
fn surrogate(json: &[u8]) -> Option<Half> {
    let digits = std::str::from_utf8(json.strip_prefix(b"\\u")?.get(..4)?).ok()?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Half::High),
        0xdc00..=0xdfff => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(json: &str) -> Option<String> {
        mended(json.as_bytes()).map(|mended| String::from_utf8(mended).unwrap())
    }

    #[test]
    fn only_halves_are_replaced() {
        assert_eq!(mend(r#""a\ud83d""#).as_deref(), Some(r#""a\ufffd""#));
        assert_eq!(
            mend(r#""\ude42\ud83d\ude42""#).as_deref(),
            Some(r#""\ufffd\ud83d\ude42""#)
        );
        assert_eq!(
            mend(r#""\ud83d\ud83d\ude42""#).as_deref(),
            Some(r#""\ufffd\ud83d\ude42""#)
        );
        for whole in [
            r#""\ud83d\ude42""#, r#""\\ud83d""#, r#""\u00e9""#, r#""\"#, r#""\ud8"#, "",
        ] {
            assert_eq!(mend(whole), None, "{whole}");
        }
    }
}
