//! Pictures: out of the paragraph they stand in, unless it cannot be cut.

use std::ops::Range;

use super::super::emphasis::strip;
use super::super::opaque::OpaqueKind;
use super::super::outline::Role;
use super::super::parsed::{Picture, RemarkKind};
use super::super::slips::Typed;
use super::Reader;
use crate::document::Block;

/// A picture being read.
pub(super) struct OpenPicture {
    path: String,
    pub(super) description: String,
    /// Where the description stands, as it was typed.
    pub(super) typed: Typed,
    range: Range<usize>,
    /// Pictures inside its description.
    inner: usize,
}

impl Reader<'_> {
    pub(super) fn start_picture(&mut self, path: &str, range: Range<usize>) {
        if let Some(outer) = &mut self.picture {
            outer.inner += 1;
            return;
        }
        self.picture = Some(OpenPicture {
            path: strip(path).into_owned(),
            description: String::new(),
            typed: Typed::default(),
            range,
            inner: 0,
        });
    }

    pub(super) fn end_picture(&mut self) {
        match &mut self.picture {
            Some(outer) if outer.inner > 0 => outer.inner -= 1,
            _ => {
                if let Some(picture) = self.picture.take() {
                    self.picture(picture);
                }
            }
        }
    }

    fn picture(&mut self, picture: OpenPicture) {
        let OpenPicture { path, description, typed, range, .. } = picture;
        self.read_to = range.end;
        let description = description.trim().to_owned();
        if self.table.is_some() {
            self.remark(RemarkKind::PictureInCell, range);
            self.line.text(&description);
            self.typed.append(typed);
            return;
        }
        if description.is_empty() {
            self.remark(RemarkKind::NoDescription, range.clone());
        }
        let figure =
            Block::Figure { path: path.clone(), description: description.clone() };
        let original = (self.original)(range.clone());
        self.prose.pictures.push(Picture { path, description, range: original });
        self.waiting.push(figure);
        if self.line.can_be_cut() {
            self.end_paragraph();
            self.caption(range, &typed);
        } else {
            self.opaque(range, OpaqueKind::Markup);
        }
    }

    /// Notes the description of a picture that stands alone.
    fn caption(&mut self, picture: Range<usize>, typed: &Typed) {
        self.passage(Role::Caption, typed);
        let around = match (typed.pieces().first(), typed.pieces().last()) {
            (Some(first), Some(last)) => {
                [picture.start..first.start, last.end..picture.end]
            }
            _ => [picture.clone(), picture.end..picture.end],
        };
        for range in around {
            self.opaque(range, OpaqueKind::Markup);
        }
    }
}
