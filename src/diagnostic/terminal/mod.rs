//! Findings for people: the lines, what is wrong on them, and the mend.

#[cfg(test)]
mod tests;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::excerpt::Excerpt;
use super::{Diagnostic, Edit, Fix, Place, Severity, masked};
use crate::source::{Source, Span};

/// Changed lines of one mend that are shown.
const SHOWN_CHANGES: usize = 5;

/// Places farther apart than so many lines are shown as excerpts of their own: one
/// excerpt costs as much as the lines it spans. A longer place is shown by its
/// first line.
const FAR: usize = 100;

/// Whether to use terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Text alone, for files and pipes.
    #[default]
    Plain,
    /// ANSI colours.
    Colour,
}

/// Renders findings, each with its lines and followed by an empty line.
pub fn render(findings: &[Diagnostic], style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let mut text = String::new();
    for finding in findings {
        let shown = renderer.render(&groups(&masked(finding)));
        text.push_str(&without_bare_marks(&shown));
        text.push_str("\n\n");
    }
    text
}

/// Renders the lines of a place alone, the place marked.
pub fn lines(place: &Place) -> String {
    let placed = Placed::new(place, AnnotationKind::Primary);
    let source = place.span.source();
    let group = excerpt(Group::with_level(Level::NOTE), source, &[placed]);
    without_bare_marks(&Renderer::plain().render(&[group]))
}

/// Drops the mark of another file where no file is named behind it: the renderer sets
/// one between a place and its lines if they are given apart, as long ones are.
fn without_bare_marks(shown: &str) -> String {
    let lines: Vec<_> = shown.split('\n').filter(|line| !is_bare_mark(line)).collect();
    lines.join("\n")
}

fn is_bare_mark(line: &str) -> bool {
    let mut pieces = line.split('\x1b');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    // A colour is an escape and what follows, to an m.
    text.extend(pieces.filter_map(|piece| Some(piece.split_once('m')?.1)));
    text.trim() == ":::"
}

fn groups(finding: &Diagnostic) -> Vec<Group<'_>> {
    let title = level(finding.severity)
        .primary_title(finding.message.as_str())
        .id(finding.code.as_str());
    let mut group = Group::with_title(title);
    for (source, places) in by_source(finding) {
        for near in neighbourhoods(places) {
            group = excerpt(group, source, &near);
        }
    }
    for help in &finding.help {
        group = group.element(named(&Level::HELP, "帮助").message(help.as_str()));
    }
    let mut groups = vec![group];
    groups.extend(finding.fix.as_ref().map(mend));
    groups
}

fn level(severity: Severity) -> Level<'static> {
    let level = match severity {
        Severity::Error => &Level::ERROR,
        Severity::Warning => &Level::WARNING,
        Severity::Note => &Level::NOTE,
    };
    named(level, severity.name())
}

fn named(level: &Level<'static>, name: &'static str) -> Level<'static> {
    level.clone().with_name(name)
}

/// A place as it is shown.
struct Placed<'a> {
    span: Span,
    label: &'a str,
    kind: AnnotationKind,
}

impl<'a> Placed<'a> {
    fn new(Place { span, label }: &'a Place, kind: AnnotationKind) -> Self {
        let first = span.start().line;
        let span = match span.source().line(first) {
            Some(line) if span.end().line > first + FAR => {
                span.source().span(span.range().start..line.end.max(span.range().start))
            }
            _ => span.clone(),
        };
        Self { span, label, kind }
    }

    /// Returns its first and last line.
    fn lines(&self) -> (usize, usize) {
        (self.span.start().line, self.span.end().line)
    }
}

/// Gathers places by the file they are in; the primary one and its file first.
fn by_source(finding: &Diagnostic) -> Vec<(&Source, Vec<Placed<'_>>)> {
    let primary = finding.place.iter().map(|place| (place, AnnotationKind::Primary));
    let related = finding.related.iter().map(|place| (place, AnnotationKind::Context));
    let mut sources: Vec<(&Source, Vec<Placed<'_>>)> = Vec::new();
    for (place, kind) in primary.chain(related) {
        let source = place.span.source();
        let placed = Placed::new(place, kind);
        match sources.iter_mut().find(|(other, _)| other.is_same(source)) {
            Some((_, all)) => all.push(placed),
            None => sources.push((source, vec![placed])),
        }
    }
    sources
}

/// Divides the places of a file into those near each other, in the order in which
/// they are given.
fn neighbourhoods(places: Vec<Placed<'_>>) -> Vec<Vec<Placed<'_>>> {
    let mut lines: Vec<_> = places.iter().map(Placed::lines).collect();
    lines.sort_unstable();
    // The last line of each neighbourhood.
    let mut ends: Vec<usize> = Vec::new();
    for (first, last) in lines {
        match ends.last_mut() {
            Some(end) if first <= *end + FAR => *end = last.max(*end),
            _ => ends.push(last),
        }
    }
    let mut all: Vec<(usize, Vec<Placed<'_>>)> = Vec::new();
    for placed in places {
        let (first, _) = placed.lines();
        let here = ends.partition_point(|&end| end < first);
        match all.iter_mut().find(|(other, _)| *other == here) {
            Some((_, near)) => near.push(placed),
            None => all.push((here, vec![placed])),
        }
    }
    all.into_iter().map(|(_, near)| near).collect()
}

/// Adds a file's name and some lines of it.
fn excerpt<'a>(group: Group<'a>, source: &'a Source, places: &[Placed<'a>]) -> Group<'a> {
    let excerpt = Excerpt::new(source, places.iter().map(|placed| &placed.span));
    let annotations: Vec<_> = places
        .iter()
        .map(|Placed { span, label, kind }| {
            let label = (!label.is_empty()).then_some(*label);
            kind.span(excerpt.locate(&span.range())).label(label)
        })
        .collect();
    let first = &places[0].span;
    let at = first.start();
    let shown = &excerpt.text[..excerpt.locate(&first.range()).start];
    let same = shown.chars().rev().take_while(|&c| c != '\n').count() + 1 == at.column;
    let snippet = Snippet::source(excerpt.text).line_start(excerpt.line);
    let snippet = snippet.annotations(annotations);
    if same {
        return group.element(snippet.path(source.name()));
    }
    // The renderer counts columns in what it shows, which begins later here.
    let origin = Origin::path(source.name()).line(at.line).char_column(at.column);
    group.element(origin).element(snippet)
}

fn mend(fix: &Fix) -> Group<'_> {
    let title = named(&Level::HELP, "改法").secondary_title(fix.title.as_str());
    let mut group = Group::with_title(title);
    let lines = by_line(&fix.edits);
    let more: usize = lines.iter().skip(SHOWN_CHANGES).map(|edits| edits.len()).sum();
    for edits in lines.into_iter().take(SHOWN_CHANGES) {
        group = group.element(patch(edits));
    }
    if more > 0 {
        let message = format!("还有 {more} 处改动");
        group = group.element(named(&Level::HELP, "另外").message(message));
    }
    group
}

/// Divides edits into those that begin on the same line.
fn by_line(edits: &[Edit]) -> Vec<&[Edit]> {
    let place = |span: &Span| (span.source().name().to_owned(), span.start().line);
    edits.chunk_by(|one, next| place(&one.span) == place(&next.span)).collect()
}

fn patch(edits: &[Edit]) -> Snippet<'_, Patch<'_>> {
    let source = edits[0].span.source();
    let excerpt = Excerpt::new(source, edits.iter().map(|edit| &edit.span));
    let patches: Vec<_> = edits
        .iter()
        .map(|edit| Patch::new(excerpt.locate(&edit.span.range()), edit.text.as_str()))
        .collect();
    Snippet::source(excerpt.text).line_start(excerpt.line).patches(patches)
}
