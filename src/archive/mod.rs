//! Prior reports: a folder of them, the index on disk, which ones copy one another.

mod budget;
mod common;
pub mod embedded;
pub mod error;
mod feed;
pub mod folder;
pub mod formats;
mod guard;
mod intake;
pub mod origin;
mod packed;
mod rank;
pub mod report;
pub mod scan;
pub mod skipped;

pub use error::Error;
pub use report::Report;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy;

use crate::story::Story;

/// How far the reading of folders has come, in files; one of many megabytes counts as several.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
}

/// A file that could not be read as a report, and why, in words that say what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub path: PathBuf,
    pub why: String,
}

/// An archive with what was passed over when it was brought up to date.
pub struct Opened {
    pub archive: Arc<dyn Archive>,
    pub skipped: Vec<Skipped>,
}

/// An archive of no more files than this, and no more bytes, is read into memory each time it is opened.
const FEW_FILES: usize = 1_000;
const FEW_BYTES: u64 = 8 << 20;

/// Opens folders of reports as one archive, reading again only what has changed. `cache` is where indexes are kept
/// (the user's cache folder when `None`).
pub fn open(
    folders: &[PathBuf],
    cache: Option<&Path>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Opened, Error> {
    let Some(first) = folders.first() else {
        return Err(Error::NoFolder);
    };
    let mut skipped = Vec::new();
    let files = folder::list(folders, &mut skipped);
    let bytes: u64 = files.iter().map(|file| file.bytes).sum();
    let archive: Arc<dyn Archive> = if files.len() < FEW_FILES && bytes < FEW_BYTES {
        Arc::new(scan::open(&files, progress, &mut skipped)?)
    } else {
        let cache = match cache {
            Some(cache) => cache.to_path_buf(),
            None => users_cache()?,
        };
        Arc::new(embedded::open(folders, &files, &cache, progress, &mut skipped)?)
    };
    skipped.sort_by(|a, b| a.path.cmp(&b.path));
    if archive.size() == 0 {
        return Err(nothing(first, &skipped));
    }
    Ok(Opened { archive, skipped })
}

fn users_cache() -> Result<PathBuf, Error> {
    let strategy = etcetera::choose_base_strategy().map_err(|_| Error::NoCache)?;
    Ok(strategy.cache_dir().join("copydesk"))
}

fn nothing(folder: &Path, skipped: &[Skipped]) -> Error {
    let why = match skipped {
        [] => "has no reports; put text, Markdown, HTML or JSON lines into it".into(),
        [one] if one.path == folder => one.why.clone(),
        [one, rest @ ..] => format!(
            "has no reports that can be read: {} {}{}",
            one.path.display(),
            one.why,
            match rest.len() {
                0 => String::new(),
                more => format!(", and {more} more like it"),
            }
        ),
    };
    Error::NoReports {
        folder: folder.to_path_buf(),
        why,
    }
}

/// A searchable collection of reports. Reports are named by [`Report::id`].
pub trait Archive: Send + Sync {
    /// The reports that bear on a text, best first: those that share its rarest words, names and quotations.
    fn bearing_on(&self, story: &Story, limit: usize) -> Result<Vec<u64>, Error>;

    /// The reports that have these words, best first; by the rarest of them when there are many.
    fn search(&self, words: &str, limit: usize) -> Result<Vec<u64>, Error>;

    /// One report, `None` when the archive no longer has it.
    fn report(&self, id: u64) -> Result<Option<Report>, Error>;

    /// How many reports there are.
    fn size(&self) -> usize;
}
