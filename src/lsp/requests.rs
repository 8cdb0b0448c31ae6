//! The requests an editor may make about a document.

use gen_lsp_types::{
    CodeAction, CodeActionOptions, CodeActionParams, CodeActionResponse, CompletionItem,
    CompletionItemKind, CompletionItemTextEdit, CompletionOptions, CompletionParams,
    Definition, DefinitionParams, DocumentSymbol, DocumentSymbolParams, Hover,
    HoverParams, Location, LspRequestMethod, PositionEncodingKind, ServerCapabilities,
    TextDocumentPositionParams, TextDocumentSyncKind, TextDocumentSyncOptions, TextEdit,
    Uri,
};
use lsp_server::{ErrorCode, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::actions::{Bench, KINDS, is_wanted};
use super::completion::{Choice, ChoiceKind, Known};
use super::documents::{Document, Documents, Legible, Look};
use super::ruler::{Encoding, Ruler};
use super::{definition, hover, subject, symbols};
use crate::source::Source;

/// What the program can do.
pub(super) fn capabilities(units: PositionEncodingKind) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        ..TextDocumentSyncOptions::default()
    };
    let completion = CompletionOptions {
        trigger_characters: Some([".", "{", "|", " "].map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(KINDS.to_vec()),
        ..CodeActionOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(units),
        text_document_sync: Some(sync.into()),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        completion_provider: Some(completion),
        code_action_provider: Some(actions.into()),
        ..ServerCapabilities::default()
    }
}

/// The documents about which an editor asks.
pub(super) struct Desk<'a> {
    pub(super) documents: &'a Documents,
    pub(super) units: Encoding,
    pub(super) look: &'a Look<'a>,
}

impl Desk<'_> {
    /// Answers a request; nothing is the answer on a document that is no staff's file.
    pub(super) fn answer(
        &self,
        method: LspRequestMethod<'_>,
        id: RequestId,
        params: Value,
    ) -> Response {
        use LspRequestMethod as Method;
        match method {
            Method::TextDocumentHover => reply(id, params, |params| self.hover(&params)),
            Method::TextDocumentDefinition => {
                reply(id, params, |params| self.definition(&params))
            }
            Method::TextDocumentDocumentSymbol => {
                reply(id, params, |params| self.symbols(&params))
            }
            Method::TextDocumentCompletion => {
                reply(id, params, |params| self.completion(&params))
            }
            Method::TextDocumentCodeAction => {
                reply(id, params, |params| self.actions(&params))
            }
            method => {
                let message = format!("没有“{method}”这种请求");
                refuse(id, ErrorCode::MethodNotFound, &message)
            }
        }
    }

    fn hover(&self, params: &HoverParams) -> Option<Hover> {
        let (document, byte) = self.place(&params.text_document_position_params)?;
        let legible = document.legible()?;
        let (text, span) = hover::at(&legible, legible.byte(byte)?)?;
        let range = legible.now(span.range());
        let range = range.map(|range| self.ruler(&document.source).range(range));
        Some(hover::shown(text, range))
    }

    fn definition(&self, params: &DefinitionParams) -> Option<Definition> {
        let at = &params.text_document_position_params;
        let (document, byte) = self.place(at)?;
        let legible = document.legible()?;
        let there = definition::at(legible.looked, legible.byte(byte)?)?;
        let location = if there.source().is_same(&legible.looked.reading.source) {
            let range = legible.now(there.range())?;
            let range = self.ruler(&document.source).range(range);
            Location { uri: at.text_document.uri.clone(), range }
        } else {
            let uri = self.documents.uri_of(there.source())?;
            Location { uri, range: self.ruler(there.source()).range(there.range()) }
        };
        Some(location.into())
    }

    fn symbols(&self, params: &DocumentSymbolParams) -> Option<Vec<DocumentSymbol>> {
        let document = self.documents.get(&params.text_document.uri)?;
        let root = subject::root(&document.seen()?.reading)?;
        Some(symbols::outline(&root, &self.ruler(&document.source)))
    }

    fn completion(&self, params: &CompletionParams) -> Option<Vec<CompletionItem>> {
        let (document, byte) = self.place(&params.text_document_position_params)?;
        let Legible { looked, facts, .. } = document.legible()?;
        let last_year = looked.last_year.as_deref().and_then(|last| last.facts.as_ref());
        let known = Known { facts, last_year };
        let completion = known.at(document.source.text(), byte);
        let range = self.ruler(&document.source).range(completion.range);
        let items = completion.choices.into_iter().enumerate().map(|(at, choice)| {
            let new_text = match choice.kind {
                ChoiceKind::Key => format!("{}: ", choice.word),
                _ => choice.word.clone(),
            };
            item(at, choice, TextEdit { range, new_text })
        });
        Some(items.collect())
    }

    fn actions(&self, params: &CodeActionParams) -> Option<Vec<CodeActionResponse>> {
        let uri = &params.text_document.uri;
        let document = self.documents.get(uri)?;
        let ruler = self.ruler(&document.source);
        let bench = Bench { uri, document, looked: document.seen()?, ruler: &ruler };
        let [quick_fix, fix_all] = &KINDS;
        let only = params.context.only.as_deref();
        let mut actions: Vec<CodeAction> = Vec::new();
        if is_wanted(only, quick_fix) {
            actions.extend(bench.quick_fixes(params.range));
        }
        if is_wanted(only, fix_all) {
            actions.extend(bench.fix_all(|source| self.findings(source, uri)));
        }
        Some(actions.into_iter().map(CodeActionResponse::CodeAction).collect())
    }

    fn findings(&self, source: &Source, uri: &Uri) -> Vec<crate::diagnostic::Diagnostic> {
        let looked = (self.look)(source, uri, self.documents);
        looked.map(|looked| looked.findings).unwrap_or_default()
    }

    /// Returns the document and the byte that a request is about.
    fn place(&self, at: &TextDocumentPositionParams) -> Option<(&Document, usize)> {
        let document = self.documents.get(&at.text_document.uri)?;
        Some((document, self.ruler(&document.source).byte(at.position)))
    }

    fn ruler<'s>(&self, source: &'s Source) -> Ruler<'s> {
        Ruler::new(source.text(), self.units)
    }
}

fn item(at: usize, choice: Choice, edit: TextEdit) -> CompletionItem {
    let said = |text: String| Some(text).filter(|text| !text.is_empty());
    CompletionItem {
        label: choice.word,
        kind: Some(match choice.kind {
            ChoiceKind::Key | ChoiceKind::KeyAlone => CompletionItemKind::Property,
            ChoiceKind::Value => CompletionItemKind::EnumMember,
            ChoiceKind::Step => CompletionItemKind::Field,
            ChoiceKind::Filter => CompletionItemKind::Function,
        }),
        detail: said(choice.detail),
        documentation: said(choice.help).map(Into::into),
        // In the form's order.
        sort_text: Some(format!("{at:04}")),
        text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
        ..CompletionItem::default()
    }
}

/// Answers a request whose parameters can be understood.
pub(super) fn reply<P: DeserializeOwned, R: Serialize>(
    id: RequestId,
    params: Value,
    result: impl FnOnce(P) -> R,
) -> Response {
    match serde_json::from_value(params) {
        Ok(params) => Response::new_ok(id, result(params)),
        Err(error) => refuse(id, ErrorCode::InvalidParams, &error.to_string()),
    }
}

/// Answers that a request cannot be answered.
pub(super) fn refuse(id: RequestId, code: ErrorCode, message: &str) -> Response {
    Response::new_err(id, code as i32, message.to_owned())
}
