//! Quotations: paragraphs' marks linked across the story, their speakers resolved.

use std::ops::Range;

use super::Placed;
use super::marks::{Family, Marks};
use super::name::{self, Bearer};
use super::paragraph::Paragraph;
use super::speaker::{Cast, Speaker};
use super::transcript;
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
    pub speaker: Option<Speaker>,
    /// Parts of one utterance, split or going on in the next sentence, share a number.
    pub utterance: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Speech,
    /// A title, a nickname, scare quotes, a word mentioned as a word.
    Mention,
}

/// The quotations of a story in order.
pub fn link(paragraphs: &[Placed]) -> Vec<Quote> {
    let mut cast = Cast::default();
    let mut quotes: Vec<Quote> = Vec::new();
    let turns = transcript::turns(paragraphs);
    for (p, placed) in paragraphs.iter().enumerate() {
        match &turns {
            Some(turns) => quotes.extend(turn(&mut cast, placed, p, &turns[p], quotes.last())),
            None => read(&mut cast, paragraphs, p, &mut quotes),
        }
    }
    for quote in &mut quotes {
        quote.speaker = quote.speaker.take().map(|s| cast.fullest(&s).unwrap_or(s));
    }
    number(&mut quotes);
    quotes
}

fn turn(
    cast: &mut Cast,
    placed: &Placed,
    p: usize,
    turn: &transcript::Turn,
    before: Option<&Quote>,
) -> Option<Quote> {
    let paragraph = &placed.paragraph;
    let span = placed.at(&turn.speech);
    let named = paragraph.names.iter().find(|n| n.span.end <= turn.label.end);
    let speaker = match named {
        Some(name) => {
            let person = cast.meet(&paragraph.text, name);
            Some(cast.speaker(person))
        }
        None if turn.label.is_empty() => before?.speaker.clone(),
        None => None,
    };
    (!span.is_empty()).then(|| Quote {
        span: trim(&paragraph.text, turn.speech.clone(), placed.start),
        marks: span.clone(),
        paragraph: p,
        last_paragraph: p,
        sentence: span,
        speaker,
        utterance: 0,
        kind: Kind::Speech,
    })
}

fn read(cast: &mut Cast, paragraphs: &[Placed], p: usize, quotes: &mut Vec<Quote>) {
    let placed = &paragraphs[p];
    let paragraph = &*placed.paragraph;
    let around = paragraph.around();
    let known: Vec<usize> = paragraph
        .names
        .iter()
        .map(|n| cast.meet(&paragraph.text, n))
        .collect();
    let mut seen = 0;
    let mut here: Vec<usize> = Vec::new();
    for (m, marks) in paragraph.marks.iter().enumerate() {
        let goes_on = continued(paragraphs, p, m);
        if marks.unclosed && marks.family == Family::Single && !goes_on {
            continue;
        }
        // Whoever a sentence before these marks is about may be meant by "he" or by nobody's name.
        while seen < paragraph.names.len() && paragraph.names[seen].span.start < marks.outer.start {
            if paragraph.names[seen].likely != Bearer::Other && is_subject(paragraph, seen) {
                cast.attend(known[seen]);
            }
            seen += 1;
        }
        if m == 0
            && let Some(open) = quotes.last_mut().filter(|q| is_open(q, paragraphs, p, marks))
        {
            open.span = open.span.start..trim(&paragraph.text, marks.inner.clone(), placed.start).end;
            open.marks.end = placed.start + marks.outer.end;
            open.last_paragraph = p;
            continue;
        }
        let (who, cued) = &paragraph.who[m];
        let said = cast.resolve(who, &around, &known);
        let speaker = said
            .or_else(|| here.last().and_then(|&q| quotes[q].speaker.clone()))
            .or_else(|| {
                let whole = marks.outer.start == 0
                    || paragraph.sentences.iter().any(|s| s.start == marks.outer.start);
                whole
                    .then(|| {
                        quotes
                            .last()
                            .filter(|q| q.last_paragraph + 1 >= p)?
                            .speaker
                            .clone()
                    })
                    .flatten()
            });
        // “Yes. We will.” opens a paragraph whose later part names the speaker.
        if let (Some(speaker), Some(true)) = (&speaker, here.last().map(|&q| quotes[q].speaker.is_none())) {
            for &q in &here {
                quotes[q].speaker.get_or_insert_with(|| speaker.clone());
            }
        }
        here.push(quotes.len());
        quotes.push(Quote {
            span: trim(&paragraph.text, marks.inner.clone(), placed.start),
            marks: placed.at(&marks.outer),
            paragraph: p,
            last_paragraph: p,
            sentence: placed.at(&paragraph.sentence_around(&marks.outer)),
            speaker,
            utterance: 0,
            kind: kind(paragraph, marks, *cued),
        });
    }
    for (name, &person) in paragraph.names.iter().zip(&known).skip(seen) {
        if name.likely != Bearer::Other
            && paragraph
                .sentences
                .iter()
                .any(|s| name.span.start < s.start + 60 && name.span.start >= s.start)
        {
            cast.attend(person);
        }
    }
}

/// Whether a name is its sentence's first, and so likely whom it is about.
fn is_subject(paragraph: &Paragraph, name: usize) -> bool {
    let span = &paragraph.names[name].span;
    let sentence = paragraph.sentence_around(span);
    !paragraph.names[..name]
        .iter()
        .any(|n| n.span.start >= sentence.start && n.likely != Bearer::Other)
}

/// Whether the last marks of paragraph `p` are re-opened at the head of the next one.
fn continued(paragraphs: &[Placed], p: usize, m: usize) -> bool {
    let last = &paragraphs[p].paragraph.marks;
    m + 1 == last.len()
        && paragraphs
            .get(p + 1)
            .and_then(|next| next.paragraph.marks.first())
            .is_some_and(|first| first.reopen(&last[m]))
}

fn is_open(quote: &Quote, paragraphs: &[Placed], p: usize, marks: &Marks) -> bool {
    p > 0
        && quote.last_paragraph + 1 == p
        && paragraphs[p - 1]
            .paragraph
            .marks
            .last()
            .is_some_and(|last| marks.reopen(last))
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

fn number(quotes: &mut [Quote]) {
    let mut utterance = 0;
    for i in 1..quotes.len() {
        let (before, quote) = (&quotes[i - 1], &quotes[i]);
        let near = quote.paragraph <= before.last_paragraph + 1;
        let same = match (&before.speaker, &quote.speaker) {
            (Some(a), Some(b)) => a == b,
            (None, None) => quote.paragraph == before.last_paragraph,
            _ => false,
        };
        utterance += usize::from(!(near && same));
        quotes[i].utterance = utterance;
    }
}

/// What names a thing rather than quotes a speaker.
const NAMING: [&str; 21] = [
    "titled", "entitled", "called", "named", "dubbed", "nicknamed", "known", "so-called", "term", "word",
    "words", "phrase", "film", "book", "song", "novel", "album", "show", "series", "headlined", "slogan",
];

/// Speech, or a title, a nickname, scare quotes, a word mentioned as a word.
fn kind(paragraph: &Paragraph, marks: &Marks, cued: bool) -> Kind {
    let text = &paragraph.text;
    let inner = text[marks.inner.clone()].trim();
    let words = paragraph.words_in(&marks.inner);
    let paused = inner.ends_with([',', '?', '!', '.']) || text[marks.outer.end..].starts_with(',');
    let opens = paragraph.sentences.iter().any(|s| s.start == marks.outer.start);
    if opens && paused && (cued || words.len() > 3) {
        return Kind::Speech;
    }
    let titled = words.len() <= 8
        && words.iter().all(|w| {
            let word = &text[w.span()];
            word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || name::is_function_word(&word.to_lowercase())
        })
        && words
            .first()
            .is_some_and(|w| text[w.span()].starts_with(char::is_uppercase));
    let before = text[..marks.outer.start].trim_end();
    let last = before
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let naming = NAMING.contains(&last.as_str()) || (last == "as" && before.ends_with("known as"));
    let spoken = cued && (before.ends_with([':', ',']) || (paused && inner.ends_with(',')));
    match words.len() {
        _ if spoken => Kind::Speech,
        0 => Kind::Mention,
        2.. if titled && !cued => Kind::Mention,
        1..=5 if naming => Kind::Mention,
        _ => Kind::Speech,
    }
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
