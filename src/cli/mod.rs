//! The only room that touches the world: arguments, terminal, files, clock.
//!
//! Each command has a file; [`args`] says what may be typed, [`batch`] runs a
//! command over many files, [`desk`] holds what they all need, [`findings`] says
//! what is wrong.

mod args;
mod batch;
mod build;
mod check;
mod completions;
mod desk;
mod difference;
mod explain;
mod export;
mod findings;
mod fix;
#[cfg(feature = "pdf")]
pub mod fonts;
mod forms;
mod import;
mod input;
mod last_year;
mod lsp;
mod new;
mod original;
mod output;
mod place;
mod preview;
mod schema;
mod stamp;
mod templates;
mod usage;

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser as _;

use args::{Cli, Command};
use input::explained;

use crate::diagnostic::{Verdict, seen};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Done; warnings allowed.
    Done,
    /// The input has errors.
    InputErrors,
    /// Something around us failed: a file, a folder, a font.
    Failed,
}

impl From<Verdict> for Outcome {
    fn from(verdict: Verdict) -> Self {
        if verdict.forbids() { Self::InputErrors } else { Self::Done }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::from(0),
            Outcome::InputErrors => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Runs the program with the arguments of its process.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error),
    };
    let result = match cli.command {
        Command::New(args) => new::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Forms(args) => forms::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Lsp(args) => lsp::run(&args),
        Command::Preview(args) => preview::run(&args),
        Command::Fonts(args) => list_fonts(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Completions(args) => completions::run(&args),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            say(&failure(&error));
            Outcome::Failed.into()
        }
    }
}

#[cfg(feature = "pdf")]
fn list_fonts(args: &args::FontsArgs) -> anyhow::Result<Outcome> {
    fonts::run(args)
}

#[cfg(not(feature = "pdf"))]
fn list_fonts(_: &args::FontsArgs) -> anyhow::Result<Outcome> {
    anyhow::bail!("{NO_PDF}，用不到字体")
}

/// Why there is no PDF.
#[cfg(not(feature = "pdf"))]
const NO_PDF: &str = "这个程序编译时没有带 PDF 功能";

/// Writes what failed around us.
fn failure(error: &anyhow::Error) -> String {
    format!("错误: {}\n", with_causes(error))
}

/// Returns what an error says, with all its causes, in one line.
fn with_causes(error: &anyhow::Error) -> String {
    let causes: Vec<_> = error.chain().map(ToString::to_string).collect();
    seen(&causes.join("：")).into_owned()
}

/// Writes to standard error; there is nobody to tell if that fails.
fn say(text: &str) {
    drop(io::stderr().lock().write_all(text.as_bytes()));
}

/// Writes to standard output. A reader that stopped reading, such as `head`, has
/// all that it wants.
fn print(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| explained(&error)).context("写不了标准输出"),
    }
}
