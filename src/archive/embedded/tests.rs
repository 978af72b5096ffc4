//! The index against the archive in memory, under change, damage and death.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::*;
use crate::archive::{folder, scan};

/// A folder of invented reports with its index, both gone when dropped.
pub struct Newsroom(tempfile::TempDir);

const PLACES: [&str; 7] = [
    "Aldmouth", "Brackwater", "Corrie", "Dunhaven", "Eskdale", "Farrow", "Glaven",
];
const THINGS: [&str; 5] = ["lighthouse", "tramway", "observatory", "cannery", "aqueduct"];

impl Newsroom {
    pub fn new(reports: usize) -> Newsroom {
        let newsroom = Newsroom(tempfile::tempdir().expect("a temporary folder"));
        fs::create_dir(newsroom.reports()).expect("a folder");
        (0..reports).for_each(|n| newsroom.write(n, ""));
        newsroom
    }

    fn reports(&self) -> PathBuf {
        self.0.path().join("reports")
    }

    fn write(&self, n: usize, more: &str) {
        let (place, thing) = (PLACES[n % PLACES.len()], THINGS[n % THINGS.len()]);
        let text = format!(
            "Outlet: {place} Gazette\nDate: 2031-05-{:02}\nHeadline: The {thing} of {place}\n\nThe {thing} in {place} \
             cost {n} crowns, the warden said. “Every {thing} has its keeper,” she told ward{n}.\n{more}",
            n % 28 + 1
        );
        let path = self.reports().join(format!("{n:03}.txt"));
        fs::write(&path, text).expect("a file");
        // Long enough ago for the time of change to tell one text from the next.
        let before = SystemTime::now() - Duration::from_secs(60);
        let file = File::options().write(true).open(path).expect("a file");
        file.set_modified(before).expect("a time");
    }

    fn files(&self) -> Vec<folder::File> {
        folder::few(&[self.reports()], usize::MAX, u64::MAX, &mut Vec::new()).expect("few files")
    }

    pub fn index(&self) -> PathBuf {
        path(&self.0.path().join("cache"), &[self.reports()])
    }

    fn try_open(&self) -> Result<(Embedded, Vec<Skipped>), Error> {
        let mut skipped = Vec::new();
        let cache = self.0.path().join("cache");
        let embedded = open(&[self.reports()], &cache, &|_| (), &mut skipped)?;
        Ok((embedded, skipped))
    }

    pub fn open(&self) -> Embedded {
        self.try_open().unwrap_or_else(|error| panic!("{error}")).0
    }

    /// Whether the index answers as the archive in memory does.
    pub fn assert_like_scan(&self, embedded: &Embedded) {
        let scan = scan::open(&self.files(), &|_| (), &mut Vec::new()).expect("a scan");
        assert_eq!(Archive::size(embedded), Archive::size(&scan));
        let draft =
            "The lighthouse in Corrie cost 7 crowns. “Every lighthouse has a keeper,” the warden told ward7.";
        for limit in [3, 300] {
            let story = Story::of(draft);
            let ids = scan.bearing_on(&story, limit).expect("an answer");
            assert_eq!(embedded.bearing_on(&story, limit).expect("an answer"), ids);
            for words in ["tramway Brackwater", "ward3", "the warden said", "nothing-at-all"] {
                let ids = scan.search(words, limit).expect("an answer");
                assert_eq!(embedded.search(words, limit).expect("an answer"), ids, "{words}");
                for id in ids {
                    let (mine, theirs) = (embedded.report(id), scan.report(id));
                    let (mine, theirs) = (mine.expect("a report"), theirs.expect("a report"));
                    assert_eq!(format!("{mine:?}"), format!("{theirs:?}"));
                }
            }
        }
    }
}

fn index_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .flat_map(|entry| match entry.expect("an entry").path() {
            path if path.is_dir() => index_files(&path),
            path => vec![path],
        })
        .collect();
    files.sort();
    files
}

#[test]
fn it_answers_as_the_archive_in_memory() {
    let newsroom = Newsroom::new(40);
    newsroom.assert_like_scan(&newsroom.open());
    newsroom.assert_like_scan(&newsroom.open());
}

#[test]
fn only_what_changed_is_read_again() {
    let newsroom = Newsroom::new(40);
    let first = newsroom.open();
    assert_eq!(newsroom.open().edition(), first.edition());

    newsroom.write(3, "The tramway closed on ward41.\n");
    fs::remove_file(newsroom.reports().join("007.txt")).expect("a file");
    newsroom.write(40, "");
    let read = std::sync::atomic::AtomicUsize::new(0);
    let done = |progress: Progress| read.store(progress.total, std::sync::atomic::Ordering::Relaxed);
    let cache = newsroom.0.path().join("cache");
    let second = open(&[newsroom.reports()], &cache, &done, &mut Vec::new()).expect("an index");
    assert_eq!(read.into_inner(), 2);
    assert_eq!(Archive::size(&second), 40);
    assert_eq!(second.search("ward7", 9).expect("an answer").len(), 0);
    assert_eq!(second.search("ward41", 9).expect("an answer").len(), 1);
    assert_eq!(second.search("ward40", 9).expect("an answer").len(), 1);
}

#[test]
fn a_folder_that_went_takes_its_files_with_it_and_what_was_no_report_nothing() {
    let newsroom = Newsroom::new(20);
    let (late, later) = (
        newsroom.reports().join("late"),
        newsroom.reports().join("late/later"),
    );
    fs::create_dir_all(&later).expect("folders");
    fs::rename(newsroom.reports().join("003.txt"), late.join("003.txt")).expect("a file");
    fs::rename(newsroom.reports().join("004.txt"), later.join("004.txt")).expect("a file");
    let known = newsroom.open();
    let changes = |path: &Path| {
        let changes = Changes::of_paths(&[newsroom.reports()], &[path.to_path_buf()], &known.reader);
        changes
            .expect("an answer")
            .map(|changes| (changes.files.len(), changes.gone.len()))
    };
    assert_eq!(changes(&later), None, "it is there, with whatever files");
    fs::remove_dir_all(&later).expect("a folder");
    assert_eq!(changes(&later), Some((0, 1)));
    fs::remove_dir_all(&late).expect("a folder");
    assert_eq!(changes(&late), Some((0, 2)));
    assert_eq!(changes(&late.join("003.txt")), Some((0, 1)));
    for never in ["wire.tmp", ".wire.swp", "late/005.txt"] {
        assert_eq!(changes(&newsroom.reports().join(never)), Some((0, 0)), "{never}");
    }

    let (cache, folders) = (newsroom.0.path().join("cache"), [newsroom.reports()]);
    let opened = touched(&folders, &cache, &[late], &|_| (), &mut Vec::new()).expect("an index");
    newsroom.assert_like_scan(&opened);
    assert_eq!(Archive::size(&opened), 18);
}

#[test]
fn a_file_that_was_only_touched_is_not_indexed_again() {
    let newsroom = Newsroom::new(40);
    let before = newsroom.open();
    newsroom.write(5, "");
    let again = newsroom.open();
    assert_eq!(again.reader.ids(), before.reader.ids());
    assert_eq!(newsroom.open().edition(), again.edition());
}

#[test]
fn a_file_that_changes_within_a_tick_of_its_clock_is_read_again() {
    let newsroom = Newsroom::new(40);
    let path = newsroom.reports().join("003.txt");
    let now = SystemTime::now();
    let write = |text: &str| {
        fs::write(&path, text).expect("a file");
        let file = File::options().write(true).open(&path).expect("a file");
        file.set_modified(now).expect("a time");
    };
    write("The tramway opens in ward50.");
    newsroom.open();
    write("The tramway opens in ward60.");
    assert_eq!(newsroom.open().search("ward60", 9).expect("an answer").len(), 1);
}

#[test]
fn many_updates_leave_few_files() {
    let newsroom = Newsroom::new(20);
    newsroom.open();
    let few = index_files(&newsroom.index()).len();
    for round in 0..40 {
        newsroom.write(round % 20, &format!("Correction {round}.\n"));
        newsroom.open();
    }
    let many = index_files(&newsroom.index()).len();
    assert!(many < 10 * few, "{many} files, {few} at first");
    newsroom.assert_like_scan(&newsroom.open());
}

#[test]
fn a_report_that_was_opened_before_stays_readable_after_an_update() {
    let newsroom = Newsroom::new(20);
    let before = newsroom.open();
    (0..20).for_each(|n| newsroom.write(n, "All of it is new.\n"));
    newsroom.open();
    newsroom.open();
    for id in before.search("ward7", 9).expect("an answer") {
        assert!(before.report(id).expect("a report").is_some());
    }
}

#[test]
fn an_index_of_another_version_is_built_anew() {
    let newsroom = Newsroom::new(20);
    newsroom.open();
    let metas = own(&newsroom.index()).join("meta.json");
    let written = fs::read_to_string(&metas).expect("its metas");
    let other = written.replace(&documents::version(), "copydesk 0 0 0");
    assert_ne!(written, other);
    fs::write(&metas, other).expect("its metas");
    assert!(Embedded::load(&newsroom.index()).expect("no damage").is_none());
    let (embedded, skipped) = newsroom.try_open().expect("an index");
    assert_eq!(skipped, []);
    newsroom.assert_like_scan(&embedded);
}

/// Every file of the index at every length: named or not there, and built anew.
#[test]
fn a_truncated_index_is_named_and_built_anew() {
    let newsroom = Newsroom::new(6);
    newsroom.open();
    let whole = newsroom.0.path().join("whole");
    copy(&newsroom.index(), &whole);
    for path in index_files(&whole) {
        let name = path.strip_prefix(&whole).expect("a name");
        if name.ends_with("lock") || name.to_string_lossy().contains(".tantivy-") {
            continue;
        }
        let bytes = fs::read(&path).expect("a file");
        let truncated = newsroom.index().join(name);
        for length in 0..bytes.len() {
            fs::write(&truncated, &bytes[..length]).expect("a file");
            match Embedded::load(&newsroom.index()) {
                // tantivy's list of its files, which reading needs not.
                Ok(Some(embedded)) => assert_eq!(Archive::size(&embedded), 6, "{name:?} {length}"),
                Ok(None) => {}
                Err(damage) => assert!(damage.path.starts_with(newsroom.index())),
            }
        }
        for length in [0, bytes.len() / 2, bytes.len() - 1] {
            fs::write(&truncated, &bytes[..length]).expect("a file");
            let (embedded, skipped) = newsroom
                .try_open()
                .unwrap_or_else(|error| panic!("{name:?} {length}: {error}"));
            newsroom.assert_like_scan(&embedded);
            assert!(
                skipped
                    .iter()
                    .all(|s| s.path.starts_with(newsroom.index()) && s.why.ends_with("anew"))
            );
            fs::remove_dir_all(newsroom.index()).expect("an index");
            copy(&whole, &newsroom.index());
        }
    }
}

#[test]
fn damage_that_is_found_later_is_named_and_mended_by_the_next_opening() {
    let newsroom = Newsroom::new(6);
    let embedded = newsroom.open();
    let bodies = index_files(&newsroom.index());
    let path = bodies
        .iter()
        .find(|path| path.extension().is_some_and(|e| e == "store"));
    let path = path.expect("the bodies");
    let mut bytes = fs::read(path).expect("a file");
    bytes[100] ^= 0xff;
    fs::write(path, bytes).expect("a file");
    let damaged = newsroom.open();
    let mut ids = embedded.reader.ids().into_iter();
    let error = ids
        .find_map(|id| damaged.report(id).err())
        .expect("damage")
        .to_string();
    assert!(
        error.contains(&format!(
            "{}: the index of reports is damaged",
            documents::folder()
        )),
        "{error}"
    );
    newsroom.assert_like_scan(&newsroom.open());
}

#[test]
fn a_foreign_index_is_named_and_built_anew() {
    let newsroom = Newsroom::new(6);
    let index = own(&newsroom.index());
    fs::create_dir_all(&index).expect("a folder");
    fs::write(index.join("meta.json"), "{\"whose\": \"not ours\"}").expect("a file");
    let (embedded, skipped) = newsroom.try_open().expect("an index");
    assert_eq!(skipped.len(), 1);
    newsroom.assert_like_scan(&embedded);
}

#[test]
fn an_index_of_a_newer_version_stays_and_of_older_ones_goes() {
    let newsroom = Newsroom::new(6);
    let others =
        ["index", "index.0.9.9", "index.999.0", "index.999.0.0"].map(|name| newsroom.index().join(name));
    for folder in &others {
        fs::create_dir_all(folder).expect("a folder");
        fs::write(folder.join("meta.json"), "{}").expect("a file");
    }
    let (_, skipped) = newsroom.try_open().expect("an index");
    assert_eq!(skipped, []);
    assert_eq!(others.map(|folder| folder.exists()), [false, false, true, true]);
}

/// A kill leaves, at each step, some of the new files and the old commit; or the new commit and the old files.
#[test]
fn a_killed_update_loses_nothing() {
    let newsroom = Newsroom::new(20);
    newsroom.open();
    let before = newsroom.0.path().join("before");
    copy(&newsroom.index(), &before);
    newsroom.write(3, "More of it.\n");
    newsroom.open();
    let after = newsroom.0.path().join("after");
    copy(&newsroom.index(), &after);
    let is_commit = |path: &Path| path.ends_with("meta.json") || path.ends_with(".managed.json");
    let fresh: Vec<PathBuf> = index_files(&after)
        .into_iter()
        .map(|path| path.strip_prefix(&after).expect("a name").to_path_buf())
        .filter(|name| !before.join(name).exists() && !is_commit(name))
        .collect();
    assert!(fresh.len() > 2, "{fresh:?}");
    for written in 0..=fresh.len() {
        fs::remove_dir_all(newsroom.index()).expect("an index");
        copy(&before, &newsroom.index());
        for (n, name) in fresh[..written].iter().enumerate() {
            let bytes = fs::read(after.join(name)).expect("a file");
            let half = if n + 1 == written {
                bytes.len() / 2
            } else {
                bytes.len()
            };
            fs::write(newsroom.index().join(name), &bytes[..half]).expect("a file");
        }
        let (embedded, skipped) = newsroom.try_open().expect("an index");
        assert_eq!(skipped, [], "{written} of {fresh:?}");
        newsroom.assert_like_scan(&embedded);
    }
    fs::remove_dir_all(newsroom.index()).expect("an index");
    copy(&before, &newsroom.index());
    copy(&after, &newsroom.index());
    let (embedded, skipped) = newsroom.try_open().expect("an index");
    assert_eq!(skipped, []);
    newsroom.assert_like_scan(&embedded);
}

#[test]
fn two_at_once_make_one_index() {
    let newsroom = Newsroom::new(60);
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| newsroom.open().edition()))
            .collect();
        let editions: Vec<u64> = all.into_iter().map(|one| one.join().expect("an index")).collect();
        assert!(
            editions.iter().all(|edition| *edition == editions[0]),
            "{editions:?}"
        );
    });
    newsroom.assert_like_scan(&newsroom.open());
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let newsroom = Newsroom::new(6);
    newsroom.open();
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(&newsroom.index()), 0o700);
    for path in index_files(&newsroom.index()) {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

fn copy(from: &Path, to: &Path) {
    for path in index_files(from) {
        let to = to.join(path.strip_prefix(from).expect("a name"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(path, to).expect("a copy");
    }
}
