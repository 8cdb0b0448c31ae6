//! 表格: tables, their parts and axes (`form-grammar` 3).

use super::axis;
use super::entries::{find, head, quoted};
use super::faults::{Faults, fault};
use super::item::{Attributes, Draft, DraftKind, Side, items, leaves};
use crate::diagnostic::Code;
use crate::form::{Blank, PartForm, TableForm, Written, envelope};
use crate::source::Span;
use crate::yaml::{Entry, Node};

const PART_KEYS: [&str; 4] = ["标题", "角标", "列", "行"];

/// Reads 表格. `taken` holds the names of the form's own fields.
pub(super) fn tables(
    entry: &Entry,
    taken: &[(String, Span)],
    faults: &mut Faults,
) -> Vec<TableForm> {
    let Some(entries) = faults.map("表格", &entry.node) else {
        faults.doubt_roots();
        return Vec::new();
    };
    if entries.is_empty() {
        let message = "“表格”里要有至少一张表";
        faults.push(fault(Code::FormMissingKey, &entry.key_span, message));
        faults.doubt_roots();
    }
    let mut tables = Vec::new();
    for entry in entries {
        let table = faults.within(&entry.key, |faults| {
            let named = check_table_name(entry, taken, faults);
            let table = table(entry, faults);
            named.then_some(table)
        });
        tables.extend(table);
    }
    tables
}

fn check_table_name(
    entry: &Entry,
    taken: &[(String, Span)],
    faults: &mut Faults,
) -> bool {
    let name = &entry.key;
    if envelope::has(name) {
        let message = format!("“{name}”是每种格式都有的一项，表要换一个名称");
        faults.push(fault(Code::FormDuplicateName, &entry.key_span, message));
        return false;
    }
    if let Some((_, first)) = taken.iter().find(|(field, _)| field == name) {
        faults.duplicate(name, &entry.key_span, first);
        return false;
    }
    faults.check_root_name(name, &entry.key_span)
}

fn table(entry: &Entry, faults: &mut Faults) -> TableForm {
    let span = &entry.key_span;
    let mut table = TableForm {
        name: entry.key.clone(),
        title: entry.key.clone(),
        blank: Blank::Asked,
        widths: Vec::new(),
        parts: Vec::new(),
        span: span.clone(),
    };
    let Some(entries) = faults.map(&entry.key, &entry.node) else { return table };
    let known = ["标题", "缺省", "列宽", "角标", "列", "行", "部分"];
    let meant = faults.unknown_keys(entries, &known);
    if let Some(title) = faults.optional_text(entries, "标题") {
        table.title = title;
    }
    if let Some(entry) = find(entries, "缺省") {
        table.blank = blank(entry, faults);
    }
    if let Some(entry) = find(entries, "列宽") {
        table.widths = widths(&entry.node, faults);
    }
    let mut seen = Vec::new();
    if let Some(parts) = find(entries, "部分") {
        misplaced(entries, faults);
        table.parts = stacked(parts, &mut seen, faults);
    } else if ["列", "行", "部分"].iter().any(|key| meant.contains(key)) {
        // The wrong key is said; without it there is nothing to read.
    } else {
        table.parts.push(part(entries, None, span, &mut seen, faults));
    }
    table
}

fn blank(entry: &Entry, faults: &mut Faults) -> Blank {
    if entry.node.scalar().is_none_or(|scalar| scalar.text.trim() != "0") {
        let message = "缺省只能是 0";
        let help = "不写“缺省”，每一格都要填";
        faults.push(fault(Code::FormBadValue, &head(&entry.node), message).help(help));
    }
    Blank::Zero
}

fn widths(node: &Node, faults: &mut Faults) -> Vec<f64> {
    let Some(nodes) = faults.list("列宽", node) else { return Vec::new() };
    let mut widths = Vec::new();
    for node in nodes {
        let width = node.scalar().and_then(|scalar| scalar.text.trim().parse().ok());
        match width {
            Some(width) if f64::is_finite(width) && width > 0.0 => widths.push(width),
            _ => {
                let message = "列宽只能是大于 0 的数，如 [12.5, 16.5]";
                faults.push(fault(Code::FormBadValue, &head(node), message));
            }
        }
    }
    widths
}

/// Says that a table of parts has no axes of its own.
fn misplaced(entries: &[Entry], faults: &mut Faults) {
    let wrong = ["角标", "列", "行"].into_iter().filter_map(|key| find(entries, key));
    for entry in wrong {
        let message = "有了“部分”，列、行、角标要写在各部分里";
        faults.push(fault(Code::FormBadItem, &entry.key_span, message));
    }
}

fn stacked(
    entry: &Entry,
    seen: &mut Vec<(String, Span)>,
    faults: &mut Faults,
) -> Vec<PartForm> {
    let Some(nodes) = faults.list("部分", &entry.node) else { return Vec::new() };
    if nodes.is_empty() {
        let message = "“部分”里要有至少一个部分";
        faults.push(fault(Code::FormBadItem, &entry.key_span, message));
    }
    let mut parts = Vec::new();
    for node in nodes {
        let Some(entries) = faults.map("部分", node) else { continue };
        let meant = faults.unknown_keys(entries, &PART_KEYS);
        let title = faults.optional_text(entries, "标题");
        if !["列", "行"].iter().any(|key| meant.contains(key)) {
            parts.push(part(entries, title, &head(node), seen, faults));
        }
    }
    parts
}

/// Reads the axes of a part.
fn part(
    entries: &[Entry],
    title: Option<String>,
    span: &Span,
    seen: &mut Vec<(String, Span)>,
    faults: &mut Faults,
) -> PartForm {
    let corner = faults.optional_text(entries, "角标").unwrap_or_default();
    if find(entries, "列").or(find(entries, "行")).is_none() {
        faults.push(fault(Code::FormBadItem, span, "表要有“列”或“行”"));
    }
    let mut drafts = |side: Side| {
        let entry = find(entries, side.key());
        entry.map_or_else(Vec::new, |entry| items(&entry.node, side.key(), side, faults))
    };
    let (columns, rows) = (drafts(Side::Columns), drafts(Side::Rows));
    // The first step is a row's, or a column's where the rows have no names.
    if names(&rows) {
        axis::check_unique(&rows, seen, faults);
        axis::check_unique(&columns, &mut Vec::new(), faults);
    } else {
        axis::check_unique(&columns, seen, faults);
    }
    check_crossing(&columns, &rows, faults);
    let place = |key| find(entries, key).map_or(span, |entry| &entry.key_span);
    PartForm {
        title,
        corner,
        columns: axis::build(columns, place("列"), faults),
        rows: axis::build(rows, place("行"), faults),
    }
}

/// Tells whether any item has a name, so that a path needs a step for it.
fn names(drafts: &[Draft]) -> bool {
    drafts.iter().any(|draft| match &draft.kind {
        _ if draft.name.is_some() => true,
        DraftKind::Group(below) => names(below),
        DraftKind::Leaf(_) => false,
    })
}

/// Checks what rows and columns must not say both, or say of each other.
fn check_crossing(columns: &[Draft], rows: &[Draft], faults: &mut Faults) {
    let (column_leaves, row_leaves) = (leaves(columns), leaves(rows));
    check_both_typed(&column_leaves, &row_leaves, faults);
    if !rows.is_empty() {
        for (_, attributes) in &column_leaves {
            if let Some((Written::Asked, span)) = &attributes.required {
                let message = "“必填: 是”要写在行上，列上只能写“必填: 否”";
                faults.push(fault(Code::FormMisplacedType, span, message));
            }
        }
    }
    check_total_crosses(&column_leaves, &row_leaves, faults);
    check_total_crosses(&row_leaves, &column_leaves, faults);
}

type Leaves<'a> = [(&'a Draft, &'a Attributes)];

fn check_both_typed(columns: &Leaves, rows: &Leaves, faults: &mut Faults) {
    let typed = |leaves: &Leaves| {
        leaves.iter().find_map(|(leaf, attributes)| {
            let typed = attributes.typed.as_ref()?;
            Some((leaf.called().to_owned(), typed.span.clone()))
        })
    };
    if let (Some((column, first)), Some((row, second))) = (typed(columns), typed(rows)) {
        let message = format!("行“{row}”和列“{column}”都写了类型，只能写一处");
        let finding = fault(Code::FormMisplacedType, &second, message)
            .related(first, "列的类型在这里");
        faults.push(finding);
    }
}

/// A total sums the numbers along its axis: one that crosses texts only has none. What
/// stands where it crosses a text is one more text, of the whole.
fn check_total_crosses(totals: &Leaves, crossing: &Leaves, faults: &mut Faults) {
    let is_text = |attributes: &Attributes| {
        attributes.typed.as_ref().is_some_and(|typed| !typed.value_type.is_number())
    };
    if !crossing.iter().all(|(_, attributes)| is_text(attributes)) {
        return;
    }
    let total = totals.iter().find_map(|(leaf, attributes)| {
        attributes.total.as_ref().map(|span| (leaf.called(), span))
    });
    let text = crossing.first().map(|(leaf, _)| (leaf.called(), &leaf.span));
    if let (Some((total, span)), Some((text, place))) = (total, text) {
        let message = format!("合计{}要加的“{text}”不是数", quoted([total]));
        let finding = fault(Code::FormBadTotal, span, message)
            .related(place.clone(), "")
            .help("这里没有可以加的数：去掉“合计: 是”，或者写明是数的类型");
        faults.push(finding);
    }
}
