//! Where a cause is shown.

use super::system::{Rule, Spot};
use super::words::Teller;
use crate::diagnostic::Diagnostic;

impl Teller<'_, '_> {
    /// Puts a finding at the first of some quantities, the others and the rest of
    /// the sum beside it.
    pub(super) fn places(
        &self,
        mut finding: Diagnostic,
        marked: &[(usize, String)],
    ) -> Diagnostic {
        let mut shown = Vec::new();
        for (quantity, label) in marked {
            let Some(span) = self.system.place(*quantity) else { continue };
            finding = if finding.place.is_none() {
                finding.at(span, label.clone()).path(self.system.path(*quantity))
            } else {
                finding.related(span, label.clone())
            };
            shown.push(*quantity);
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
                let label = format!("应为 {}", total.computed());
                self.system
                    .at(total.cell)
                    .map(|total| (total, label))
                    .into_iter()
                    .collect()
            }
            Rule::Relation(..) => {
                let all = self.first.terms.iter().map(|(quantity, _)| *quantity);
                let named = self.named().into_iter();
                let is_placed = |quantity: &usize| self.system.place(*quantity).is_some();
                let written = named
                    .filter(|term| self.system.written_place(*term).is_some())
                    .last();
                let shown = written.or_else(|| all.filter(is_placed).last());
                let label =
                    |term: usize| (term, self.system.quantities[term].value.to_string());
                shown.map(label).into_iter().collect()
            }
        }
    }

    /// Returns the quantities that the first constraint names and that are not 0
    /// in a sum.
    fn named(&self) -> Vec<usize> {
        match &self.first.rule {
            Rule::Total(total) => {
                let all = self.first.terms.iter().map(|(quantity, _)| *quantity);
                let is_shown = |quantity: &usize| {
                    self.system.quantities[*quantity].spot == Spot::Cell(total.cell)
                        || !self.system.quantities[*quantity].value.is_zero()
                };
                all.filter(is_shown).collect()
            }
            Rule::Relation(_, instance) => {
                let quantity = |term| self.system.of_term(term);
                instance.terms().filter_map(quantity).collect()
            }
        }
    }
}
