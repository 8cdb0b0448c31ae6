//! `nianbao export`: the tables as a workbook, empty or filled.

use std::path::{Path, PathBuf};

use super::args::ExportArgs;
use super::findings::style;
use super::input::{Input, shortened};
use super::output::{self, Output};
use super::{Outcome, desk, forms, print, say, templates};
use crate::diagnostic::{Diagnostic, terminal};
use crate::facts::Cell;
use crate::pipeline::{Forms, Reading};
use crate::workbook::export::workbook;

/// The ending of the names of workbooks.
const ENDING: &str = "xlsx";

pub(super) fn run(args: &ExportArgs) -> anyhow::Result<Outcome> {
    anyhow::ensure!(args.xlsx, "要写明导出成什么：--xlsx 是 Excel 工作簿");
    if let Some(path) = &args.output {
        output::check_is_place(path)?;
        output::check_not_read(path, [&args.form_or_file])?;
    }
    let assets = templates::assets(args.templates.folder.as_deref())?;
    let all = Forms::new(&assets);
    let named = &args.form_or_file;
    match named.to_str().and_then(|name| Some((name, all.catalogue().form(name)?))) {
        Some((name, Ok(form))) if !named.exists() => {
            let path = PathBuf::from(format!("{name}.{ENDING}"));
            write(args, path, workbook(&form, None, desk::day()?)?)?;
            Ok(Outcome::Done)
        }
        Some((_, Err(faults))) if !named.exists() => {
            say(&terminal::render(&faults, style()));
            Ok(Outcome::InputErrors)
        }
        None if !is_file(named) => {
            Err(forms::unknown(&all, &named.display().to_string()))
        }
        _ => file(args, &all),
    }
}

/// Tells whether an argument that is no form's name is to be read as a file's.
fn is_file(named: &Path) -> bool {
    named.exists() || Input::new(named) == Input::Stdin || named.extension().is_some()
}

/// Exports a file's tables as far as they can be read.
fn file(args: &ExportArgs, all: &Forms) -> anyhow::Result<Outcome> {
    let input = Input::new(&args.form_or_file);
    let Reading { facts, findings, .. } = match input.read()? {
        Ok(source) => all.read(&source),
        Err(finding) => {
            say(&terminal::render(&[*finding], style()));
            return Ok(Outcome::InputErrors);
        }
    };
    let errors: Vec<_> = findings.into_iter().filter(Diagnostic::is_error).collect();
    say(&terminal::render(&errors, style()));
    let Some(facts) = facts else { return Ok(Outcome::InputErrors) };
    let name = PathBuf::from(input.stem()).with_added_extension(ENDING);
    let path = shortened(input.folder().join(name));
    write(args, path, workbook(&facts.form, Some(&facts), desk::day()?)?)?;
    let unread = facts.cells().filter(|(_, cell)| **cell == Cell::Wrong).count();
    if unread > 0 {
        say(&format!("有 {unread} 格读不出来，在工作簿里是空的\n"));
    }
    Ok(if errors.is_empty() { Outcome::Done } else { Outcome::InputErrors })
}

/// Writes the workbook where the arguments say, else at `path`. Somebody may have
/// filled in the one that is there, so it stays unless it is to go.
fn write(args: &ExportArgs, path: PathBuf, bytes: Vec<u8>) -> anyhow::Result<()> {
    let path = args.output.clone().unwrap_or(path);
    anyhow::ensure!(
        args.force || path.symlink_metadata().is_err(),
        "{} 已经有了，没有动它；要换掉它就加上 --force，或者用 -o 写到别的文件",
        path.display()
    );
    output::write(&[Output { path: path.clone(), bytes }])?;
    print(format!("{}\n", path.display()).as_bytes())
}
