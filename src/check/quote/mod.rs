//! Verdicts on quotes: one file a verdict, tried in order.
//!
//! A quotation is looked up by its words ([`seek`]) among what reports put between marks and what they tell in their
//! own words; one whose words are gone is looked up by its place (`slot`). Verdicts follow from classified edits
//! ([`edit`]), never from a ratio.

pub mod align;
mod altered;
mod assign;
mod attested;
pub mod claim;
mod contested;
mod denied;
pub mod edit;
mod fit;
pub mod house;
mod ignore;
mod judgement;
mod lemma;
mod lineage;
mod memo;
mod misattributed;
mod numeral;
mod outrank;
pub mod passages;
mod relation;
pub mod seek;
mod slot;
mod speech;
mod spelling;
pub mod streams;
mod stretch;
mod style;
pub mod token;
mod truncated;
mod typeset;
mod unattested;
mod unquoted;
mod voice;
mod worded;
mod words;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::Finding;
use crate::dossier::Dossier;
use crate::story::Story;
use crate::story::quote::{self, Kind, Quote};
use assign::{Neighbour, Seeker};
use claim::{Claim, Spoken};
use fit::Lost;
use judgement::Judgement;
pub use memo::Memo;
use memo::{key, lemmas, meaning_key, place_key, recall, relations_key, remember, voice_key};
use passages::Passages;
use relation::{Beside, Relation};
use slot::{Candidate, Prospects, Slot};
use voice::Voice;
use words::Words;

/// The verdicts in the order in which they are tried; what none of them answers is [`unattested`].
const VERDICTS: [fn(&Claim) -> Option<Judgement>; 7] = [
    ignore::judge,
    contested::judge,
    attested::judge,
    misattributed::judge,
    unquoted::judge,
    truncated::judge,
    altered::judge,
];

/// Reports within so many days of the draft's are of its occasion.
const OCCASION: i64 = 30;

/// What the quotations of one draft are looked up in.
struct Reports<'a> {
    dossier: &'a Dossier,
    passages: &'a Passages,
    /// By clipping: of the draft's occasion.
    timely: Vec<bool>,
    /// They were put together for the story.
    folder: bool,
}

/// Every quotation of the story with its verdict, in order.
pub fn check(story: &Story, dossier: &Dossier, memo: &mut Memo) -> Vec<Finding> {
    let passages = memo.passages(dossier);
    let words = remember(
        &mut memo.words,
        &story.quotes,
        |quote| key(story, quote),
        |quote| Words::of(story, quote, &passages),
    );
    let reports = Reports {
        dossier,
        passages: &passages,
        timely: timely(&passages, &words),
        folder: lineage::is_folder(story, dossier, &passages),
    };
    let spoken = story.quotes.iter().zip(&words);
    let spoken: Vec<(&Quote, &Arc<Words>, Beside)> = spoken
        .map(|(quote, words)| (quote, words, Beside::of(story, quote)))
        .collect();
    let relations = remember(
        &mut memo.relations,
        &spoken,
        |(quote, _, beside)| relations_key(story, quote, beside, reports.folder),
        |(quote, words, beside)| relation::relations(quote, beside, &words.hits, &reports),
    );
    let claims: Vec<Claim> = story
        .quotes
        .iter()
        .zip(&words)
        .zip(&relations)
        .map(|((quote, words), relations)| claim(story, quote, words, relations, &reports))
        .collect();
    let elsewhere = elsewhere(&claims, story, &reports.timely, memo);
    let mut findings = FxHashMap::with_capacity_and_hasher(claims.len(), FxBuildHasher);
    let checked = claims
        .into_iter()
        .zip(&elsewhere)
        .map(|(mut claim, elsewhere)| {
            claim.slot = elsewhere.slot.as_ref();
            claim.nearest = elsewhere.nearest.as_ref();
            recall(&claim, &memo.findings, &mut findings)
        })
        .collect();
    memo.findings = findings;
    checked
}

/// What is found of a quotation whose words are nowhere.
#[derive(Debug, Default)]
struct Elsewhere {
    /// What stands in its place in the reports that the draft was written from.
    slot: Option<Slot>,
    /// Without that, what comes nearest to it.
    nearest: Option<Candidate>,
}

/// For each quotation, the most of them found by their words, what else stands for it.
fn elsewhere(claims: &[Claim], story: &Story, timely: &[bool], memo: &mut Memo) -> Vec<Elsewhere> {
    let lost = |claim: &Claim| {
        claim.quote.kind == Kind::Speech && !is_found(claim) && unquoted::judge(claim).is_none()
    };
    let lost: Vec<usize> = (0..claims.len()).filter(|&i| lost(&claims[i])).collect();
    let mut elsewhere: Vec<Elsewhere> = claims.iter().map(|_| Elsewhere::default()).collect();
    let Some(first) = lost.first().map(|&i| &claims[i]) else {
        return elsewhere;
    };
    let (dossier, passages, folder) = (first.dossier, first.passages, first.folder);
    let sources = lineage::sources(claims, passages, || {
        let lemmas = lemmas(story, &mut memo.lemmas);
        memo.worded.shares(lemmas, passages).collect()
    });
    let usable: Vec<slot::Use> = sources
        .iter()
        .zip(timely)
        .map(|(&source, &timely)| match (source, timely) {
            (false, _) => slot::Use::None,
            (true, false) => slot::Use::Stale,
            (true, true) => slot::Use::Full,
        })
        .collect();
    let sentences: Vec<Range<usize>> = lost.iter().flat_map(|&i| claims[i].spans()).collect();
    let mut meanings = remember(
        &mut memo.meanings,
        &sentences,
        |span| meaning_key(story, span),
        |span| streams::meaning(story, span),
    )
    .into_iter();
    let lost: Vec<(usize, Lost)> = lost
        .iter()
        .map(|&i| {
            let claim = &claims[i];
            let meanings = meanings.by_ref().take(claim.spans().count()).collect();
            (i, Lost::of(claim, meanings))
        })
        .collect();
    let voices = remember(
        &mut memo.voices,
        &lost,
        |(_, lost)| voice_key(lost.quote),
        |(_, lost)| Voice::of(lost.quote.speaker.as_ref(), dossier, passages),
    );
    let lost: Vec<(usize, Lost, Arc<Voice>)> = lost
        .into_iter()
        .zip(voices)
        .map(|((i, lost), voice)| (i, lost, voice))
        .collect();
    let prospects = remember(
        &mut memo.prospects,
        &lost,
        |(_, lost, _)| place_key(story, lost.quote, &usable, folder),
        |(_, lost, voice)| Prospects::of(lost, voice, dossier, passages, &usable, folder),
    );
    let places: Vec<Vec<Candidate>> = lost
        .iter()
        .zip(&prospects)
        .map(|((_, lost, _), prospects)| prospects.placed(story, lost, dossier, passages))
        .collect();
    let seekers: Vec<Seeker> = lost
        .iter()
        .zip(&places)
        .map(|(&(i, ..), candidates)| Seeker {
            candidates,
            neighbours: neighbours(claims, i),
        })
        .collect();
    let slots = assign::assign(&seekers, &taken(claims));
    for ((&(i, ..), prospects), slot) in lost.iter().zip(&prospects).zip(slots) {
        let slot = slot.filter(|slot| lineage::is_borne_out(&claims[i], slot));
        let nearest = prospects.nearest.clone().filter(|_| slot.is_none());
        elsewhere[i] = Elsewhere { slot, nearest };
    }
    elsewhere
}

fn judge(claim: &Claim) -> Finding {
    let judgement = VERDICTS.iter().find_map(|verdict| verdict(claim));
    judgement
        .unwrap_or_else(|| unattested::judge(claim))
        .finding(claim)
}

fn claim<'a>(
    story: &'a Story,
    quote: &'a Quote,
    words: &'a Words,
    relations: &[Relation],
    reports: &Reports<'a>,
) -> Claim<'a> {
    let mut spoken: Vec<Spoken> = words
        .hits
        .iter()
        .zip(&words.shared)
        .zip(relations)
        .filter(|((hit, _), _)| !hit.at.told)
        .map(|((hit, &shared), &relation)| {
            let telling = || shared.is_some_and(|shared| claim::is_telling(hit, relation, shared));
            Spoken {
                hit,
                relation,
                timely: reports.timely[hit.at.clipping as usize],
                telling: reports.folder || telling(),
            }
        })
        .collect();
    let worth = |s: &Spoken| {
        let relation = match s.relation {
            Relation::Same => 0.15,
            Relation::Unknown => 0.0,
            Relation::Other => -0.3,
        };
        s.hit.coverage + relation + if s.timely { 0.15 } else { 0.0 }
    };
    spoken.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    outrank::outrank(&mut spoken, reports.dossier, reports.passages);
    Claim {
        story,
        dossier: reports.dossier,
        passages: reports.passages,
        quote,
        tokens: &words.tokens,
        text: text_of(story, quote),
        told: words.hits.iter().filter(|hit| hit.at.told).collect(),
        spoken,
        sentences: &words.sentences,
        slot: None,
        nearest: None,
        folder: reports.folder,
    }
}

/// What stands between the marks; paragraphs are set apart by an empty line.
fn text_of<'a>(story: &'a Story, quote: &Quote) -> Cow<'a, str> {
    let mut parts = quote::parts(quote, &story.paragraphs);
    let first = parts.next().unwrap_or_default();
    parts.fold(Cow::Borrowed(first), |text, part| {
        Cow::Owned(format!("{text}\n\n{part}"))
    })
}

/// Which clippings are of the draft's occasion: near in time to the report that has most of its quotations.
fn timely(passages: &Passages, words: &[Arc<Words>]) -> Vec<bool> {
    let mut shares = vec![0.0_f32; passages.days.len()];
    for words in words {
        for hit in &words.hits {
            shares[hit.at.clipping as usize] += hit.coverage;
        }
    }
    let day = |c: usize| passages.days[c];
    let most = (0..shares.len())
        .filter(|&c| day(c).is_some())
        .max_by(|&a, &b| shares[a].total_cmp(&shares[b]));
    let Some(anchor) = most.and_then(day) else {
        return vec![true; shares.len()];
    };
    (0..shares.len())
        .map(|c| day(c).is_none_or(|day| is_near(anchor, day)))
        .collect()
}

/// Whether two days are of one occasion.
fn is_near(a: Date, b: Date) -> bool {
    a.duration_until(b).as_hours().abs() <= OCCASION * 24
}

/// Whether its words are found, perhaps changed or in part, or said by somebody else.
fn is_found(claim: &Claim) -> bool {
    let in_part = |s: &Spoken| s.relation != Relation::Other && s.hit.matter >= 2 && claim.goes_beyond(s.hit);
    claim
        .spoken
        .iter()
        .any(|s| s.hit.is_exact() || s.is_itself() || in_part(s))
}

/// Where the quotations before and behind the `i`th stand in reports.
fn neighbours(claims: &[Claim], i: usize) -> Vec<Neighbour> {
    let beside = [(i.checked_sub(1), true), (Some(i + 1), false)];
    let claims = beside
        .into_iter()
        .filter_map(|(j, before)| Some((claims.get(j?)?, before)));
    claims
        .flat_map(|(claim, before)| {
            let found = claim.spoken.iter().filter(|s| s.is_itself());
            found.map(move |s| {
                let stream = claim.passages.stream(s.hit.at);
                Neighbour {
                    at: s.hit.at,
                    tokens: s.hit.tokens.clone(),
                    quote: stream.units[stream.unit(s.hit.tokens.start)].of,
                    before,
                }
            })
        })
        .collect()
}

/// The report sentences that quotations of the draft already are.
fn taken(claims: &[Claim]) -> FxHashSet<u64> {
    let found = claims
        .iter()
        .flat_map(|c| c.spoken.iter().filter(|s| s.is_itself()).map(move |s| (c, s)));
    found
        .flat_map(|(claim, s)| {
            let stream = claim.passages.stream(s.hit.at);
            let units = stream.unit(s.hit.tokens.start)..=stream.unit(s.hit.tokens.end - 1);
            units.map(|u| slot::wording(&stream.tokens[stream.units[u].tokens.clone()]))
        })
        .collect()
}
