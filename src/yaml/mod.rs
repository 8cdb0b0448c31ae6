//! A YAML text as a tree of nodes with places; nothing is typed here.
//!
//! Scalars keep their raw text: whether `010020` is a postcode or a number is
//! for the form to say. Anchors, aliases and tags are refused, so a small file
//! cannot grow into a large tree.

mod bar;
mod characters;
mod decode;
mod edit;
mod faults;
mod load;
mod locate;
mod odd;
mod suspects;
mod syntax;
#[cfg(test)]
mod tests;

pub use bar::missing_bar;
pub(crate) use characters::is_allowed;
pub use decode::{decode, encode_as, from_gbk, template};
pub use edit::{Draft, Editor, Place};
pub use load::{Tree, load};
pub use locate::Places;
pub use odd::{odd_key, odd_value, trailing_comment};

use std::ops::Range;

use crate::source::Span;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// From the first to the last character of the value. Of an [`Value::Empty`]
    /// the empty place where it would stand. Of a block scalar (`|`, `>`) the
    /// content, without the indicator.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing after the colon or dash.
    Empty,
    /// A text; never empty unless quoted.
    Scalar(Scalar),
    /// `[a, b]` or `- a`.
    List(Vec<Node>),
    /// `{a: b}` or `a: b`, in order of writing; keys are unique.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key's text as written, quotes removed.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// What stands after the colon.
    pub node: Node,
}

/// A text and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text after YAML's own unescaping and folding, otherwise raw.
    pub text: String,
    /// How it was written.
    pub style: Style,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As it is, without quotes.
    Plain,
    /// `'…'`.
    SingleQuoted,
    /// `"…"`.
    DoubleQuoted,
    /// `|`.
    Literal,
    /// `>`.
    Folded,
}

impl Node {
    /// Returns the scalar, if the node is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            Value::Empty | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Returns the entry of a key, if the node is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
            Value::Empty | Value::Scalar(_) | Value::List(_) => None,
        }
    }

    /// Returns where a byte range of the scalar's `text` stands in the file; an
    /// escape of a quoted scalar is taken whole.
    ///
    /// It walks the scalar once; who asks often about one node asks its
    /// [`Places`].
    pub fn locate(&self, range: Range<usize>) -> Span {
        Places::new(self).locate(range)
    }
}
