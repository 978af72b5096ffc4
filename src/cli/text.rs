//! The findings of a draft for reading: each under its words, with the wordings that reports have and who has them.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};

use super::check::Checked;
use super::printable::{clean, shown};
use crate::check::{Attested, ClaimKind, Finding, Severity, Source, Verdict};
use crate::text::position::{self, Encoding, Position};

/// Columns of copy a line; so that a terminal of 100 columns need not wrap.
const WIDTH: usize = 90;
/// Wordings shown for a finding, and sources for a wording. JSON has all of them.
const SHOWN: usize = 3;

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const RIGHT: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();

pub fn write(out: &mut impl Write, checked: &Checked) -> io::Result<()> {
    for finding in checked.problems() {
        heading(out, checked, finding)?;
        copy(out, checked, finding)?;
        for attested in finding.attested.iter().take(SHOWN) {
            wording(out, finding.kind, attested)?;
        }
        writeln!(out)?;
    }
    summary(out, checked)
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        _ => AnsiColor::Blue.on_default().bold(),
    }
}

/// `draft.txt:3:14: warning: … [quote/altered]`, as compilers write it, so that tools can follow it.
fn heading(out: &mut impl Write, checked: &Checked, finding: &Finding) -> io::Result<()> {
    let (line, column) = place(checked, finding.span.start);
    let path = checked.path.display().to_string();
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
fn place(checked: &Checked, byte: usize) -> (u32, u32) {
    let Position { line, column } = position::position(&checked.rope, byte, Encoding::Utf32);
    (line + 1, column + 1)
}

/// The sentence with the words of the claim marked under it.
fn copy(out: &mut impl Write, checked: &Checked, finding: &Finding) -> io::Result<()> {
    let span = &finding.span;
    let around = sentence(checked, span);
    let (mut number, _) = place(checked, around.start);
    let gutter = place(checked, around.end).0.to_string().len();
    let style = style(finding.severity);
    writeln!(out, "{FAINT}{:gutter$} |{FAINT:#}", "")?;
    let mut at = around.start;
    for line in checked.text[around].split_inclusive('\n') {
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

/// The sentences that a claim stands in.
fn sentence(checked: &Checked, span: &Range<usize>) -> Range<usize> {
    let paragraphs = &checked.story.paragraphs;
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
    around
}

/// A line of the draft as rows of at most [`WIDTH`] characters, each with whether it belongs to the claim.
fn rows(line: &str, start: usize, span: &Range<usize>) -> Vec<Vec<(char, bool)>> {
    let mut rows = Vec::new();
    let mut row: Vec<(char, bool)> = Vec::new();
    let mut at = start;
    for word in line.trim_end().split_inclusive(' ') {
        if row.len() + word.trim_end().chars().count() > WIDTH && !row.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
        row.extend(
            word.char_indices()
                .filter_map(|(i, c)| Some((shown(c)?, span.contains(&(at + i))))),
        );
        at += word.len();
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// A wording that reports have, and which.
fn wording(out: &mut impl Write, kind: ClaimKind, attested: &Attested) -> io::Result<()> {
    let words = clean(&attested.wording);
    let (open, close) = match kind {
        ClaimKind::Quote => ("“", "”"),
        ClaimKind::Figure => ("", ""),
    };
    let origins = match attested.origins {
        1 => "1 origin".to_owned(),
        n => format!("{n} origins"),
    };
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

fn cite(out: &mut impl Write, source: &Source) -> io::Result<()> {
    let date = if source.date.is_empty() {
        "no date"
    } else {
        &source.date
    };
    writeln!(
        out,
        "    {}, {}, {PLACE}{}:{}{PLACE:#}",
        clean(&source.outlet),
        clean(date),
        clean(&source.report),
        source.line,
    )?;
    let (before, words, after) = highlighted(source);
    writeln!(
        out,
        "      {FAINT}{}{FAINT:#}{}{FAINT}{}{FAINT:#}",
        clean(before),
        clean(words),
        clean(after)
    )
}

/// The passage before, within and after the attested words.
fn highlighted(source: &Source) -> (&str, &str, &str) {
    let passage = source.passage.as_str();
    match (
        passage.get(..source.highlight.start),
        passage.get(source.highlight.clone()),
    ) {
        (Some(before), Some(words)) => (before, words, &passage[source.highlight.end..]),
        _ => (passage, "", ""),
    }
}

/// `3 problems in 14 claims (9 attested, 2 unattested); 5 reports looked through, 4 origins`
fn summary(out: &mut impl Write, checked: &Checked) -> io::Result<()> {
    let with = |verdict| checked.findings.iter().filter(|f| f.verdict == verdict).count();
    writeln!(
        out,
        "{}: {} in {} ({} attested, {} unattested); {} looked through, {}",
        clean(&checked.path.display().to_string()),
        counted(checked.problems().count(), "problem"),
        counted(checked.findings.len(), "claim"),
        with(Verdict::Attested),
        with(Verdict::Unattested),
        counted(checked.reports, "report"),
        counted(checked.origins, "origin"),
    )
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
