//! A form's table as the document prints it.

use super::{Axis, CellRef, Form, Item};
use crate::document::{BodyCell, Header, Inlines, Part, Table};

impl Form {
    /// Returns a table as it is printed, without a note, with what `body` puts in
    /// each of its [`cells`](Self::cells).
    pub fn printed(&self, table: usize, body: impl Fn(CellRef) -> BodyCell) -> Table {
        let form = &self.tables[table];
        let parts = form.parts.iter().enumerate().map(|(part, own)| {
            let row = |row| {
                let cell = |column| body(CellRef { table, part, row, column });
                (0..own.columns.leaves).map(cell).collect()
            };
            Part {
                title: own.title.clone(),
                corner: own.corner.clone(),
                columns: headers(&own.columns),
                rows: headers(&own.rows),
                body: (0..own.rows.leaves).map(row).collect(),
            }
        });
        Table {
            title: form.title.clone(),
            widths: form.widths.clone(),
            parts: parts.collect(),
            note: None,
        }
    }
}

fn headers(axis: &Axis) -> Vec<Header> {
    axis.items.iter().map(header).collect()
}

fn header(item: &Item) -> Header {
    Header {
        label: Inlines::text(&item.label),
        children: item.children.iter().map(header).collect(),
    }
}
