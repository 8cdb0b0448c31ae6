//! What stands at a place of a staff's file.

use crate::facts::{Cell, Facts};
use crate::form::{CellRef, Form, SUBTOTAL, Target, Year};
use crate::pipeline::Reading;
use crate::prose::Unfilled;
use crate::source::Span;
use crate::yaml::{self, Entry, Node, Value};

/// What stands at a place.
#[derive(Debug)]
pub(super) struct Subject {
    /// The names that lead to it, from the top; groups of a list are counted from 1.
    pub(super) steps: Vec<String>,
    /// What the form has there; none for a group of a list and what it holds.
    pub(super) target: Option<Target>,
    /// Whether it is the thing itself or names it.
    pub(super) role: Role,
    /// The key, the value or the path that stands there.
    pub(super) span: Span,
}

impl Subject {
    /// Returns the form's names on the way, without the counts of groups.
    pub(super) fn names(&self) -> Vec<String> {
        self.steps.iter().filter(|step| !is_index(step)).cloned().collect()
    }

    /// Returns the steps down to the first list: the same group may stand at another
    /// place of it in another file.
    pub(super) fn certain(&self) -> &[String] {
        let list = self.steps.iter().position(|step| is_index(step));
        &self.steps[..list.unwrap_or(self.steps.len())]
    }
}

/// How a place is about what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is its key or value.
    Written,
    /// It is a path to it, in prose.
    Named,
    /// It is a path to last year's, in prose.
    NamedOfLastYear,
}

/// Returns what stands at a byte of a file.
pub(super) fn at(reading: &Reading, byte: usize) -> Option<Subject> {
    let facts = reading.facts.as_ref()?;
    named(facts, byte).or_else(|| written(facts, &root(reading)?, byte))
}

/// Reads the tree of a file.
pub(super) fn root(reading: &Reading) -> Option<Node> {
    yaml::load(&reading.source).root
}

/// Returns the path in prose that a byte belongs to.
fn named(facts: &Facts, byte: usize) -> Option<Subject> {
    let (_, prose) =
        facts.prose().into_iter().find(|(_, prose)| touches(prose.span(), byte))?;
    Unfilled::new(prose.text()).references().paths.into_iter().find_map(|path| {
        let span = prose.locate(path.range);
        let (year, steps) = Year::split(&path.segments);
        let role = match year {
            Year::This => Role::Named,
            Year::Last => Role::NamedOfLastYear,
        };
        let target = target(&facts.form, steps)?;
        touches(&span, byte).then_some(Subject {
            steps: steps.to_vec(),
            target: Some(target),
            role,
            span,
        })
    })
}

/// Returns the key or value that a byte belongs to.
fn written(facts: &Facts, root: &Node, byte: usize) -> Option<Subject> {
    let mut steps = Vec::new();
    let span = descend(root, byte, &mut steps)?;
    let mut subject = Subject { steps, target: None, role: Role::Written, span };
    let target = target(&facts.form, &subject.names());
    subject.target = match target {
        Some(Target::Line(_)) | None => {
            only_cell(facts, byte).map(Target::Cell).or(target)
        }
        target => target,
    };
    Some(subject)
}

/// Goes down to the innermost key or value at a byte, and notes the way.
fn descend(node: &Node, byte: usize, steps: &mut Vec<String>) -> Option<Span> {
    match &node.value {
        Value::Map(entries) => {
            let entry =
                entries.iter().rfind(|entry| entry.key_span.range().start <= byte)?;
            steps.push(entry.key.clone());
            if touches(&entry.key_span, byte) {
                return Some(entry.key_span.clone());
            }
            descend(&entry.node, byte, steps)
        }
        Value::List(items) => {
            let index = items.iter().position(|item| touches(&item.span, byte))?;
            steps.push((index + 1).to_string());
            descend(&items[index], byte, steps)
        }
        Value::Scalar(_) => touches(&node.span, byte).then(|| node.span.clone()),
        Value::Empty => None,
    }
}

/// Returns the cell whose value a byte belongs to, if that is one cell alone: a 0 may
/// stand for its whole row.
fn only_cell(facts: &Facts, byte: usize) -> Option<CellRef> {
    let is_here = |cell: &Cell| cell.span().is_some_and(|span| touches(span, byte));
    let mut here = facts.cells().filter(|(_, cell)| is_here(cell));
    let (only, _) = here.next()?;
    here.next().is_none().then_some(only)
}

/// Returns what the form has at a path, below a list of groups too; of a group of
/// rows, its 小计.
fn target(form: &Form, steps: &[String]) -> Option<Target> {
    match form.resolve(steps) {
        Ok(Target::Group) if form.table(steps.first()?).is_some() => {
            let sum = [steps, &[SUBTOTAL.to_owned()]].concat();
            Some(form.resolve(&sum).unwrap_or(Target::Group))
        }
        Ok(target) => Some(target),
        Err(_) => form.field(steps).map(|_| Target::Field(steps.to_vec())),
    }
}

/// Returns the entry that steps lead to.
pub(super) fn entry<'n>(root: &'n Node, steps: &[String]) -> Option<&'n Entry> {
    let (last, above) = steps.split_last()?;
    let node = above.iter().try_fold(root, |node, step| match &node.value {
        Value::List(items) => items.get(step.parse::<usize>().ok()?.checked_sub(1)?),
        _ => node.get(step).map(|entry| &entry.node),
    });
    node?.get(last)
}

/// Tells whether a byte belongs to a place, its end included: there the cursor stands
/// behind the last character.
pub(super) fn touches(span: &Span, byte: usize) -> bool {
    let range = span.range();
    range.start <= byte && byte <= range.end
}

fn is_index(step: &str) -> bool {
    step.bytes().all(|byte| byte.is_ascii_digit())
}
