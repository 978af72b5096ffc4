//! Requests and notifications, each as an order to the desk.

use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::gen_lsp_types::*;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::{Client, LanguageServer};

use super::session::{Agreed, Folder, Session};
use super::{capabilities, code_action, command, config, convert, definition, diagnostics, hover, watch};
use crate::desk::{Desk, Proof};
use crate::text::{Draft, Language};

pub struct Handlers {
    desk: Desk,
    client: Client,
    session: Arc<Session>,
}

impl Handlers {
    pub fn new(desk: Desk, client: Client, session: Arc<Session>) -> Handlers {
        Handlers {
            desk,
            client,
            session,
        }
    }

    /// A draft's findings with what the client can be told of them; `None` when the draft is not open.
    async fn proof(&self, uri: &Uri) -> Option<(Proof, &Agreed)> {
        let agreed = self.session.agreed()?;
        let proof = self.desk.proof(convert::name(uri)).await?;
        // Lets the marks out that the desk told before: Emacs 28 reads nothing of what comes together with an answer
        // and behind it until the next message comes.
        tokio::task::yield_now().await;
        Some((proof, agreed))
    }

    pub async fn malformed(&self, (why,): (String,)) -> Result<()> {
        Err(Error {
            message: why.into(),
            ..Error::parse_error()
        })
    }

    /// Asks for the settings; the answer goes to the desk when it comes.
    fn fetch_settings(&self) {
        let (client, desk) = (self.client.clone(), self.desk.clone());
        if let Some(agreed) = self.session.agreed().filter(|agreed| agreed.configuration) {
            tokio::spawn(config::fetch(
                client,
                desk,
                self.session.folders(),
                agreed.options.clone(),
            ));
        }
    }
}

impl LanguageServer for Handlers {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        self.session.agree(&params);
        let capabilities = self
            .session
            .agreed()
            .map_or_else(Default::default, capabilities::of);
        let server_info = ServerInfo {
            name: env!("CARGO_PKG_NAME").into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
        };
        Ok(InitializeResult {
            capabilities,
            server_info: Some(server_info),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let Some(agreed) = self.session.agreed() else {
            return;
        };
        config::apply(&self.client, &self.desk, None, &agreed.options);
        self.desk.folders(paths(&self.session.folders()), Vec::new());
        self.fetch_settings();
        if agreed.register_configuration {
            watch::register_configuration(&self.client);
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let mut draft = Draft::new(&document.text, document.version);
        draft.language = Language::named(document.language_id.as_str());
        self.desk
            .open(convert::name(&document.uri), convert::path(&document.uri), draft);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        let name = convert::name(&document.text_document_identifier.uri);
        let changes = params.content_changes.into_iter().map(convert::change).collect();
        self.desk
            .change(name, document.version, changes, self.session.encoding());
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.desk.close(convert::name(&params.text_document.uri));
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReport> {
        let proof = self.proof(&params.text_document.uri).await;
        let items = proof.map_or_else(Vec::new, |(proof, agreed)| {
            diagnostics::of(&proof, &params.text_document.uri, agreed.encoding)
        });
        Ok(diagnostics::report(items))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let proof = self.proof(&at.text_document.uri).await;
        Ok(proof.and_then(|(proof, agreed)| hover::at(&proof, at.position, agreed)))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<Vec<CodeActionResponse>>> {
        // A draft is saved meanwhile: what is not ours to do is answered without a look at it.
        if !code_action::is_ours(&params.context) {
            return Ok(Some(Vec::new()));
        }
        let proof = self.proof(&params.text_document.uri).await;
        Ok(proof.map(|(proof, agreed)| code_action::of(&proof, &params, agreed)))
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LspAny>> {
        let uri = command::draft(&params.arguments.unwrap_or_default());
        match &*params.command {
            command::STATUS => {
                let path = uri.as_ref().and_then(convert::path);
                let standing = self.desk.standing(path).await;
                let proof = match &uri {
                    Some(uri) => self.proof(uri).await,
                    None => None,
                };
                let proof = proof.as_ref().map(|(proof, _)| proof);
                Ok(Some(command::status(&standing, proof)))
            }
            command::REINDEX => {
                self.desk.reread();
                Ok(None)
            }
            command::REPORT => {
                let uri = uri.ok_or_else(|| Error::invalid_params("the URI of a draft is missing"))?;
                let (proof, _) = self
                    .proof(&uri)
                    .await
                    .ok_or_else(|| Error::invalid_params("the draft is not open"))?;
                Ok(Some(command::report(&proof, &uri).into()))
            }
            other => Err(Error::invalid_params(format!("no command is called {other}"))),
        }
    }

    async fn goto_definition(&self, params: DefinitionParams) -> Result<Option<DefinitionResponse>> {
        let at = params.text_document_position_params;
        let proof = self.proof(&at.text_document.uri).await;
        Ok(proof.and_then(|(proof, agreed)| definition::definition(&proof, at.position, agreed)))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position_params;
        let proof = self.proof(&at.text_document.uri).await;
        Ok(proof.map(|(proof, agreed)| definition::references(&proof, at.position, agreed)))
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        match self.session.agreed() {
            Some(agreed) if agreed.configuration => self.fetch_settings(),
            Some(agreed) => config::apply(
                &self.client,
                &self.desk,
                None,
                &config::over(&agreed.options, params.settings),
            ),
            None => {}
        }
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let added = convert::folders(&params.event.added);
        let removed = convert::folders(&params.event.removed);
        self.session.change_folders(&added, &removed);
        self.desk.folders(paths(&added), paths(&removed));
        self.fetch_settings();
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.desk.touched(
            params
                .changes
                .iter()
                .filter_map(|change| convert::path(&change.uri))
                .collect(),
        );
    }
}

fn paths(folders: &[Folder]) -> Vec<PathBuf> {
    folders.iter().map(|(_, path)| path.clone()).collect()
}
