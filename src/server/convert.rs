//! LSP's values and ours: URIs and paths, positions and bytes.

use std::ops::Range as Span;
use std::path::{Path, PathBuf};

use tower_lsp::gen_lsp_types::*;
use url::Url;

use super::session::Folder;

use crate::check::Source;
use crate::desk::Name;
use crate::text::printable::clean;
use crate::text::{self, Change, Draft, Encoding};

pub fn name(uri: &Uri) -> Name {
    uri.0.as_str().into()
}

/// `None` for what is no file.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    Url::parse(&uri.0).ok()?.to_file_path().ok()
}

/// `None` for a folder that is none of this system's.
pub fn folder(uri: &Uri) -> Option<Folder> {
    Some((uri.clone(), path(uri)?))
}

pub fn folders(folders: &[WorkspaceFolder]) -> Vec<Folder> {
    folders.iter().filter_map(|named| folder(&named.uri)).collect()
}

/// `None` for a path that is not absolute.
pub fn uri(path: &Path) -> Option<Uri> {
    Some(Uri(Url::from_file_path(path).ok()?.into()))
}

pub fn offset(draft: &Draft, position: Position, encoding: Encoding) -> usize {
    draft.offset(place(position), encoding)
}

pub fn span(draft: &Draft, range: Range, encoding: Encoding) -> Span<usize> {
    draft.span(place(range.start)..place(range.end), encoding)
}

pub fn range(draft: &Draft, span: &Span<usize>, encoding: Encoding) -> Range {
    let position = |offset| {
        let text::Position { line, column } = draft.position(offset, encoding);
        Position {
            line,
            character: column,
        }
    };
    Range {
        start: position(span.start),
        end: position(span.end),
    }
}

pub fn change(event: TextDocumentContentChangeEvent) -> Change {
    use TextDocumentContentChangeEvent as Event;
    match event {
        Event::TextDocumentContentChangePartial(partial) => Change {
            range: Some(place(partial.range.start)..place(partial.range.end)),
            text: partial.text,
        },
        Event::TextDocumentContentChangeWholeDocument(whole) => Change {
            range: None,
            text: whole.text,
        },
    }
}

/// Where a passage stands in its file.
pub fn location(source: &Source) -> Option<Location> {
    let start = Position {
        line: source.line.saturating_sub(1),
        character: 0,
    };
    Some(Location {
        uri: uri(&source.path)?,
        range: Range { start, end: start },
    })
}

fn place(position: Position) -> text::Position {
    text::Position {
        line: position.line,
        column: position.character,
    }
}

/// Who has it, and of when.
pub fn citation(source: &Source) -> String {
    let outlet = if source.outlet.is_empty() {
        &source.report
    } else {
        &source.outlet
    };
    let mut citation = clean(outlet).into_owned();
    if !source.date.is_empty() {
        citation.push_str(", ");
        citation.push_str(&clean(&source.date));
    }
    citation
}
