use proptest::prelude::*;

use super::*;

/// A header tree: leaves and groups, at most four levels deep.
fn header() -> impl Strategy<Value = Header> {
    let leaf = "[一-龥]{1,3}".prop_map(|label| Header::leaf(label.as_str()));
    leaf.prop_recursive(3, 12, 4, |inner| {
        ("[一-龥]{1,3}", prop::collection::vec(inner, 1..4))
            .prop_map(|(label, children)| Header::group(label.as_str(), children))
    })
}

fn forest() -> impl Strategy<Value = Vec<Header>> {
    prop::collection::vec(header(), 0..4)
}

fn part() -> impl Strategy<Value = Part> {
    (prop::option::of(Just("标题".to_owned())), forest(), forest()).prop_map(
        |(title, columns, rows)| {
            let height = width(&rows).max(1);
            let cells = width(&columns).max(1);
            let body = (0..height)
                .map(|row| {
                    let text = |column| Inlines::text(format!("{row}.{column}"));
                    let cell =
                        |column| BodyCell { content: text(column), align: Align::Center };
                    (0..cells).map(cell).collect()
                })
                .collect();
            Part { title, corner: "角标".into(), columns, rows, body }
        },
    )
}

fn table() -> impl Strategy<Value = Table> {
    (prop::collection::vec(part(), 1..4), prop::collection::vec(1.0..50.0, 0..4))
        .prop_map(|(parts, widths)| Table {
            title: "表".into(),
            widths,
            parts,
            note: None,
        })
}

/// Counts how often each slot is covered.
fn coverage(grid: &TableGrid) -> Vec<Vec<usize>> {
    let mut slots = vec![vec![0; grid.width]; grid.rows.len()];
    for cell in &grid.cells {
        for row in &mut slots[cell.row..cell.row + cell.row_span] {
            for slot in &mut row[cell.column..cell.column + cell.column_span] {
                *slot += 1;
            }
        }
    }
    slots
}

proptest! {
    #[test]
    fn every_slot_is_covered_once(table in table()) {
        for row in coverage(&table.grid()) {
            prop_assert!(row.iter().all(|&count| count == 1), "{:?}", row);
        }
    }

    #[test]
    fn cells_are_in_reading_order(table in table()) {
        let grid = table.grid();
        let places: Vec<_> = grid.cells.iter().map(|cell| (cell.row, cell.column)).collect();
        prop_assert!(places.is_sorted());
    }

    #[test]
    fn rows_and_columns_are_those_of_the_trees(table in table()) {
        let grid = table.grid();
        let stub = table.parts.iter().map(|part| depth(&part.rows)).max().unwrap_or(0);
        let values = table.parts.iter().map(|part| width(&part.columns).max(1)).max();
        prop_assert_eq!(grid.width, stub + values.unwrap_or(1));
        for (index, part) in table.parts.iter().enumerate() {
            let count = |kind| {
                grid.rows.iter().filter(|row| row.part == index && row.kind == kind).count()
            };
            prop_assert_eq!(count(RowKind::Title), usize::from(part.title.is_some()));
            prop_assert_eq!(count(RowKind::Head), depth(&part.columns));
            prop_assert_eq!(count(RowKind::Body), width(&part.rows).max(1));
        }
    }

    #[test]
    fn values_keep_their_order(table in table()) {
        let laid: Vec<_> = table
            .grid()
            .cells
            .into_iter()
            .filter(|cell| cell.role == Role::Data)
            .map(|cell| cell.content)
            .collect();
        let meant: Vec<_> = table
            .parts
            .iter()
            .flat_map(|part| part.body.iter().flatten().map(|cell| cell.content.clone()))
            .collect();
        prop_assert_eq!(laid, meant);
    }

    #[test]
    fn no_cell_leaves_its_part(table in table()) {
        let grid = table.grid();
        for cell in &grid.cells {
            let of = grid.rows[cell.row];
            for row in &grid.rows[cell.row..cell.row + cell.row_span] {
                prop_assert_eq!(*row, of);
            }
        }
    }

    #[test]
    fn heads_stand_above_or_left(table in table()) {
        let grid = table.grid();
        for cell in &grid.cells {
            for &CellId(head) in &cell.heads {
                let head = &grid.cells[head];
                let above = head.column <= cell.column
                    && cell.column < head.column + head.column_span
                    && head.row < cell.row;
                let left = head.row <= cell.row
                    && cell.row < head.row + head.row_span
                    && head.column < cell.column;
                prop_assert!(above || left);
            }
        }
    }

    #[test]
    fn layout_is_deterministic(table in table()) {
        prop_assert_eq!(table.grid(), table.grid());
    }
}

#[test]
fn last_leaf_of_a_narrow_part_takes_what_is_left() {
    let cell = |text: &str| BodyCell { content: text.into(), align: Align::Center };
    let part = |columns: &[&str]| Part {
        title: None,
        corner: "内容".into(),
        columns: columns.iter().map(|&label| Header::leaf(label)).collect(),
        rows: vec![Header::leaf("甲")],
        body: vec![columns.iter().map(|_| cell("1")).collect()],
    };
    let parts = vec![part(&["一", "二", "三"]), part(&["四"])];
    let grid = Table { title: "表".into(), widths: vec![], parts, note: None }.grid();
    let spans: Vec<_> = grid.cells.iter().map(|cell| cell.column_span).collect();
    assert_eq!(spans, [1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 1, 3]);
}

#[test]
fn leaf_hangs_to_last_head_row() {
    let columns = vec![
        Header::leaf("甲"),
        Header::group("乙", vec![Header::leaf("丙"), Header::leaf("丁")]),
    ];
    let body = vec![vec![BodyCell { content: "0".into(), align: Align::Center }; 3]];
    let part = Part { title: None, corner: String::new(), columns, rows: vec![], body };
    let grid =
        Table { title: "表".into(), widths: vec![], parts: vec![part], note: None }
            .grid();
    let spans: Vec<_> = grid
        .cells
        .iter()
        .map(|cell| (cell.row, cell.row_span, cell.column_span))
        .collect();
    assert_eq!(
        spans,
        [(0, 2, 1), (0, 1, 2), (1, 1, 1), (1, 1, 1), (2, 1, 1), (2, 1, 1), (2, 1, 1)]
    );
    assert_eq!(grid.repeated, 2);
}
