//! An open draft with all that is known of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::oneshot;

use super::Proof;
use crate::check::{Finding, Memo};
use crate::dossier::Dossier;
use crate::story::Story;
use crate::text::Draft;

pub struct Sheet {
    /// Tells one opening of a draft from the next, so that what comes late is known to be late.
    pub opening: u64,
    pub path: Option<PathBuf>,
    pub draft: Draft,
    /// The last reading, for the next one to build on.
    pub story: Option<Arc<Story>>,
    pub dossier: Option<Arc<Dossier>>,
    /// Away while a check runs.
    pub memo: Option<Memo>,
    pub findings: Arc<[Finding]>,
    /// Whether `findings` are no longer those of draft, dossier and configuration.
    pub stale: bool,
    /// Whether something else than an edit made them so.
    pub unasked: bool,
    /// Set to true, it stops the check that runs.
    pub running: Option<Arc<AtomicBool>>,
    /// Whether the last check took next to no time.
    pub brief: bool,
    pub gathering: bool,
    /// Whether the reports have to be gathered once more after the gathering that runs.
    pub gather_again: bool,
    pub waiting: Vec<oneshot::Sender<Option<Proof>>>,
}

impl Sheet {
    pub fn new(opening: u64, path: Option<PathBuf>, draft: Draft) -> Sheet {
        Sheet {
            opening,
            path,
            draft,
            story: None,
            dossier: None,
            memo: None,
            findings: Arc::new([]),
            stale: true,
            unasked: false,
            running: None,
            brief: false,
            gathering: false,
            gather_again: false,
            waiting: Vec::new(),
        }
    }

    /// Marks the findings as stale and stops the check that would bring more of that kind.
    pub fn outdate(&mut self, unasked: bool) {
        self.stale = true;
        self.unasked |= unasked;
        if let Some(running) = &self.running {
            running.store(true, Ordering::Relaxed);
        }
    }

    /// Whether findings are on their way.
    pub fn is_pending(&self) -> bool {
        self.running.is_some() || (self.stale && self.dossier.is_some())
    }

    pub fn proof(&self) -> Proof {
        let findings = if self.stale {
            Arc::new([])
        } else {
            Arc::clone(&self.findings)
        };
        Proof {
            draft: self.draft.clone(),
            findings,
        }
    }

    /// Answers those who wait for findings.
    pub fn answer(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let proof = self.proof();
        for reply in self.waiting.drain(..) {
            // A request that was cancelled has nobody waiting.
            let _ = reply.send(Some(proof.clone()));
        }
    }
}
