//! A draft as the command line reads it: a file, or `-` for standard input.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::text::{Draft, Language};

/// The text of a draft, its bytes as they are in the file.
pub fn read(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = if is_stdin(path) {
        std::io::stdin().lock().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(path).map(|whole| bytes = whole)
    };
    read.map_err(|error| format!("{}: cannot be read: {error}", path.display()))?;
    String::from_utf8(bytes).map_err(|error| not_utf8(path, error).into())
}

/// What a text is a draft of, by the name of its file.
pub fn of(path: &Path, text: &str) -> Draft {
    let mut draft = Draft::new(text, 0);
    let end = path.extension().unwrap_or_default().to_string_lossy();
    draft.language = Language::named(&end.to_ascii_lowercase());
    draft
}

/// The folder in which a draft stands; the working folder for standard input.
pub fn folder(path: &Path) -> std::io::Result<PathBuf> {
    let absolute = std::path::absolute(if is_stdin(path) { Path::new(".") } else { path })?;
    Ok(match absolute.parent() {
        Some(parent) if !is_stdin(path) => parent.to_owned(),
        _ => absolute,
    })
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Spans count bytes of UTF-8, so that a draft in another encoding is for its writer to convert.
fn not_utf8(path: &Path, error: std::string::FromUtf8Error) -> String {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.into_bytes();
    let line = 1 + bytes[..at].iter().filter(|&&b| b == b'\n').count();
    let encoding = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding,
        None => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(&bytes, true);
            detector.guess(None, chardetng::Utf8Detection::Deny)
        }
    };
    let (path, name) = (path.display(), encoding.name());
    format!(
        "{path}:{line}: not UTF-8 (it looks like {name}); save it as UTF-8, \
         for example with `iconv -f {name} -t UTF-8 {path}`"
    )
}
