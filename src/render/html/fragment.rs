//! The report for the editor of a site's CMS, to be pasted in its source mode.
//!
//! `UEditor`, which most of them embed, keeps a short list of elements and
//! attributes; other editors drop `style` too. So every look stands twice, as an
//! attribute and as inline style, and the words are whole without any: headings
//! are paragraphs in bold, list marks are written out. There is no `div`, no
//! comment and no `<meta>`; the site prints its own, and its own QR code.

use super::inlines::{Numbers, inlines};
use super::table;
use super::writer::{Html, Start, attribute, tag};
use crate::day;
use crate::document::{Block, Document, Inlines, Marker};
use crate::render::href;

/// Returns a report as a piece of HTML that a CMS leaves whole.
///
/// Pictures are named by their path beside the staff's file: editors take them up
/// as files of their own, and many refuse those that text carries within it.
pub fn fragment(document: &Document) -> String {
    let mut html = Html::default();
    Fragment { tables: 0 }.blocks(&mut html, &document.blocks);
    html.finish()
}

const LEADING: &str = "line-height:2;margin:0";

/// How a paragraph is set across.
#[derive(Debug, Clone, Copy)]
enum Setting {
    /// From the left, two characters in.
    Indented,
    /// From the left edge.
    Flush,
    Centered,
    Right,
}

struct Fragment {
    /// Tables so far; their number keeps the ids of each apart.
    tables: usize,
}

impl Fragment {
    fn blocks(&mut self, html: &mut Html, blocks: &[Block]) {
        for block in blocks {
            self.block(html, block);
        }
    }

    fn block(&mut self, html: &mut Html, block: &Block) {
        match block {
            Block::Heading { level, content } => heading(html, *level, content),
            Block::Paragraph { content } => marked(html, "", content),
            Block::List { marker, items } => self.list(html, *marker, items),
            Block::Quote { blocks } => {
                html.element(tag::BLOCKQUOTE, |html| {
                    html.end_line();
                    self.blocks(html, blocks);
                });
                html.end_line();
            }
            Block::Table(table) => {
                self.tables += 1;
                table::pasted(html, table, self.tables);
                html.end_line();
                if let Some(note) = table.note.as_ref().filter(|note| !note.is_empty()) {
                    paragraph(html, Setting::Flush, |html| {
                        inlines(html, note, Numbers::Styled);
                    });
                }
            }
            Block::Figure { path, description } => figure(html, path, description),
            Block::Signature { name, date } => {
                let date = date.map(day::printed).unwrap_or_default();
                for line in [name.as_str(), &date] {
                    if !line.is_empty() {
                        paragraph(html, Setting::Right, |html| html.text(line));
                    }
                }
            }
        }
    }

    /// Writes a list as paragraphs that begin with their marks: sites often take
    /// the marks of lists away, and editors the number that one begins with.
    fn list(&mut self, html: &mut Html, marker: Marker, items: &[Vec<Block>]) {
        for (item, index) in items.iter().zip(0u64..) {
            let mark = match marker {
                Marker::Bullet => "· ".to_owned(),
                Marker::Number(first) => format!("{}. ", first.saturating_add(index)),
            };
            if let Some((Block::Paragraph { content }, rest)) = item.split_first() {
                marked(html, &mark, content);
                self.blocks(html, rest);
            } else {
                marked(html, mark.trim_end(), &Inlines::default());
                self.blocks(html, item);
            }
        }
    }
}

fn heading(html: &mut Html, level: u8, content: &Inlines) {
    let setting = if level == 1 { Setting::Centered } else { Setting::Indented };
    if content.is_empty() {
        return;
    }
    paragraph(html, setting, |html| {
        html.element(tag::STRONG, |html| inlines(html, content, Numbers::Styled));
    });
}

/// Writes a paragraph after the mark of its item; none that would be empty.
fn marked(html: &mut Html, mark: &str, content: &Inlines) {
    if mark.is_empty() && content.is_empty() {
        return;
    }
    paragraph(html, Setting::Indented, |html| {
        html.text(mark);
        inlines(html, content, Numbers::Styled);
    });
}

fn figure(html: &mut Html, path: &str, description: &str) {
    paragraph(html, Setting::Centered, |html| {
        let image = tag::IMG.with(attribute::SRC, href::path(path));
        html.void(image.with(attribute::ALT, description));
    });
    if !description.is_empty() {
        paragraph(html, Setting::Centered, |html| html.text(description));
    }
}

fn paragraph(html: &mut Html, setting: Setting, content: impl FnOnce(&mut Html)) {
    let (align, style) = match setting {
        Setting::Indented => (None, "text-indent:2em;"),
        Setting::Flush => (None, ""),
        Setting::Centered => (Some("center"), "text-align:center;"),
        Setting::Right => (Some("right"), "text-align:right;"),
    };
    let start = Start::from(tag::P)
        .with_some(attribute::ALIGN, align)
        .with(attribute::STYLE, format!("{style}{LEADING}"));
    html.element(start, content);
    html.end_line();
}
