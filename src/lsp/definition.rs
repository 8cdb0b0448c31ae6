//! Where to go from a place: to last year's value, or to what a path in prose names.

use super::documents::Looked;
use super::subject::{self, Role, Subject, entry, root};
use crate::form::Target;
use crate::pipeline::Reading;
use crate::source::Span;

/// Returns where to go from a byte of a text.
pub(super) fn at(looked: &Looked, byte: usize) -> Option<Span> {
    let subject = subject::at(&looked.reading, byte)?;
    let file = match subject.role {
        Role::Named => &looked.reading,
        Role::Written | Role::NamedOfLastYear => looked.last_year.as_deref()?,
    };
    place(&looked.reading, &subject, file)
}

/// Finds in a file what a subject of another, or of the same, is about.
fn place(from: &Reading, subject: &Subject, to: &Reading) -> Option<Span> {
    let facts = to.facts.as_ref()?;
    if let Some(Target::Cell(cell)) = subject.target {
        let path = from.facts.as_ref()?.form.cell_path(cell);
        let steps: Vec<&str> = path.split('.').collect();
        return match facts.form.resolve(&steps).ok()? {
            Target::Cell(cell) => facts.place(cell).cloned(),
            Target::Line(_) | Target::Field(_) | Target::Group => None,
        };
    }
    Some(entry(&root(to)?, subject.certain())?.key_span.clone())
}
