//! What the dossier has of one speaker, made out once for each speaker of a draft.

use std::ops::Range;

use super::passages::{At, Passages};
use super::relation::Relation;
use crate::dossier::Dossier;
use crate::lexicon::{Rarity, Sentence};
use crate::story::speaker::Speaker;

#[derive(Debug)]
pub struct Voice {
    /// Of all reports, in order: those that may be the speaker's.
    pub quotations: Vec<Quotation>,
    /// How rare words are among the sentences that are the speaker's.
    pub rarity: Rarity,
}

/// A quotation that may be the speaker's, as a run of its report's units.
#[derive(Debug)]
pub struct Quotation {
    pub at: At,
    pub units: Range<usize>,
    pub relation: Relation,
}

impl Voice {
    pub fn of(speaker: Option<&Speaker>, dossier: &Dossier, passages: &Passages) -> Voice {
        let speech = &passages.speech;
        let relations = speech.speakers.iter().map(Option::as_ref);
        let relations: Vec<Relation> = relations.map(|theirs| Relation::of(speaker, theirs)).collect();
        let quotations = speech.quotations.iter().map(|said| Quotation {
            at: said.at,
            units: said.units.start as usize..said.units.end as usize,
            relation: relations[said.speaker as usize],
        });
        let quotations = quotations.filter(|q| q.relation != Relation::Other).collect();
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
