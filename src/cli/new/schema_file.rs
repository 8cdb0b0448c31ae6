//! The form's JSON Schema, which an editor looks for beside the new file.

use std::path::{Path, PathBuf};

use crate::cli::input::{read_bytes, shortened};
use crate::cli::output::Output;
use crate::cli::schema;
use crate::form::Form;

/// The form's schema beside the new file.
pub(super) struct SchemaFile {
    path: PathBuf,
    state: State,
}

/// What there is under the schema's name.
enum State {
    /// Nothing yet.
    New,
    /// The schema, as this program writes it.
    There,
    /// Another file, which stays.
    Other,
}

impl SchemaFile {
    /// Looks at what is in a folder under the name of the form's schema.
    pub(super) fn beside(folder: &Path, form: &Form) -> Self {
        // The line that refers to it ends at a blank.
        let name = form.name.replace(char::is_whitespace, "_");
        let path = shortened(folder.join(format!("{name}.schema.json")));
        let is_same = |bytes: Vec<u8>| bytes == schema::text(form).as_bytes();
        let state = if path.symlink_metadata().is_err() {
            State::New
        } else if path.is_file() && read_bytes(&path).is_ok_and(is_same) {
            State::There
        } else {
            State::Other
        };
        Self { path, state }
    }

    /// Returns its name, as a file beside it refers to it.
    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Returns what is to be written of it.
    pub(super) fn output(&self, form: &Form) -> Option<Output> {
        let bytes = || schema::text(form).into_bytes();
        let is_new = matches!(self.state, State::New);
        is_new.then(|| Output { path: self.path.clone(), bytes: bytes() })
    }

    /// Says what became of it.
    pub(super) fn told(&self) -> String {
        let path = self.path.display();
        match self.state {
            State::New | State::There => {
                format!("旁边的 {path} 是给编辑器用的，用来补全栏目、显示说明")
            }
            State::Other => {
                format!("旁边的 {path} 原来就有，和这种格式的不同，没有动它")
            }
        }
    }
}
