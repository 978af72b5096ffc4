//! The task that owns the desk: orders in, jobs and news out.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use super::jobs::{self, Check, Gathered, Outbox, Outcome, Report};
use super::sheet::Sheet;
use super::workspace::{Settings, Workspace};
use super::{Name, News, Order, Proof, Trouble};
use crate::archive;
use crate::check::Memo;
use crate::dossier::Dossier;
use crate::text::{Change, Draft, Encoding};

/// A check that is likely to take no longer is done at once: waking a thread for it and being woken costs more than so
/// short a wait does others.
const BRIEF: Duration = Duration::from_millis(8);
/// At most so many bytes come with a key, or with the word that an editor completes.
const TYPED: usize = 64;

pub struct Actor {
    pub(super) sheets: HashMap<Name, Sheet>,
    pub(super) workspaces: Vec<Workspace>,
    /// What the client sets for every workspace folder.
    pub(super) settings: Settings,
    pub(super) cache: Option<PathBuf>,
    openings: u64,
    /// Whether nobody waits for the order that is obeyed.
    idle: bool,
    pub(super) news: mpsc::UnboundedSender<News>,
    pub(super) outbox: Outbox,
}

impl Actor {
    pub fn new(cache: Option<PathBuf>, news: mpsc::UnboundedSender<News>, outbox: Outbox) -> Actor {
        Actor {
            sheets: HashMap::new(),
            workspaces: Vec::new(),
            settings: Settings::default(),
            cache,
            openings: 0,
            idle: true,
            news,
            outbox,
        }
    }

    pub async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Order>) {
        while let Some(order) = inbox.recv().await {
            self.idle = inbox.is_empty();
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
            Order::Reread => self.reread(),
            Order::Standing { path, reply } => {
                // A request that was cancelled has nobody waiting.
                let _ = reply.send(self.standing(path.as_deref()));
            }
            Order::Report(report) => self.hear(*report),
        }
    }

    fn hear(&mut self, report: Report) {
        match report {
            Report::Checked {
                name,
                opening,
                dossier,
                outcome,
            } => self.checked(&name, opening, &dossier, outcome),
            Report::Rested {
                name,
                opening,
                version,
            } => self.rested(&name, opening, version),
            Report::Gathered {
                name,
                opening,
                outcome,
            } => self.gathered(&name, opening, outcome),
            Report::Known { root, archive } => self.known(root.as_deref(), archive),
            Report::Opened {
                root,
                corpus,
                watch,
                outcome,
            } => self.opened(root.as_deref(), &corpus, watch, outcome),
        }
    }

    fn open(&mut self, name: Name, path: Option<PathBuf>, draft: Draft) {
        if let Some(path) = &path {
            self.adopt(path);
        }
        self.openings += 1;
        self.sheets
            .insert(name.clone(), Sheet::new(self.openings, path, draft));
        self.gather(&name);
    }

    fn change(&mut self, name: &Name, version: i32, changes: Vec<Change>, encoding: Encoding) {
        let Some(sheet) = self.sheets.get_mut(name) else {
            return;
        };
        sheet.brief &= is_typed(&changes);
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

    /// Starts a check of a draft whose findings are stale, unless one runs: its end starts the next.
    pub(super) fn check(&mut self, name: &Name) {
        let Some(sheet) = self.sheets.get_mut(name) else {
            return;
        };
        let Some(workspace) = Workspace::of(&self.workspaces, sheet.path.as_deref()) else {
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
            config: Arc::clone(&workspace.config),
            stop: Arc::clone(&stop),
        };
        sheet.running = Some(stop);
        sheet.stale = false;
        if sheet.brief && self.idle {
            self.hear(check.report());
        } else {
            check.start(&self.outbox);
        }
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
            took,
        } = outcome.unwrap_or_default();
        // One that was stopped says nothing.
        sheet.brief = !failed && !sheet.stale && took < BRIEF;
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
        let asked = !std::mem::take(&mut sheet.unasked);
        // Told before it is answered: nobody is to act on findings that the world has not seen.
        let _ = self.news.send(News::Checked {
            name: name.clone(),
            proof: sheet.proof(),
            asked,
        });
        sheet.answer();
        if failed {
            self.tell(failure("check", name));
        }
    }

    /// Gathers the reports that bear on a draft, or remembers to after the gathering that runs.
    pub(super) fn gather(&mut self, name: &Name) {
        let Some(sheet) = self.sheets.get_mut(name) else {
            return;
        };
        let Some(workspace) = Workspace::of(&self.workspaces, sheet.path.as_deref()) else {
            return;
        };
        match &workspace.shelf {
            _ if sheet.gathering => sheet.gather_again = true,
            Some(shelf) => {
                sheet.gathering = true;
                jobs::Gathering {
                    name: name.clone(),
                    opening: sheet.opening,
                    path: sheet.path.clone(),
                    draft: sheet.draft.clone(),
                    before: sheet.story.clone(),
                    memo: sheet.memo.as_ref().map(Memo::afresh).unwrap_or_default(),
                    held: sheet.dossier.clone(),
                    shelf: shelf.clone(),
                }
                .start(&self.outbox);
            }
            None if workspace.opening => {}
            None => self.give(name, Dossier::default(), Memo::default()),
        }
    }

    fn rested(&mut self, name: &Name, opening: u64, version: i32) {
        let sheet = self.sheets.get(name);
        if sheet.is_some_and(|sheet| sheet.opening == opening && sheet.draft.version == version) {
            self.gather(name);
        }
    }

    fn gathered(&mut self, name: &Name, opening: u64, outcome: Option<Result<Gathered, archive::Error>>) {
        let Some(sheet) = self.sheets.get_mut(name).filter(|sheet| sheet.opening == opening) else {
            return;
        };
        sheet.gathering = false;
        let again = std::mem::take(&mut sheet.gather_again);
        let path = sheet.path.clone();
        let version = sheet.draft.version;
        let trouble = match outcome {
            Some(Ok((story, checked, gap))) => {
                sheet.story.get_or_insert(story);
                self.give(name, checked.dossier, checked.memo);
                gap.map(|why| Trouble { why, mends: false })
            }
            Some(Err(error)) => Some(Trouble {
                mends: !matches!(error, archive::Error::Cluster { .. }),
                why: error.to_string(),
            }),
            None => return self.tell(failure("gather reports for", name)),
        };
        if trouble.as_ref().is_some_and(|trouble| !trouble.mends) {
            jobs::retry(&self.outbox, name.clone(), opening, version);
        }
        self.answered(path.as_deref(), trouble);
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
        sheet.brief = false;
        sheet.outdate(true);
        self.check(name);
    }

    pub(super) fn tell(&self, news: News) {
        // Nobody listens any more when the server is on its way out.
        let _ = self.news.send(news);
    }
}

/// Whether no more is changed than at a key: what is pasted may take long.
fn is_typed(changes: &[Change]) -> bool {
    let small = |change: &Change| change.range.is_some() && change.text.len() <= TYPED;
    changes.iter().all(small)
}

/// Of a fault of ours, of which the desk goes on.
pub(super) fn failure(doing: &str, what: &str) -> News {
    News::Complaint(format!(
        "copydesk failed to {doing} {what}: a fault of its own, please report it with the text"
    ))
}

/// Whether two dossiers hold the same reports in the same order.
fn same(a: &Dossier, b: &Dossier) -> bool {
    a.archive_size == b.archive_size
        && a.partial == b.partial
        && a.clippings.len() == b.clippings.len()
        && a.clippings
            .iter()
            .zip(&b.clippings)
            .all(|(a, b)| Arc::ptr_eq(a, b))
}
