//! What can go wrong with an archive: each error names the file and says what to do.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no folder of reports is given: name one with --corpus, or in copydesk.toml")]
    NoFolder,
    #[error("{}: {why}", folder.display())]
    NoReports { folder: PathBuf, why: String },
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
}

/// What the system says of a file, and what to do about it.
pub(crate) fn advice(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "is not there; check its name".into(),
        ErrorKind::PermissionDenied => "may not be read; change its permissions".into(),
        _ => error.to_string(),
    }
}
