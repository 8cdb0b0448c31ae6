//! A pipe table being read.

use pulldown_cmark::Alignment;

use crate::document::{Align, BodyCell, Header, Inlines, Part, Table};

/// A pipe table as far as it was read.
#[derive(Default)]
pub(super) struct OpenTable {
    aligns: Vec<Align>,
    columns: Vec<Header>,
    body: Vec<Vec<BodyCell>>,
    row: Vec<Inlines>,
}

impl OpenTable {
    pub(super) fn new(aligns: &[Alignment]) -> Self {
        Self { aligns: aligns.iter().copied().map(align).collect(), ..Self::default() }
    }

    pub(super) fn push(&mut self, cell: Inlines) {
        self.row.push(cell);
    }

    pub(super) fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if self.columns.is_empty() {
            let leaf = |label| Header { label, children: Vec::new() };
            self.columns = row.into_iter().map(leaf).collect();
            return;
        }
        let aligns = self.aligns.iter().copied().chain(std::iter::repeat(Align::Start));
        let cell = |(content, align)| BodyCell { content, align };
        self.body.push(row.into_iter().zip(aligns).map(cell).collect());
    }

    pub(super) fn finish(self) -> Table {
        let part = Part {
            title: None,
            corner: String::new(),
            columns: self.columns,
            rows: Vec::new(),
            body: self.body,
        };
        Table { title: String::new(), widths: Vec::new(), parts: vec![part], note: None }
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}
