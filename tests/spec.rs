//! The pages under tests/spec hold: each draft is checked against the reports above it, its markers are drawn again,
//! and the page must come out as it was. `UPDATE_SPEC=1 cargo test --test spec` rewrites the pages. See
//! tests/spec/README.md.

use std::fmt::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk::archive::folder::File;
use copydesk::archive::{Report, formats};
use copydesk::check::finding::{CODES, page};
use copydesk::check::{self, Finding, Memo, Severity};
use copydesk::config::{self, Config};
use copydesk::dossier::{Clipping, Dossier};
use copydesk::story::figure::{Clock, Figure, Kind, Value, When};
use copydesk::story::quote;
use copydesk::story::{Story, quote::Quote};

#[test]
fn pages_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut pages = Vec::new();
    collect(&root, &mut pages);
    assert!(!pages.is_empty(), "no pages under {}", root.display());
    let mut failures = String::new();
    for page in &pages {
        let written = std::fs::read_to_string(page).unwrap();
        let drawn = redraw(&written);
        if written == drawn {
            continue;
        }
        if std::env::var_os("UPDATE_SPEC").is_some() {
            std::fs::write(page, drawn).unwrap();
        } else {
            let name = page.strip_prefix(&root).unwrap_or(page).display();
            write!(failures, "\ntests/spec/{name}\n{}", difference(&written, &drawn)).unwrap();
        }
    }
    assert!(
        failures.is_empty(),
        "pages that no longer hold (- as written, + as checked; UPDATE_SPEC=1 rewrites them):\n{failures}"
    );
}

/// The editor links a finding to the page of its code.
#[test]
fn every_code_has_its_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for code in CODES {
        let page = page(code);
        assert!(root.join(&page).exists(), "there is no {page}");
    }
}

fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, pages);
        } else if path.extension().is_some_and(|ext| ext == "md") && !path.ends_with("README.md") {
            pages.push(path);
        }
    }
}

/// The page with the markers that the check draws.
fn redraw(page: &str) -> String {
    let mut out = String::new();
    let mut reports: Vec<Report> = Vec::new();
    let mut config = Config::default();
    let mut lines = page.split_inclusive('\n');
    while let Some(line) = lines.next() {
        out.push_str(line);
        if line.starts_with('#') {
            reports.clear();
            config = Config::default();
        }
        let Some(info) = line
            .strip_prefix("```")
            .map(str::trim)
            .filter(|info| !info.is_empty())
        else {
            continue;
        };
        let block: Vec<&str> = lines
            .by_ref()
            .take_while(|line| line.trim_end() != "```")
            .collect();
        let copy: String = block.iter().copied().filter(|line| !is_marker(line)).collect();
        match info.split_once(' ').unwrap_or((info, "")) {
            ("report", name) => {
                out.push_str(&block.concat());
                reports.push(report(name, &copy));
            }
            ("config", _) => {
                out.push_str(&block.concat());
                config = configured(&copy);
            }
            ("draft", which) => draw(&mut out, &copy, &findings(&copy, &reports, &config, which)),
            ("story", _) => draw(&mut out, &copy, &claims(&copy)),
            _ => out.push_str(&block.concat()),
        }
        out.push_str("```\n");
    }
    out
}

/// Only carets, then a space and words.
fn is_marker(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    line.starts_with('^') && line.trim_start_matches('^').starts_with([' ', '\n'])
}

/// A report as it stands in its fence, read like a file of that name; its outlet is its name where it gives none.
fn report(name: &str, text: &str) -> Report {
    let file = File {
        path: PathBuf::from(name),
        name: name.to_owned(),
        folder: 0,
        bytes: text.len() as u64,
        modified: 0,
    };
    let (place, item) = formats::read(name, text.as_bytes(), 1)
        .into_iter()
        .next()
        .unwrap();
    let mut report = Report::new(&file, place, item.unwrap_or_else(|why| panic!("{name} {why}")));
    if report.outlet.is_empty() {
        name.clone_into(&mut report.outlet);
    }
    report
}

/// What stands under a span.
struct Marker {
    span: Range<usize>,
    words: String,
}

/// What a `copydesk.toml` of these words sets.
fn configured(text: &str) -> Config {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(config::FILE), text).unwrap();
    Config::read(folder.path()).unwrap()
}

/// The problems of a draft, every claim with its verdict (`all`), or what is shown of it with its severity (`shown`).
fn findings(copy: &str, reports: &[Report], config: &Config, which: &str) -> Vec<Marker> {
    let clippings: Vec<_> = reports
        .iter()
        .map(|report| Arc::new(Clipping::read(report.clone())))
        .collect();
    let dossier = Dossier::new(clippings, reports.len());
    let mut findings = check::check(&Story::of(copy), &dossier, &mut Memo::default());
    config.apply(&mut findings);
    findings
        .into_iter()
        .filter(|finding| match which {
            "all" => true,
            "shown" => finding.severity > Severity::Hint,
            _ => finding.verdict.is_problem(),
        })
        .map(|finding: Finding| Marker {
            words: match which {
                "shown" => format!("{}: {}", finding.severity.name(), finding.code()),
                _ => format!("{}: {}", finding.code(), finding.message.replace('\n', " ")),
            },
            span: finding.span,
        })
        .collect()
}

/// What a text says, whatever reports have.
fn claims(copy: &str) -> Vec<Marker> {
    let story = Story::of(copy);
    let mut markers: Vec<Marker> = story.quotes.iter().map(quoted).collect();
    for (paragraph, figure) in story.figures() {
        let placed = &story.paragraphs[paragraph];
        markers.push(Marker {
            span: placed.at(&figure.span),
            words: stated(figure, &placed.paragraph.text[figure.noun.clone()]),
        });
    }
    markers.sort_by_key(|marker| (marker.span.start, marker.span.end));
    markers
}

fn quoted(quote: &Quote) -> Marker {
    let words = match (quote.kind, &quote.speaker) {
        (quote::Kind::Mention, _) => "mention".to_owned(),
        (quote::Kind::Speech, Some(speaker)) => format!("quote: {}", speaker.name),
        (quote::Kind::Speech, None) => "quote".to_owned(),
    };
    Marker {
        span: quote.span.clone(),
        words,
    }
}

/// `Count UpTo 12000 of soldiers`
fn stated(figure: &Figure, noun: &str) -> String {
    if figure.kind == Kind::Identifier {
        return "identifier".to_owned();
    }
    let value = match &figure.value {
        Value::Amount { low, high, .. } if low == high => low.to_string(),
        Value::Amount { low, high, .. } => format!("{low}..{high}"),
        Value::Pair(first, second) => format!("{first}-{second}"),
        Value::Date(when) => day(when),
        Value::Dates(first, last) => format!("{}..{}", day(first), day(last)),
        Value::Time(Clock { minutes, twelve }) => {
            format!(
                "{}:{:02}{}",
                minutes / 60,
                minutes % 60,
                if *twelve { "?" } else { "" }
            )
        }
    };
    let noun = if noun.is_empty() {
        String::new()
    } else {
        format!(" of {noun}")
    };
    format!("figure: {:?} {:?} {value}{noun}", figure.kind, figure.bound)
}

/// `2031-05-02` with `?` for what is not stated, weekday and distance from the dateline behind it.
fn day(when: &When) -> String {
    let part = |part: Option<i16>| part.map_or("?".to_owned(), |n| format!("{n:02}"));
    let mut day = format!(
        "{}-{}-{}",
        part(when.year),
        part(when.month.map(i16::from)),
        part(when.day.map(i16::from))
    );
    if let Some(weekday) = when.weekday {
        write!(day, " weekday {weekday}").unwrap();
    }
    if let Some(relative) = when.relative {
        write!(day, " dateline{relative:+}").unwrap();
    }
    if let Some(period) = when.period {
        write!(day, " {period:?}").unwrap();
    }
    day
}

/// The copy with each marker under the lines it covers, its words at the last of them.
fn draw(out: &mut String, copy: &str, markers: &[Marker]) {
    let mut start = 0;
    for line in copy.split_inclusive('\n') {
        out.push_str(line);
        let end = start + line.trim_end().len();
        for Marker { span, words } in markers
            .iter()
            .filter(|m| start < end && m.span.start < end && m.span.end > start)
        {
            let indent = copy[start..span.start.max(start)].chars().count();
            let carets = copy[span.start.max(start)..span.end.min(end)].chars().count();
            write!(out, "{:indent$}{:^<carets$}", "", "").unwrap();
            let words = if span.end <= end {
                format!(" {words}")
            } else {
                String::new()
            };
            out.push_str(&words);
            out.push('\n');
        }
        start += line.len();
    }
}

/// The marker lines that differ, each under the line of the draft it belongs to.
fn difference(written: &str, drawn: &str) -> String {
    let mut out = String::new();
    let mut old = written.lines().peekable();
    let mut new = drawn.lines().peekable();
    for (number, line) in written.lines().enumerate().filter(|(_, line)| !is_marker(line)) {
        old.next();
        new.next();
        let take = |lines: &mut std::iter::Peekable<std::str::Lines>| {
            std::iter::from_fn(|| lines.next_if(|line| is_marker(line)))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let (before, after) = (take(&mut old), take(&mut new));
        if before == after {
            continue;
        }
        writeln!(out, "{:>5}   {line}", number + 1).unwrap();
        for marker in before.iter().filter(|marker| !after.contains(marker)) {
            writeln!(out, "      - {marker}").unwrap();
        }
        for marker in after.iter().filter(|marker| !before.contains(marker)) {
            writeln!(out, "      + {marker}").unwrap();
        }
    }
    out
}
