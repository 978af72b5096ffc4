//! What the desk tells, as notifications to the client.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::{MessageType, Uri};

use super::diagnostics;
use super::progress::Bars;
use super::session::{Agreed, Session};
use super::watch::Watchers;
use crate::archive::Skipped;
use crate::archive::skipped::by_reason;
use crate::desk::{Name, News};
use crate::text::printable::clean;

/// How many news are looked at together, so that of several proofs of a draft only the last one is sent.
const BATCH: usize = 64;
/// How many reasons for not reading files a notice gives.
const REASONS: usize = 3;

pub async fn publish(mut told: mpsc::UnboundedReceiver<News>, client: Client, session: Arc<Session>) {
    let mut bars = Bars::default();
    let mut watchers = Watchers::default();
    let mut batch = Vec::new();
    while told.recv_many(&mut batch, BATCH).await > 0 {
        let Some(agreed) = session.agreed() else { continue };
        let last: HashMap<Name, usize> = batch
            .iter()
            .enumerate()
            .filter_map(|(at, news)| Some((draft(news)?.clone(), at)))
            .collect();
        for (at, news) in batch.drain(..).enumerate() {
            // A client that pulls may have been told of none of them yet.
            if !agreed.pulls && draft(&news).is_some_and(|name| last[name] != at) {
                continue;
            }
            match news {
                News::Indexing { folder, progress } if agreed.progress => {
                    bars.show(&client, folder, progress)
                }
                News::Indexing { .. } => {}
                News::Watch { roots } if agreed.register_watchers => watchers.watch(&client, &roots),
                News::Watch { .. } => {}
                other => tell(&client, agreed, other).await,
            }
        }
    }
}

/// The draft whose diagnostics a piece of news brings.
fn draft(news: &News) -> Option<&Name> {
    match news {
        News::Checked { name, .. } | News::Closed { name, .. } => Some(name),
        _ => None,
    }
}

async fn tell(client: &Client, agreed: &Agreed, news: News) {
    match news {
        News::Checked { asked, .. } if agreed.pulls => {
            // What an edit changes the client asks for by itself.
            if !asked {
                let client = client.clone();
                tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
            }
        }
        News::Closed { .. } if agreed.pulls => {}
        News::Checked { name, proof, .. } => {
            let uri = Uri(name.to_string());
            let items = diagnostics::of(&proof, &uri, agreed.encoding);
            client
                .publish_diagnostics(uri, items, Some(proof.draft.version))
                .await;
        }
        News::Closed { name, version } => {
            client
                .publish_diagnostics(Uri(name.to_string()), Vec::new(), Some(version))
                .await;
        }
        News::Complaint(text) => client.show_message(MessageType::Warning, clean(&text)).await,
        News::Remark(text) => client.log_message(MessageType::Info, clean(&text)).await,
        News::Skipped(files) => {
            client
                .show_message(MessageType::Info, clean(&notice(&files)))
                .await;
        }
        News::Indexing { .. } | News::Watch { .. } => {}
    }
}

/// One notice of what was passed over, with the commonest reasons.
fn notice(files: &[Skipped]) -> String {
    let mut notice = match files.len() {
        1 => "1 file of reports was not read.".to_owned(),
        several => format!("{several} files of reports were not read."),
    };
    for reason in by_reason(files).iter().take(REASONS) {
        let name = |file: &&Skipped| {
            file.path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
        };
        let first = reason.files.first().and_then(name).unwrap_or_default();
        let more = match reason.files.len() {
            0 | 1 => String::new(),
            several => format!(" and {} more", several - 1),
        };
        notice.push_str(&format!(" {first}{more}: {}.", reason.why));
    }
    notice + " `copydesk index` lists them."
}
