//! Markdown as staff write it, parsed to the blocks of a document.
//!
//! CommonMark with pipe tables, read for Chinese text: emphasis works beside
//! Chinese punctuation, a line end between Chinese characters vanishes, an indented
//! paragraph is a paragraph, and HTML is text.

use super::blocks::{Chapters, Reader};
use super::emphasis::Marked;
use super::parsed::{Prose, Remark};

/// Parses a prose field: headings of level 1 and 2, which are the report's, become
/// level 3 with a remark.
///
/// U+F8FE and U+F8FF must not occur in it: the parser uses them, and they are lost.
/// Other private-use characters are kept.
pub fn parse(text: &str) -> Prose {
    read(text, Chapters::Report)
}

/// Parses a whole report, whose headings of level 1 and 2 stay.
///
/// As with [`parse`], U+F8FE and U+F8FF must not occur in it.
pub fn parse_report(text: &str) -> Prose {
    read(text, Chapters::Own)
}

fn read(text: &str, chapters: Chapters) -> Prose {
    let marked = Marked::new(text);
    let original = |range| marked.original(range);
    let mut prose = Reader::new(&marked.text, &original, chapters).read();
    for Remark { range, .. } in &mut prose.remarks {
        // A heading ends behind its line end.
        let shown =
            text.get(range.clone()).map_or(range.len(), |text| text.trim_end().len());
        range.end = range.start + shown;
    }
    prose.outline.finish(text);
    prose
}
