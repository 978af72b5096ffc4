//! What the editor holds: a rope with its version, and positions in the three encodings of LSP.

pub mod draft;
pub mod html;
pub mod position;
pub mod printable;

pub use draft::{Change, Draft, Language};
pub use position::{Encoding, Position};

/// The lines of a text, each with its break: LF, CRLF or a lone CR.
pub fn lines(text: &str) -> impl Iterator<Item = &str> + Clone {
    let mut rest = text;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let end = match bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(at) if bytes[at..].starts_with(b"\r\n") => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let (line, others) = rest.split_at(end);
        rest = others;
        (!line.is_empty()).then_some(line)
    })
}
