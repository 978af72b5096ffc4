//! What becomes of workspace folders: they come and go, their configuration changes, their archives are opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::actor::{Actor, failure};
use super::workspace::{Again, Settings, Shelf, Workspace};
use super::{Name, News, Standing, Trouble, jobs};
use crate::archive::{self, Archive, Corpus, Opened, Watch};
use crate::config;

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
        if self.workspaces[at].config.corpus.is_empty() {
            self.tell(News::Remark(self.workspaces[at].advice()));
        }
    }

    /// A draft that lies in no workspace folder belongs to the nearest `copydesk.toml` above it.
    pub(super) fn adopt(&mut self, path: &Path) {
        let home = path.parent().and_then(config::home);
        if let Some(home) = home.filter(|_| !self.workspaces.iter().any(|w| w.holds(path))) {
            self.add(Some(home.to_path_buf()));
            self.watch();
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
            let mut reports = paths.to_vec();
            reports.retain(|path| self.workspaces[at].has_report(path));
            if !reports.is_empty() {
                self.reopen(at, Again::Files(reports));
            }
        }
    }

    pub(super) fn reread(&mut self) {
        for at in 0..self.workspaces.len() {
            self.reopen(at, Again::All);
        }
    }

    pub(super) fn standing(&self, path: Option<&Path>) -> Standing {
        let all = 0..self.workspaces.len();
        let asked = path.and_then(|path| Workspace::position(&self.workspaces, Some(path)));
        let mut standing = Standing::default();
        for workspace in &self.workspaces[asked.map_or(all, |at| at..at + 1)] {
            let archive = workspace.shelf.as_ref().map(|shelf| &shelf.archive);
            standing.reports += archive.map_or(0, |archive| archive.size());
            let corpus = &workspace.config.corpus;
            standing.folders.extend_from_slice(&corpus.folders);
            standing
                .clusters
                .extend(corpus.cluster.as_ref().map(|cluster| cluster.name()));
            standing.opening |= workspace.opening;
            standing.trouble = standing.trouble.or_else(|| workspace.ails.clone());
        }
        standing
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
        if changed.corpus {
            self.reopen(at, Again::All);
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
    fn reopen(&mut self, at: usize, what: Again) {
        let workspace = &mut self.workspaces[at];
        if workspace.opening {
            workspace.again = Some(match workspace.again.take() {
                Some(again) => again.and(what),
                None => what,
            });
        } else if workspace.config.corpus.is_empty() {
            workspace.watch = None;
            self.shelve(at, None);
        } else {
            workspace.opening = true;
            jobs::Opening {
                root: workspace.root.clone(),
                corpus: workspace.config.corpus.clone(),
                cache: self.cache.clone(),
                what,
            }
            .start(&self.outbox, self.news.clone());
        }
    }

    /// Uses an archive as it was last indexed until it is brought up to date.
    pub(super) fn known(&mut self, root: Option<&Path>, archive: Arc<dyn Archive>) {
        let at = self.workspaces.iter().position(|w| w.root.as_deref() == root);
        if let Some(at) = at.filter(|&at| self.workspaces[at].shelf.is_none()) {
            self.shelve(at, Some(archive));
        }
    }

    pub(super) fn opened(
        &mut self,
        root: Option<&Path>,
        corpus: &Corpus,
        watch: Option<Watch>,
        outcome: Option<Result<Opened, archive::Error>>,
    ) {
        let Some(at) = self.workspaces.iter().position(|w| w.root.as_deref() == root) else {
            return;
        };
        self.workspaces[at].opening = false;
        if self.workspaces[at].config.corpus != *corpus {
            return self.reopen(at, Again::All);
        }
        if watch.is_some() {
            self.workspaces[at].watch = watch;
        }
        match outcome {
            Some(Ok(opened)) => {
                // Once, not again at each update.
                if !opened.skipped.is_empty() && self.workspaces[at].told != corpus.folders {
                    self.workspaces[at].told.clone_from(&corpus.folders);
                    self.tell(News::Skipped(opened.skipped));
                }
                let held = self.workspaces[at].shelf.as_ref();
                if held.is_none_or(|shelf| shelf.archive.edition() != opened.archive.edition()) {
                    self.shelve(at, Some(opened.archive));
                }
            }
            Some(Err(error)) => {
                self.tell(News::Complaint(error.to_string()));
                // A full disk takes away nothing that was indexed before.
                let stays = matches!(error, archive::Error::Index { .. });
                if !stays || self.workspaces[at].shelf.is_none() {
                    self.shelve(at, None);
                }
            }
            None => {
                self.tell(failure("open", &format!("{:?}", corpus.folders)));
                self.shelve(at, None);
            }
        }
        if let Some(again) = self.workspaces[at].again.take() {
            self.reopen(at, again);
        }
    }

    /// Puts another archive, or none, in the place of a workspace folder's.
    fn shelve(&mut self, at: usize, archive: Option<Arc<dyn Archive>>) {
        let clippings = Arc::clone(&self.workspaces[at].clippings);
        self.workspaces[at].shelf = archive.map(|archive| Shelf { archive, clippings });
        for name in self.names_of(at) {
            self.gather(&name);
        }
    }

    /// Notes whether the archive of a draft could be asked, and tells of trouble once, until it is over. A damaged index
    /// is opened again, which mends what can be mended; a cluster is asked again after a while.
    pub(super) fn answered(&mut self, path: Option<&Path>, trouble: Option<Trouble>) {
        let Some(at) = Workspace::position(&self.workspaces, path) else {
            return;
        };
        let why = trouble.as_ref().map(|trouble| trouble.why.clone());
        let ailed = std::mem::replace(&mut self.workspaces[at].ails, why).is_some();
        let Some(trouble) = trouble.filter(|_| !ailed) else {
            return;
        };
        self.tell(News::Complaint(trouble.why));
        if trouble.mends {
            self.reopen(at, Again::All);
        }
    }

    fn names_of(&self, at: usize) -> Vec<Name> {
        let position = |path| Workspace::position(&self.workspaces, path);
        let sheets = self.sheets.iter();
        let here = sheets.filter(|(_, sheet)| position(sheet.path.as_deref()) == Some(at));
        here.map(|(name, _)| name.clone()).collect()
    }

    fn watch(&self) {
        let roots = self.workspaces.iter().filter_map(|w| w.root.clone());
        self.tell(News::Watch {
            roots: roots.collect(),
        });
    }
}
