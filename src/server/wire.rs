//! Messages before the library reads them: one that is malformed is answered, and the session goes on.
//!
//! The library's decoder gives up at the first message it cannot read, and with it the server. So each message is
//! tried here first; in the place of a bad one goes a request whose answer is the error.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tower_lsp::jsonrpc::Request;

use super::session::Session;
use super::surrogates;

/// The request that stands for a malformed message; its parameter says what is wrong.
pub const MALFORMED: &str = "copydesk/malformed";

/// More than this before a line break is no header.
const LONGEST_HEADER: u64 = 4096;

pub const BUFFER: usize = 64 * 1024;

/// The messages of `input`, all well-formed.
pub fn sifted(input: impl AsyncRead + Unpin + Send + 'static, session: Arc<Session>) -> DuplexStream {
    let (sifted, into) = tokio::io::duplex(BUFFER);
    // An error on either side ends the session as the end of the input does.
    tokio::spawn(sift(BufReader::with_capacity(BUFFER, input), into, session));
    sifted
}

async fn sift(
    mut input: BufReader<impl AsyncRead + Unpin>,
    mut into: DuplexStream,
    session: Arc<Session>,
) -> io::Result<()> {
    while let Some(length) = content_length(&mut input).await? {
        let message = match length {
            Ok(length) => {
                let mut body = Vec::new();
                (&mut input).take(length).read_to_end(&mut body).await?;
                well_formed(body, &session)
            }
            Err(header) => malformed(&format!("Content-Length is no number of bytes: {header}")),
        };
        into.write_all(format!("Content-Length: {}\r\n\r\n", message.len()).as_bytes())
            .await?;
        into.write_all(&message).await?;
    }
    Ok(())
}

/// The length that the next header gives, or the header that gives none; `None` at the end of the input. Whatever
/// stands between messages is passed over.
pub async fn content_length(
    input: &mut BufReader<impl AsyncRead + Unpin>,
) -> io::Result<Option<Result<u64, String>>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(LONGEST_HEADER).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        match line.trim_end().split_once(':') {
            Some((field, value)) if field.eq_ignore_ascii_case("content-length") => {
                length = Some(value.trim().parse().map_err(|_| line.trim_end().to_owned()));
            }
            None if line.trim_end().is_empty() && length.is_some() => return Ok(length),
            _ => {}
        }
    }
}

fn well_formed(body: Vec<u8>, session: &Session) -> Vec<u8> {
    match serde_json::from_slice::<Request>(&body) {
        Ok(request) => {
            // Noted here: a client that does not wait for the answer cancels the handler with its `exit`.
            if request.method() == "shutdown" {
                session.shut_down.store(true, Ordering::Relaxed);
            }
            body
        }
        Err(error) => match surrogates::mended(&body) {
            Some(mended) => well_formed(mended, session),
            None => malformed(&error.to_string()),
        },
    }
}

fn malformed(why: &str) -> Vec<u8> {
    json!({"jsonrpc": "2.0", "id": null, "method": MALFORMED, "params": [why]})
        .to_string()
        .into_bytes()
}
