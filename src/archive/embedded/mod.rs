//! The index on disk: one folder in the user's cache for each set of folders of reports.
//!
//! ```text
//! lock          held while the index is brought up to date, so that two processes never do it at once
//! index.4.4.8/  a tantivy index: documents.rs says what is in it, and of which version it is
//! ```
//!
//! Two versions of copydesk may be at work at once, an editor's own and the terminal's: each has its own index. Where
//! one is built from nothing, those of older versions are removed.
//!
//! An update adds files beside those in use and syncs them; one atomic replacement, tantivy's of its meta.json, commits
//! it. Whatever stops it before leaves the index as it was; the next update removes what it left. Whoever has opened
//! the index goes on with what it had.

mod bytes;
mod documents;
mod maps;
mod reader;
#[cfg(test)]
mod tests;
mod update;
mod writer;

use std::fs::{self, File, OpenOptions};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use self::reader::Reader;
use self::update::Changes;
use super::rank;
use super::score::Postings;
use super::{Archive, Error, Progress, Report, Skipped};
use crate::story::{Story, word};

const LOCK: &str = "lock";

pub struct Embedded {
    index: PathBuf,
    reader: Reader,
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

/// Opens the index of `folders` as it was committed last, without a look at the folders; `None` where there is none
/// that can be used.
pub fn known(folders: &[PathBuf], cache: &Path) -> Option<Embedded> {
    Embedded::load(&path(cache, folders)).ok().flatten()
}

/// Whether `folders` have an index of this version, in whatever state.
pub fn exists(folders: &[PathBuf], cache: &Path) -> bool {
    own(&path(cache, folders)).is_dir()
}

/// Opens the index of `folders` and brings it up to date. A damaged index is named among what was skipped, and built
/// anew.
pub fn open(
    folders: &[PathBuf],
    cache: &Path,
    progress: &(dyn Fn(Progress) + Sync),
    skipped: &mut Vec<Skipped>,
) -> Result<Embedded, Error> {
    refresh(folders, cache, progress, skipped, &|known, skipped| {
        Changes::of_folders(folders, known.map(|known| &known.reader), skipped)
    })
}

/// The same when only these files are known to have changed since the index was opened.
pub fn touched(
    folders: &[PathBuf],
    cache: &Path,
    paths: &[PathBuf],
    progress: &(dyn Fn(Progress) + Sync),
    skipped: &mut Vec<Skipped>,
) -> Result<Embedded, Error> {
    refresh(folders, cache, progress, skipped, &|known, skipped| {
        let few = known.map_or(Ok(None), |known| Changes::of_paths(folders, paths, &known.reader))?;
        match few {
            Some(changes) => Ok(changes),
            None => Changes::of_folders(folders, known.map(|known| &known.reader), skipped),
        }
    })
}

/// Removes the index of `folders`, if there is one.
pub fn remove(folders: &[PathBuf], cache: &Path) {
    // What cannot be removed is brought up to date when it is opened.
    let _ = fs::remove_dir_all(path(cache, folders));
}

/// What has changed since an index was written.
type Look<'a> = &'a dyn Fn(Option<&Embedded>, &mut Vec<Skipped>) -> tantivy::Result<Changes>;

fn refresh(
    folders: &[PathBuf],
    cache: &Path,
    progress: &(dyn Fn(Progress) + Sync),
    skipped: &mut Vec<Skipped>,
    look: Look,
) -> Result<Embedded, Error> {
    let index = path(cache, folders);
    create_folder(&index)?;
    let lock = lock(&index)?;
    let outcome = match Embedded::load(&index) {
        Ok(known) => attempt(&index, known, progress, skipped, look),
        Err(damage) => Err(damage.into()),
    };
    let embedded = match outcome {
        Err(Error::Damaged { path, why }) => {
            skipped.push(Damage { path, why }.rebuilt());
            attempt(&index, None, progress, skipped, look)?
        }
        outcome => outcome?,
    };
    drop(lock);
    skipped.extend(embedded.asked(Reader::skipped)?);
    Ok(embedded)
}

/// Reads what has changed since `known` was written. Without what is known, what is there is removed.
fn attempt(
    index: &Path,
    known: Option<Embedded>,
    progress: &(dyn Fn(Progress) + Sync),
    skipped: &mut Vec<Skipped>,
    look: Look,
) -> Result<Embedded, Error> {
    let changes = match &known {
        Some(known) => known.asked(|_| look(Some(known), skipped))?,
        None => {
            make_room(index)?;
            look(None, skipped).map_err(Error::writing(index))?
        }
    };
    let known = match known {
        Some(known) if changes.is_empty() => return Ok(known),
        known => known,
    };
    let reader = known.as_ref().map(|known| &known.reader);
    let writer = update::update(&own(index), reader, &changes, progress)?;
    let embedded = Embedded::load(index)?;
    writer.finish()?;
    embedded.ok_or_else(|| Damage::new(index, "is not what was just written").into())
}

/// Where the index of these folders is.
fn path(cache: &Path, folders: &[PathBuf]) -> PathBuf {
    let names: Vec<_> = folders.iter().map(|folder| folder.to_string_lossy()).collect();
    cache.join(format!("{:016x}", word::hash(&names.join("\n"))))
}

/// Where this version's is.
fn own(index: &Path) -> PathBuf {
    index.join(documents::folder())
}

impl Embedded {
    /// The index as it was last committed; `None` where there is none, or one of another version.
    fn load(index: &Path) -> Result<Option<Embedded>, Damage> {
        let path = own(index);
        // tantivy panics on some of what it did not write.
        let reader = catch_unwind(AssertUnwindSafe(|| Reader::open(&path)));
        let reader = reader.unwrap_or_else(|_| Err(Damage::new(&path, "cannot be read")))?;
        Ok(reader.map(|reader| Embedded {
            index: index.to_path_buf(),
            reader,
        }))
    }

    /// What the reader answers. Damage makes the index one that is built anew when it is opened next.
    fn asked<T>(&self, ask: impl FnOnce(&Reader) -> tantivy::Result<T>) -> Result<T, Error> {
        let path = own(&self.index);
        let why = match catch_unwind(AssertUnwindSafe(|| ask(&self.reader))) {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "cannot be read".into(),
        };
        writer::disown(&path);
        Err(Damage { path, why }.into())
    }
}

impl Archive for Embedded {
    fn bearing_on(&self, story: &Story, limit: usize) -> Result<Vec<u64>, Error> {
        rank::bearing_on(self, story, limit)
    }

    fn search_each(&self, texts: &[&str], limit: usize) -> Result<Vec<Vec<u64>>, Error> {
        rank::search_each(self, texts, limit)
    }

    fn report(&self, id: u64) -> Result<Option<Report>, Error> {
        self.asked(|reader| reader.report(id))
    }

    fn size(&self) -> usize {
        self.reader.size()
    }

    fn edition(&self) -> u64 {
        self.reader.commit
    }

    fn rest(&self) {
        self.reader.maps.give_back();
    }
}

impl Postings for Embedded {
    fn size(&self) -> usize {
        self.reader.size()
    }

    fn end(&self) -> u32 {
        self.reader.end()
    }

    fn id(&self, number: u32) -> Option<u64> {
        self.reader.id(number)
    }

    fn day(&self, number: u32) -> Option<u32> {
        self.reader.day(number)
    }

    fn bars(&self, number: u32) -> bool {
        self.reader.bars(number)
    }

    fn frequency(&self, term: u64) -> Result<usize, Error> {
        self.asked(|reader| reader.frequency(term))
    }

    fn holders(&self, term: u64, each: &mut dyn FnMut(u32)) -> Result<(), Error> {
        self.asked(|reader| reader.holders(term, each))
    }
}

fn lock(index: &Path) -> Result<File, Error> {
    let path = index.join(LOCK);
    create(&path)
        .and_then(|file| file.lock().map(|()| file))
        .map_err(Error::writing(&path))
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

/// The same for what tantivy wrote into the folder `path`, which nobody else could look into before either.
fn keep_private(path: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    for entry in fs::read_dir(path).map_err(Error::writing(path))?.flatten() {
        use std::os::unix::fs::PermissionsExt;
        // A file that is gone by now was merged into another.
        let _ = fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o600));
    }
    Ok(())
}

/// Removes an index that is damaged, and those of older versions.
fn make_room(index: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(index).map_err(Error::writing(index))?.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if name == LOCK || documents::is_newer(&name.to_string_lossy()) {
            continue;
        }
        let removed = match path.is_dir() {
            true => fs::remove_dir_all(&path),
            false => fs::remove_file(&path),
        };
        // Another version may be at work with its own, which some systems do not let go then.
        if path == own(index) {
            removed.map_err(Error::writing(&path))?;
        }
    }
    Ok(())
}
