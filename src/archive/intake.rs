//! Files to reports, several at a time. What cannot be read is named and never stops the rest.

use std::fs;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::folder::File;
use super::{Progress, Report, Skipped, error, formats};
use crate::story::word;

/// The largest file that is read whole.
const LARGEST: u64 = 64 << 20;

/// A report with the stems of its words, each once, in order.
pub struct Reading {
    pub report: Report,
    pub stems: Vec<u64>,
}

/// What one file gave.
#[derive(Default)]
pub struct Intake {
    pub readings: Vec<Reading>,
    pub skipped: Vec<Skipped>,
}

/// Reads `files` and hands what each gave to `take`, in any order.
pub fn read(files: &[&File], progress: &(dyn Fn(Progress) + Sync), mut take: impl FnMut(usize, Intake)) {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(files.len());
    let (sender, receiver) = mpsc::sync_channel(workers * 4);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(number) else { return };
                    if sender.send((number, whole(file))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (done, (number, intake)) in receiver.iter().enumerate() {
            take(number, intake);
            progress(Progress {
                done: done + 1,
                total: files.len(),
            });
        }
    });
}

fn whole(file: &File) -> Intake {
    let mut intake = Intake::default();
    if file.bytes > LARGEST {
        intake.skip(file, None, "is larger than 64 MB; divide it".into());
        return intake;
    }
    match fs::read(&file.path) {
        Ok(bytes) => intake.add(file, &bytes, 1),
        Err(cause) => intake.skip(file, None, error::advice(&cause)),
    }
    intake
}

impl Intake {
    fn add(&mut self, file: &File, bytes: &[u8], first: u32) {
        for (place, item) in formats::read(bytes, first) {
            match item {
                Ok(item) => self.readings.push(Reading::new(Report::new(file, place, item))),
                Err(why) => self.skip(file, place, why),
            }
        }
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
