//! A prose field: its references filled, its Markdown read for Chinese text.

#![no_main]

use std::collections::HashMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nianbao::document::{Block, Document, Header, Meta, Publication};
use nianbao::prose::{self, Prose, Unfilled};
use nianbao::render::markdown::{self, SpannedTables};
use nianbao::source::Source;
use nianbao::template::{Engine, Markup, Value, Values};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Markup::Markdown));
static VALUES: LazyLock<Values> = LazyLock::new(|| {
    let value = Value::Text("*甲*|{{ 乙 }}".to_owned());
    [(vec!["年度".to_owned()], value)].into_iter().collect()
});

fuzz_target!(|written: &str| {
    // These three never reach prose: the reader of the file refuses them. An
    // entity's character is not what was written.
    let text: String = written
        .chars()
        .filter(|c| !matches!(c, '\0' | '\u{f8fe}' | '\u{f8ff}' | '&'))
        .collect();
    references(&text);
    read(&text, &prose::parse(&text));
    read(&text, &prose::parse_report(&text));
});

fn references(text: &str) {
    for reference in Unfilled::new(text).references().paths {
        invariants::inside(text, reference.range);
    }
    let source = Source::new("甲.yaml", text);
    let locate = |range| source.span(range);
    let (filled, findings) = Unfilled::new(text).fill(&locate, &ENGINE, &VALUES);
    invariants::findings(&findings, &source);
    for (at, c) in filled.text.char_indices() {
        invariants::inside(text, filled.source_range(at..at + c.len_utf8()));
    }
}

/// Nothing is read that was not written, and what is told of lies in the text.
fn read(text: &str, prose: &Prose) {
    for remark in &prose.remarks {
        invariants::inside(text, remark.range.clone());
    }
    for picture in &prose.pictures {
        invariants::inside(text, picture.range.clone());
    }
    let mut left: HashMap<char, isize> = HashMap::new();
    for c in text.chars() {
        *left.entry(c).or_default() += 1;
    }
    let mut said = String::new();
    prose.blocks.iter().for_each(|block| say(block, &mut said));
    for c in said.chars().filter(|c| !c.is_whitespace()) {
        let left = left.entry(c).or_default();
        *left -= 1;
        assert!(*left >= 0, "{c:?} is read more often than written: {said:?}");
    }
    write(prose);
}

fn say(block: &Block, out: &mut String) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } => {
            out.push_str(&content.to_plain());
        }
        Block::List { items, .. } => {
            items.iter().flatten().for_each(|block| say(block, out));
        }
        Block::Quote { blocks } => blocks.iter().for_each(|block| say(block, out)),
        Block::Table(table) => {
            for part in &table.parts {
                part.columns.iter().for_each(|header| label(header, out));
                let cells = part.body.iter().flatten();
                cells.for_each(|cell| out.push_str(&cell.content.to_plain()));
            }
        }
        Block::Figure { description, .. } => out.push_str(description),
        Block::Signature { name, .. } => out.push_str(name),
    }
}

fn label(header: &Header, out: &mut String) {
    out.push_str(&header.label.to_plain());
    header.children.iter().for_each(|child| label(child, out));
}

/// What is read can be written.
fn write(prose: &Prose) {
    let meta = Meta {
        title: "甲".to_owned(),
        author: "甲".to_owned(),
        year: 2024,
        date: None,
        publication: Publication::default(),
    };
    let document = Document { meta, blocks: prose.blocks.clone() };
    markdown::write(&document, SpannedTables::Pipe);
}
