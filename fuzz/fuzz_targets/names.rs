//! A template: cut into pieces, its Chinese names translated for Tera and back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::diagnostic::Code;
use nianbao::source::Source;
use nianbao::template::names::{Names, decode, encode};
use nianbao::template::{Engine, Markup, lex, scan};

fuzz_target!(|text: &str| {
    let source = Source::new("templates/甲/report.md", text);
    pieces(text);
    let found = scan::scan(text, Code::TemplateSyntax, &|range| source.span(range));
    assert_eq!(found.translated.len(), text.len());
    invariants::findings(&found.findings, &source);
    for path in &found.uses.paths {
        invariants::inside(text, path.span.range());
        path.segments.iter().for_each(|name| comes_back(name));
    }
    text.split(|c: char| !c.is_alphanumeric() && c != '_').for_each(comes_back);
    if let Err(findings) = Engine::new(Markup::Markdown).add("甲", &source) {
        invariants::findings(&findings, &source);
    }
});

/// The pieces follow each other without a gap.
fn pieces(text: &str) {
    let mut end = 0;
    for piece in lex::cut(text) {
        assert_eq!(piece.range.start, end);
        invariants::inside(text, piece.range.clone());
        end = piece.range.end;
    }
    assert_eq!(end, text.len());
}

/// A name keeps its length and comes back.
fn comes_back(name: &str) {
    let code = encode(name);
    assert_eq!(code.len(), name.len(), "{name}");
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    if !name.is_empty() && name.chars().all(is_word) {
        assert!(code.is_ascii(), "{name}");
        let mut names = Names::default();
        assert_eq!(names.translate(name), code);
        assert_eq!(decode(&code, &[&names]), name);
    }
}
