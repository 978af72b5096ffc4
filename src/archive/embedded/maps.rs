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

#[cfg(test)]
mod tests {
    #[cfg(target_os = "linux")]
    use std::path::Path;

    use super::super::tests::Newsroom;
    use crate::archive::Archive;

    #[test]
    fn at_rest_it_answers_as_before() {
        let newsroom = Newsroom::new(40);
        let embedded = newsroom.open();
        newsroom.assert_like_scan(&embedded);
        embedded.rest();
        newsroom.assert_like_scan(&embedded);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn at_rest_it_takes_no_memory() {
        let newsroom = Newsroom::new(40);
        let embedded = newsroom.open();
        newsroom.assert_like_scan(&embedded);
        assert!(mapped(&newsroom.index()) > 0);
        embedded.rest();
        assert_eq!(mapped(&newsroom.index()), 0);
    }

    /// How much of the files of a folder stands in this process's memory, in kB.
    #[cfg(target_os = "linux")]
    fn mapped(folder: &Path) -> usize {
        let maps = std::fs::read_to_string("/proc/self/smaps").expect("the maps");
        let folder = folder.to_string_lossy();
        let (mut within, mut total) = (false, 0);
        for line in maps.lines() {
            let (first, rest) = line.split_once(' ').unwrap_or_default();
            match first {
                "Rss:" if within => {
                    total += rest
                        .trim()
                        .trim_end_matches(" kB")
                        .parse::<usize>()
                        .expect("a size")
                }
                // A map begins with its addresses and the name of its file.
                addresses if !addresses.ends_with(':') => within = rest.contains(&*folder),
                _ => {}
            }
        }
        total
    }
}
