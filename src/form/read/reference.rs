//! Paths looked up in the form, and whether their values can be added.

use std::ops::Range;

use super::entries::listed;
use super::expression::{RawOperand, RawSum};
use super::faults::{Faults, fault};
use crate::diagnostic::Code;
use crate::form::{
    Broken, FieldKind, Form, Item, LAST_YEAR, LineRef, Operand, Reference, Sum,
    TableForm, Target, Term, ValueType, Year, envelope,
};
use crate::source::Span;
use crate::spelling::nearest;
use crate::yaml::Node;

/// How many names a message lists before it says 等.
const LISTED: usize = 12;

/// Looks paths up in a form whose fields and tables are known.
pub(super) struct Resolver<'a> {
    pub(super) form: &'a Form,
    pub(super) faults: &'a mut Faults,
}

impl Resolver<'_> {
    /// Looks up the paths of a sum. None if one leads nowhere; all are looked at.
    pub(super) fn sum(&mut self, node: &Node, text: &str, raw: &RawSum) -> Option<Sum> {
        let mut terms = Vec::new();
        for term in raw {
            let operand = match &term.operand {
                RawOperand::Number(number) => Some(Operand::Number(*number)),
                RawOperand::Path(range) => {
                    self.reference(node, text, range.clone()).map(Operand::Path)
                }
            };
            terms.push(operand.map(|operand| Term { sign: term.sign, operand }));
        }
        let terms = terms.into_iter().collect::<Option<Vec<_>>>()?;
        Some(Sum { terms })
    }

    /// Looks up one path to a number or a line of numbers.
    pub(super) fn reference(
        &mut self,
        node: &Node,
        text: &str,
        range: Range<usize>,
    ) -> Option<Reference> {
        let span = node.locate(range.clone());
        let mut path = &text[range.clone()];
        let mut start = range.start;
        let mut year = Year::This;
        if let Some(rest) = path.strip_prefix(LAST_YEAR).and_then(|p| p.strip_prefix('.'))
        {
            start = range.end - rest.len();
            path = rest;
            year = Year::Last;
        }
        let place =
            |range: Range<usize>| node.locate(start + range.start..start + range.end);
        let target = self.target(path, &span, &place)?;
        let reference = Reference { path: path.to_owned(), year, target, span };
        self.check_numbers(&reference).then_some(reference)
    }

    /// Follows a path; `place` turns bytes of it into a place.
    pub(super) fn target(
        &mut self,
        path: &str,
        span: &Span,
        place: &dyn Fn(Range<usize>) -> Span,
    ) -> Option<Target> {
        let steps: Vec<&str> = path.split('.').collect();
        match self.form.resolve(&steps) {
            Ok(Target::Group) => {
                if !self.faults.is_doubtful(steps[0]) {
                    let message = format!("“{path}”是一组，要写到一行、一格，或写“小计”");
                    self.faults.push(fault(Code::FormBadRelation, span, message));
                }
                None
            }
            Ok(target) => Some(target),
            Err(broken) => {
                self.broken(&steps, &broken, place);
                None
            }
        }
    }

    /// Says where a path breaks, unless another fault may be the cause.
    fn broken(
        &mut self,
        steps: &[&str],
        broken: &Broken,
        place: &dyn Fn(Range<usize>) -> Span,
    ) {
        let first = broken.steps == 0;
        if self.faults.is_doubtful(steps[0]) || first && self.faults.are_roots_doubtful()
        {
            return;
        }
        let reached = steps[..broken.steps].join(".");
        let wrong = steps.get(broken.steps).copied().unwrap_or_default();
        let from = if first { 0 } else { reached.len() + 1 };
        let path = steps[..steps.len().min(broken.steps + 1)].join(".");
        let shown = if first { self.roots() } else { broken.options.clone() };
        let more = if shown.len() > LISTED { "等" } else { "" };
        let shown = format!("{}{more}", listed(&shown[..shown.len().min(LISTED)]));
        let message = if first {
            format!("没有“{path}”，有：{shown}")
        } else if broken.options.is_empty() {
            format!("没有“{path}”，“{reached}”下面没有别的了")
        } else {
            format!("没有“{path}”，“{reached}”下面有：{shown}")
        };
        let span = place(from..from + wrong.len());
        let mut finding = fault(Code::FormUnknownPath, &span, message);
        if let Some(name) = self.labelled(steps[0], wrong, &broken.options) {
            let help = format!("“{wrong}”是印出来的字，这里要写名称“{name}”");
            finding = finding.help(help).fix(format!("改成“{name}”"), span, name);
        } else if let Some(meant) = self.meant(steps) {
            let whole = place(0..steps.join(".").len());
            finding = finding.fix(format!("改成“{meant}”"), whole, meant);
        } else if let Some(meant) = nearest(wrong, broken.options.iter().map(|o| &**o)) {
            finding = finding.help(format!("是不是要写“{meant}”"));
        }
        self.faults.push(finding);
    }

    /// Returns the path that was meant by one that leads nowhere from its first step
    /// on: with the points in half width, with 上年 for another word for it, or below
    /// the one table that has it.
    fn meant(&self, steps: &[&str]) -> Option<String> {
        let leads = |path: &String| {
            let steps: Vec<&str> = path.split('.').collect();
            let own = steps.strip_prefix(&[LAST_YEAR]).unwrap_or(&steps);
            !own.is_empty() && self.form.resolve(own).is_ok()
        };
        let path = steps.join(".").replace(['。', '．', '·'], ".");
        let of_last_year = path
            .strip_prefix("去年.")
            .or_else(|| path.strip_prefix("上一年."))
            .map(|rest| format!("{LAST_YEAR}.{rest}"));
        if let Some(meant) = of_last_year.into_iter().chain([path.clone()]).find(leads) {
            return Some(meant);
        }
        let tables = self.form.tables.iter();
        let mut below =
            tables.map(|table| format!("{}.{path}", table.name)).filter(leads);
        below.next().filter(|_| below.next().is_none())
    }

    /// Returns what a path may begin with, what relations are about first.
    fn roots(&self) -> Vec<String> {
        let fields = self.form.fields.iter().map(|field| &field.name);
        let (shared, own): (Vec<_>, Vec<_>) =
            fields.partition(|name| envelope::has(name));
        let tables = self.form.tables.iter().map(|table| &table.name);
        tables.chain(own).chain(shared).cloned().collect()
    }

    /// Returns the name that could stand here and is printed as `label`.
    fn labelled(&self, root: &str, label: &str, options: &[String]) -> Option<String> {
        let form = self.form;
        let titled =
            |table: &&TableForm| table.title == label && options.contains(&table.name);
        if let Some(table) = form.tables.iter().find(titled) {
            return Some(table.name.clone());
        }
        let parts = form.table(root)?.parts.iter();
        let trees = parts.flat_map(|part| [&part.rows.items, &part.columns.items]);
        trees.flatten().find_map(|item| named_as(item, label, options)).map(str::to_owned)
    }

    /// Says if what a path names is no number.
    fn check_numbers(&mut self, reference: &Reference) -> bool {
        let (path, span) = (&reference.path, &reference.span);
        let message = match &reference.target {
            Target::Field(steps) => match self.form.field(steps).map(|field| &field.kind)
            {
                Some(FieldKind::Value(value_type)) if value_type.is_number() => None,
                Some(FieldKind::Value(value_type)) => Some(not_number(path, value_type)),
                _ => Some(format!("“{path}”不是数，不能放在一起算")),
            },
            Target::Cell(cell) => {
                let part = &self.form.tables[cell.table].parts[cell.part];
                let value_type = part.value_type(cell.row, cell.column);
                (!value_type.is_number()).then(|| not_number(path, value_type))
            }
            Target::Line(line) => self.text_column(*line).map(|column| {
                format!("“{path}”里的“{column}”不是数，这一行不能放在一起算")
            }),
            Target::Group => None,
        };
        let is_number = message.is_none();
        if let Some(message) = message {
            self.faults.push(fault(Code::FormMixedTerms, span, message));
        }
        is_number
    }

    /// Returns the label of the first column of a line that holds no number.
    fn text_column(&self, line: LineRef) -> Option<&str> {
        let part = &self.form.tables[line.table].parts[line.part];
        let mut columns = part.columns.leaf_lines().iter().enumerate();
        let text =
            columns.find(|(column, _)| !part.value_type(line.row, *column).is_number());
        text.map(|(_, column)| &*column.label)
    }

    /// Says if some terms are lines and others cells, or lines of other columns.
    pub(super) fn check_alike<'r>(
        &mut self,
        references: impl IntoIterator<Item = &'r Reference>,
    ) -> bool {
        let mut references = references.into_iter();
        let Some(first) = references.next() else { return true };
        for other in references {
            let message = match (&first.target, &other.target) {
                (Target::Line(a), Target::Line(b))
                    if self.columns(*a) == self.columns(*b) =>
                {
                    continue;
                }
                (Target::Line(_), Target::Line(_)) => {
                    format!(
                        "“{}”和“{}”两行的列不同，不能放在一起算",
                        first.path, other.path
                    )
                }
                (Target::Line(_), _) => mixed(first, other),
                (_, Target::Line(_)) => mixed(other, first),
                _ => continue,
            };
            let finding = fault(Code::FormMixedTerms, &other.span, message)
                .related(first.span.clone(), "");
            self.faults.push(finding);
            return false;
        }
        true
    }

    fn columns(&self, line: LineRef) -> Vec<&[String]> {
        let part = &self.form.tables[line.table].parts[line.part];
        part.columns.leaf_lines().iter().map(|column| &*column.steps).collect()
    }
}

fn mixed(line: &Reference, cell: &Reference) -> String {
    let (line, cell) = (&line.path, &cell.path);
    format!("“{line}”是一行，“{cell}”是一格，不能放在一起算")
}

fn not_number(path: &str, value_type: &ValueType) -> String {
    format!("“{path}”的类型是“{}”，不是数，不能放在一起算", value_type.name())
}

fn named_as<'i>(item: &'i Item, label: &str, options: &[String]) -> Option<&'i str> {
    let name = item.name.as_deref().filter(|name| options.iter().any(|o| o == name));
    name.filter(|_| item.label == label)
        .or_else(|| item.children.iter().find_map(|item| named_as(item, label, options)))
}
