//! `copydesk index`: folders of reports read into their index.

use std::io::{self, Write};
use std::path::PathBuf;

use super::{Failure, Outcome, corpus, counted, typed};
use crate::archive::Skipped;
use crate::archive::skipped::by_reason;
use crate::text::printable;

/// Files named for one reason; `--all` names the rest.
const NAMED: usize = 5;

/// Read folders of reports into their index and list what had to be skipped
#[derive(clap::Args)]
pub struct Args {
    /// Folders of reports; those of copydesk.toml when none is named
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// List every file that was skipped, each on a line with the reason
    #[arg(long)]
    all: bool,
}

pub fn run(args: &Args) -> Result<Outcome, Failure> {
    let opened = corpus::open(&corpus::here(&args.folders)?)?;
    let mut out = anstream::stdout().lock();
    if args.all {
        for skipped in &opened.skipped {
            named(&mut out, skipped, &skipped.why)?;
        }
    } else {
        reasons(&mut out, &opened.skipped)?;
    }
    let reports = counted(opened.archive.size(), "report");
    let files = counted(opened.skipped.len(), "file");
    writeln!(out, "{reports}, {files} skipped")?;
    Ok(Outcome::Clean)
}

fn named(out: &mut impl Write, skipped: &Skipped, why: &str) -> io::Result<()> {
    writeln!(out, "skipped {}: {}", typed(&skipped.path), printable::clean(why))
}

/// A file alone with its reason is named on a line; of several the first few stand under it.
fn reasons(out: &mut impl Write, skipped: &[Skipped]) -> io::Result<()> {
    for reason in by_reason(skipped) {
        if let [only] = reason.files[..] {
            named(out, only, &reason.why)?;
            continue;
        }
        let files = counted(reason.files.len(), "file");
        writeln!(out, "skipped {files}: each {}", printable::clean(&reason.why))?;
        for file in reason.files.iter().take(NAMED) {
            writeln!(out, "  {}", typed(&file.path))?;
        }
        if let more @ 1.. = reason.files.len().saturating_sub(NAMED) {
            writeln!(out, "  and {more} more; --all lists them")?;
        }
    }
    Ok(())
}
