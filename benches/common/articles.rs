//! Published articles as drafts, each against a folder of all articles of its ISO week, in which its own file bears no
//! witness.
//!
//! Each line of the file is `{"ID", "source", "date", "title", "authors", "url", "text"}`. An article is right as far as
//! anybody knows: a warning is a false alarm unless who reads it, with the passage beside it, would have wanted to see
//! it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk::archive::{self, Archive};
use copydesk::check::{ClaimKind, Finding, Memo, Severity};
use copydesk::desk::check_once;
use copydesk::dossier::Clippings;
use copydesk::story::Story;
use copydesk::story::word::hash;
use jiff::civil::{Date, ISOWeekDate};
use serde_json::Value;
use tempfile::TempDir;

/// The articles of one ISO week as an archive.
pub struct Week<'a> {
    archive: Arc<dyn Archive>,
    clippings: Clippings,
    files: Vec<(&'a Value, PathBuf)>,
    _folder: TempDir,
}

impl<'a> Week<'a> {
    fn of(week: (i16, i8), articles: &'a [Value]) -> Week<'a> {
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("a temporary folder: {e}"));
        let of_week = articles.iter().filter(|a| week_of(a) == Some(week));
        let files = of_week.zip(0..).map(|(a, n)| (a, write(a, n, folder.path())));
        let files: Vec<_> = files.collect();
        let opened = archive::open(&[folder.path().to_path_buf()], None, &|_| ());
        Week {
            archive: opened.unwrap_or_else(|e| panic!("{e}")).archive,
            clippings: Clippings::new(),
            files,
            _folder: folder,
        }
    }

    /// What a check finds of an article when its text is `text`.
    pub fn findings(&self, draft: &Value, text: &str) -> Vec<Finding> {
        let own = self
            .files
            .iter()
            .find(|(a, _)| field(a, "ID") == field(draft, "ID"));
        let own = own.map(|(_, path)| path.as_path());
        let checked = check_once(
            &Story::of(text),
            &*self.archive,
            &self.clippings,
            own,
            &Memo::default(),
        );
        checked.unwrap_or_else(|e| panic!("{e}")).findings
    }

    /// How many other articles a draft is checked against.
    pub fn reports(&self) -> usize {
        self.archive.size() - 1
    }
}

/// Goes through `count` drafts with their weeks, chosen by a hash of their `ID`: the slice `slice`, from 0, of that many.
pub fn each(articles: &[Value], count: usize, slice: usize, mut work: impl FnMut(&Value, &Week)) {
    for (week, drafts) in drafts_by_week(articles, count, slice) {
        let week = Week::of(week, articles);
        drafts.into_iter().for_each(|draft| work(draft, &week));
    }
}

/// The claims of one kind in a slice of drafts. Prints how many there are of each verdict; if `verbose`, the warnings by
/// a hash of their own, so that the first sixty are a sample.
pub fn measure(articles: &[Value], kind: ClaimKind, count: usize, slice: usize, verbose: bool) {
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    let (mut claims, mut reports) = (0, 0);
    let mut warnings = Vec::new();
    each(articles, count, slice, |draft, week| {
        reports += week.reports();
        let findings = week.findings(draft, field(draft, "text"));
        for finding in findings.iter().filter(|f| f.kind == kind) {
            claims += 1;
            *counts
                .entry((finding.verdict.name(), finding.severity))
                .or_default() += 1;
            if finding.severity >= Severity::Warning {
                warnings.push(warning(draft, finding));
            }
        }
    });
    warnings.sort_by_key(|w| w.order);
    if verbose {
        for (n, warning) in warnings.iter().enumerate() {
            println!("{} {}", n + 1, warning.lines);
        }
    }
    println!(
        "{claims} claims in {count} drafts, {} reports a draft, {} warnings",
        reports / count,
        warnings.len()
    );
    for ((verdict, severity), count) in counts {
        println!("{count:6} {verdict}, {}", severity.name());
    }
}

fn drafts_by_week(articles: &[Value], count: usize, slice: usize) -> BTreeMap<(i16, i8), Vec<&Value>> {
    let mut drafts: Vec<&Value> = articles.iter().filter(|a| week_of(a).is_some()).collect();
    drafts.sort_by_key(|a| hash(field(a, "ID")));
    let mut weeks: BTreeMap<(i16, i8), Vec<&Value>> = BTreeMap::new();
    for draft in drafts.into_iter().skip(slice * count).take(count) {
        let week = week_of(draft).unwrap_or_default();
        weeks.entry(week).or_default().push(draft);
    }
    weeks
}

/// A warning as it is read: its place in the sample, what is printed.
struct Warning {
    order: u64,
    lines: String,
}

fn warning(draft: &Value, finding: &Finding) -> Warning {
    let (id, text) = (field(draft, "ID"), field(draft, "text"));
    let speaker = finding.speaker.as_deref().unwrap_or("nobody");
    let mut lines = format!(
        "{id} @{} {} {}, {:.2}\n  draft: {} {}: “{}” ({speaker})\n  {}\n",
        finding.span.start,
        finding.code(),
        finding.severity.name(),
        finding.confidence,
        field(draft, "source"),
        field(draft, "date"),
        finding.text,
        finding.message,
    );
    let (from, to) = (finding.span.start.saturating_sub(200), finding.span.end + 200);
    let floor = |at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|&i| text.is_char_boundary(i))
            .unwrap_or(0)
    };
    let around = text.get(floor(from)..floor(to));
    lines += &format!("  in the draft: …{}…\n", one_line(around.unwrap_or_default()));
    for source in finding.attested.iter().flat_map(|a| &a.sources) {
        let (outlet, date, passage) = (&source.outlet, &source.date, one_line(&source.passage));
        lines += &format!("  {outlet} {date} {}: {passage}\n", source.url);
    }
    Warning {
        order: hash(&format!("{id}{}", finding.span.start)),
        lines,
    }
}

/// Writes an article as a report of its own.
fn write(article: &Value, number: usize, folder: &Path) -> PathBuf {
    let path = folder.join(format!("{number}.json"));
    fs::write(&path, article.to_string()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    path
}

/// The ISO week, `None` for a date that is none.
fn week_of(article: &Value) -> Option<(i16, i8)> {
    let date: Date = field(article, "date").parse().ok()?;
    let week: ISOWeekDate = date.iso_week_date();
    Some((week.year(), week.week()))
}

pub fn field<'a>(article: &'a Value, name: &str) -> &'a str {
    article[name].as_str().unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
