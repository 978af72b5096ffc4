//! A small archive, held in memory. It is also what the index on disk is tested against.

use rustc_hash::FxHashMap;

use super::barred::{self, Barred, Withdrawal};
use super::folder::File;
use super::intake::{self, Reading, Source};
use super::rank;
use super::score::Postings;
use super::{Archive, Error, Progress, Report, Skipped};
use crate::story::Story;

pub struct Scan {
    reports: Vec<Report>,
    by_id: FxHashMap<u64, u32>,
    /// The reports that have a term, in order.
    holders: FxHashMap<u64, Vec<u32>>,
    barred: Barred,
}

/// Reads all files into memory.
pub fn open(
    files: &[File],
    progress: &(dyn Fn(Progress) + Sync),
    skipped: &mut Vec<Skipped>,
) -> Result<Scan, Error> {
    let sources: Vec<Source> = files.iter().map(|file| Source { file, known: None }).collect();
    let (mut readings, mut withdrawn) = (Vec::new(), Vec::new());
    intake::read(&sources, progress, |intake| {
        readings.extend(intake.readings);
        withdrawn.extend(intake.withdrawn);
        skipped.extend(intake.skipped);
        Ok(())
    })?;
    Ok(Scan::new(readings, &withdrawn))
}

impl Scan {
    pub fn new(mut readings: Vec<Reading>, withdrawn: &[Withdrawal]) -> Scan {
        readings.sort_by_key(|reading| reading.report.id);
        let mut scan = Scan {
            reports: Vec::with_capacity(readings.len()),
            by_id: FxHashMap::default(),
            holders: FxHashMap::default(),
            barred: Barred::default(),
        };
        for (number, Reading { report, terms }) in (0..).zip(readings) {
            for term in terms {
                scan.holders.entry(term).or_default().push(number);
            }
            let means = |w: &&Withdrawal| w.guid == barred::key(&report.guid) && w.means(&report);
            if withdrawn.iter().any(|w| means(&w)) {
                scan.barred.withdraw(number);
            } else if let Some(until) = report.embargo {
                scan.barred.embargo(number, until);
            }
            scan.by_id.insert(report.id, number);
            scan.reports.push(report);
        }
        scan
    }
}

impl Archive for Scan {
    fn bearing_on(&self, story: &Story, limit: usize) -> Result<Vec<u64>, Error> {
        rank::bearing_on(self, story, limit)
    }

    fn search_each(&self, texts: &[&str], limit: usize) -> Result<Vec<Vec<u64>>, Error> {
        rank::search_each(self, texts, limit)
    }

    fn report(&self, id: u64) -> Result<Option<Report>, Error> {
        let number = self.by_id.get(&id).filter(|&&number| !self.barred.bars(number));
        Ok(number.map(|&number| self.reports[number as usize].clone()))
    }

    fn size(&self) -> usize {
        self.reports.len()
    }

    fn edition(&self) -> u64 {
        let ids = self.reports.iter().map(|report| report.id);
        ids.fold(0, |edition, id| edition.rotate_left(5) ^ id)
    }
}

impl Postings for Scan {
    fn size(&self) -> usize {
        self.reports.len()
    }

    fn end(&self) -> u32 {
        self.reports.len() as u32
    }

    fn id(&self, number: u32) -> Option<u64> {
        self.reports.get(number as usize).map(|report| report.id)
    }

    fn day(&self, number: u32) -> Option<u32> {
        self.reports.get(number as usize)?.day()
    }

    fn bars(&self, number: u32) -> bool {
        self.barred.bars(number)
    }

    fn frequency(&self, term: u64) -> Result<usize, Error> {
        Ok(self.holders.get(&term).map_or(0, Vec::len))
    }

    fn holders(&self, term: u64, each: &mut dyn FnMut(u32)) -> Result<(), Error> {
        self.holders
            .get(&term)
            .into_iter()
            .flatten()
            .copied()
            .for_each(each);
        Ok(())
    }
}
