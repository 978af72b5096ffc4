//! The folders that a command reads reports from, opened as one archive.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Failure;
use crate::archive::{self, Opened};
use crate::config::{self, Config};

/// What `--corpus` names, else what `copydesk.toml` names.
pub fn folders(named: &[PathBuf], config: &Config) -> Result<Vec<PathBuf>, Failure> {
    let folders = if named.is_empty() { &config.folders } else { named };
    if folders.is_empty() {
        let file = config::FILE;
        return Err(format!(
            "no reports to check against; name their folder with --corpus DIR, \
             or in a {file} beside the draft or above it: corpus = [\"reports\"]"
        )
        .into());
    }
    Ok(folders
        .iter()
        .map(std::path::absolute)
        .collect::<Result<_, _>>()?)
}

/// Opens folders with a progress bar on a terminal.
pub fn open(folders: &[PathBuf]) -> Result<Opened, Failure> {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:30} {percent}%, {eta} left")?;
    bar.set_style(style);
    let opened = archive::open(folders, None, &|progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    });
    bar.finish_and_clear();
    Ok(opened?)
}

/// The folders of a command that has no draft.
pub fn here(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let config = match named {
        [] => Config::nearest(&std::path::absolute(Path::new("."))?)?,
        _ => Config::default(),
    };
    folders(named, &config)
}
