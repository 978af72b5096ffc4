//! A quotation of the draft with all that the dossier has to say to it: what verdicts are given on.

use std::borrow::Cow;
use std::ops::Range;

use super::edit::{Edit, Sort};
use super::passages::{At, Passages};
use super::relation::Relation;
use super::seek::{Hit, Sentences};
use super::slot::{Candidate, Slot};
use super::token::{Class, Token};
use crate::check::cite::Place;
use crate::check::{Attested, cite};
use crate::dossier::{Clipping, Dossier};
use crate::story::quote::Quote;
use crate::story::speaker::Speaker;
use crate::story::{Placed, Story};

/// A place between a report's marks.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'a> {
    pub hit: &'a Hit,
    pub relation: Relation,
    /// The report is of the draft's days, not of an occasion long before.
    pub timely: bool,
    /// Its words are too many or too rare to have been said of something else.
    pub telling: bool,
}

impl Spoken<'_> {
    /// Whether this is the quotation itself, whatever was changed in it.
    pub fn is_itself(&self) -> bool {
        let same = self.relation == Relation::Same;
        self.relation != Relation::Other && (self.hit.is_exact() || self.hit.is_itself(same))
    }
}

/// So many words more are a longer quotation, fewer are words added.
const CLAUSE: usize = 3;
/// Out of all reports a quotation that has been changed is known by so many words, this share of them, worth so much;
/// by more of them when it is no whole sentence's length or when nobody is named.
const WORDS: usize = 6;
const SHARE: f32 = 0.65;
const SHORT: usize = 8;
const SHARE_OF_SHORT: f32 = 0.82;
const WORTH: f32 = 8.0;
/// Or by half of them, where so many stand on end or are worth so much that nobody else's are like it.
const HALF: f32 = 0.55;
const RUN: usize = 8;
const PLENTY: f32 = 18.0;

/// Whether a place that [may tell](may_tell) a quotation is its own by its words alone, whatever was changed in it.
/// `shared` is what the words of both are worth.
pub fn is_telling(hit: &Hit, relation: Relation, shared: f32) -> bool {
    let known = relation == Relation::Same && hit.sought > SHORT;
    let least = if known { SHARE } else { SHARE_OF_SHORT };
    if relation == Relation::Same && is_one_change(hit) {
        return true;
    }
    hit.run >= RUN || shared >= PLENTY || hit.coverage >= least && shared >= WORTH
}

/// Whether a place has enough of a quotation's words to be looked at.
pub fn may_tell(hit: &Hit) -> bool {
    hit.sought >= WORDS && hit.coverage >= HALF
}

/// Whether all but a word or two stands as the speaker said it.
fn is_one_change(hit: &Hit) -> bool {
    let mut changes = hit.edits.iter().filter(|e| !e.sort.is_slight());
    let small = |e: &Edit| e.quote.len() <= 2 && e.report.len() <= 2;
    hit.matter >= 2 && changes.next().is_some_and(small) && changes.next().is_none()
}

pub struct Claim<'a> {
    pub story: &'a Story,
    pub dossier: &'a Dossier,
    pub passages: &'a Passages,
    pub quote: &'a Quote,
    /// Their places count from the quotation's start.
    pub tokens: &'a [Token],
    /// What stands between the draft's marks.
    pub text: Cow<'a, str>,
    /// Places between a report's marks that have its words, the best first: timely ones, the same speaker's.
    pub spoken: Vec<Spoken<'a>>,
    /// Places in reports' own words.
    pub told: Vec<&'a Hit>,
    /// None where they all stand somewhere as they are.
    pub sentences: &'a Sentences,
    /// What reports quote in its place, with few of its words or none.
    pub slot: Option<&'a Slot>,
    /// The archive was put together for the story.
    pub folder: bool,
    /// Where nothing does, what comes nearest in meaning of all that its speaker said.
    pub nearest: Option<&'a Candidate>,
}

impl<'a> Claim<'a> {
    /// The paragraph it starts in.
    pub fn paragraph(&self) -> Option<&'a Placed> {
        self.story.paragraphs.get(self.quote.paragraph)
    }

    /// Where its sentences stand in the draft; all as one where they are not told apart.
    pub fn spans(&self) -> impl Iterator<Item = Range<usize>> {
        let at = |place: u32| self.quote.span.start + place as usize;
        let apart = &self.sentences.tokens;
        let one = apart.is_empty().then_some(0..self.tokens.len());
        let sentences = one.into_iter().chain(apart.iter().cloned());
        sentences.filter_map(move |sentence| {
            let words = &self.tokens[sentence];
            Some(at(words.first()?.start)..at(words.last()?.end))
        })
    }

    /// The mark that opens it.
    pub fn mark(&self) -> Option<char> {
        let placed = self.paragraph()?;
        let from = self.quote.marks.start.checked_sub(placed.start)?;
        placed.paragraph.text.get(from..)?.chars().next()
    }

    pub fn clipping(&self, at: At) -> &'a Clipping {
        &self.dossier.clippings[at.clipping as usize]
    }

    pub fn origin(&self, at: At) -> usize {
        self.dossier.origins[at.clipping as usize]
    }

    /// Who speaks in the report where these tokens stand.
    pub fn speaker_at(&self, at: At, tokens: &Range<usize>) -> Option<&'a Speaker> {
        quote_at(self.dossier, self.passages, at, tokens)?
            .speaker
            .as_ref()
    }

    /// The places with the words that stand in them.
    pub fn attested(&self, places: impl IntoIterator<Item = (At, Range<usize>)>) -> Vec<Attested> {
        let places: Vec<Place> = places
            .into_iter()
            .filter_map(|(at, tokens)| self.place(at, tokens))
            .collect();
        cite::attested(self.dossier, &places)
    }

    fn place(&self, at: At, mut tokens: Range<usize>) -> Option<Place> {
        let stream = self.passages.stream(at);
        let text = &self.clipping(at).report.text;
        // What begins within brackets is shown from where they open.
        let bracketed = |token: usize| stream.tokens.get(token).is_some_and(|t| t.bracketed);
        while tokens.start > 0 && bracketed(tokens.start) && bracketed(tokens.start - 1) {
            tokens.start -= 1;
        }
        let (first, last) = (
            stream.tokens.get(tokens.start)?,
            stream.tokens.get(tokens.end.checked_sub(1)?)?,
        );
        let mut wording = String::new();
        let opens = text.get(..first.start as usize)?.ends_with(['[', '(']);
        let mut from = first.start as usize - usize::from(first.bracketed && opens);
        for i in tokens.clone() {
            let here = stream.units[stream.unit(i)].of;
            let goes_on = i + 1 < tokens.end && stream.units[stream.unit(i + 1)].of == here;
            // “Our word,” she said, “is kept.” is one wording without its attribution.
            if !goes_on {
                let next = stream.tokens.get(i + 1).map_or(text.len(), |t| t.start as usize);
                let end = stream.tokens[i].end as usize;
                let pause = text.get(end..next).and_then(|gap| gap.chars().next());
                if !wording.is_empty() {
                    wording.push(' ');
                }
                wording.push_str(text.get(from..end).unwrap_or_default());
                if i + 1 < tokens.end {
                    // The comma before an attribution stands for the full stop that ended a sentence.
                    let opens = text
                        .get(next..)
                        .is_some_and(|t| t.starts_with(char::is_uppercase));
                    let pause = pause.map(|c| if c == ',' && opens { '.' } else { c });
                    wording.extend(pause.filter(|c| matches!(c, ',' | '.' | ';' | '?' | '!')));
                    from = next;
                }
            }
        }
        Some(Place {
            clipping: at.clipping as usize,
            span: first.start as usize..last.end as usize,
            wording: wording.trim().to_owned(),
        })
    }

    /// Whether a hit is a sentence from its first word to its last.
    pub fn is_sentence(&self, hit: &Hit) -> bool {
        let units = &self.passages.stream(hit.at).units;
        let starts = units
            .binary_search_by_key(&hit.tokens.start, |u| u.tokens.start)
            .is_ok();
        starts
            && units
                .binary_search_by_key(&hit.tokens.end, |u| u.tokens.end)
                .is_ok()
    }

    /// Whether a hit stands in one pair of marks.
    pub fn is_of_one(&self, hit: &Hit) -> bool {
        let stream = self.passages.stream(hit.at);
        let of = |token| stream.units[stream.unit(token)].of;
        of(hit.tokens.start) == of(hit.tokens.end - 1)
    }

    /// Whether the report quotes less of it: the draft's words go on where the report's marks end or begin.
    pub fn goes_beyond(&self, hit: &Hit) -> bool {
        let stream = self.passages.stream(hit.at);
        let of = |token: Option<usize>| Some(stream.units.get(stream.unit(token?))?.of);
        // Of an archive's many reports some begin to quote a word later.
        let least = if self.folder { CLAUSE } else { 1 };
        let begins = of(hit.tokens.start.checked_sub(1)) != of(Some(hit.tokens.start));
        let ends = of(Some(hit.tokens.end)) != of(Some(hit.tokens.end - 1));
        let edits = || hit.edits.iter().filter(|e| !e.sort.is_slight());
        let beyond = |e: &Edit| {
            let clause = e.quote.len() >= least;
            let head = begins && e.quote.start == 0 && (clause || self.leads_in(hit, &e.quote));
            let tail = ends && e.quote.end == self.tokens.len() && clause;
            e.report.is_empty() && (head || tail || clause && self.is_seam(hit, e))
        };
        // Between two quotations of an archive's report, and where its own ellipsis is, stands what another one may quote.
        let pauses = self.clipping(hit.at).story.transcript;
        let elided = |e: &Edit| !pauses && stream.tokens.get(e.report.end).is_some_and(|t| t.elided);
        let between = |e: &Edit| !self.folder && !e.quote.is_empty() && (self.is_seam(hit, e) || elided(e));
        edits().next().is_some() && (edits().all(beyond) || edits().any(between))
    }

    /// Whether a change stands where one quotation of the report ends and the next begins.
    fn is_seam(&self, hit: &Hit, edit: &Edit) -> bool {
        let stream = self.passages.stream(hit.at);
        let of = |token: usize| stream.units.get(stream.unit(token)).map(|u| u.of);
        let last = edit.report.end.max(edit.report.start + 1) - 1;
        let within = hit.tokens.start < edit.report.start && last < hit.tokens.end;
        within && of(edit.report.start - 1) != of(last)
    }

    /// Whether the draft only begins before the report's marks do: with a small word, or with what the report says
    /// outside them.
    fn leads_in(&self, hit: &Hit, words: &Range<usize>) -> bool {
        let paragraph = self.passages.stream(hit.at);
        let of = paragraph.units[paragraph.unit(hit.tokens.start)].of;
        let quotes = &self.clipping(hit.at).story.quotes;
        let told = self.passages.stream(At { told: true, ..hit.at });
        let from = told.units.partition_point(|u| u.of < quotes[of].paragraph);
        let beside = told.units[from..]
            .iter()
            .take_while(|u| u.of == quotes[of].paragraph);
        let beside = beside.flat_map(|u| &told.tokens[u.tokens.clone()]);
        let small = |t: &Token| matches!(t.class, Class::Filler | Class::Function | Class::Pronoun);
        let words = &self.tokens[words.clone()];
        words.iter().all(small)
            || words
                .iter()
                .all(|t| small(t) || beside.clone().any(|b| b.lemma == t.lemma))
    }

    /// What the changed words are, in a newsroom's words: “not” is gone.
    pub fn change(&self, hit: &Hit, edit: &Edit) -> Option<String> {
        let stream = self.passages.stream(hit.at);
        let (mut ours, mut theirs) = (edit.quote.clone(), edit.report.clone());
        // Half a contraction is shown as the whole.
        let halved = |tokens: &[Token], at: usize| {
            at > 0
                && tokens
                    .get(at)
                    .is_some_and(|t| t.contracted && t.start == tokens[at - 1].start)
        };
        if halved(self.tokens, ours.start) || halved(&stream.tokens, theirs.start) {
            ours.start = ours.start.saturating_sub(1);
            theirs.start = theirs.start.saturating_sub(1);
        }
        let words = |tokens: &[Token]| Some(tokens.first()?.start as usize..tokens.last()?.end as usize);
        let ours = words(&self.tokens[ours])
            .and_then(|span| self.text.get(span))
            .map(short);
        let theirs = Some(theirs)
            .filter(|t| !t.is_empty())
            .and_then(|theirs| self.place(hit.at, theirs))
            .map(|place| short(&place.wording));
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => Some(format!("“{ours}” for “{theirs}”")),
            (Some(ours), None) => Some(format!("“{ours}” is added")),
            (None, Some(theirs)) if edit.sort == Sort::Hidden => {
                Some(format!("the ellipsis hides “{theirs}”"))
            }
            (None, Some(theirs)) => Some(format!("“{theirs}” is gone")),
            (None, None) => None,
        }
    }

    /// The gravest change, and how many there are beside it.
    pub fn changes(&self, hit: &Hit) -> String {
        let changed = || hit.edits.iter().filter(|e| !e.sort.is_slight());
        let Some(gravest) = changed().rev().max_by_key(|e| e.sort) else {
            return String::new();
        };
        let others = match changed().count() - 1 {
            0 => String::new(),
            1 => ", and one more change".to_owned(),
            n => format!(", and {n} more changes"),
        };
        let change = self.change(hit, gravest);
        change.map_or(String::new(), |change| format!(": {change}{others}"))
    }

    /// The tokens of a hit, drawn out to whole sentences where the quotation's own ends are changed.
    pub fn whole(&self, hit: &Hit) -> Range<usize> {
        let stream = self.passages.stream(hit.at);
        let mut tokens = hit.tokens.clone();
        let opens = self
            .text
            .starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
        let changed = || hit.edits.iter().filter(|e| !e.quote.is_empty());
        let changed_head = changed().any(|e| e.quote.start == 0);
        // Words changed one for one end where the report's do.
        let grown = |e: &&Edit| e.quote.len() > e.report.len();
        let changed_tail = changed().filter(grown).any(|e| e.quote.end == self.tokens.len());
        if changed_head && opens {
            tokens.start = stream.units[stream.unit(tokens.start)].tokens.start;
        }
        if changed_tail {
            let end = stream.units[stream.unit(tokens.end - 1)].tokens.end;
            // A clause more, not a paragraph.
            if end <= tokens.end + 4 + self.tokens.len() / 2 {
                tokens.end = end;
            }
        }
        tokens
    }
}

/// At most this many bytes of a change are worth reading in a message.
const SHOWN: usize = 60;

/// The first and the last words where there are many.
fn short(words: &str) -> String {
    if words.len() <= SHOWN {
        return words.to_owned();
    }
    let all: Vec<&str> = words.split_whitespace().collect();
    match all[..] {
        [first, second, third, .., last] => format!("{first} {second} {third} … {last}"),
        _ => words.to_owned(),
    }
}

/// The report's quotation in which these tokens stand.
pub fn quote_at<'a>(
    dossier: &'a Dossier,
    passages: &Passages,
    at: At,
    tokens: &Range<usize>,
) -> Option<&'a Quote> {
    let stream = passages.stream(at);
    let unit = stream.units.get(stream.unit(tokens.start))?;
    let story = &dossier.clippings[at.clipping as usize].story;
    story.quotes.get(unit.of)
}
