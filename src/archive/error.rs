//! What can go wrong with an archive: each error names the file and says what to do.

use std::fmt::Display;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no folder of reports is given: name one with --corpus, or in copydesk.toml")]
    NoFolder,
    #[error("{}: {why}", folder.display())]
    NoReports { folder: PathBuf, why: String },
    #[error("the user has no cache folder for the index of reports: set HOME or XDG_CACHE_HOME")]
    NoCache,
    #[error("{}: the index of reports cannot be written: {why}; free some space or check permissions", path.display())]
    Index { path: PathBuf, why: String },
    #[error("the shared archive {name} {why}")]
    Cluster { name: String, why: String },
    #[error("{}: the index of reports is damaged: {why}; open the archive again to have it built anew", path.display())]
    Damaged { path: PathBuf, why: String },
}

impl Error {
    pub(super) fn writing<E: Display>(path: &Path) -> impl FnOnce(E) -> Error {
        move |error| Error::Index {
            path: path.to_path_buf(),
            why: error.to_string(),
        }
    }
}

/// What the system says of a file of reports, and what to do about it.
pub(super) fn advice(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "is not there; check its name".into(),
        ErrorKind::PermissionDenied => "may not be read; change its permissions".into(),
        _ => error.to_string(),
    }
}
