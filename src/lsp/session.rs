//! A session with an editor, from `initialize` to `exit`.

use gen_lsp_types::{
    ClientCapabilities, DidChangeTextDocumentParams,
    DidChangeWatchedFilesRegistrationOptions, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, FileSystemWatcher, InitializeParams, InitializeResult,
    LspNotificationMethod, LspRequestMethod, PublishDiagnosticsParams, Registration,
    RegistrationParams, ServerInfo, Uri,
};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::documents::{Documents, Look};
use super::findings::published;
use super::requests::{Desk, capabilities, refuse, reply};
use super::ruler::Encoding;
use crate::facts::is_staffs_file;

/// Files that change what is said of a staff's file: other years', pictures and
/// templates.
const WATCHED: &str = "**/*.{yaml,yml,png,jpg,jpeg,gif,webp,md,html,css,typ}";

/// A session with an editor.
#[derive(Debug, Default)]
pub struct Session {
    state: State,
    units: Encoding,
    watching: Watching,
    documents: Documents,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    /// `initialize` has not come.
    #[default]
    Awaited,
    Running,
    /// `shutdown` has come.
    ShutDown,
    Ended(Ending),
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// By `shutdown` and `exit`.
    Orderly,
    /// By `exit` alone.
    Abrupt,
}

/// Whether the editor can be asked to tell of changed files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Watching {
    OnRequest,
    #[default]
    Never,
}

impl Session {
    /// Returns how the session ended, once it has.
    pub fn ending(&self) -> Option<Ending> {
        match self.state {
            State::Ended(ending) => Some(ending),
            State::Awaited | State::Running | State::ShutDown => None,
        }
    }

    /// Returns the texts that the editor holds.
    pub fn documents(&self) -> &Documents {
        &self.documents
    }

    /// Takes a message; returns the messages for the editor, in order.
    ///
    /// A request is answered before the next message is taken, so that none is left
    /// to be cancelled.
    pub fn handle(&mut self, message: Message, look: &Look<'_>) -> Vec<Message> {
        match message {
            Message::Request(request) => vec![self.answer(request, look).into()],
            Message::Notification(notification) => self.note(notification, look),
            // Only that the editor will watch files.
            Message::Response(_) => Vec::new(),
        }
    }

    fn answer(&mut self, request: Request, look: &Look<'_>) -> Response {
        let Request { id, method, params } = request;
        let method = LspRequestMethod::from(method.as_str());
        match (self.state, method) {
            (State::Awaited, LspRequestMethod::Initialize) => {
                reply(id, params, |params| self.initialize(&params))
            }
            (State::Awaited, _) => {
                refuse(id, ErrorCode::ServerNotInitialized, "会话还没有开始")
            }
            (State::ShutDown | State::Ended(_), _)
            | (_, LspRequestMethod::Initialize) => {
                refuse(id, ErrorCode::InvalidRequest, "会话已经开始过，或者已经结束")
            }
            (State::Running, LspRequestMethod::Shutdown) => {
                self.state = State::ShutDown;
                Response::new_ok(id, Value::Null)
            }
            (State::Running, method) => {
                let desk = Desk { documents: &self.documents, units: self.units, look };
                desk.answer(method, id, params)
            }
        }
    }

    fn initialize(&mut self, params: &InitializeParams) -> InitializeResult {
        self.state = State::Running;
        let client = &params.capabilities;
        let offered =
            client.general.as_ref().and_then(|it| it.position_encodings.as_deref());
        self.units = Encoding::agreed(offered.unwrap_or_default());
        self.watching = watching(client);
        InitializeResult {
            capabilities: capabilities(self.units.kind()),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        }
    }

    fn note(&mut self, notification: Notification, look: &Look<'_>) -> Vec<Message> {
        use LspNotificationMethod as Method;
        let Notification { method, params } = notification;
        match (self.state, Method::from(method.as_str())) {
            (State::ShutDown, Method::Exit) => self.state = State::Ended(Ending::Orderly),
            (_, Method::Exit) => self.state = State::Ended(Ending::Abrupt),
            (State::Running, Method::Initialized) => return self.watch(),
            (State::Running, Method::TextDocumentDidOpen) => {
                return self.with(params, look, Self::open);
            }
            (State::Running, Method::TextDocumentDidChange) => {
                return self.with(params, look, Self::change);
            }
            (State::Running, Method::TextDocumentDidClose) => {
                return self.with(params, look, Self::close);
            }
            (State::Running, Method::WorkspaceDidChangeWatchedFiles) => {
                return self.look_again(look);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Does what a notification asks for, then looks at all documents: one may be
    /// last year's of another. What cannot be understood is left alone.
    fn with<P: DeserializeOwned>(
        &mut self,
        params: Value,
        look: &Look<'_>,
        change: impl FnOnce(&mut Self, P) -> Option<Message>,
    ) -> Vec<Message> {
        let Ok(params) = serde_json::from_value(params) else { return Vec::new() };
        let mut messages: Vec<_> = change(self, params).into_iter().collect();
        messages.extend(self.look_again(look));
        messages
    }

    fn open(&mut self, params: DidOpenTextDocumentParams) -> Option<Message> {
        let item = params.text_document;
        self.documents.open(&item.uri, item.version, item.text);
        None
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) -> Option<Message> {
        let of = params.text_document;
        let document = self.documents.get_mut(&of.text_document_identifier.uri)?;
        document.change(of.version, params.content_changes, self.units);
        None
    }

    fn close(&mut self, params: DidCloseTextDocumentParams) -> Option<Message> {
        let uri = params.text_document.uri;
        let closed = self.documents.close(&uri)?;
        let told = closed.published.is_some_and(|published| !published.is_empty());
        told.then(|| publish(uri, None, Vec::new()))
    }

    /// Looks at every staff's file, and tells what is not as it was told last: what
    /// they are looked at by may be another.
    pub fn look_again(&mut self, look: &Look<'_>) -> Vec<Message> {
        if self.state != State::Running {
            return Vec::new();
        }
        let uris: Vec<Uri> = self.documents.iter().map(|(uri, _)| uri).collect();
        uris.into_iter().filter_map(|uri| self.look_at(uri, look)).collect()
    }

    fn look_at(&mut self, uri: Uri, look: &Look<'_>) -> Option<Message> {
        let document = self.documents.get(&uri)?;
        let source = &document.source;
        // One that was a staff's file stays one while its head is written anew.
        let is_staffs = document.looked.is_some() || is_staffs_file(source.text());
        let looked = is_staffs.then(|| look(source, &uri, &self.documents));
        self.documents.get_mut(&uri)?.see(looked);
        let found = published(self.documents.get(&uri)?, &self.documents, self.units);
        let document = self.documents.get_mut(&uri)?;
        let before = document.published.replace(found.clone()).unwrap_or_default();
        (before != found).then(|| publish(uri, Some(document.version), found))
    }

    /// Asks the editor to tell of changed files, where it can.
    fn watch(&self) -> Vec<Message> {
        if self.watching == Watching::Never {
            return Vec::new();
        }
        let watcher =
            FileSystemWatcher { glob_pattern: WATCHED.to_owned().into(), kind: None };
        let options =
            DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
        let registration = Registration {
            id: "files".to_owned(),
            method: String::from(LspNotificationMethod::WorkspaceDidChangeWatchedFiles),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        let method = String::from(LspRequestMethod::ClientRegisterCapability);
        vec![Request::new(RequestId::from(1), method, params).into()]
    }
}

fn publish(
    uri: Uri,
    version: Option<i32>,
    diagnostics: Vec<gen_lsp_types::Diagnostic>,
) -> Message {
    let params = PublishDiagnosticsParams { uri, version, diagnostics };
    let method = String::from(LspNotificationMethod::TextDocumentPublishDiagnostics);
    Notification::new(method, params).into()
}

fn watching(client: &ClientCapabilities) -> Watching {
    let files =
        client.workspace.as_ref().and_then(|it| it.did_change_watched_files.as_ref());
    match files.and_then(|files| files.dynamic_registration) {
        Some(true) => Watching::OnRequest,
        _ => Watching::Never,
    }
}
