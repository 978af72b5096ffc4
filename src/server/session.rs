//! What was agreed with the client when the session began.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::SetOnce;
use tower_lsp::gen_lsp_types::{
    InitializeParams, LspAny, MarkupKind, PositionEncodingKind, Uri, WorkspaceFolders,
};

use super::{convert, parent};
use crate::text::Encoding;

#[derive(Debug, Default)]
pub struct Session {
    agreed: SetOnce<Agreed>,
    folders: Mutex<Vec<Folder>>,
    pub shut_down: AtomicBool,
}

/// A workspace folder as the client names it and as the system does.
pub type Folder = (Uri, PathBuf);

/// What the client can do, in the words of its `initialize`.
#[derive(Debug, Clone, Default)]
pub struct Agreed {
    pub encoding: Encoding,
    /// The client asks for diagnostics and lets itself be told that there are new ones.
    pub pulls: bool,
    pub markdown: bool,
    pub code_actions: bool,
    pub document_changes: bool,
    pub definition_links: bool,
    pub progress: bool,
    /// `workspace/configuration`, and being asked to tell of changes.
    pub configuration: bool,
    pub register_configuration: bool,
    pub register_watchers: bool,
    pub process: Option<i32>,
    pub options: LspAny,
}

impl Session {
    /// Only the first `initialize` counts; the service refuses others.
    pub fn agree(&self, params: &InitializeParams) {
        *lock(&self.folders) = named(params);
        let _ = self.agreed.set(Agreed::of(params));
    }

    pub fn folders(&self) -> Vec<Folder> {
        lock(&self.folders).clone()
    }

    pub fn change_folders(&self, added: &[Folder], removed: &[Folder]) {
        let mut folders = lock(&self.folders);
        folders.retain(|folder| !removed.contains(folder));
        folders.extend_from_slice(added);
    }

    /// `None` before `initialize`.
    pub fn agreed(&self) -> Option<&Agreed> {
        self.agreed.get()
    }

    pub fn encoding(&self) -> Encoding {
        self.agreed()
            .map_or(Encoding::default(), |agreed| agreed.encoding)
    }

    /// Returns when the process that started the server is gone; never when it gave no process.
    pub async fn parent_gone(&self) {
        match self.agreed.wait().await.process {
            Some(process) => parent::gone(process).await,
            None => std::future::pending().await,
        }
    }
}

impl Agreed {
    pub fn of(params: &InitializeParams) -> Agreed {
        let client = &params.capabilities;
        let workspace = client.workspace.as_ref();
        let text = client.text_document.as_ref();
        let on = |flag: Option<bool>| flag == Some(true);
        Agreed {
            encoding: encoding(params),
            pulls: text.is_some_and(|t| t.diagnostic.is_some())
                && on(workspace.and_then(|w| w.diagnostics.as_ref()?.refresh_support)),
            markdown: text
                .and_then(|t| t.hover.as_ref()?.content_format.as_ref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            code_actions: text.is_some_and(|t| {
                t.code_action
                    .as_ref()
                    .is_some_and(|c| c.code_action_literal_support.is_some())
            }),
            document_changes: on(workspace.and_then(|w| w.workspace_edit.as_ref()?.document_changes)),
            definition_links: on(text.and_then(|t| t.definition.as_ref()?.link_support)),
            progress: on(client.window.as_ref().and_then(|w| w.work_done_progress)),
            configuration: on(workspace.and_then(|w| w.configuration)),
            register_configuration: on(
                workspace.and_then(|w| w.did_change_configuration.as_ref()?.dynamic_registration)
            ),
            register_watchers: on(
                workspace.and_then(|w| w.did_change_watched_files.as_ref()?.dynamic_registration)
            ),
            process: params.process_id,
            options: params.initialization_options.clone().unwrap_or_default(),
        }
    }
}

/// UTF-8 where the client offers it: no column has to be counted over again.
fn encoding(params: &InitializeParams) -> Encoding {
    let offered = params
        .capabilities
        .general
        .as_ref()
        .and_then(|g| g.position_encodings.as_ref());
    match offered {
        Some(offered) if offered.contains(&PositionEncodingKind::UTF8) => Encoding::Utf8,
        _ => Encoding::Utf16,
    }
}

fn named(params: &InitializeParams) -> Vec<Folder> {
    let named = &params.workspace_folders_initialize_params.workspace_folders;
    #[expect(deprecated, reason = "a client may know no workspace folders, only a root")]
    let root = &params.root_uri;
    match named {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => convert::folders(folders),
        _ => root.iter().filter_map(convert::folder).collect(),
    }
}

/// Nothing that holds the lock can fail half-way.
fn lock(folders: &Mutex<Vec<Folder>>) -> MutexGuard<'_, Vec<Folder>> {
    folders.lock().unwrap_or_else(PoisonError::into_inner)
}
