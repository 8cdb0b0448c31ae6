//! 勾稽: relations between numbers of one report.

use rust_decimal::Decimal;

use super::totals::WrongTotal;
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Cell, Facts, Part, Value};
use crate::form::{
    CellRef, Comparison, Condition, LineKind, LineRef, Operand, Relation, Sign, Sum,
    Target,
};
use crate::source::Span;

/// Reports every relation that does not hold, unless a wrong total is why.
pub(super) fn check(facts: &Facts, wrong: &[WrongTotal], findings: &mut Vec<Diagnostic>) {
    for relation in &facts.form.relations {
        if !relation.conditions.iter().all(|condition| applies(facts, condition)) {
            continue;
        }
        let mut broken: Vec<Broken> = columns(facts, relation)
            .into_iter()
            .filter_map(|column| evaluate(facts, relation, column))
            .collect();
        drop_echoes(facts, relation, &mut broken, wrong);
        report(facts, relation, broken, findings);
    }
}

fn applies(facts: &Facts, condition: &Condition) -> bool {
    let value = match &condition.target {
        Target::Field(path) => facts.value(path).map(|written| &written.value),
        Target::Cell(cell) => facts.cell(*cell).and_then(Cell::value),
        Target::Line(_) | Target::Group => None,
    };
    let listed = |text: &str| condition.values.iter().any(|value| value == text);
    match value {
        Some(Value::Text(text)) => listed(text),
        Some(Value::Choices(taken)) => taken.iter().any(|choice| listed(choice)),
        Some(Value::Year(year)) => listed(&year.to_string()),
        Some(Value::Number(number)) => listed(&number.to_string()),
        Some(Value::Date(date)) => listed(&date.to_string()),
        Some(Value::YesNo(answer)) => listed(answer.word()),
        None => false,
    }
}

/// Returns the columns a relation holds in: those of its lines, or none where it
/// is one between single numbers.
fn columns(facts: &Facts, relation: &Relation) -> Vec<Option<Column>> {
    let line = relation.references().find_map(|reference| match reference.target {
        Target::Line(line) => Some(line),
        _ => None,
    });
    let Some(line) = line else { return vec![None] };
    let columns = &facts.part_form(line.cell(0)).columns;
    let column = |index: usize| {
        let total = match &columns.lines[index].kind {
            LineKind::Total(base) => base.clone(),
            LineKind::Leaf | LineKind::Subtotal(_) => Vec::new(),
        };
        Some(Column { index, steps: columns.lines[index].steps.clone(), base: total })
    };
    (0..columns.leaves).map(column).collect()
}

/// A column of the lines a relation is between.
#[derive(Debug, Clone)]
struct Column {
    index: usize,
    steps: Vec<String>,
    /// The columns it sums, if it is a total.
    base: Vec<usize>,
}

/// A relation that does not hold, in one column.
struct Broken {
    column: Option<Column>,
    left: Vec<TermValue>,
    right: Vec<TermValue>,
    /// The left sum less the right one.
    difference: Decimal,
}

/// A term with its number.
struct TermValue {
    sign: Sign,
    name: String,
    path: String,
    cell: Option<CellRef>,
    number: Decimal,
}

/// Returns the relation with its numbers if it does not hold; none if it does or
/// if a number is wrong or missing.
fn evaluate(
    facts: &Facts,
    relation: &Relation,
    column: Option<Column>,
) -> Option<Broken> {
    let left = terms(facts, &relation.left, column.as_ref())?;
    let right = terms(facts, &relation.right, column.as_ref())?;
    let (a, b) = (total(&left), total(&right));
    let broken = !relation.comparison.holds(a, b);
    broken.then_some(Broken { column, left, right, difference: a - b })
}

fn terms(facts: &Facts, sum: &Sum, column: Option<&Column>) -> Option<Vec<TermValue>> {
    let value = |operand: &Operand| match operand {
        Operand::Number(number) => Some((String::new(), String::new(), None, *number)),
        Operand::Path(reference) => {
            let target = match (&reference.target, column) {
                (Target::Line(line), Some(column)) => {
                    Target::Cell(in_column(facts, *line, column)?)
                }
                (target, _) => target.clone(),
            };
            let name =
                reference.path.split_once('.').map_or(&*reference.path, |(_, rest)| rest);
            let cell = match target {
                Target::Cell(cell) => Some(cell),
                _ => None,
            };
            let number = facts.number_at(&target)?;
            Some((name.to_owned(), reference.path.clone(), cell, number))
        }
    };
    let term = |term: &crate::form::Term| {
        let (name, path, cell, number) = value(&term.operand)?;
        Some(TermValue { sign: term.sign, name, path, cell, number })
    };
    sum.terms.iter().map(term).collect()
}

/// Returns the cell of a line in a column of the same name.
fn in_column(facts: &Facts, line: LineRef, column: &Column) -> Option<CellRef> {
    let lines = &facts.part_form(line.cell(0)).columns.lines;
    let index = lines.iter().position(|line| line.steps == column.steps)?;
    Some(line.cell(index))
}

fn total(terms: &[TermValue]) -> Decimal {
    terms.iter().map(|term| signed(term.sign, term.number)).sum()
}

fn signed(sign: Sign, number: Decimal) -> Decimal {
    match sign {
        Sign::Plus => number,
        Sign::Minus => -number,
    }
}

/// Drops what another finding or another column explains: a column of totals
/// where its columns are off already, and a difference that wrong totals make.
fn drop_echoes(
    facts: &Facts,
    relation: &Relation,
    broken: &mut Vec<Broken>,
    wrong: &[WrongTotal],
) {
    let of_columns: Vec<_> = broken
        .iter()
        .filter_map(|case| Some((case.column.as_ref()?.index, case.difference)))
        .collect();
    broken.retain(|case| {
        let base = case.column.as_ref().map_or(&[][..], |column| &column.base);
        let below: Vec<_> =
            of_columns.iter().filter(|(column, _)| base.contains(column)).collect();
        let echo_of_columns = match relation.comparison {
            Comparison::Equal => {
                let sum: Decimal = below.iter().map(|(_, difference)| *difference).sum();
                !below.is_empty() && sum == case.difference
            }
            Comparison::AtMost | Comparison::AtLeast => !below.is_empty(),
        };
        !echo_of_columns
            && !holds_when_computed(facts, relation, case, wrong)
            && !made_by_wrong_parts(facts, case, wrong)
    });
}

/// Tells whether the relation would hold if the wrong totals among its terms
/// were what their parts make.
fn holds_when_computed(
    facts: &Facts,
    relation: &Relation,
    case: &Broken,
    wrong: &[WrongTotal],
) -> bool {
    let number = |term: &TermValue| {
        let cell = term.cell.filter(|cell| wrong.iter().any(|total| total.cell == *cell));
        cell.and_then(|cell| facts.computed(cell)).unwrap_or(term.number)
    };
    let sum = |terms: &[TermValue]| -> Decimal {
        terms.iter().map(|term| signed(term.sign, number(term))).sum()
    };
    relation.comparison.holds(sum(&case.left), sum(&case.right))
}

/// Tells whether cells that break totals elsewhere, by as much as those totals
/// are off, make the difference: one of those totals does, or all together.
fn made_by_wrong_parts(facts: &Facts, case: &Broken, wrong: &[WrongTotal]) -> bool {
    let left = case.left.iter().map(|term| (term, Sign::Plus));
    let right = case.right.iter().map(|term| (term, Sign::Minus));
    let mut made = Vec::new();
    for (term, side) in left.chain(right) {
        let Some(cell) = term.cell else { continue };
        let parts = facts.parts(cell).unwrap_or_default();
        let shared = wrong.iter().filter(|total| {
            let of_total =
                |part: &Part| total.parts.iter().any(|other| other.cell == part.cell);
            total.cell != cell && parts.iter().any(of_total)
        });
        // A cell that is too large makes its total too small by as much.
        made.extend(
            shared.map(|total| -signed(side, signed(term.sign, total.difference))),
        );
    }
    made.contains(&case.difference)
        || made.len() > 1 && made.iter().sum::<Decimal>() == case.difference
}

/// Reports what is broken in a relation. Columns that all lack their number on
/// the same line have one cause, the line, and are one finding.
fn report(
    facts: &Facts,
    relation: &Relation,
    broken: Vec<Broken>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut by_line: Vec<(String, Vec<Proposal>, Broken)> = Vec::new();
    for case in broken {
        let Some(proposal) = proposal(facts, relation, &case) else {
            findings.push(finding(facts, relation, &case));
            continue;
        };
        match by_line.iter_mut().find(|(line, ..)| *line == proposal.line) {
            Some((_, proposals, _)) => proposals.push(proposal),
            None => by_line.push((proposal.line.clone(), vec![proposal], case)),
        }
    }
    for (line, proposals, case) in by_line {
        let proposed = in_words(&proposals);
        // What must be written and is not is reported already: say there what it
        // should be instead of reporting its consequence.
        let missing = findings.iter_mut().find(|finding| {
            finding.code == Code::Missing && finding.path.as_ref() == Some(&line)
        });
        if let Some(missing) = missing {
            missing.help.push(format!("按勾稽关系算出来，应当写“{proposed}”"));
            continue;
        }
        let mut finding = finding(facts, relation, &case);
        if proposals.len() > 1 {
            finding.message =
                format!("{}（共 {} 列不等）", finding.message, proposals.len());
        }
        findings
            .push(finding.help(format!("是不是漏填了？写上“{proposed}”，两边就相等")));
    }
}

fn finding(facts: &Facts, relation: &Relation, case: &Broken) -> Diagnostic {
    let mut finding =
        Diagnostic::new(Code::Relation, relation.severity, message(relation, case));
    let mut places = places(facts, case);
    if let Some((span, label, path)) = places.pop() {
        finding = finding.at(span, label).path(path);
    }
    for (span, label, _) in places {
        finding = finding.related(span, label);
    }
    if !relation.explanation.is_empty() {
        finding = finding.help(relation.explanation.clone());
    }
    finding
}

fn message(relation: &Relation, case: &Broken) -> String {
    let column = match &case.column {
        Some(column) => format!("“{}”这一列：", column.steps.join(".")),
        None => String::new(),
    };
    let left = side(&case.left);
    let constant = matches!(&case.right[..], [term] if term.name.is_empty());
    let right = if constant { total(&case.right).to_string() } else { side(&case.right) };
    match relation.comparison {
        Comparison::Equal if constant => format!("{column}{left}，应当是 {right}"),
        Comparison::Equal => {
            format!("{column}{left}，{right}，两边应当相等，差 {}", case.difference.abs())
        }
        Comparison::AtMost => format!("{column}{left}，应当不大于 {right}"),
        Comparison::AtLeast => format!("{column}{left}，应当不小于 {right}"),
    }
}

/// Writes a side out: 本年新收 40 + 上年结转 3 = 43.
fn side(terms: &[TermValue]) -> String {
    let mut out = String::new();
    for (index, term) in terms.iter().enumerate() {
        match (index, term.sign) {
            (0, Sign::Plus) => {}
            (0, Sign::Minus) => out.push_str("- "),
            (_, Sign::Plus) => out.push_str(" + "),
            (_, Sign::Minus) => out.push_str(" - "),
        }
        if !term.name.is_empty() {
            out.push_str(&term.name);
            out.push(' ');
        }
        out.push_str(&term.number.to_string());
    }
    if terms.len() > 1 {
        out.push_str(" = ");
        out.push_str(&total(terms).to_string());
    }
    out
}

/// Returns where the terms are written; the last is the primary place.
fn places(facts: &Facts, case: &Broken) -> Vec<(Span, String, String)> {
    let place = |term: &TermValue| {
        let path = term.cell.map_or(term.path.clone(), |cell| facts.form.cell_path(cell));
        let span = match term.cell {
            Some(cell) => cell_place(facts, cell)?,
            None => facts.value(&term.path.split('.').collect::<Vec<_>>())?.span.clone(),
        };
        Some((span, term.number.to_string(), path))
    };
    case.left.iter().chain(&case.right).filter_map(place).collect()
}

/// Returns where a cell is written, else its row's key, else its table's.
fn cell_place(facts: &Facts, cell: CellRef) -> Option<Span> {
    let table = &facts.tables[cell.table];
    let row = || table.parts[cell.part].rows.get(cell.row)?.clone();
    facts
        .cell(cell)
        .and_then(Cell::span)
        .cloned()
        .or_else(row)
        .or_else(|| table.span.clone())
}

/// A number that would make both sides equal.
struct Proposal {
    /// The path of the line or field it belongs to.
    line: String,
    /// The line's or field's own name.
    name: String,
    /// The column's name, if it is a line.
    column: Option<String>,
    number: Decimal,
}

/// Writes proposals for one line as staff would: 结转下年度: {自然人: 2}.
fn in_words(proposals: &[Proposal]) -> String {
    let name = proposals.first().map_or("", |proposal| &proposal.name);
    let in_column = |proposal: &Proposal| {
        proposal.column.as_ref().map(|column| format!("{column}: {}", proposal.number))
    };
    let columns: Vec<_> = proposals.iter().filter_map(in_column).collect();
    match proposals {
        [Proposal { column: None, number, .. }] => format!("{name}: {number}"),
        _ => format!("{name}: {{{}}}", columns.join(", ")),
    }
}

/// Proposes a number for the one cell among the terms that nobody filled in, if
/// a number of things can make the sides equal.
fn proposal(facts: &Facts, relation: &Relation, case: &Broken) -> Option<Proposal> {
    if relation.comparison != Comparison::Equal {
        return None;
    }
    let unfilled =
        |term: &&TermValue| term.cell.is_some_and(|cell| is_unfilled(facts, cell));
    let left = case.left.iter().filter(unfilled).map(|term| (term, -case.difference));
    let right = case.right.iter().filter(unfilled).map(|term| (term, case.difference));
    let mut open = left
        .chain(right)
        .map(|(term, needed)| (term, signed(term.sign, needed)))
        .filter(|(_, number)| *number > Decimal::ZERO);
    let (Some((term, number)), None) = (open.next(), open.next()) else { return None };
    let name = term.name.rsplit('.').next().unwrap_or(&term.name);
    Some(Proposal {
        line: term.path.clone(),
        name: name.to_owned(),
        column: case.column.as_ref().map(|column| column.steps.join(".")),
        number,
    })
}

/// Tells whether a cell is left out, or is 0 only because its whole line is.
fn is_unfilled(facts: &Facts, cell: CellRef) -> bool {
    if facts.is_sum(cell) {
        return false;
    }
    match facts.cell(cell) {
        Some(Cell::LeftOut) => true,
        Some(Cell::Written { span, .. }) => {
            let cells = &facts.tables[cell.table].parts[cell.part].cells[cell.row];
            cells.iter().filter(|other| other.span() == Some(span)).count() > 1
        }
        Some(Cell::Wrong) | None => false,
    }
}
