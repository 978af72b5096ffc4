//! `copydesk index`: folders of reports read into their index.

use std::io::Write;
use std::path::PathBuf;

use super::{Failure, Outcome, corpus, printable};

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
        let path = skipped.path.display().to_string();
        writeln!(
            out,
            "skipped {}: {}",
            printable::clean(&path),
            printable::clean(&skipped.why)
        )?;
    }
    writeln!(
        out,
        "{} reports, {} files skipped",
        opened.archive.size(),
        opened.skipped.len()
    )?;
    Ok(Outcome::Clean)
}
