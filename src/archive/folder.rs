//! The files of a folder of reports.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use ignore::WalkBuilder;

use super::Skipped;

/// A file that may hold reports, as its folder lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub path: PathBuf,
    /// The path within its folder, with `/` between its parts.
    pub name: String,
    /// The number of its folder among those of the archive.
    pub folder: u32,
    pub bytes: u64,
    /// Nanoseconds since 1970.
    pub modified: u64,
}

/// The files of all folders, in the order of folders and names. Links are not followed, hidden files are passed over.
pub fn list(folders: &[PathBuf], skipped: &mut Vec<Skipped>) -> Vec<File> {
    let mut files = Vec::new();
    for (number, folder) in folders.iter().enumerate() {
        // What an index says of a file must hold wherever it is opened from.
        let folder = &std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        let walk = WalkBuilder::new(folder)
            .standard_filters(false)
            .hidden(true)
            .build();
        for entry in walk {
            match entry.map(|entry| file(folder, number as u32, &entry)) {
                Ok(Ok(file)) => files.extend(file),
                Ok(Err(error)) | Err(error) => skipped.push(Skipped {
                    path: folder.clone(),
                    why: reason(&error),
                }),
            }
        }
    }
    files.sort_by(|a, b| (a.folder, &a.name).cmp(&(b.folder, &b.name)));
    files
}

fn file(folder: &Path, number: u32, entry: &ignore::DirEntry) -> Result<Option<File>, ignore::Error> {
    if !entry.file_type().is_some_and(|kind| kind.is_file()) || is_no_copy(entry.path()) {
        return Ok(None);
    }
    let metadata = entry.metadata()?;
    let since = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let within = match entry.path().strip_prefix(folder) {
        Ok(within) if !within.as_os_str().is_empty() => within,
        _ => Path::new(entry.file_name()),
    };
    let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
    Ok(Some(File {
        name: parts.join("/"),
        path: entry.path().to_path_buf(),
        folder: number,
        bytes: metadata.len(),
        modified: since.map_or(0, |since| since.as_nanos() as u64),
    }))
}

/// What a saved web page or a project keeps beside its copy.
pub(super) fn is_no_copy(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    matches!(
        extension.to_ascii_lowercase().as_str(),
        "css" | "js" | "mjs" | "map" | "toml" | "lock" | "ini" | "py" | "sh" | "bib" | "log"
    )
}

/// The system's own words, without the path that is named beside them.
fn reason(error: &ignore::Error) -> String {
    match error.io_error() {
        Some(error) => super::error::advice(error),
        None => error.to_string(),
    }
}
