//! What the dossier has of one speaker, made out once for each speaker of a draft.

use super::passages::{At, Passages};
use super::relation::Relation;
use super::speech::Quotation;
use crate::dossier::Dossier;
use crate::lexicon::{Rarity, Sentence};
use crate::story::speaker::Speaker;

#[derive(Debug)]
pub struct Voice {
    /// Whether each of the dossier's speakers is this one.
    relations: Vec<Relation>,
    /// How rare words are among the sentences that are the speaker's.
    pub rarity: Rarity,
}

impl Voice {
    pub fn of(speaker: Option<&Speaker>, dossier: &Dossier, passages: &Passages) -> Voice {
        let speakers = passages.speech.speakers.iter().map(Option::as_ref);
        let mut voice = Voice {
            relations: speakers.map(|theirs| Relation::of(speaker, theirs)).collect(),
            rarity: Rarity::default(),
        };
        voice.rarity = Rarity::among(voice.own(dossier, passages).map(|(_, _, sentence)| sentence));
        voice
    }

    /// Of all reports, in order: the quotations that may be the speaker's.
    pub fn quotations<'a>(
        &'a self,
        passages: &'a Passages,
    ) -> impl Iterator<Item = (&'a Quotation, Relation)> {
        let all = passages.speech.quotations.iter();
        let related = all.map(|quotation| (quotation, self.relations[quotation.speaker]));
        related.filter(|&(_, relation)| relation != Relation::Other)
    }

    /// Every sentence that is the speaker's: where it stands, its unit there, what it means.
    pub fn own<'a>(
        &'a self,
        dossier: &'a Dossier,
        passages: &'a Passages,
    ) -> impl Iterator<Item = (At, usize, &'a Sentence)> {
        let own = self
            .quotations(passages)
            .filter(|&(_, relation)| relation == Relation::Same);
        own.flat_map(move |(&Quotation { at, ref units, .. }, _)| {
            let story = &dossier.clippings[at.clipping as usize].story;
            let stream = passages.stream(at);
            units
                .clone()
                .map(move |unit| (at, unit, stream.meaning(unit, story)))
        })
    }
}
