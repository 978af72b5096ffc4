//! What the editor holds: a rope with its version, and positions in the three encodings of LSP.

pub mod draft;
pub mod position;
pub mod printable;

pub use draft::{Change, Draft};
pub use position::{Encoding, Position};

/// The lines of a text, each with its break: LF, CRLF or a lone CR.
pub fn lines(text: &str) -> impl Iterator<Item = &str> + Clone {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let (line, others) = rest.split_at(end);
        rest = others;
        (!line.is_empty()).then_some(line)
    })
}
