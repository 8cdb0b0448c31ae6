//! What accidents, copying from elsewhere and ill will put into a file or around
//! it: each gets a message with its place, or is printed as it stands; nothing
//! panics, hangs or is written by half.

mod characters;
mod filled;
mod markup;
mod shapes;
mod structure;

use std::sync::Arc;

use nianbao::form::Form;

use crate::reports::OFFICE;

/// Every form there is, that of the tests too.
fn forms() -> Vec<Arc<Form>> {
    let catalogue = OFFICE.forms.catalogue();
    let form = |name| catalogue.form(name).expect("it is listed").expect("it is right");
    catalogue.names().map(form).collect()
}
