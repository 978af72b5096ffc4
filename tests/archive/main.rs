//! Folders of reports opened as an archive.

mod documents;
mod durable;
mod folder;
mod formats;
mod index;
mod packed;
mod untrusted;
mod wire;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use copydesk::archive::{self, Archive, Error, Opened, Report};

/// A folder of reports, gone when it is dropped.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a temporary folder"));
        for (name, text) in files {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn try_open(&self) -> Result<Opened, Error> {
        archive::open(
            &[self.path().to_path_buf()],
            Some(&self.path().join(".cache")),
            &|_| (),
        )
    }

    fn open(&self) -> Opened {
        self.try_open().unwrap_or_else(|error| panic!("{error}"))
    }
}

/// The one report that has these words.
fn found(archive: &Arc<dyn Archive>, words: &str) -> Report {
    let ids = archive.search(words, 1).expect("a search");
    let id = ids.first().unwrap_or_else(|| panic!("nothing has {words:?}"));
    archive.report(*id).expect("a report").expect("a report")
}

/// What was passed over, each below the folder it stands in, and why.
fn skipped(opened: &Opened) -> Vec<String> {
    let skipped = opened.skipped.iter().map(|skipped| {
        let path = skipped.path.to_string_lossy();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        // A member is named with its archive.
        let archive = folder.rsplit('/').next().filter(|last| last.ends_with(".zip"));
        let archive = archive.map(|archive| format!("{archive}/")).unwrap_or_default();
        format!("{archive}{name} {}", skipped.why)
    });
    skipped.collect()
}
