//! The part of a file that is shown, and where its places are in that part. The
//! numbers of persons in it are masked.

use std::ops::Range;

use crate::diagnostic::masked_part;
use crate::source::{Source, Span};

/// Longer lines are shown around their places only.
const LONGEST: usize = 120;
/// Characters shown on each side of a place in a longer line: both sides of
/// Chinese fit a terminal of 140 columns.
const AROUND: usize = 30;
/// Lines kept above and below a place; the renderer folds the rest away.
const NEAR: usize = 2;
const CUT: &str = "…";

/// Some lines of a source, the long ones shortened.
///
/// Lines far from all places are empty: they are only there so that the line
/// numbers go on.
#[derive(Debug)]
pub(crate) struct Excerpt {
    /// The text to show.
    pub(crate) text: String,
    /// Number of its first line in the file.
    pub(crate) line: usize,
    /// What is shown: bytes in the file, byte in `text`; in order.
    pieces: Vec<(Range<usize>, usize)>,
}

impl Excerpt {
    /// Cuts out the lines on which the spans lie; all are of one source.
    pub(crate) fn new<'a>(
        source: &Source,
        spans: impl Iterator<Item = &'a Span>,
    ) -> Self {
        let mut ends: Vec<usize> =
            spans.flat_map(|span| [span.range().start, span.range().end]).collect();
        ends.sort_unstable();
        let lines: Vec<usize> =
            ends.iter().map(|&end| source.position(end).line).collect();
        let (first, last) = match (lines.first(), lines.last()) {
            (Some(&first), Some(&last)) => (first, last),
            _ => (1, 1),
        };
        let mut excerpt = Self { text: String::new(), line: first, pieces: Vec::new() };
        for line in first..=last {
            if line > first {
                excerpt.text.push('\n');
            }
            let next = lines.partition_point(|&it| it + NEAR < line);
            let near = lines.get(next).is_some_and(|&it| it <= line + NEAR);
            if let Some(range) = source.line(line).filter(|_| near) {
                excerpt.add_line(source.text(), range, &ends);
            }
        }
        excerpt
    }

    /// Returns where a range of the file's bytes is in the excerpt.
    pub(crate) fn locate(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    fn offset(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|(piece, _)| piece.start <= at);
        match self.pieces.get(next.wrapping_sub(1)) {
            Some((piece, shown)) => shown + (at.min(piece.end) - piece.start),
            None => 0,
        }
    }

    fn add_line(&mut self, text: &str, line: Range<usize>, ends: &[usize]) {
        let mark = text[line.clone()].starts_with('\u{feff}');
        let line = line.start + if mark { '\u{feff}'.len_utf8() } else { 0 }..line.end;
        let short = text[line.clone()].chars().nth(LONGEST).is_none();
        let windows = if short { vec![line.clone()] } else { windows(text, &line, ends) };
        let mut shown_to = line.start;
        for window in windows {
            if window.start > shown_to {
                self.text.push_str(CUT);
            }
            shown_to = window.end;
            self.pieces.push((window.clone(), self.text.len()));
            self.text.push_str(&masked_part(text, window));
        }
        if shown_to < line.end {
            self.text.push_str(CUT);
        }
    }
}

/// Returns the parts of a long line to show: its beginning if there is no place
/// on it, else what is around each end of a place.
fn windows(text: &str, line: &Range<usize>, ends: &[usize]) -> Vec<Range<usize>> {
    let from = ends.partition_point(|&end| end < line.start);
    let to = ends.partition_point(|&end| end <= line.end);
    let places = if from < to { &ends[from..to] } else { &[line.start] };
    let mut windows: Vec<Range<usize>> = Vec::new();
    for &place in places {
        let before = text[line.start..place].char_indices().nth_back(AROUND - 1);
        let after = text[place..line.end].char_indices().nth(AROUND);
        let start = before.map_or(line.start, |(at, _)| line.start + at);
        let end = after.map_or(line.end, |(at, _)| place + at);
        match windows.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(end),
            _ => windows.push(start..end),
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::Excerpt;
    use crate::source::Source;

    #[test]
    fn long_line_is_cut_around_its_places() {
        let text = format!("甲\n{}乙丙{}丁\n", "字".repeat(5_000), "字".repeat(5_000));
        let source = Source::new("甲", text.as_str());
        let at = |c: char| text.find(c).expect("the text has it");
        let spans =
            [source.span(at('乙')..at('丙')), source.span(at('丁')..at('丁') + 3)];
        let excerpt = Excerpt::new(&source, spans.iter());
        assert_eq!(excerpt.line, 2);
        assert_eq!(excerpt.text.chars().filter(|&c| c == '…').count(), 2);
        assert!(excerpt.text.chars().count() < 300);
        for span in &spans {
            assert_eq!(&excerpt.text[excerpt.locate(&span.range())], span.text());
        }
    }

    #[test]
    fn lines_far_from_places_are_empty() {
        let text = format!("\u{feff}甲\n{}乙\n", "字\n".repeat(100));
        let source = Source::new("甲", text.as_str());
        let spans = [source.span(3..6), source.span(text.len() - 4..text.len() - 1)];
        let excerpt = Excerpt::new(&source, spans.iter());
        assert_eq!(excerpt.text.lines().count(), 102);
        assert_eq!(excerpt.text.lines().filter(|line| line.is_empty()).count(), 96);
        assert_eq!(excerpt.locate(&spans[0].range()), 0..3);
        assert!(excerpt.text[excerpt.locate(&spans[1].range())].starts_with('乙'));
    }
}
