//! `nianbao forms`: the forms there are, what one of them holds, and its files
//! to change.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::args::FormsArgs;
use super::findings::{refuse, style};
use super::output;
use super::{Outcome, print, say, templates};
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::terminal;
use crate::form::{Form, PartListing, PathHelp, paths};
use crate::pipeline::Forms;
use crate::spelling;

pub(super) fn run(args: &FormsArgs) -> anyhow::Result<Outcome> {
    let assets = templates::assets(args.templates.folder.as_deref())?;
    let forms = Forms::new(&assets);
    match (&args.form, &args.output) {
        (Some(name), Some(folder)) => copy(&assets, &forms, name, folder),
        (Some(name), None) => one(&forms, name),
        (None, _) => all(&assets, &forms),
    }
}

/// Writes the files of a form, or those that all share, into a folder of its name, to be
/// changed there. A form with a fault is copied too: its author may want to mend it.
fn copy(
    assets: &Assets,
    forms: &Forms,
    name: &str,
    folder: &Path,
) -> anyhow::Result<Outcome> {
    let is_form = forms.catalogue().names().any(|known| known == name);
    if !is_form && name != templates::SHARED {
        return Err(unknown(forms, name));
    }
    output::check_is_place(folder)?;
    let above = format!("templates/{name}/");
    let files: Vec<_> = assets
        .paths(&above)
        .filter_map(|path| Some((&path[above.len()..], assets.get(path)?)))
        .map(|(name, bytes)| (name, (**bytes).as_ref()))
        .collect();
    let written = output::write_folder(&folder.join(name), &files)?;
    for path in written {
        print(format!("{}\n", path.display()).as_bytes())?;
    }
    Ok(Outcome::Done)
}

/// Returns a form whose file and template are both good, else what is wrong in them.
///
/// # Errors
///
/// If there is no form of the name.
pub(super) fn load(
    forms: &Forms,
    name: &str,
) -> anyhow::Result<Result<Arc<Form>, Vec<Diagnostic>>> {
    let Some(form) = forms.catalogue().form(name) else {
        return Err(unknown(forms, name));
    };
    Ok(form.and_then(|form| forms.template(&form).map(|_| form)))
}

/// Says what the author of a form's template surely did not mean.
fn say_doubts(forms: &Forms, form: &Form) {
    let doubts = forms.template(form).map(|template| template.doubts(form));
    say(&terminal::render(&doubts.unwrap_or_default(), style()));
}

/// Returns the path of the first file of a form that is not the program's.
fn own_file(assets: &Assets, name: &str) -> Option<String> {
    let files = [templates::FORM, templates::REPORT];
    let paths = files.map(|file| format!("templates/{name}/{file}"));
    let own = paths.iter().find(|path| assets.origin(path) != path.as_str())?;
    Some(assets.origin(own).to_owned())
}

fn all(assets: &Assets, forms: &Forms) -> anyhow::Result<Outcome> {
    let mut out = String::new();
    let mut outcome = Outcome::Done;
    for name in forms.catalogue().names() {
        match load(forms, name)? {
            Ok(form) => {
                say_doubts(forms, &form);
                let years = match form.last_year {
                    Some(last) => format!("{}—{last} 年度", form.first_year),
                    None => format!("{} 年度起", form.first_year),
                };
                put(
                    &mut out,
                    format_args!("{name}\n    {years}　{}\n", form.description),
                );
                if let Some(own) = own_file(assets, name) {
                    put(&mut out, format_args!("    用的是 {own}\n"));
                }
            }
            Err(faults) => outcome = refuse(&faults),
        }
    }
    print(out.as_bytes())?;
    Ok(outcome)
}

fn one(forms: &Forms, name: &str) -> anyhow::Result<Outcome> {
    match load(forms, name)? {
        Ok(form) => {
            say_doubts(forms, &form);
            print(listing(&form).as_bytes())?;
            Ok(Outcome::Done)
        }
        Err(faults) => Ok(refuse(&faults)),
    }
}

pub(super) fn unknown(forms: &Forms, name: &str) -> anyhow::Error {
    let near = spelling::nearest(name, forms.catalogue().names());
    let names: Vec<_> = forms.catalogue().names().collect();
    let help = near.map_or_else(
        || format!("现有的格式：{}", names.join("、")),
        |near| format!("是不是想写“{near}”？"),
    );
    anyhow::anyhow!("没有名为“{name}”的格式。{help}")
}

fn listing(form: &Form) -> String {
    let mut out = format!("# {}\n", form.name);
    for line in [&form.description, &form.basis] {
        if !line.is_empty() {
            put(&mut out, format_args!("# {line}\n"));
        }
    }
    let listing = paths(form);
    out.push_str("\n栏目\n");
    for path in &listing.fields {
        write_path(&mut out, path);
    }
    for table in &listing.tables {
        put(&mut out, format_args!("\n表 {}　{}\n", table.name, table.title));
        for part in &table.parts {
            write_part(&mut out, part);
        }
    }
    out
}

fn write_part(out: &mut String, part: &PartListing) {
    if let Some(title) = &part.title {
        put(out, format_args!("  【{title}】\n"));
    }
    for line in &part.lines {
        write_path(out, line);
    }
    if !part.columns.is_empty() {
        out.push_str("  以上每行后面可以接：\n");
        for column in &part.columns {
            out.push_str("  ");
            write_path(out, column);
        }
    }
}

fn write_path(out: &mut String, path: &PathHelp) {
    let notes = path.notes();
    put(out, format_args!("  {}", path.path));
    if !notes.is_empty() {
        put(out, format_args!("（{notes}）"));
    }
    if let Some(label) = path.other_label() {
        put(out, format_args!("　印作“{label}”"));
    }
    if !path.help.is_empty() {
        put(out, format_args!("　{}", path.help));
    }
    out.push('\n');
}

/// Adds to a text, which never fails.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _infallible = out.write_fmt(text);
}
