//! The task that owns the desk: orders in, jobs and news out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tokio::sync::{mpsc, oneshot};

use super::jobs::{self, Check, Outbox, Outcome, Report};
use super::sheet::Sheet;
use super::workspace::{self, Settings, Shelf, Workspace};
use super::{Checked, Name, News, Order, Proof};
use crate::archive::{self, Opened};
use crate::check::Memo;
use crate::dossier::{Clippings, Dossier};
use crate::story::Story;
use crate::text::{Change, Draft, Encoding};

pub struct Actor {
    sheets: HashMap<Name, Sheet>,
    workspaces: Vec<Workspace>,
    /// What the client sets for every workspace folder.
    settings: Settings,
    cache: Option<PathBuf>,
    openings: u64,
    news: mpsc::UnboundedSender<News>,
    outbox: Outbox,
}

impl Actor {
    pub fn new(cache: Option<PathBuf>, news: mpsc::UnboundedSender<News>, outbox: Outbox) -> Actor {
        Actor {
            sheets: HashMap::new(),
            workspaces: Vec::new(),
            settings: Settings::default(),
            cache,
            openings: 0,
            news,
            outbox,
        }
    }

    pub async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Order>) {
        while let Some(order) = inbox.recv().await {
            self.obey(order);
        }
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Open { name, path, draft } => self.open(name, path, draft),
            Order::Change {
                name,
                version,
                changes,
                encoding,
            } => self.change(&name, version, changes, encoding),
            Order::Close { name } => self.close(name),
            Order::Proof { name, reply } => self.proof(&name, reply),
            Order::Folders { added, removed } => self.folders(added, &removed),
            Order::Settings { root, settings } => self.settings(root.as_deref(), &settings),
            Order::Touched { paths } => self.touched(&paths),
            Order::Report(Report::Checked {
                name,
                opening,
                dossier,
                outcome,
            }) => self.checked(&name, opening, &dossier, outcome),
            Order::Report(Report::Rested {
                name,
                opening,
                version,
            }) => self.rested(&name, opening, version),
            Order::Report(Report::Gathered {
                name,
                opening,
                outcome,
            }) => self.gathered(&name, opening, outcome),
            Order::Report(Report::Opened {
                root,
                folders,
                outcome,
            }) => self.opened(root.as_deref(), &folders, outcome),
        }
    }

    // Drafts.

    fn open(&mut self, name: Name, path: Option<PathBuf>, draft: Draft) {
        self.openings += 1;
        self.sheets
            .insert(name.clone(), Sheet::new(self.openings, path, draft));
        self.gather(&name);
    }

    fn change(&mut self, name: &Name, version: i32, changes: Vec<Change>, encoding: Encoding) {
        let Some(sheet) = self.sheets.get_mut(name) else {
            return;
        };
        sheet.draft.apply(changes, version, encoding);
        sheet.outdate(false);
        jobs::rest(&self.outbox, name.clone(), sheet.opening, version);
        self.check(name);
    }

    fn close(&mut self, name: Name) {
        if let Some(mut sheet) = self.sheets.remove(&name) {
            sheet.outdate(false);
            self.tell(News::Closed {
                name,
                version: sheet.draft.version,
            });
        }
    }

    fn proof(&mut self, name: &Name, reply: oneshot::Sender<Option<Proof>>) {
        match self.sheets.get_mut(name) {
            Some(sheet) => {
                sheet.waiting.push(reply);
                if !sheet.is_pending() {
                    sheet.answer();
                }
            }
            None => drop(reply),
        }
    }

    // Checks.

    /// Starts a check of a draft whose findings are stale, unless one runs: its end starts the next.
    fn check(&mut self, name: &Name) {
        let Some(config) = self
            .sheets
            .get(name)
            .and_then(|sheet| self.workspace(sheet.path.as_deref()))
            .map(|w| Arc::clone(&w.config))
        else {
            return;
        };
        let Some(sheet) = self.sheets.get_mut(name) else {
            return;
        };
        let Some(dossier) = &sheet.dossier else { return };
        if sheet.running.is_some() || !sheet.stale {
            return;
        }
        let stop = Arc::new(AtomicBool::new(false));
        let check = Check {
            name: name.clone(),
            opening: sheet.opening,
            draft: sheet.draft.clone(),
            before: sheet.story.clone(),
            dossier: Arc::clone(dossier),
            memo: sheet.memo.take().unwrap_or_default(),
            config,
            stop: Arc::clone(&stop),
        };
        sheet.running = Some(stop);
        sheet.stale = false;
        check.start(&self.outbox);
    }

    fn checked(&mut self, name: &Name, opening: u64, dossier: &Arc<Dossier>, outcome: Option<Outcome>) {
        let Some(sheet) = self.sheets.get_mut(name).filter(|sheet| sheet.opening == opening) else {
            return;
        };
        sheet.running = None;
        let failed = outcome.is_none();
        let Outcome {
            story,
            memo,
            findings,
        } = outcome.unwrap_or_default();
        if sheet
            .dossier
            .as_ref()
            .is_some_and(|held| Arc::ptr_eq(held, dossier))
        {
            sheet.memo = Some(memo);
        }
        sheet.story = Some(story);
        sheet.findings = findings.into();
        if sheet.stale {
            return self.check(name);
        }
        sheet.answer();
        let asked = !std::mem::take(&mut sheet.unasked);
        let proof = sheet.proof();
        self.tell(News::Checked {
            name: name.clone(),
            proof,
            asked,
        });
        if failed {
            self.tell(failure("check", name));
        }
    }

    // Dossiers.

    /// Gathers the reports that bear on a draft, or remembers to after the gathering that runs.
    fn gather(&mut self, name: &Name) {
        let Some(sheet) = self.sheets.get(name) else {
            return;
        };
        let Some(workspace) = self.workspace(sheet.path.as_deref()) else {
            return;
        };
        let shelf = workspace.shelf.clone();
        let waits = workspace.opening;
        let Some(sheet) = self.sheets.get_mut(name) else {
            return;
        };
        match shelf {
            _ if sheet.gathering => sheet.gather_again = true,
            Some(shelf) => {
                sheet.gathering = true;
                jobs::gather(
                    &self.outbox,
                    name.clone(),
                    sheet.opening,
                    sheet.draft.clone(),
                    sheet.story.clone(),
                    shelf,
                );
            }
            None if waits => {}
            None => self.give(name, Dossier::default(), Memo::default()),
        }
    }

    fn rested(&mut self, name: &Name, opening: u64, version: i32) {
        let sheet = self.sheets.get(name);
        if sheet.is_some_and(|sheet| sheet.opening == opening && sheet.draft.version == version) {
            self.gather(name);
        }
    }

    fn gathered(
        &mut self,
        name: &Name,
        opening: u64,
        outcome: Option<Result<(Arc<Story>, Checked), archive::Error>>,
    ) {
        let Some(sheet) = self.sheets.get_mut(name).filter(|sheet| sheet.opening == opening) else {
            return;
        };
        sheet.gathering = false;
        let again = std::mem::take(&mut sheet.gather_again);
        match outcome {
            Some(Ok((story, checked))) => {
                sheet.story.get_or_insert(story);
                self.give(name, checked.dossier, checked.memo);
            }
            Some(Err(error)) => self.tell(News::Complaint(error.to_string())),
            None => self.tell(failure("gather reports for", name)),
        }
        if again {
            self.gather(name);
        }
    }

    /// Gives a draft a new dossier and checks it, unless it holds the same reports already.
    fn give(&mut self, name: &Name, dossier: Dossier, memo: Memo) {
        let Some(sheet) = self.sheets.get_mut(name) else {
            return;
        };
        if sheet.dossier.as_ref().is_some_and(|held| same(held, &dossier)) {
            return;
        }
        sheet.dossier = Some(Arc::new(dossier));
        sheet.memo = Some(memo);
        sheet.outdate(true);
        self.check(name);
    }

    // Workspace folders.

    fn folders(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        self.workspaces
            .retain(|w| w.root.as_ref().is_some_and(|root| !removed.contains(root)));
        for root in added {
            if !self.workspaces.iter().any(|w| w.root.as_ref() == Some(&root)) {
                self.workspaces
                    .push(Workspace::new(Some(root), self.settings.clone()));
                self.configure(self.workspaces.len() - 1);
            }
        }
        if self.workspaces.is_empty() {
            self.workspaces.push(Workspace::new(None, self.settings.clone()));
            self.configure(0);
        }
        for workspace in self.workspaces.iter().filter(|w| w.config.folders.is_empty()) {
            self.tell(News::Remark(workspace.advice()));
        }
        self.watch();
        self.gather_all();
    }

    fn settings(&mut self, root: Option<&Path>, settings: &Settings) {
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

    fn touched(&mut self, paths: &[PathBuf]) {
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
        match self.workspaces[at].settle() {
            workspace::Change::Folders => self.reopen(at),
            workspace::Change::Severities => self.recheck(at),
            workspace::Change::None => {}
        }
    }

    /// Opens a workspace folder's archive, or remembers to after the opening that runs.
    fn reopen(&mut self, at: usize) {
        let workspace = &mut self.workspaces[at];
        if workspace.opening {
            workspace.reopen = true;
        } else if workspace.config.folders.is_empty() {
            workspace.shelf = None;
            self.gather_all();
        } else {
            workspace.opening = true;
            let (root, folders) = (workspace.root.clone(), workspace.config.folders.clone());
            jobs::open(&self.outbox, self.news.clone(), root, folders, self.cache.clone());
        }
    }

    fn opened(
        &mut self,
        root: Option<&Path>,
        folders: &[PathBuf],
        outcome: Option<Result<Opened, archive::Error>>,
    ) {
        let Some(at) = self.workspaces.iter().position(|w| w.root.as_deref() == root) else {
            return;
        };
        let workspace = &mut self.workspaces[at];
        workspace.opening = false;
        if std::mem::take(&mut workspace.reopen) {
            return self.reopen(at);
        }
        workspace.shelf = None;
        match outcome {
            Some(Ok(opened)) => {
                workspace.shelf = Some(Shelf {
                    archive: opened.archive,
                    clippings: Arc::new(Clippings::default()),
                });
                if !opened.skipped.is_empty() {
                    self.tell(News::Skipped(opened.skipped));
                }
            }
            Some(Err(error)) => self.tell(News::Complaint(error.to_string())),
            None => self.tell(failure("open", &format!("{folders:?}"))),
        }
        self.gather_all();
    }

    fn recheck(&mut self, at: usize) {
        for name in self.names_of(at) {
            if let Some(sheet) = self.sheets.get_mut(&name) {
                sheet.outdate(true);
            }
            self.check(&name);
        }
    }

    fn gather_all(&mut self) {
        for name in self.sheets.keys().cloned().collect::<Vec<_>>() {
            self.gather(&name);
        }
    }

    fn names_of(&self, at: usize) -> Vec<Name> {
        let root = &self.workspaces[at].root;
        let belongs = |sheet: &Sheet| {
            self.workspace(sheet.path.as_deref())
                .is_some_and(|w| &w.root == root)
        };
        self.sheets
            .iter()
            .filter(|(_, sheet)| belongs(sheet))
            .map(|(name, _)| name.clone())
            .collect()
    }

    /// The innermost folder that holds a draft; the first one for a draft that none holds.
    fn workspace(&self, path: Option<&Path>) -> Option<&Workspace> {
        let depth = |w: &&Workspace| w.root.as_ref().map_or(0, |root| root.components().count());
        let holding =
            path.and_then(|path| self.workspaces.iter().filter(|w| w.holds(path)).max_by_key(depth));
        holding.or(self.workspaces.first())
    }

    fn watch(&self) {
        let folders = self
            .workspaces
            .iter()
            .flat_map(|w| w.config.folders.clone())
            .collect();
        let roots = self.workspaces.iter().filter_map(|w| w.root.clone()).collect();
        self.tell(News::Watch { folders, roots });
    }

    fn tell(&self, news: News) {
        // Nobody listens any more when the server is on its way out.
        let _ = self.news.send(news);
    }
}

/// Of a fault of ours, of which the desk goes on.
fn failure(doing: &str, what: &str) -> News {
    News::Complaint(format!(
        "copydesk failed to {doing} {what}: a fault of its own, please report it with the text"
    ))
}

/// Whether two dossiers hold the same reports in the same order.
fn same(a: &Dossier, b: &Dossier) -> bool {
    a.archive_size == b.archive_size
        && a.clippings.len() == b.clippings.len()
        && a.clippings
            .iter()
            .zip(&b.clippings)
            .all(|(a, b)| Arc::ptr_eq(a, b))
}
