//! What checks read of each report of a dossier, once: the next dossier of a draft has most of the same reports.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::dossier::{Clipping, Dossier};

/// In the order of the dossier's clippings.
#[derive(Debug)]
pub struct Readings<T> {
    clippings: Vec<Arc<Clipping>>,
    read: Vec<Arc<T>>,
}

impl<T> Default for Readings<T> {
    fn default() -> Self {
        Readings {
            clippings: Vec::new(),
            read: Vec::new(),
        }
    }
}

impl<T: Send + Sync> Readings<T> {
    /// Reads the reports that were not read `before`.
    pub fn of(
        dossier: &Dossier,
        before: Option<&Readings<T>>,
        read: impl Fn(&Clipping) -> T + Sync,
    ) -> Readings<T> {
        let mut known: FxHashMap<usize, Arc<T>> = FxHashMap::default();
        if let Some(before) = before {
            known.extend(
                before
                    .clippings
                    .iter()
                    .map(place)
                    .zip(before.read.iter().cloned()),
            );
        }
        let unread = dossier.clippings.iter();
        let unread: Vec<&Arc<Clipping>> = unread.filter(|c| !known.contains_key(&place(c))).collect();
        let fresh: Vec<Arc<T>> = unread.par_iter().map(|c| Arc::new(read(c))).collect();
        known.extend(unread.into_iter().map(place).zip(fresh));
        let all = dossier.clippings.iter();
        Readings {
            clippings: dossier.clippings.clone(),
            read: all
                .filter_map(|clipping| known.get(&place(clipping)).cloned())
                .collect(),
        }
    }
}

/// By which a clipping is known as long as it is held.
fn place(clipping: &Arc<Clipping>) -> usize {
    Arc::as_ptr(clipping) as usize
}

impl<T> Readings<T> {
    /// Whether they are of the reports of this dossier.
    pub fn are_of(&self, dossier: &Dossier) -> bool {
        self.clippings.len() == dossier.clippings.len()
            && self
                .clippings
                .iter()
                .zip(&dossier.clippings)
                .all(|(ours, theirs)| Arc::ptr_eq(ours, theirs))
    }

    /// Each report with what was read of it.
    pub fn iter(&self) -> impl Iterator<Item = (&Clipping, &T)> + Clone {
        self.clippings
            .iter()
            .map(|c| &**c)
            .zip(self.read.iter().map(|r| &**r))
    }

    pub fn len(&self) -> usize {
        self.read.len()
    }
}

impl<T> std::ops::Index<usize> for Readings<T> {
    type Output = T;

    fn index(&self, clipping: usize) -> &T {
        &self.read[clipping]
    }
}
