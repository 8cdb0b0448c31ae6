//! Text within a line.

use serde::Serialize;

/// A piece of text within a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "content", rename_all = "snake_case")]
pub enum Inline {
    /// Plain text, never markup.
    Text(String),
    /// Strong emphasis.
    Strong(Inlines),
    /// Emphasis.
    Emph(Inlines),
    /// Text as typed, in a typewriter face where there is one.
    Code(String),
    /// A link.
    Link {
        /// An absolute `http`, `https` or `mailto` address.
        target: String,
        /// What is shown.
        content: Inlines,
    },
    /// A line end that the writer asked for.
    LineBreak,
}

/// Pieces in order; neighbouring text is always one piece, so that equal texts
/// are equal values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Inlines(Vec<Inline>);

impl Inlines {
    /// Makes the pieces of a plain text; none of an empty one.
    pub fn text(text: impl Into<String>) -> Self {
        let mut inlines = Self::default();
        inlines.push(Inline::Text(text.into()));
        inlines
    }

    /// Adds a piece; text joins the text before it.
    pub fn push(&mut self, inline: Inline) {
        match (self.0.last_mut(), inline) {
            (_, Inline::Text(text)) if text.is_empty() => {}
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (_, inline) => self.0.push(inline),
        }
    }

    /// Adds all pieces of `other`.
    pub fn append(&mut self, other: Self) {
        for inline in other.0 {
            self.push(inline);
        }
    }

    /// Returns the pieces.
    pub fn as_slice(&self) -> &[Inline] {
        &self.0
    }

    /// Tells whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns what is read, without emphasis; a line break is a line end.
    pub fn to_plain(&self) -> String {
        let mut out = String::new();
        self.write_plain(&mut out);
        out
    }

    fn write_plain(&self, out: &mut String) {
        for inline in &self.0 {
            match inline {
                Inline::Text(text) | Inline::Code(text) => out.push_str(text),
                Inline::Strong(content)
                | Inline::Emph(content)
                | Inline::Link { content, .. } => content.write_plain(out),
                Inline::LineBreak => out.push('\n'),
            }
        }
    }
}

impl From<&str> for Inlines {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl FromIterator<Inline> for Inlines {
    fn from_iter<I: IntoIterator<Item = Inline>>(pieces: I) -> Self {
        let mut inlines = Self::default();
        for piece in pieces {
            inlines.push(piece);
        }
        inlines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_text_is_one_piece() {
        let mut inlines = Inlines::text("甲");
        inlines.push(Inline::Text("乙".into()));
        inlines.push(Inline::Text(String::new()));
        assert_eq!(inlines, Inlines::text("甲乙"));
        assert!(Inlines::text("").is_empty());
    }
}
