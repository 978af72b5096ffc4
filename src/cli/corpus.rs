//! The reports that a command works with, opened as one archive.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Failure;
use crate::archive::{Corpus, Opened, Progress};
use crate::config::{self, Config};

/// What `--corpus` names, else what `copydesk.toml` names.
pub fn named(named: &[PathBuf], config: &Config) -> Result<Corpus, Failure> {
    let mut corpus = match named {
        [] => config.corpus.clone(),
        named => Corpus {
            folders: named.to_vec(),
            cluster: None,
        },
    };
    if corpus.is_empty() {
        let file = config::FILE;
        return Err(format!(
            "no reports to check against; name their folder with --corpus DIR, \
             or in a {file} beside the draft or above it: corpus = [\"reports\"]"
        )
        .into());
    }
    for folder in &mut corpus.folders {
        *folder = std::path::absolute(&*folder)?;
    }
    Ok(corpus)
}

pub fn open(corpus: &Corpus) -> Result<Opened, Failure> {
    Ok(shown(|progress| corpus.open(None, progress))?)
}

/// Does what takes time with a progress bar on a terminal.
pub fn shown<T>(work: impl FnOnce(&(dyn Fn(Progress) + Sync)) -> T) -> T {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent}%, {eta} left") {
        bar.set_style(style);
    }
    let done = work(&|progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    });
    bar.finish_and_clear();
    done
}

/// What a command works with that has no draft.
pub fn here(folders: &[PathBuf]) -> Result<Corpus, Failure> {
    let config = match folders {
        [] => Config::nearest(&std::path::absolute(Path::new("."))?)?,
        _ => Config::default(),
    };
    named(folders, &config)
}
