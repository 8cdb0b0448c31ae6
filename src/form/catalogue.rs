//! The forms there are.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::{Form, read};
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// The forms found among the assets, each read when it is first asked for.
#[derive(Debug)]
pub struct Catalogue {
    forms: BTreeMap<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    source: Source,
    form: OnceLock<Result<Arc<Form>, Vec<Diagnostic>>>,
}

impl Catalogue {
    /// Lists the forms of `templates/*/form.yaml`.
    pub fn new(assets: &Assets) -> Self {
        let forms = assets.paths("templates/").filter_map(|path| {
            let name = path.strip_prefix("templates/")?.strip_suffix("/form.yaml")?;
            let source = Source::new(path, assets.text(path)?);
            Some((name.to_owned(), Entry { source, form: OnceLock::new() }))
        });
        Self { forms: forms.collect() }
    }

    /// Returns the names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.forms.keys().map(String::as_str)
    }

    /// Returns a form; none if there is no such name.
    ///
    /// # Errors
    ///
    /// The faults of its file.
    pub fn form(&self, name: &str) -> Option<Result<Arc<Form>, Vec<Diagnostic>>> {
        let entry = self.forms.get(name)?;
        let read = || read(&entry.source).map(Arc::new);
        Some(entry.form.get_or_init(read).clone())
    }

    /// Returns the names of the forms that cover a year; broken forms have none.
    pub fn covering(&self, year: i16) -> Vec<&str> {
        let covers =
            |name: &&str| matches!(self.form(name), Some(Ok(form)) if form.covers(year));
        self.names().filter(covers).collect()
    }
}
