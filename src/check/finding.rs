//! A claim, its verdict, the passages behind it, the fixes: everything that is ever shown of it.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::Sort;

/// A claim with its verdict. Spans count bytes of the draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub kind: ClaimKind,
    pub span: Range<usize>,
    pub text: String,
    pub speaker: Option<String>,
    pub verdict: Verdict,
    pub severity: Severity,
    /// What was done to a quotation's words, in their order.
    pub changes: Vec<Sort>,
    /// In a newsroom's words: first the attested wording, then who has it.
    pub message: String,
    /// From 0 to 1: how sure the verdict is.
    pub confidence: f32,
    /// What reports give in this place, the best wording first; for an unattested claim what comes near.
    pub attested: Arc<[Attested]>,
    /// The place of the draft that says otherwise.
    pub elsewhere: Option<Range<usize>>,
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// The name of the check: its file under src/check, its heading in tests/spec, the code of its diagnostic.
    pub fn code(&self) -> &'static str {
        code(self.kind, self.verdict)
    }

    /// The same finding where its paragraph, which stood at `from`, stands at `to`.
    pub fn moved(&self, from: usize, to: usize) -> Finding {
        let moved = |span: &Range<usize>| span.start - from + to..span.end - from + to;
        let mut finding = self.clone();
        finding.span = moved(&self.span);
        finding.elsewhere = self.elsewhere.as_ref().map(moved);
        for fix in &mut finding.fixes {
            fix.span = moved(&fix.span);
        }
        finding
    }

    /// Whether no report looked through has its words; another one may.
    pub fn is_lost(&self) -> bool {
        self.verdict == Verdict::Unattested || self.changes == [Sort::Wording]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimKind {
    Quote,
    Figure,
}

/// The verdicts. What an archive has nothing on is `Unattested`, never wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    Attested,
    Altered,
    Truncated,
    Misattributed,
    Unquoted,
    Conflict,
    Shifted,
    Contested,
    Inconsistent,
    Unattested,
    Ignore,
}

impl Verdict {
    /// Whether the reader of the draft is to be warned.
    pub fn is_problem(self) -> bool {
        !matches!(self, Verdict::Attested | Verdict::Unattested | Verdict::Ignore)
    }

    pub fn name(self) -> &'static str {
        match self {
            Verdict::Attested => "attested",
            Verdict::Altered => "altered",
            Verdict::Truncated => "truncated",
            Verdict::Misattributed => "misattributed",
            Verdict::Unquoted => "unquoted",
            Verdict::Conflict => "conflict",
            Verdict::Shifted => "shifted",
            Verdict::Contested => "contested",
            Verdict::Inconsistent => "inconsistent",
            Verdict::Unattested => "unattested",
            Verdict::Ignore => "ignore",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Never shown under the words; listed in the report.
    Silent,
    Hint,
    Information,
    Warning,
    Error,
}

impl Severity {
    pub const ALL: [Severity; 5] = [
        Severity::Silent,
        Severity::Hint,
        Severity::Information,
        Severity::Warning,
        Severity::Error,
    ];

    /// As `copydesk.toml` and the reports call it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Silent => "off",
            Severity::Hint => "hint",
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A wording or a value that reports give, with those that give it.
#[derive(Debug, Clone, PartialEq)]
pub struct Attested {
    pub wording: String,
    /// How many origins give it: copies of one story count once.
    pub origins: usize,
    pub sources: Vec<Source>,
}

/// A place in a report that speaks to the claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The report's name within its folder.
    pub report: String,
    pub path: PathBuf,
    pub outlet: String,
    /// `2024-10-18`, empty where the report gives none.
    pub date: String,
    pub headline: String,
    pub url: String,
    /// The line of the file, from 1.
    pub line: u32,
    /// The sentence (or more) of the report, as it stands there.
    pub passage: String,
    /// The attested words within `passage`, in bytes.
    pub highlight: Range<usize>,
}

/// A replacement an editor can make.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    pub title: String,
    pub span: Range<usize>,
    pub text: String,
    /// Only where one wording stands alone.
    pub preferred: bool,
}

/// Every code that a claim can have, quotes first.
pub const CODES: [&str; 15] = [
    "quote/attested", "quote/altered", "quote/truncated", "quote/misattributed", "quote/unquoted",
    "quote/contested", "quote/unattested", "quote/ignore", "figure/attested", "figure/conflict",
    "figure/shifted", "figure/contested", "figure/inconsistent", "figure/unattested", "figure/ignore",
];

/// The page that explains a code by examples, within the repository.
pub fn page(code: &str) -> String {
    format!("tests/spec/{code}.md")
}

/// `quote/altered`, `figure/conflict`, …
pub fn code(kind: ClaimKind, verdict: Verdict) -> &'static str {
    macro_rules! codes {
        ($($verdict:ident $name:literal),* $(,)?) => {
            match (kind, verdict) {
                $((ClaimKind::Quote, Verdict::$verdict) => concat!("quote/", $name),
                  (ClaimKind::Figure, Verdict::$verdict) => concat!("figure/", $name),)*
            }
        };
    }
    codes! {
        Attested "attested", Altered "altered", Truncated "truncated", Misattributed "misattributed",
        Unquoted "unquoted", Conflict "conflict", Shifted "shifted", Contested "contested",
        Inconsistent "inconsistent", Unattested "unattested", Ignore "ignore",
    }
}
