//! The catalogue: which files were read, when, and where their reports are kept.
//!
//! A catalogue is one file, written whole and never changed:
//!
//! ```text
//! magic     "copydesk catalogue\n"
//! format    u32     FORMAT, raised when anything here or in bodies.rs changes
//! reading   u32     formats::READING and
//! analysis  u32     story::ANALYSIS of what is indexed
//! bodies    list    of (number u32, length in bytes u64): the files of bodies
//! files     list    of
//!   folder    u32   its number among the folders of the archive
//!   name      str   the path within it
//!   bytes     u64   size and
//!   modified  u64   time of change, nanoseconds since 1970, when it was read
//!   content   u64   checksum of what it held, 0 when it was too large to be held at once
//!   reports   list  of (id u64, bodies u32, block u64, length u32, size u32, at u32), see Place
//!   skipped   list  of (path str, why str)
//! checksum  u64     of all before it
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use super::bytes::{In, Out};
use super::{Damage, write_whole};
use crate::archive::folder::File;
use crate::archive::formats::READING;
use crate::archive::intake::checksum;
use crate::archive::{Error, Skipped};
use crate::story::ANALYSIS;

const MAGIC: &[u8] = b"copydesk catalogue\n";
const FORMAT: u32 = 1;
const VERSION: [u32; 3] = [FORMAT, READING, ANALYSIS];

#[derive(Debug, Default, Clone, PartialEq)]
pub struct Catalogue {
    pub bodies: Vec<Bodies>,
    pub files: Vec<Entry>,
}

/// A file of bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bodies {
    pub number: u32,
    pub length: u64,
}

/// A file of a folder as it was read.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Entry {
    pub folder: u32,
    pub name: String,
    pub bytes: u64,
    pub modified: u64,
    pub content: u64,
    pub reports: Vec<Place>,
    pub skipped: Vec<Skipped>,
}

/// Where a report is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub id: u64,
    /// The number of the file of bodies.
    pub bodies: u32,
    /// The block's place in that file, its length there and its size once decompressed, in bytes.
    pub block: u64,
    pub length: u32,
    pub size: u32,
    /// The report's place in the decompressed block.
    pub at: u32,
}

impl Entry {
    pub fn new(file: &File) -> Entry {
        Entry {
            folder: file.folder,
            name: file.name.clone(),
            bytes: file.bytes,
            modified: file.modified,
            ..Entry::default()
        }
    }

    /// Whether the file is as it was when it was read.
    pub fn is_current(&self, file: &File) -> bool {
        (self.bytes, self.modified) == (file.bytes, file.modified)
    }
}

impl Catalogue {
    pub fn path(index: &Path, number: u32) -> PathBuf {
        index.join(format!("catalogue-{number}"))
    }

    /// Reads a catalogue; `None` when another version of the analysis or of the format wrote it.
    pub fn load(path: &Path) -> Result<Option<Catalogue>, Damage> {
        let damage = |why: &str| Damage::new(path, why);
        let bytes = fs::read(path).map_err(|error| damage(&error.to_string()))?;
        let Some(fields) = bytes.strip_prefix(MAGIC) else {
            return Err(damage("is no catalogue of copydesk's"));
        };
        let Some((_, sum)) = bytes.split_last_chunk() else {
            return Err(damage("is truncated"));
        };
        if checksum(&bytes[..bytes.len() - sum.len()]) != u64::from_le_bytes(*sum) {
            return Err(damage("is truncated or changed"));
        }
        let mut fields = In(fields);
        if VERSION.iter().any(|&version| fields.u32() != Some(version)) {
            return Ok(None);
        }
        read(&mut fields).map(Some).ok_or_else(|| damage("is truncated"))
    }

    pub fn save(&self, path: &Path) -> Result<(), Error> {
        let mut out = Out(MAGIC.to_vec());
        VERSION.iter().for_each(|&version| out.u32(version));
        out.list(self.bodies.iter(), |out, bodies| {
            out.u32(bodies.number);
            out.u64(bodies.length);
        });
        out.list(self.files.iter(), |out, file| {
            out.u32(file.folder);
            out.str(&file.name);
            out.u64(file.bytes);
            out.u64(file.modified);
            out.u64(file.content);
            out.list(file.reports.iter(), |out, place| {
                out.u64(place.id);
                out.u32(place.bodies);
                out.u64(place.block);
                out.u32(place.length);
                out.u32(place.size);
                out.u32(place.at);
            });
            out.list(file.skipped.iter(), |out, skipped| {
                out.str(&skipped.path.to_string_lossy());
                out.str(&skipped.why);
            });
        });
        let sum = checksum(&out.0);
        out.u64(sum);
        write_whole(path, &out.0)
    }
}

fn read(fields: &mut In) -> Option<Catalogue> {
    Some(Catalogue {
        bodies: fields.list(|f| {
            Some(Bodies {
                number: f.u32()?,
                length: f.u64()?,
            })
        })?,
        files: fields.list(|f| {
            Some(Entry {
                folder: f.u32()?,
                name: f.str()?,
                bytes: f.u64()?,
                modified: f.u64()?,
                content: f.u64()?,
                reports: f.list(|f| {
                    Some(Place {
                        id: f.u64()?,
                        bodies: f.u32()?,
                        block: f.u64()?,
                        length: f.u32()?,
                        size: f.u32()?,
                        at: f.u32()?,
                    })
                })?,
                skipped: f.list(|f| {
                    Some(Skipped {
                        path: f.str()?.into(),
                        why: f.str()?,
                    })
                })?,
            })
        })?,
    })
}
