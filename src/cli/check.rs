//! `nianbao check`: says all that is wrong, writes nothing.

use super::Outcome;
use super::args::CheckArgs;
use super::batch::{self, Done};
use super::desk::Desk;
use super::input::Input;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn run(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let desk = Desk::new(&args.read)?;
    batch::run(&args.read, |input| {
        let findings = desk.check(input)?;
        let results = vec![verdict(input, &findings)];
        Ok(Done { findings, results })
    })
}

/// Says in a line how a file stands.
fn verdict(input: &Input, findings: &[Diagnostic]) -> String {
    let count =
        |severity| findings.iter().filter(|found| found.severity == severity).count();
    let parts: Vec<_> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|&severity| count(severity) > 0)
        .map(|severity| format!("{} 处{}", count(severity), severity.name()))
        .collect();
    let said = if parts.is_empty() {
        "没有发现问题".to_owned()
    } else {
        parts.join("，")
    };
    format!("{}：{said}\n", input.name())
}
