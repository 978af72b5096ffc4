//! copydesk checks a draft against prior reports: every quotation and every figure.
//!
//! # The path of a keystroke
//!
//! ```text
//! edit → rope → story (only the changed paragraphs are analysed again)
//!      → claims × dossier → findings → diagnostics, hover, fixes
//! ```
//!
//! Nothing on this path touches the archive. Beside it, in the background and debounced:
//!
//! ```text
//! story → archive search → reports → analysed once, cached → dossier → findings again
//! ```
//!
//! # The modules, in reading order
//!
//! Each may import those above it, never those below; `tests/architecture.rs` holds it.
//!
//! | module | what it is |
//! | --- | --- |
//! | [`text`] | what the editor holds: rope, version, edits, positions in three encodings |
//! | [`lexicon`] | words that mean nearly the same: a table, sentences compared by it |
//! | [`story`] | what a text says: paragraphs, sentences, quotes, speakers, figures |
//! | [`archive`] | prior reports: formats, the index on disk, a cluster, copies of one another |
//! | [`dossier`] | the analysed reports that bear on a draft |
//! | [`check`] | story × dossier → findings, one file a verdict |
//! | [`config`] | `copydesk.toml`: folders of reports, severities |
//! | [`desk`] | open drafts, their dossiers and findings: the only mutable state |
//! | [`server`] | the language server: the only code that knows LSP |
//! | [`cli`] | the command line |
//!
//! # Invariants
//!
//! 1. Positions are total: any line and column a client sends is clamped; no edit and no request can panic.
//! 2. Incremental equals full: after any edits the findings are those of a fresh check of the same text.
//! 3. The same analysis reads drafts and reports; [`story::ANALYSIS`] is written in the index, another version rebuilds it.
//! 4. A finding carries everything it shows; diagnostic, hover, fix and report are views of it.
//! 5. Results carry the draft's version; stale ones are dropped.
//! 6. Text from the archive is untrusted: escaped before it reaches markdown.
//! 7. A crash or a truncated file never corrupts the index: build aside, sync, replace.
//! 8. No network, but to a cluster that the user named.

pub mod archive;
pub mod check;
pub mod cli;
pub mod config;
pub mod desk;
pub mod dossier;
pub mod lexicon;
pub mod server;
pub mod story;
pub mod text;
