//! What the editor holds: a rope with its version, and positions in the three encodings of LSP.

pub mod draft;
pub mod position;
pub mod printable;

pub use draft::{Change, Draft};
pub use position::{Encoding, Position};

/// The lines of a text, each with its break: LF, CRLF or a lone CR.
pub fn lines(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split_inclusive('\n').flat_map(|line| {
        // The CR of a CRLF ends no line of its own.
        let copy = line.strip_suffix("\r\n").unwrap_or(line).len();
        let mut rest = line;
        std::iter::from_fn(move || {
            let end = match rest.find('\r') {
                Some(cr) if line.len() - rest.len() + cr < copy => cr + 1,
                _ => rest.len(),
            };
            let (first, others) = rest.split_at(end);
            rest = others;
            (!first.is_empty()).then_some(first)
        })
    })
}
