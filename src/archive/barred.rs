//! Reports that may not be cited: those that their senders withdrew, and those under embargo.

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::Report;
use crate::story::word;

/// A sender's word that an item, in this version and all before it, is no evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withdrawal {
    /// [`key`] of what names the item through all its versions.
    pub guid: u64,
    /// 0 where versions are not counted: then all of them are meant.
    pub version: u32,
}

impl Withdrawal {
    /// Whether it means a report, which has its `guid`.
    pub fn means(&self, report: &Report) -> bool {
        self.version == 0 || report.version <= self.version
    }
}

/// What names an item through its versions, as the index looks it up.
pub fn key(guid: &str) -> u64 {
    word::hash(guid)
}

/// The barred reports of an opened archive, by their numbers, each with the moment at which it is free; `None` for
/// what was withdrawn.
#[derive(Default)]
pub struct Barred(FxHashMap<u32, Option<Timestamp>>);

impl Barred {
    pub fn withdraw(&mut self, number: u32) {
        self.0.insert(number, None);
    }

    /// A withdrawn report stays withdrawn.
    pub fn embargo(&mut self, number: u32, until: Timestamp) {
        self.0.entry(number).or_insert(Some(until));
    }

    pub fn bars(&self, number: u32) -> bool {
        match self.0.get(&number) {
            None => false,
            Some(None) => true,
            Some(Some(until)) => Timestamp::now() < *until,
        }
    }
}
