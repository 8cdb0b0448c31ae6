//! `nianbao schema`: a form as JSON Schema, for editors.

use super::args::SchemaArgs;
use super::findings::refuse;
use super::{Outcome, forms, output, templates};
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
    output::deliver(text, args.output.as_deref())?;
    Ok(Outcome::Done)
}

/// Returns the text of a form's schema.
pub(super) fn text(form: &Form) -> String {
    format!("{:#}\n", schema(form))
}
