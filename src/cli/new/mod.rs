//! `nianbao new`: a file to start from.
//!
//! What is to be written is settled in [`settle`], asked for in [`questions`]; last
//! year's file is read in [`earlier`].

mod earlier;
mod questions;
mod settle;

use std::path::{Path, PathBuf};

use super::args::NewArgs;
use super::findings::style;
use super::input::{read_bytes, shortened};
use super::{Outcome, output, print, say, schema, templates};
use crate::diagnostic::{masked_text, shorten, terminal};
use crate::form::Form;
use crate::pipeline::Forms;
use crate::starter::{self, Answers, Started};
use earlier::Earlier;
use questions::Questions;
use settle::{Settled, settle};

pub(super) fn run(args: &NewArgs) -> anyhow::Result<Outcome> {
    let assets = templates::assets(args.templates.as_deref())?;
    let forms = Forms::new(&assets);
    let earlier =
        args.from.as_deref().map(|path| Earlier::read(path, &forms)).transpose()?;
    let settled = settle(args, &forms, earlier.as_ref(), &mut Questions::of_terminal()?)?;
    let Settled { form, body, year, kind } = match settled {
        Ok(settled) => settled,
        Err(faults) => {
            say(&terminal::render(&faults, style()));
            return Ok(Outcome::InputErrors);
        }
    };
    let path = place(args, year)?;
    let folder = folder(&path);
    let schema = format!("{}.schema.json", form.name);
    let answers = Answers {
        last_year_file: earlier
            .as_ref()
            .filter(|earlier| !earlier.is_found_beside(folder, &body, year))
            .filter(|earlier| earlier.year() == year.checked_sub(1))
            .map(|earlier| earlier.path_from(folder))
            .transpose()?,
        schema: Some(schema.clone()),
        body,
        year,
        kind,
    };
    let facts = earlier.as_ref().and_then(Earlier::facts);
    let started = starter::start(&form, &answers, facts);
    output::create(&path, started.text.as_bytes())?;
    let kept = put_schema(&folder.join(schema), &form)?;
    for note in earlier.iter().flat_map(|earlier| earlier.notes(&answers)) {
        say(&format!("提示: {note}\n"));
    }
    print(told(&path, &kept, &started, args).as_bytes())?;
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

fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// What became of the schema beside the file.
enum Schema {
    /// It is there, as this program writes it.
    There(PathBuf),
    /// There is another file of its name, which stays.
    Other(PathBuf),
}

fn put_schema(path: &Path, form: &Form) -> anyhow::Result<Schema> {
    let path = shortened(path.to_owned());
    let text = schema::text(form);
    if path.symlink_metadata().is_err() {
        output::create(&path, text.as_bytes())?;
        return Ok(Schema::There(path));
    }
    let same = path.is_file() && read_bytes(&path)? == text.as_bytes();
    Ok(if same { Schema::There(path) } else { Schema::Other(path) })
}

/// Says what was written, what had no place, and what to do next.
fn told(path: &Path, schema: &Schema, started: &Started, args: &NewArgs) -> String {
    let mut lines = vec![format!("建好了 {}", path.display())];
    lines.push(match schema {
        Schema::There(path) => {
            format!("它旁边的 {} 供编辑器补全栏目、显示说明", path.display())
        }
        Schema::Other(path) => {
            format!("{} 已经有了，内容不同，没有动它", path.display())
        }
    });
    if !started.unfit.is_empty() {
        lines.push("去年的这些内容，今年的格式里没有地方放：".to_owned());
        for unfit in &started.unfit {
            lines.push(format!(
                "  {}：{}",
                unfit.path,
                shorten(&masked_text(&unfit.said))
            ));
        }
    }
    let mut check = format!("nianbao check {}", typed(path));
    if let Some(folder) = &args.templates {
        check = format!("{check} --templates {}", typed(folder));
    }
    lines.push("下一步：".to_owned());
    lines.push(format!("  1. 打开 {}，照“#”后面的说明填写", path.display()));
    lines.push(format!("  2. {check}"));
    lines.join("\n") + "\n"
}

/// Returns a path as it is typed in a command.
fn typed(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path }
}
