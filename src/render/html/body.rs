//! The report itself: its blocks, from the title to the signature.

use jiff::civil::Date;

use super::hold::Hold;
use super::inlines::inlines;
use super::marks::{Mark, Marks};
use super::picture::address;
use super::table;
use super::writer::{Html, Start, Tag, attribute, tag};
use crate::assets::Assets;
use crate::day;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Inline, Inlines, Marker};
use crate::picture;
use crate::render::seams::seams;

/// Writes a report's blocks as HTML; or says which pictures cannot be used. `author`
/// is who reports.
pub(super) fn body(
    blocks: &[Block],
    author: &str,
    assets: &Assets,
    marks: Marks,
) -> Result<String, Vec<Diagnostic>> {
    let mut html = Html::default();
    let mut body =
        Body { author, assets, tables: 0, heading: String::new(), findings: Vec::new() };
    for (index, block) in blocks.iter().enumerate() {
        body.block(&mut html, block, (marks == Marks::Present).then_some(index));
        html.end_line();
    }
    if body.findings.is_empty() { Ok(html.finish()) } else { Err(body.findings) }
}

struct Body<'a> {
    /// Who reports, to cut the title after.
    author: &'a str,
    assets: &'a Assets,
    /// Tables so far; their number keeps the ids of each apart.
    tables: usize,
    /// The last heading below the title.
    heading: String,
    findings: Vec<Diagnostic>,
}

impl Body<'_> {
    fn blocks(&mut self, html: &mut Html, blocks: &[Block]) {
        for block in blocks {
            self.block(html, block, None);
            html.end_line();
        }
    }

    /// Writes a block, with its number among those of the document if it is one of
    /// them and they are marked.
    fn block(&mut self, html: &mut Html, block: &Block, mark: Mark) {
        match block {
            Block::Heading { level: ..=1, content } => {
                title(html, content, self.author, mark);
            }
            Block::Heading { level, content } => {
                self.heading = content.to_plain();
                heading(html, *level, content, mark);
            }
            Block::Paragraph { content } => {
                html.element(marked(tag::P, mark), |html| {
                    inlines(html, content, Some(Hold::Classed));
                });
            }
            Block::List { marker, items } => {
                self.list(html, list_start(*marker, mark), items);
            }
            Block::Quote { blocks } => {
                html.element(marked(tag::BLOCKQUOTE, mark), |html| {
                    html.end_line();
                    self.blocks(html, blocks);
                });
            }
            Block::Table(table) => {
                self.tables += 1;
                table::table(html, table, self.tables, &self.heading, mark);
            }
            Block::Figure { path, description } => {
                self.figure(html, path, description, mark);
            }
            Block::Signature { name, date } => signature(html, name, *date, mark),
        }
    }

    fn list(&mut self, html: &mut Html, start: Start, items: &[Vec<Block>]) {
        html.element(start, |html| {
            html.end_line();
            for item in items {
                html.element(tag::LI, |html| self.item(html, item));
                html.end_line();
            }
        });
    }

    /// Writes an item; a single paragraph in it needs no element of its own.
    fn item(&mut self, html: &mut Html, item: &[Block]) {
        match item {
            [Block::Paragraph { content }] => inlines(html, content, Some(Hold::Classed)),
            blocks => self.blocks(html, blocks),
        }
    }

    fn figure(&mut self, html: &mut Html, path: &str, description: &str, mark: Mark) {
        let picture = match picture::find(self.assets, path) {
            Ok(picture) => picture,
            Err(finding) => return self.findings.push(finding),
        };
        let [width, height] = picture.size.css_pixels();
        html.element(marked(tag::FIGURE, mark), |html| {
            let image = tag::IMG
                .with(attribute::SRC, address(&picture))
                .with(attribute::ALT, description)
                .with(attribute::WIDTH, width)
                .with(attribute::HEIGHT, height);
            html.void(image);
            if !description.is_empty() {
                html.element(tag::FIGCAPTION, |html| html.text(description));
            }
        });
    }
}

/// Writes the title. Where its author marked no lines, they end where the sense is:
/// within what lies between two strong seams only if no line holds it.
fn title(html: &mut Html, content: &Inlines, author: &str, mark: Mark) {
    let [Inline::Text(text)] = content.as_slice() else {
        return heading(html, 1, content, mark);
    };
    let parts = seams(text, author).parts(text);
    if matches!(&parts[..], [part] if part.len() == 1) {
        return heading(html, 1, content, mark);
    }
    html.element(marked(tag::HEADINGS[0], mark), |html| {
        for outer in &parts {
            part(html, |html| match outer[..] {
                [text] => html.text(text),
                _ => outer.iter().for_each(|text| part(html, |html| html.text(text))),
            });
        }
    });
}

/// Writes what is only cut where no line holds it.
fn part(html: &mut Html, content: impl FnOnce(&mut Html)) {
    html.element(class(tag::SPAN.into(), "part"), content);
}

fn heading(html: &mut Html, level: u8, content: &Inlines, mark: Mark) {
    let index = usize::from(level).clamp(1, tag::HEADINGS.len()) - 1;
    html.element(marked(tag::HEADINGS[index], mark), |html| {
        inlines(html, content, Some(Hold::Classed));
    });
}

/// Writes the signature. Its box is set by the style sheet as GB/T 9704-2012
/// (7.3.5.2) asks: the date two characters right of the name.
fn signature(html: &mut Html, name: &str, date: Option<Date>, mark: Mark) {
    html.element(class(marked(tag::DIV, mark), "signature"), |html| {
        if !name.is_empty() {
            html.element(tag::P, |html| html.text(name));
        }
        if let Some(date) = date {
            html.element(class(tag::P.into(), "date"), |html| {
                let time = tag::TIME.with(attribute::DATETIME, date);
                html.element(time, |html| html.text(&day::printed(date)));
            });
        }
    });
}

fn list_start(marker: Marker, mark: Mark) -> Start {
    match marker {
        Marker::Bullet => marked(tag::UL, mark),
        Marker::Number(1) => marked(tag::OL, mark),
        // Browsers read a signed number of 32 bits.
        Marker::Number(first) => marked(tag::OL, mark)
            .with(attribute::START, first.min(u64::from(u32::MAX / 2))),
    }
}

/// Begins an element with its mark, if it has one.
fn marked(tag: Tag, mark: Mark) -> Start {
    Start::from(tag).with_some(attribute::DATA_PLACE, mark)
}

fn class(start: Start, name: &str) -> Start {
    start.with(attribute::CLASS, name)
}
