//! Quotations: paragraphs' marks linked across the story, their speakers resolved.

use std::ops::Range;

use super::Placed;
use super::attribution::Who;
use super::cast::Cast;
use super::cue;
use super::kind;
use super::marks::{Family, Marks};
use super::name::Name;
use super::paragraph::Paragraph;
use super::speaker::Speaker;
use super::transcript::{self, Turn};
use super::word;

/// A quotation, one pair of marks. Spans count bytes of the whole text.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Between the marks, without a comma or full stop that only closes it.
    pub span: Range<usize>,
    /// With the marks.
    pub marks: Range<usize>,
    /// The index of the paragraph it starts in, and of the one it ends in.
    pub paragraph: usize,
    pub last_paragraph: usize,
    /// The sentence around it, in bytes of the whole text.
    pub sentence: Range<usize>,
    /// Nobody rather than the wrong one.
    pub speaker: Option<Speaker>,
    /// The words that name the speaker here: "she", "the governor", "Anna Moreau".
    pub mention: Option<Range<usize>>,
    /// Parts of one utterance, split or going on in the next sentence, share a number.
    pub utterance: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Speech,
    /// A title, a nickname, scare quotes, a word mentioned as a word.
    Mention,
}

/// The quotations of a story in order; of a transcript what is said in its turns.
pub fn link(paragraphs: &[Placed], turns: Option<&[Turn]>) -> Vec<Quote> {
    let mut reading = Reading {
        paragraphs,
        cast: Cast::of(paragraphs),
        quotes: Vec::new(),
        speakers: Vec::new(),
        leads: None,
        joint: Vec::new(),
    };
    match turns {
        Some(turns) => turns
            .iter()
            .enumerate()
            .for_each(|(p, turn)| reading.turn(p, turn, turn.author())),
        None => (0..paragraphs.len()).for_each(|p| reading.paragraph(p)),
    }
    let Reading {
        cast,
        mut quotes,
        speakers,
        joint,
        ..
    } = reading;
    for (quote, speaker) in quotes.iter_mut().zip(&speakers) {
        quote.speaker = speaker.map(|person| cast.speaker(person));
    }
    for (quote, other) in joint {
        if let Some(speaker) = &mut quotes[quote].speaker {
            speaker.with = Some(Box::new(cast.speaker(other)));
        }
    }
    number(&mut quotes, &speakers);
    quotes
}

/// A story being read from its first paragraph on.
struct Reading<'a> {
    paragraphs: &'a [Placed],
    cast: Cast<'a>,
    quotes: Vec<Quote>,
    /// Who speaks each quote, among the cast.
    speakers: Vec<Option<usize>>,
    /// Whom the paragraph before, ending in a colon, lets speak.
    leads: Option<usize>,
    /// The quotations that two speak as one, each with the second of them.
    joint: Vec<(usize, usize)>,
}

impl<'a> Reading<'a> {
    fn turn(&mut self, p: usize, turn: &Turn, author: Option<(&'a Paragraph, &'a Name)>) {
        let placed = &self.paragraphs[p];
        let paragraph = &*placed.paragraph;
        let within = |n: &&Name| turn.label.start <= n.span.start && n.span.end <= turn.label.end;
        let office = transcript::is_office(&paragraph.text[turn.label.clone()]);
        let named = paragraph.names.iter().find(within).filter(|_| !office);
        let speaker = match named {
            Some(name) => Some(self.cast.hear(paragraph, name, p)),
            None if let Some((byline, author)) = author => Some(self.cast.hear(byline, author, p)),
            None if turn.label.is_empty() => self.speakers.last().copied().unwrap_or(self.leads),
            None => {
                let role = paragraph.words_in(&turn.label).last();
                role.and_then(|word| self.cast.holder(word.stem, &[]))
            }
        };
        if turn.speech.is_empty() {
            self.leads = speaker;
            return;
        }
        let span = placed.at(&turn.speech);
        self.speakers.push(speaker);
        self.quotes.push(Quote {
            span: trim(&paragraph.text, turn.speech.clone(), placed.start),
            marks: span.clone(),
            paragraph: p,
            last_paragraph: p,
            sentence: span,
            speaker: None,
            mention: named.map(|n| placed.at(&n.span)),
            utterance: 0,
            kind: Kind::Speech,
        });
    }

    fn paragraph(&mut self, p: usize) {
        let placed = &self.paragraphs[p];
        let paragraph = &*placed.paragraph;
        let first = self.quotes.len();
        let mut read = 0;
        // Marks before this byte stand inside a quotation that the next paragraph goes on with.
        let mut held = 0;
        let mut people: Vec<Option<usize>> = vec![None; paragraph.mentions.len()];
        for (m, marks) in paragraph.marks.iter().enumerate() {
            let goes_on = continued(self.paragraphs, p, m);
            if marks.unclosed && marks.family == Family::Single && !goes_on {
                continue;
            }
            if held > marks.outer.start {
                continue;
            }
            if goes_on {
                held = marks.outer.end;
            }
            if marks.outer.start == 0
                && let Some(turn) = transcript::quoted(&paragraph.text, &marks.inner)
            {
                self.turn(p, &turn, None);
                continue;
            }
            self.read_until(p, marks.outer.start, &mut read, &mut people);
            let who = paragraph.who[m];
            // Who speaks may be named behind the marks; "she" there is read as of there.
            if let Who::Cued(mention) = who {
                self.read_until(p, paragraph.mentions[mention].span.end, &mut read, &mut people);
            }
            if m == 0 && self.reopened(p, marks) {
                if let (Who::Cued(mention), Some(speaker), Some(quote)) =
                    (who, self.speakers.last_mut(), self.quotes.last_mut())
                {
                    *speaker = people[mention];
                    quote.mention = Some(placed.at(&paragraph.mentions[mention].span));
                }
                continue;
            }
            let within = match who {
                Who::Open | Who::Part => self.named_within(p, marks),
                _ => None,
            };
            let speaker = within.or_else(|| match who {
                Who::Cued(mention) => people[mention],
                Who::Subject(mention) => people[mention]
                    .filter(|&person| self.cast.may_speak(person))
                    .or_else(|| self.same_sentence(p, marks)),
                Who::Part => self.same_sentence(p, marks),
                Who::Open if marks.outer.start == 0 => {
                    self.leads.or_else(|| self.cast.speaking(p.saturating_sub(1)))
                }
                Who::Open if self.follows_at_once(p, marks) => self.speakers.last().copied().flatten(),
                Who::Open => self.cast.speaking(p),
            });
            let mention = match who {
                Who::Cued(mention) => Some(placed.at(&paragraph.mentions[mention].span)),
                _ => speaker.map(|person| self.cast.mention(person)),
            };
            // “Yes. We will.” opens a paragraph whose next words between marks are given to somebody.
            if let (Who::Cued(_), Some(_)) = (who, speaker) {
                for earlier in (first..self.quotes.len()).rev() {
                    if self.speakers[earlier].is_some() {
                        break;
                    }
                    self.speakers[earlier] = speaker;
                    self.quotes[earlier].mention.clone_from(&mention);
                }
            }
            if let (Who::Cued(mention), Some(_)) = (who, speaker)
                && let Some(name) = paragraph.companion(mention)
            {
                self.joint
                    .push((self.quotes.len(), self.cast.meet(paragraph, name)));
            }
            let before = self.quotes[first..].last().map(|quote| quote.kind);
            self.speakers.push(speaker);
            self.quotes.push(Quote {
                span: trim(&paragraph.text, marks.inner.clone(), placed.start),
                marks: placed.at(&marks.outer),
                paragraph: p,
                last_paragraph: p,
                sentence: placed.at(&paragraph.sentence_around(&marks.outer)),
                speaker: None,
                mention,
                utterance: 0,
                kind: kind::kind(paragraph, m, before),
            });
        }
        self.read_until(p, usize::MAX, &mut read, &mut people);
        self.sign(p, &people);
        self.leads = paragraph.leads.and_then(|mention| people[mention]);
    }

    /// "— Anna Moreau, the mayor" under a paragraph that is all quotation.
    fn sign(&mut self, p: usize, people: &[Option<usize>]) {
        let placed = &self.paragraphs[p];
        let paragraph = &*placed.paragraph;
        let signed = paragraph.marks.is_empty() && paragraph.text.trim_start().starts_with(['—', '–', '―']);
        let Some(mention) = paragraph
            .mentions
            .first()
            .filter(|m| signed && m.words.start == 0)
        else {
            return;
        };
        let (Some(quote), Some(speaker)) = (self.quotes.last_mut(), self.speakers.last_mut()) else {
            return;
        };
        let above = &self.paragraphs[quote.paragraph];
        let whole = quote.marks.start - above.start
            == above.paragraph.text.len() - above.paragraph.text.trim_start().len();
        if quote.last_paragraph + 1 == p && whole {
            *speaker = people[0];
            quote.mention = Some(placed.at(&mention.span));
        }
    }

    /// “According to Anna Moreau, it holds.”: whom an attribution drawn inside the marks names.
    fn named_within(&mut self, p: usize, marks: &Marks) -> Option<usize> {
        let paragraph = &*self.paragraphs[p].paragraph;
        let words = paragraph.words_in(&marks.inner);
        let [according, _, first, ..] = words else {
            return None;
        };
        if according.key != cue::ACCORDING {
            return None;
        }
        let name = paragraph
            .names
            .iter()
            .find(|n| n.span.start == first.start as usize)?;
        Some(self.cast.hear(paragraph, name, p))
    }

    /// Reads the paragraph's mentions that start before `end`.
    fn read_until(&mut self, p: usize, end: usize, read: &mut usize, people: &mut [Option<usize>]) {
        let placed = &self.paragraphs[p];
        let paragraph = &*placed.paragraph;
        while let Some(mention) = paragraph.mentions.get(*read)
            && mention.span.start < end
        {
            let speaks = paragraph.speaks[*read];
            people[*read] = self.cast.read(placed, p, mention, speaks);
            *read += 1;
        }
    }

    /// Marks at a paragraph's head that go on with the last quotation, which they then lengthen.
    fn reopened(&mut self, p: usize, marks: &Marks) -> bool {
        let placed = &self.paragraphs[p];
        let paragraphs = self.paragraphs;
        let Some(open) = self
            .quotes
            .last_mut()
            .filter(|q| is_open(q, paragraphs, p, marks))
        else {
            return false;
        };
        open.span.end = trim(&placed.paragraph.text, marks.inner.clone(), placed.start).end;
        open.marks.end = placed.start + marks.outer.end;
        open.last_paragraph = p;
        true
    }

    /// Whether nothing stands between these marks and the sentence of the last quotation.
    fn follows_at_once(&self, p: usize, marks: &Marks) -> bool {
        let placed = &self.paragraphs[p];
        self.quotes
            .last()
            .filter(|q| q.last_paragraph == p)
            .is_some_and(|q| {
                let end = q.sentence.end.max(q.marks.end) - placed.start;
                placed
                    .paragraph
                    .text
                    .get(end..marks.outer.start)
                    .is_some_and(|between| between.trim().is_empty())
            })
    }

    /// Who speaks the part of a quotation before this one in the same sentence.
    fn same_sentence(&self, p: usize, marks: &Marks) -> Option<usize> {
        let placed = &self.paragraphs[p];
        let sentence = placed.at(&placed.paragraph.sentence_around(&marks.outer));
        let before = self
            .quotes
            .last()
            .filter(|q| q.paragraph == p && q.marks.end > sentence.start);
        before.and(*self.speakers.last()?)
    }
}

/// Whether marks of paragraph `p` that nothing closes are re-opened at the head of the next one.
fn continued(paragraphs: &[Placed], p: usize, m: usize) -> bool {
    let marks = &paragraphs[p].paragraph.marks[m];
    paragraphs
        .get(p + 1)
        .and_then(|next| next.paragraph.marks.first())
        .is_some_and(|first| first.reopen(marks))
}

fn is_open(quote: &Quote, paragraphs: &[Placed], p: usize, marks: &Marks) -> bool {
    let last = quote.last_paragraph;
    last + 1 == p
        && paragraphs[last]
            .paragraph
            .marks
            .iter()
            .any(|m| paragraphs[last].start + m.outer.end == quote.marks.end && marks.reopen(m))
}

/// White space and the comma, full stop or colon that only closes the quotation, taken off; placed in the text.
fn trim(text: &str, span: Range<usize>, start: usize) -> Range<usize> {
    let inner = &text[span.clone()];
    let from = span.start + (inner.len() - inner.trim_start().len());
    let mut kept = inner.trim_end();
    if !kept.ends_with("..") {
        kept = kept.strip_suffix([',', '.', ';', ':']).unwrap_or(kept).trim_end();
    }
    start + from..start + (span.start + kept.len()).max(from)
}

fn number(quotes: &mut [Quote], speakers: &[Option<usize>]) {
    let mut utterance = 0;
    for i in 1..quotes.len() {
        let (before, quote) = (&quotes[i - 1], &quotes[i]);
        let near = quote.paragraph <= before.last_paragraph + 1;
        let same = speakers[i - 1] == speakers[i]
            && (speakers[i].is_some() || quote.paragraph == before.last_paragraph);
        utterance += usize::from(!(near && same));
        quotes[i].utterance = utterance;
    }
}

/// What a quotation has of each of its paragraphs.
pub fn parts<'a>(quote: &Quote, paragraphs: &'a [Placed]) -> impl Iterator<Item = &'a str> {
    let span = quote.span.clone();
    paragraphs[quote.paragraph..=quote.last_paragraph]
        .iter()
        .map(move |placed| {
            let text = &*placed.paragraph.text;
            let within = |at: usize| at.saturating_sub(placed.start).min(text.len());
            text.get(within(span.start)..within(span.end)).unwrap_or_default()
        })
}

/// The words of a quotation as [`word::words`] gives them for its whole text, several paragraphs joined.
pub fn words<'a>(quote: &Quote, paragraphs: &'a [Placed]) -> impl Iterator<Item = (usize, &'a word::Word)> {
    let span = quote.span.clone();
    let count = quote.last_paragraph + 1 - quote.paragraph;
    paragraphs
        .iter()
        .skip(quote.paragraph)
        .take(count)
        .flat_map(move |placed| {
            let from = span.start.saturating_sub(placed.start);
            let to = span.end.saturating_sub(placed.start);
            placed
                .paragraph
                .words_in(&(from..to))
                .iter()
                .map(|w| (placed.start, w))
        })
}
