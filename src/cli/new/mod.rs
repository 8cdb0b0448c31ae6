//! `nianbao new`: a file to start from.
//!
//! What is to be written is settled in [`mod@settle`], asked for in [`questions`]; last
//! year's file is read in [`earlier`].

mod earlier;
mod questions;
mod schema_file;
mod settle;

use std::path::{Path, PathBuf};

use super::args::NewArgs;
use super::findings::refuse;
use super::input::{folder, shortened};
use super::output::{self, Output};
use super::{Outcome, print, say, templates};
use crate::diagnostic::shorten;
use crate::pipeline::Forms;
use crate::starter::{self, Answers, Started, Unfit};
use earlier::Earlier;
use questions::Questions;
use schema_file::SchemaFile;
use settle::{Settled, settle};

pub(super) fn run(args: &NewArgs) -> anyhow::Result<Outcome> {
    let assets = templates::assets(args.templates.folder.as_deref())?;
    let forms = Forms::new(&assets);
    let earlier =
        args.from.as_deref().map(|path| Earlier::read(path, &forms)).transpose()?;
    let settled = settle(args, &forms, earlier.as_ref(), &mut Questions::of_terminal()?)?;
    let Settled { form, body, year, kind } = match settled {
        Ok(settled) => settled,
        Err(faults) => return Ok(refuse(&faults)),
    };
    let path = place(args, year)?;
    let folder = folder(&path);
    let schema = SchemaFile::beside(folder, &form);
    let last_year_file = match &earlier {
        Some(earlier) => earlier.as_last_year(folder, &body, year)?,
        None => None,
    };
    let answers =
        Answers { body, year, kind, last_year_file, schema: Some(schema.name()) };
    let started =
        starter::start(&form, &answers, earlier.as_ref().and_then(Earlier::facts));
    let file = Output { path: path.clone(), bytes: started.text.clone().into_bytes() };
    output::create(&schema.output(&form).into_iter().chain([file]).collect::<Vec<_>>())?;
    for note in earlier.iter().flat_map(|earlier| earlier.notes(&answers)) {
        say(&format!("提示: {note}\n"));
    }
    print(told(&path, &schema, &started, args).as_bytes())?;
    Ok(Outcome::Done)
}

/// Returns where the new file is to be; says what is wrong there.
fn place(args: &NewArgs, year: i16) -> anyhow::Result<PathBuf> {
    let path = match (&args.output, &args.from) {
        (Some(path), _) => path.clone(),
        (None, from) => {
            let beside = from.as_deref().map_or(Path::new(""), folder);
            shortened(beside.join(format!("{year}.yaml")))
        }
    };
    output::check_is_place(&path)?;
    if path.is_dir() {
        let example = path.join(format!("{year}.yaml"));
        anyhow::bail!(
            "{} 是一个文件夹，要写文件名，例如 {}",
            path.display(),
            example.display()
        );
    }
    let folder = folder(&path);
    if !folder.is_dir() {
        anyhow::bail!("没有文件夹 {}，请先建好，或者换一个地方", folder.display());
    }
    if path.symlink_metadata().is_ok() {
        anyhow::bail!(
            "{} 已经有了，没有动它；用 -o 换一个文件名，或者先把它改名",
            path.display()
        );
    }
    Ok(path)
}

/// Says what was written, what had no place, and what to do next.
fn told(path: &Path, schema: &SchemaFile, started: &Started, args: &NewArgs) -> String {
    let mut lines = vec![format!("建好了 {}", path.display()), schema.told()];
    if !started.unfit.is_empty() {
        lines.push("去年文件里的这些内容，新的格式没有地方放：".to_owned());
    }
    for Unfit { path, said } in &started.unfit {
        lines.push(format!("  {path}：{}", shorten(said)));
    }
    let templates = match &args.templates.folder {
        Some(folder) => format!(" --templates {}", typed(folder)),
        None => String::new(),
    };
    lines.push("下一步：".to_owned());
    lines.push(format!("  1. 打开 {}，照里面的说明填写", path.display()));
    lines.push(format!("  2. nianbao check {}{templates}", typed(path)));
    lines.push(String::new());
    lines.join("\n")
}

/// Returns a path as it is typed in a command.
fn typed(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path }
}
