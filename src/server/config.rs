//! The client's settings: `{"corpus": ["reports"], "house": "ap", "severities": {"quote/altered": "error"}}`, given when
//! the session begins or under `copydesk` in the client's configuration. They stand above `copydesk.toml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::{ConfigurationItem, LspAny, MessageType};

use super::session::Folder;
use crate::check::{HOUSES, House, Severity, finding};
use crate::desk::{Desk, Settings};

pub const SECTION: &str = "copydesk";

/// The settings as a client writes them.
#[derive(Deserialize)]
struct Written {
    corpus: Option<Vec<PathBuf>>,
    house: Option<String>,
    severities: Option<BTreeMap<String, String>>,
}

/// Asks the client for its settings, for each workspace folder; they lie over those that `initialize` brought.
pub async fn fetch(client: Client, desk: Desk, folders: Vec<Folder>, options: LspAny) {
    let (mut uris, mut roots): (Vec<_>, Vec<_>) = folders
        .into_iter()
        .map(|(uri, path)| (Some(uri), Some(path)))
        .unzip();
    if roots.is_empty() {
        (uris, roots) = (vec![None], vec![None]);
    }
    let item = |scope_uri| ConfigurationItem {
        scope_uri,
        section: Some(SECTION.into()),
    };
    let Ok(answers) = client.configuration(uris.into_iter().map(item).collect()).await else {
        return;
    };
    for (root, answer) in roots.into_iter().zip(answers) {
        apply(&client, &desk, root, &over(&options, answer));
    }
}

/// Settings laid over others, field by field. Some clients wrap them in the section's name.
pub fn over(base: &LspAny, settings: LspAny) -> LspAny {
    let unwrapped = |settings: &LspAny| settings.get(SECTION).unwrap_or(settings).clone();
    let (base, settings) = (unwrapped(base), unwrapped(&settings));
    match (base, settings) {
        (LspAny::Object(mut base), LspAny::Object(settings)) => {
            base.extend(settings.into_iter().filter(|(_, value)| !value.is_null()));
            LspAny::Object(base)
        }
        (base, LspAny::Null) => base,
        (_, settings) => settings,
    }
}

/// Hands settings to the desk, for one workspace folder or for all; those that cannot be read are named to the user.
pub fn apply(client: &Client, desk: &Desk, root: Option<PathBuf>, settings: &LspAny) {
    match read(settings) {
        Ok(settings) => desk.settings(root, settings),
        Err(complaint) => {
            let client = client.clone();
            tokio::spawn(async move { client.show_message(MessageType::Warning, complaint).await });
        }
    }
}

fn read(settings: &LspAny) -> Result<Settings, String> {
    if settings.is_null() {
        return Ok(Settings::default());
    }
    let settings = settings.get(SECTION).unwrap_or(settings);
    let written =
        Written::deserialize(settings).map_err(|error| format!("in the setting copydesk: {error}"))?;
    let severities = written.severities.unwrap_or_default();
    Ok(Settings {
        corpus: written.corpus,
        house: written.house.map(|name| house(&name)).transpose()?,
        severities: severities
            .into_iter()
            .map(|(code, level)| severity(code, &level))
            .collect::<Result<_, _>>()?,
    })
}

fn house(name: &str) -> Result<House, String> {
    House::named(name).ok_or_else(|| {
        format!(
            "in the setting copydesk.house: no house is called {name}; there are {}",
            HOUSES.map(|house| house.name).join(", ")
        )
    })
}

fn severity(code: String, level: &str) -> Result<(String, Severity), String> {
    if !finding::CODES.contains(&code.as_str()) {
        return Err(format!(
            "in the setting copydesk.severities: no check is called {code}"
        ));
    }
    match Severity::ALL
        .into_iter()
        .find(|severity| severity.name() == level)
    {
        Some(severity) => Ok((code, severity)),
        None => Err(format!(
            "in the setting copydesk.severities: no severity is called {level}; there are {}",
            Severity::ALL.map(Severity::name).join(", ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_bare_and_wrapped() {
        let bare = json!({"corpus": ["wire"], "house": "ap", "severities": {"quote/altered": "error"}});
        let wrapped = json!({"copydesk": bare});
        for settings in [bare, wrapped] {
            let read = read(&settings).unwrap();
            assert_eq!(read.corpus, Some(vec![PathBuf::from("wire")]));
            assert_eq!(read.house, House::named("ap"));
            assert_eq!(read.severities["quote/altered"], Severity::Error);
        }
        assert_eq!(read(&LspAny::Null), Ok(Settings::default()));
        assert_eq!(read(&json!({})), Ok(Settings::default()));
    }

    #[test]
    fn what_is_wrong_with_settings_is_named() {
        let complaint = |settings| read(&settings).unwrap_err();
        assert!(complaint(json!({"corpus": "wire"})).contains("copydesk"));
        assert!(complaint(json!({"severities": {"quote/spelling": "error"}})).contains("quote/spelling"));
        assert!(complaint(json!({"severities": {"quote/altered": "loud"}})).contains("warning"));
        assert!(complaint(json!({"house": "gazette"})).contains("guardian"));
    }

    #[test]
    fn later_settings_lie_over_earlier_ones() {
        let base = json!({"corpus": ["wire"]});
        assert_eq!(over(&base, LspAny::Null), base);
        assert_eq!(over(&base, json!({"copydesk": {"corpus": null}})), base);
        assert_eq!(
            over(&base, json!({"corpus": ["morgue"]})),
            json!({"corpus": ["morgue"]})
        );
    }
}
