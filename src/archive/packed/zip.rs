//! Zip archives: their members one by one, as the central directory lists them.

use std::collections::HashSet;
use std::io::{self, Read, Seek};
use std::path::Path;

use zip::read::{Config, ZipFileEntry};
use zip::unstable::read::ZipIterable;
use zip::{CompressionMethod, ZipReadOptions};

use super::{Capped, damaged};
use crate::archive::folder;
use crate::text::printable;

/// More members than this are no archive of reports that anyone packed by hand.
const MEMBERS: usize = 100_000;
/// Members that only a document has, a word processor's or a book.
const DOCUMENT: [&str; 3] = ["word/document.xml", "[Content_Types].xml", "mimetype"];

pub struct Zip<R> {
    reader: R,
    members: Vec<ZipFileEntry<'static>>,
}

impl<R: Read + Seek> Zip<R> {
    pub fn open(mut reader: R) -> io::Result<Zip<R>> {
        let mut listed = ZipIterable::try_new(&mut reader, Config::default()).map_err(damaged)?;
        if listed.len() > MEMBERS {
            return Err(io::Error::other("has more than 100,000 members; divide it"));
        }
        let members: Result<Vec<_>, _> = listed.files().map_err(damaged)?.collect();
        let members = members.map_err(damaged)?;
        if overlap(&members) {
            return Err(io::Error::other(
                "has members that share their bytes, as no program packs them; delete it",
            ));
        }
        Ok(Zip { reader, members })
    }

    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    pub fn is_document(&self) -> bool {
        let mut names = self.members.iter().map(ZipFileEntry::name_raw);
        names.any(|name| DOCUMENT.iter().any(|part| part.as_bytes() == name))
    }

    /// Hands each member that may be a report to `take`, with its name as it is shown; `left` is what they may unpack to
    /// all together. Ends with what `take` fails with.
    pub fn members<E>(
        mut self,
        left: &mut u64,
        mut take: impl FnMut(String, io::Result<&mut dyn Read>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut names = HashSet::new();
        for member in self.members {
            if !member.is_file() {
                continue;
            }
            let name = member
                .name()
                .unwrap_or_else(|_| String::from_utf8_lossy(member.name_raw()));
            let name = shown(&name);
            if is_passed_over(&name) {
                continue;
            }
            if !names.insert(name.clone()) {
                let why = "has the name of another member, which was read; rename it";
                take(name, Err(io::Error::other(why)))?;
                continue;
            }
            if let Some(why) = unreadable(&member) {
                take(name, Err(io::Error::other(why)))?;
                continue;
            }
            match member.with_reader(&mut self.reader, ZipReadOptions::new()) {
                Ok(inner) => take(name, Ok(&mut Capped { inner, left }))?,
                Err(error) => take(name, Err(damaged(error)))?,
            }
        }
        Ok(())
    }
}

fn unreadable(member: &ZipFileEntry) -> Option<&'static str> {
    if member.encrypted() {
        return Some("is encrypted; unpack it with its password");
    }
    match member.compression() {
        CompressionMethod::Stored | CompressionMethod::Deflated => None,
        _ => Some("is packed in a way that is not read; pack it again with any common program"),
    }
}

/// Whether two members have bytes in common: a bomb that unpacks one block many times.
fn overlap(members: &[ZipFileEntry]) -> bool {
    let mut ranges: Vec<(u64, u64)> = members
        .iter()
        .map(|member| {
            let start = member.header_start();
            (start, start.saturating_add(member.compressed_size()))
        })
        .collect();
    ranges.sort_unstable();
    ranges
        .windows(2)
        .any(|pair| pair[0].1 > pair[1].0 || pair[0].0 == pair[1].0)
}

/// A member's name as findings cite it: below its archive whatever it says, and without what a terminal obeys.
fn shown(name: &str) -> String {
    let parts = name.split(['/', '\\']);
    let parts: Vec<&str> = parts.filter(|part| !matches!(*part, "" | "." | "..")).collect();
    printable::clean(&parts.join("/")).into_owned()
}

/// What the folder's own listing would pass over, and what macOS adds to every archive.
fn is_passed_over(name: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
    name.is_empty() || name.split('/').any(hidden) || folder::is_no_copy(Path::new(name))
}
