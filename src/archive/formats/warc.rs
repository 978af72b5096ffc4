//! WARC 1.0 and 1.1 (ISO 28500): what a crawler saved, record after record. Each web page is an item, numbered by its
//! record; its address and date are those of the record.
//!
//! ```text
//! WARC/1.1
//! WARC-Type: response
//! WARC-Target-URI: https://gazette.example/pier
//! WARC-Date: 2031-05-02T08:00:00Z
//! Content-Type: application/http;msgtype=response
//! Content-Length: 1234
//!
//! HTTP/1.1 200 OK
//! …
//! ```

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::{Item, Items, charset, date, html, plain};

/// The longest header of a record or of a response.
const HEADER: u64 = 1 << 20;
/// Records beyond this, and pages that unpack to more, are no articles.
const LONGEST: u64 = 16 << 20;

pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/1.") || bytes.starts_with(b"WARC/0.")
}

/// Adds the next record to `record`; whether there was one. One that is too long to be a page is given without what it
/// holds.
pub fn next(reader: &mut impl BufRead, record: &mut Vec<u8>) -> Result<bool, String> {
    let damaged = |error: io::Error| format!("is damaged ({error}); copy it again from where it came");
    let start = record.len();
    loop {
        let line = record.len();
        let room = HEADER.saturating_sub((line - start) as u64);
        let read = reader.take(room).read_until(b'\n', record).map_err(damaged)?;
        let blank = record[line..].trim_ascii().is_empty();
        match (line == start, read == 0) {
            (true, true) => return Ok(false),
            // Empty lines end the record before.
            (true, false) if blank => record.truncate(start),
            (true, false) if !is_archive(&record[line..]) => {
                return Err("has no record where one should begin; copy it again from where it came".into());
            }
            (false, true) => return Err("ends within a record; copy it again from where it came".into()),
            (false, false) if blank => break,
            _ => {}
        }
    }
    let length = Header::of(&record[start..])
        .get("content-length")
        .and_then(|n| n.parse().ok());
    let Some(length) = length else {
        return Err("has a record that does not say its length; make the archive again".into());
    };
    let mut block = reader.take(length);
    let read = match length > LONGEST {
        true => io::copy(&mut block, &mut io::sink()),
        false => block.read_to_end(record).map(|read| read as u64),
    };
    match read.map_err(damaged)? == length {
        true => Ok(true),
        false => Err("ends within a record; copy it again from where it came".into()),
    }
}

/// The pages of whole records, the first of them with its number.
pub fn read(mut bytes: &[u8], first: u32) -> Items {
    let mut items = Items::new();
    for number in first.. {
        let mut record = Vec::new();
        match next(&mut bytes, &mut record) {
            Ok(true) => items.extend(page(&record).map(|item| (Some(number), item))),
            Ok(false) => break,
            Err(why) => {
                items.push((Some(number), Err(why)));
                break;
            }
        }
    }
    items
}

/// The page that a record holds; `None` for pictures, requests, redirections.
fn page(record: &[u8]) -> Option<Result<Item, String>> {
    let (header, block) = divided(record)?;
    let (http, body) = match header.get("warc-type")?.to_ascii_lowercase().as_str() {
        "response" => divided(block).filter(|(http, _)| http.is_ok())?,
        // As it is, described by the record's own header.
        "resource" | "conversion" => (Header::default(), block),
        _ => return None,
    };
    let content = http
        .get("content-type")
        .or_else(|| header.get("content-type"))?
        .to_ascii_lowercase();
    if !["text/html", "application/xhtml+xml", "text/plain"]
        .iter()
        .any(|text| content.starts_with(text))
    {
        return None;
    }
    let item = payload(&http, body).and_then(|body| {
        let text = charset::decode(&body)?;
        match content.contains("html") {
            true => html::read(&text),
            false => Ok(plain::read(&text)),
        }
    });
    Some(item.map(|mut item| {
        if let Some(address) = header.get("warc-target-uri") {
            // WARC 1.0 had it in angle brackets in its grammar and nowhere else.
            item.url = address.trim_matches(['<', '>']).to_owned();
        }
        item.date = item.date.or_else(|| date::read(&header.get("warc-date")?));
        item
    }))
}

/// The body of a response as the server meant it.
fn payload<'a>(http: &Header, body: &'a [u8]) -> Result<Cow<'a, [u8]>, String> {
    let is = |name: &str, value: &str| {
        http.get(name)
            .is_some_and(|given| given.eq_ignore_ascii_case(value))
    };
    let mut body = Cow::Borrowed(body);
    // Many crawlers write the body as it is behind a header that says it is in chunks.
    if is("transfer-encoding", "chunked")
        && let Some(whole) = unchunked(&body)
    {
        body = Cow::Owned(whole);
    }
    let mut unpacked = Vec::new();
    let encoding = http
        .get("content-encoding")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let read = match encoding.as_str() {
        // They do so with packed bodies, too.
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            inflated(MultiGzDecoder::new(&*body), &mut unpacked)
        }
        "deflate" if body.first() == Some(&0x78) => inflated(ZlibDecoder::new(&*body), &mut unpacked),
        "deflate" => inflated(DeflateDecoder::new(&*body), &mut unpacked),
        "" | "identity" | "gzip" | "x-gzip" => return Ok(body),
        other => {
            return Err(format!(
                "is packed as {other}, which is not read; save the page itself"
            ));
        }
    };
    match read {
        Err(error) => Err(format!("is damaged ({error}); save the page itself")),
        Ok(()) if unpacked.len() as u64 > LONGEST => Err("unpacks to more than 16 MB; save its text".into()),
        Ok(()) => Ok(Cow::Owned(unpacked)),
    }
}

fn inflated(packed: impl Read, unpacked: &mut Vec<u8>) -> io::Result<()> {
    packed.take(LONGEST + 1).read_to_end(unpacked).map(|_| ())
}

/// The bytes of chunks put together; `None` when they are no chunks.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().take(100).position(|&byte| byte == b'\n')?;
        let size = std::str::from_utf8(&body[..end]).ok()?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        // A copy that ends early has what it has.
        let chunk = &body[..size.min(body.len())];
        whole.extend_from_slice(chunk);
        body = &body[chunk.len()..];
        body = body
            .strip_prefix(b"\r\n")
            .or(body.strip_prefix(b"\n"))
            .unwrap_or(body);
        if body.is_empty() {
            return Some(whole);
        }
    }
}

/// The lines at the head of a record or of a response.
#[derive(Default)]
struct Header<'a>(Cow<'a, str>);

impl<'a> Header<'a> {
    fn of(bytes: &'a [u8]) -> Header<'a> {
        Header(String::from_utf8_lossy(bytes))
    }

    /// The value of a field, named in lower case.
    fn get(&self, field: &str) -> Option<String> {
        let fields = self.0.lines().filter_map(|line| line.split_once(':'));
        let mut named = fields.filter(|(name, _)| name.trim().eq_ignore_ascii_case(field));
        named.next().map(|(_, value)| value.trim().to_owned())
    }

    /// Whether it heads a response that brought what was asked for.
    fn is_ok(&self) -> bool {
        let status = self.0.split_ascii_whitespace().nth(1);
        self.0.starts_with("HTTP/") && status.is_some_and(|status| status.starts_with('2'))
    }
}

/// A header and what comes after its empty line.
fn divided(bytes: &[u8]) -> Option<(Header<'_>, &[u8])> {
    let mut at = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        at += line.len();
        if line.trim_ascii().is_empty() {
            return Some((Header::of(&bytes[..at]), &bytes[at..]));
        }
    }
    None
}
