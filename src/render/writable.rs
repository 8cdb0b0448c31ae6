//! What of a text every output can write.

use std::borrow::Cow;

use super::href;
use crate::document::{Inline, Inlines};

/// Returns a text in which all markup can be written. A link whose target is none
/// that a report may link to, or that stands within a link, is only its text;
/// emphasis of nothing is nothing; a line break at either end of markup stands
/// outside it.
pub(super) fn writable(content: &Inlines) -> Cow<'_, Inlines> {
    if content.as_slice().iter().all(is_writable) {
        Cow::Borrowed(content)
    } else {
        Cow::Owned(content.as_slice().iter().flat_map(top).collect())
    }
}

/// Tells whether a piece surely needs no change.
fn is_writable(inline: &Inline) -> bool {
    match inline {
        Inline::Link { .. } => false,
        Inline::Strong(content) | Inline::Emph(content) => match content.as_slice() {
            [] | [Inline::LineBreak, ..] | [.., Inline::LineBreak] => false,
            pieces => pieces.iter().all(is_writable),
        },
        Inline::Text(_) | Inline::Code(_) | Inline::LineBreak => true,
    }
}

fn top(inline: &Inline) -> Vec<Inline> {
    match inline {
        Inline::Link { target, content } if href::link(target).is_some() => {
            let link = |content| Inline::Link { target: target.clone(), content };
            around(link, rebuild(content, within_link))
        }
        Inline::Link { content, .. } => rebuild(content, top),
        inline => without_link(inline, top),
    }
}

fn within_link(inline: &Inline) -> Vec<Inline> {
    match inline {
        Inline::Link { content, .. } => rebuild(content, within_link),
        inline => without_link(inline, within_link),
    }
}

fn without_link(inline: &Inline, piece: fn(&Inline) -> Vec<Inline>) -> Vec<Inline> {
    match inline {
        Inline::Strong(content) => around(Inline::Strong, rebuild(content, piece)),
        Inline::Emph(content) => around(Inline::Emph, rebuild(content, piece)),
        other => vec![other.clone()],
    }
}

fn rebuild(content: &Inlines, piece: fn(&Inline) -> Vec<Inline>) -> Vec<Inline> {
    content.as_slice().iter().flat_map(piece).collect()
}

/// Puts markup around pieces, but not around the line breaks at their ends.
fn around(markup: impl Fn(Inlines) -> Inline, pieces: Vec<Inline>) -> Vec<Inline> {
    let is_break = |piece: &Inline| *piece == Inline::LineBreak;
    let Some(start) = pieces.iter().position(|piece| !is_break(piece)) else {
        return pieces;
    };
    let end =
        pieces.iter().rposition(|piece| !is_break(piece)).map_or(start, |last| last + 1);
    let mut out = pieces[..start].to_vec();
    out.push(markup(pieces[start..end].iter().cloned().collect()));
    out.extend_from_slice(&pieces[end..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(target: &str, content: impl Into<Inlines>) -> Inline {
        Inline::Link { target: target.into(), content: content.into() }
    }

    #[test]
    fn line_breaks_stand_outside_markup() {
        let pieces = [Inline::LineBreak, Inline::Text("甲".into()), Inline::LineBreak];
        let content = Inlines::from_iter([Inline::Strong(Inlines::from_iter(pieces))]);
        let strong = Inline::Strong("甲".into());
        let written = Inlines::from_iter([Inline::LineBreak, strong, Inline::LineBreak]);
        assert_eq!(*writable(&content), written);
    }

    #[test]
    fn what_cannot_be_written_is_left_out() {
        let inner = Inlines::from_iter([link("https://b.cn", "乙")]);
        let content = Inlines::from_iter([
            Inline::Text("甲".into()),
            link("javascript:b", "乙"),
            Inline::Emph(Inlines::from_iter([Inline::Strong(Inlines::default())])),
            Inline::Strong(Inlines::from_iter([link("https://a.cn", inner)])),
        ]);
        let written = Inlines::from_iter([
            Inline::Text("甲乙".into()),
            Inline::Strong(Inlines::from_iter([link("https://a.cn", "乙")])),
        ]);
        assert_eq!(*writable(&content), written);
    }
}
