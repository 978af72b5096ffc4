//! `copydesk search`: the reports that have some words.

use std::cmp::Reverse;
use std::io::Write;
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};

use super::{Failure, Outcome, corpus, counted, typed};
use crate::archive::Report;
use crate::text::printable::clean;

/// Find reports by their words, best first
#[derive(clap::Args)]
pub struct Args {
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Folder of reports, may be given several times; those of copydesk.toml when none is named
    #[arg(long, value_name = "DIR")]
    corpus: Vec<PathBuf>,
    /// At most this many reports
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
}

const HEADLINE: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();

pub fn run(args: &Args) -> Result<Outcome, Failure> {
    let archive = corpus::open(&corpus::here(&args.corpus)?)?.archive;
    let words = args.words.join(" ");
    let mut out = anstream::stdout().lock();
    let ids = archive.search(&words, args.limit)?;
    for &id in &ids {
        if let Some(report) = archive.report(id)? {
            show(&mut out, &report, &words)?;
        }
    }
    if ids.is_empty() {
        writeln!(
            out,
            "none of {} has these words",
            counted(archive.size(), "report")
        )?;
    }
    Ok(Outcome::Clean)
}

fn show(out: &mut impl Write, report: &Report, words: &str) -> std::io::Result<()> {
    let (number, line) = telling_line(report, words).unwrap_or((1, ""));
    let date = report.date.map(|date| date.to_string());
    let date = date
        .as_deref()
        .and_then(|date| date.get(..10))
        .unwrap_or("no date");
    writeln!(out, "{HEADLINE}{}{HEADLINE:#}", clean(&report.headline))?;
    writeln!(
        out,
        "  {}, {date}, {PLACE}{}:{number}{PLACE:#}",
        clean(&report.outlet),
        typed(&report.path)
    )?;
    writeln!(out, "  {}", clean(line))
}

/// The line below the headline that has most of the words, with its number in the file.
fn telling_line<'a>(report: &'a Report, words: &str) -> Option<(u32, &'a str)> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let has = |line: &str| {
        let line = line.to_lowercase();
        words.iter().filter(|word| line.contains(word.as_str())).count()
    };
    let body = report.lines.iter().copied().zip(report.text.lines());
    let body = body.skip_while(|(_, line)| *line == report.headline || line.is_empty());
    body.min_by_key(|(_, line)| Reverse(has(line)))
}
