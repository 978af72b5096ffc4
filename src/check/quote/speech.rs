//! Who says what in a dossier: each of its quotations, and each speaker once.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::passages::At;
use super::streams::Streams;
use crate::dossier::Clipping;
use crate::story::quote::Kind;
use crate::story::speaker::Speaker;

#[derive(Debug, Default)]
pub struct Speech {
    /// In order. Mentions of words are none.
    pub quotations: Vec<Quotation>,
    /// None for all with whom nobody is named.
    pub speakers: Vec<Option<Speaker>>,
}

/// A quotation of a report, as a run of its units.
#[derive(Debug)]
pub struct Quotation {
    pub at: At,
    pub units: Range<usize>,
    /// The index of its speaker.
    pub speaker: usize,
}

impl Speech {
    pub fn of<'a>(reports: impl Iterator<Item = (&'a Clipping, &'a Streams)>) -> Speech {
        let mut speech = Speech::default();
        let mut known: FxHashMap<Option<&Speaker>, usize> = FxHashMap::default();
        for (clipping, (report, streams)) in reports.enumerate() {
            let at = At {
                clipping: clipping as u32,
                told: false,
            };
            let mut to = 0;
            for units in streams.spoken.units.chunk_by(|a, b| a.of == b.of) {
                let from = to;
                to += units.len();
                let quote = &report.story.quotes[units[0].of];
                if quote.kind == Kind::Mention {
                    continue;
                }
                let speaker = *known.entry(quote.speaker.as_ref()).or_insert_with(|| {
                    speech.speakers.push(quote.speaker.clone());
                    speech.speakers.len() - 1
                });
                speech.quotations.push(Quotation {
                    at,
                    units: from..to,
                    speaker,
                });
            }
        }
        speech
    }
}
