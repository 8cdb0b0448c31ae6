//! What holds of the inside of this room, whatever text it reads. `fuzz/` asks for
//! it; it stands here so that nothing is made public for that.

use super::lex;
use super::names::{Names, decode, encode};
use super::scan::scan;
use super::translate::translate;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// Asserts that pieces leave no gap, that the translation has the length of the
/// original and that names come back; returns what is found.
///
/// # Panics
///
/// If one of it does not hold.
pub fn translation(source: &Source) -> Vec<Diagnostic> {
    let text = source.text();
    without_gap(text);
    let pieces = lex::cut(text);
    let translated = translate(text, &pieces, &mut Names::default());
    assert_eq!(translated.len(), text.len());
    let found = scan(&pieces, Code::TemplateSyntax, &|range| source.span(range));
    for path in &found.uses.paths {
        assert!(text.get(path.span.range()).is_some(), "{path:?}");
        path.segments.iter().for_each(|name| comes_back(name));
    }
    text.split(|c: char| !is_word(c)).for_each(comes_back);
    found.findings
}

fn without_gap(text: &str) {
    let mut end = 0;
    for piece in lex::cut(text) {
        assert_eq!(piece.range.start, end);
        assert!(text.get(piece.range.clone()).is_some(), "{piece:?}");
        end = piece.range.end;
    }
    assert_eq!(end, text.len());
}

fn comes_back(name: &str) {
    let code = encode(name);
    assert_eq!(code.len(), name.len(), "{name}");
    if !name.is_empty() && name.chars().all(is_word) {
        assert!(code.is_ascii(), "{name}");
        let mut names = Names::default();
        assert_eq!(names.translate(name), code);
        assert_eq!(decode(&code, &[&names]), name);
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
