//! A client on an in-memory pipe. What it expects it waits for; nothing is timed.

use std::collections::VecDeque;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use copydesk::server;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf};
use tokio::task::JoinHandle;

pub struct Client {
    to: Option<WriteHalf<DuplexStream>>,
    from: BufReader<ReadHalf<DuplexStream>>,
    /// Messages that came while another was waited for.
    kept: VecDeque<Value>,
    requests: i64,
    /// What `workspace/configuration` is answered with, for each item.
    pub configuration: Value,
    /// Leaves every request of the server unanswered.
    pub mute: bool,
    pub server: JoinHandle<ExitCode>,
    pub encoding: Encoding,
    _cache: tempfile::TempDir,
}

const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, PartialEq)]
pub enum Encoding {
    Utf8,
    Utf16,
}

/// What most clients can do.
pub fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "window": {"workDoneProgress": true},
        "workspace": {
            "configuration": true,
            "workspaceFolders": true,
            "workspaceEdit": {"documentChanges": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
        "textDocument": {
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
            "publishDiagnostics": {"versionSupport": true, "relatedInformation": true},
        },
    })
}

impl Client {
    /// A client that has not said anything yet.
    pub fn silent() -> Client {
        let (ours, theirs) = tokio::io::duplex(1 << 20);
        let (from, to) = tokio::io::split(ours);
        let (input, output) = tokio::io::split(theirs);
        let cache = tempfile::tempdir().unwrap();
        let folder = cache.path().to_owned();
        Client {
            to: Some(to),
            from: BufReader::new(from),
            kept: VecDeque::new(),
            requests: 0,
            configuration: Value::Null,
            mute: false,
            server: tokio::spawn(server::serve(input, output, Some(folder))),
            encoding: Encoding::Utf16,
            _cache: cache,
        }
    }

    /// A client of workspace folders, past `initialized`.
    pub async fn of(folders: &[&Path], capabilities: Value, options: Value) -> Client {
        let mut client = Client::silent();
        client.initialize(folders, capabilities, options).await;
        client
    }

    pub async fn initialize(&mut self, folders: &[&Path], capabilities: Value, options: Value) -> Value {
        let folders: Vec<Value> = folders
            .iter()
            .map(|f| json!({"uri": uri(f), "name": "pier"}))
            .collect();
        let params = json!({
            "processId": null,
            "rootUri": null,
            "capabilities": capabilities,
            "workspaceFolders": folders,
            "initializationOptions": options,
        });
        let answer = self.request("initialize", params).await;
        if answer["capabilities"]["positionEncoding"] == "utf-8" {
            self.encoding = Encoding::Utf8;
        }
        self.notify("initialized", json!({})).await;
        answer
    }

    pub async fn send_raw(&mut self, bytes: &[u8]) {
        self.to
            .as_mut()
            .expect("the client has hung up")
            .write_all(bytes)
            .await
            .unwrap();
    }

    pub async fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
            .await;
    }

    pub async fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
            .await;
    }

    /// The result of a request; an error is a failure of the test.
    pub async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        let answer = self
            .expect(|message| message["id"] == id && message.get("method").is_none())
            .await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Sends a request and does not wait for its answer.
    pub async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))
            .await;
        id
    }

    /// The first message, kept or coming, that is wanted. Others are kept.
    pub async fn expect(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at).unwrap();
        }
        loop {
            // Only so that a failure is one: no test depends on how long anything takes.
            let message = tokio::time::timeout(PATIENCE, self.read()).await;
            let message = message
                .expect("the server says nothing")
                .expect("the server has hung up");
            if wanted(&message) {
                return message;
            }
            self.kept.push_back(message);
        }
    }

    pub async fn expect_method(&mut self, method: &str) -> Value {
        self.expect(|message| message["method"] == method).await["params"].clone()
    }

    /// The diagnostics of a version of a draft, or of a later one.
    pub async fn published(&mut self, path: &Path, version: i64) -> Value {
        let uri = uri(path);
        let of_it = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"]
                    .as_i64()
                    .expect("every publish states its version")
                    >= version
        };
        self.expect(of_it).await["params"].clone()
    }

    /// Waits until nothing that came before is still on its way to us.
    pub async fn settle(&mut self) {
        self.request(
            "textDocument/hover",
            at(Path::new("/none"), json!({"line": 0, "character": 0})),
        )
        .await;
    }

    pub fn has_kept(&self, method: &str) -> bool {
        self.kept.iter().any(|message| message["method"] == method)
    }

    /// The next message; requests of the server are answered.
    async fn read(&mut self) -> Option<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.from.read_line(&mut line).await.unwrap() == 0 {
                return None;
            }
            match line.trim_end().split_once(": ") {
                Some((_, value)) => length = value.parse().unwrap(),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).await.unwrap();
        let message: Value = serde_json::from_slice(&body).unwrap();
        if let (Some(id), Some(method)) = (message.get("id"), message.get("method")) {
            let result = match method.as_str() {
                Some("workspace/configuration") => {
                    let items = message["params"]["items"].as_array().unwrap();
                    Value::Array(items.iter().map(|_| self.configuration.clone()).collect())
                }
                _ => Value::Null,
            };
            let answer = json!({"jsonrpc": "2.0", "id": id, "result": result});
            if self.to.is_some() && !self.mute {
                self.send(&answer).await;
            }
        }
        Some(message)
    }

    pub async fn open(&mut self, path: &Path, text: &str) {
        let document = json!({"uri": uri(path), "languageId": "plaintext", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}))
            .await;
    }

    pub async fn change(&mut self, path: &Path, version: i64, changes: Value) {
        let document = json!({"uri": uri(path), "version": version});
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        )
        .await;
    }

    /// Shuts the server down as a good client does.
    pub async fn leave(mut self) -> ExitCode {
        self.request("shutdown", Value::Null).await;
        self.notify("exit", Value::Null).await;
        self.server.await.unwrap()
    }

    /// Dies.
    pub async fn hang_up(mut self) -> ExitCode {
        self.to = None;
        drop((self.to, self.from));
        self.server.await.unwrap()
    }

    pub fn position(&self, text: &str, offset: usize) -> Value {
        let before = &text[..offset];
        let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let line = before.replace("\r\n", "\n").matches(['\n', '\r']).count();
        let column = match self.encoding {
            Encoding::Utf8 => before[start..].len(),
            Encoding::Utf16 => before[start..].encode_utf16().count(),
        };
        json!({"line": line, "character": column})
    }

    pub fn range(&self, text: &str, span: &Range<usize>) -> Value {
        json!({"start": self.position(text, span.start), "end": self.position(text, span.end)})
    }
}

pub fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).unwrap().into()
}

pub fn at(path: &Path, position: Value) -> Value {
    json!({"textDocument": {"uri": uri(path)}, "position": position})
}

/// The place of words in a text, which must be there once.
pub fn place(text: &str, words: &str) -> Range<usize> {
    let mut places = text.match_indices(words);
    let (start, _) = places
        .next()
        .unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
    assert!(places.next().is_none(), "{words:?} twice in {text:?}");
    start..start + words.len()
}

/// The fixture: a folder with `copydesk.toml`, reports and a draft.
pub fn pier() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pier")
}

/// A copy of the fixture, to be written to.
pub fn own_pier() -> tempfile::TempDir {
    let own = tempfile::tempdir().unwrap();
    std::fs::create_dir(own.path().join("reports")).unwrap();
    for file in [
        "copydesk.toml",
        "story.txt",
        "reports/harbour-gazette.txt",
        "reports/coast-wire.txt",
    ] {
        std::fs::copy(pier().join(file), own.path().join(file)).unwrap();
    }
    own
}

pub fn story() -> String {
    std::fs::read_to_string(pier().join("story.txt")).unwrap()
}
