//! Told by the system when files of reports change.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Skipped;

/// Changes that follow one another so closely are told together,
const QUIET: Duration = Duration::from_millis(50);
/// and no later than so long after the first of them.
const LATEST: Duration = Duration::from_millis(400);

/// Folders being watched, until it is dropped.
pub struct Watch {
    /// Dropped first: it holds the other end of what the thread listens to.
    _watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// Calls `changed` with the files that have changed, or with a folder any of whose files may have, on a thread of
    /// its own. Returns when it watches, which takes seconds where there are a million files, with the folders that
    /// cannot be watched and why.
    pub fn start(
        folders: &[PathBuf],
        changed: impl Fn(Vec<PathBuf>) + Send + 'static,
    ) -> (Watch, Vec<Skipped>) {
        let (tell, told) = mpsc::channel();
        let all = folders.to_vec();
        let hear = move |event: notify::Result<Event>| {
            let paths = event.map_or_else(|_| all.clone(), |event| paths(event, &all));
            if !paths.is_empty() {
                // Nobody listens any more once it has ended.
                let _ = tell.send(paths);
            }
        };
        let unseen = |folder: &PathBuf, error: notify::Error| Skipped {
            path: folder.clone(),
            why: format!("cannot be watched, so that changes are not seen until it is opened again: {error}"),
        };
        let mut watcher = match notify::recommended_watcher(hear) {
            Ok(watcher) => watcher,
            Err(error) => {
                let failed = folders.first().map(|folder| unseen(folder, error));
                return (Watch { _watcher: None }, failed.into_iter().collect());
            }
        };
        let watched = folders.iter().filter_map(|folder| {
            let outcome = watcher.watch(folder, RecursiveMode::Recursive);
            outcome.err().map(|error| unseen(folder, error))
        });
        let failed = watched.collect();
        thread::spawn(move || {
            while let Some(paths) = next(&told) {
                changed(paths);
            }
        });
        let _watcher = Some(watcher);
        (Watch { _watcher }, failed)
    }
}

/// The files that an event tells of: none where they were only looked at.
fn paths(event: Event, all: &[PathBuf]) -> Vec<PathBuf> {
    if event.need_rescan() {
        return all.to_vec();
    }
    match event.kind {
        EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write) => Vec::new(),
        EventKind::Modify(ModifyKind::Metadata(_)) => {
            let files = event.paths.into_iter();
            files.filter(|path| !path.is_dir()).collect()
        }
        _ => event.paths,
    }
}

/// The next changes, once it is quiet; `None` at the end.
fn next(told: &Receiver<Vec<PathBuf>>) -> Option<Vec<PathBuf>> {
    let mut changed = told.recv().ok()?;
    let latest = Instant::now() + LATEST;
    loop {
        let left = latest.saturating_duration_since(Instant::now());
        match told.recv_timeout(QUIET.min(left)) {
            Ok(more) => changed.extend(more),
            Err(_) => break,
        }
    }
    changed.sort_unstable();
    changed.dedup();
    Some(changed)
}
