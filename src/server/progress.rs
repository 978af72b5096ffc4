//! A bar while reports are being read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::ProgressToken;

use crate::archive::Progress;

/// The bars that are shown, by the folder that is being read. A bar's task shows the latest progress, so a slow
/// client sees fewer steps.
#[derive(Default)]
pub struct Bars {
    shown: HashMap<PathBuf, watch::Sender<u32>>,
}

impl Bars {
    /// `None` takes the bar away.
    pub fn show(&mut self, client: &Client, folder: PathBuf, progress: Option<Progress>) {
        let Some(progress) = progress else {
            self.shown.remove(&folder);
            return;
        };
        let percent = percent(progress);
        match self.shown.get(&folder) {
            Some(bar) => {
                bar.send_if_modified(|shown| std::mem::replace(shown, percent) != percent);
            }
            None => {
                let (bar, steps) = watch::channel(percent);
                tokio::spawn(draw(client.clone(), title(&folder), steps));
                self.shown.insert(folder, bar);
            }
        }
    }
}

async fn draw(client: Client, title: String, mut steps: watch::Receiver<u32>) {
    static BARS: AtomicU32 = AtomicU32::new(0);
    let token = ProgressToken::String(format!("copydesk/{}", BARS.fetch_add(1, Ordering::Relaxed)));
    if client.create_work_done_progress(token.clone()).await.is_err() {
        return;
    }
    let first = *steps.borrow_and_update();
    let bar = client.progress(token, title).with_percentage(first).begin().await;
    while steps.changed().await.is_ok() {
        let percent = *steps.borrow_and_update();
        bar.report(percent).await;
    }
    bar.finish().await;
}

fn percent(Progress { done, total }: Progress) -> u32 {
    let percent = done.saturating_mul(100) / total.max(1);
    u32::try_from(percent).unwrap_or(100).min(100)
}

fn title(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    format!("Reading reports of {}", name.to_string_lossy())
}
