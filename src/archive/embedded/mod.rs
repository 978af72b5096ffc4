//! The index on disk: one folder in the user's cache for each set of folders of reports.
//!
//! ```text
//! lock          held while the index is brought up to date, so that two processes never do it at once
//! words/        which reports have a word: words.rs
//! bodies-N      the reports, compressed: bodies.rs
//! catalogue-N   which files were read, where their reports are: catalogue.rs
//! ```
//!
//! An update writes new files beside those in use, syncs them, and commits: the commit of `words` names the catalogue,
//! the catalogue names the bodies. Whatever stops it before the commit leaves the index as it was; the next update
//! removes what it left.

mod bodies;
mod bytes;
mod catalogue;
#[cfg(test)]
mod tests;
mod update;
mod words;

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use self::catalogue::{Catalogue, Place};
use self::words::Words;
use super::folder;
use super::rank::{self, Postings};
use super::{Archive, Error, Progress, Report, Skipped};
use crate::story::{Story, word};

const LOCK: &str = "lock";

pub struct Embedded {
    index: PathBuf,
    number: u32,
    catalogue: Catalogue,
    words: Words,
    bodies: FxHashMap<u32, bodies::Reader>,
    places: FxHashMap<u64, Place>,
}

/// A file of the index that is not as it was written.
#[derive(Debug, PartialEq, Eq)]
pub struct Damage {
    pub path: PathBuf,
    pub why: String,
}

impl Damage {
    fn new(path: &Path, why: &str) -> Damage {
        Damage {
            path: path.to_path_buf(),
            why: why.to_owned(),
        }
    }

    fn rebuilt(self) -> Skipped {
        Skipped {
            path: self.path,
            why: format!("{}; the index was built anew", self.why),
        }
    }
}

impl From<Damage> for Error {
    fn from(damage: Damage) -> Error {
        Error::Damaged {
            path: damage.path,
            why: damage.why,
        }
    }
}

/// Opens the index of `folders`, in which `files` were found, and brings it up to date. A damaged index is named
/// among what was skipped, and built anew.
pub fn open(
    folders: &[PathBuf],
    files: &[folder::File],
    cache: &Path,
    progress: &(dyn Fn(Progress) + Sync),
    skipped: &mut Vec<Skipped>,
) -> Result<Embedded, Error> {
    let index = path(cache, folders);
    create_folder(&index)?;
    let lock = index.join(LOCK);
    let lock = create(&lock)
        .and_then(|file| file.lock().map(|()| file))
        .map_err(Error::writing(&lock))?;
    let mut known = match Embedded::load(&index) {
        Ok(known) => known,
        Err(damage) => {
            skipped.push(damage.rebuilt());
            None
        }
    };
    if !known
        .as_ref()
        .is_some_and(|known| update::is_current(&known.catalogue, files))
    {
        match update::update(&index, known.as_ref(), files, progress) {
            Err(Error::Damaged { path, why }) => {
                skipped.push(Damage { path, why }.rebuilt());
                update::update(&index, None, files, progress)?;
            }
            outcome => outcome?,
        }
        known = Embedded::load(&index)?;
    }
    let embedded = known.ok_or_else(|| Damage::new(&index, "is not what was just written"))?;
    drop(lock);
    skipped.extend(
        embedded
            .catalogue
            .files
            .iter()
            .flat_map(|file| file.skipped.iter().cloned()),
    );
    Ok(embedded)
}

/// Where the index of these folders is.
fn path(cache: &Path, folders: &[PathBuf]) -> PathBuf {
    let names: Vec<_> = folders.iter().map(|folder| folder.to_string_lossy()).collect();
    cache.join(format!("{:016x}", word::hash(&names.join("\n"))))
}

impl Embedded {
    /// The index as it was last committed; `None` where there is none, or one of another version.
    fn load(index: &Path) -> Result<Option<Embedded>, Damage> {
        let Some((words, number)) = Words::open(index)? else {
            return Ok(None);
        };
        let Some(catalogue) = Catalogue::load(&Catalogue::path(index, number))? else {
            return Ok(None);
        };
        let mut bodies = FxHashMap::default();
        for &file in &catalogue.bodies {
            bodies.insert(file.number, bodies::Reader::open(index, file)?);
        }
        let places = catalogue.files.iter().flat_map(|file| &file.reports);
        Ok(Some(Embedded {
            index: index.to_path_buf(),
            number,
            places: places.map(|place| (place.id, *place)).collect(),
            catalogue,
            words,
            bodies,
        }))
    }

    fn read(&self, place: &Place) -> Result<Report, Error> {
        let report = match self.bodies.get(&place.bodies) {
            Some(bodies) => bodies.read(place),
            None => Err(Damage::new(
                &self.index,
                "has a catalogue that lists missing files",
            )),
        };
        report.map_err(|damage| self.damaged(damage))
    }

    fn damaged(&self, damage: Damage) -> Error {
        words::disown(&self.index);
        damage.into()
    }

    fn damaged_words(&self, error: &tantivy::TantivyError) -> Error {
        self.damaged(Damage::new(&self.index, &error.to_string()))
    }
}

impl Archive for Embedded {
    fn bearing_on(&self, story: &Story, limit: usize) -> Result<Vec<u64>, Error> {
        rank::bearing_on(self, story, limit)
    }

    fn search(&self, words: &str, limit: usize) -> Result<Vec<u64>, Error> {
        rank::search(self, words, limit)
    }

    fn report(&self, id: u64) -> Result<Option<Report>, Error> {
        self.places.get(&id).map(|place| self.read(place)).transpose()
    }

    fn size(&self) -> usize {
        self.places.len()
    }
}

impl Postings for Embedded {
    fn size(&self) -> usize {
        self.places.len()
    }

    fn end(&self) -> u32 {
        self.words.end()
    }

    fn id(&self, number: u32) -> Option<u64> {
        self.words.id(number)
    }

    fn frequency(&self, stem: u64) -> Result<usize, Error> {
        self.words
            .frequency(stem)
            .map_err(|error| self.damaged_words(&error))
    }

    fn holders(&self, stem: u64, each: &mut dyn FnMut(u32)) -> Result<(), Error> {
        self.words
            .holders(stem, each)
            .map_err(|error| self.damaged_words(&error))
    }
}

/// A folder that its user alone can look into.
fn create_folder(path: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(Error::writing(path))
}

/// A file that its user alone can read.
fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let write = || -> std::io::Result<()> {
        let mut file = create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(Error::writing(path))
}
