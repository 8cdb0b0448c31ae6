//! Builds HTML from elements, attributes and text, and is the one place that
//! escapes for it.
//!
//! Names are constants and text goes through [`escape`], so no text of a report
//! can become markup.

use std::fmt::Display;

/// The name of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Tag(&'static str);

/// The name of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Attribute(&'static str);

/// The elements a report is made of.
pub(in crate::render) mod tag {
    use super::Tag;

    pub(in crate::render) const A: Tag = Tag("a");
    pub(in crate::render) const BLOCKQUOTE: Tag = Tag("blockquote");
    pub(in crate::render) const BR: Tag = Tag("br");
    pub(in crate::render) const CAPTION: Tag = Tag("caption");
    pub(in crate::render) const CODE: Tag = Tag("code");
    pub(in crate::render) const COL: Tag = Tag("col");
    pub(in crate::render) const COLGROUP: Tag = Tag("colgroup");
    pub(in crate::render) const DIV: Tag = Tag("div");
    pub(in crate::render) const EM: Tag = Tag("em");
    pub(in crate::render) const FIGCAPTION: Tag = Tag("figcaption");
    pub(in crate::render) const FIGURE: Tag = Tag("figure");
    /// The headings, from level 1.
    pub(in crate::render) const HEADINGS: [Tag; 6] =
        [Tag("h1"), Tag("h2"), Tag("h3"), Tag("h4"), Tag("h5"), Tag("h6")];
    pub(in crate::render) const IMG: Tag = Tag("img");
    pub(in crate::render) const LI: Tag = Tag("li");
    pub(in crate::render) const MARK: Tag = Tag("mark");
    pub(in crate::render) const OL: Tag = Tag("ol");
    pub(in crate::render) const P: Tag = Tag("p");
    pub(in crate::render) const SECTION: Tag = Tag("section");
    pub(in crate::render) const SPAN: Tag = Tag("span");
    pub(in crate::render) const STRONG: Tag = Tag("strong");
    pub(in crate::render) const TABLE: Tag = Tag("table");
    pub(in crate::render) const TBODY: Tag = Tag("tbody");
    pub(in crate::render) const TD: Tag = Tag("td");
    pub(in crate::render) const TH: Tag = Tag("th");
    pub(in crate::render) const THEAD: Tag = Tag("thead");
    pub(in crate::render) const TIME: Tag = Tag("time");
    pub(in crate::render) const TR: Tag = Tag("tr");
    pub(in crate::render) const UL: Tag = Tag("ul");
}

/// The attributes a report is made of.
pub(in crate::render) mod attribute {
    use super::Attribute;

    pub(in crate::render) const ALIGN: Attribute = Attribute("align");
    pub(in crate::render) const ALT: Attribute = Attribute("alt");
    pub(in crate::render) const ARIA_DESCRIBEDBY: Attribute =
        Attribute("aria-describedby");
    pub(in crate::render) const ARIA_LABEL: Attribute = Attribute("aria-label");
    pub(in crate::render) const ARIA_LABELLEDBY: Attribute = Attribute("aria-labelledby");
    pub(in crate::render) const BORDER: Attribute = Attribute("border");
    pub(in crate::render) const CLASS: Attribute = Attribute("class");
    pub(in crate::render) const COLSPAN: Attribute = Attribute("colspan");
    /// Which part of the report it is, for the preview.
    pub(in crate::render) const DATA_PLACE: Attribute = Attribute("data-place");
    pub(in crate::render) const DATETIME: Attribute = Attribute("datetime");
    pub(in crate::render) const HEADERS: Attribute = Attribute("headers");
    pub(in crate::render) const HEIGHT: Attribute = Attribute("height");
    pub(in crate::render) const HREF: Attribute = Attribute("href");
    pub(in crate::render) const ID: Attribute = Attribute("id");
    pub(in crate::render) const REL: Attribute = Attribute("rel");
    pub(in crate::render) const ROLE: Attribute = Attribute("role");
    pub(in crate::render) const ROWSPAN: Attribute = Attribute("rowspan");
    pub(in crate::render) const SCOPE: Attribute = Attribute("scope");
    pub(in crate::render) const SRC: Attribute = Attribute("src");
    pub(in crate::render) const START: Attribute = Attribute("start");
    pub(in crate::render) const STYLE: Attribute = Attribute("style");
    pub(in crate::render) const TABINDEX: Attribute = Attribute("tabindex");
    pub(in crate::render) const VALIGN: Attribute = Attribute("valign");
    pub(in crate::render) const WIDTH: Attribute = Attribute("width");
}

/// The start of an element: its name and its attributes, already escaped.
#[derive(Debug, Clone)]
pub(in crate::render) struct Start {
    tag: Tag,
    attributes: String,
}

impl Start {
    /// Adds an attribute.
    #[must_use]
    pub(in crate::render) fn with(
        mut self,
        Attribute(name): Attribute,
        value: impl Display,
    ) -> Self {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        escape(&value.to_string(), &mut self.attributes);
        self.attributes.push('"');
        self
    }

    /// Adds an attribute where there is a value.
    #[must_use]
    pub(in crate::render) fn with_some(
        self,
        attribute: Attribute,
        value: Option<impl Display>,
    ) -> Self {
        match value {
            Some(value) => self.with(attribute, value),
            None => self,
        }
    }
}

impl Tag {
    /// Begins the element with its first attribute.
    pub(in crate::render) fn with(
        self,
        attribute: Attribute,
        value: impl Display,
    ) -> Start {
        Start::from(self).with(attribute, value)
    }
}

impl From<Tag> for Start {
    fn from(tag: Tag) -> Self {
        Self { tag, attributes: String::new() }
    }
}

/// HTML as far as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::render) struct Html(String);

impl Html {
    /// Writes an element with the content that `content` writes.
    pub(in crate::render) fn element<R>(
        &mut self,
        start: impl Into<Start>,
        content: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let start = start.into();
        let Tag(name) = start.tag;
        self.void(start);
        let result = content(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        result
    }

    /// Writes an element that has no content and no end.
    pub(in crate::render) fn void(&mut self, start: impl Into<Start>) {
        let Start { tag: Tag(name), attributes } = start.into();
        self.0.push('<');
        self.0.push_str(name);
        self.0.push_str(&attributes);
        self.0.push('>');
    }

    /// Writes text.
    pub(in crate::render) fn text(&mut self, text: &str) {
        escape(text, &mut self.0);
    }

    /// Writes what is HTML already, a constant of the program.
    pub(in crate::render) fn constant(&mut self, html: &'static str) {
        self.0.push_str(html);
    }

    /// Writes what has been written apart.
    pub(in crate::render) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// Ends a line of the file, where that means nothing to its reader.
    pub(in crate::render) fn end_line(&mut self) {
        self.0.push('\n');
    }

    /// Returns what is written.
    pub(in crate::render) fn finish(self) -> String {
        self.0
    }
}

/// Writes text so that it is text, between tags as well as in quotes. A control
/// character, which HTML forbids even as a reference, becomes U+FFFD.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(character),
            _ if character.is_control() => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_everywhere() {
        let mut html = Html::default();
        html.element(tag::P.with(attribute::CLASS, "\"><b>"), |html| {
            html.text("<script>&amp;'\0");
        });
        assert_eq!(
            html.finish(),
            "<p class=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;&amp;amp;&#39;\u{fffd}</p>"
        );
    }
}
