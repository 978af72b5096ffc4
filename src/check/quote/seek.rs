//! Finds a quotation by its words: rare words vote for a diagonal, the best bands are aligned.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::OnceLock;

use super::align::{self, By, Step};
use super::edit::{self, Edit, Sort};
use super::passages::{At, Passages, Posting};
use super::streams::Stream;
use super::stretch::Stretch;
use super::token::{self, Class, Token};

/// A place that has a quotation's words, all or most of them.
#[derive(Debug, Clone)]
pub struct Hit {
    pub at: At,
    /// Tokens of the stream.
    pub tokens: Range<usize>,
    pub edits: Vec<Edit>,
    /// The share, by weight, of the quotation's words that stand there.
    pub coverage: f32,
    /// How many words of matter stand there.
    pub matter: usize,
    /// The most words on end that it shares.
    pub run: usize,
    /// How many words the quotation has.
    pub sought: usize,
    /// They stand in two quotations with more than an attribution between them.
    pub joined: bool,
}

impl Hit {
    /// The same words, house style and marked omissions aside.
    pub fn is_exact(&self) -> bool {
        !self.joined && self.same_words()
    }

    /// The same words, though perhaps not said in one go.
    pub fn same_words(&self) -> bool {
        self.edits.iter().all(|e| e.sort.is_slight())
    }

    /// What was done to the words, in their order.
    pub fn changes(&self) -> Vec<Sort> {
        self.edits.iter().map(|e| e.sort).collect()
    }

    /// Unbroken, and no longer or shorter than a word or two.
    fn is_compact(&self) -> bool {
        self.tokens.len().abs_diff(self.sought) <= 2
    }

    /// Whether this is the quotation itself, whatever was changed in it: most of its words, in one place. Where the
    /// speaker is not `known` to be the same it takes more of them.
    pub fn is_itself(&self, known: bool) -> bool {
        let apt = if known { SAME_SPEAKER } else { SOME_SPEAKER };
        let told = self.matter >= 2 || known && self.sought > 2 && self.matter == 1 && self.is_compact();
        let much = self.coverage >= apt && told;
        let telling = self.coverage >= PART && self.matter >= 3 && (self.run >= RUN || self.matter >= MATTER);
        !self.joined && (much || telling) && self.tokens.len() <= 2 * self.sought + 10
    }

    /// Nothing but words left out.
    pub fn only_cuts(&self) -> bool {
        let plain = || self.edits.iter().filter(|e| !e.sort.is_slight());
        plain().next().is_some() && plain().all(|e| e.quote.is_empty())
    }
}

/// No more places than this are aligned for one quotation.
const BANDS: usize = 12;
/// No more postings than this vote for one quotation; the rarest words go first.
const VOTES: usize = 2_000;
/// How far apart two diagonals may lie to be one band: a long quotation may lose many words, a short one stands close
/// to its likes.
fn width(quote: &[Token]) -> i64 {
    quote.len().clamp(4, 16) as i64
}

/// A quotation of no more words is looked for more than once in one stretch of a report.
const SHORT: usize = 12;
/// From these shares of its words on a place is the quotation's.
const SAME_SPEAKER: f32 = 0.55;
const SOME_SPEAKER: f32 = 0.7;
/// From this share on where it has so many words on end, or so many words of matter, that chance is out.
const PART: f32 = 0.45;
const RUN: usize = 7;
const MATTER: usize = 6;
/// Below this share of its words a place is not the quotation's.
const LEAST: f32 = 0.34;

/// The places that have the words of `quote`, the best first.
pub fn seek(passages: &Passages, quote: &[Token]) -> Vec<Hit> {
    let whole = token::weight(quote);
    if whole == 0 {
        return Vec::new();
    }
    let mut hits: Vec<Hit> = Vec::new();
    for (at, diagonal) in bands(passages, quote) {
        let stream = passages.stream(at);
        let slack = 4 + quote.len() / 2;
        let from = (diagonal - slack as i64).max(0) as usize;
        let to =
            ((diagonal + 2 * width(quote)).max(0) as usize + quote.len() + slack).min(stream.tokens.len());
        if from >= to {
            continue;
        }
        let found = hit(at, quote, stream, from..to, whole);
        // Its likes may stand beside a short one: “I don't,” she said. “I do,” he said.
        if let Some(there) = found.as_ref().filter(|_| quote.len() <= SHORT) {
            for beside in [from..there.tokens.start, there.tokens.end..to] {
                if beside.len() * 2 >= quote.len() {
                    hits.extend(hit(at, quote, stream, beside, whole));
                }
            }
        }
        hits.extend(found);
    }
    hits.sort_by(|a, b| {
        let key = |h: &Hit| (h.edits.len(), h.at, h.tokens.start);
        b.coverage
            .total_cmp(&a.coverage)
            .then_with(|| key(a).cmp(&key(b)))
    });
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        let overlaps =
            |k: &Hit| k.at == hit.at && k.tokens.start < hit.tokens.end && hit.tokens.start < k.tokens.end;
        if !kept.iter().any(overlaps) {
            kept.push(hit);
        }
    }
    kept
}

/// The sentences of a quotation, each sought for itself where that is asked for.
#[derive(Debug, Default)]
pub struct Sentences {
    /// The tokens of each.
    pub tokens: Vec<Range<usize>>,
    places: OnceLock<Vec<Vec<Hit>>>,
}

impl Sentences {
    pub fn new(tokens: Vec<Range<usize>>) -> Sentences {
        Sentences {
            tokens,
            ..Sentences::default()
        }
    }

    /// The places of each, of a quotation's tokens.
    pub fn places(&self, quote: &[Token], passages: &Passages) -> &[Vec<Hit>] {
        let seek = |sentence: &Range<usize>| seek(passages, &quote[sentence.clone()]);
        self.places.get_or_init(|| self.tokens.iter().map(seek).collect())
    }
}

/// How many words a changed quotation may fall short of its sentence's end: behind a word kept, and behind another.
const SPARE_KEPT: usize = 2;
const SPARE: usize = 3;

fn hit(at: At, quote: &[Token], stream: &Stream, window: Range<usize>, whole: u32) -> Option<Hit> {
    let report = &stream.tokens[window.clone()];
    let stretch = Stretch::of(report);
    if most(quote, &stretch) / (whole as f32) < LEAST {
        return None;
    }
    let by = if at.told { By::Lemma } else { By::Word };
    let mut steps = align::align(quote, &stretch, by);
    keep_to_sentences(&mut steps, stream, window.start);
    let covered = align::covered(&steps)?;
    let (mut worth, mut matter) = (0.0, 0);
    for step in &steps {
        match *step {
            Step::Keep(i, _) if !quote[i].bracketed => {
                worth += quote[i].class.weight() as f32;
                matter += usize::from(quote[i].class >= Class::Number);
            }
            Step::Change(i, j) if quote[i].lemma == report[j].lemma && !quote[i].bracketed => {
                worth += 0.7 * quote[i].class.weight() as f32;
            }
            _ => {}
        }
    }
    let coverage = worth / whole as f32;
    if coverage < LEAST {
        return None;
    }
    let run = run(&steps);
    for step in &mut steps {
        if let Step::Keep(_, j) | Step::Change(_, j) | Step::Missing(j) = step {
            *j += window.start;
        }
    }
    let mut tokens = window.start + covered.start..window.start + covered.end;
    // A bracket at either end stands for a few words at most, not for whatever stands beyond.
    let mut kept = steps.iter().filter_map(|s| match *s {
        Step::Keep(i, j) if !quote[i].bracketed => Some((i, j)),
        _ => None,
    });
    let (head, tail) = (kept.next(), kept.next_back());
    if let Some((i, j)) = head.filter(|&(i, _)| quote[..i].iter().any(|t| t.bracketed)) {
        let unit = stream.units[stream.unit(j)].tokens.start;
        tokens.start = tokens.start.max(unit).max(j.saturating_sub(i + 2));
    }
    if let Some((i, j)) = tail.filter(|&(i, _)| quote[i + 1..].iter().any(|t| t.bracketed)) {
        let unit = stream.units[stream.unit(j)].tokens.end;
        tokens.end = tokens.end.min(unit).min(j + quote.len() - i + 2);
    }
    if !at.told {
        tokens.end = to_the_end(&mut steps, stream, &tokens);
    }
    let (first, last) = (stream.unit(tokens.start), stream.unit(tokens.end - 1));
    Some(Hit {
        at,
        edits: edit::edits(&steps, quote, &stream.tokens),
        coverage,
        matter,
        run,
        sought: quote.len(),
        joined: !at.told && stream.units[first + 1..=last].iter().any(|u| u.afresh),
        tokens,
    })
}

/// The most that an alignment can keep of a quotation's weight: all of its words that stand anywhere in the report's.
fn most(quote: &[Token], report: &Stretch) -> f32 {
    let weighed = quote.iter().filter(|t| !t.bracketed);
    let found = weighed.filter(|t| report.may_have(t.key) || report.may_have(t.lemma));
    found.map(|t| t.class.weight()).sum::<u32>() as f32
}

/// Where the report's words end that stand for a changed quotation: "rather be one" of "rather be one big one" goes on to
/// the end of its sentence, a word of the next sentence is none of it.
fn to_the_end(steps: &mut [Step], stream: &Stream, tokens: &Range<usize>) -> usize {
    let end = tokens.end;
    let changed = steps.iter().any(|step| !matches!(step, Step::Keep(..)));
    let unit = |token: usize| &stream.units[stream.unit(token)].tokens;
    let last = unit(end - 1).end;
    let alone = tokens.len() == 1;
    let spare = match steps.last_mut() {
        Some(Step::Keep(..)) => SPARE_KEPT,
        Some(step @ Step::Change(..)) if !alone && unit(end - 1).start == end - 1 => {
            if let Step::Change(i, _) = *step {
                *step = Step::Extra(i);
            }
            return end - 1;
        }
        _ => SPARE,
    };
    if changed && last - end <= spare { last } else { end }
}

/// Words of the quotation before or behind whole sentences of a report stand for none of the sentences beside them.
fn keep_to_sentences(steps: &mut Vec<Step>, stream: &Stream, from: usize) {
    let kept = |step: &Step| matches!(step, Step::Keep(..));
    let begins = |j: usize| stream.units[stream.unit(from + j)].tokens.start == from + j;
    let ends = |j: usize| stream.units[stream.unit(from + j)].tokens.end == from + j + 1;
    let added = |step: &Step| match *step {
        Step::Keep(i, _) | Step::Change(i, _) | Step::Extra(i) => Some(Step::Extra(i)),
        Step::Missing(_) => None,
    };
    if let Some(last) = steps.iter().rposition(kept)
        && matches!(steps[last], Step::Keep(_, j) if ends(j))
    {
        let behind: Vec<Step> = steps.drain(last + 1..).collect();
        steps.extend(behind.iter().filter_map(added));
    }
    if let Some(first) = steps.iter().position(kept)
        && matches!(steps[first], Step::Keep(_, j) if begins(j))
    {
        let before: Vec<Step> = steps[..first].iter().filter_map(added).collect();
        steps.splice(..first, before);
    }
}

/// The most words kept on end.
fn run(steps: &[Step]) -> usize {
    let runs = steps.split(|step| !matches!(step, Step::Keep(..)));
    runs.map(<[Step]>::len).max().unwrap_or(0)
}

/// The diagonals (report position less quotation position) with the most votes, by stream; each stands for itself and
/// the next two widths.
fn bands(passages: &Passages, quote: &[Token]) -> Vec<(At, i64)> {
    let mut seeds: Vec<(usize, &[Posting])> = quote
        .iter()
        .enumerate()
        .filter(|(_, t)| !t.bracketed)
        .map(|(i, t)| (i, passages.postings(t.lemma)))
        .filter(|(_, postings)| !postings.is_empty())
        .collect();
    seeds.sort_by_key(|&(i, postings)| (postings.len(), i));
    let width = width(quote);
    let mut votes: Vec<(Band, f32)> = Vec::new();
    let mut spent = 0;
    for (n, (i, postings)) in seeds.into_iter().enumerate() {
        spent += postings.len();
        if n >= 3 && spent > VOTES {
            break;
        }
        let worth = 0.2 + passages.rarity(quote[i].lemma);
        let band = |j: u32| (i64::from(j) - i as i64).div_euclid(width);
        votes.extend(
            postings
                .iter()
                .map(|p| (Band::of(p.at(), band(p.place.token)), worth)),
        );
    }
    // Stable, so that the votes of a band are added up in the order in which its words were counted.
    votes.sort_by_key(|&(band, _)| band);
    votes.dedup_by(|vote, kept| {
        let same = vote.0 == kept.0;
        kept.1 += if same { vote.1 } else { 0.0 };
        same
    });
    let standing = votes.iter().enumerate().map(|(n, &(band, worth))| {
        let next = votes.get(n + 1).filter(|(other, _)| *other == band.next());
        // No vote is below zero, so their bits are in their order.
        let worth = worth + next.map_or(0.0, |&(_, worth)| worth);
        (worth.to_bits(), Reverse(band))
    });
    let mut standing: BinaryHeap<_> = standing.collect();
    let mut best: Vec<(At, i64)> = Vec::new();
    while let Some((_, Reverse(band))) = standing.pop().filter(|_| best.len() < BANDS) {
        let (at, band) = band.place();
        // A window reaches over its neighbours.
        if best.iter().all(|&(other, b)| other != at || (b - band).abs() > 1) {
            best.push((at, band));
        }
    }
    best.into_iter().map(|(at, band)| (at, band * width)).collect()
}

/// A band of a stream's diagonals, ordered by clipping, told, band. In one number, for a check sorts thousands of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Band(u64);

impl Band {
    /// What a band's number is raised by to be none below zero; streams have fewer words.
    const ZERO: i64 = 1 << 31;

    fn of(at: At, band: i64) -> Band {
        Band(u64::from(at.number()) << 32 | (band + Band::ZERO) as u64)
    }

    fn next(self) -> Band {
        Band(self.0 + 1)
    }

    fn place(self) -> (At, i64) {
        let at = At::of((self.0 >> 32) as u32);
        (at, i64::from(self.0 as u32) - Band::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::align::tests::tokens;
    use super::*;

    proptest! {
        #[test]
        fn no_place_is_passed_over_that_has_the_words(
            quote in prop::collection::vec(0_usize..10, 1..12),
            report in prop::collection::vec(0_usize..10, 1..20),
        ) {
            let (quote, report) = (tokens(&quote), tokens(&report));
            let report = Stretch::of(&report);
            let kept = align::align(&quote, &report, By::Lemma);
            let kept = kept.iter().filter_map(|step| match *step {
                Step::Keep(i, _) if !quote[i].bracketed => Some(quote[i].class.weight()),
                _ => None,
            });
            prop_assert!(most(&quote, &report) >= kept.sum::<u32>() as f32);
        }
    }
}
