//! The outline of a staff's file.

use gen_lsp_types::{DocumentSymbol, SymbolKind};

use super::ruler::Ruler;
use crate::diagnostic::{masked_text, shorten};
use crate::yaml::{Entry, Node, Value};

/// Returns the keys of a node, and those below.
pub(super) fn outline(node: &Node, ruler: &Ruler<'_>) -> Vec<DocumentSymbol> {
    match &node.value {
        Value::Map(entries) => {
            let named = entries.iter().filter(|entry| !entry.key.trim().is_empty());
            named.map(|entry| symbol(entry, ruler)).collect()
        }
        Value::List(items) => {
            items.iter().flat_map(|item| outline(item, ruler)).collect()
        }
        Value::Scalar(_) | Value::Empty => Vec::new(),
    }
}

#[expect(deprecated, reason = "the type has a field that the protocol gave up")]
fn symbol(entry: &Entry, ruler: &Ruler<'_>) -> DocumentSymbol {
    let children = outline(&entry.node, ruler);
    let detail = entry.node.scalar().map(|scalar| shorten(&masked_text(&scalar.text)));
    DocumentSymbol {
        name: shorten(&entry.key),
        detail,
        kind: kind(&entry.node),
        tags: None,
        deprecated: None,
        range: ruler.range(entry.key_span.to(&entry.node.span).range()),
        selection_range: ruler.range(entry.key_span.range()),
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

fn kind(node: &Node) -> SymbolKind {
    match &node.value {
        Value::Map(_) => SymbolKind::Object,
        Value::List(_) => SymbolKind::Array,
        Value::Scalar(_) => SymbolKind::String,
        Value::Empty => SymbolKind::Null,
    }
}
