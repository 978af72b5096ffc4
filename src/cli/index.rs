//! `copydesk index`: folders of reports read into their index, or into a cluster's.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Failure, Outcome, corpus, counted, typed};
use crate::archive::opensearch::Settings;
use crate::archive::opensearch::load::{self, Parts};
use crate::archive::skipped::by_reason;
use crate::archive::{Corpus, Skipped};
use crate::text::printable;

/// Files named for one reason; `--all` names the rest.
const NAMED: usize = 5;

/// Read folders of reports into their index and list what had to be skipped
#[derive(clap::Args)]
pub struct Args {
    /// Folders of reports; those of copydesk.toml when none is named. With --to also single files, or `-` for standard input
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Load them into an OpenSearch or Elasticsearch cluster instead: its address, or `copydesk.toml` for the one it names
    #[arg(long, value_name = "URL")]
    to: Option<String>,
    /// The index to load into; it is made where there is none
    #[arg(long, value_name = "NAME", requires = "to")]
    index: Option<String>,
    /// How many parts an index has that is made
    #[arg(long, value_name = "N", requires = "to", default_value_t = 3)]
    shards: u32,
    /// Copies of each part beside itself; nothing is lost as long as a node has one
    #[arg(long, value_name = "N", requires = "to", default_value_t = 1)]
    replicas: u32,
    /// List every file that was skipped, each on a line with the reason
    #[arg(long)]
    all: bool,
}

pub fn run(args: &Args) -> Result<Outcome, Failure> {
    match &args.to {
        Some(cluster) => send(args, cluster),
        None => index(args),
    }
}

fn index(args: &Args) -> Result<Outcome, Failure> {
    let here = corpus::here(&args.folders)?;
    // What is in a cluster is indexed there.
    let folders = Corpus {
        cluster: None,
        ..here
    };
    let opened = corpus::open(&folders)?;
    let mut out = anstream::stdout().lock();
    list(&mut out, args, &opened.skipped)?;
    let reports = counted(opened.archive.size(), "report");
    let files = counted(opened.skipped.len(), "file");
    writeln!(out, "{reports}, {files} skipped")?;
    Ok(Outcome::Clean)
}

/// What was refused is a failure: the archive lacks it.
fn send(args: &Args, cluster: &str) -> Result<Outcome, Failure> {
    let mut settings = match cluster {
        crate::config::FILE => {
            let here = corpus::here(&[])?;
            here.cluster
                .ok_or("copydesk.toml names no cluster: [archive.opensearch]")?
        }
        url => Settings::of(url)?,
    };
    if let Some(index) = &args.index {
        settings.index.clone_from(index);
    }
    let streamed;
    let folders = match &*args.folders {
        [only] if only == Path::new("-") => {
            streamed = stream()?;
            vec![streamed.path().to_path_buf()]
        }
        named => corpus::here(named)?.folders,
    };
    let parts = Parts {
        shards: args.shards,
        replicas: args.replicas,
    };
    let loaded = corpus::shown(|progress| load::load(&settings, &folders, parts, progress))?;
    let mut out = anstream::stdout().lock();
    list(&mut out, args, &loaded.skipped)?;
    writeln!(
        out,
        "{} new in {}, {} there before, {} refused, {} skipped",
        counted(loaded.new, "report"),
        settings.name(),
        loaded.known,
        loaded.refused,
        counted(
            loaded.skipped.len() - loaded.refused.min(loaded.skipped.len()),
            "file"
        ),
    )?;
    match loaded.refused {
        0 => Ok(Outcome::Clean),
        refused => Err(format!("{} refused by the cluster", counted(refused, "report")).into()),
    }
}

/// Standard input as a file: what is in it decides how it is read, as with any other.
fn stream() -> io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new()?;
    io::copy(&mut io::stdin().lock(), &mut file)?;
    Ok(file)
}

fn list(out: &mut impl Write, args: &Args, skipped: &[Skipped]) -> io::Result<()> {
    if !args.all {
        return reasons(out, skipped);
    }
    skipped
        .iter()
        .try_for_each(|skipped| named(out, skipped, &skipped.why))
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
