//! How like a draft's figure each of a dossier's is: what lies around them, held by word and by name.

use super::hit::Held;
use super::likeness::Cue;
use super::spot::Spot;
use crate::check::keyed::Keyed;

#[derive(Debug, Default)]
pub struct Around {
    /// For each sense the figures that it stands around and what it weighs there.
    postings: Keyed<(u32, f32)>,
    /// For each word of a name the figures in whose sentence it stands.
    named: Keyed<u32>,
    cues: Vec<Cue>,
}

/// What a figure of a dossier has in common with one of a draft.
#[derive(Debug, Clone, Copy, Default)]
struct Common {
    /// What the words that both have weigh together.
    words: f32,
    name: bool,
}

impl Around {
    pub fn of(held: &[Held]) -> Around {
        let words = held.iter().zip(0..).flat_map(|(held, at)| {
            let words = held.spot.words.iter();
            words.map(move |&(sense, weight)| (sense, (at, weight)))
        });
        let names = held.iter().zip(0..).flat_map(|(held, at)| {
            let names = held.spot.names.iter();
            names.map(move |&name| (name, at))
        });
        Around {
            postings: Keyed::of(words),
            named: Keyed::of(names),
            cues: held.iter().map(|held| held.spot.cue()).collect(),
        }
    }

    /// The [likeness](Spot::likeness) of `ours` to each figure.
    pub fn likeness(&self, ours: &Spot) -> impl Fn(u32) -> f32 {
        let mut common = vec![Common::default(); self.cues.len()];
        for (sense, weight) in &ours.words {
            for &(at, theirs) in self.postings.get(*sense) {
                common[at as usize].words += weight * theirs;
            }
        }
        for &at in ours.names.iter().flat_map(|name| self.named.get(*name)) {
            common[at as usize].name = true;
        }
        let cue = ours.cue();
        move |at| {
            let Common { words, name } = common[at as usize];
            cue.likeness(&self.cues[at as usize], words, name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::figure::spot;
    use crate::story::paragraph::Paragraph;

    #[test]
    fn what_is_held_by_word_and_name_makes_the_same_likeness() {
        let text = "The landslide at Ostrey left 31 people dead and 58 missing. The lock cost £3 billion, or 12% more \
                    than the lock at Corrie. Ilse Brandt, 52, counted 250 boats on 4 May. Some 31 people died at Corrie. Of 90 \
                    boats 40 sank, leaving 50. The council paid £7 million for 40 km of road in 2031.";
        let weighed = |mut spot: Spot| {
            spot.norm = spot.words.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
            Held {
                clipping: 0,
                paragraph: 0,
                spot,
            }
        };
        let spots = spot::spots(&Paragraph::read(text), None).into_iter();
        let held: Vec<Held> = spots.map(weighed).collect();
        let around = Around::of(&held);
        let mut like = 0;
        for ours in held.iter().map(|held| &held.spot) {
            let likeness = around.likeness(ours);
            for (theirs, at) in held.iter().zip(0..) {
                assert_eq!(likeness(at), ours.likeness(&theirs.spot), "{ours:?} {theirs:?}");
                like += usize::from(likeness(at) > 0.1);
            }
        }
        assert!(like > held.len());
    }
}
