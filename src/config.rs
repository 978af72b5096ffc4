//! `copydesk.toml` at the root of a workspace: folders of reports, severities by code.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::check::Severity;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// Folders of reports, absolute.
    pub folders: Vec<PathBuf>,
    /// By code: `quote/altered = "error"`, `figure/unattested = "off"`.
    pub severities: BTreeMap<String, Severity>,
}
