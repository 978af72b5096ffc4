//! `copydesk check`: drafts against their reports.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use ropey::Rope;

use super::{Failure, Outcome, complain, corpus, counted, draft, json, text, typed};
use crate::archive::{Corpus, Opened};
use crate::check::{self, Finding, Memo, Severity};
use crate::config::Config;
use crate::desk::{self, Checked};
use crate::dossier::{Clippings, Dossier};
use crate::story::Story;

/// Check drafts against prior reports: every quotation and every figure
///
/// Exit status: 0 nothing wrong, 1 problems found, 2 could not run.
#[derive(clap::Args)]
pub struct Args {
    /// Drafts to check; `-` is standard input
    #[arg(required = true, value_name = "DRAFT")]
    drafts: Vec<PathBuf>,
    /// Folder of reports, may be given several times; overrides copydesk.toml
    #[arg(long, value_name = "DIR")]
    corpus: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Findings with their sources, for reading
    Text,
    /// One JSON object a draft, each on a line
    Json,
}

/// A draft with all that was found out about it: what every output is a view of.
pub struct Draft<'a> {
    pub path: &'a Path,
    pub text: &'a str,
    pub rope: Rope,
    pub story: Story,
    pub dossier: Dossier,
    pub findings: Vec<Finding>,
}

impl Draft<'_> {
    /// Findings that the reader of the draft is to be warned of.
    pub fn problems(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.severity > Severity::Hint)
    }
}

/// The archives opened so far, by where their reports are.
type Archives = Vec<(Corpus, Opened, Clippings)>;

/// Checks every draft that can be checked, also after one that cannot.
pub fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut archives = Archives::default();
    let mut outcome = Ok(Outcome::Clean);
    for path in &args.drafts {
        match (one(path, args, &mut archives), &outcome) {
            (Ok(Outcome::Problems), Ok(_)) => outcome = Ok(Outcome::Problems),
            (Ok(_), _) => {}
            (Err(failure), Ok(_)) => outcome = Err(failure),
            (Err(failure), Err(_)) => complain(&*failure),
        }
    }
    outcome
}

fn one(path: &Path, args: &Args, archives: &mut Archives) -> Result<Outcome, Failure> {
    let text = draft::read(path)?;
    let config = Config::nearest(&draft::folder(path)?)?;
    let corpus = corpus::named(&args.corpus, &config)?;
    let at = match archives.iter().position(|(known, ..)| *known == corpus) {
        Some(at) => at,
        None => {
            let opened = corpus::open(&corpus)?;
            note(&opened, &corpus.folders);
            archives.push((corpus, opened, Clippings::new()));
            archives.len() - 1
        }
    };
    let (_, opened, clippings) = &archives[at];
    let draft = draft::of(path, &text);
    let story = Story::drafted(&draft, None);
    let Checked {
        dossier,
        mut findings,
        ..
    } = desk::check_once(
        &story,
        &*opened.archive,
        clippings,
        Some(&std::path::absolute(path)?),
        &Memo::default(),
    )?;
    if let Some(gap) = opened.archive.gap() {
        return Err(format!("{gap}: what is not found may be there; check again when they do").into());
    }
    config.apply(&mut findings);
    check::keep_markup(&draft, &mut findings);
    let checked = Draft {
        path,
        text: &text,
        rope: Rope::from_str(&text),
        story,
        dossier,
        findings,
    };
    let mut out = anstream::stdout().lock();
    match args.format {
        Format::Text => text::write(&mut out, &checked)?,
        Format::Json => json::write(&mut out, &checked)?,
    }
    Ok(match checked.problems().next() {
        Some(_) => Outcome::Problems,
        None => Outcome::Clean,
    })
}

/// What was passed over may have been what attests a claim.
fn note(opened: &Opened, folders: &[PathBuf]) {
    if !opened.skipped.is_empty() {
        let files = counted(opened.skipped.len(), "file");
        let folders: Vec<String> = folders.iter().map(|folder| typed(folder)).collect();
        anstream::eprintln!(
            "copydesk: {files} skipped in {}; `copydesk index` says why",
            folders.join(", ")
        );
    }
}
