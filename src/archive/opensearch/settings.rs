//! What a workspace says of its cluster, in `copydesk.toml`:
//!
//! ```toml
//! [archive.opensearch]
//! url = ["https://one.archive.example:9200", "https://two.archive.example:9200"]
//! index = "reports"
//! ca = "newsroom-ca.pem"
//! timeout = 2.0
//!
//! [archive.opensearch.fields]
//! headline = "headline"
//! body = "body_html"
//! date = "versioncreated"
//! outlet = "source"
//! ```
//!
//! Without `fields` the index is one that `copydesk index --to` made.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use url::Url;

use super::fields::Fields;

/// How long a cluster may take to answer when nothing is said of it.
const TIMEOUT: f64 = 3.0;
const INDEX: &str = "copydesk";

#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Nodes of one cluster; what one does not answer is asked of the next.
    pub urls: Vec<Url>,
    /// An index or an alias.
    pub index: String,
    /// What the nodes' certificates are signed with, where the system does not know it: a file in PEM.
    pub ca: Option<PathBuf>,
    /// For one question, connecting included.
    pub timeout: Duration,
    /// Where a newsroom's own index has what a report is made of.
    pub fields: Option<Fields>,
}

/// As it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    url: OneOrMore,
    index: Option<String>,
    ca: Option<PathBuf>,
    timeout: Option<f64>,
    fields: Option<Fields>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Settings {
    /// A cluster at this address, with an index that copydesk made.
    pub fn of(url: &str) -> Result<Settings, String> {
        Written {
            url: OneOrMore::One(url.to_owned()),
            index: None,
            ca: None,
            timeout: None,
            fields: None,
        }
        .settings(Path::new(""))
    }

    /// What the complaints and the status call it.
    pub fn name(&self) -> String {
        let host = self.urls.first().map(Url::as_str).unwrap_or_default();
        format!("{}{}", host, self.index)
    }
}

impl Written {
    /// Paths stand from `root` on. On failure what is wrong, in words that say what would be right.
    pub fn settings(self, root: &Path) -> Result<Settings, String> {
        let urls = match self.url {
            OneOrMore::One(url) => vec![url],
            OneOrMore::More(urls) => urls,
        };
        if urls.is_empty() {
            return Err("`url` names no node of the cluster".into());
        }
        let seconds = self.timeout.unwrap_or(TIMEOUT);
        let timeout = Duration::try_from_secs_f64(seconds).ok().filter(|t| !t.is_zero());
        let index = self.index.unwrap_or_else(|| INDEX.into());
        if index.is_empty() || index.contains(['/', '?', '#', ',', '*', ' ', '"']) {
            return Err(format!("`{index}` is no name of one index or alias"));
        }
        Ok(Settings {
            urls: urls.iter().map(|url| node(url)).collect::<Result<_, _>>()?,
            index,
            ca: self.ca.map(|file| root.join(file)),
            timeout: timeout.ok_or_else(|| format!("a timeout of {seconds} seconds cannot be kept"))?,
            fields: self.fields,
        })
    }
}

/// The address of a node, with a slash at its end.
fn node(written: &str) -> Result<Url, String> {
    let right = "an address looks like https://archive.example:9200";
    let mut url = Url::parse(written).map_err(|error| format!("`{written}`: {error}; {right}"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(format!("`{written}` is no address of a web server; {right}"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("credentials do not belong into this file, which others read: see “Shared archives” in the README".into());
    }
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, String> {
        let written: Written = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        written.settings(Path::new("/news"))
    }

    #[test]
    fn one_node_or_several() {
        let one = read("url = \"http://127.0.0.1:9200\"").unwrap();
        assert_eq!(
            (one.urls[0].as_str(), &*one.index),
            ("http://127.0.0.1:9200/", "copydesk")
        );
        let two = read(
            "url = [\"https://a.example/es\", \"https://b.example\"]\nindex = \"wire\"\nca = \"ca.pem\"",
        )
        .unwrap();
        assert_eq!(two.urls[0].as_str(), "https://a.example/es/");
        assert_eq!((two.urls.len(), &*two.index), (2, "wire"));
        assert_eq!(two.ca.as_deref(), Some(Path::new("/news/ca.pem")));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, named) in [
            ("url = []", "no node"),
            ("url = \"archive:9200\"", "archive:9200"),
            ("url = \"https://me:secret@archive.example\"", "Shared archives"),
            ("url = \"http://a.example\"\ntimeout = -1.0", "timeout"),
            ("url = \"http://a.example\"\nindex = \"a,b\"", "a,b"),
            ("url = \"http://a.example\"\npassword = \"x\"", "password"),
        ] {
            let complaint = read(text).unwrap_err();
            assert!(complaint.contains(named), "{text}: {complaint}");
        }
    }
}
