//! Files to reports, several at a time. What cannot be read is named and never stops the rest.

use std::num::NonZero;
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::barred::Withdrawal;
use super::feed::{Piece, feed, weight};
use super::folder::File;
use super::formats::Status;
use super::guard::{Failed, Guard};
use super::{Error, Progress, Report, Skipped, error, formats, packed};
use crate::story::{saying, word};

/// A file to read, and the checksum of what it held when it was read before.
pub struct Source<'a> {
    pub file: &'a File,
    pub known: Option<u64>,
}

/// A report with what it is looked up by: the stems of its words and the runs of words that it quotes
/// ([`saying`]), each once, in order.
pub struct Reading {
    pub report: Report,
    pub terms: Vec<u64>,
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
                let mut guard = Guard::new();
                loop {
                    let piece = pieces.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(piece) = piece else { return };
                    let weight = piece.weight;
                    let intake = Intake::guarded(&mut guard, &sources[piece.source], piece);
                    if to_taker.send((weight, intake)).is_err() {
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

impl Intake {
    /// Reads a piece where whatever becomes of it harms nothing else.
    fn guarded(guard: &mut Guard<Intake>, source: &Source, piece: Piece) -> Intake {
        let (archive, known) = (source.file.path.clone(), source.known);
        let mut file = source.file.clone();
        if let Some(member) = &piece.member {
            file.name = format!("{}/{member}", file.name);
            file.path.push(member);
        }
        let mut nothing = Intake::of(&piece);
        let shown = file.clone();
        let done = guard.run(move || {
            let mut intake = Intake::read(&Source { file: &file, known }, piece);
            for reading in &mut intake.readings {
                reading.report.path.clone_from(&archive);
            }
            intake
        });
        done.unwrap_or_else(|failed| {
            nothing.skip(&shown, None, advice(failed).into());
            nothing
        })
    }

    fn of(piece: &Piece) -> Intake {
        Intake {
            source: piece.source,
            unchanged: false,
            is_whole: piece.whole,
            content: 0,
            readings: Vec::new(),
            withdrawn: Vec::new(),
            skipped: Vec::new(),
        }
    }

    fn read(source: &Source, piece: Piece) -> Intake {
        let mut intake = Intake::of(&piece);
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
        for (place, item) in formats::read(packed::inner_name(&source.file.name), &bytes, piece.first) {
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

fn advice(failed: Failed) -> &'static str {
    match failed {
        Failed::Panicked => "cannot be read, by a fault of copydesk's; save its text",
        Failed::TookTooLong => "takes longer to read than any report; save its text",
        Failed::NotBegun => {
            "was not read: too many files before it take too long; remove those that are named"
        }
    }
}

impl Reading {
    pub fn new(report: Report) -> Reading {
        let words = word::words(&report.text);
        let mut terms: Vec<u64> = words.iter().map(|word| word.stem).collect();
        saying::of_text(&report.text, &words, &mut terms);
        let headline = word::words(&report.headline);
        terms.extend(headline.iter().map(|word| saying::in_headline(word.stem)));
        terms.sort_unstable();
        terms.dedup();
        Reading { report, terms }
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
