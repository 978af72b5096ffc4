//! What the client is asked to watch: `copydesk.toml` and its own settings. Reports are watched by the server itself: not
//! every client can.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::Mutex;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::{Registration, Unregistration};

use super::config::SECTION;
use crate::config;

const FILES: &str = "workspace/didChangeWatchedFiles";
const SETTINGS: &str = "workspace/didChangeConfiguration";

/// The files being watched. One registration stands for all; another set takes its place.
#[derive(Default)]
pub struct Watchers {
    globs: Vec<String>,
    /// Held by the task that talks to the client, so that an old set never comes after a new one.
    registered: Arc<Mutex<bool>>,
}

impl Watchers {
    pub fn watch(&mut self, client: &Client, roots: &[PathBuf]) {
        let globs: Vec<String> = roots.iter().map(|root| glob(&root.join(config::FILE))).collect();
        if globs == self.globs {
            return;
        }
        self.globs.clone_from(&globs);
        tokio::spawn(register(client.clone(), globs, Arc::clone(&self.registered)));
    }
}

/// Asks to be told when the client's settings change.
pub fn register_configuration(client: &Client) {
    let client = client.clone();
    let wanted = registration(SETTINGS, json!({ "section": SECTION }));
    tokio::spawn(async move { client.register_capability(vec![wanted]).await });
}

async fn register(client: Client, globs: Vec<String>, registered: Arc<Mutex<bool>>) {
    let mut registered = registered.lock().await;
    if *registered {
        let old = Unregistration {
            id: FILES.into(),
            method: FILES.into(),
        };
        let _ = client.unregister_capability(vec![old]).await;
    }
    let watchers: Vec<Value> = globs.iter().map(|glob| json!({ "globPattern": glob })).collect();
    let wanted = registration(FILES, json!({ "watchers": watchers }));
    *registered = client.register_capability(vec![wanted]).await.is_ok();
}

fn registration(method: &str, options: Value) -> Registration {
    Registration {
        id: method.into(),
        method: method.into(),
        register_options: Some(options),
    }
}

/// A path as a glob, which has slashes on every system.
fn glob(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
