//! The files of the index as they lie in this process's memory: the kernel maps what an answer reads, and far more
//! around it, and takes it back only when memory is short.

use std::path::PathBuf;

use tantivy::Directory;
use tantivy::directory::{MmapDirectory, OwnedBytes};

pub struct Maps(Vec<OwnedBytes>);

impl Maps {
    /// Those that `directory` makes of its files. Files that a segment may have and has not are passed over.
    pub fn of(directory: &MmapDirectory, files: impl IntoIterator<Item = PathBuf>) -> Maps {
        let whole = |path: PathBuf| directory.open_read(&path).ok()?.read_bytes().ok();
        Maps(files.into_iter().filter_map(whole).collect())
    }

    /// Gives back what was read of them, which stays in the system's cache of files.
    pub fn give_back(&self) {
        #[cfg(unix)]
        for map in self.0.iter().filter(|map| !map.is_empty()) {
            // SAFETY: the bytes are a map of a file that is never written again, and not memory of ours: whoever reads
            // them reads the same from the file. Where it fails, they stay.
            unsafe { libc::madvise(map.as_ptr().cast_mut().cast(), map.len(), libc::MADV_DONTNEED) };
        }
    }
}
