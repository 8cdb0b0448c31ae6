//! Which parts of a report are other than before.

use crate::document::{Block, CellId, Document, Role, Table};

/// Returns the marks of the blocks and values that are new or other.
///
/// Blocks alike at the beginning and at the end are the same; those between are
/// compared one by one if they are as many as before.
pub(super) fn changed(before: &Document, after: &Document) -> Vec<String> {
    let (old, new) = (&before.blocks, &after.blocks);
    let same = |(old, new): &(&Block, &Block)| old == new;
    let head = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let aligned = old.len() == new.len();
    let mut marks = Vec::new();
    for (index, block) in new.iter().enumerate() {
        let mark = head + index;
        match (old.get(index).filter(|_| aligned), block) {
            (Some(old), new) if old == new => {}
            (Some(Block::Table(old)), Block::Table(new)) => {
                marks.extend(changed_values(old, new, mark));
            }
            _ => marks.push(mark.to_string()),
        }
    }
    marks
}

/// Returns the values that are other; the whole table if it lies otherwise.
fn changed_values(before: &Table, after: &Table, mark: usize) -> Vec<String> {
    let (old, new) = (before.grid(), after.grid());
    let alike = old.rows == new.rows
        && old.cells.len() == new.cells.len()
        && old.cells.iter().zip(&new.cells).all(|(old, new)| old.role == new.role);
    if !alike {
        return vec![mark.to_string()];
    }
    let values = |grid: &crate::document::TableGrid| -> Vec<CellId> {
        let cells = grid.cells.iter().enumerate();
        let data = cells.filter(|(_, cell)| cell.role == Role::Data);
        data.map(|(index, _)| CellId(index)).collect()
    };
    let values = values(&new).into_iter().enumerate();
    let other =
        values.filter(|(_, id)| old.cells[id.0].content != new.cells[id.0].content);
    let mut marks: Vec<_> = other.map(|(at, _)| format!("{mark}.{at}")).collect();
    if before.note != after.note {
        marks.push(format!("{mark}.note"));
    }
    marks
}
