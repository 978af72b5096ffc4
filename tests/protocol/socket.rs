//! LSP over WebSocket: the program itself, with a client of WebSocket's own.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderValue, StatusCode, header};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::client::{capabilities, pier, place, story, uri};

const TOKEN: &str = "a word between friends";

/// The program, listening.
struct Listener {
    program: Child,
    address: String,
    _cache: tempfile::TempDir,
}

type Socket = WebSocketStream<TcpStream>;

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.arg("lsp").args(arguments).env_remove("COPYDESK_TOKEN");
    command
}

/// What the program says when it does not start.
fn refusal(command: &mut Command) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    assert_eq!(status.code(), Some(2), "{stdout:?}");
    String::from_utf8(stderr).unwrap()
}

impl Listener {
    fn start(arguments: &[&str], token: Option<&str>) -> Listener {
        let cache = tempfile::tempdir().unwrap();
        let mut command = program(&["--ws", "127.0.0.1:0"]);
        command.args(arguments).env("XDG_CACHE_HOME", cache.path());
        command
            .stdout(Stdio::piped())
            .envs(token.map(|token| ("COPYDESK_TOKEN", token)));
        let mut program = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(program.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("copydesk listens at ws://")
            .expect(&line);
        Listener {
            address: address.to_owned(),
            program,
            _cache: cache,
        }
    }

    async fn connect(&self, path: &str, headers: &[(header::HeaderName, &str)]) -> Result<Socket, Error> {
        let mut request = format!("ws://{}{path}", self.address)
            .into_client_request()
            .unwrap();
        for (name, value) in headers {
            request
                .headers_mut()
                .insert(name, HeaderValue::from_str(value).unwrap());
        }
        let stream = TcpStream::connect(&self.address).await.unwrap();
        client_async(request, stream).await.map(|(socket, _)| socket)
    }

    /// The status of the answer to a connection that is turned away.
    async fn turned_away(&self, path: &str, headers: &[(header::HeaderName, &str)]) -> StatusCode {
        match self.connect(path, headers).await {
            Err(Error::Http(answer)) => answer.status(),
            Err(error) => panic!("{error}"),
            Ok(_) => panic!("{path} with {headers:?} came in"),
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

async fn say(socket: &mut Socket, message: &Value) {
    socket.send(Message::text(message.to_string())).await.unwrap();
}

/// The next message that is wanted.
async fn hear(socket: &mut Socket, wanted: impl Fn(&Value) -> bool) -> Value {
    loop {
        let message = socket.next().await.expect("the server has hung up").unwrap();
        let message = serde_json::from_str(message.to_text().unwrap()).unwrap();
        if wanted(&message) {
            return message;
        }
    }
}

async fn begin(socket: &mut Socket) {
    let folders = json!([{"uri": uri(&pier()), "name": "pier"}]);
    let mut capabilities = capabilities();
    capabilities["workspace"]["configuration"] = json!(false);
    let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders});
    say(
        socket,
        &json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}),
    )
    .await;
    let answer = hear(socket, |message| message["id"] == 1).await;
    assert_eq!(answer["result"]["serverInfo"]["name"], "copydesk");
    say(
        socket,
        &json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
    )
    .await;
}

async fn open(socket: &mut Socket, text: &str) {
    let document =
        json!({"uri": uri(&pier().join("story.txt")), "languageId": "plaintext", "version": 1, "text": text});
    let params = json!({"textDocument": document});
    say(
        socket,
        &json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params}),
    )
    .await;
}

async fn codes(socket: &mut Socket) -> Vec<String> {
    let published = hear(socket, |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["diagnostics"][0].is_object()
    });
    let diagnostics = published.await["params"]["diagnostics"]
        .as_array()
        .unwrap()
        .clone();
    diagnostics
        .iter()
        .map(|d| d["code"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn each_connection_is_a_session_of_its_own() {
    let listener = Listener::start(&[], None);
    let (mut one, mut other) = tokio::join!(listener.connect("/", &[]), listener.connect("/desk", &[]));
    let (one, other) = (one.as_mut().unwrap(), other.as_mut().unwrap());
    begin(one).await;
    begin(other).await;
    let whole = story();
    let quotation = place(
        &whole,
        "“We will repair every pier before the first ferry sails in June.”",
    );
    open(one, &whole).await;
    open(other, &whole[..quotation.end]).await;
    assert_eq!(codes(one).await, ["quote/altered", "figure/conflict"]);
    assert_eq!(codes(other).await, ["quote/altered"]);

    // One leaves as a client should: its connection is closed, the other goes on.
    say(one, &json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"})).await;
    hear(one, |message| message["id"] == 2).await;
    say(one, &json!({"jsonrpc": "2.0", "method": "exit"})).await;
    while let Some(Ok(message)) = one.next().await {
        assert!(!message.is_text(), "{message}");
    }
    say(other, &json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"})).await;
    assert_eq!(
        hear(other, |message| message["id"] == 2).await["result"],
        Value::Null
    );
}

#[tokio::test]
async fn only_pages_of_this_machine_come_in() {
    let listener = Listener::start(&[], None);
    for origin in [
        "http://localhost", "http://localhost:8080", "http://127.0.0.1:3000", "http://[::1]:9",
    ] {
        assert!(
            listener.connect("/", &[(header::ORIGIN, origin)]).await.is_ok(),
            "{origin}"
        );
    }
    for origin in [
        "https://desk.example",
        "http://localhost.desk.example",
        "http://127.0.0.1.desk.example",
        "null",
        "http://10.0.0.1",
        "file://",
        "",
    ] {
        let status = listener.turned_away("/", &[(header::ORIGIN, origin)]).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{origin}");
    }
}

#[tokio::test]
async fn others_need_their_name_and_the_token() {
    let listener = Listener::start(&["--origin", "https://desk.example"], Some(TOKEN));
    let (right, wrong) = ("/?token=a+word+between+friends", "/?token=a+word+between+enemies");
    let desk = (header::ORIGIN, "https://desk.example");
    assert!(listener.connect(right, std::slice::from_ref(&desk)).await.is_ok());
    let bearer = format!("Bearer {TOKEN}");
    assert!(
        listener
            .connect("/", &[desk.clone(), (header::AUTHORIZATION, &bearer)])
            .await
            .is_ok()
    );
    for path in ["/", wrong, "/?token="] {
        let status = listener.turned_away(path, std::slice::from_ref(&desk)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
        // Through a proxy on this machine everybody seems to be here.
        assert_eq!(
            listener.turned_away(path, &[]).await,
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
    }
    for origin in [
        "https://desk.example:8443",
        "http://desk.example",
        "https://other.example",
    ] {
        let status = listener.turned_away(right, &[(header::ORIGIN, origin)]).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{origin}");
    }
}

#[tokio::test]
async fn the_token_may_stand_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, format!("{TOKEN}\n")).unwrap();
    let listener = Listener::start(&["--token-file", file.to_str().unwrap()], None);
    assert_eq!(listener.turned_away("/", &[]).await, StatusCode::UNAUTHORIZED);
    assert!(
        listener
            .connect("/?token=a+word+between+friends", &[])
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn what_is_no_message_is_answered_and_the_session_goes_on() {
    let listener = Listener::start(&[], None);
    let mut socket = listener.connect("/", &[]).await.unwrap();
    begin(&mut socket).await;
    socket.send(Message::text("{ no JSON")).await.unwrap();
    let answer = hear(&mut socket, |message| message.get("error").is_some()).await;
    assert_eq!(answer["id"], Value::Null);
    open(&mut socket, &story()).await;
    assert_eq!(codes(&mut socket).await.len(), 2);
}

#[test]
fn what_others_can_reach_does_not_start_without_a_token() {
    let refused = refusal(&mut program(&["--ws", "0.0.0.0:0"]));
    assert!(
        refused.contains("0.0.0.0:0 can be reached from other machines"),
        "{refused}"
    );
    assert!(
        refused.contains("COPYDESK_TOKEN") && refused.contains("--token-file"),
        "{refused}"
    );

    let refused = refusal(&mut program(&[
        "--ws", "127.0.0.1:0", "--origin", "https://desk.example",
    ]));
    assert!(
        refused.contains("pages of https://desk.example may connect"),
        "{refused}"
    );

    let refused = refusal(program(&["--ws", "127.0.0.1:0"]).env("COPYDESK_TOKEN", " "));
    assert!(
        refused.contains("no token in the variable COPYDESK_TOKEN"),
        "{refused}"
    );

    let refused = refusal(&mut program(&[
        "--ws", "127.0.0.1:0", "--token-file", "/none/token",
    ]));
    assert!(
        refused.contains("cannot read the token in /none/token"),
        "{refused}"
    );
}

#[test]
fn an_address_that_cannot_be_had_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = refusal(&mut program(&["--ws", &address]));
    assert!(
        refused.contains(&format!("cannot listen at {address}")),
        "{refused}"
    );

    let refused = refusal(&mut program(&["--ws", "localhost"]));
    assert!(refused.contains("--ws"), "{refused}");
}
