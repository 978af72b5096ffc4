//! Files that hold other files: gzip, zstd, zip. What they hold is read as it comes, never written anywhere; names of
//! members are only ever shown. One level deep: what is packed within a packed file is named and passed over.

mod zip;

use std::io::{self, BufRead, Read};

use flate2::bufread::MultiGzDecoder;

pub use self::zip::Zip;
use super::feed::LARGEST;

/// What a packed file may unpack to, in times its size, beyond what any file may have. Copy with its markup shrinks to a
/// fifth, seldom to a twentieth.
const RATIO: u64 = 50;
/// The largest window that a zstd file may ask for, as a power of two: what `zstd` itself takes unasked.
const WINDOW: u32 = 27;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Gzip,
    Zstd,
    Zip,
}

/// How a file that begins with `bytes` is packed.
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0x1f, 0x8b, 8, ..] => Some(Kind::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Kind::Zstd),
        // The last is an archive of nothing.
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Kind::Zip),
        _ => None,
    }
}

/// What remains of the bytes that a packed file of `bytes` may unpack to.
pub fn allowance(bytes: u64) -> u64 {
    LARGEST + bytes.saturating_mul(RATIO)
}

/// What a gzipped or zstd'd file holds.
pub fn unpacked<'a>(kind: Kind, packed: impl BufRead + 'a) -> io::Result<Box<dyn Read + 'a>> {
    if kind == Kind::Gzip {
        // Several members one after another are one text; WARC has one a record.
        return Ok(Box::new(MultiGzDecoder::new(packed)));
    }
    let mut decoder = zstd::stream::read::Decoder::with_buffer(packed)?;
    decoder.window_log_max(WINDOW)?;
    Ok(Box::new(decoder))
}

/// What is unpacked, until all that is `left` has been; errors say what to do.
pub struct Capped<'a, R> {
    pub inner: R,
    pub left: &'a mut u64,
}

impl<R: Read> Read for Capped<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(damaged)?;
        *self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::other("unpacks to far more than it is; delete it, or unpack it if you trust it")
        })?;
        Ok(read)
    }
}

/// Whether these bytes are a zip archive that is one document, as those of word processors are.
pub fn is_document(bytes: &[u8]) -> bool {
    kind(bytes) == Some(Kind::Zip) && Zip::open(io::Cursor::new(bytes)).is_ok_and(|zip| zip.is_document())
}

/// The name of what a packed file holds: "wire.jsonl.gz" is "wire.jsonl".
pub fn inner_name(name: &str) -> &str {
    let packed = [".gz", ".zst", ".zstd"];
    let inner = packed.iter().find_map(|end| {
        let at = name.len().checked_sub(end.len())?;
        name.get(at..)?.eq_ignore_ascii_case(end).then(|| &name[..at])
    });
    inner.unwrap_or(name)
}

/// An error of unpacking in words that say what to do.
fn damaged(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(format!("is damaged ({error}); copy it again from where it came"))
}
