//! The language server: the only code that knows LSP.
//!
//! `handlers` turns requests into orders to the [desk](crate::desk), and its proofs into answers by one file a
//! feature; `news` turns what the desk tells into notifications. No handler awaits a request to the client.

mod capabilities;
mod code_action;
mod command;
mod config;
mod convert;
mod definition;
mod diagnostics;
mod difference;
mod handlers;
mod hover;
mod markup;
mod news;
mod parent;
mod progress;
mod session;
pub mod socket;
mod stdio;
mod surrogates;
mod watch;
mod wire;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tower_lsp::{LspService, Server};

use crate::desk::Desk;
use crate::text::printable::clean;
use handlers::Handlers;
use session::Session;

/// Handlers answer at once or wait for a check; a client that answers slowly holds none of them.
const CONCURRENCY: usize = 64;

/// Serves over standard input and output until the client leaves.
pub fn run() -> ExitCode {
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(why) => return refuse(&why),
    };
    let code = runtime.block_on(async { serve(stdio::input(), stdio::output(), None).await });
    // Neither a check that still runs nor a read from standard input may hold up the exit.
    runtime.shutdown_background();
    code
}

/// One thread for all that is asked and answered: what takes time has its own, and most keys wake no other on their way.
fn runtime() -> Result<Runtime, String> {
    let built = Builder::new_current_thread().enable_all().build();
    built.map_err(|error| format!("the language server could not start: {error}"))
}

fn refuse(why: &str) -> ExitCode {
    eprintln!("copydesk: {}", clean(why));
    ExitCode::from(2)
}

/// Serves until `exit`, the end of `input` or the end of the process that started it. Success only after `shutdown`.
/// Indexes are kept in `cache` (the user's cache folder when `None`).
pub async fn serve(
    input: impl AsyncRead + Unpin + Send + 'static,
    output: impl AsyncWrite,
    cache: Option<PathBuf>,
) -> ExitCode {
    let session = Arc::new(Session::default());
    let (tell, told) = mpsc::unbounded_channel();
    let desk = Desk::start(cache, tell);
    let (service, socket) = LspService::build(|client| {
        tokio::spawn(news::publish(told, client.clone(), Arc::clone(&session)));
        Handlers::new(desk, client, Arc::clone(&session))
    })
    .custom_method(wire::MALFORMED, Handlers::malformed)
    .finish();
    let server =
        Server::new(wire::sifted(input, Arc::clone(&session)), output, socket).concurrency_level(CONCURRENCY);
    tokio::select! {
        () = server.serve(service) => {}
        () = session.parent_gone() => {}
    }
    match session.shut_down.load(Ordering::Relaxed) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
