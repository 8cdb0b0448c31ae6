//! From the items of 列 or 行 to the lines of an [`Axis`]: leaves, totals, 小计.

use super::faults::{Faults, fault};
use super::item::{self, Attributes, Draft, DraftKind};
use crate::diagnostic::Code;
use crate::form::{Axis, Item, Line, LineKind, SUBTOTAL, ValueType};
use crate::source::Span;

/// A name of a level and where it stands.
type Names = Vec<(String, Span)>;

/// Says which names stand twice on one level. `seen` holds the level's names so
/// far; the parts of a table share their first.
pub(super) fn check_unique(drafts: &[Draft], seen: &mut Names, faults: &mut Faults) {
    for draft in drafts {
        if let Some(name) = &draft.name {
            match seen.iter().find(|(known, _)| known == name) {
                Some((_, first)) => faults.duplicate(name, &draft.span, first),
                None => seen.push((name.clone(), draft.span.clone())),
            }
        }
        if let DraftKind::Group(below) = &draft.kind {
            match draft.name {
                Some(_) => check_unique(below, &mut Vec::new(), faults),
                None => check_unique(below, seen, faults),
            }
        }
    }
}

/// Makes the axis of an item tree; an empty tree is an axis left out.
pub(super) fn build(drafts: Vec<Draft>, span: &Span, faults: &mut Faults) -> Axis {
    if drafts.is_empty() {
        return Axis::absent(span.clone());
    }
    check_nameless(&drafts, faults);
    let mut builder = Builder { leaves: Vec::new(), sums: Vec::new(), faults };
    let items = builder.level(drafts, &[]);
    let Builder { leaves: mut lines, sums, .. } = builder;
    if lines.is_empty() {
        return Axis::absent(span.clone());
    }
    let leaves = lines.len();
    lines.extend(sums);
    Axis { items, lines, leaves }
}

/// A leaf has no name only where it is the axis's one leaf.
fn check_nameless(drafts: &[Draft], faults: &mut Faults) {
    let leaves = item::leaves(drafts);
    if leaves.len() < 2 {
        return;
    }
    for (leaf, _) in leaves.iter().filter(|(leaf, _)| leaf.name.is_none()) {
        let message = "这一层不止一项，每一项都要有名称";
        let help = format!("写成 {{名称: {{标签: {}}}}}", leaf.label);
        faults.push(fault(Code::FormBadItem, &leaf.span, message).help(help));
    }
}

struct Builder<'f> {
    leaves: Vec<Line>,
    sums: Vec<Line>,
    faults: &'f mut Faults,
}

impl Builder<'_> {
    /// Places the items of one level, then computes what its 合计 sums.
    fn level(&mut self, drafts: Vec<Draft>, steps: &[String]) -> Vec<Item> {
        let start = self.leaves.len();
        let mut total: Option<(usize, Span)> = None;
        let mut items = Vec::new();
        for draft in drafts {
            let at = self.leaves.len();
            let said = match &draft.kind {
                DraftKind::Leaf(Attributes { total, .. }) => total.clone(),
                DraftKind::Group(_) => None,
            };
            items.push(self.item(draft, steps));
            match (&total, said) {
                (None, Some(said)) => total = Some((at, said)),
                (Some((_, first)), Some(said)) => {
                    let finding =
                        fault(Code::FormBadTotal, &said, "同一层只能有一个合计")
                            .related(first.clone(), "先写的在这里");
                    self.faults.push(finding);
                }
                (_, None) => {}
            }
        }
        if let Some((total, span)) = total {
            self.total(total, start, &span);
        }
        items
    }

    fn item(&mut self, draft: Draft, steps: &[String]) -> Item {
        let Draft { name, label, help, aliases, span, kind } = draft;
        let mut steps = steps.to_vec();
        steps.extend(name.clone());
        let (children, leaf) = match kind {
            DraftKind::Leaf(attributes) => {
                let leaf = self.leaves.len();
                self.leaf(steps, &label, &span, attributes);
                (Vec::new(), Some(leaf))
            }
            DraftKind::Group(below) if name.is_none() => {
                (self.level(below, &steps), None)
            }
            DraftKind::Group(below) => (self.group(below, &steps, &label, &span), None),
        };
        Item { name, label, help, aliases, children, leaf, span }
    }

    fn leaf(&mut self, steps: Vec<String>, label: &str, span: &Span, said: Attributes) {
        let kind = match said.total {
            // What it sums is known when its level is.
            Some(_) => LineKind::Total(Vec::new()),
            None => LineKind::Leaf,
        };
        self.leaves.push(Line {
            steps,
            label: label.to_owned(),
            kind,
            value_type: said.typed.map(|typed| typed.value_type),
            required: said.required.map(|(written, _)| written),
            span: span.clone(),
        });
    }

    /// Places a named group, whose 小计 comes before those of the groups in it.
    fn group(
        &mut self,
        below: Vec<Draft>,
        steps: &[String],
        label: &str,
        span: &Span,
    ) -> Vec<Item> {
        let (start, at) = (self.leaves.len(), self.sums.len());
        let items = self.level(below, steps);
        let summed = self.plain_leaves(start);
        // Texts have no sum: a group with one of them has no 小计.
        if let Some(value_type) = self.sum_type(&summed)
            && !summed.is_empty()
        {
            let line = Line {
                steps: steps.iter().cloned().chain([SUBTOTAL.to_owned()]).collect(),
                label: label.to_owned(),
                kind: LineKind::Subtotal(summed),
                value_type,
                required: None,
                span: span.clone(),
            };
            self.sums.insert(at, line);
        }
        items
    }

    fn plain_leaves(&self, start: usize) -> Vec<usize> {
        let is_plain = |&leaf: &usize| self.leaves[leaf].kind == LineKind::Leaf;
        (start..self.leaves.len()).filter(is_plain).collect()
    }

    /// Returns the type of a sum (itself none where no leaf says one); none if
    /// there is something that is not a number.
    #[expect(
        clippy::option_option,
        reason = "a sum without a type is 整数, no sum is none"
    )]
    fn sum_type(&self, summed: &[usize]) -> Option<Option<ValueType>> {
        let types: Vec<Option<&ValueType>> =
            summed.iter().map(|&leaf| self.leaves[leaf].value_type.as_ref()).collect();
        let (first, rest) = types.split_first()?;
        if !types.iter().flatten().all(|value_type| value_type.is_number()) {
            return None;
        }
        if rest.iter().all(|other| other == first) {
            return Some(first.cloned());
        }
        let decimal =
            |value_type: &&ValueType| matches!(value_type, ValueType::Decimal { .. });
        let change = |value_type: &&ValueType| **value_type == ValueType::Change;
        let known = || types.iter().copied().flatten();
        Some(Some(if known().any(|value_type| decimal(&value_type)) {
            ValueType::Decimal { unit: None }
        } else if known().any(|value_type| change(&value_type)) {
            ValueType::Change
        } else {
            ValueType::Whole { unit: None }
        }))
    }

    /// Gives a 合计 the leaves it sums.
    fn total(&mut self, total: usize, start: usize, span: &Span) {
        let summed = self.plain_leaves(start);
        let not_number = |value_type: &Option<ValueType>| {
            value_type.as_ref().is_some_and(|value_type| !value_type.is_number())
        };
        let label = |line: &Line| line.steps.last().unwrap_or(&line.label).clone();
        let name = label(&self.leaves[total]);
        let mut lines = summed.iter().map(|&leaf| &self.leaves[leaf]);
        let text = lines.find(|line| not_number(&line.value_type));
        let finding = if let Some(line) = text {
            let message = format!("合计“{name}”要加的“{}”不是数", label(line));
            Some(fault(Code::FormBadTotal, span, message).related(line.span.clone(), ""))
        } else if not_number(&self.leaves[total].value_type) {
            let message = format!("合计“{name}”自己要是数");
            Some(fault(Code::FormBadTotal, span, message))
        } else if summed.is_empty() {
            let message = format!("合计“{name}”没有要加的项");
            Some(fault(Code::FormBadTotal, span, message))
        } else {
            None
        };
        if let Some(finding) = finding {
            self.faults.push(finding);
        }
        if self.leaves[total].value_type.is_none() {
            self.leaves[total].value_type = self.sum_type(&summed).flatten();
        }
        self.leaves[total].kind = LineKind::Total(summed);
    }
}
