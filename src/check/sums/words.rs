//! What is said of a cause.

use super::causes::Cause;
use super::constraint::{Constraint, Rule};
use super::hypothesis::{Change, Slip};
use super::proposal::{self, Proposal};
use super::system::{Spot, System};
use super::traces::Trace;
use crate::check::relations;
use crate::check::totals::WrittenTotal;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// How many changes, any of which would do, are listed.
pub(super) const MOST_CHOICES: usize = 6;
/// How a label begins that says what a number should be.
pub(super) const SHOULD_BE: &str = "应为 ";
/// How the list of changes begins, any of which would do.
const ONE_OF: &str = "只改一处就能对上的有：";

/// Makes the finding of a cause.
pub(super) fn finding(
    system: &System<'_>,
    cause: &Cause,
    proposal: Option<&Proposal>,
) -> Diagnostic {
    // One that another cause puts off too would show a sum that is still wrong
    // when this one is mended.
    let all = || cause.breaks.iter().map(|&number| &system.constraints[number]);
    let delta = cause.slips.first().and_then(|slip| slip.changes().first().copied());
    let is_own = |constraint: &&Constraint<'_>| {
        delta.is_some_and(|change| change.delta.abs() == constraint.difference().abs())
    };
    let first = all().find(is_own).unwrap_or(&system.constraints[cause.breaks[0]]);
    Teller { system, cause, first }.tell(proposal)
}

/// A cause being told by the first constraint that it breaks.
pub(super) struct Teller<'s, 'f> {
    pub(super) system: &'s System<'f>,
    pub(super) cause: &'s Cause,
    pub(super) first: &'s Constraint<'f>,
}

impl Teller<'_, '_> {
    fn tell(&self, proposal: Option<&Proposal>) -> Diagnostic {
        let finding = self.opening();
        let finding = match (proposal, &self.cause.slips[..]) {
            (Some(proposal), _) => self.unfilled(finding, proposal),
            (None, [Slip::Wrong(change)]) => self.wrong(finding, *change),
            (None, [Slip::LeftOut(..), ..]) => self.left_out(finding),
            (None, [Slip::Swapped(..), ..]) => self.swapped(finding),
            (None, slips) => self.one_of(finding, slips),
        };
        let finding = self.last_year(finding);
        let finding = match &self.first.rule {
            Rule::Relation(relation, _) if !relation.explanation.is_empty() => {
                finding.help(relation.explanation.clone())
            }
            Rule::Relation(..) | Rule::Total(_) => finding,
        };
        match finding.severity {
            Severity::Warning => finding.stand_by_where("确认无误"),
            Severity::Error | Severity::Note => finding,
        }
    }

    /// Says what last year's report has, where that does not agree either.
    fn last_year(&self, mut finding: Diagnostic) -> Diagnostic {
        let all =
            self.cause.breaks.iter().map(|&number| &self.system.constraints[number]);
        let lines = all.filter(|constraint| !constraint.is_of_totals());
        for term in lines.flat_map(Constraint::of_last_year) {
            if let Some(span) = &term.earlier {
                finding = finding.related(span.clone(), term.number.to_string());
            }
            let help = format!("去年的年报里“{}”是 {}", term.path, term.number);
            finding = finding.help(help);
        }
        finding
    }

    /// Returns the finding with what does not hold, the sum written out.
    fn opening(&self) -> Diagnostic {
        let severities = self.cause.breaks.iter().map(|&number| {
            match self.system.constraints[number].rule {
                Rule::Total(_) => Severity::Error,
                Rule::Relation(relation, _) => relation.severity,
            }
        });
        let severity = severities.max().unwrap_or(Severity::Error);
        let (code, message) = match &self.first.rule {
            Rule::Total(total) => {
                let code = if self.is_left_at_zero(total) {
                    Code::ZeroTotal
                } else {
                    Code::Total
                };
                (code, total.message(self.system.facts))
            }
            Rule::Relation(relation, instance) => {
                (Code::Relation, relations::message(relation, instance))
            }
        };
        Diagnostic::new(code, severity, message)
    }

    fn is_left_at_zero(&self, total: &WrittenTotal) -> bool {
        total.written.is_zero()
            && match self.cause.slips.first() {
                Some(Slip::Wrong(change)) => self.is_total(change.quantity),
                Some(Slip::LeftOut(..) | Slip::Swapped(..)) | None => true,
            }
    }

    /// Tells whether a quantity is the total of the first constraint.
    pub(super) fn is_total(&self, quantity: usize) -> bool {
        matches!(self.first.rule, Rule::Total(_))
            && self.first.position(quantity) == Some(0)
    }

    /// Says which number is wrong.
    fn wrong(&self, mut finding: Diagnostic, change: Change) -> Diagnostic {
        let (name, new) = (self.name(change.quantity), self.new_value(change));
        let others = self.others();
        let is_total = self.is_total(change.quantity);
        if !others.is_empty() {
            let off = self.first.difference().abs();
            finding.message = format!("{}；{others}也差 {off}", finding.message);
        }
        if is_total && !others.is_empty() {
            finding.message = format!("{}，看来“{name}”应为 {new}", finding.message);
        } else if !is_total && !self.is_with_a_number() {
            let old = self.old(change.quantity);
            let joint = if others.is_empty() { "；" } else { "，" };
            finding.message =
                format!("{}{joint}看来“{name}”{old}，应为 {new}", finding.message);
        }
        let finding =
            self.places(finding, &[(change.quantity, format!("{SHOULD_BE}{new}"))]);
        match &self.first.rule {
            Rule::Total(_) if is_total => finding.help(self.help_for_a_total()),
            _ if self.is_with_a_number() => finding,
            Rule::Total(_) | Rule::Relation(..) => {
                let all = if others.is_empty() { "" } else { "这几处" };
                let slip = self.system.trace(change).map_or("", Trace::question);
                finding.help(format!(
                    "{slip}请对照台账核对这一格；改为 {new}，{all}就都对上"
                ))
            }
        }
    }

    /// Lists the numbers of which one is wrong.
    fn one_of(&self, finding: Diagnostic, slips: &[Slip]) -> Diagnostic {
        let changes: Vec<_> = slips.iter().flat_map(Slip::changes).collect();
        let total = changes.iter().any(|change| self.is_total(change.quantity));
        if finding.code == Code::ZeroTotal || changes.is_empty() {
            let finding = self.places(finding, &self.usual_place());
            return match self.first.rule {
                Rule::Total(_) => finding.help(self.help_for_a_total()),
                Rule::Relation(..) => finding,
            };
        }
        let likely = self.likely(&changes);
        let marked: Vec<_> = likely
            .iter()
            .filter(|change| {
                likely.len() == 1 || self.system.written_place(change.quantity).is_some()
            })
            .map(|&change| {
                (change.quantity, format!("{SHOULD_BE}{}？", self.new_value(change)))
            })
            .collect();
        let finding = match &marked[..] {
            marked if !marked.is_empty() && likely.len() <= MOST_CHOICES => {
                self.places(finding, marked)
            }
            _ => self.places(finding, &self.usual_place()),
        };
        let choices: Vec<_> = likely.iter().map(|&change| self.choice(change)).collect();
        let finding = match (changes.len(), choices.len()) {
            (0..=MOST_CHOICES, _) => finding.help(format!(
                "{ONE_OF}{}；是哪一处，请对照台账",
                choices.join("，")
            )),
            (many, 0..=MOST_CHOICES) => finding.help(format!(
                "共有 {many} 格，改其中任何一格都能对上，最像的是{}；请对照台账",
                choices.join("，")
            )),
            (many, _) => finding.help(format!(
                "共有 {many} 格，改其中任何一格都能对上；请对照台账逐格核对，看有没有漏填的"
            )),
        };
        match &self.first.rule {
            Rule::Total(written) if total => {
                let name = written.name(self.system.facts);
                finding.help(format!("不写“{name}”，程序会自己算"))
            }
            Rule::Total(_) | Rule::Relation(..) => finding,
        }
    }

    /// Returns, of more changes than are listed, those in which a slip of the hand has
    /// left its trace, if there are any.
    fn likely(&self, changes: &[Change]) -> Vec<Change> {
        let traced =
            changes.iter().filter(|change| self.system.trace(**change).is_some());
        let traced: Vec<_> = traced.copied().collect();
        if changes.len() <= MOST_CHOICES || traced.is_empty() {
            changes.to_vec()
        } else {
            traced
        }
    }

    /// Says that a line is not filled in, which columns lack as one.
    fn left_out(&self, finding: Diagnostic) -> Diagnostic {
        let finding = self.places(finding, &self.usual_place());
        let lines: Vec<_> = self.cause.slips.iter().map(Slip::changes).collect();
        let is_traced = |line: &&Vec<Change>| {
            line.iter().any(|change| self.system.trace(*change).is_some())
        };
        let traced: Vec<_> = lines.iter().filter(is_traced).collect();
        let (line, why) = match (&lines[..], &traced[..]) {
            ([line], _) => (Some(line), ""),
            (_, [line]) => (Some(*line), "去年有数，"),
            _ => (None, ""),
        };
        let proposal = line.and_then(|line| proposal::in_words(self.system, line));
        if let Some(Proposal { words, quantity, .. }) = proposal {
            return finding
                .path(self.system.path(quantity))
                .help(format!("是不是漏填了一行？{why}写上“{words}”，这几列就都对上"));
        }
        let first = lines.first().map_or(&[][..], Vec::as_slice);
        let lack = |change: &Change| {
            let name = match self.system.quantities[change.quantity].spot {
                Spot::Cell(cell) => {
                    let form = self.system.facts.part_form(cell);
                    form.columns.lines[cell.column].steps.join(".")
                }
                Spot::Field(ref path) => path.clone(),
            };
            format!("{name} {}", change.delta)
        };
        let lack: Vec<_> = first.iter().map(lack).collect();
        finding.help(format!(
            "这几列各少：{}；是不是漏填了一行？请对照台账",
            lack.join("，")
        ))
    }

    /// Says what was not filled in.
    fn unfilled(&self, mut finding: Diagnostic, proposal: &Proposal) -> Diagnostic {
        let columns = self
            .cause
            .breaks
            .iter()
            .filter(|&&number| !self.system.constraints[number].is_of_totals());
        let columns = columns.count();
        if columns > 1 {
            finding.message = format!("{}（共 {columns} 列不等）", finding.message);
        }
        let label = format!("{SHOULD_BE}{}", proposal.number);
        let marked = match self.system.own_place(proposal.quantity) {
            Some(_) => vec![(proposal.quantity, label)],
            None => self.usual_place(),
        };
        let finding = self.places(finding, &marked);
        finding.help(format!("是不是漏填了？写上“{}”，两边就相等", proposal.words))
    }

    fn help_for_a_total(&self) -> String {
        match &self.first.rule {
            Rule::Total(total) if total.written.is_zero() => {
                let (name, sum) = (total.name(self.system.facts), total.computed());
                format!("请改成 {sum}，或者删去“{name}”让程序算")
            }
            Rule::Total(total) => {
                let name = total.name(self.system.facts);
                format!("请核对这几个数；不写“{name}”，程序会自己算")
            }
            Rule::Relation(..) => "请核对这几个数".to_owned(),
        }
    }

    /// Tells whether the first constraint only says what numbers should be, and
    /// so names the number itself.
    fn is_with_a_number(&self) -> bool {
        match &self.first.rule {
            Rule::Total(_) => false,
            Rule::Relation(_, instance) => {
                matches!(&instance.right[..], [term] if term.path.is_empty())
            }
        }
    }
}
