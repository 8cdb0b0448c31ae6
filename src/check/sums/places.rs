//! Where a cause is shown.

use super::constraint::Rule;
use super::hypothesis::Slip;
use super::words::{SHOULD_BE, Teller};
use crate::diagnostic::Diagnostic;

impl Teller<'_, '_> {
    /// Puts a finding at the first of some quantities, the others and the rest of
    /// the sum beside it. Where the first is not in the file, its sum is shown.
    pub(super) fn places(
        &self,
        mut finding: Diagnostic,
        marked: &[(usize, String)],
    ) -> Diagnostic {
        let mut shown = Vec::new();
        let usual = self.usual_place();
        let is_there =
            |(quantity, _): &&(usize, String)| self.system.own_place(*quantity).is_some();
        let there: Vec<_> = marked.iter().filter(is_there).collect();
        let there = if there.is_empty() { usual.iter().collect() } else { there };
        for (quantity, label) in there {
            let Some(span) = self.system.place(*quantity) else { continue };
            finding = match finding.place {
                None => finding.at(span, label.clone()),
                Some(_) => finding.related(span, label.clone()),
            };
            shown.push(*quantity);
        }
        if let Some((first, _)) = marked.first() {
            finding = finding.path(self.system.path(*first));
        }
        let terms = self.named().into_iter().filter(|term| !shown.contains(term));
        for quantity in terms {
            if let Some(span) = self.system.written_place(quantity) {
                let value = self.system.quantities[quantity].value;
                finding = finding.related(span, value.to_string());
            }
        }
        finding
    }

    /// Returns where the first constraint is shown if nothing is known of its
    /// cause: at the total, at a relation's last number.
    pub(super) fn usual_place(&self) -> Vec<(usize, String)> {
        match &self.first.rule {
            Rule::Total(total) => {
                let slips = &self.cause.slips;
                let may_be = |slip: &Slip| {
                    slip.changes().iter().any(|change| self.is_total(change.quantity))
                };
                let label = if slips.is_empty() || slips.iter().any(may_be) {
                    format!("{SHOULD_BE}{}", total.computed())
                } else {
                    total.written.to_string()
                };
                self.system
                    .at(total.cell)
                    .map(|total| (total, label))
                    .into_iter()
                    .collect()
            }
            Rule::Relation(..) => {
                let named = self.named();
                let last = |is_placed: &dyn Fn(usize) -> bool| {
                    named.iter().rev().copied().find(|&term| is_placed(term))
                };
                let shown = last(&|term| self.system.written_place(term).is_some())
                    .or_else(|| last(&|term| self.system.own_place(term).is_some()))
                    .or_else(|| last(&|term| self.system.place(term).is_some()));
                let label =
                    |term: usize| (term, self.system.quantities[term].value.to_string());
                shown.map(label).into_iter().collect()
            }
        }
    }

    /// Returns the quantities that the first constraint names and that are not 0
    /// in a sum.
    fn named(&self) -> Vec<usize> {
        let is_shown = |quantity: &usize| match self.first.rule {
            Rule::Total(_) => {
                self.is_total(*quantity)
                    || !self.system.quantities[*quantity].value.is_zero()
            }
            Rule::Relation(..) => true,
        };
        self.first.named.iter().copied().filter(is_shown).collect()
    }
}
