//! LSP over WebSocket, for editors that live in a page: each message is one of JSON-RPC, each connection a session.
//!
//! Any page that a browser shows can reach for this machine's ports. So a connection says by its `Origin` whose page
//! it is, and only pages of this machine come in. Whoever serves others names them, and sets a token.

use std::io::Error;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use constant_time_eq::constant_time_eq;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::{StatusCode, header};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async};
use url::{Host, Origin, Url, form_urlencoded};

use super::wire::{self, BUFFER};
use super::{refuse, runtime};
use crate::text::printable::clean;

/// The environment's variable with the token.
const TOKEN: &str = "COPYDESK_TOKEN";

/// Who connects and then says nothing holds a place no longer.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// After a connection could not be taken, for want of file descriptors mostly.
const RESPITE: Duration = Duration::from_millis(100);

/// Whom a connection is taken from.
struct Door {
    origins: Vec<Origin>,
    token: Option<String>,
}

/// Serves at an address until the process is ended; says at which one, once it does.
pub fn run(address: SocketAddr, origins: &[Url], token_file: Option<&Path>) -> ExitCode {
    let door = match Door::new(address, origins, token_file) {
        Ok(door) => door,
        Err(why) => return refuse(&why),
    };
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(why) => return refuse(&why),
    };
    let Err(error) = runtime.block_on(listen(address, door));
    refuse(&format!("cannot listen at {address}: {error}"))
}

async fn listen(address: SocketAddr, door: Door) -> Result<std::convert::Infallible, Error> {
    let listener = TcpListener::bind(address).await?;
    println!("copydesk listens at ws://{}", listener.local_addr()?);
    let door = Arc::new(door);
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(receive(stream, Arc::clone(&door)))),
            Err(error) => {
                eprintln!("copydesk: a connection could not be taken: {error}");
                tokio::time::sleep(RESPITE).await;
            }
        }
    }
}

async fn receive(stream: TcpStream, door: Arc<Door>) {
    // A finding is small and waits for nothing that comes after it.
    let _ = stream.set_nodelay(true);
    #[expect(clippy::result_large_err, reason = "the type is the library's")]
    let check = |request: &Request, response: Response| match door.admits(request) {
        Ok(()) => Ok(response),
        Err((status, why)) => {
            eprintln!("copydesk: {}", clean(&why));
            let mut answer = ErrorResponse::new(Some(why));
            *answer.status_mut() = status;
            Err(answer)
        }
    };
    // Whom the door turns away has been told why; who does not speak WebSocket would not understand.
    if let Ok(Ok(socket)) = tokio::time::timeout(HANDSHAKE, accept_hdr_async(stream, check)).await {
        converse(socket).await;
    }
}

/// One session, until either side ends it.
async fn converse(socket: WebSocketStream<TcpStream>) {
    let (to_server, input) = tokio::io::duplex(BUFFER);
    let (output, from_server) = tokio::io::duplex(BUFFER);
    let (sink, stream) = socket.split();
    let served = async { tokio::join!(super::serve(input, output, None), send(from_server, sink)) };
    let heard = async {
        // The end of what the client says is the end of the server's input, which ends the session.
        let _ = hear(stream, to_server).await;
        std::future::pending().await
    };
    tokio::select! {
        _ = served => {}
        () = heard => {}
    }
}

async fn hear(
    mut stream: SplitStream<WebSocketStream<TcpStream>>,
    mut to_server: DuplexStream,
) -> Result<(), Error> {
    while let Some(Ok(message)) = stream.next().await {
        if message.is_text() || message.is_binary() {
            let body = message.into_data();
            let header = format!("Content-Length: {}\r\n\r\n", body.len());
            to_server.write_all(header.as_bytes()).await?;
            to_server.write_all(&body).await?;
        }
    }
    Ok(())
}

async fn send(
    from_server: DuplexStream,
    mut sink: SplitSink<WebSocketStream<TcpStream>, Message>,
) -> Result<(), Error> {
    let mut from_server = BufReader::with_capacity(BUFFER, from_server);
    while let Some(Ok(length)) = wire::content_length(&mut from_server).await? {
        let mut body = String::new();
        (&mut from_server).take(length).read_to_string(&mut body).await?;
        sink.send(Message::text(body)).await.map_err(Error::other)?;
    }
    sink.close().await.map_err(Error::other)
}

impl Door {
    fn new(address: SocketAddr, origins: &[Url], token_file: Option<&Path>) -> Result<Door, String> {
        let token = token(token_file)?;
        if let Some(url) = origins.iter().find(|url| !url.origin().is_tuple()) {
            return Err(format!(
                "--origin {url} is no origin; write it as https://desk.example"
            ));
        }
        let others = match address.ip().is_loopback() {
            false => Some(format!("{address} can be reached from other machines")),
            true => origins
                .first()
                .map(|url| format!("pages of {} may connect", url.origin().ascii_serialization())),
        };
        match (others, &token) {
            (Some(others), None) => Err(format!(
                "{others}, so there must be a token: in the variable {TOKEN} or in a file, with --token-file"
            )),
            _ => Ok(Door {
                origins: origins.iter().map(Url::origin).collect(),
                token,
            }),
        }
    }

    /// Whether a connection may come in; else the answer it gets.
    fn admits(&self, request: &Request) -> Result<(), (StatusCode, String)> {
        // Only browsers send it, and no page can leave it out: what has none is a program of somebody's own.
        if let Some(origin) = request.headers().get(header::ORIGIN) {
            let origin = String::from_utf8_lossy(origin.as_bytes());
            if !self.knows(&origin) {
                let why = format!("a page of {origin} was turned away; --origin {origin} would let it in");
                return Err((StatusCode::FORBIDDEN, why));
            }
        }
        match &self.token {
            Some(token)
                if !given(request).any(|given| constant_time_eq(given.as_bytes(), token.as_bytes())) =>
            {
                let why = "a client without the right token was turned away; it goes behind the address, \
                           as in ws://127.0.0.1:4000/?token=…, or into the header Authorization: Bearer …";
                Err((StatusCode::UNAUTHORIZED, why.into()))
            }
            _ => Ok(()),
        }
    }

    fn knows(&self, origin: &str) -> bool {
        let Ok(url) = Url::parse(origin) else { return false };
        let own = url.scheme() == "http"
            && match url.host() {
                Some(Host::Domain(name)) => name == "localhost",
                Some(Host::Ipv4(ip)) => ip.is_loopback(),
                Some(Host::Ipv6(ip)) => ip.is_loopback(),
                None => false,
            };
        own || self.origins.contains(&url.origin())
    }
}

/// The tokens that a client gives: a page can only write it into the address.
fn given(request: &Request) -> impl Iterator<Item = String> {
    let query = request.uri().query().unwrap_or_default();
    let in_query = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name == "token")
        .map(|(_, token)| token.into_owned());
    let header = request.headers().get(header::AUTHORIZATION);
    let in_header = header
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
        .map(str::to_owned);
    in_query.chain(in_header)
}

fn token(file: Option<&Path>) -> Result<Option<String>, String> {
    let (token, place) = match file {
        Some(file) => {
            let read = std::fs::read_to_string(file);
            let token =
                read.map_err(|error| format!("cannot read the token in {}: {error}", file.display()))?;
            (token, format!("the file {}", file.display()))
        }
        None => match std::env::var(TOKEN) {
            Ok(token) => (token, format!("the variable {TOKEN}")),
            Err(std::env::VarError::NotPresent) => return Ok(None),
            Err(error) => return Err(format!("cannot read the variable {TOKEN}: {error}")),
        },
    };
    match token.trim() {
        "" => Err(format!("there is no token in {place}")),
        token => Ok(Some(token.to_owned())),
    }
}
