//! What there is to know of a place: the form's help, what a total sums, last year's
//! value.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Range};
use rust_decimal::Decimal;

use super::documents::Legible;
use super::subject::{self, Role, Subject};
use crate::check::sum_in_words;
use crate::diagnostic::{masked_text, shorten};
use crate::facts::{Cell, Fact, Facts};
use crate::form::{
    CellRef, Form, LineKind, LineRef, PathHelp, PathKind, Requirement, Target, paths,
};
use crate::source::Span;

/// What is said of numbers that may be others by now.
const OLD: &str = "（文件现在读不了，这是上一次读到的）";

/// Returns what to show of the byte of what was read, and of which place it is.
pub(super) fn at(legible: &Legible<'_>, byte: usize) -> Option<(String, Span)> {
    let Legible { looked, facts, before } = legible;
    let last_year = looked.last_year.as_ref().and_then(|last| last.facts.as_ref());
    let subject = subject::at(&looked.reading, byte)?;
    let page = Page { facts, last_year, subject: &subject };
    let mut text = page.text();
    if before.is_some() {
        text.push('\n');
        text.push_str(OLD);
    }
    Some((masked_text(&text).into_owned(), subject.span))
}

/// Shows a text as it is: no name and no value in it can become markup.
pub(super) fn shown(text: String, range: Option<Range>) -> Hover {
    let content = MarkupContent { kind: MarkupKind::PlainText, value: text };
    Hover { contents: Contents::MarkupContent(content), range }
}

/// What is said of one place.
struct Page<'a> {
    facts: &'a Facts,
    last_year: Option<&'a Facts>,
    subject: &'a Subject,
}

impl Page<'_> {
    fn text(&self) -> String {
        let form = &self.facts.form;
        let names = self.subject.names();
        let (path, helps) = match &self.subject.target {
            Some(Target::Cell(cell)) => (form.cell_path(*cell), cell_help(form, *cell)),
            Some(Target::Line(line)) => (names.join("."), line_help(form, *line)),
            Some(Target::Field(_) | Target::Group) | None => {
                (names.join("."), field_help(form, &names))
            }
        };
        let mut lines = vec![path];
        lines.extend(
            names
                .first()
                .filter(|_| names.len() == 1)
                .and_then(|name| form.table(name).map(|table| table.title.clone())),
        );
        lines.extend(helps.iter().flat_map(explained));
        lines.extend(self.values());
        lines.join("\n")
    }

    fn values(&self) -> Vec<String> {
        match (&self.subject.target, self.subject.role) {
            (Some(Target::Cell(cell)), role) => self.of_cell(*cell, role),
            (Some(Target::Line(line)), _) => {
                let totals = self.totals(*line).into_iter();
                totals.flat_map(|cell| self.of_cell(cell, Role::Named)).collect()
            }
            (Some(Target::Field(path)), role) => self.of_field(path, role),
            (Some(Target::Group) | None, _) => Vec::new(),
        }
    }

    /// Says what a cell holds; of a plain one that is written, what its row sums to.
    fn of_cell(&self, cell: CellRef, role: Role) -> Vec<String> {
        if role == Role::NamedOfLastYear {
            let line = self.last_year_of(cell).map(|number| format!("去年 {number}"));
            return line.into_iter().collect();
        }
        let mut lines = vec![held(self.facts, cell)];
        lines.extend(self.change(cell));
        if role == Role::Written && !self.facts.is_sum(cell) {
            let line = LineRef { table: cell.table, part: cell.part, row: cell.row };
            let totals = self.totals(line).into_iter().filter(|total| *total != cell);
            lines.extend(totals.map(|total| held(self.facts, total)));
        }
        lines
    }

    /// Returns the cells of a row that are its totals; of a row of one cell, that.
    fn totals(&self, line: LineRef) -> Vec<CellRef> {
        let columns = &self.facts.form.tables[line.table].parts[line.part].columns.lines;
        let is_total = |at: &usize| matches!(columns[*at].kind, LineKind::Total(_));
        let wanted = (0..columns.len()).filter(|at| is_total(at) || columns.len() == 1);
        wanted.map(|column| line.cell(column)).collect()
    }

    fn last_year_of(&self, cell: CellRef) -> Option<Decimal> {
        let last = self.last_year?;
        let path = self.facts.form.cell_path(cell);
        let steps: Vec<&str> = path.split('.').collect();
        last.number_at(&last.form.resolve(&steps).ok()?)
    }

    /// Says how a number has changed since last year.
    fn change(&self, cell: CellRef) -> Option<String> {
        let (last, this) = (self.last_year_of(cell)?, self.facts.number(cell)?);
        let change = this - last;
        Some(match change {
            change if change.is_zero() => format!("去年 {last}，没有变"),
            change if change.is_sign_positive() => format!("去年 {last}，增加 {change}"),
            change => format!("去年 {last}，减少 {}", -change),
        })
    }

    fn of_field(&self, path: &[String], role: Role) -> Vec<String> {
        let this = match role {
            Role::Named => value(self.facts, path),
            Role::Written | Role::NamedOfLastYear => None,
        };
        let last = self.last_year.and_then(|last| value(last, path));
        let this = this.map(|this| format!("今年：{this}"));
        this.into_iter().chain(last.map(|last| format!("去年：{last}"))).collect()
    }
}

/// Says what stands in a cell, or what its parts sum to.
fn held(facts: &Facts, cell: CellRef) -> String {
    let path = facts.form.cell_path(cell);
    let name = path.rsplit('.').next().unwrap_or_default();
    let number = facts.number(cell);
    if !facts.is_sum(cell) {
        return match (facts.cell(cell), number) {
            (Some(Cell::Written { value, .. }), _) => format!("{name}：{value}"),
            (Some(Cell::Wrong), _) => format!("{name}：写的不对，看不出是几"),
            (_, Some(number)) => format!("{name}：没有写，就是 {number}"),
            (_, None) => format!("{name}：还没有写"),
        };
    }
    let Some(computed) = facts.computed(cell) else {
        return format!("{name}：有的数写得不对，加不起来");
    };
    let sum = sum_in_words(facts, cell);
    let sum = match sum {
        Some(sum) if sum.contains(" = ") => sum,
        Some(sum) => format!("{computed}（{sum}）"),
        None => format!("各项加起来是 {computed}"),
    };
    match number {
        Some(written) if written != computed => {
            format!("{name}：{sum}，写的是 {written}")
        }
        _ => format!("{name}：{sum}"),
    }
}

/// Returns what a field holds, in one line.
fn value(facts: &Facts, path: &[String]) -> Option<String> {
    match facts.field(path)? {
        Fact::One(written) => Some(shorten(&written.value.to_string())),
        Fact::Several(all) => {
            let all: Vec<_> =
                all.iter().map(|written| written.value.to_string()).collect();
            Some(shorten(&all.join("、"))).filter(|text| !text.is_empty())
        }
        Fact::Prose(prose) => Some(shorten(prose.text().trim())),
        Fact::LeftOut | Fact::Wrong | Fact::Group(_) | Fact::Each(_) | Fact::Open(_) => {
            None
        }
    }
}

/// Returns the help of a field; of a name that staff chose, that of its map.
fn field_help(form: &Form, names: &[String]) -> Vec<PathHelp> {
    let all = paths(form).fields;
    let of = |names: &[String]| {
        let path = names.join(".");
        all.iter().find(|help| help.path == path).cloned()
    };
    let above = || of(names.split_last()?.1);
    of(names).or_else(above).into_iter().collect()
}

/// Returns the help of a row and that of a column.
fn cell_help(form: &Form, cell: CellRef) -> Vec<PathHelp> {
    let table = &form.tables[cell.table];
    let part = &table.parts[cell.part];
    let mut listing =
        paths(form).tables.swap_remove(cell.table).parts.swap_remove(cell.part);
    let column = part.columns.lines[cell.column].steps.join(".");
    let whole = form.cell_path(cell);
    let row = match whole.strip_suffix(&format!(".{column}")) {
        Some(row) if !listing.columns.is_empty() => row.to_owned(),
        _ => whole,
    };
    listing.lines.retain(|help| help.path == row);
    listing.columns.retain(|help| help.path == column);
    listing.lines.into_iter().chain(listing.columns).collect()
}

fn line_help(form: &Form, line: LineRef) -> Vec<PathHelp> {
    let path = [&form.tables[line.table].name]
        .into_iter()
        .chain(&form.tables[line.table].parts[line.part].rows.lines[line.row].steps);
    let path = path.map(String::as_str).collect::<Vec<_>>().join(".");
    let listing = paths(form).tables.swap_remove(line.table).parts.swap_remove(line.part);
    listing.lines.into_iter().filter(|help| help.path == path).collect()
}

/// Returns what the form says of a path, a line each.
fn explained(help: &PathHelp) -> impl Iterator<Item = String> {
    let label = help.other_label().map(|label| format!("印作“{label}”"));
    let said = [help.help.clone(), notes(help)].into_iter().chain(label);
    said.filter(|line| !line.is_empty())
}

/// Returns the notes on a value, also that it may be left out.
fn notes(help: &PathHelp) -> String {
    let notes = help.notes();
    let is_free = help.kind == PathKind::Written
        && help.requirement == Requirement::Optional
        && help.type_name.is_some();
    if is_free { format!("{notes}，可以不写") } else { notes }
}
