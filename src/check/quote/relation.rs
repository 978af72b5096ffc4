//! Whether the words of a report's place were said by whom the draft has say them.

use super::seek::Hit;
use super::{Reports, claim, misattributed};
use crate::story::Story;
use crate::story::quote::Quote;
use crate::story::speaker::Speaker;

/// Whether a report's speaker is the draft's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    Other,
    /// One of the two is not named.
    Unknown,
    Same,
}

impl Relation {
    pub fn of(draft: Option<&Speaker>, report: Option<&Speaker>) -> Relation {
        match (draft, report) {
            (Some(draft), Some(report)) if draft.is(report) => Relation::Same,
            (Some(draft), Some(report)) if draft.named && report.named => Relation::Other,
            _ => Relation::Unknown,
        }
    }
}

/// Whose words each place has. Where they are the quotation's, one of the two speakers is sooner misread than the words
/// are another's, unless both are named beside them.
pub fn relations(quote: &Quote, beside: &Beside, hits: &[Hit], reports: &Reports) -> Vec<Relation> {
    let relation = |hit: &Hit| {
        // What is told has no speaker.
        if hit.at.told {
            return None;
        }
        let theirs = claim::quote_at(reports.dossier, reports.passages, hit.at, &hit.tokens)?;
        let report = &reports.dossier.clippings[hit.at.clipping as usize].story;
        let sure = || reports.folder || are_two((beside, quote), (report, theirs));
        match Relation::of(quote.speaker.as_ref(), theirs.speaker.as_ref()) {
            Relation::Other if misattributed::same_words(hit) && !sure() => None,
            relation => Some(relation),
        }
    };
    let relation = |hit| relation(hit).unwrap_or(Relation::Unknown);
    hits.iter().map(relation).collect()
}

/// Who is named beside a quotation.
#[derive(Hash)]
pub struct Beside {
    /// Whoever speaks it is.
    speaker: bool,
    families: Vec<u64>,
}

impl Beside {
    pub fn of(story: &Story, quote: &Quote) -> Beside {
        let placed = &story.paragraphs[quote.paragraph];
        let names = placed.paragraph.names.iter();
        let beside = names.filter(|n| quote.sentence.contains(&(placed.start + n.span.start)));
        Beside {
            speaker: is_named(story, quote),
            families: beside.filter_map(|n| n.keys.last().copied()).collect(),
        }
    }

    /// Whether its speaker is named, and not that of another quotation.
    fn is_apart(&self, other: &Quote) -> bool {
        let family = other.speaker.as_ref().and_then(|s| s.keys.last());
        self.speaker && !family.is_some_and(|family| self.families.contains(family))
    }
}

/// Whether two quotations are sure to be of two speakers: each is named beside his own, and not beside the other's.
fn are_two(ours: (&Beside, &Quote), theirs: (&Story, &Quote)) -> bool {
    ours.0.is_apart(theirs.1) && Beside::of(theirs.0, theirs.1).is_apart(ours.1)
}

/// Whether a quotation's sentence, or one that another part of the utterance stands in, names who speaks.
fn is_named(story: &Story, quote: &Quote) -> bool {
    let placed = &story.paragraphs[quote.paragraph];
    let named = |q: &Quote| {
        let (Some(speaker), Some(mention)) = (&q.speaker, &q.mention) else {
            return false;
        };
        let label = q.sentence == q.marks && mention.start == placed.start;
        let beside = q.sentence.start <= mention.start && mention.end <= q.sentence.end;
        let within = |at: usize| at.saturating_sub(placed.start);
        let words = placed
            .paragraph
            .words_in(&(within(mention.start)..within(mention.end)));
        (label || beside) && words.iter().any(|w| speaker.keys.last() == Some(&w.key))
    };
    let parts = story.quotes.iter().filter(|q| q.utterance == quote.utterance);
    parts.filter(|q| q.paragraph == quote.paragraph).any(named)
}
