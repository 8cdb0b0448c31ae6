//! Reads laid-out pages: what stands where, in millimetres of the paper.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::visualize::Geometry;
use typst_layout::PagedDocument;

/// The type area from above: 225 mm under a head of 37 mm.
pub(super) const TOP: f64 = 37.0;
pub(super) const BOTTOM: f64 = 37.0 + 225.0;
/// 三号: 28 of it fill the line.
pub(super) const EM: f64 = 156.0 / 28.0;
/// From one line to the next.
pub(super) const PITCH: f64 = 1.875 * EM;

/// A run of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// The page, from 0.
    pub(super) page: usize,
    /// The upper edge of its line.
    pub(super) top: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The size of the type in points.
    pub(super) size: f64,
    pub(super) text: String,
}

/// A straight rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    pub(super) page: usize,
    pub(super) start: [f64; 2],
    pub(super) end: [f64; 2],
}

/// Returns the left and right edges of the type area: the binding is on the left of
/// odd pages, which are even ones from 0.
pub(super) fn edges(page: usize) -> [f64; 2] {
    if page.is_multiple_of(2) { [28.0, 184.0] } else { [26.0, 182.0] }
}

/// Returns all text but the folios, in the order of setting.
pub(super) fn runs(pages: &PagedDocument) -> Vec<Run> {
    let mut runs = all_runs(pages);
    runs.retain(|run| run.top < BOTTOM);
    runs
}

/// Returns the text below the type areas.
pub(super) fn folios(pages: &PagedDocument) -> Vec<Run> {
    let mut runs = all_runs(pages);
    runs.retain(|run| run.top >= BOTTOM);
    runs
}

/// Returns lines of text: runs that stand on one height of one page.
pub(super) fn lines(pages: &PagedDocument) -> Vec<Run> {
    let mut lines: Vec<Run> = Vec::new();
    for run in runs(pages) {
        match lines.last_mut() {
            Some(line)
                if line.page == run.page && (line.top - run.top).abs() < EM / 2.0 =>
            {
                line.right = line.right.max(run.right);
                line.left = line.left.min(run.left);
                line.size = line.size.max(run.size);
                line.text.push_str(&run.text);
            }
            _ => lines.push(run),
        }
    }
    lines
}

/// Returns the text of each page but its folio.
pub(super) fn texts(pages: &PagedDocument) -> Vec<String> {
    let mut texts = vec![String::new(); pages.pages().len()];
    for run in runs(pages) {
        texts[run.page].push_str(&run.text);
    }
    texts
}

/// Returns the rules of the tables and folios.
pub(super) fn rules(pages: &PagedDocument) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (page, laid_out) in pages.pages().iter().enumerate() {
        visit(&laid_out.frame, Point::zero(), &mut |at, item| {
            if let FrameItem::Shape(shape, _) = item
                && let Geometry::Line(to) = shape.geometry
            {
                let end = at + to;
                let point = |point: Point| [point.x.to_mm(), point.y.to_mm()];
                rules.push(Rule { page, start: point(at), end: point(end) });
            }
        });
    }
    rules
}

fn all_runs(pages: &PagedDocument) -> Vec<Run> {
    let mut runs = Vec::new();
    for (page, laid_out) in pages.pages().iter().enumerate() {
        visit(&laid_out.frame, Point::zero(), &mut |at, item| {
            let FrameItem::Text(text) = item else { return };
            // What ties a signature to its text has no size.
            if text.size < Abs::pt(0.1) {
                return;
            }
            runs.push(Run {
                page,
                top: (at.y - text.size * 0.88).to_mm(),
                left: at.x.to_mm(),
                right: (at.x + text.width()).to_mm(),
                size: text.size.to_pt(),
                text: text.text.to_string(),
            });
        });
    }
    runs
}

/// Shows every item with its place on the page.
pub(super) fn visit(
    frame: &Frame,
    origin: Point,
    see: &mut impl FnMut(Point, &FrameItem),
) {
    for (at, item) in frame.items() {
        if let FrameItem::Group(group) = item {
            let moved = Point::new(group.transform.tx, group.transform.ty);
            visit(&group.frame, origin + *at + moved, see);
        } else {
            see(origin + *at, item);
        }
    }
}
