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

#[derive(Debug, Deserialize)]
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
    match find(node, environment.into_iter().chain(keys)) {
        Some(key) => key.header(),
        None if is_here(node) => Ok(None),
        None => Err(format!(
            "is not among the clusters that you trust with your drafts: name it in {}, or in the variable COPYDESK_CLUSTER",
            file.unwrap_or_else(|| "keys.toml".into()).display()
        )),
    }
}

/// The first key to this node: scheme, host and port are the same.
fn find(node: &Url, mut keys: impl Iterator<Item = (String, Key)>) -> Option<Key> {
    let opens = |cluster: &str| Url::parse(cluster).is_ok_and(|url| url.origin() == node.origin());
    keys.find(|(cluster, _)| opens(cluster)).map(|(_, key)| key)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn keys(text: &str) -> BTreeMap<String, Key> {
        toml::from_str(text).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a_key_opens_its_own_node_alone() {
        let written = "[\"https://archive.example:9200\"]\napi_key = \"a\"\n[\"http://open.example\"]\n";
        let of = |node: &str| find(&url(node), keys(written).into_iter()).map(|key| key.header());
        assert_eq!(
            of("https://archive.example:9200/es/"),
            Some(Ok(Some("ApiKey a".into())))
        );
        assert_eq!(of("http://open.example:80/"), Some(Ok(None)));
        for other in [
            "http://archive.example:9200/",
            "https://archive.example/",
            "https://archive.example.evil.example:9200/",
            "https://evil.example:9200/archive.example:9200",
            "https://open.example/",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn the_environment_goes_before_the_file() {
        let key = |api_key: &str| Key {
            user: None,
            password: None,
            api_key: Some(api_key.into()),
        };
        let both = ["environment", "file"].map(|name| ("https://archive.example".to_owned(), key(name)));
        let found = find(&url("https://archive.example/"), both.into_iter());
        assert_eq!(found.and_then(|key| key.api_key).as_deref(), Some("environment"));
    }

    #[test]
    fn half_a_key_is_none() {
        let header = |text: &str| toml::from_str::<Key>(text).map(|key| key.header());
        assert_eq!(
            header("user = \"desk\"\npassword = \"a:b\""),
            Ok(Ok(Some("Basic ZGVzazphOmI=".into())))
        );
        for half in [
            "user = \"desk\"",
            "password = \"x\"",
            "user = \"desk\"\napi_key = \"x\"",
        ] {
            assert!(header(half).is_ok_and(|header| header.is_err()), "{half}");
        }
        assert!(header("token = \"x\"").is_err());
    }

    #[test]
    fn this_machine_needs_no_key() {
        for here in [
            "http://localhost:9200/", "https://127.0.0.1/", "http://[::1]:9200/",
        ] {
            assert!(is_here(&url(here)), "{here}");
        }
        for elsewhere in [
            "http://localhost.example/",
            "http://127.0.0.1.example/",
            "http://10.0.0.1/",
            "http://[::2]/",
        ] {
            assert!(!is_here(&url(elsewhere)), "{elsewhere}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("keys.toml");
        assert!(read(&file).is_ok_and(|keys| keys.is_empty()));
        std::fs::write(&file, "[\"https://archive.example\"]\napi_key = \"x\"\n").expect("a file");
        let mode =
            |mode| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).expect("a mode");
        mode(0o640);
        assert!(read(&file).is_err_and(|why| why.contains("chmod 600")));
        mode(0o600);
        assert!(read(&file).is_ok_and(|keys| keys.len() == 1));
    }
}
