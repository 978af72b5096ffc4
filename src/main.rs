//! The copydesk command.

use std::process::ExitCode;

use clap::Parser;
use copydesk::cli::{Args, Command, Lsp};
use copydesk::{cli, server};

fn main() -> ExitCode {
    match Args::parse().command {
        Command::Lsp(Lsp {
            ws: Some(address),
            origin,
            token_file,
            ..
        }) => server::socket::run(address, &origin, token_file.as_deref()),
        Command::Lsp(_) => server::run(),
        Command::Check(args) => cli::exit(cli::check::run(&args)),
        Command::Index(args) => cli::exit(cli::index::run(&args)),
        Command::Search(args) => cli::exit(cli::search::run(&args)),
    }
}
