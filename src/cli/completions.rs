//! `nianbao completions`: scripts for shells.

use clap::CommandFactory as _;

use super::args::{Cli, CompletionsArgs};
use super::{Outcome, print};

pub(super) fn run(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nianbao", &mut script);
    print(&script)?;
    Ok(Outcome::Done)
}
