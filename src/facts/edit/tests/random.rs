//! Files written in all the ways that staff may.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::super::spot::Spot;
use super::super::{content, facts, is_total, set_cells};
use super::{FIELD, HEAD, form};
use crate::facts::{NewCell, Value};
use crate::form::{Blank, CellRef, Form};
use crate::source::Source;
use crate::yaml;

/// Writes the tables of a file in one of many ways.
struct Writer<'f> {
    form: &'f Form,
    numbers: std::iter::Cycle<std::vec::IntoIter<u8>>,
    /// How each piece is written; used up as it goes.
    style: std::vec::IntoIter<u8>,
    text: String,
}

/// How what stands below a name is laid out.
#[derive(Clone, Copy)]
enum Layout {
    /// On the lines below, so far in.
    Block(usize),
    /// Within `{}`.
    Flow,
}

impl<'f> Writer<'f> {
    fn new(form: &'f Form, numbers: Vec<u8>, style: Vec<u8>) -> Self {
        let (numbers, style) = (numbers.into_iter().cycle(), style.into_iter());
        Self { form, numbers, style, text: String::new() }
    }

    fn tables(mut self) -> String {
        for (index, table) in self.form.tables.iter().enumerate() {
            if table.blank == Blank::Zero && self.is_one_in(11) {
                continue;
            }
            self.write(&format!("{}:", table.name));
            self.spot(&Spot::table(self.form, index), Layout::Block(1));
            self.write("\n");
        }
        self.text
    }

    fn write(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn is_one_in(&mut self, count: u8) -> bool {
        self.style.next().is_some_and(|style| style.is_multiple_of(count))
    }

    fn number(&mut self) -> u8 {
        self.numbers.next().unwrap_or_default() % 4
    }

    fn is_zero(&self, cell: CellRef) -> bool {
        self.form.tables[cell.table].blank == Blank::Zero
    }

    fn spot(&mut self, spot: &Spot<'_>, layout: Layout) {
        match spot {
            Spot::Cell(_) => self.cell(),
            Spot::Line { cells, .. } if self.is_one_in(5) => {
                let parts = cells.iter().filter(|&&cell| !is_total(self.form, cell));
                let count = parts.count();
                let items: Vec<_> =
                    (0..count).map(|_| self.number().to_string()).collect();
                self.write(&format!(" [{}]", items.join(", ")));
            }
            Spot::Line { cells, .. }
                if matches!(layout, Layout::Block(_))
                    && cells.iter().all(|&cell| self.is_zero(cell))
                    && self.is_one_in(5) =>
            {
                self.write(" 0   # 零");
            }
            Spot::Line { names, .. } | Spot::Group(names) => self.names(names, layout),
        }
    }

    fn cell(&mut self) {
        let number = self.number();
        let text = match self.style.next().map(|style| style % 5) {
            Some(0) => format!(" {{数: {number}, 注: 说明}}"),
            Some(1) => format!(" '{number}'"),
            _ => format!(" {number}"),
        };
        self.write(&text);
    }

    fn names(&mut self, names: &[(&str, Spot<'_>)], layout: Layout) {
        let layout = if self.is_one_in(2) { Layout::Flow } else { layout };
        let written: Vec<_> =
            names.iter().filter(|(_, spot)| !self.is_skipped(spot)).collect();
        if let Layout::Flow = layout {
            self.write(" {");
        }
        // A map on lines of their own has at least one.
        let written = match (layout, written.is_empty()) {
            (Layout::Block(_), true) => names.iter().take(1).collect(),
            _ => written,
        };
        for (at, (name, spot)) in written.into_iter().enumerate() {
            let below = match layout {
                Layout::Flow => {
                    self.write(if at == 0 { "" } else { ", " });
                    Layout::Flow
                }
                Layout::Block(depth) => {
                    write!(self.text, "\n{}", "  ".repeat(depth)).unwrap();
                    Layout::Block(depth + 1)
                }
            };
            self.write(&format!("{name}:"));
            self.spot(spot, below);
        }
        if let Layout::Flow = layout {
            self.write("}");
        }
    }

    /// Tells whether what stands at a place is left out: some of what may be 0, and
    /// all totals.
    fn is_skipped(&mut self, spot: &Spot<'_>) -> bool {
        match spot {
            Spot::Cell(cell) if is_total(self.form, *cell) => true,
            Spot::Cell(cell) => self.is_zero(*cell) && self.is_one_in(4),
            Spot::Line { cells, .. } => {
                let is_total = cells.iter().all(|&cell| is_total(self.form, cell));
                is_total
                    || cells.iter().all(|&cell| self.is_zero(cell)) && self.is_one_in(4)
            }
            Spot::Group(_) => false,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever way a file is written, afterwards it says what was set and nothing
    /// else differs: the comments and the other fields are there, cells not set are
    /// as they were.
    #[test]
    fn set_cells_are_read_back(
        numbers in prop::collection::vec(any::<u8>(), 40),
        style in prop::collection::vec(any::<u8>(), 120),
        chosen in prop::collection::vec((0usize..40, 0u8..5, prop::bool::weighted(0.2)), 0..12),
        dos in any::<bool>(),
    ) {
        let form = form();
        let tables = Writer::new(&form, numbers, style).tables();
        let mut text = format!("{HEAD}{tables}{FIELD}");
        if dos {
            text = text.replace('\n', "\r\n");
        }
        let source = Source::new("甲", text.as_str());
        let root = yaml::load(&source).root.expect("it is a map");
        let before = facts(&root, &form);
        let all: Vec<CellRef> = before.cells().map(|(cell, _)| cell)
            .filter(|&cell| !is_total(&form, cell)).collect();
        let mut new: BTreeMap<CellRef, NewCell> = BTreeMap::new();
        for (at, number, has_remark) in chosen {
            let cell = all[at % all.len()];
            let remark = has_remark.then(|| "其中：一".to_owned());
            let value = Value::Number(Decimal::from(number));
            new.insert(cell, NewCell { cell, value, remark });
        }
        let list: Vec<NewCell> = new.values().cloned().collect();
        let set = set_cells(&source, &form, &list);
        let set = set.unwrap_or_else(|unsettable| panic!("{unsettable:?}\n{text}"));
        let after = yaml::load(&Source::new("甲", set.as_str())).root.expect("a map");
        let after = facts(&after, &form);
        for cell in all {
            let (old_value, old_remark) = content(&before, cell);
            let wanted = match new.get(&cell) {
                Some(new) => (Some(new.value.clone()), new.remark.clone().or(old_remark)),
                None => (old_value, old_remark),
            };
            prop_assert_eq!(content(&after, cell), wanted, "{}", set);
        }
        // Set once more, nothing is left to set.
        let again = set_cells(&Source::new("甲", set.as_str()), &form, &list);
        prop_assert_eq!(again.as_ref(), Ok(&set));
        // All that is no value or key of a table is there, in its order.
        let comments = |text: &str| text.matches('#').count();
        prop_assert_eq!(comments(&set), comments(&text));
        let end = if dos { FIELD.replace('\n', "\r\n") } else { FIELD.to_owned() };
        prop_assert!(set.ends_with(&end));
        prop_assert_eq!(set.contains('\r'), dos);
    }
}
