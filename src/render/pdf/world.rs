//! What typst may see: the layout, the document, its pictures, and our faces.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::Typesetter;

/// One document being typeset. Nothing else is there: no disk, no clock, no net.
pub(super) struct Job<'a> {
    typesetter: &'a Typesetter,
    files: Vec<(FileId, Bytes)>,
}

impl<'a> Job<'a> {
    /// Takes the document as JSON, and its pictures by their paths.
    pub(super) fn new(
        typesetter: &'a Typesetter,
        document: String,
        pictures: impl IntoIterator<Item = (String, Bytes)>,
    ) -> Self {
        let mut files = vec![(id("/document.json"), Bytes::from_string(document))];
        files.extend(pictures.into_iter().map(|(path, bytes)| (id(&path), bytes)));
        Self { typesetter, files }
    }
}

/// Returns typst's id of a path; only paths of our own making come here.
pub(super) fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a path without dots is within the root");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.typesetter.faces.book()
    }

    fn main(&self) -> FileId {
        self.typesetter.layout.main()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = self.typesetter.layout.source(id);
        source.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.iter().find(|(known, _)| *known == id);
        file.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.faces.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
