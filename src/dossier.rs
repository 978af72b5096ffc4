//! The analysed reports that bear on a draft, held in memory.

use std::sync::Arc;

use dashmap::DashMap;

use crate::archive::{Archive, Error, Report};
use crate::story::Story;

/// At most this many reports are held for one draft.
pub const LIMIT: usize = 300;

/// A report with what it says.
#[derive(Debug)]
pub struct Clipping {
    pub report: Report,
    pub story: Story,
}

impl Clipping {
    pub fn read(report: Report) -> Clipping {
        let story = Story::of(&report.text);
        Clipping { report, story }
    }
}

/// Analysed reports by id, shared by every draft of a workspace. Never hold a guard across an await.
pub type Clippings = DashMap<u64, Arc<Clipping>>;

/// The reports that bear on one draft.
#[derive(Debug, Default)]
pub struct Dossier {
    pub clippings: Vec<Arc<Clipping>>,
    /// For each clipping the number of its origin: copies of one story share it.
    pub origins: Vec<usize>,
    /// How many reports the archive holds in all, for "nothing in 19,613".
    pub archive_size: usize,
}

impl Dossier {
    pub fn new(clippings: Vec<Arc<Clipping>>, archive_size: usize) -> Dossier {
        let origins = (0..clippings.len()).collect();
        Dossier {
            clippings,
            origins,
            archive_size,
        }
    }

    /// The reports that bear on a draft as a whole.
    pub fn gather(archive: &dyn Archive, story: &Story, read: &Clippings) -> Result<Dossier, Error> {
        let ids = archive.bearing_on(story, LIMIT)?;
        Ok(Dossier::new(clip(archive, &ids, read)?, archive.size()))
    }

    /// The same with the reports that have the words of claims which found nothing; `None` when there are no more.
    pub fn grown(
        &self,
        archive: &dyn Archive,
        claims: &[&str],
        read: &Clippings,
    ) -> Result<Option<Dossier>, Error> {
        let _ = (archive, claims, read);
        Ok(None)
    }
}

fn clip(archive: &dyn Archive, ids: &[u64], read: &Clippings) -> Result<Vec<Arc<Clipping>>, Error> {
    let mut clippings = Vec::with_capacity(ids.len());
    for &id in ids {
        let known = read.get(&id).map(|clipping| Arc::clone(&clipping));
        if let Some(clipping) = known {
            clippings.push(clipping);
        } else if let Some(report) = archive.report(id)? {
            let clipping = Arc::new(Clipping::read(report));
            read.insert(id, Arc::clone(&clipping));
            clippings.push(clipping);
        }
    }
    Ok(clippings)
}
