//! What accidents, copying from elsewhere and ill will put into a file or around
//! it: each gets a message with its place, or is printed as it stands; nothing
//! panics, hangs or is written by half.

mod characters;
mod files;
mod filled;
mod markup;
mod outputs;
mod pictures;
mod shapes;
mod sizes;
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

/// Makes a pipe with a name: opening it waits until somebody writes.
#[cfg(unix)]
#[track_caller]
fn make_pipe(path: &std::path::Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.expect("every Unix has mkfifo").success());
}
