//! Open drafts, their dossiers and findings: the only mutable state.
//!
//! One task owns it all (`actor`). Whoever wants something sends it one order; orders are obeyed in the order they
//! came. What takes longer than to wake a thread runs on others over snapshots and comes back as an order. What the
//! world is to know leaves as [`News`].

mod actor;
mod folders;
mod jobs;
mod memory;
mod once;
mod sheet;
mod workspace;

pub use once::{Checked, check_once};
pub use workspace::Settings;

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use crate::archive::{Progress, Skipped};
use crate::check::Finding;
use crate::text::{Change, Draft, Encoding};

/// What a draft is called: its URI.
pub type Name = Arc<str>;

/// A draft with the findings of exactly this version.
#[derive(Debug, Clone)]
pub struct Proof {
    pub draft: Draft,
    pub findings: Arc<[Finding]>,
}

/// What the desk tells the world.
#[derive(Debug)]
pub enum News {
    /// A draft has been checked. `asked` is false where something else than an edit was the reason.
    Checked {
        name: Name,
        proof: Proof,
        asked: bool,
    },
    Closed {
        name: Name,
        version: i32,
    },
    /// Folders of reports are being read; `None` when they are done with.
    Indexing {
        folder: PathBuf,
        progress: Option<Progress>,
    },
    /// The roots whose configuration is in use.
    Watch {
        roots: Vec<PathBuf>,
    },
    /// Something that the user has to mend, in words that say how.
    Complaint(String),
    /// Something that the user may want to know.
    Remark(String),
    Skipped(Vec<Skipped>),
}

/// What a draft is checked against, or all drafts are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standing {
    pub reports: usize,
    pub folders: Vec<PathBuf>,
    pub clusters: Vec<String>,
    /// Whether folders are being read.
    pub opening: bool,
    /// Why an archive, or part of one, could not be asked the last time.
    pub trouble: Option<String>,
}

/// Why an archive could not be asked.
struct Trouble {
    why: String,
    /// Whether opening it again may help.
    mends: bool,
}

/// What is asked of the desk.
enum Order {
    Open {
        name: Name,
        path: Option<PathBuf>,
        draft: Draft,
    },
    Change {
        name: Name,
        version: i32,
        changes: Vec<Change>,
        encoding: Encoding,
    },
    Close {
        name: Name,
    },
    Proof {
        name: Name,
        reply: oneshot::Sender<Option<Proof>>,
    },
    Folders {
        added: Vec<PathBuf>,
        removed: Vec<PathBuf>,
    },
    Settings {
        root: Option<PathBuf>,
        settings: Settings,
    },
    Touched {
        paths: Vec<PathBuf>,
    },
    Reread,
    Standing {
        path: Option<PathBuf>,
        reply: oneshot::Sender<Standing>,
    },
    Report(Box<jobs::Report>),
}

/// The desk's front: clones talk to the same one. It stops when the last clone is gone.
#[derive(Clone, Debug)]
pub struct Desk {
    orders: mpsc::UnboundedSender<Order>,
}

impl Desk {
    /// Starts a desk; indexes are kept in `cache` (the user's cache folder when `None`).
    pub fn start(cache: Option<PathBuf>, news: mpsc::UnboundedSender<News>) -> Desk {
        memory::bound();
        let (orders, inbox) = mpsc::unbounded_channel();
        let actor = actor::Actor::new(cache, news, orders.downgrade());
        tokio::spawn(actor.run(inbox));
        Desk { orders }
    }

    /// The workspace's folders have changed. Each is read with its `copydesk.toml`, its archive opened.
    pub fn folders(&self, added: Vec<PathBuf>, removed: Vec<PathBuf>) {
        self.send(Order::Folders { added, removed });
    }

    /// What the client sets above `copydesk.toml`, for one workspace folder or for all.
    pub fn settings(&self, root: Option<PathBuf>, settings: Settings) {
        self.send(Order::Settings { root, settings });
    }

    /// Files have changed on disk.
    pub fn touched(&self, paths: Vec<PathBuf>) {
        self.send(Order::Touched { paths });
    }

    /// All folders of reports are to be read again.
    pub fn reread(&self) {
        self.send(Order::Reread);
    }

    /// What the draft of this path is checked against; without one, what all workspace folders have.
    pub async fn standing(&self, path: Option<PathBuf>) -> Standing {
        let (reply, answer) = oneshot::channel();
        self.send(Order::Standing { path, reply });
        answer.await.unwrap_or_default()
    }

    pub fn open(&self, name: Name, path: Option<PathBuf>, draft: Draft) {
        self.send(Order::Open { name, path, draft });
    }

    pub fn change(&self, name: Name, version: i32, changes: Vec<Change>, encoding: Encoding) {
        self.send(Order::Change {
            name,
            version,
            changes,
            encoding,
        });
    }

    pub fn close(&self, name: Name) {
        self.send(Order::Close { name });
    }

    /// The findings of a draft as it stands; `None` when it is not open. While its archive is still being opened
    /// there are no findings.
    pub async fn proof(&self, name: Name) -> Option<Proof> {
        let (reply, answer) = oneshot::channel();
        self.send(Order::Proof { name, reply });
        answer.await.ok().flatten()
    }

    fn send(&self, order: Order) {
        // The task only ends with the last `Desk` or with the runtime; then nobody waits for an answer.
        let _ = self.orders.send(order);
    }
}
