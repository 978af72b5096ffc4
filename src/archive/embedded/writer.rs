//! The index being changed. Readers see nothing of it before [`Writer::commit`], and all of it after.

use std::collections::HashSet;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use tantivy::indexer::LogMergePolicy;
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::documents::{self, FILE, OWNER, term};
use super::{create_folder, keep_private};
use crate::archive::Error;

/// What tantivy may hold in memory before it writes a segment.
const MEMORY: usize = 128 << 20;
/// So many files are worth all processors.
const MANY: usize = 100;
/// Segments of more documents are merged no more: that they are few saves a search less than their writing costs, and
/// while it lasts they take their space twice.
const LARGE: usize = 150_000;
/// A segment of which so much was removed is written anew.
const REMOVED: f32 = 0.3;

pub struct Writer {
    path: PathBuf,
    writer: IndexWriter,
}

impl Writer {
    /// Opens it to take in so many files.
    pub fn open(path: &Path, files: usize) -> Result<Writer, Error> {
        create_folder(path)?;
        let threads = match files {
            MANY.. => thread::available_parallelism().map_or(1, NonZero::get),
            _ => 1,
        };
        let open = || {
            let directory = tantivy::directory::MmapDirectory::open(path)?;
            let index = Index::builder()
                .schema(documents::schema())
                .settings(documents::settings())
                .open_or_create(directory)?;
            remove_uncommitted(path, &index.load_metas()?.list_segment_files())?;
            let writer = index.writer_with_num_threads(threads, MEMORY)?;
            let mut merging = LogMergePolicy::default();
            merging.set_max_docs_before_merge(LARGE);
            merging.set_del_docs_ratio_before_merge(REMOVED);
            writer.set_merge_policy(Box::new(merging));
            Ok(writer)
        };
        let writer = open().map_err(indexing(path))?;
        let path = path.to_path_buf();
        Ok(Writer { path, writer })
    }

    /// Removes a file with all that it gave, of what was added before.
    pub fn remove(&self, key: u64) {
        self.writer.delete_term(term(OWNER, key));
    }

    /// Removes what is known of a file, but not its reports.
    pub fn forget(&self, key: u64) {
        self.writer.delete_term(term(FILE, key));
    }

    pub fn add(&self, document: TantivyDocument) -> Result<(), Error> {
        self.writer.add_document(document).map_err(indexing(&self.path))?;
        Ok(())
    }

    /// Makes all changes visible at once.
    pub fn commit(&mut self) -> Result<(), Error> {
        let mut commit = || {
            let mut commit = self.writer.prepare_commit()?;
            commit.set_payload(&documents::version());
            commit.commit()
        };
        commit().map_err(indexing(&self.path))?;
        keep_private(&self.path)
    }

    /// Waits until small segments are merged into larger ones: nothing of it shows.
    pub fn finish(self) -> Result<(), Error> {
        self.writer.wait_merging_threads().map_err(indexing(&self.path))?;
        keep_private(&self.path)
    }
}

/// Makes the index one that was never committed: what is damaged is built anew when it is opened next.
pub fn disown(path: &Path) {
    // Where even this fails, the next opening fails as this one did, and says so.
    let _ = fs::remove_file(path.join("meta.json"));
}

/// What a killed update left: its names would be taken when the next one makes the same files.
fn remove_uncommitted(path: &Path, committed: &HashSet<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(path)? {
        let name = PathBuf::from(entry?.file_name());
        let tantivys_own = name.to_string_lossy().starts_with('.') || name.ends_with("meta.json");
        if !tantivys_own && !committed.contains(&name) {
            fs::remove_file(path.join(name))?;
        }
    }
    Ok(())
}

fn indexing(path: &Path) -> impl FnOnce(tantivy::TantivyError) -> Error {
    Error::writing(path)
}
