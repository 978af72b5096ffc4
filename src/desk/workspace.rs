//! A workspace folder: its configuration and its archive.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::archive::{Archive, Watch};
use crate::check::{House, Severity};
use crate::config::{self, Config};
use crate::dossier::Clippings;

/// What the client sets above `copydesk.toml`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Folders of reports, relative ones to the workspace folder; in the place of those the file names.
    pub corpus: Option<Vec<PathBuf>>,
    /// In the place of the one the file names.
    pub house: Option<House>,
    pub severities: BTreeMap<String, Severity>,
}

/// Where drafts of a workspace folder look their claims up.
#[derive(Clone)]
pub struct Shelf {
    pub archive: Arc<dyn Archive>,
    pub clippings: Arc<Clippings>,
}

/// How much of an archive may have changed since it was opened.
pub enum Again {
    Files(Vec<PathBuf>),
    All,
}

impl Again {
    pub fn and(self, other: Again) -> Again {
        match (self, other) {
            (Again::Files(mut files), Again::Files(more)) => {
                files.extend(more);
                Again::Files(files)
            }
            _ => Again::All,
        }
    }
}

pub struct Workspace {
    /// `None` for drafts when there is no folder at all.
    pub root: Option<PathBuf>,
    pub settings: Settings,
    /// What `copydesk.toml` says.
    written: Config,
    /// What holds: the file under the client's settings.
    pub config: Arc<Config>,
    pub shelf: Option<Shelf>,
    /// Reports read so far. One that changes becomes another, so they outlive what was opened.
    pub clippings: Arc<Clippings>,
    /// The folders of reports being watched.
    pub watch: Option<Watch>,
    /// Whether the archive is being opened, and what of it has to be read once more after that.
    pub opening: bool,
    pub again: Option<Again>,
    /// The folders of which it was told what was passed over in them.
    pub told: Vec<PathBuf>,
    /// Why the archive, or part of it, could not be asked the last time.
    pub ails: Option<String>,
}

impl Workspace {
    pub fn new(root: Option<PathBuf>, settings: Settings) -> Workspace {
        Workspace {
            root,
            settings,
            written: Config::default(),
            config: Arc::default(),
            shelf: None,
            clippings: Arc::default(),
            watch: None,
            opening: false,
            again: None,
            told: Vec::new(),
            ails: None,
        }
    }

    /// Reads `copydesk.toml`; when it cannot be read, what was known goes on.
    pub fn read_config(&mut self) -> Result<(), config::Error> {
        if let Some(root) = &self.root {
            self.written = Config::read(root)?;
        }
        Ok(())
    }

    /// Puts file and settings together.
    pub fn settle(&mut self) -> Changed {
        let mut config = self.written.clone();
        if let Some(corpus) = &self.settings.corpus {
            config.corpus.folders = corpus.iter().map(|folder| self.absolute(folder)).collect();
        }
        for folder in &mut config.corpus.folders {
            *folder = plain(folder);
        }
        config.house = self.settings.house.or(config.house);
        config.severities.extend(self.settings.severities.clone());
        let before = std::mem::replace(&mut self.config, Arc::new(config));
        Changed {
            corpus: before.corpus != self.config.corpus,
            severities: before.severities != self.config.severities
                || before.edits != self.config.edits
                || before.house != self.config.house,
        }
    }

    /// The workspace of a draft: the innermost folder that holds it; the first one when none does.
    pub fn of<'a>(workspaces: &'a [Workspace], path: Option<&Path>) -> Option<&'a Workspace> {
        workspaces.get(Workspace::position(workspaces, path)?)
    }

    /// Where it stands among the others.
    pub fn position(workspaces: &[Workspace], path: Option<&Path>) -> Option<usize> {
        let root = |at: &usize| workspaces[*at].root.as_ref();
        let all = 0..workspaces.len();
        let holding = all.filter(|&at| path.is_some_and(|path| workspaces[at].holds(path)));
        let innermost = holding.max_by_key(|at| root(at).map_or(0, |root| root.components().count()));
        innermost.or((!workspaces.is_empty()).then_some(0))
    }

    pub fn holds(&self, path: &Path) -> bool {
        self.root.as_ref().is_some_and(|root| path.starts_with(root))
    }

    pub fn is_config(&self, path: &Path) -> bool {
        self.root
            .as_ref()
            .is_some_and(|root| path == root.join(config::FILE))
    }

    pub fn has_report(&self, path: &Path) -> bool {
        self.config
            .corpus
            .folders
            .iter()
            .any(|folder| path.starts_with(folder))
    }

    /// What to do when no folder of reports is named.
    pub fn advice(&self) -> String {
        let file = self.root.as_deref().unwrap_or(Path::new("")).join(config::FILE);
        format!(
            "no reports to check against: name their folders in {}, corpus = [\"reports\"], \
             or in the editor's setting copydesk.corpus",
            file.display()
        )
    }

    fn absolute(&self, folder: &Path) -> PathBuf {
        match &self.root {
            Some(root) => root.join(folder),
            None => folder.to_path_buf(),
        }
    }
}

/// A path without `.` and `..`, as clients write it when they tell of changed files.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// What a new configuration changes.
pub struct Changed {
    pub corpus: bool,
    pub severities: bool,
}
