//! The command line: check, index, search, lsp.

pub mod check;
mod corpus;
mod draft;
pub mod index;
mod json;
pub mod search;
mod text;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use url::Url;

use crate::text::printable;

/// Checks a draft against prior reports: every quotation and every figure.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Check(check::Args),
    Index(index::Args),
    Search(search::Args),
    /// Run the language server over standard input and output, or for pages in a browser
    Lsp(Lsp),
}

#[derive(clap::Args)]
pub struct Lsp {
    /// What many editors pass; it is so without --ws
    #[arg(long, conflicts_with = "ws")]
    stdio: bool,
    /// Speak over WebSocket at this address, 127.0.0.1:4000 for one; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS")]
    pub ws: Option<SocketAddr>,
    /// Where pages may come from beside this machine, `https://desk.example` for one; needs a token
    #[arg(long, value_name = "URL", requires = "ws")]
    pub origin: Vec<Url>,
    /// A file with the token that clients must give; without it, the variable COPYDESK_TOKEN has the token
    #[arg(long, value_name = "FILE", requires = "ws")]
    pub token_file: Option<PathBuf>,
}

/// What a command found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Clean,
    Problems,
}

type Failure = Box<dyn std::error::Error>;

/// Exit 0: nothing wrong, 1: problems found, 2: could not run.
pub fn exit(outcome: Result<Outcome, Failure>) -> ExitCode {
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(failure) => {
            complain(&*failure);
            ExitCode::from(2)
        }
    }
}

/// Says what failed. A reader that has gone (`| head`) needs no message.
fn complain(failure: &(dyn std::error::Error + 'static)) {
    let gone = failure
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe);
    if !gone {
        anstream::eprintln!(
            "{ERROR}copydesk:{ERROR:#} {}",
            printable::clean(&failure.to_string())
        );
    }
}

const ERROR: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();

/// `1 report`, `2 reports`
fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// A path as a reader at the terminal would type it.
fn typed(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok());
    printable::clean(&below.unwrap_or(path).to_string_lossy()).into_owned()
}
