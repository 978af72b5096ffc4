//! The findings of a draft as one JSON object on a line. `version` is raised when a field changes its meaning.

use std::io::Write;

use ropey::Rope;
use serde::Serialize;

use super::Failure;
use super::check::Draft;
use crate::check::{Attested, ClaimKind, Finding, Fix, Source};
use crate::text::position::{self, Encoding, Position};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    draft: String,
    claims: Vec<Claim<'a>>,
}

#[derive(Serialize)]
struct Claim<'a> {
    kind: &'static str,
    /// Bytes of the draft.
    span: (usize, usize),
    range: Range,
    text: &'a str,
    speaker: Option<&'a str>,
    verdict: &'static str,
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    confidence: f32,
    attested: Vec<Wording<'a>>,
    elsewhere: Option<Elsewhere<'a>>,
    fixes: Vec<Replacement<'a>>,
}

/// The place of the draft that says otherwise.
#[derive(Serialize)]
struct Elsewhere<'a> {
    span: (usize, usize),
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Wording<'a> {
    wording: &'a str,
    origins: usize,
    sources: Vec<Passage<'a>>,
}

#[derive(Serialize)]
struct Passage<'a> {
    report: &'a str,
    outlet: &'a str,
    date: &'a str,
    headline: &'a str,
    line: u32,
    passage: &'a str,
}

#[derive(Serialize)]
struct Replacement<'a> {
    title: &'a str,
    span: (usize, usize),
    text: &'a str,
}

/// Lines and UTF-16 units from 0, as LSP counts them.
#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    character: u32,
}

pub fn write(out: &mut impl Write, draft: &Draft) -> Result<(), Failure> {
    let report = Report {
        version: VERSION,
        draft: draft.path.display().to_string(),
        claims: draft
            .findings
            .iter()
            .map(|finding| claim(finding, draft))
            .collect(),
    };
    let line = serde_json::to_string(&report)?;
    Ok(writeln!(out, "{line}")?)
}

fn claim<'a>(finding: &'a Finding, draft: &'a Draft) -> Claim<'a> {
    Claim {
        kind: match finding.kind {
            ClaimKind::Quote => "quote",
            ClaimKind::Figure => "figure",
        },
        span: (finding.span.start, finding.span.end),
        range: range(&draft.rope, &finding.span),
        text: &finding.text,
        speaker: finding.speaker.as_deref(),
        verdict: finding.verdict.name(),
        code: finding.code(),
        severity: finding.severity.name(),
        message: &finding.message,
        confidence: finding.confidence,
        attested: finding.attested.iter().map(wording).collect(),
        elsewhere: finding.elsewhere.as_ref().map(|span| Elsewhere {
            span: (span.start, span.end),
            range: range(&draft.rope, span),
            text: draft.text.get(span.clone()).unwrap_or_default(),
        }),
        fixes: finding.fixes.iter().map(replacement).collect(),
    }
}

fn range(rope: &Rope, span: &std::ops::Range<usize>) -> Range {
    Range {
        start: place(rope, span.start),
        end: place(rope, span.end),
    }
}

fn place(rope: &Rope, byte: usize) -> Place {
    let Position { line, column } = position::position(rope, byte, Encoding::Utf16);
    Place {
        line,
        character: column,
    }
}

fn wording(attested: &Attested) -> Wording<'_> {
    Wording {
        wording: &attested.wording,
        origins: attested.origins,
        sources: attested.sources.iter().map(passage).collect(),
    }
}

fn passage(source: &Source) -> Passage<'_> {
    Passage {
        report: &source.report,
        outlet: &source.outlet,
        date: &source.date,
        headline: &source.headline,
        line: source.line,
        passage: &source.passage,
    }
}

fn replacement(fix: &Fix) -> Replacement<'_> {
    Replacement {
        title: &fix.title,
        span: (fix.span.start, fix.span.end),
        text: &fix.text,
    }
}
