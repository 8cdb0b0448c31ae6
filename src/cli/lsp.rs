//! `nianbao lsp`: a session with an editor over standard input and output.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read as _};
use std::path::{self, Path, PathBuf};

use anyhow::Context as _;
use gen_lsp_types::Uri;
use lsp_server::Message;

use super::args::{DeskArgs, LspArgs, TemplatesArgs};
use super::desk::{Desk, Gathered};
use super::input::{check_text, explained};
use super::stamp::Stamp;
use super::{Outcome, templates, with_causes};
use crate::lsp::{self, Documents, Ending, Looked, Session};
use crate::source::Source;

/// Bytes of the largest message that is read: a text of 16 MB with every character
/// escaped. Memory for a message is taken before its first byte comes.
const LARGEST: u64 = 128 * 1024 * 1024;

/// Bytes of the longest head of a message.
const LONGEST_HEAD: u64 = 8 * 1024;

pub(super) fn run(args: &LspArgs) -> anyhow::Result<Outcome> {
    let mut bench = Bench::new(args.templates.folder.as_deref())?;
    let (mut editor, mut sink) = (io::stdin().lock(), io::stdout().lock());
    let mut session = Session::default();
    while session.ending().is_none()
        && let Some(message) = receive(&mut editor).context("和编辑器说不上话")?
    {
        let is_new = bench.refresh();
        let look = |source: &Source, uri: &Uri, documents: &Documents| {
            look(bench.desk.as_ref().map_err(Clone::clone)?, source, uri, documents)
        };
        let mut answers = if is_new { session.look_again(&look) } else { Vec::new() };
        answers.extend(session.handle(message, &look));
        for answer in answers {
            answer.write(&mut sink).ok().context("编辑器不再读消息了")?;
        }
    }
    Ok(match session.ending() {
        Some(Ending::Orderly) => Outcome::Done,
        // The protocol asks for exit code 1.
        Some(Ending::Abrupt) | None => Outcome::InputErrors,
    })
}

/// Reads the next message; none if there will be no more.
fn receive(editor: &mut impl BufRead) -> anyhow::Result<Option<Message>> {
    let mut head = String::new();
    let mut lines = editor.by_ref().take(LONGEST_HEAD);
    while !head.ends_with("\r\n\r\n")
        && lines.read_line(&mut head).map_err(|error| explained(&error))? > 0
    {}
    anyhow::ensure!(lines.limit() > 0, "消息的头太长");
    let size = |line: &str| -> Option<u64> {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("Content-Length").then(|| value.parse().ok())?
    };
    let is_large = head.lines().filter_map(size).any(|size| size > LARGEST);
    anyhow::ensure!(!is_large, "消息超过 {} MB", LARGEST / 1024 / 1024);
    Message::read(&mut head.as_bytes().chain(editor)).map_err(|error| explained(&error))
}

/// A desk that goes with its templates.
struct Bench {
    args: DeskArgs,
    /// The templates of the user's folder, as they were when they were read.
    stamps: BTreeMap<PathBuf, Stamp>,
    /// The desk, or why it cannot be set up by the templates as they are now.
    desk: Result<Desk, String>,
}

impl Bench {
    /// Sets the desk up; the editor opens a template by the place where it lies.
    fn new(templates: Option<&Path>) -> anyhow::Result<Self> {
        let folder = templates.map(path::absolute).transpose();
        let folder = folder.map_err(|error| explained(&error))?;
        let args = DeskArgs { last_year: None, templates: TemplatesArgs { folder } };
        // Before they are read: one that is written meanwhile is read again.
        let stamps = stamps(&args);
        let desk = Ok(Desk::new(&args, 1)?);
        Ok(Self { args, stamps, desk })
    }

    /// Sets the desk up anew if a template is another than it was; tells whether it
    /// did.
    fn refresh(&mut self) -> bool {
        let now = stamps(&self.args);
        if now == self.stamps {
            return false;
        }
        self.stamps = now;
        self.desk = Desk::new(&self.args, 1).map_err(|error| with_causes(&error));
        true
    }
}

fn stamps(args: &DeskArgs) -> BTreeMap<PathBuf, Stamp> {
    args.templates.folder.as_deref().map(templates::stamps).unwrap_or_default()
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
