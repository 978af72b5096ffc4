//! Who copydesk is to a cluster, and which clusters it may ask at all.
//!
//! A draft's words leave the machine only for a cluster that its user named: one of this machine, one in the user's own
//! file of keys, or the one in the environment. A folder that somebody else wrote can neither send a draft elsewhere nor
//! credentials to another host than theirs.
//!
//! ```toml
//! # keys.toml in the folder `copydesk` of the user's configuration, for the user alone to read
//! ["https://archive.example:9200"]
//! user = "desk"
//! password = "…"
//!
//! ["https://elastic.example"]
//! api_key = "…"
//!
//! ["http://open.example:9200"]
//! ```
//!
//! In the environment: `COPYDESK_CLUSTER`, the address, with `COPYDESK_USER` and `COPYDESK_PASSWORD`, or
//! `COPYDESK_API_KEY`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use etcetera::BaseStrategy;
use serde::Deserialize;
use url::{Host, Url};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    user: Option<String>,
    password: Option<String>,
    api_key: Option<String>,
}

/// The header that tells a node who asks; `None` where nothing is to be told. On failure why it may not be asked.
pub fn authorization(node: &Url) -> Result<Option<String>, String> {
    let file = file();
    let keys = file.as_deref().map_or(Ok(BTreeMap::new()), read)?;
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let environment = variable("COPYDESK_CLUSTER").map(|cluster| {
        let key = Key {
            user: variable("COPYDESK_USER"),
            password: variable("COPYDESK_PASSWORD"),
            api_key: variable("COPYDESK_API_KEY"),
        };
        (cluster, key)
    });
    let named = environment
        .iter()
        .map(|(cluster, key)| (cluster, key))
        .chain(&keys)
        .find(|(cluster, _)| Url::parse(cluster).is_ok_and(|url| url.origin() == node.origin()));
    match named {
        Some((_, key)) => key.header(),
        None if is_here(node) => Ok(None),
        None => Err(format!(
            "is not among the clusters that you trust with your drafts: name it in {}, or in the variable COPYDESK_CLUSTER",
            file.unwrap_or_else(|| "keys.toml".into()).display()
        )),
    }
}

impl Key {
    fn header(&self) -> Result<Option<String>, String> {
        match (&self.api_key, &self.user, &self.password) {
            (Some(key), None, None) => Ok(Some(format!("ApiKey {key}"))),
            (None, Some(user), Some(password)) => Ok(Some(format!(
                "Basic {}",
                STANDARD.encode(format!("{user}:{password}"))
            ))),
            (None, None, None) => Ok(None),
            _ => Err("has a key that is neither `api_key` alone nor `user` and `password`".into()),
        }
    }
}

fn file() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.config_dir().join("copydesk").join("keys.toml"))
}

fn read(file: &Path) -> Result<BTreeMap<String, Key>, String> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(format!("needs {}, which cannot be read: {error}", file.display())),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(file).map_or(0, |about| about.permissions().mode());
        if mode & 0o077 != 0 {
            return Err(format!(
                "needs {0}, which others can read: chmod 600 {0}",
                file.display()
            ));
        }
    }
    toml::from_str(&text).map_err(|error| format!("needs {}: {}", file.display(), error.message()))
}

fn is_here(node: &Url) -> bool {
    match node.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
