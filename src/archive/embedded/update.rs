//! Bringing an index up to date: only what changed is read again.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rustc_hash::FxHashMap;

use super::documents::{self, Entry, key, stamp};
use super::reader::Reader;
use super::writer::Writer;
use crate::archive::feed;
use crate::archive::folder::{self, File};
use crate::archive::intake::{self, Intake, Source};
use crate::archive::{Error, Progress, Skipped};

/// A file that was changed so shortly before it was read may change again within the same tick of its file system's
/// clock (two seconds on FAT): it is read again at the next opening. In nanoseconds.
const RECENT: u64 = 2_000_000_000;

/// What has changed in folders of reports since they were read.
#[derive(Default)]
pub struct Changes {
    /// New files and changed ones.
    pub files: Vec<File>,
    /// The keys of those that are gone.
    pub gone: Vec<u64>,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.gone.is_empty()
    }

    /// How much is to be read, in files; one of many megabytes counts as several.
    fn weight(&self) -> usize {
        self.files.iter().map(|file| feed::weight(file.bytes)).sum()
    }

    /// Compares all files of the folders with what is known of them.
    pub fn of_folders(
        folders: &[PathBuf],
        known: Option<&Reader>,
        skipped: &mut Vec<Skipped>,
    ) -> tantivy::Result<Changes> {
        let stamps = known.map_or(Ok(Vec::new()), Reader::stamps)?;
        let mut seen = vec![false; stamps.len()];
        let mut files = Vec::new();
        let _ = folder::each(folders, skipped, &mut |file| {
            let known = stamps
                .binary_search_by_key(&key(file.folder, &file.name), |known| known.0)
                .ok();
            if let Some(at) = known {
                seen[at] = true;
            }
            if known.is_none_or(|at| stamps[at].1 != stamp(&file)) {
                files.push(file);
            }
            ControlFlow::Continue(())
        });
        let gone = stamps.iter().zip(seen).filter(|(_, seen)| !seen);
        Ok(Changes {
            files,
            gone: gone.map(|((key, _), _)| *key).collect(),
        })
    }

    /// The same for files of which it was told that they have changed; `None` where only going through all folders can
    /// tell: a folder came. One that went takes its files with it; what never was a report (another program's temporary
    /// file) changes nothing.
    pub fn of_paths(
        folders: &[PathBuf],
        paths: &[PathBuf],
        known: &Reader,
    ) -> tantivy::Result<Option<Changes>> {
        let mut changes = Changes::default();
        for path in paths {
            if path.is_dir() {
                return Ok(None);
            }
            for (folder, name, found) in folder::look(folders, path) {
                let key = key(folder, &name);
                changes.gone.extend(known.under(key)?);
                match found {
                    Some(file) => changes.files.push(file),
                    None if known.file(key)?.is_some() => changes.gone.push(key),
                    None if folders.contains(path) => return Ok(None),
                    None => {}
                }
            }
        }
        Ok(Some(changes))
    }
}

/// Reads what has changed into the index in the folder `path` and commits it. Without what is known, `path` is empty.
pub fn update(
    path: &Path,
    known: Option<&Reader>,
    changes: &Changes,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Writer, Error> {
    let mut known_files = Vec::with_capacity(changes.files.len());
    for file in &changes.files {
        let entry = known.map_or(Ok(None), |known| known.file(key(file.folder, &file.name)));
        known_files.push(entry.map_err(Error::writing(path))?);
    }
    let content = |entry: &Option<Entry>| entry.as_ref().map(|entry| entry.content);
    let sources: Vec<Source> = changes
        .files
        .iter()
        .zip(&known_files)
        .map(|(file, entry)| Source {
            file,
            known: content(entry).filter(|&content| content != 0),
        })
        .collect();
    let writer = Writer::open(path, changes.weight())?;
    changes.gone.iter().for_each(|&key| writer.remove(key));
    let mut update = Update {
        now: nanoseconds(SystemTime::now()),
        files: &changes.files,
        known: known_files,
        writer,
        begun: FxHashMap::default(),
    };
    intake::read(&sources, progress, |intake| update.take(intake))?;
    update.commit()
}

struct Update<'a> {
    now: u64,
    files: &'a [File],
    known: Vec<Option<Entry>>,
    writer: Writer,
    /// Files of which only pieces were read so far.
    begun: FxHashMap<usize, Entry>,
}

impl Update<'_> {
    /// Takes in what a file gave, or a piece of it.
    fn take(&mut self, intake: Intake) -> Result<(), Error> {
        let at = intake.source;
        if intake.unchanged {
            let known = self.known[at].take().unwrap_or_default();
            let entry = Entry {
                stamp: self.stamp(at),
                ..known
            };
            self.writer.forget(entry.key);
            return self.writer.add(documents::file(&entry, &self.files[at]));
        }
        let whole = intake.is_whole;
        let entry = match self.begun.remove(&at) {
            Some(entry) => entry,
            None => {
                let file = &self.files[at];
                // Before anything is added: a report that is as it was keeps its id.
                if self.known[at].is_some() {
                    self.writer.remove(key(file.folder, &file.name));
                }
                Entry {
                    key: key(file.folder, &file.name),
                    stamp: self.stamp(at),
                    ..Entry::default()
                }
            }
        };
        for reading in &intake.readings {
            self.writer.add(documents::report(reading, entry.key))?;
        }
        let mut entry = Entry {
            content: intake.content,
            ..entry
        };
        entry.skipped.extend(intake.skipped);
        entry.withdrawn.extend(intake.withdrawn);
        if whole {
            return self.writer.add(documents::file(&entry, &self.files[at]));
        }
        self.begun.insert(at, entry);
        Ok(())
    }

    fn stamp(&self, at: usize) -> u64 {
        let file = &self.files[at];
        if file.modified.saturating_add(RECENT) > self.now {
            0
        } else {
            stamp(file)
        }
    }

    fn commit(mut self) -> Result<Writer, Error> {
        for (&at, entry) in &self.begun {
            self.writer.add(documents::file(entry, &self.files[at]))?;
        }
        self.writer.commit()?;
        Ok(self.writer)
    }
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_nanos() as u64)
}
