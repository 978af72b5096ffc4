//! `copydesk index`: folders of reports read into their index.

use std::io::Write;
use std::path::PathBuf;

use super::{Failure, Outcome, corpus, counted, typed};
use crate::text::printable;

/// Read folders of reports into their index and list what had to be skipped
#[derive(clap::Args)]
pub struct Args {
    /// Folders of reports; those of copydesk.toml when none is named
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Result<Outcome, Failure> {
    let opened = corpus::open(&corpus::here(&args.folders)?)?;
    let mut out = anstream::stdout().lock();
    for skipped in &opened.skipped {
        writeln!(
            out,
            "skipped {}: {}",
            typed(&skipped.path),
            printable::clean(&skipped.why)
        )?;
    }
    let reports = counted(opened.archive.size(), "report");
    let files = counted(opened.skipped.len(), "file");
    writeln!(out, "{reports}, {files} skipped")?;
    Ok(Outcome::Clean)
}
