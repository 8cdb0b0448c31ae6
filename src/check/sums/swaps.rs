//! What is said of numbers that were exchanged.

use super::constraint::Rule;
use super::echo::are_of_totals;
use super::hypothesis::{Change, Slip};
use super::words::{MOST_CHOICES, SHOULD_BE, Teller};
use crate::diagnostic::Diagnostic;

impl Teller<'_, '_> {
    /// Says which two numbers were exchanged, or lists the pairs of which one was.
    pub(super) fn swapped(&self, mut finding: Diagnostic) -> Diagnostic {
        let pairs: Vec<_> =
            self.cause.slips.iter().filter_map(|slip| self.own_first(slip)).collect();
        let names = pairs
            .iter()
            .take(MOST_CHOICES)
            .map(|[one, other]| self.pair(one.quantity, other.quantity));
        let names = names.collect::<Vec<_>>().join("；");
        let others = self.others();
        if !others.is_empty() {
            let off = self.first.difference().abs();
            finding.message = format!("{}；{others}也差 {off}", finding.message);
        }
        let doubt = if pairs.len() > 1 { "？" } else { "" };
        let label = |change: &Change| {
            let label = format!("{SHOULD_BE}{}{doubt}", self.new_value(*change));
            (change.quantity, label)
        };
        let marked: Vec<_> =
            pairs.iter().take(MOST_CHOICES).flatten().map(label).collect();
        if pairs.len() > 1 {
            let many = pairs.len();
            finding.message = format!("{}，看来有两格写颠倒了", finding.message);
            return self.places(finding, &marked).help(format!(
                "换过来就能对上的有 {many} 对：{names}；是哪一对，请对照台账"
            ));
        }
        finding.message = format!("{}，看来{names} 写颠倒了", finding.message);
        let finding = self
            .places(finding, &marked)
            .help("把这两格的数换过来就都对上；请对照台账核对");
        match &self.first.rule {
            Rule::Total(total) if are_of_totals(self.system, &self.cause.breaks) => {
                let name = total.name(self.system.facts);
                finding.help(format!(
                    "如果这两格没有错，就是“{name}”算错了：不写“{name}”，程序会自己算"
                ))
            }
            Rule::Total(_) | Rule::Relation(..) => finding,
        }
    }

    /// Returns the changes of an exchange, that of a number in the first constraint
    /// first.
    fn own_first(&self, slip: &Slip) -> Option<[Change; 2]> {
        let Slip::Swapped(one, other) = *slip else { return None };
        let is_own = self.first.terms.iter().any(|(term, _)| *term == one.quantity);
        Some(if is_own { [one, other] } else { [other, one] })
    }
}
