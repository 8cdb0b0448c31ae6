//! Reads a form file.

use super::Form;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Reads a form file.
///
/// # Errors
///
/// Every fault of the file (Y, T101 to T115), each at its place.
pub fn read(_source: &Source) -> Result<Form, Vec<Diagnostic>> {
    Err(Vec::new())
}
