//! What holds of every finding and every place, whatever was read.

use std::ops::Range;

use nianbao::diagnostic::{Diagnostic, json, short, terminal};
use nianbao::source::Source;

/// Asserts that a byte range lies in a text, on borders of characters.
#[track_caller]
pub fn inside(text: &str, range: Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} of {} bytes", text.len());
}

/// Asserts that findings lie in the text they were found in, and can be shown.
#[track_caller]
pub fn findings(found: &[Diagnostic], source: &Source) {
    for finding in found {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let places = finding.place.iter().chain(&finding.related);
        let spans = places.map(|place| &place.span).chain(edits.map(|edit| &edit.span));
        for span in spans {
            assert_eq!(span.source().text(), source.text(), "{finding:?}");
            inside(source.text(), span.range());
        }
        assert!(!finding.message.is_empty(), "{finding:?}");
    }
    // As many as a person is shown.
    let shown = &found[..found.len().min(50)];
    terminal::render(shown, terminal::Style::Colour);
    short::render(shown);
    json::render(shown);
}
