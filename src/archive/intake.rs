//! Files to reports, several at a time. What cannot be read is named and never stops the rest.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::num::NonZero;
use std::sync::mpsc::{self, SendError, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::barred::Withdrawal;
use super::folder::File;
use super::formats::Status;
use super::{Error, Progress, Report, Skipped, error, formats};
use crate::story::word;

/// The largest file that is read whole. JSON lines may be longer.
const LARGEST: u64 = 64 << 20;
/// JSON lines beyond this length are read in pieces of about this length.
const PIECE: usize = 1 << 20;

/// A file to read, and the checksum of what it held when it was read before.
pub struct Source<'a> {
    pub file: &'a File,
    pub known: Option<u64>,
}

/// A report with the stems of its words, each once, in order.
pub struct Reading {
    pub report: Report,
    pub stems: Vec<u64>,
}

/// What a file gave, or a piece of one.
pub struct Intake {
    /// The number of its source.
    pub source: usize,
    /// The file holds what it held before; nothing was read.
    pub unchanged: bool,
    /// Whether it is all that the file gives.
    pub is_whole: bool,
    /// The checksum of a file read whole, else 0.
    pub content: u64,
    pub readings: Vec<Reading>,
    pub withdrawn: Vec<Withdrawal>,
    pub skipped: Vec<Skipped>,
}

/// A file's bytes, or a piece of it: whole lines, the first of them with its number.
struct Piece {
    source: usize,
    bytes: io::Result<Vec<u8>>,
    whole: bool,
    first: u32,
    /// How much of the whole work is done with it.
    weight: usize,
}

/// Reads the sources and hands what they give to `take`, in any order; stops when that fails.
pub fn read(
    sources: &[Source],
    progress: &(dyn Fn(Progress) + Sync),
    mut take: impl FnMut(Intake) -> Result<(), Error>,
) -> Result<(), Error> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (to_workers, pieces) = mpsc::sync_channel::<Piece>(workers * 2);
    let (to_taker, intakes) = mpsc::sync_channel(workers * 2);
    let pieces = Arc::new(Mutex::new(pieces));
    let total = sources.iter().map(|source| weight(source.file.bytes)).sum();
    let mut done = 0;
    thread::scope(|scope| {
        for _ in 0..workers {
            let (pieces, to_taker) = (Arc::clone(&pieces), to_taker.clone());
            scope.spawn(move || {
                loop {
                    let piece = pieces.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(piece) = piece else { return };
                    let weight = piece.weight;
                    if to_taker
                        .send((weight, Intake::read(&sources[piece.source], piece)))
                        .is_err()
                    {
                        return;
                    }
                }
            });
        }
        // On an error the taker stops listening, then the workers, then the feeder.
        drop((pieces, to_taker));
        scope.spawn(move || {
            // An error is that nobody listens.
            let _ = sources
                .iter()
                .enumerate()
                .try_for_each(|(n, source)| feed(n, source.file, &to_workers));
        });
        for (weight, intake) in intakes {
            take(intake)?;
            done += weight;
            progress(Progress { done, total });
        }
        Ok(())
    })
}

fn weight(bytes: u64) -> usize {
    1 + bytes as usize / PIECE
}

/// Sends a file to be read, whole or in pieces.
fn feed(source: usize, file: &File, to: &SyncSender<Piece>) -> Result<(), SendError<Piece>> {
    let whole = |bytes| Piece {
        source,
        bytes,
        whole: true,
        first: 1,
        weight: weight(file.bytes),
    };
    if file.bytes <= 4 * PIECE as u64 {
        return to.send(whole(fs::read(&file.path)));
    }
    let mut reader = match fs::File::open(&file.path) {
        Ok(file) => BufReader::with_capacity(PIECE, file),
        Err(error) => return to.send(whole(Err(error))),
    };
    let opening = reader.fill_buf().unwrap_or_default();
    if formats::is_json_lines(opening) {
        return feed_lines(source, file, reader, to);
    }
    if let Some(why) = formats::no_text(opening) {
        return to.send(whole(Err(io::Error::other(why))));
    }
    if file.bytes > LARGEST {
        return to.send(whole(Err(io::Error::other("is larger than 64 MB; divide it"))));
    }
    let mut bytes = Vec::with_capacity(file.bytes as usize);
    let read = reader.read_to_end(&mut bytes);
    to.send(whole(read.map(|_| bytes)))
}

fn feed_lines(
    source: usize,
    file: &File,
    mut reader: impl BufRead,
    to: &SyncSender<Piece>,
) -> Result<(), SendError<Piece>> {
    let (mut first, mut left) = (1, weight(file.bytes));
    loop {
        let mut bytes = Vec::with_capacity(PIECE + PIECE / 8);
        let read = (&mut reader)
            .take(PIECE as u64)
            .read_to_end(&mut bytes)
            .and_then(|_| (&mut reader).take(LARGEST).read_until(b'\n', &mut bytes));
        let ends = bytes.is_empty() || read.is_err();
        let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() as u32;
        let weight = if ends { left } else { left.min(1) };
        left -= weight;
        to.send(Piece {
            source,
            bytes: read.map(|_| bytes),
            whole: false,
            first,
            weight,
        })?;
        if ends {
            return Ok(());
        }
        first += lines;
    }
}

impl Intake {
    fn read(source: &Source, piece: Piece) -> Intake {
        let mut intake = Intake {
            source: piece.source,
            unchanged: false,
            is_whole: piece.whole,
            content: 0,
            readings: Vec::new(),
            withdrawn: Vec::new(),
            skipped: Vec::new(),
        };
        let bytes = match piece.bytes {
            Ok(bytes) => bytes,
            Err(cause) => {
                intake.skip(source.file, None, error::advice(&cause));
                return intake;
            }
        };
        if piece.whole {
            intake.content = checksum(&bytes);
            intake.unchanged = source.known == Some(intake.content);
        }
        if intake.unchanged || (bytes.is_empty() && !piece.whole) {
            return intake;
        }
        for (place, item) in formats::read(&source.file.name, &bytes, piece.first) {
            match item {
                Ok(item) if item.status == Status::Withdrawn => {
                    intake.withdrawn.extend(item.withdrawal());
                    let why = "was withdrawn by its sender: no evidence, nor are its earlier versions";
                    intake.skip(source.file, place, why.into());
                }
                Ok(item) => intake
                    .readings
                    .push(Reading::new(Report::new(source.file, place, item))),
                Err(why) => intake.skip(source.file, place, why),
            }
        }
        intake
    }

    fn skip(&mut self, file: &File, place: Option<u32>, why: String) {
        let mut path = file.path.clone().into_os_string();
        if let Some(place) = place {
            path.push(format!("#{place}"));
        }
        self.skipped.push(Skipped {
            path: path.into(),
            why,
        });
    }
}

impl Reading {
    fn new(report: Report) -> Reading {
        let mut stems: Vec<u64> = word::words(&report.text).iter().map(|word| word.stem).collect();
        stems.sort_unstable();
        stems.dedup();
        Reading { report, stems }
    }
}

/// Tells changed bytes from unchanged ones; no defence against those who change them on purpose.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mix = |sum: u64, bits: u64| (sum ^ bits).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let sum = words.iter().fold(bytes.len() as u64, |sum, word| {
        mix(sum, u64::from_le_bytes(*word))
    });
    let sum = rest.iter().fold(sum, |sum, &byte| mix(sum, u64::from(byte)));
    mix(sum, sum >> 32)
}
