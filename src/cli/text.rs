//! The findings of a draft for reading: each under its words, with the wordings that reports have and who has them.

use std::collections::HashSet;
use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};

use super::check::Draft;
use super::counted;
use crate::check::{Attested, ClaimKind, Finding, Severity, Source, Verdict};
use crate::text::html;
use crate::text::position::{self, Encoding, Position};
use crate::text::printable::{clean, shown};

/// Columns of copy a line; so that a terminal of 100 columns need not wrap.
const WIDTH: usize = 90;
/// Bytes of copy shown before and from the start of a claim on.
const LONGEST: usize = 1_000;
/// Wordings shown for a finding, and sources for a wording. JSON has all of them.
const SHOWN: usize = 3;

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const RIGHT: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();

pub fn write(out: &mut impl Write, draft: &Draft) -> io::Result<()> {
    for finding in draft.problems() {
        heading(out, draft, finding)?;
        copy(out, draft, finding)?;
        elsewhere(out, draft, finding)?;
        for attested in finding.attested.iter().take(SHOWN) {
            wording(out, finding.kind, attested)?;
        }
        writeln!(out)?;
    }
    summary(out, draft)
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        _ => AnsiColor::Blue.on_default().bold(),
    }
}

/// `draft.txt:3:14: warning: … [quote/altered]`, as compilers write it, so that tools can follow it.
fn heading(out: &mut impl Write, draft: &Draft, finding: &Finding) -> io::Result<()> {
    let (line, column) = place(draft, finding.span.start);
    let path = draft.path.display().to_string();
    let style = style(finding.severity);
    writeln!(
        out,
        "{PLACE}{}:{line}:{column}:{PLACE:#} {style}{}:{style:#} {BOLD}{}{BOLD:#} {FAINT}[{}]{FAINT:#}",
        clean(&path),
        finding.severity.name(),
        clean(&finding.message),
        finding.code(),
    )
}

/// Line and column in characters, from 1.
fn place(draft: &Draft, byte: usize) -> (u32, u32) {
    let Position { line, column } = position::position(&draft.rope, byte, Encoding::Utf32);
    (line + 1, column + 1)
}

/// The sentence with the words of the claim marked under it.
fn copy(out: &mut impl Write, draft: &Draft, finding: &Finding) -> io::Result<()> {
    let span = &finding.span;
    let around = html::whole(draft.text, sentence(draft, span));
    let (mut number, _) = place(draft, around.start);
    let gutter = place(draft, around.end).0.to_string().len();
    let style = style(finding.severity);
    writeln!(out, "{FAINT}{:gutter$} |{FAINT:#}", "")?;
    let mut at = around.start;
    for line in draft.text[around].split_inclusive('\n') {
        for (i, row) in rows(line, at, span).iter().enumerate() {
            let label = if i == 0 { number.to_string() } else { String::new() };
            let copy: String = row.iter().map(|&(c, _)| c).collect();
            writeln!(out, "{FAINT}{label:>gutter$} |{FAINT:#} {copy}")?;
            let marks: String = row
                .iter()
                .map(|&(_, marked)| if marked { '^' } else { ' ' })
                .collect();
            if !marks.trim().is_empty() {
                writeln!(
                    out,
                    "{FAINT}{:gutter$} |{FAINT:#} {style}{}{style:#}",
                    "",
                    marks.trim_end()
                )?;
            }
        }
        at += line.len();
        number += 1;
    }
    Ok(())
}

/// The sentences that a claim stands in, as far as a reader wants them.
fn sentence(draft: &Draft, span: &Range<usize>) -> Range<usize> {
    let paragraphs = &draft.story.paragraphs;
    let first = paragraphs
        .partition_point(|placed| placed.start <= span.start)
        .saturating_sub(1);
    let mut around = span.clone();
    for placed in paragraphs[first..]
        .iter()
        .take_while(|placed| placed.start < span.end)
    {
        for sentence in &placed.paragraph.sentences {
            let sentence = placed.at(sentence);
            if sentence.start < span.end && span.start < sentence.end {
                around = around.start.min(sentence.start)..around.end.max(sentence.end);
            }
        }
    }
    let character = |from: usize| {
        (from..)
            .find(|&at| draft.text.is_char_boundary(at))
            .unwrap_or(from)
    };
    around.start = around.start.max(character(span.start.saturating_sub(LONGEST)));
    around.end = around
        .end
        .min(character((span.start + LONGEST).min(draft.text.len())));
    around
}

/// Text as rows of at most [`WIDTH`] characters, each with whether it stands within `span`. The text starts at the
/// byte `start` of what `span` counts in.
fn rows(text: &str, start: usize, span: &Range<usize>) -> Vec<Vec<(char, bool)>> {
    let mut rows = Vec::new();
    let mut row: Vec<(char, bool)> = Vec::new();
    let mut at = start;
    for word in text.trim_end().split_inclusive([' ', '\n']) {
        if !row.is_empty() && row.len() + word.trim_end().chars().count() > WIDTH {
            row.pop_if(|(c, _)| *c == ' ');
            rows.push(std::mem::take(&mut row));
        }
        row.extend(
            word.char_indices()
                .filter_map(|(i, c)| Some((shown(c)?, span.contains(&(at + i))))),
        );
        at += word.len();
    }
    rows.push(row);
    rows
}

/// The place of the draft that says otherwise.
fn elsewhere(out: &mut impl Write, draft: &Draft, finding: &Finding) -> io::Result<()> {
    let Some(span) = &finding.elsewhere else {
        return Ok(());
    };
    let (line, column) = place(draft, span.start);
    let words = draft.text.get(span.clone()).unwrap_or_default();
    writeln!(out, "  “{}” {FAINT}here, {line}:{column}{FAINT:#}", clean(words))
}

/// A wording that reports have, and which.
fn wording(out: &mut impl Write, kind: ClaimKind, attested: &Attested) -> io::Result<()> {
    let words = clean(&attested.wording);
    let (open, close) = match kind {
        ClaimKind::Quote => ("“", "”"),
        ClaimKind::Figure => ("", ""),
    };
    let origins = counted(attested.origins, "origin");
    writeln!(
        out,
        "  {RIGHT}{open}{words}{close}{RIGHT:#} {FAINT}({origins}){FAINT:#}"
    )?;
    for source in attested.sources.iter().take(SHOWN) {
        cite(out, source)?;
    }
    match attested.sources.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => writeln!(out, "    {FAINT}and {more} more{FAINT:#}"),
    }
}

/// Who has it, when and where, then the sentence with the words in full light.
fn cite(out: &mut impl Write, source: &Source) -> io::Result<()> {
    write!(out, "    ")?;
    for part in [&source.outlet, &source.date]
        .into_iter()
        .filter(|part| !part.is_empty())
    {
        write!(out, "{}, ", clean(part))?;
    }
    writeln!(out, "{PLACE}{}:{}{PLACE:#}", clean(&source.report), source.line)?;
    for row in rows(&source.passage, 0, &source.highlight) {
        write!(out, "      ")?;
        for run in row.chunk_by(|a, b| a.1 == b.1) {
            let style = if run[0].1 { Style::new() } else { FAINT };
            write!(
                out,
                "{style}{}{style:#}",
                run.iter().map(|&(c, _)| c).collect::<String>()
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// `3 problems in 14 claims (9 attested, 2 unattested); 5 reports looked through, 4 origins`
fn summary(out: &mut impl Write, draft: &Draft) -> io::Result<()> {
    let origins: HashSet<usize> = draft.dossier.origins.iter().copied().collect();
    let with = |verdict| draft.findings.iter().filter(|f| f.verdict == verdict).count();
    writeln!(
        out,
        "{}: {} in {} ({} attested, {} unattested); {} looked through, {}",
        clean(&draft.path.display().to_string()),
        counted(draft.problems().count(), "problem"),
        counted(draft.findings.len(), "claim"),
        with(Verdict::Attested),
        with(Verdict::Unattested),
        counted(draft.dossier.clippings.len(), "report"),
        counted(origins.len(), "origin"),
    )
}
