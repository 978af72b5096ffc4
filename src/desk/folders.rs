//! What becomes of workspace folders: they come and go, their configuration changes, their archives are opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::actor::{Actor, failure};
use super::workspace::{Settings, Shelf, Workspace};
use super::{Name, News, jobs};
use crate::archive::{self, Opened};
use crate::dossier::Clippings;

impl Actor {
    pub(super) fn folders(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        self.workspaces
            .retain(|w| w.root.as_ref().is_some_and(|root| !removed.contains(root)));
        for root in added {
            if !self.workspaces.iter().any(|w| w.root.as_ref() == Some(&root)) {
                self.add(Some(root));
            }
        }
        if self.workspaces.is_empty() {
            self.add(None);
        }
        self.watch();
        for name in self.sheets.keys().cloned().collect::<Vec<_>>() {
            self.gather(&name);
        }
    }

    fn add(&mut self, root: Option<PathBuf>) {
        let at = self.workspaces.len();
        self.workspaces.push(Workspace::new(root, self.settings.clone()));
        self.configure(at);
        if self.workspaces[at].config.folders.is_empty() {
            self.tell(News::Remark(self.workspaces[at].advice()));
        }
    }

    pub(super) fn settings(&mut self, root: Option<&Path>, settings: &Settings) {
        if root.is_none() {
            self.settings = settings.clone();
        }
        for at in 0..self.workspaces.len() {
            if root.is_none() || self.workspaces[at].root.as_deref() == root {
                self.workspaces[at].settings = settings.clone();
                self.settle(at);
            }
        }
        self.watch();
    }

    pub(super) fn touched(&mut self, paths: &[PathBuf]) {
        for at in 0..self.workspaces.len() {
            if paths.iter().any(|path| self.workspaces[at].is_config(path)) {
                self.configure(at);
                self.watch();
            }
            if paths.iter().any(|path| self.workspaces[at].has_report(path)) {
                self.reopen(at);
            }
        }
    }

    /// Reads a workspace folder's file; one that cannot be read leaves everything as it was.
    fn configure(&mut self, at: usize) {
        if let Err(error) = self.workspaces[at].read_config() {
            self.tell(News::Complaint(format!(
                "{error} (until this is mended, what was set before holds)"
            )));
        }
        self.settle(at);
    }

    fn settle(&mut self, at: usize) {
        let changed = self.workspaces[at].settle();
        if changed.folders {
            self.reopen(at);
        }
        if changed.severities {
            for name in self.names_of(at) {
                if let Some(sheet) = self.sheets.get_mut(&name) {
                    sheet.outdate(true);
                }
                self.check(&name);
            }
        }
    }

    /// Opens a workspace folder's archive, or remembers to after the opening that runs.
    fn reopen(&mut self, at: usize) {
        let workspace = &mut self.workspaces[at];
        if workspace.opening {
            workspace.reopen = true;
        } else if workspace.config.folders.is_empty() {
            self.shelve(at, None);
        } else {
            workspace.opening = true;
            let (root, folders) = (workspace.root.clone(), workspace.config.folders.clone());
            jobs::open(&self.outbox, self.news.clone(), root, folders, self.cache.clone());
        }
    }

    pub(super) fn opened(
        &mut self,
        root: Option<&Path>,
        folders: &[PathBuf],
        outcome: Option<Result<Opened, archive::Error>>,
    ) {
        let Some(at) = self.workspaces.iter().position(|w| w.root.as_deref() == root) else {
            return;
        };
        self.workspaces[at].opening = false;
        if std::mem::take(&mut self.workspaces[at].reopen) {
            return self.reopen(at);
        }
        match outcome {
            Some(Ok(opened)) => {
                // Once, not again at each update.
                if !opened.skipped.is_empty() && self.workspaces[at].told != folders {
                    self.workspaces[at].told = folders.to_vec();
                    self.tell(News::Skipped(opened.skipped));
                }
                // Reports may read otherwise than before under the same id, so none is kept.
                let clippings = Arc::new(Clippings::default());
                let archive = opened.archive;
                self.shelve(at, Some(Shelf { archive, clippings }));
            }
            Some(Err(error)) => {
                self.tell(News::Complaint(error.to_string()));
                self.shelve(at, None);
            }
            None => {
                self.tell(failure("open", &format!("{folders:?}")));
                self.shelve(at, None);
            }
        }
    }

    /// Puts another archive, or none, in the place of a workspace folder's.
    fn shelve(&mut self, at: usize, shelf: Option<Shelf>) {
        self.workspaces[at].shelf = shelf;
        for name in self.names_of(at) {
            self.gather(&name);
        }
    }

    /// Notes whether the archive of a draft could be asked. When not, it is opened again, which mends what can be
    /// mended; once, until it answers.
    pub(super) fn answered(&mut self, path: Option<&Path>, fault: Option<archive::Error>) {
        let Some(at) = Workspace::position(&self.workspaces, path) else {
            return;
        };
        let ailed = std::mem::replace(&mut self.workspaces[at].ails, fault.is_some());
        if let Some(error) = fault.filter(|_| !ailed) {
            self.tell(News::Complaint(error.to_string()));
            self.reopen(at);
        }
    }

    fn names_of(&self, at: usize) -> Vec<Name> {
        let position = |path| Workspace::position(&self.workspaces, path);
        let sheets = self.sheets.iter();
        let here = sheets.filter(|(_, sheet)| position(sheet.path.as_deref()) == Some(at));
        here.map(|(name, _)| name.clone()).collect()
    }

    fn watch(&self) {
        let folders = self.workspaces.iter().flat_map(|w| w.config.folders.clone());
        let roots = self.workspaces.iter().filter_map(|w| w.root.clone());
        self.tell(News::Watch {
            folders: folders.collect(),
            roots: roots.collect(),
        });
    }
}
