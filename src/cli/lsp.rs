//! `nianbao lsp`: a session with an editor over standard input and output.

use std::collections::BTreeMap;
use std::path::{self, Path, PathBuf};

use anyhow::Context as _;
use gen_lsp_types::Uri;
use lsp_server::Connection;

use super::Outcome;
use super::args::{DeskArgs, LspArgs, TemplatesArgs};
use super::desk::{Desk, Gathered};
use super::input::{check_text, explained};
use crate::lsp::{self, Documents, Ending, Looked, Session};
use crate::source::Source;

pub(super) fn run(args: &LspArgs) -> anyhow::Result<Outcome> {
    let desk = desk(args.templates.folder.as_deref())?;
    let look = |source: &Source, uri: &Uri, documents: &Documents| {
        look(&desk, source, uri, documents)
    };
    let (connection, threads) = Connection::stdio();
    let mut session = Session::default();
    for message in &connection.receiver {
        for answer in session.handle(message, &look) {
            if connection.sender.send(answer).is_err() {
                anyhow::bail!("编辑器不再读消息了");
            }
        }
        if session.ending().is_some() {
            break;
        }
    }
    drop(connection);
    threads.join().map_err(|error| explained(&error)).context("和编辑器说不上话")?;
    Ok(match session.ending() {
        Some(Ending::Orderly) => Outcome::Done,
        // The protocol asks for exit code 1.
        Some(Ending::Abrupt) | None => Outcome::InputErrors,
    })
}

/// Sets the desk up; the editor opens a template by the place where it lies.
fn desk(templates: Option<&Path>) -> anyhow::Result<Desk> {
    let folder = templates.map(path::absolute).transpose();
    let templates = TemplatesArgs { folder: folder.map_err(|error| explained(&error))? };
    Desk::new(&DeskArgs { last_year: None, templates }, 1)
}

/// Reads a text with what lies beside it; other open texts stand for their files.
fn look(
    desk: &Desk,
    source: &Source,
    uri: &Uri,
    documents: &Documents,
) -> Result<Looked, String> {
    check_text(source.text()).map_err(|error| error.to_string())?;
    let file = lsp::path(uri);
    let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
    let Gathered { reading, last_year, assets, .. } =
        desk.gather(source, folder, &opened(documents));
    let findings = reading.check(last_year.as_deref(), &assets);
    Ok(Looked { reading, last_year, findings })
}

/// Returns the open texts by the real paths of their files.
fn opened(documents: &Documents) -> BTreeMap<PathBuf, Source> {
    let files = documents.iter().filter_map(|(uri, document)| {
        let path = lsp::path(&uri)?.canonicalize().ok()?;
        Some((path, document.source.clone()))
    });
    files.collect()
}
