//! A staff's file: bytes to text, text to a tree with places.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::source::Span;
use nianbao::yaml::{self, Node, Places, Scalar, Style, Value};

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = yaml::decode("甲.yaml", bytes) else { return };
    let tree = yaml::load(&source);
    invariants::findings(&tree.findings, &source);
    if let Some(root) = &tree.root {
        assert!(matches!(root.value, Value::Map(_)));
        node(root, &source.span(0..source.text().len()));
    }
});

fn node(node: &Node, around: &Span) {
    within(&node.span, around);
    match &node.value {
        Value::Empty => assert!(node.span.text().is_empty()),
        Value::Scalar(scalar) => characters(node, scalar),
        Value::List(items) => items.iter().for_each(|item| self::node(item, &node.span)),
        Value::Map(entries) => {
            for (at, entry) in entries.iter().enumerate() {
                assert!(entries[..at].iter().all(|other| other.key != entry.key));
                within(&entry.key_span, &node.span);
                self::node(&entry.node, &node.span);
            }
        }
    }
}

#[track_caller]
fn within(inner: &Span, outer: &Span) {
    let (inner_range, outer_range) = (inner.range(), outer.range());
    assert!(
        outer_range.start <= inner_range.start && inner_range.end <= outer_range.end,
        "{inner:?} in {outer:?}"
    );
}

/// Every character that can be seen is found where its place says, unless escapes
/// hide the way.
fn characters(node: &Node, scalar: &Scalar) {
    let places = Places::new(node);
    for (at, c) in scalar.text.char_indices().take(500) {
        let place = places.locate(at..at + c.len_utf8());
        within(&place, &node.span);
        let known = match scalar.style {
            Style::Plain | Style::Literal | Style::Folded => true,
            Style::SingleQuoted => !scalar.text.contains('\''),
            Style::DoubleQuoted => !node.span.text().contains('\\'),
        };
        if known && !c.is_whitespace() {
            assert_eq!(place.text(), c.to_string(), "{:?} of {:?}", at, node.span);
        }
    }
}
