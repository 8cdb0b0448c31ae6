//! What staff are told of a form's faults.

use crate::diagnostic::{Diagnostic, Family};

/// Returns what is wrong with a form as those are told who fill it in.
pub(super) fn passed_on(
    faults: impl IntoIterator<Item = Diagnostic>,
) -> impl Iterator<Item = Diagnostic> {
    faults.into_iter().map(|fault| match fault.code.family() {
        Family::Fields => fault,
        _ => fault.help("这是格式和模板的问题，请转告它的作者"),
    })
}
