//! Whatever the editor opened for standard input and output: the same session.

#![cfg(unix)]

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::{Value, json};

/// A session from its first message to its last, with a draft that fits in no pipe's buffer.
fn session() -> Vec<u8> {
    let ask = |id: i32, method: &str, params: Value| json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
    let tell = |method: &str, params: Value| json!({"jsonrpc": "2.0", "method": method, "params": params});
    let draft = json!({"uri": "untitled:1", "languageId": "plaintext", "version": 1,
        "text": "The mayor spoke of piers.\n".repeat(20_000)});
    let messages = [
        ask(1, "initialize", json!({"capabilities": {}})),
        tell("initialized", json!({})),
        tell("textDocument/didOpen", json!({"textDocument": draft})),
        ask(2, "shutdown", Value::Null),
        tell("exit", Value::Null),
    ];
    let framed = messages.iter().map(|message| {
        let body = message.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    });
    framed.collect::<String>().into_bytes()
}

fn server(input: impl Into<Stdio>, output: impl Into<Stdio>) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command
        .arg("lsp")
        .stdin(input)
        .stdout(output)
        .stderr(Stdio::null());
    command.spawn().unwrap()
}

fn answered(mut child: Child, output: &str) {
    assert!(child.wait().unwrap().success(), "{output}");
    assert!(output.contains(r#""name":"copydesk""#), "{output}");
    assert!(output.contains(r#""id":2"#), "{output}");
}

#[test]
fn pipes() {
    let mut child = server(Stdio::piped(), Stdio::piped());
    let mut input = child.stdin.take().unwrap();
    let writing = thread::spawn(move || input.write_all(&session()));
    let mut output = String::new();
    child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
    // A client that is gone after `exit` has written all.
    writing.join().unwrap().unwrap();
    answered(child, &output);
}

#[test]
fn sockets() {
    let (mut input, theirs) = UnixStream::pair().unwrap();
    let (mut output, their_output) = UnixStream::pair().unwrap();
    let child = server(OwnedFd::from(theirs), OwnedFd::from(their_output));
    let writing = thread::spawn(move || {
        input.write_all(&session()).unwrap();
        input.shutdown(Shutdown::Write)
    });
    let mut told = String::new();
    output.read_to_string(&mut told).unwrap();
    // The other end may be closed by then.
    let _ = writing.join().unwrap();
    answered(child, &told);
}

#[test]
fn files() {
    let (mut input, mut output) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
    input.write_all(&session()).unwrap();
    input.rewind().unwrap();
    let clone: fn(&File) -> File = |file| file.try_clone().unwrap();
    let mut child = server(clone(&input), clone(&output));
    assert!(child.wait().unwrap().success());
    let mut told = String::new();
    output.rewind().unwrap();
    output.read_to_string(&mut told).unwrap();
    answered(child, &told);
}
