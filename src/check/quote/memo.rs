//! What is kept of a draft's quotations from one check to the next, so that a key pays only for what it changes.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use super::claim::Claim;
use super::passages::Passages;
use super::relation::{Beside, Relation};
use super::slot::{Prospects, Use};
use super::voice::Voice;
use super::worded::Worded;
use super::words::Words;
use super::{judge, streams, token};
use crate::check::Finding;
use crate::dossier::Dossier;
use crate::lexicon::Sentence;
use crate::story::quote::Quote;
use crate::story::{Placed, Story};

/// See [`super::Memo`].
#[derive(Debug, Default)]
pub struct Memo {
    passages: Option<Arc<Passages>>,
    pub(super) words: FxHashMap<u64, Arc<Words>>,
    pub(super) relations: FxHashMap<u64, Arc<Vec<Relation>>>,
    pub(super) prospects: FxHashMap<u64, Arc<Prospects>>,
    pub(super) voices: FxHashMap<u64, Arc<Voice>>,
    /// Findings as if their first paragraph were the whole text.
    pub(super) findings: FxHashMap<u64, Arc<Finding>>,
    pub(super) lemmas: FxHashMap<u64, Arc<Vec<u64>>>,
    /// Of the sentences of lost quotations.
    pub(super) meanings: FxHashMap<u64, Arc<Sentence>>,
    pub(super) worded: Worded,
}

impl Memo {
    /// What holds for any dossier.
    pub fn afresh(&self) -> Memo {
        Memo {
            passages: self.passages.clone(),
            ..Memo::default()
        }
    }

    pub fn is_of(&self, dossier: &Dossier) -> bool {
        self.passages
            .as_ref()
            .is_some_and(|passages| passages.are_of(dossier))
    }

    /// The dossier's passages; what was found in those of another is forgotten.
    pub(super) fn passages(&mut self, dossier: &Dossier) -> Arc<Passages> {
        match &self.passages {
            Some(passages) if passages.are_of(dossier) => Arc::clone(passages),
            before => {
                let passages = Arc::new(Passages::of(dossier, before.as_deref()));
                *self = Memo {
                    passages: Some(Arc::clone(&passages)),
                    ..Memo::default()
                };
                passages
            }
        }
    }
}

/// What is known of each item, from before where its key is the same; what was not asked for is forgotten.
pub fn remember<'a, I: 'a, T>(
    known: &mut FxHashMap<u64, Arc<T>>,
    items: impl IntoIterator<Item = &'a I>,
    key: impl Fn(&I) -> u64,
    find: impl Fn(&'a I) -> T,
) -> Vec<Arc<T>> {
    let mut kept = FxHashMap::with_capacity_and_hasher(known.len(), FxBuildHasher);
    let found = items
        .into_iter()
        .map(|item| {
            let key = key(item);
            let before = known.get(&key).or_else(|| kept.get(&key)).cloned();
            let value = before.unwrap_or_else(|| Arc::new(find(item)));
            kept.insert(key, Arc::clone(&value));
            value
        })
        .collect();
    *known = kept;
    found
}

/// What the words of a quotation hang on, and where its sentences end.
pub fn key(story: &Story, quote: &Quote) -> u64 {
    let mut hasher = FxHasher::default();
    for placed in &story.paragraphs[quote.paragraph..=quote.last_paragraph] {
        let text = &placed.paragraph.text;
        let within = |at: usize| at.saturating_sub(placed.start).min(text.len());
        text.get(within(quote.span.start)..within(quote.span.end))
            .hash(&mut hasher);
        // How far the paragraph stands from the quotation, whatever stands before both.
        placed.start.wrapping_sub(quote.span.start).hash(&mut hasher);
        // What stands before a quotation may divide it otherwise.
        let ends = placed.paragraph.sentences.iter().map(|s| placed.start + s.end);
        for end in ends.filter(|end| quote.span.contains(end)) {
            (end - quote.span.start).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Whose words its places have hangs on who speaks it, and on who is named beside it.
pub fn relations_key(story: &Story, quote: &Quote, beside: &Beside, folder: bool) -> u64 {
    let mut hasher = FxHasher::default();
    (key(story, quote), &quote.speaker, beside, folder).hash(&mut hasher);
    hasher.finish()
}

/// What the finding on a quotation hangs on, if nothing stands in its place.
fn finding_key(claim: &Claim) -> u64 {
    let quote = claim.quote;
    let mut hasher = FxHasher::default();
    let paragraphs = &claim.story.paragraphs[quote.paragraph..=quote.last_paragraph];
    let start = paragraphs.first().map_or(0, |placed| placed.start);
    for placed in paragraphs {
        placed.paragraph.text.hash(&mut hasher);
    }
    for span in [&quote.span, &quote.marks, &quote.sentence] {
        (span.start.wrapping_sub(start), span.end.wrapping_sub(start)).hash(&mut hasher);
    }
    (&quote.speaker, quote.kind, claim.folder).hash(&mut hasher);
    for s in &claim.spoken {
        (s.hit.at, &s.hit.tokens, s.relation, s.timely, s.telling).hash(&mut hasher);
    }
    hasher.finish()
}

/// The finding on a quotation, from before if it is known; what was asked for goes into `kept`.
pub fn recall(
    claim: &Claim,
    known: &FxHashMap<u64, Arc<Finding>>,
    kept: &mut FxHashMap<u64, Arc<Finding>>,
) -> Finding {
    if claim.slot.is_some() || claim.nearest.is_some() {
        return judge(claim);
    }
    let key = finding_key(claim);
    let start = claim.paragraph().map_or(0, |placed| placed.start);
    let before = known.get(&key).or_else(|| kept.get(&key)).cloned();
    let finding = before.unwrap_or_else(|| Arc::new(judge(claim).moved(start, 0)));
    let placed = finding.moved(0, start);
    kept.insert(key, finding);
    placed
}

/// What a sentence means hangs on its words alone.
pub fn meaning_key(story: &Story, span: &Range<usize>) -> u64 {
    let mut hasher = FxHasher::default();
    for word in streams::words(story, span) {
        (word.key, word.stem).hash(&mut hasher);
    }
    hasher.finish()
}

/// What reports have of a speaker hangs on the speaker alone.
pub fn voice_key(quote: &Quote) -> u64 {
    let mut hasher = FxHasher::default();
    quote.speaker.hash(&mut hasher);
    hasher.finish()
}

/// What may stand for a quotation hangs on its speaker and on the reports that may have it, too, and on what they are.
pub fn place_key(story: &Story, quote: &Quote, usable: &[Use], folder: bool) -> u64 {
    let mut hasher = FxHasher::default();
    (key(story, quote), &quote.speaker, usable, folder).hash(&mut hasher);
    hasher.finish()
}

/// The lemmas of a draft's words of matter, ascending, each once.
pub fn lemmas(story: &Story, known: &mut FxHashMap<u64, Arc<Vec<u64>>>) -> Vec<u64> {
    let text = |placed: &Placed| {
        let mut hasher = FxHasher::default();
        placed.paragraph.text.hash(&mut hasher);
        hasher.finish()
    };
    let paragraphs = remember(known, &story.paragraphs, text, token::lemmas);
    let mut lemmas: Vec<u64> = paragraphs.iter().flat_map(|p| p.iter().copied()).collect();
    lemmas.sort_unstable();
    lemmas.dedup();
    lemmas
}
