//! What the dossier has of one speaker, made out once for each speaker of a draft.

use std::ops::Range;

use super::passages::{At, Passages, Stream};
use super::relation::Relation;
use crate::dossier::{Clipping, Dossier};
use crate::lexicon::{Rarity, Sentence};
use crate::story::quote::Kind;
use crate::story::speaker::Speaker;

#[derive(Debug)]
pub struct Voice {
    /// Of all reports, in order: those that may be the speaker's.
    pub quotations: Vec<Quotation>,
    /// How rare words are among the sentences that are the speaker's.
    pub rarity: Rarity,
}

/// A quotation of a report, as a run of its units.
#[derive(Debug)]
pub struct Quotation {
    pub at: At,
    pub units: Range<usize>,
    pub relation: Relation,
}

impl Voice {
    pub fn of(speaker: Option<&Speaker>, dossier: &Dossier, passages: &Passages) -> Voice {
        let mut quotations = Vec::new();
        for (clipping, report) in dossier.clippings.iter().enumerate() {
            let at = At {
                clipping: clipping as u32,
                told: false,
            };
            let stream = passages.stream(at);
            quotations.extend(of_report(speaker, report, at, stream));
        }
        let mut voice = Voice {
            quotations,
            rarity: Rarity::default(),
        };
        voice.rarity = Rarity::among(voice.own(dossier, passages).map(|(_, _, sentence)| sentence));
        voice
    }

    /// Every sentence that is the speaker's: where it stands, its unit there, what it means.
    pub fn own<'a>(
        &'a self,
        dossier: &'a Dossier,
        passages: &'a Passages,
    ) -> impl Iterator<Item = (At, usize, &'a Sentence)> {
        let own = self.quotations.iter().filter(|q| q.relation == Relation::Same);
        own.flat_map(move |Quotation { at, units, .. }| {
            let story = &dossier.clippings[at.clipping as usize].story;
            let stream = passages.stream(*at);
            units
                .clone()
                .map(move |unit| (*at, unit, stream.meaning(unit, story)))
        })
    }
}

fn of_report<'a>(
    speaker: Option<&'a Speaker>,
    report: &'a Clipping,
    at: At,
    stream: &'a Stream,
) -> impl Iterator<Item = Quotation> + 'a {
    let mut to = 0;
    let quotations = stream.units.chunk_by(|a, b| a.of == b.of);
    quotations.filter_map(move |units| {
        to += units.len();
        let there = &report.story.quotes[units[0].of];
        let relation = Relation::of(speaker, there.speaker.as_ref());
        (relation != Relation::Other && there.kind != Kind::Mention).then(|| Quotation {
            at,
            units: to - units.len()..to,
            relation,
        })
    })
}
