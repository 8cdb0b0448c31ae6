//! Documents that proptest makes up, full of text that looks like markup.

use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::document::{
    Align, Block, BodyCell, Document, Header, Inline, Inlines, Marker, Meta, Part,
    Publication, Table,
};

const HOSTILE: [&str; 40] = [
    "<script>alert(1)</script>",
    "#panic()",
    "# ",
    "$x$",
    "|",
    "**",
    "*",
    "_",
    "__甲__",
    "{{ 甲 }}",
    "{% if %}",
    "`",
    "``` ",
    "1. ",
    "12) ",
    "&amp;",
    "&#35;",
    "&",
    "\\",
    "\\|",
    "- ",
    "---",
    "+ ",
    "> ",
    "[甲](http://a)",
    "[甲]: b",
    "![",
    "](",
    "[ ] ",
    "~~",
    "~",
    "<",
    "<!--",
    "=",
    ":-:",
    "  ",
    "\u{3000}",
    "“甲”",
    "\"'",
    "]]>",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(&HOSTILE[..]).prop_map(str::to_owned),
        2 => "[ -~]{0,6}",
        3 => "[一-龥，。、（）“”0-9]{0,6}",
    ];
    vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

/// Text within a line.
pub(in crate::render) fn inlines() -> impl Strategy<Value = Inlines> {
    let leaf = prop_oneof![
        4 => text().prop_map(Inline::Text),
        1 => text().prop_map(Inline::Code),
        1 => Just(Inline::LineBreak),
    ];
    let inline = leaf.prop_recursive(2, 8, 3, |inner| {
        let content = || vec(inner.clone(), 0..3).prop_map(Inlines::from_iter);
        let target = prop_oneof![Just("https://a.cn/?b=1&lt;=2#c".to_owned()), text()];
        prop_oneof![
            content().prop_map(Inline::Strong),
            content().prop_map(Inline::Emph),
            (target, content())
                .prop_map(|(target, content)| Inline::Link { target, content }),
        ]
    });
    vec(inline, 0..4).prop_map(Inlines::from_iter)
}

fn header() -> impl Strategy<Value = Header> {
    let leaf = inlines().prop_map(Header::leaf);
    leaf.prop_recursive(2, 6, 3, |inner| {
        (inlines(), vec(inner, 1..3))
            .prop_map(|(label, below)| Header::group(label, below))
    })
}

fn part() -> impl Strategy<Value = Part> {
    let trees = (vec(header(), 0..3), vec(header(), 0..3));
    let trees = trees.prop_flat_map(|(columns, rows)| {
        let count =
            |forest: &[Header]| forest.iter().map(Header::width).sum::<usize>().max(1);
        let align = prop::sample::select(&[Align::Start, Align::Center, Align::End][..]);
        let cell =
            (inlines(), align).prop_map(|(content, align)| BodyCell { content, align });
        let body = vec(vec(cell, count(&columns)), count(&rows));
        (Just(columns), Just(rows), body)
    });
    (prop::option::of(text()), text(), trees).prop_map(|(title, corner, trees)| {
        let (columns, rows, body) = trees;
        Part { title, corner, columns, rows, body }
    })
}

/// A table of up to three parts.
pub(in crate::render) fn table() -> impl Strategy<Value = Table> {
    let note = prop::option::of(inlines());
    (text(), vec(part(), 1..3), note).prop_map(|(title, parts, note)| Table {
        title,
        widths: Vec::new(),
        parts,
        note,
    })
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        4 => inlines().prop_map(|content| Block::Paragraph { content }),
        1 => (1..=6u8, inlines()).prop_map(|(level, content)| Block::Heading { level, content }),
        1 => table().prop_map(Block::Table),
        1 => text().prop_map(|description| Block::Figure { path: "图 1.png".into(), description }),
        1 => text().prop_map(|name| Block::Signature { name, date: Some(date(2022, 1, 18)) }),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let marker =
            prop_oneof![Just(Marker::Bullet), (0..20u64).prop_map(Marker::Number)];
        prop_oneof![
            (marker, vec(vec(inner.clone(), 0..3), 1..3))
                .prop_map(|(marker, items)| Block::List { marker, items }),
            vec(inner, 0..3).prop_map(|blocks| Block::Quote { blocks }),
        ]
    })
}

/// A whole report.
pub(in crate::render) fn document() -> impl Strategy<Value = Document> {
    (vec(block(), 0..5), text())
        .prop_map(|(blocks, title)| Document { meta: meta(&title), blocks })
}

/// What is said about a report of this title.
pub(in crate::render) fn meta(title: &str) -> Meta {
    Meta {
        title: title.to_owned(),
        author: "某市某局".into(),
        year: 2021,
        date: Some(date(2022, 1, 18)),
        publication: Publication::default(),
    }
}
