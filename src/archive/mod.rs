//! Prior reports: a folder of them, the index on disk, a cluster, which ones copy one another.

mod barred;
mod budget;
mod common;
mod day;
pub mod embedded;
pub mod error;
mod feed;
pub mod folder;
pub mod formats;
mod guard;
mod intake;
mod joined;
pub mod opensearch;
pub mod origin;
mod packed;
mod rank;
pub mod report;
pub mod scan;
mod score;
pub mod skipped;
mod watch;

pub use error::Error;
pub use report::Report;
pub use watch::Watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy;

use self::joined::Joined;
use self::opensearch::Cluster;
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

/// Where reports are: folders of them, the newsroom's cluster, or both.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corpus {
    /// Absolute where they come from a configuration.
    pub folders: Vec<PathBuf>,
    pub cluster: Option<opensearch::Settings>,
}

impl Corpus {
    pub fn is_empty(&self) -> bool {
        self.folders.is_empty() && self.cluster.is_none()
    }

    /// Opens all of it as one archive, as [`open`] does folders.
    pub fn open(&self, cache: Option<&Path>, progress: &(dyn Fn(Progress) + Sync)) -> Result<Opened, Error> {
        self.with(|folders| open(folders, cache, progress))
    }

    /// See [`touched`].
    pub fn touched(
        &self,
        cache: Option<&Path>,
        paths: &[PathBuf],
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Opened, Error> {
        self.with(|folders| touched(folders, cache, paths, progress))
    }

    /// See [`known`].
    pub fn known(&self, cache: Option<&Path>) -> Option<Arc<dyn Archive>> {
        let known = known(&self.folders, cache)?;
        self.joined(Some(known)).ok()
    }

    fn with(&self, open: impl FnOnce(&[PathBuf]) -> Result<Opened, Error>) -> Result<Opened, Error> {
        let (folders, skipped) = match self.folders.is_empty() && self.cluster.is_some() {
            true => (None, Vec::new()),
            false => open(&self.folders).map(|opened| (Some(opened.archive), opened.skipped))?,
        };
        Ok(Opened {
            archive: self.joined(folders)?,
            skipped,
        })
    }

    fn joined(&self, folders: Option<Arc<dyn Archive>>) -> Result<Arc<dyn Archive>, Error> {
        let cluster = self.cluster.as_ref().map(Cluster::new).transpose()?;
        match (folders, cluster) {
            (Some(folders), None) => Ok(folders),
            (None, Some(cluster)) => Ok(Arc::new(cluster)),
            (Some(folders), Some(cluster)) => Ok(Arc::new(Joined::new(vec![folders, Arc::new(cluster)]))),
            (None, None) => Err(Error::NoFolder),
        }
    }
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
    let mut skipped = Vec::new();
    let archive: Arc<dyn Archive> = match folder::few(folders, FEW_FILES, FEW_BYTES, &mut skipped) {
        Some(files) => {
            // What was indexed when there were more would grow old.
            if let Ok(cache) = place(cache) {
                embedded::remove(folders, &cache);
            }
            Arc::new(scan::open(&files, progress, &mut skipped)?)
        }
        None => Arc::new(embedded::open(folders, &place(cache)?, progress, &mut skipped)?),
    };
    opened(folders, archive, skipped)
}

/// The archive as it was when it was last brought up to date, at once; `None` where no index was kept of it.
pub fn known(folders: &[PathBuf], cache: Option<&Path>) -> Option<Arc<dyn Archive>> {
    let known = embedded::known(folders, &place(cache).ok()?)?;
    Some(Arc::new(known))
}

/// Opens an archive again of which only these files are known to have changed.
pub fn touched(
    folders: &[PathBuf],
    cache: Option<&Path>,
    paths: &[PathBuf],
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Opened, Error> {
    let indexed = place(cache).ok().filter(|place| embedded::exists(folders, place));
    let Some(place) = indexed else {
        return open(folders, cache, progress);
    };
    let mut skipped = Vec::new();
    let archive = embedded::touched(folders, &place, paths, progress, &mut skipped)?;
    opened(folders, Arc::new(archive), skipped)
}

fn opened(
    folders: &[PathBuf],
    archive: Arc<dyn Archive>,
    mut skipped: Vec<Skipped>,
) -> Result<Opened, Error> {
    let first = folders.first().ok_or(Error::NoFolder)?;
    skipped.sort_by(|a, b| a.path.cmp(&b.path));
    if archive.size() == 0 {
        return Err(nothing(first, &skipped));
    }
    Ok(Opened { archive, skipped })
}

fn place(cache: Option<&Path>) -> Result<PathBuf, Error> {
    if let Some(cache) = cache {
        return Ok(cache.to_path_buf());
    }
    let strategy = etcetera::choose_base_strategy().map_err(|_| Error::NoCache)?;
    Ok(strategy.cache_dir().join("copydesk"))
}

fn nothing(folder: &Path, skipped: &[Skipped]) -> Error {
    let why = match skipped {
        [] => "has no reports; put text, web pages, an agency's feed or documents into it".into(),
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

    /// For each text the reports that have its words, best first; by the rarest of them when there are many.
    fn search_each(&self, texts: &[&str], limit: usize) -> Result<Vec<Vec<u64>>, Error>;

    /// The same for one.
    fn search(&self, words: &str, limit: usize) -> Result<Vec<u64>, Error> {
        Ok(self.search_each(&[words], limit)?.pop().unwrap_or_default())
    }

    /// One report, `None` when the archive no longer has it.
    fn report(&self, id: u64) -> Result<Option<Report>, Error>;

    /// How many reports there are.
    fn size(&self) -> usize;

    /// Tells one state of the archive from another.
    fn edition(&self) -> u64;

    /// What of it did not answer the last time, in words. What it then does not find may be there all the same.
    fn gap(&self) -> Option<String> {
        None
    }

    /// Nothing is asked for a while: what answers were read from may leave this process's memory.
    fn rest(&self) {}
}
