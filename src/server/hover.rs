//! The evidence for a claim: verdict, passages, where they stand. The message is the diagnostic's; editors show both.

use std::ops::Range;

use tower_lsp::gen_lsp_types::{self as lsp, Hover};

use super::difference::{self, Run};
use super::markup::Markup;
use super::session::Agreed;
use super::{convert, definition};
use crate::check::{Attested, ClaimKind, Finding, Source, Verdict};
use crate::desk::Proof;
use crate::story::sentence;
use crate::text::{Encoding, Position};

/// How many wordings are shown, and how many passages of each.
const WORDINGS: usize = 3;
const PASSAGES: usize = 3;

/// The claims at a position that have evidence, the innermost first.
pub fn at(proof: &Proof, at: lsp::Position, agreed: &Agreed) -> Option<Hover> {
    let claims = definition::claims(proof, at, agreed);
    let shown: Vec<&Finding> = claims
        .into_iter()
        .filter(|claim| !claim.attested.is_empty() || claim.elsewhere.is_some())
        .collect();
    let mut text = Markup::new(agreed.markdown);
    for (number, finding) in shown.iter().enumerate() {
        if number > 0 {
            text.rule();
        }
        write(proof, finding, &mut text);
    }
    let outermost = shown.last()?;
    Some(Hover {
        contents: text.content().into(),
        range: Some(convert::range(&proof.draft, &outermost.span, agreed.encoding)),
    })
}

fn write(proof: &Proof, finding: &Finding, text: &mut Markup) {
    text.paragraph();
    text.strong(&capital(finding.verdict.name()));
    if finding.verdict == Verdict::Unattested {
        text.say(" · the nearest passage");
    }
    if let Some(span) = &finding.elsewhere {
        elsewhere(proof, span, text);
    }
    for attested in finding.attested.iter().take(WORDINGS) {
        wording(finding, attested, text);
    }
    let more = finding.attested.len().saturating_sub(WORDINGS);
    if more > 0 {
        text.paragraph();
        text.say(&format!("{more} more in other words"));
    }
}

/// The sentence of the draft that says otherwise.
fn elsewhere(proof: &Proof, span: &Range<usize>, text: &mut Markup) {
    let draft = &proof.draft;
    let Position { line, .. } = draft.position(span.start, Encoding::Utf8);
    let start = draft.offset(Position { line, column: 0 }, Encoding::Utf8);
    let end = draft.offset(
        Position {
            line: line + 1,
            column: 0,
        },
        Encoding::Utf8,
    );
    let copy = draft.slice(start..end.max(span.end));
    let words = span.start - start..span.end - start;
    let touched = |sentence: &Range<usize>| sentence.start < words.end && words.start < sentence.end;
    let sentences = sentence::sentences(&copy).into_iter().filter(touched);
    let around = sentences.fold(words.clone(), |around, sentence| {
        around.start.min(sentence.start)..around.end.max(sentence.end)
    });
    let part = |span: Range<usize>| copy.get(span).unwrap_or_default();
    text.quotation();
    text.words(part(around.start..words.start).trim_start());
    text.strong(part(words.clone()));
    text.words(part(words.end..around.end).trim_end());
    text.paragraph();
    text.say(&format!("this draft, line {}", line + 1));
}

fn wording(finding: &Finding, attested: &Attested, text: &mut Markup) {
    text.paragraph();
    if finding.verdict != Verdict::Attested {
        difference(finding, attested, text);
        text.say(" · ");
    }
    text.say(&match attested.origins {
        1 => "1 origin".to_owned(),
        origins => format!("{origins} origins"),
    });
    for source in attested.sources.iter().take(PASSAGES) {
        passage(source, text);
    }
    let more = attested.sources.len().saturating_sub(PASSAGES);
    if more > 0 {
        text.paragraph();
        text.say(&format!("{more} more with the same"));
    }
}

/// What the draft has struck out, what the reports have set beside it.
fn difference(finding: &Finding, attested: &Attested, text: &mut Markup) {
    match (finding.kind, finding.verdict) {
        (ClaimKind::Quote, Verdict::Altered | Verdict::Truncated) => {
            for (number, run) in difference::runs(&finding.text, &attested.wording)
                .iter()
                .enumerate()
            {
                if number > 0 {
                    text.say(" ");
                }
                match run {
                    Run::Both(words) => text.words(words),
                    Run::Draft(words) => text.struck(words),
                    Run::Report(words) => text.added(words),
                }
            }
        }
        _ => text.strong(&attested.wording),
    }
}

fn passage(source: &Source, text: &mut Markup) {
    text.quotation();
    let (start, end) = (source.highlight.start, source.highlight.end);
    let parts = (
        source.passage.get(..start),
        source.passage.get(start..end),
        source.passage.get(end..),
    );
    match parts {
        (Some(before), Some(words), Some(after)) if !words.is_empty() => {
            text.words(before);
            text.strong(words);
            text.words(after);
        }
        _ => text.words(&source.passage),
    }
    text.paragraph();
    let file = convert::uri(&source.path).map(|uri| format!("{}#L{}", uri.0, source.line));
    let place = format!("{} line {}", source.report, source.line);
    let named = [&source.outlet, &source.date, &place]
        .into_iter()
        .filter(|part| !part.is_empty());
    let named: Vec<&str> = named.map(String::as_str).collect();
    text.link(&named.join(", "), file.as_deref());
    if !source.headline.is_empty() {
        text.say(" · ");
        text.words(&source.headline);
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
