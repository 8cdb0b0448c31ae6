//! A report's page by typst and nothing else: what a program would do that has the
//! layout, the document as JSON and the fonts in a folder (see `handout.rs`). It is
//! the measure of what nianbao adds.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Coverage, Font, FontBook, FontFlags, FontInfo, FontVariant};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The list of fonts in the folder: a line each, the index in the file and its path.
pub const FONTS: &str = "fonts.txt";
/// Where the layout lies in the folder.
pub const LAYOUT: &str = "layout.typ";

/// A folder that can be typeset.
pub struct Plain {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<(u32, String, OnceLock<Option<Font>>)>,
    sources: Vec<Source>,
    document: Bytes,
}

impl Plain {
    /// Reads all but the fonts.
    pub fn open(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut sources = vec![source(folder, LAYOUT)?];
        for entry in fs::read_dir(folder.join("layout"))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            sources.push(source(folder, &format!("layout/{name}"))?);
        }
        let list = fs::read_to_string(folder.join(FONTS))?;
        let fonts: Vec<_> = list
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(index, path)| Ok((index.parse()?, path.to_owned(), OnceLock::new())))
            .collect::<Result<_, std::num::ParseIntError>>()?;
        let features = [Feature::A11yExtras].into_iter().collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_infos((0..fonts.len()).map(info))),
            fonts,
            sources,
            document: Bytes::new(fs::read(folder.join("document.json"))?),
        })
    }

    /// Lays the pages out.
    pub fn lay_out(&self) -> Result<PagedDocument, String> {
        typst::compile(self).output.map_err(|errors| said(&errors))
    }
}

/// Writes the same kind of PDF as nianbao.
pub fn export(pages: &PagedDocument) -> Result<Vec<u8>, String> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("the two standards agree");
    let options = PdfOptions { standards, ..PdfOptions::default() };
    typst_pdf::pdf(pages, &options).map_err(|errors| said(&errors))
}

/// Forgets what typst remembers, so that the next run is like the first.
pub fn forget() {
    typst::comemo::evict(0);
}

fn said(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}

/// Fonts go by the names that the document's chains use.
fn info(index: usize) -> FontInfo {
    FontInfo {
        family: format!("face {index}"),
        variant: FontVariant::default(),
        flags: FontFlags::empty(),
        axes: Vec::new(),
        coverage: Coverage::from_vec(Vec::new()),
    }
}

fn source(folder: &Path, name: &str) -> Result<Source, Box<dyn Error>> {
    Ok(Source::new(id(&format!("/{name}")), fs::read_to_string(folder.join(name))?))
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a path without dots is within the root");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

impl World for Plain {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.sources[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = self.sources.iter().find(|source| source.id() == id);
        source.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, file: FileId) -> FileResult<Bytes> {
        let known = file == id("/document.json");
        known.then(|| self.document.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        let (index, path, font) = self.fonts.get(index)?;
        let read = || Font::new(Bytes::new(fs::read(path).ok()?), *index);
        font.get_or_init(read).clone()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
