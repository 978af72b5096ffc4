//! Bringing an index up to date: only what changed is read again.

use std::fs;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::catalogue::{Bodies, Catalogue, Entry, Place};
use super::{Embedded, LOCK, bodies, words};
use crate::archive::folder::File;
use crate::archive::intake::{self, Intake, Source};
use crate::archive::{Error, Progress};

/// More files of bodies than this are made one.
const MOST_BODIES: usize = 16;

/// Whether nothing was added, changed or removed. Both lists are in the order of folders and names.
pub fn is_current(catalogue: &Catalogue, files: &[File]) -> bool {
    catalogue.files.len() == files.len()
        && catalogue.files.iter().zip(files).all(|(entry, file)| {
            (entry.folder, &entry.name) == (file.folder, &file.name) && entry.is_current(file)
        })
}

/// Writes an index of `files` beside what is `known`, and commits it. Without what is known, what is there is removed.
pub fn update(
    index: &Path,
    known: Option<&Embedded>,
    files: &[File],
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), Error> {
    if known.is_none() {
        remove_all_but(index, |name| name == LOCK)?;
    }
    let nothing = Catalogue::default();
    let before = known.map_or(&nothing, |known| &known.catalogue);
    let number = known.map_or(1, |known| known.number.wrapping_add(1));

    let mut update = Update::begin(index, number, before, files)?;
    let changed: Vec<usize> = (0..files.len()).filter(|&n| !update.is_current(n)).collect();
    let sources: Vec<Source> = changed.iter().map(|&n| update.source(n)).collect();
    intake::read(&sources, progress, |intake| {
        update.take(changed[intake.source], intake)
    })?;

    let mut bodies = before.bodies.clone();
    if let Some(known) = known
        && (bodies.len() >= MOST_BODIES || is_mostly_dead(before, &update.entries))
    {
        update.copy_all(known)?;
        bodies.clear();
    }
    update.commit(index, number, bodies)
}

struct Update<'a> {
    files: &'a [File],
    /// What is known of each file.
    known: Vec<Option<&'a Entry>>,
    /// What will be known of it.
    entries: Vec<Entry>,
    words: words::Writer,
    bodies: bodies::Writer,
    /// The file of each report added to the bodies, in their order.
    owners: Vec<usize>,
    begun: FxHashSet<usize>,
}

impl<'a> Update<'a> {
    /// Starts from what is known of the files, without the reports of files that are gone.
    fn begin(
        index: &Path,
        number: u32,
        before: &'a Catalogue,
        files: &'a [File],
    ) -> Result<Update<'a>, Error> {
        let entries = before.files.iter();
        let mut gone: FxHashMap<(u32, &str), &Entry> = entries
            .map(|entry| ((entry.folder, &*entry.name), entry))
            .collect();
        let known: Vec<_> = files
            .iter()
            .map(|file| gone.remove(&(file.folder, &*file.name)))
            .collect();
        let words = words::Writer::open(index)?;
        gone.values().for_each(|entry| words.delete(&entry.reports));
        Ok(Update {
            entries: files
                .iter()
                .zip(&known)
                .map(|(file, known)| match known {
                    Some(known) if known.is_current(file) => (*known).clone(),
                    _ => Entry::new(file),
                })
                .collect(),
            bodies: bodies::Writer::create(index, number)?,
            owners: Vec::new(),
            begun: FxHashSet::default(),
            files,
            known,
            words,
        })
    }

    fn is_current(&self, n: usize) -> bool {
        self.known[n].is_some_and(|known| known.is_current(&self.files[n]))
    }

    fn source(&self, n: usize) -> Source<'a> {
        Source {
            file: &self.files[n],
            known: self.known[n]
                .map(|known| known.content)
                .filter(|&content| content != 0),
        }
    }

    /// Takes in what the file `n` gave, or a piece of it.
    fn take(&mut self, n: usize, intake: Intake) -> Result<(), Error> {
        let entry = &mut self.entries[n];
        let known = self.known[n];
        if intake.unchanged {
            *entry = Entry {
                bytes: entry.bytes,
                modified: entry.modified,
                ..known.cloned().unwrap_or_default()
            };
            return Ok(());
        }
        // Before anything is added: a report that is as it was keeps its id.
        if self.begun.insert(n)
            && let Some(known) = known
        {
            self.words.delete(&known.reports);
        }
        entry.content = intake.content;
        entry.skipped.extend(intake.skipped);
        for reading in &intake.readings {
            self.words.add(reading)?;
            self.bodies.add(&reading.report)?;
            self.owners.push(n);
        }
        Ok(())
    }

    /// Copies every report from older files of bodies.
    fn copy_all(&mut self, known: &Embedded) -> Result<(), Error> {
        for (n, entry) in self.entries.iter_mut().enumerate() {
            for place in entry.reports.drain(..) {
                self.bodies.add(&known.read(&place)?)?;
                self.owners.push(n);
            }
        }
        Ok(())
    }

    fn commit(self, index: &Path, number: u32, mut bodies: Vec<Bodies>) -> Result<(), Error> {
        let (file, places) = self.bodies.finish()?;
        bodies.push(file);
        let mut files = self.entries;
        self.owners
            .into_iter()
            .zip(places)
            .for_each(|(n, place)| files[n].reports.push(place));
        let catalogue = Catalogue { bodies, files };
        let path = Catalogue::path(index, number);
        catalogue.save(&path)?;
        sync(index)?;
        self.words.commit(number)?;

        remove_all_but(index, |name| {
            name == LOCK
                || name == words::FOLDER
                || path.ends_with(name)
                || catalogue
                    .bodies
                    .iter()
                    .any(|file| bodies::path(index, file.number).ends_with(name))
        })
    }
}

/// Whether most of what the files of bodies hold was replaced or removed since.
fn is_mostly_dead(before: &Catalogue, entries: &[Entry]) -> bool {
    let blocks = |places: &mut dyn Iterator<Item = &Place>| -> u64 {
        let blocks: FxHashMap<(u32, u64), u32> = places.map(|p| ((p.bodies, p.block), p.length)).collect();
        blocks.into_values().map(u64::from).sum()
    };
    let live = blocks(&mut entries.iter().flat_map(|entry| &entry.reports));
    live * 2 < before.bodies.iter().map(|file| file.length).sum()
}

/// Names of files are safe on disk when their folder is.
fn sync(index: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    fs::File::open(index)
        .and_then(|folder| folder.sync_all())
        .map_err(Error::writing(index))?;
    Ok(())
}

/// Removes what no commit names: older generations, and what a killed update left.
fn remove_all_but(index: &Path, keep: impl Fn(&str) -> bool) -> Result<(), Error> {
    for entry in fs::read_dir(index).map_err(Error::writing(index))?.flatten() {
        let path = entry.path();
        if entry.file_name().to_str().is_some_and(&keep) {
            continue;
        }
        // Another process may still read it where a system forbids to remove what is open; the next update tries again.
        let _ = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
    }
    Ok(())
}
