//! `copydesk.toml` at the root of a workspace: folders of reports, severities by code.
//!
//! ```toml
//! corpus = ["reports", "../wire"]
//!
//! [severities]
//! "quote/altered" = "error"
//! "figure/unattested" = "off"
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::check::finding::CODES;
use crate::check::{Finding, Severity};

pub const FILE: &str = "copydesk.toml";

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// Folders of reports, absolute where `root` is.
    pub folders: Vec<PathBuf>,
    /// By code: `quote/altered = "error"`, `figure/unattested = "off"`.
    pub severities: BTreeMap<String, Severity>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    corpus: Vec<PathBuf>,
    #[serde(default)]
    severities: BTreeMap<Spanned<String>, Spanned<String>>,
}

impl Config {
    /// Reads `copydesk.toml` in `root`; without one, everything is as by default. Errors name file, line and what to do.
    pub fn read(root: &Path) -> Result<Config, Error> {
        let path = root.join(FILE);
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                Config::parse(&text, root).map_err(|(line, message)| Error::Invalid { path, line, message })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
            Err(source) => Err(Error::Unreadable { path, source }),
        }
    }

    /// Reads the `copydesk.toml` nearest to `folder`: its own, or one of a folder above it.
    pub fn nearest(folder: &Path) -> Result<Config, Error> {
        match folder.ancestors().find(|folder| folder.join(FILE).exists()) {
            Some(root) => Config::read(root),
            None => Ok(Config::default()),
        }
    }

    /// Gives findings the severities that the configuration sets for their codes.
    pub fn apply(&self, findings: &mut [Finding]) {
        if self.severities.is_empty() {
            return;
        }
        for finding in findings {
            if let Some(&severity) = self.severities.get(finding.code()) {
                finding.severity = severity;
            }
        }
    }

    /// On failure the line, from 1, and what is wrong there.
    fn parse(text: &str, root: &Path) -> Result<Config, (usize, String)> {
        let line = |at: usize| 1 + text.bytes().take(at).filter(|&b| b == b'\n').count();
        let written: Written = toml::from_str(text).map_err(|error| {
            (
                line(error.span().map_or(0, |span| span.start)),
                error.message().to_owned(),
            )
        })?;
        let mut severities = BTreeMap::new();
        for (code, level) in written.severities {
            if !CODES.contains(&code.as_ref().as_str()) {
                let message = format!(
                    "no check is called `{}`; the checks are {}",
                    code.as_ref(),
                    CODES.join(", ")
                );
                return Err((line(code.span().start), message));
            }
            let names = Severity::ALL.map(Severity::name);
            let Some(severity) = Severity::ALL.into_iter().find(|s| s.name() == level.as_ref()) else {
                let message = format!(
                    "no severity is called `{}`; there are {}",
                    level.as_ref(),
                    names.join(", ")
                );
                return Err((line(level.span().start), message));
            };
            severities.insert(code.into_inner(), severity);
        }
        Ok(Config {
            folders: written.corpus.iter().map(|folder| root.join(folder)).collect(),
            severities,
        })
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{}:{line}: {message}", path.display())]
    Invalid {
        path: PathBuf,
        line: usize,
        message: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, (usize, String)> {
        Config::parse(text, Path::new("/news"))
    }

    #[test]
    fn folders_stand_where_the_file_stands() {
        let config = parse("corpus = [\"reports\", \"/wire\"]").unwrap();
        assert_eq!(config.folders, [Path::new("/news/reports"), Path::new("/wire")]);
    }

    #[test]
    fn severities_go_by_code() {
        let config =
            parse("[severities]\n\"quote/altered\" = \"error\"\n\"figure/unattested\" = \"off\"\n").unwrap();
        assert_eq!(config.severities["quote/altered"], Severity::Error);
        assert_eq!(config.severities["figure/unattested"], Severity::Silent);
    }

    #[test]
    fn an_error_names_its_line_and_what_would_be_right() {
        let (line, message) =
            parse("corpus = []\n\n[severities]\n\"quote/altred\" = \"error\"\n").unwrap_err();
        assert_eq!(line, 4);
        assert!(
            message.contains("`quote/altred`") && message.contains("quote/altered"),
            "{message}"
        );
        let (line, message) = parse("[severities]\n\"quote/altered\" = \"loud\"\n").unwrap_err();
        assert_eq!(line, 2);
        assert!(
            message.contains("`loud`") && message.contains("warning"),
            "{message}"
        );
        let (line, message) = parse("corpus = []\ncropus = []\n").unwrap_err();
        assert_eq!(line, 2);
        assert!(
            message.contains("cropus") && message.contains("corpus"),
            "{message}"
        );
        assert_eq!(parse("corpus = [\n\"a\"\nb").unwrap_err().0, 3);
    }
}
