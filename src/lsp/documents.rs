//! The texts that an editor holds, and what was seen in each.

use std::collections::BTreeMap;
use std::mem;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{
    Diagnostic as Published, TextDocumentContentChangeEvent as Change, Uri,
};
use url::Url;

use super::ruler::{Encoding, Ruler};
use super::unchanged::Unchanged;
use crate::diagnostic::Diagnostic;
use crate::facts::Facts;
use crate::pipeline::Reading;
use crate::source::Source;

/// What is seen in a text, by the forms and with what lies beside it.
#[derive(Debug)]
pub struct Looked {
    /// The text, read.
    pub reading: Reading,
    /// Last year's file, if there is one that serves.
    pub last_year: Option<Arc<Reading>>,
    /// All that is wrong.
    pub findings: Vec<Diagnostic>,
}

/// Looks at a text that stands, or will, at an address, beside other open texts;
/// or says why it is not read at all.
pub type Look<'a> = dyn Fn(&Source, &Uri, &Documents) -> Result<Looked, String> + 'a;

/// A text that an editor holds.
#[derive(Debug)]
pub struct Document {
    /// The text.
    pub source: Source,
    /// The editor's count of its changes.
    pub(super) version: i32,
    /// What was seen in it; none if it is no staff's file.
    pub(super) looked: Option<Result<Looked, String>>,
    /// What was seen in the text before, when it could be read; none while it can be.
    before: Option<Looked>,
    /// What the editor was told last; none before it was told anything.
    pub(super) published: Option<Vec<Published>>,
}

/// What could be read of a text.
pub(super) struct Legible<'a> {
    pub(super) looked: &'a Looked,
    pub(super) facts: &'a Facts,
    /// The lines of the text that stand in what was read; none if that is the text as
    /// it is.
    pub(super) before: Option<Unchanged>,
}

/// The texts that an editor holds, by their addresses.
#[derive(Debug, Default)]
pub struct Documents(BTreeMap<String, Document>);

impl Documents {
    /// Yields the addresses and texts.
    pub fn iter(&self) -> impl Iterator<Item = (Uri, &Document)> {
        self.0.iter().map(|(uri, document)| (Uri::from(uri.as_str()), document))
    }

    pub(super) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.0.get(uri.as_ref())
    }

    pub(super) fn get_mut(&mut self, uri: &Uri) -> Option<&mut Document> {
        self.0.get_mut(uri.as_ref())
    }

    pub(super) fn open(&mut self, uri: &Uri, version: i32, text: String) {
        let source = Source::new(name(uri), text);
        let document =
            Document { source, version, looked: None, before: None, published: None };
        self.0.insert(uri.to_string(), document);
    }

    pub(super) fn close(&mut self, uri: &Uri) -> Option<Document> {
        self.0.remove(uri.as_ref())
    }

    /// Returns the address of a text: an open one, or a file on disk.
    pub(super) fn uri_of(&self, source: &Source) -> Option<Uri> {
        let open = self.iter().find(|(_, document)| document.source.is_same(source));
        open.map(|(uri, _)| uri).or_else(|| file_uri(Path::new(source.name())))
    }
}

impl Document {
    /// Applies what the editor changed, in order.
    pub(super) fn change(&mut self, version: i32, changes: Vec<Change>, units: Encoding) {
        let mut text = self.source.text().to_owned();
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    let range = Ruler::new(&text, units).bytes(part.range);
                    text.replace_range(range, &part.text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => {
                    text = whole.text;
                }
            }
        }
        self.version = version;
        self.source = Source::new(self.source.name(), text);
    }

    /// Takes what was seen in the text.
    pub(super) fn see(&mut self, looked: Option<Result<Looked, String>>) {
        let last = mem::replace(&mut self.looked, looked);
        let is_legible = |looked: &Looked| looked.reading.facts.is_some();
        self.before = if self.seen().is_some_and(is_legible) {
            None
        } else {
            last.and_then(Result::ok).filter(is_legible).or(self.before.take())
        };
    }

    /// Returns what was seen, if it could be read.
    pub(super) fn seen(&self) -> Option<&Looked> {
        self.looked.as_ref()?.as_ref().ok()
    }

    /// Returns what could be read: of the text as it is, else as it was when it could
    /// be read.
    pub(super) fn legible(&self) -> Option<Legible<'_>> {
        let looked = self.seen()?;
        if let Some(facts) = &looked.reading.facts {
            return Some(Legible { looked, facts, before: None });
        }
        let looked = self.before.as_ref()?;
        let facts = looked.reading.facts.as_ref()?;
        let (now, then) = (self.source.text(), looked.reading.source.text());
        Some(Legible { looked, facts, before: Some(Unchanged::between(now, then)) })
    }
}

impl Legible<'_> {
    /// Returns the byte of what was read that is a byte of the text; none in a line
    /// that is another now.
    pub(super) fn byte(&self, byte: usize) -> Option<usize> {
        self.before.map_or(Some(byte), |unchanged| unchanged.byte(byte))
    }

    /// Returns the bytes of the text that are those of what was read.
    pub(super) fn now(&self, range: Range<usize>) -> Option<Range<usize>> {
        match self.before {
            Some(unchanged) => unchanged.back().range(range),
            None => Some(range),
        }
    }
}

/// Returns the path of a file's address; none of what is no file.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(uri.as_ref()).ok().filter(|url| url.scheme() == "file")?;
    url.to_file_path().ok()
}

/// Returns the address of a file; none unless the path is absolute.
pub(super) fn file_uri(path: &Path) -> Option<Uri> {
    let url = Url::from_file_path(path).ok()?;
    // Reading it again takes the `..` out.
    Url::parse(url.as_str()).ok().map(|url| Uri::from(String::from(url)))
}

/// Returns the name by which people know a document.
fn name(uri: &Uri) -> String {
    let path = path(uri);
    let name = path.as_deref().and_then(Path::file_name);
    name.map_or_else(|| uri.to_string(), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_are_paths() {
        let uri = Uri::from("file:///tmp/%E5%B9%B4%E6%8A%A5/2024%20a.yaml");
        assert_eq!(path(&uri).as_deref(), Some(Path::new("/tmp/年报/2024 a.yaml")));
        assert_eq!(file_uri(Path::new("/tmp/年报/2024 a.yaml")), Some(uri.clone()));
        assert_eq!(name(&uri), "2024 a.yaml");
        assert_eq!(
            path(&Uri::from("file:///tmp/年报.yaml")),
            Some("/tmp/年报.yaml".into())
        );
        for no_file in ["untitled:Untitled-1", "http://a/b.yaml", "", "甲"] {
            assert_eq!(path(&Uri::from(no_file)), None, "{no_file}");
        }
        assert_eq!(name(&Uri::from("untitled:Untitled-1")), "untitled:Untitled-1");
        assert_eq!(file_uri(Path::new("2024.yaml")), None);
        let beside = file_uri(Path::new("/tmp/年报/2024/../a.yaml"));
        assert_eq!(beside, file_uri(Path::new("/tmp/年报/a.yaml")));
    }
}
