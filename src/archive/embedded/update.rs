//! Bringing an index up to date: only what changed is read again.

use std::fs;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::catalogue::{Catalogue, Entry, Place};
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
    let number = known.map_or(1, |known| known.number.wrapping_add(1));
    let nothing = Catalogue::default();
    let before = known.map_or(&nothing, |known| &known.catalogue);
    let mut known_files: FxHashMap<(u32, &str), &Entry> = before
        .files
        .iter()
        .map(|entry| ((entry.folder, &*entry.name), entry))
        .collect();
    let known_of: Vec<Option<&Entry>> = files
        .iter()
        .map(|file| known_files.remove(&(file.folder, &*file.name)))
        .collect();

    let words = words::Writer::open(index)?;
    let mut bodies = bodies::Writer::create(index, number)?;
    let removed = known_files.into_values().flat_map(|entry| &entry.reports);
    removed.for_each(|place| words.delete(place.id));

    let mut entries: Vec<Entry> = files.iter().map(Entry::new).collect();
    let mut changed = Vec::new();
    let mut sources = Vec::new();
    for (number, (file, known)) in files.iter().zip(&known_of).enumerate() {
        match known {
            Some(known) if known.is_current(file) => entries[number] = (*known).clone(),
            _ => {
                let known = known.map(|known| known.content).filter(|&content| content != 0);
                sources.push(Source { file, known });
                changed.push(number);
            }
        }
    }

    let mut begun = FxHashSet::default();
    // The entry of each report in the new bodies, in the order they are added.
    let mut owners = Vec::new();
    intake::read(&sources, progress, |intake: Intake| {
        let number = changed[intake.source];
        let entry = &mut entries[number];
        if intake.unchanged {
            let known = known_of[number].cloned().unwrap_or_default();
            *entry = Entry {
                modified: entry.modified,
                bytes: entry.bytes,
                ..known
            };
            return Ok(());
        }
        if begun.insert(number) {
            // Before anything is added, for a report that has not changed keeps its id.
            known_of[number]
                .into_iter()
                .flat_map(|known| &known.reports)
                .for_each(|place| words.delete(place.id));
        }
        entry.content = intake.content;
        entry.skipped.extend(intake.skipped);
        for reading in &intake.readings {
            words.add(reading)?;
            bodies.add(&reading.report)?;
            owners.push(number);
        }
        Ok(())
    })?;

    let mut kept = before.bodies.clone();
    if let Some(known) = known
        && (kept.len() >= MOST_BODIES || is_mostly_dead(before, &entries))
    {
        for (number, entry) in entries.iter_mut().enumerate() {
            for place in entry.reports.drain(..) {
                bodies.add(&known.read(&place)?)?;
                owners.push(number);
            }
        }
        kept.clear();
    }
    let (file, places) = bodies.finish()?;
    owners
        .into_iter()
        .zip(places)
        .for_each(|(owner, place)| entries[owner].reports.push(place));
    kept.push(file);
    let catalogue = Catalogue {
        bodies: kept,
        files: entries,
    };
    let path = Catalogue::path(index, number);
    catalogue.save(&path)?;
    sync(index)?;
    words.commit(number)?;

    remove_all_but(index, |name| {
        name == LOCK
            || name == words::FOLDER
            || Catalogue::path(index, number).ends_with(name)
            || catalogue
                .bodies
                .iter()
                .any(|file| bodies::path(index, file.number).ends_with(name))
    })
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
