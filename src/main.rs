//! The copydesk command.

use std::process::ExitCode;

use clap::Parser;
use copydesk::cli::{Args, Command};
use copydesk::{cli, server};

fn main() -> ExitCode {
    match Args::parse().command {
        Command::Lsp(_) => server::run(),
        Command::Check(args) => cli::exit(cli::check::run(&args)),
        Command::Index(args) => cli::exit(cli::index::run(&args)),
        Command::Search(args) => cli::exit(cli::search::run(&args)),
    }
}
