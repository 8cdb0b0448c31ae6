//! The report for the editor of a site's CMS, to be pasted in its source mode.
//!
//! `UEditor`, which most of them embed, keeps a short list of elements and
//! attributes; other editors drop `style` too. So every look stands twice, as an
//! attribute and as inline style, and the words are whole without any: headings
//! are paragraphs in bold, list marks are written out. There is no `div`, no
//! comment and no `<meta>`; the site prints its own, and its own QR code.

use super::hold::Hold;
use super::inlines::inlines;
use super::table;
use super::writer::{Html, Start, attribute, tag};
use crate::assets::Assets;
use crate::day;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Document, Inlines, Marker};
use crate::picture;
use crate::render::href;
use crate::render::item::Level;

/// Returns a report as a piece of HTML that a CMS leaves whole.
///
/// Pictures are named by their path beside the staff's file: editors take them up
/// as files of their own, and many refuse those that text carries within it. Their
/// width is written, as the files among the assets have it: without it editors show a
/// dot as a pixel.
///
/// # Errors
///
/// L003: which pictures cannot be used.
pub fn fragment(document: &Document, assets: &Assets) -> Result<String, Vec<Diagnostic>> {
    let mut html = Html::default();
    let mut fragment = Fragment { assets, tables: 0, findings: Vec::new() };
    fragment.blocks(&mut html, &document.blocks, Place::default());
    if fragment.findings.is_empty() { Ok(html.finish()) } else { Err(fragment.findings) }
}

/// How a paragraph is set across.
#[derive(Debug, Clone, Copy)]
enum Setting {
    /// From the left, two characters in; two more for each list it stands within.
    Indented(usize),
    /// From the left edge.
    Flush,
    Centered,
    /// Below a blank line or none, so many characters from the right.
    Right(Above, f64),
}

#[derive(Debug, Clone, Copy)]
enum Above {
    Blank,
    Nothing,
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// In how many lists.
    depth: usize,
    /// The level of a list that stands here.
    level: Level,
}

struct Fragment<'a> {
    assets: &'a Assets,
    /// Tables so far; their number keeps the ids of each apart.
    tables: usize,
    findings: Vec<Diagnostic>,
}

impl Fragment<'_> {
    fn blocks(&mut self, html: &mut Html, blocks: &[Block], place: Place) {
        for block in blocks {
            self.block(html, block, place);
        }
    }

    fn block(&mut self, html: &mut Html, block: &Block, place: Place) {
        match block {
            Block::Heading { level, content } => heading(html, *level, content),
            Block::Paragraph { content } => marked(html, "", content, place),
            Block::List { marker, items } => self.list(html, *marker, items, place),
            Block::Quote { blocks } => {
                html.element(tag::BLOCKQUOTE, |html| {
                    html.end_line();
                    self.blocks(html, blocks, place);
                });
                html.end_line();
            }
            Block::Table(table) => {
                self.tables += 1;
                table::pasted(html, table, self.tables);
                html.end_line();
                if let Some(note) = table.note.as_ref().filter(|note| !note.is_empty()) {
                    paragraph(html, Setting::Flush, |html| {
                        inlines(html, note, Some(Hold::Styled));
                    });
                }
            }
            Block::Figure { path, description } => self.figure(html, path, description),
            Block::Signature { name, date } => {
                signature(html, name, &date.map(day::printed).unwrap_or_default());
            }
        }
    }

    /// Writes a list as paragraphs that begin with their marks: sites often take
    /// the marks of lists away, and editors the number that one begins with.
    /// What stands within an item is set off as well.
    fn list(
        &mut self,
        html: &mut Html,
        marker: Marker,
        items: &[Vec<Block>],
        place: Place,
    ) {
        let inner = Place { depth: place.depth + 1, level: place.level.within(marker) };
        for (item, mark) in items.iter().zip(place.level.marks(marker, items)) {
            if let Some((Block::Paragraph { content }, rest)) = item.split_first() {
                let blank = if mark.apart { " " } else { "" };
                marked(html, &format!("{}{blank}", mark.text), content, place);
                self.blocks(html, rest, inner);
            } else {
                marked(html, &mark.text, &Inlines::default(), place);
                self.blocks(html, item, inner);
            }
        }
    }

    fn figure(&mut self, html: &mut Html, path: &str, description: &str) {
        let picture = match picture::find(self.assets, path) {
            Ok(picture) => picture,
            Err(finding) => return self.findings.push(finding),
        };
        let [width, _] = picture.size.css_pixels();
        paragraph(html, Setting::Centered, |html| {
            let image = tag::IMG
                .with(attribute::SRC, href::path(path))
                .with(attribute::ALT, description)
                .with(attribute::WIDTH, width)
                .with(attribute::STYLE, "max-width:100%;height:auto");
            html.void(image);
        });
        if !description.is_empty() {
            paragraph(html, Setting::Centered, |html| html.text(description));
        }
    }
}

fn heading(html: &mut Html, level: u8, content: &Inlines) {
    let setting = if level == 1 { Setting::Centered } else { Setting::Indented(0) };
    if content.is_empty() {
        return;
    }
    paragraph(html, setting, |html| {
        html.element(tag::STRONG, |html| inlines(html, content, Some(Hold::Styled)));
    });
}

/// Writes a paragraph after the mark of its item; none that would be empty.
fn marked(html: &mut Html, mark: &str, content: &Inlines, place: Place) {
    if mark.is_empty() && content.is_empty() {
        return;
    }
    paragraph(html, Setting::Indented(place.depth), |html| {
        html.text(mark);
        inlines(html, content, Some(Hold::Styled));
    });
}

/// The most that stands behind the date; a telephone's line has some twenty characters.
const MOST_BEHIND: f64 = 8.0;

/// Writes name and date as GB/T 9704-2012 (7.3.5.2) asks, as far as the number of
/// their characters tells: the date begins two characters right of the name, and the
/// longer of both ends two from the edge.
fn signature(html: &mut Html, name: &str, date: &str) {
    let width = |text: &str| -> f64 {
        text.chars().map(|letter| if letter.is_ascii() { 0.5 } else { 1.0 }).sum()
    };
    let (name_width, date_width) = (width(name), width(date) + 2.0);
    let widest = name_width.max(date_width);
    let behind = |width: f64| (2.0 + widest - width).min(MOST_BEHIND);
    let mut above = Above::Blank;
    for (line, width) in [(name, name_width), (date, date_width)] {
        if !line.is_empty() {
            let setting = Setting::Right(above, behind(width));
            paragraph(html, setting, |html| html.text(line));
            above = Above::Nothing;
        }
    }
}

fn paragraph(html: &mut Html, setting: Setting, content: impl FnOnce(&mut Html)) {
    let align = match setting {
        Setting::Indented(_) | Setting::Flush => None,
        Setting::Centered => Some("center"),
        Setting::Right(..) => Some("right"),
    };
    let first = match setting {
        Setting::Indented(_) => "text-indent:2em;",
        Setting::Flush => "",
        Setting::Centered => "text-align:center;",
        Setting::Right(..) => "text-align:right;",
    };
    let margin = match setting {
        Setting::Indented(0) | Setting::Flush | Setting::Centered => "0".to_owned(),
        Setting::Indented(depth) => format!("0 0 0 {}em", 2 * depth),
        Setting::Right(Above::Blank, behind) => format!("2em {behind}em 0 0"),
        Setting::Right(Above::Nothing, behind) => format!("0 {behind}em 0 0"),
    };
    let style = format!("{first}line-height:2;margin:{margin}");
    let start = Start::from(tag::P)
        .with_some(attribute::ALIGN, align)
        .with(attribute::STYLE, style);
    html.element(start, content);
    html.end_line();
}
