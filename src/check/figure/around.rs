//! Which of a dossier's figures have words of a draft's figure around them: most have none, and need not be looked at.

use super::hit::Held;
use super::spot::{self, Spot};
use crate::check::keyed::Keyed;
use crate::story::figure::Kind;

#[derive(Debug, Default)]
pub struct Around {
    /// For each sense the figures that it stands around and what it weighs there.
    postings: Keyed<(u32, f32)>,
    cues: Vec<Cue>,
}

/// What a figure is compared by besides.
#[derive(Debug)]
struct Cue {
    norm: f32,
    head: Option<u64>,
    fate: Option<u64>,
}

impl Around {
    pub fn of(held: &[Held]) -> Around {
        let words = held.iter().zip(0..).flat_map(|(held, at)| {
            let words = held.spot.words.iter();
            words.map(move |&(sense, weight)| (sense, (at, weight)))
        });
        let cue = |Held { spot, .. }: &Held| Cue {
            norm: spot.norm,
            head: spot.head,
            fate: spot.fate,
        };
        Around {
            postings: Keyed::of(words),
            cues: held.iter().map(cue).collect(),
        }
    }

    /// For each figure what the words that it shares with `ours` weigh together.
    pub fn shared(&self, ours: &Spot) -> Vec<f32> {
        let mut shared = vec![0.0; self.cues.len()];
        for (sense, weight) in &ours.words {
            for &(at, theirs) in self.postings.get(*sense) {
                shared[at as usize] += weight * theirs;
            }
        }
        shared
    }

    /// No less than the [likeness](Spot::likeness) of `ours` to a figure, of what they share.
    pub fn most(&self, ours: &Spot, at: u32, shared: f32) -> f32 {
        // Whose age it is tells more than all words.
        if ours.stated.kind == Kind::Age {
            return 1.0;
        }
        let Cue { norm, head, fate } = &self.cues[at as usize];
        let words = if shared > 0.0 {
            shared / (ours.norm * norm)
        } else {
            0.0
        };
        let agrees = |a: Option<u64>, b: Option<u64>| a.is_some() && a == b;
        let agreed = usize::from(agrees(ours.head, *head)) + usize::from(agrees(ours.fate, *fate));
        words + agreed as f32 * spot::SAME_HEAD
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::paragraph::Paragraph;

    #[test]
    fn no_figure_is_passed_over_that_is_like_it() {
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
            let shared = around.shared(ours);
            for (at, theirs) in held.iter().enumerate() {
                let likeness = ours.likeness(&theirs.spot);
                assert_eq!(ours.likeness_of(&theirs.spot, shared[at]), likeness);
                assert!(
                    around.most(ours, at as u32, shared[at]) >= likeness,
                    "{ours:?} {theirs:?}"
                );
                like += usize::from(likeness > 0.1);
            }
        }
        assert!(like > held.len());
    }
}
