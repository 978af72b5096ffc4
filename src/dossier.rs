//! The analysed reports that bear on a draft, held in memory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dashmap::DashMap;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::archive::origin::{Kinship, Print, Witness};
use crate::archive::{Archive, Error, Report};
use crate::story::{Story, word};

/// At most this many reports bear on a draft; so many of them are gathered for it as a whole, the others for claims that
/// find nothing in these, so many for each.
pub const LIMIT: usize = 300;
const WHOLE: usize = 240;
const EACH: usize = 5;
/// How many words make a claim telling.
const TELLING: usize = 3;
/// Beyond this many analysed reports, those that no draft needs are forgotten: each takes some 200 kB, and less than a
/// millisecond to analyse again.
const KEPT: usize = 300;

/// A report with what it says.
#[derive(Debug)]
pub struct Clipping {
    pub report: Report,
    pub story: Story,
    print: Print,
}

/// An archive of so few reports may have been put together for one story.
pub const FOLDER: usize = 40;

impl Clipping {
    pub fn read(report: Report) -> Clipping {
        let story = Story::signed(&report.text, &report.byline);
        let print = Print::of(&report, &story);
        Clipping { report, story, print }
    }
}

/// Analysed reports by id, shared by every draft of a workspace. Never hold a guard across an await.
pub type Clippings = DashMap<u64, Arc<Clipping>>;

/// The reports that bear on one draft.
#[derive(Debug, Default, Clone)]
pub struct Dossier {
    pub clippings: Vec<Arc<Clipping>>,
    /// For each clipping the number of its origin: copies of one story share it.
    pub origins: Vec<usize>,
    /// For each clipping the place of its newest version: its own for most.
    pub newest: Vec<usize>,
    /// For each clipping the numbers of its passages' origins.
    passages: Vec<Box<[u32]>>,
    /// How many reports the archive holds in all, for "nothing in 19,613".
    pub archive_size: usize,
    /// Whether some of them could not be asked: what is not found may be there all the same.
    pub partial: bool,
    /// The claims whose words were looked for in the whole archive.
    sought: FxHashSet<u64>,
    /// The draft's own file: one that lies among the reports bears no witness to itself.
    own: Option<PathBuf>,
}

impl Dossier {
    pub fn new(clippings: Vec<Arc<Clipping>>, archive_size: usize) -> Dossier {
        let prints: Vec<&Print> = clippings.iter().map(|clipping| &clipping.print).collect();
        let kinship = Kinship::of(&prints);
        Dossier {
            origins: kinship.origins,
            newest: kinship.newest,
            passages: kinship.passages,
            clippings,
            archive_size,
            partial: false,
            sought: FxHashSet::default(),
            own: None,
        }
    }

    /// The same of an archive that answered in part, with what was held before.
    pub fn partial(&self, held: Option<&Dossier>) -> Dossier {
        let here: FxHashSet<u64> = self.clippings.iter().map(|clipping| clipping.report.id).collect();
        let held = held.map_or(&[][..], |held| &held.clippings).iter();
        let before = held.filter(|clipping| !here.contains(&clipping.report.id));
        let clippings = self.clippings.iter().chain(before).take(LIMIT).cloned().collect();
        Dossier {
            partial: true,
            own: self.own.clone(),
            ..Dossier::new(clippings, self.archive_size)
        }
    }

    /// The reports that bear on a draft as a whole; `own` is the draft's file.
    pub fn gather(
        archive: &dyn Archive,
        story: &Story,
        read: &Clippings,
        own: Option<&Path>,
    ) -> Result<Dossier, Error> {
        let ids = archive.bearing_on(story, WHOLE)?;
        let mut clippings = clip(archive, &ids, read)?;
        clippings.retain(|clipping| Some(&*clipping.report.path) != own);
        Ok(Dossier {
            own: own.map(Path::to_path_buf),
            ..Dossier::new(clippings, archive.size())
        })
    }

    /// The same with the reports that have the words of claims which found nothing.
    pub fn grown(&self, archive: &dyn Archive, lost: &[Lost], read: &Clippings) -> Result<Dossier, Error> {
        let mut held: FxHashSet<u64> = self.clippings.iter().map(|clipping| clipping.report.id).collect();
        let mut sought = self.sought.clone();
        let telling: Vec<&Lost> = lost.iter().filter(|claim| is_telling(claim.sentence)).collect();
        // Claims of one sentence stand together.
        let mut sentences: Vec<&str> = telling.iter().map(|claim| claim.sentence).collect();
        sentences.dedup();
        // A small archive is gone through whole: there every word is common.
        let each = if archive.size() <= LIMIT { LIMIT } else { EACH };
        let found = archive.search_each(&sentences, each)?;
        // The best of every claim before the second best of any: there may be no room for all.
        let by_place = (0..each).flat_map(|place| found.iter().filter_map(move |found| found.get(place)));
        let room = LIMIT.saturating_sub(held.len());
        let more: Vec<u64> = by_place
            .copied()
            .filter(|&id| held.insert(id))
            .take(room)
            .collect();
        sought.extend(telling.iter().map(|claim| word::hash(claim.text)));
        let mut more = clip(archive, &more, read)?;
        more.retain(|clipping| Some(&clipping.report.path) != self.own.as_ref());
        let grown = match more.is_empty() {
            true => self.clone(),
            false => Dossier::new(
                self.clippings.iter().cloned().chain(more).collect(),
                archive.size(),
            ),
        };
        Ok(Dossier {
            own: self.own.clone(),
            sought,
            ..grown
        })
    }

    /// The byte `at` of a clipping's text as evidence.
    pub fn witness(&self, clipping: usize, at: usize) -> Option<Witness<'_>> {
        let print = &self.clippings.get(clipping)?.print;
        let passages = self.passages.get(clipping)?;
        Some(Witness::new(print, *self.origins.get(clipping)?, passages, at))
    }

    /// Whether the whole archive was searched for a claim.
    pub fn was_sought(&self, claim: &str) -> bool {
        self.sought.contains(&word::hash(claim))
    }
}

/// A claim that found nothing, and the words it is looked up by.
pub struct Lost<'a> {
    pub text: &'a str,
    pub sentence: &'a str,
}

/// Whether a claim has words to be known by: "1,500" or "“No,”" would find any report.
fn is_telling(claim: &str) -> bool {
    let words = word::words(claim);
    words
        .iter()
        .filter(|word| !claim[word.span()].starts_with(|c: char| c.is_ascii_digit()))
        .count()
        >= TELLING
}

/// The clippings of `ids` in their order. What is not in memory is read by all processors at once.
fn clip(archive: &dyn Archive, ids: &[u64], read: &Clippings) -> Result<Vec<Arc<Clipping>>, Error> {
    let unread: Vec<u64> = ids.iter().copied().filter(|id| !read.contains_key(id)).collect();
    let clipping = |&id: &u64| Ok::<_, Error>(archive.report(id)?.map(Clipping::read));
    let fresh: Vec<Option<Clipping>> = unread.par_iter().map(clipping).collect::<Result<_, _>>()?;
    for fresh in fresh.into_iter().flatten() {
        read.insert(fresh.report.id, Arc::new(fresh));
    }
    let clippings = ids
        .iter()
        .filter_map(|id| read.get(id).map(|clipping| Arc::clone(&clipping)))
        .collect();
    forget(read);
    Ok(clippings)
}

/// Keeps half of what may be kept, and what some dossier holds.
fn forget(read: &Clippings) {
    if read.len() <= KEPT {
        return;
    }
    let mut spare = read.len() - KEPT / 2;
    read.retain(|_, clipping| {
        let needed = Arc::strong_count(clipping) > 1 || spare == 0;
        spare -= usize::from(!needed);
        needed
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive;

    fn archive_of(reports: usize) -> (tempfile::TempDir, Arc<dyn Archive>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for n in 0..reports {
            let text = format!(
                "Headline: Ward {n}\n\nThe Corrie tramway reached ward{n}, Astrid Lind of Glaven said.\n"
            );
            std::fs::write(folder.path().join(format!("{n:02}.txt")), text).expect("a file");
        }
        let old = "Headline: Lighthouses\n\n“Every lighthouse needs a patient keeper,” the warden told anglers in 2019.\n";
        std::fs::write(folder.path().join("old.txt"), old).expect("a file");
        let opened = archive::open(&[folder.path().to_path_buf()], None, &|_| ());
        (folder, opened.unwrap_or_else(|error| panic!("{error}")).archive)
    }

    const DRAFT: &str =
        "The tramway in Corrie now runs to Glaven, Astrid Lind said. Nothing was said of the keeper.";

    #[test]
    fn a_draft_has_the_reports_of_its_event() {
        let (_folder, archive) = archive_of(20);
        let read = Clippings::default();
        let dossier = Dossier::gather(&*archive, &Story::of(DRAFT), &read, None).expect("a dossier");
        assert_eq!((dossier.clippings.len(), dossier.archive_size), (20, 21));
        assert_eq!(read.len(), 20);
        let again = Dossier::gather(&*archive, &Story::of(DRAFT), &read, None).expect("a dossier");
        assert!(
            dossier
                .clippings
                .iter()
                .zip(&again.clippings)
                .all(|(a, b)| Arc::ptr_eq(a, b))
        );
    }

    #[test]
    fn it_grows_by_claims_that_found_nothing() {
        let (_folder, archive) = archive_of(20);
        let read = Clippings::default();
        let dossier = Dossier::gather(&*archive, &Story::of(DRAFT), &read, None).expect("a dossier");
        let lost = |text, sentence| Lost { text, sentence };
        let lost = [
            lost("patient keeper", "every lighthouse has its patient keeper"),
            lost("a zeppelin", "no report has a zeppelin"),
        ];
        let grown = dossier.grown(&*archive, &lost, &read).expect("a dossier");
        assert_eq!(grown.clippings.len(), 21);
        assert_eq!(grown.clippings[20].report.name, "old.txt");
        assert!(grown.was_sought("a zeppelin") && !dossier.was_sought("a zeppelin"));
        let again = grown.grown(&*archive, &lost, &read).expect("a dossier");
        assert_eq!(again.clippings.len(), 21);
    }

    #[test]
    fn what_no_dossier_holds_is_forgotten() {
        let read = Clippings::default();
        let held = Arc::new(Clipping::read(Report::default()));
        read.insert(0, Arc::clone(&held));
        (1..=KEPT as u64).for_each(|id| {
            read.insert(id, Arc::new(Clipping::read(Report::default())));
        });
        forget(&read);
        assert_eq!(read.len(), KEPT / 2);
        assert!(read.contains_key(&0));
    }
}
