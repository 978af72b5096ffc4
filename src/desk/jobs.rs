//! What takes time: runs on a thread of its own over snapshots and reports back to the desk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::mpsc;

use super::workspace::{Again, Shelf};
use super::{Checked, Name, News, Order, check_once, memory};
use crate::archive::{self, Archive, Corpus, Opened, Watch};
use crate::check::{self, Finding, Memo, Severity, Verdict};
use crate::config::Config;
use crate::dossier::Dossier;
use crate::story::Story;
use crate::text::Draft;

/// How long a draft has to rest before the archive is asked again.
const REST: Duration = Duration::from_millis(300);
/// How long after an archive that could not be asked it is asked again, where nothing is typed.
const RETRY: Duration = Duration::from_secs(5);

/// What was gathered for a draft, and what of the archive did not answer.
pub type Gathered = (Arc<Story>, Checked, Option<String>);

pub type Outbox = mpsc::WeakUnboundedSender<Order>;

/// What a job brings back. `None` instead of an outcome: it failed in a way it never should.
pub enum Report {
    Checked {
        name: Name,
        opening: u64,
        dossier: Arc<Dossier>,
        outcome: Option<Outcome>,
    },
    Rested {
        name: Name,
        opening: u64,
        version: i32,
    },
    Gathered {
        name: Name,
        opening: u64,
        outcome: Option<Result<Gathered, archive::Error>>,
    },
    Known {
        root: Option<PathBuf>,
        archive: Arc<dyn Archive>,
    },
    Opened {
        root: Option<PathBuf>,
        corpus: Corpus,
        /// What takes the place of the watch that there was; `None` where it stays.
        watch: Option<Watch>,
        outcome: Option<Result<Opened, archive::Error>>,
    },
}

/// What a check found, and what it leaves for the next one.
#[derive(Default)]
pub struct Outcome {
    pub story: Arc<Story>,
    pub memo: Memo,
    /// Empty when it was stopped.
    pub findings: Vec<Finding>,
    pub took: Duration,
}

/// A draft to be checked, with what earlier checks left.
pub struct Check {
    pub name: Name,
    pub opening: u64,
    pub draft: Draft,
    pub before: Option<Arc<Story>>,
    pub dossier: Arc<Dossier>,
    pub memo: Memo,
    pub config: Arc<Config>,
    pub stop: Arc<AtomicBool>,
}

impl Check {
    pub fn start(self, outbox: &Outbox) {
        spawn(outbox, move || self.report());
    }

    pub fn report(self) -> Report {
        Report::Checked {
            name: self.name.clone(),
            opening: self.opening,
            dossier: Arc::clone(&self.dossier),
            outcome: guarded(|| self.run()),
        }
    }

    fn run(mut self) -> Outcome {
        let clock = Instant::now();
        let story = Arc::new(Story::drafted(&self.draft, self.before.as_deref()));
        let mut findings = Vec::new();
        if !self.stop.load(Ordering::Relaxed) {
            findings = check::check(&story, &self.dossier, &mut self.memo);
            self.config.apply(&mut findings);
            if self.dossier.archive_size == 0 || self.dossier.partial {
                silence_unattested(&mut findings);
            }
            check::keep_markup(&self.draft, &mut findings);
        }
        Outcome {
            story,
            memo: self.memo,
            findings,
            took: clock.elapsed(),
        }
    }
}

/// Where there are no reports, or not all could be asked, that none has a claim says nothing.
fn silence_unattested(findings: &mut [Finding]) {
    for finding in findings {
        if finding.verdict == Verdict::Unattested {
            finding.severity = Severity::Silent;
        }
    }
}

/// Reports back when nothing has been typed for a while; whoever gets it compares versions.
pub fn rest(outbox: &Outbox, name: Name, opening: u64, version: i32) {
    later(REST, outbox, name, opening, version);
}

/// The same for a draft whose archive is to be asked again.
pub fn retry(outbox: &Outbox, name: Name, opening: u64, version: i32) {
    later(RETRY, outbox, name, opening, version);
}

fn later(pause: Duration, outbox: &Outbox, name: Name, opening: u64, version: i32) {
    let outbox = outbox.clone();
    tokio::spawn(async move {
        tokio::time::sleep(pause).await;
        send(
            &outbox,
            Report::Rested {
                name,
                opening,
                version,
            },
        );
    });
}

/// A draft for which reports are to be gathered, with what earlier checks left.
pub struct Gathering {
    pub name: Name,
    pub opening: u64,
    pub path: Option<PathBuf>,
    pub draft: Draft,
    pub before: Option<Arc<Story>>,
    pub memo: Memo,
    /// What the draft holds so far.
    pub held: Option<Arc<Dossier>>,
    pub shelf: Shelf,
}

impl Gathering {
    pub fn start(self, outbox: &Outbox) {
        spawn(outbox, move || Report::Gathered {
            name: self.name.clone(),
            opening: self.opening,
            outcome: guarded(|| self.run()),
        });
    }

    fn run(self) -> Result<Gathered, archive::Error> {
        let Shelf { archive, clippings } = &self.shelf;
        let story = Arc::new(Story::drafted(&self.draft, self.before.as_deref()));
        let checked = check_once(&story, &**archive, clippings, self.path.as_deref(), &self.memo);
        archive.rest();
        memory::give_back();
        let (mut checked, gap) = (checked?, archive.gap());
        if gap.is_some() {
            checked.keep(self.held.as_deref());
        }
        Ok((story, checked, gap))
    }
}

/// The archive of a workspace folder, to be opened.
pub struct Opening {
    pub root: Option<PathBuf>,
    pub corpus: Corpus,
    pub cache: Option<PathBuf>,
    pub what: Again,
}

impl Opening {
    pub fn start(self, outbox: &Outbox, news: mpsc::UnboundedSender<News>) {
        let early = outbox.clone();
        spawn(outbox, move || {
            let watch = match self.what {
                Again::Files(_) => None,
                Again::All => Some(self.watch(&early, &news)),
            };
            let outcome = guarded(|| self.run(&news));
            let _ = news.send(News::Indexing {
                folder: self.place(),
                progress: None,
            });
            Report::Opened {
                root: self.root,
                corpus: self.corpus,
                watch,
                outcome,
            }
        });
    }

    /// Brings what was last indexed at once, then watches: what changes from here on is told, what did before is found
    /// when the folders are gone through.
    fn watch(&self, early: &Outbox, news: &mpsc::UnboundedSender<News>) -> Watch {
        if let Some(archive) = self.corpus.known(self.cache.as_deref()) {
            let root = self.root.clone();
            send(early, Report::Known { root, archive });
        }
        let orders = early.clone();
        let (watch, failed) = Watch::start(&self.corpus.folders, move |paths| {
            if let Some(orders) = orders.upgrade() {
                let _ = orders.send(Order::Touched { paths });
            }
        });
        for folder in failed {
            let _ = news.send(News::Remark(format!("{} {}", folder.path.display(), folder.why)));
        }
        watch
    }

    fn run(&self, news: &mpsc::UnboundedSender<News>) -> Result<Opened, archive::Error> {
        let cache = self.cache.as_deref();
        let tell = |progress| {
            let _ = news.send(News::Indexing {
                folder: self.place(),
                progress: Some(progress),
            });
        };
        let opened = match &self.what {
            Again::Files(files) => self.corpus.touched(cache, files, &tell),
            Again::All => self.corpus.open(cache, &tell),
        }?;
        opened.archive.rest();
        memory::give_back();
        Ok(opened)
    }

    /// What progress is told of.
    fn place(&self) -> PathBuf {
        let folder = self.root.as_ref().or(self.corpus.folders.first());
        folder.cloned().unwrap_or_default()
    }
}

fn spawn(outbox: &Outbox, job: impl FnOnce() -> Report + Send + 'static) {
    let outbox = outbox.clone();
    tokio::task::spawn_blocking(move || send(&outbox, job()));
}

fn send(outbox: &Outbox, report: Report) {
    if let Some(orders) = outbox.upgrade() {
        let _ = orders.send(Order::Report(Box::new(report)));
    }
}

/// A fault in one job must not silence the desk: what it was to bring back is then missing, no more.
fn guarded<T>(job: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(job)).ok()
}
