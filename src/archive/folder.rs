//! The files of a folder of reports.

use std::fs;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use ignore::WalkBuilder;

use super::{Skipped, packed};

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

/// Goes through the files of all folders. Links are not followed, hidden files are passed over.
pub fn each(
    folders: &[PathBuf],
    skipped: &mut Vec<Skipped>,
    take: &mut dyn FnMut(File) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for (number, folder) in folders.iter().enumerate() {
        // What an index says of a file must hold wherever it is opened from.
        let folder = &std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        for entry in walk(folder) {
            match entry.map(|entry| file(folder, number as u32, &entry)) {
                Ok(Ok(found)) => found.map_or(ControlFlow::Continue(()), &mut *take)?,
                Ok(Err(error)) | Err(error) => skipped.push(Skipped {
                    path: folder.clone(),
                    why: reason(&error),
                }),
            }
        }
    }
    ControlFlow::Continue(())
}

/// How many times its size a packed file counts: what copy with its markup unpacks to.
const UNPACKED: u64 = 5;

/// The files of all folders, in the order of folders and names; `None` when they are as many as `files` or have as many
/// `bytes`, unpacked.
pub fn few(folders: &[PathBuf], files: usize, bytes: u64, skipped: &mut Vec<Skipped>) -> Option<Vec<File>> {
    let (mut found, mut total) = (Vec::new(), 0);
    let mut passed = Vec::new();
    let few = each(folders, &mut passed, &mut |file| {
        total += match is_packed(&file) {
            true => file.bytes.saturating_mul(UNPACKED),
            false => file.bytes,
        };
        found.push(file);
        match found.len() < files && total < bytes {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    if few.is_break() {
        return None;
    }
    skipped.extend(passed);
    found.sort_by(|a, b| (a.folder, &a.name).cmp(&(b.folder, &b.name)));
    Some(found)
}

fn is_packed(file: &File) -> bool {
    let mut head = [0; 4];
    let opened = fs::File::open(&file.path);
    let read = opened.and_then(|mut opened| opened.read_exact(&mut head));
    read.is_ok() && packed::kind(&head).is_some()
}

/// A file as each folder that holds it would list it: its folder's number and its name there; `None` beside them where
/// it is not there, or passed over.
pub fn look(folders: &[PathBuf], path: &Path) -> Vec<(u32, String, Option<File>)> {
    let mut seen = Vec::new();
    for (folder, number) in folders.iter().zip(0..) {
        let Ok(within) = path.strip_prefix(folder) else {
            continue;
        };
        let hidden = within
            .iter()
            .any(|part| part.as_encoded_bytes().starts_with(b"."));
        let mut parts = within.ancestors().filter(|part| !part.as_os_str().is_empty());
        let linked = parts.any(|part| folder.join(part).is_symlink());
        let entry = walk(path).next().filter(|_| !hidden && !linked);
        let found = entry.and_then(|entry| file(folder, number, &entry.ok()?).ok()?);
        seen.push((number, name(folder, path), found));
    }
    seen
}

fn walk(path: &Path) -> ignore::Walk {
    WalkBuilder::new(path)
        .standard_filters(false)
        .hidden(true)
        .build()
}

/// The path within a folder, with `/` between its parts.
fn name(folder: &Path, path: &Path) -> String {
    let within = match path.strip_prefix(folder) {
        Ok(within) if !within.as_os_str().is_empty() => within,
        _ => Path::new(path.file_name().unwrap_or_default()),
    };
    let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
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
    Ok(Some(File {
        name: name(folder, entry.path()),
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
