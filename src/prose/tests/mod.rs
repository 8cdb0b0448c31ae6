//! Prose as staff write it.

mod filling;
mod markdown;
mod properties;
mod remarks;

use std::fmt::Write;

use super::*;
use crate::document::{Block, Inline, Inlines, Marker};
use crate::source::Source;
use crate::template::{Engine, Markup, Value, Values};

/// Writes inlines with `[ ]` for strong, `/ /` for emphasis, `<target|…>` for links.
fn inlines(content: &Inlines) -> String {
    let write = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Strong(content) => format!("[{}]", inlines(content)),
        Inline::Emph(content) => format!("/{}/", inlines(content)),
        Inline::Code(text) => format!("`{text}`"),
        Inline::Link { target, content } => format!("<{target}|{}>", inlines(content)),
        Inline::LineBreak => "⏎".into(),
    };
    content.as_slice().iter().map(write).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, content } => format!("H{level} {}", inlines(content)),
        Block::Paragraph { content } => inlines(content),
        Block::List { marker, items } => {
            let mark = match marker {
                Marker::Bullet => "•".to_owned(),
                Marker::Number(first) => format!("{first}."),
            };
            let items: Vec<_> = items.iter().map(|item| blocks(item)).collect();
            format!("{mark}({})", items.join("; "))
        }
        Block::Quote { blocks: inner } => format!("「{}」", blocks(inner)),
        Block::Table(table) => {
            let part = &table.parts[0];
            let head: Vec<_> =
                part.columns.iter().map(|head| inlines(&head.label)).collect();
            let mut out = head.join("|");
            for row in &part.body {
                let cells: Vec<_> = row
                    .iter()
                    .map(|cell| format!("{}:{:?}", inlines(&cell.content), cell.align))
                    .collect();
                write!(out, " // {}", cells.join("|")).unwrap();
            }
            out
        }
        Block::Figure { path, description } => format!("图({path}|{description})"),
        Block::Signature { name, .. } => name.clone(),
    }
}

fn blocks(list: &[Block]) -> String {
    list.iter().map(block).collect::<Vec<_>>().join(" ¶ ")
}

#[track_caller]
fn reads(text: &str, expected: &str) {
    assert_eq!(blocks(&parse(text).blocks), expected, "{text}");
}

fn values(word: &str) -> Values {
    let path = |path: &str| path.split('.').map(str::to_owned).collect();
    [(path("申请.新收"), Value::Integer(8)), (path("词"), Value::Text(word.into()))]
        .into_iter()
        .collect()
}

fn filled(text: &str, word: &str) -> (Filled, Vec<String>) {
    let engine = Engine::new(Markup::Markdown);
    let source = Source::new("2021.yaml", text);
    let (filled, findings) =
        Unfilled::new(text).fill(&|range| source.span(range), &engine, &values(word));
    let told = findings.iter().map(|finding| {
        let place = finding.place.as_ref().map(|place| format!("{:?}", place.span));
        format!("{} {} @ {}", finding.code, finding.message, place.unwrap_or_default())
    });
    (filled, told.collect())
}
