//! What figures are compared by, of one report, whatever others it stands among.

use super::sense;
use super::spot::{self, Spot};
use crate::check::cite;
use crate::dossier::Clipping;
use crate::story::Story;
use crate::story::name::Name;

#[derive(Debug)]
pub struct Reading {
    /// With their paragraphs; no word has its rarity yet.
    pub spots: Vec<(u32, Spot)>,
    /// The words of its names, and the senses of all its words, each once.
    pub names: Vec<u64>,
    pub senses: Vec<u64>,
}

impl Reading {
    pub fn of(clipping: &Clipping) -> Reading {
        let paragraphs = &clipping.story.paragraphs;
        let day = cite::day(clipping);
        let mut spots = Vec::new();
        for (p, placed) in paragraphs.iter().enumerate() {
            let own = spot::spots(&placed.paragraph, day);
            spots.extend(own.into_iter().map(|spot| (p as u32, spot)));
        }
        let words = paragraphs.iter().flat_map(|placed| &placed.paragraph.words);
        let mut senses: Vec<u64> = words.filter_map(sense::of).collect();
        senses.sort_unstable();
        senses.dedup();
        Reading {
            spots,
            names: names(&clipping.story),
            senses,
        }
    }
}

/// The words of a story's names. One capital that opens a sentence makes no name.
pub fn names(story: &Story) -> Vec<u64> {
    let mut names: Vec<u64> = Vec::new();
    for placed in &story.paragraphs {
        let paragraph = &placed.paragraph;
        let opens = |name: &Name| paragraph.sentences.iter().any(|s| s.start == name.span.start);
        let told = paragraph
            .names
            .iter()
            .filter(|name| name.keys.len() > 1 || !opens(name));
        names.extend(told.flat_map(|name| name.keys.iter().copied()));
    }
    names.sort_unstable();
    names.dedup();
    names
}
