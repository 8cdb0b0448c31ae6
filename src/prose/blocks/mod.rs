//! From the parser's events to blocks.
//!
//! Events come in one flat run, so nothing here recurses but for indented
//! paragraphs, and these only so far.

mod picture;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use self::picture::OpenPicture;
use super::containers::{Container, Containers, Room};
use super::emphasis::strip;
use super::inlines::Line;
use super::opaque::OpaqueKind;
use super::outline::Role;
use super::parsed::{Prose, Remark, RemarkKind};
use super::slips::{Place, Typed};
use super::table::OpenTable;
use crate::document::{Block, Inline, Marker, target};

/// Indented paragraphs within indented paragraphs that are read as such; each costs
/// a copy of the rest.
const MOST_INDENTED: usize = 3;

/// Tells the range of the original text for a range of the text that is read.
type Original<'a> = &'a dyn Fn(Range<usize>) -> Range<usize>;

/// Whose headings of level 1 and 2 are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chapters {
    /// The text's own: they stay.
    Own,
    /// The report's: the text's become level 3.
    Report,
}

/// Builds blocks from events.
pub(super) struct Reader<'a> {
    text: &'a str,
    original: Original<'a>,
    chapters: Chapters,
    prose: Prose,
    containers: Containers,
    /// Indented paragraphs around the text.
    indented: usize,
    line: Line,
    /// The paragraph being read, as it was typed.
    typed: Typed,
    /// Pictures met inside emphasis or a heading; they follow its block.
    waiting: Vec<Block>,
    picture: Option<OpenPicture>,
    table: Option<OpenTable>,
    code: Option<Code>,
    /// Where the last text, or what was around it, ended.
    read_to: usize,
}

/// A code block being read.
enum Code {
    /// Indented: a paragraph, as its pieces and their places.
    Indented(String, Vec<(usize, usize)>),
    /// Fenced: as typed.
    Fenced(String),
}

impl<'a> Reader<'a> {
    /// Makes a reader of a marked text.
    pub(super) fn new(text: &'a str, original: Original<'a>, chapters: Chapters) -> Self {
        Self {
            text,
            original,
            chapters,
            prose: Prose::default(),
            containers: Containers::default(),
            indented: 0,
            line: Line::default(),
            typed: Typed::default(),
            waiting: Vec::new(),
            picture: None,
            table: None,
            code: None,
            read_to: 0,
        }
    }

    /// Reads the text.
    pub(super) fn read(mut self) -> Prose {
        let parser = Parser::new_ext(self.text, Options::ENABLE_TABLES);
        for (event, range) in parser.into_offset_iter() {
            self.event(event, range);
        }
        self.end_paragraph();
        self.containers.finish(&mut self.prose);
        self.prose
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            // HTML is never markup; the pass before leaves hardly any.
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text, range),
            Event::Code(text) => self.inline_code(&text, range),
            Event::SoftBreak => match &mut self.picture {
                Some(picture) => picture.description.push(' '),
                None => self.line.soft_break(),
            },
            Event::HardBreak => match &mut self.picture {
                Some(picture) => picture.description.push(' '),
                None => self.line.hard_break(),
            },
            Event::Rule | Event::TaskListMarker(_) => self.end_paragraph(),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        match &mut self.code {
            Some(Code::Fenced(code)) => code.push_str(&strip(text)),
            Some(Code::Indented(code, places)) => {
                // Deeper indentation says nothing either.
                let trimmed = text.trim_start_matches([' ', '\t']);
                places.push((code.len(), range.start + text.len() - trimmed.len()));
                code.push_str(trimmed);
            }
            None => {
                self.read_to = range.end;
                // A character reference is not what was typed.
                if text.len() != range.len() {
                    self.opaque(range.clone(), OpaqueKind::Code);
                }
                let text = strip(text);
                if let Some(picture) = &mut self.picture {
                    picture.typed.text(range);
                    picture.description.push_str(&text);
                } else {
                    // Staff begin each paragraph with two full-width blanks.
                    if self.line.begins_paragraph(&text) && self.table.is_none() {
                        self.end_paragraph();
                    }
                    self.typed.text(range);
                    self.line.text(&text);
                }
            }
        }
    }

    fn inline_code(&mut self, text: &str, range: Range<usize>) {
        self.read_to = range.end;
        self.opaque(range.clone(), OpaqueKind::Code);
        let text = strip(text);
        if let Some(picture) = &mut self.picture {
            picture.typed.code(range);
            picture.description.push_str(&text);
        } else {
            self.typed.code(range);
            self.line.code(text.into_owned());
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Strong => self.line.open(Inline::Strong),
            Tag::Emphasis => self.line.open(Inline::Emph),
            Tag::Link { link_type, dest_url, .. } => {
                let email = link_type == LinkType::Email;
                if email || link_type == LinkType::Autolink {
                    self.opaque(range.clone(), OpaqueKind::Address);
                }
                let scheme = if email { "mailto:" } else { "" };
                let target = format!("{scheme}{}", strip(&dest_url));
                if target::leads_outside(&target) {
                    self.line.open_link(target);
                } else {
                    self.remark(RemarkKind::BadLink, range);
                    self.line.open_plain();
                }
            }
            Tag::Image { dest_url, .. } => self.start_picture(&dest_url, range),
            Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            tag => {
                self.end_paragraph();
                self.start_block(tag, range);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::BlockQuote(_) => self.push(Container::Quote(Vec::new()), range),
            Tag::List(start) => {
                let marker = start.map_or(Marker::Bullet, Marker::Number);
                self.push(Container::List(marker, Vec::new()), range);
            }
            Tag::Item => self.push(Container::Item(Vec::new()), range),
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.code = Some(Code::Indented(String::new(), Vec::new()));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                self.code = Some(Code::Fenced(String::new()));
            }
            Tag::Table(aligns) => {
                self.table = Some(OpenTable::new(&aligns));
            }
            // Paragraphs and headings are read line by line; the rest is not enabled.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Strong | TagEnd::Emphasis => {
                self.read_to = range.end;
                self.line.close();
            }
            TagEnd::Link => {
                let leads = self.read_to.max(range.start)..range.end;
                self.opaque(leads, OpaqueKind::Markup);
                self.read_to = range.end;
                self.line.close();
            }
            TagEnd::Image => self.end_picture(),
            TagEnd::Heading(level) => {
                self.end_heading(level as u8, range);
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.end_paragraph();
                self.containers.pop();
            }
            TagEnd::CodeBlock => self.end_code(range),
            TagEnd::TableCell => {
                let typed = std::mem::take(&mut self.typed);
                self.passage(Role::Cell, &typed);
                let content = self.line.take();
                if let Some(table) = &mut self.table {
                    table.push(content);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    table.end_row();
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.block(Block::Table(table.finish()));
                }
            }
            _ => self.end_paragraph(),
        }
    }

    fn end_heading(&mut self, level: u8, range: Range<usize>) {
        let foreign = level < 3 && self.chapters == Chapters::Report;
        if foreign {
            self.remark(RemarkKind::OwnChapter, range);
        }
        let level = if foreign { 3 } else { level };
        let content = self.line.take();
        if !content.is_empty() {
            self.block(Block::Heading { level, content });
        }
        let typed = std::mem::take(&mut self.typed);
        self.passage(Role::Heading, &typed);
        self.end_paragraph();
    }

    fn end_paragraph(&mut self) {
        let content = self.line.take();
        let typed = std::mem::take(&mut self.typed);
        if !content.is_empty() {
            self.passage(self.containers.role(), &typed);
            let fresh = self.containers.is_fresh_item();
            let place = if fresh { Place::BeginsItem } else { Place::Elsewhere };
            for (kind, range) in typed.slips(self.text, place) {
                self.remark(kind, range);
            }
            self.block(Block::Paragraph { content });
        }
        for picture in std::mem::take(&mut self.waiting) {
            self.block(picture);
        }
    }

    fn end_code(&mut self, range: Range<usize>) {
        match self.code.take() {
            Some(Code::Indented(text, places)) => self.indented(&text, &places),
            Some(Code::Fenced(text)) => {
                let mut typed = Typed::default();
                typed.code(range.clone());
                self.passage(Role::Code, &typed);
                self.opaque(range, OpaqueKind::Code);
                for (at, line) in text.trim_end_matches('\n').split('\n').enumerate() {
                    if at > 0 {
                        self.line.hard_break();
                    }
                    self.line.code(line.to_owned());
                }
                self.end_paragraph();
            }
            None => {}
        }
    }

    /// Reads an indented paragraph as if it were not.
    fn indented(&mut self, text: &str, places: &[(usize, usize)]) {
        if self.indented >= MOST_INDENTED {
            self.line.text(&strip(text));
            return self.end_paragraph();
        }
        let outer = self.original;
        let back = |byte: usize| {
            let at = places.partition_point(|(start, _)| *start <= byte);
            let (start, source) = at.checked_sub(1).map_or((0, 0), |at| places[at]);
            source + (byte - start)
        };
        let original = |range: Range<usize>| {
            // The end of a line belongs to it, not to the indentation of the next.
            let end = back(range.end.saturating_sub(1)) + 1;
            outer(back(range.start)..end.max(back(range.start)))
        };
        let mut inner = Reader::new(text, &original, self.chapters);
        inner.containers = Containers::within(self.containers.depth());
        inner.indented = self.indented + 1;
        let Prose { blocks, remarks, pictures, outline } = inner.read();
        for block in blocks {
            self.block(block);
        }
        self.prose.remarks.extend(remarks);
        self.prose.pictures.extend(pictures);
        self.prose.outline.append(outline);
    }

    /// Notes a passage: its words, without the blanks around them, and the markup
    /// between them.
    fn passage(&mut self, role: Role, typed: &Typed) {
        let Some(range) = typed.range() else { return };
        let words = &self.text[range.clone()];
        let start = range.end - words.trim_start().len();
        let end = range.start + words.trim_end().len();
        if start < end {
            self.prose.outline.add_passage((self.original)(start..end), role);
        }
        let mut pieces =
            typed.pieces().iter().map(|range| (self.original)(range.clone()));
        let mut read_to = pieces.next().map_or(0, |first| first.end);
        for piece in pieces {
            self.prose.outline.add(read_to..piece.start, OpaqueKind::Markup);
            read_to = piece.end;
        }
    }

    fn opaque(&mut self, range: Range<usize>, kind: OpaqueKind) {
        self.prose.outline.add((self.original)(range), kind);
    }

    fn remark(&mut self, kind: RemarkKind, range: Range<usize>) {
        let range = (self.original)(range);
        self.prose.remarks.push(Remark { kind, range });
    }

    fn push(&mut self, container: Container, range: Range<usize>) {
        if self.containers.push(container) == Room::Ended {
            let end = self.text[range.clone()].find('\n').unwrap_or(range.len());
            self.remark(RemarkKind::TooDeep, range.start..range.start + end);
        }
    }

    fn block(&mut self, block: Block) {
        self.containers.block(block);
    }
}
