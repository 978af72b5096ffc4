//! Files to pieces that can be read on their own: a file, some lines of it, a record, a member of an archive.

use std::fs::{self, OpenOptions};
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{SendError, SyncSender};

use super::budget::{Budget, Share};
use super::folder::File;
use super::formats;
use super::formats::warc;
use super::packed::{self, Capped, Kind, Zip};

/// The largest file that is read whole. JSON lines and WARC may be longer.
pub const LARGEST: u64 = 64 << 20;
/// JSON lines beyond this length are read in pieces of about this length.
const PIECE: usize = 1 << 20;
/// What is shorter is read in one piece whatever it holds.
const SMALL: u64 = 4 * PIECE as u64;
/// What has been read and waits to be parsed, in bytes.
static AHEAD: Budget = Budget::new(LARGEST + LARGEST / 2);

/// A file's bytes, or a piece of it: whole lines or records, the first of them with its number.
pub struct Piece {
    pub source: usize,
    /// The path within a zip archive.
    pub member: Option<String>,
    pub bytes: io::Result<Vec<u8>>,
    /// Whether the bytes are all that the file has.
    pub whole: bool,
    pub first: u32,
    /// How much of the whole work is done with it.
    pub weight: usize,
    /// Held until the bytes are no longer needed.
    _share: Share,
}

type Sent = Result<(), SendError<Piece>>;

/// How much work a file of so many bytes is.
pub fn weight(bytes: u64) -> usize {
    1 + bytes as usize / PIECE
}

/// Sends a file to be read, whole or in pieces. An error is that nobody listens.
pub fn feed(source: usize, file: &File, to: &SyncSender<Piece>) -> Sent {
    let mut feeder = Feeder {
        source,
        to,
        left: weight(file.bytes),
    };
    let fed = catch_unwind(AssertUnwindSafe(|| feeder.file(file)));
    let why = "cannot be unpacked, by a fault of copydesk's; unpack it yourself";
    fed.unwrap_or_else(|_| feeder.fail(None, io::Error::other(why)))?;
    match feeder.left {
        0 => Ok(()),
        left => feeder.send(None, Ok(Vec::new()), false, 1, left),
    }
}

struct Feeder<'a> {
    source: usize,
    to: &'a SyncSender<Piece>,
    /// Work that no piece has counted yet.
    left: usize,
}

impl Feeder<'_> {
    fn file(&mut self, file: &File) -> Sent {
        let mut head = Vec::with_capacity(file.bytes.min(SMALL) as usize);
        let opened = open(&file.path).and_then(|mut opened| {
            (&mut opened).take(SMALL).read_to_end(&mut head)?;
            if packed::kind(&head).is_some() {
                opened.rewind()?;
            }
            Ok(opened)
        });
        let opened = match opened {
            Ok(opened) => opened,
            Err(error) => return self.fail(None, error),
        };
        match packed::kind(&head) {
            Some(Kind::Zip) => self.zip(file, BufReader::new(opened)),
            Some(kind) => {
                let left = &mut packed::allowance(file.bytes);
                match packed::unpacked(kind, BufReader::new(opened)) {
                    Ok(inner) => self.contents(None, Capped { inner, left }),
                    Err(error) => self.fail(None, error),
                }
            }
            None if (head.len() as u64) < SMALL => self.send(None, Ok(head), true, 1, self.left),
            None => self.long(None, head, opened, true),
        }
    }

    fn zip(&mut self, file: &File, mut opened: BufReader<fs::File>) -> Sent {
        let zip = match Zip::open(&mut opened) {
            Ok(zip) => zip,
            Err(error) => return self.fail(None, error),
        };
        if zip.is_document() {
            return match opened.rewind() {
                Ok(()) => self.long(None, Vec::new(), opened, true),
                Err(error) => self.fail(None, error),
            };
        }
        if zip.is_empty() {
            return self.fail(None, io::Error::other("is an archive of no files"));
        }
        zip.members(&mut packed::allowance(file.bytes), |name, member| match member {
            Ok(member) => self.contents(Some(name), member),
            Err(error) => self.fail(Some(name), error),
        })
    }

    /// What a packed file or a member of it holds.
    fn contents(&mut self, member: Option<String>, mut reader: impl Read) -> Sent {
        let mut head = Vec::new();
        match (&mut reader).take(SMALL).read_to_end(&mut head) {
            Err(error) => self.fail(member, error),
            Ok(0) => self.fail(member, io::Error::other("is empty")),
            Ok(read) if (read as u64) < SMALL => self.unpacked(member, head, false),
            Ok(_) => self.long(member, head, reader, false),
        }
    }

    /// What is too long for one piece, unless it must be read as one. `head` has been read of it.
    fn long(&mut self, member: Option<String>, head: Vec<u8>, rest: impl Read, whole: bool) -> Sent {
        if formats::is_json_lines(&head) {
            return self.lines(member, buffered(head, rest));
        }
        if warc::is_archive(&head) {
            return self.records(member, buffered(head, rest));
        }
        // Documents are no text, and are read whole.
        let document = packed::kind(&head).is_some() || head.starts_with(b"%PDF");
        if !document && let Some(why) = formats::no_text(&head) {
            return self.fail(member, io::Error::other(why));
        }
        let mut bytes = head;
        match rest
            .take(LARGEST + 1 - bytes.len() as u64)
            .read_to_end(&mut bytes)
        {
            Err(error) => self.fail(member, error),
            Ok(_) if bytes.len() as u64 > LARGEST => {
                self.fail(member, io::Error::other("is larger than 64 MB; divide it"))
            }
            Ok(_) => self.unpacked(member, bytes, whole),
        }
    }

    fn unpacked(&mut self, member: Option<String>, bytes: Vec<u8>, whole: bool) -> Sent {
        if packed::kind(&bytes).is_some() && !packed::is_document(&bytes) {
            let why = "is packed within a packed file; unpack the outer one";
            return self.fail(member, io::Error::other(why));
        }
        let weight = if whole { self.left } else { self.left.min(1) };
        self.send(member, Ok(bytes), whole, 1, weight)
    }

    fn lines(&mut self, member: Option<String>, mut reader: impl BufRead) -> Sent {
        let mut first = 1;
        loop {
            let mut bytes = Vec::with_capacity(PIECE + PIECE / 8);
            let read = (&mut reader)
                .take(PIECE as u64)
                .read_to_end(&mut bytes)
                .and_then(|_| (&mut reader).take(LARGEST).read_until(b'\n', &mut bytes));
            match read {
                Err(error) => return self.fail(member, error),
                Ok(_) if bytes.is_empty() => return Ok(()),
                Ok(_) => {}
            }
            let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() as u32;
            self.send(member.clone(), Ok(bytes), false, first, self.left.min(1))?;
            first += lines;
        }
    }

    fn records(&mut self, member: Option<String>, mut reader: impl BufRead) -> Sent {
        for number in 1.. {
            let mut record = Vec::new();
            match warc::next(&mut reader, &mut record) {
                Ok(true) => self.send(member.clone(), Ok(record), false, number, 0)?,
                Ok(false) => break,
                Err(why) => return self.fail(member, io::Error::other(why)),
            }
        }
        Ok(())
    }

    fn fail(&mut self, member: Option<String>, error: io::Error) -> Sent {
        self.send(member, Err(error), false, 1, 0)
    }

    fn send(
        &mut self,
        member: Option<String>,
        bytes: io::Result<Vec<u8>>,
        whole: bool,
        first: u32,
        weight: usize,
    ) -> Sent {
        self.left -= weight;
        let length = bytes.as_ref().map_or(0, Vec::len);
        self.to.send(Piece {
            source: self.source,
            member,
            bytes,
            whole,
            first,
            weight,
            _share: AHEAD.take(length as u64),
        })
    }
}

/// What was read of a file, and then the rest of it.
fn buffered(head: Vec<u8>, rest: impl Read) -> impl BufRead {
    BufReader::with_capacity(PIECE, Cursor::new(head).chain(rest))
}

/// Opens a file. A pipe that has taken its place since it was listed would be waited for without end.
fn open(path: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let file = options.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::other("is no longer a file; read the folder again"))
    }
}
