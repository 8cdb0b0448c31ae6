//! `nianbao schema`: a form as JSON Schema, for editors.

use super::args::SchemaArgs;
use super::findings::refuse;
use super::output::{self, Output};
use super::{Outcome, forms, print, templates};
use crate::form::Form;
use crate::pipeline::Forms;
use crate::schema::schema;

pub(super) fn run(args: &SchemaArgs) -> anyhow::Result<Outcome> {
    let assets = templates::assets(args.templates.folder.as_deref())?;
    let all = Forms::new(&assets);
    let form = match forms::load(&all, &args.form)? {
        Ok(form) => form,
        Err(faults) => return Ok(refuse(&faults)),
    };
    let text = text(&form);
    match &args.output {
        None => print(text.as_bytes())?,
        Some(path) => {
            output::write(&[Output { path: path.clone(), bytes: text.into_bytes() }])?;
            print(format!("{}\n", path.display()).as_bytes())?;
        }
    }
    Ok(Outcome::Done)
}

/// Returns the text of a form's schema.
pub(super) fn text(form: &Form) -> String {
    format!("{:#}\n", schema(form))
}
