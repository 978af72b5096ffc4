//! What an editor can do about a finding.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range as Span;

use tower_lsp::gen_lsp_types::*;

use super::session::Agreed;
use super::{convert, diagnostics};
use crate::check::{ClaimKind, Finding, Fix};
use crate::desk::Proof;
use crate::text::printable::clean;

/// All figures for which one value stands alone. Only on request, and never a quotation: what somebody said is looked
/// at one by one.
pub const FIX_ALL: CodeActionKind = CodeActionKind::Custom(Cow::Borrowed("source.fixAll.copydesk"));

/// Whether anything that is asked for can be ours.
pub fn is_ours(context: &CodeActionContext) -> bool {
    let fixes = |kind| includes(kind, &CodeActionKind::QuickFix) || includes(kind, &FIX_ALL);
    context.only.as_ref().is_none_or(|only| only.iter().any(fixes))
}

pub fn of(proof: &Proof, params: &CodeActionParams, agreed: &Agreed) -> Vec<CodeActionResponse> {
    if !agreed.code_actions {
        return Vec::new();
    }
    let edits = Edits {
        proof,
        uri: &params.text_document.uri,
        agreed,
    };
    let only = params.context.only.as_deref();
    let mut actions = Vec::new();
    if only.is_none_or(|only| only.iter().any(|kind| includes(kind, &CodeActionKind::QuickFix))) {
        let span = convert::span(&proof.draft, params.range, agreed.encoding);
        let findings = proof
            .findings
            .iter()
            .filter(|finding| touches(&finding.span, &span));
        actions.extend(findings.flat_map(|finding| edits.quick_fixes(finding)));
    }
    if only.is_some_and(|only| {
        only.iter()
            .any(|kind| !is_empty(kind) && includes(kind, &FIX_ALL))
    }) {
        actions.extend(edits.fix_all());
    }
    actions.into_iter().map(CodeActionResponse::CodeAction).collect()
}

struct Edits<'a> {
    proof: &'a Proof,
    uri: &'a Uri,
    agreed: &'a Agreed,
}

impl Edits<'_> {
    fn quick_fixes(&self, finding: &Finding) -> Vec<CodeAction> {
        let diagnostic = diagnostics::diagnostic(&self.proof.draft, self.uri, finding, self.agreed.encoding);
        let action = |fix: &Fix| CodeAction {
            title: clean(&fix.title).into_owned(),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: diagnostic.clone().map(|diagnostic| vec![diagnostic]),
            is_preferred: fix.preferred.then_some(true),
            edit: Some(self.edit(&[fix])),
            ..Default::default()
        };
        finding.fixes.iter().map(action).collect()
    }

    fn fix_all(&self) -> Option<CodeAction> {
        let mut fixes: Vec<&Fix> = Vec::new();
        let figures = self
            .proof
            .findings
            .iter()
            .filter(|f| f.kind == ClaimKind::Figure && !self.is_quoted(f));
        for fix in figures.flat_map(|figure| figure.fixes.iter().find(|fix| fix.preferred)) {
            // Edits of one action may not overlap.
            if fixes.last().is_none_or(|last| last.span.end <= fix.span.start) {
                fixes.push(fix);
            }
        }
        (!fixes.is_empty()).then(|| CodeAction {
            title: "Replace all figures that reports give otherwise".into(),
            kind: Some(FIX_ALL),
            edit: Some(self.edit(&fixes)),
            ..Default::default()
        })
    }

    fn is_quoted(&self, figure: &Finding) -> bool {
        let quotes = self.proof.findings.iter().filter(|f| f.kind == ClaimKind::Quote);
        quotes
            .into_iter()
            .any(|quote| quote.span.start <= figure.span.start && figure.span.end <= quote.span.end)
    }

    fn edit(&self, fixes: &[&Fix]) -> WorkspaceEdit {
        let edit = |fix: &&Fix| TextEdit {
            range: convert::range(&self.proof.draft, &fix.span, self.agreed.encoding),
            new_text: fix.text.clone(),
        };
        let edits = fixes.iter().map(edit);
        if !self.agreed.document_changes {
            let changes = HashMap::from([(self.uri.clone(), edits.collect())]);
            return WorkspaceEdit {
                changes: Some(changes),
                ..Default::default()
            };
        }
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: Some(self.proof.draft.version),
            text_document_identifier: TextDocumentIdentifier {
                uri: self.uri.clone(),
            },
        };
        let change = TextDocumentEdit {
            text_document,
            edits: edits.map(Edit::TextEdit).collect(),
        };
        WorkspaceEdit {
            document_changes: Some(vec![change.into()]),
            ..Default::default()
        }
    }
}

/// Whether a kind that was asked for includes another: `source` has `source.fixAll`, the empty kind has all.
fn includes(asked: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let (asked, kind) = (asked.to_string(), kind.to_string());
    match kind.strip_prefix(&asked) {
        Some(rest) => asked.is_empty() || rest.is_empty() || rest.starts_with('.'),
        None => false,
    }
}

fn is_empty(kind: &CodeActionKind) -> bool {
    kind.to_string().is_empty()
}

/// A cursor at either end of a claim counts as on it.
fn touches(claim: &Span<usize>, selected: &Span<usize>) -> bool {
    claim.start <= selected.end && selected.start <= claim.end
}
