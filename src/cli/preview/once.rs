//! `nianbao preview --once`: the report in the terminal.

use super::super::args::PreviewArgs;
use super::super::desk::{Desk, Drafted};
use super::super::findings::style;
use super::super::input::Input;
use super::super::{Outcome, print, say};
use crate::diagnostic::terminal;
use crate::diagnostic::{Severity, Verdict};
use crate::render::markdown::{self, SpannedTables};

/// Prints the report as Markdown with its tables drawn, and what is wrong after it.
pub(super) fn run(args: &PreviewArgs, input: &Input) -> anyhow::Result<Outcome> {
    let desk = Desk::new(&args.desk, 1)?;
    let Drafted { composed, .. } = desk.draft(input)?;
    if let Some(document) = &composed.document {
        print(markdown::write(document, SpannedTables::Drawn).as_bytes())?;
    }
    say(&terminal::render(&composed.findings, style()));
    Ok(Verdict::of(&composed.findings, Severity::Error).into())
}
