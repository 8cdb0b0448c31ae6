//! The page as typst reads it: `layout.typ` and the files it is made of.

use typst::WorldExt;
use typst::syntax::{DiagSpan, FileId};

use super::world::{self, Job};
use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};
use crate::yaml;

/// Where templates that all forms share lie among the assets.
const SHARED: &str = "templates/shared";
/// The file that typst begins with, under [`SHARED`].
const MAIN: &str = "/layout.typ";
/// The folder of its parts, under [`SHARED`].
const PARTS: &str = "/layout/";

/// The files of the page, the one to begin with first.
#[derive(Debug)]
pub(super) struct Layout(Vec<File>);

/// A file for typst, and again for findings in it.
#[derive(Debug)]
struct File {
    typst: typst::syntax::Source,
    ours: Source,
}

impl Layout {
    /// Takes the files from the assets; tells which is missing or unreadable.
    pub(super) fn new(assets: &Assets) -> Result<Self, Diagnostic> {
        let parts = format!("{SHARED}{PARTS}");
        let parts = assets.paths(&parts).map(|path| &path[SHARED.len()..]);
        let paths = std::iter::once(MAIN).chain(parts);
        paths.map(|path| file(assets, path)).collect::<Result<_, _>>().map(Self)
    }

    /// Returns the id of the file to begin with.
    pub(super) fn main(&self) -> FileId {
        self.0[0].typst.id()
    }

    /// Returns a file as typst reads it.
    pub(super) fn source(&self, id: FileId) -> Option<&typst::syntax::Source> {
        self.0.iter().map(|file| &file.typst).find(|typst| typst.id() == id)
    }

    /// Returns the place of ours that a place of typst's is.
    pub(super) fn place(&self, span: DiagSpan, job: &Job<'_>) -> Option<Span> {
        let id = span.id()?;
        let file = self.0.iter().find(|file| file.typst.id() == id)?;
        job.range(span).map(|range| file.ours.span(range))
    }
}

fn file(assets: &Assets, path: &str) -> Result<File, Diagnostic> {
    let asset = format!("{SHARED}{path}");
    let ours = yaml::template(assets, &asset)
        .ok_or_else(|| missing(&asset))?
        .map_err(|finding| *finding)?;
    let typst = typst::syntax::Source::new(world::id(path), ours.text().to_owned());
    Ok(File { typst, ours })
}

/// Tells that a file of the layout is missing.
fn missing(path: &str) -> Diagnostic {
    let message = format!("缺少排版文件 {path}，PDF 排不出来");
    Diagnostic::error(Code::MissingAsset, message)
        .help("如果用了 --templates，从原来的 templates 文件夹里把它复制过去")
}
