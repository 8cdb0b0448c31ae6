//! A template: cut into pieces, its Chinese names translated for Tera and back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::source::Source;
use nianbao::template::{Engine, Markup, fuzzed};

fuzz_target!(|text: &str| {
    let source = Source::new("templates/甲/report.md", text);
    invariants::findings(&fuzzed::translation(&source), &source);
    if let Err(refused) = Engine::new(Markup::Markdown).add("甲", &source) {
        invariants::findings(&refused.findings, &source);
    }
});
