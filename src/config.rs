//! `copydesk.toml` at the root of a workspace: folders of reports, the house, severities.
//!
//! ```toml
//! corpus = ["reports", "../wire"]
//! house = "reuters"
//!
//! [edits]
//! contraction = "off"
//!
//! [severities]
//! "quote/altered" = "error"
//! "figure/unattested" = "off"
//!
//! [archive.opensearch]
//! url = "https://archive.example:9200"
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::archive::{Corpus, opensearch};
use crate::check::finding::CODES;
use crate::check::{Finding, HOUSES, House, Severity, Sort, quote::edit};

pub const FILE: &str = "copydesk.toml";

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// Its folders are absolute where `root` is.
    pub corpus: Corpus,
    /// Whose rules hold for words between marks.
    pub house: Option<House>,
    /// The newsroom's own rules above them, by what was done to a quotation's words.
    pub edits: BTreeMap<Sort, Severity>,
    /// By code, above those by edit: `quote/altered = "error"`, `figure/unattested = "off"`.
    pub severities: BTreeMap<String, Severity>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    corpus: Vec<PathBuf>,
    house: Option<Spanned<String>>,
    #[serde(default)]
    edits: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    severities: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    archive: Shared,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    opensearch: Option<Spanned<opensearch::Written>>,
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

    /// Reads the `copydesk.toml` nearest to `folder`.
    pub fn nearest(folder: &Path) -> Result<Config, Error> {
        home(folder).map_or(Ok(Config::default()), Config::read)
    }

    /// Gives findings the severities that the configuration sets for what was done to their words, and for their codes.
    pub fn apply(&self, findings: &mut [Finding]) {
        if self.severities.is_empty() && self.edits.is_empty() && self.house.is_none() {
            return;
        }
        let by_edit = |sort: Sort| {
            let own = self.edits.get(&sort).copied();
            let house = || self.house.and_then(|house| house.rule(sort));
            own.or_else(house).unwrap_or(sort.severity())
        };
        for finding in findings {
            if !finding.changes.is_empty() {
                finding.severity = edit::severity(&finding.changes, by_edit);
            }
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
        let wrong = |name: &Spanned<String>, what, there: &[&str]| {
            let message = format!(
                "no {what} is called `{}`; there are {}",
                name.as_ref(),
                there.join(", ")
            );
            (line(name.span().start), message)
        };
        let severity = |level: &Spanned<String>| {
            let named = Severity::ALL.into_iter().find(|s| s.name() == level.as_ref());
            named.ok_or_else(|| wrong(level, "severity", &Severity::ALL.map(Severity::name)))
        };
        let house = match &written.house {
            Some(name) => Some(
                House::named(name.as_ref())
                    .ok_or_else(|| wrong(name, "house", &HOUSES.map(|house| house.name)))?,
            ),
            None => None,
        };
        let mut edits = BTreeMap::new();
        for (name, level) in &written.edits {
            let sort = Sort::ALL.into_iter().find(|s| s.name() == name.as_ref());
            let sort = sort.ok_or_else(|| wrong(name, "edit", &Sort::ALL.map(Sort::name)))?;
            edits.insert(sort, severity(level)?);
        }
        let mut severities = BTreeMap::new();
        for (code, level) in written.severities {
            if !CODES.contains(&code.as_ref().as_str()) {
                return Err(wrong(&code, "check", &CODES));
            }
            severities.insert(code.as_ref().clone(), severity(&level)?);
        }
        let cluster = written.archive.opensearch.map(|written| {
            let at = line(written.span().start);
            written
                .into_inner()
                .settings(root)
                .map_err(|message| (at, message))
        });
        Ok(Config {
            corpus: Corpus {
                folders: written.corpus.iter().map(|folder| root.join(folder)).collect(),
                cluster: cluster.transpose()?,
            },
            house,
            edits,
            severities,
        })
    }
}

/// The nearest of a folder and those above it that has a `copydesk.toml`.
pub fn home(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(FILE).exists())
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
    use std::sync::Arc;

    use super::*;
    use crate::check::{ClaimKind, Verdict};

    fn parse(text: &str) -> Result<Config, (usize, String)> {
        Config::parse(text, Path::new("/news"))
    }

    #[test]
    fn folders_stand_where_the_file_stands() {
        let config = parse("corpus = [\"reports\", \"/wire\"]").unwrap();
        assert_eq!(
            config.corpus.folders,
            [Path::new("/news/reports"), Path::new("/wire")]
        );
    }

    #[test]
    fn severities_go_by_code() {
        let config =
            parse("[severities]\n\"quote/altered\" = \"error\"\n\"figure/unattested\" = \"off\"\n").unwrap();
        assert_eq!(config.severities["quote/altered"], Severity::Error);
        assert_eq!(config.severities["figure/unattested"], Severity::Silent);
    }

    #[test]
    fn a_newsroom_overrides_its_house() {
        let config = parse("house = \"ap\"\n[edits]\ngrammar = \"information\"\n").unwrap();
        for (change, severity) in [
            (Sort::Contraction, Severity::Error),
            (Sort::Grammar, Severity::Information),
        ] {
            let mut findings = [Finding {
                changes: vec![change],
                ..altered()
            }];
            config.apply(&mut findings);
            assert_eq!(findings[0].severity, severity);
        }
        for house in HOUSES {
            assert!(parse(&format!("house = \"{}\"", house.name)).is_ok());
        }
    }

    #[test]
    fn what_stands_above_a_house_is_the_code() {
        let config = parse("house = \"ap\"\n[severities]\n\"quote/altered\" = \"off\"\n").unwrap();
        let mut findings = [Finding {
            changes: vec![Sort::Filler, Sort::Grammar],
            ..altered()
        }];
        parse("house = \"nyt\"").unwrap().apply(&mut findings);
        assert_eq!(findings[0].severity, Severity::Error);
        config.apply(&mut findings);
        assert_eq!(findings[0].severity, Severity::Silent);
    }

    fn altered() -> Finding {
        Finding {
            kind: ClaimKind::Quote,
            span: 0..4,
            text: "word".into(),
            speaker: None,
            verdict: Verdict::Altered,
            severity: Severity::Warning,
            changes: Vec::new(),
            message: String::new(),
            confidence: 1.0,
            attested: Arc::default(),
            elsewhere: None,
            fixes: Vec::new(),
        }
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
        let (line, message) = parse("corpus = []\nhouse = \"times\"\n").unwrap_err();
        assert_eq!(line, 2);
        assert!(
            message.contains("`times`") && message.contains("nyt"),
            "{message}"
        );
        let (line, message) = parse("[edits]\ncontractions = \"off\"\n").unwrap_err();
        assert_eq!(line, 2);
        assert!(
            message.contains("`contractions`") && message.contains("contraction,"),
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
