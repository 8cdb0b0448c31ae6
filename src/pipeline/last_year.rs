//! A last year's file that does not serve, and the prose that counts on it: one
//! cause, so one finding.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::facts::Facts;

/// Joins what is said of last year's file with what is said of the references that
/// it leaves unfilled: the file is where to look. `other` are the facts of a file
/// that serves; those of another form are compared, and prose cannot name them.
pub(super) fn tell_once(findings: &mut Vec<Diagnostic>, other: Option<&Facts>) {
    let is_of = |finding: &Diagnostic| finding.code == Code::LastYearFile;
    let lost = findings.iter().position(|it| is_of(it) && it.is_error());
    let Some(mut lost) = lost.map(|at| findings.remove(at)) else { return };
    let count = lost.related.len() + 1;
    if let Some(other) = other {
        let form = &other.form.name;
        lost.message =
            format!("去年的文件是“{form}”格式的，正文有 {count} 处引用不到“上年”");
        lost.help = vec!["栏目和今年的不同，请把去年的数直接写出来".to_owned()];
        findings.push(lost);
        return;
    }
    let Some(cause) = findings.iter_mut().find(|finding| is_of(finding)) else {
        findings.push(lost);
        return;
    };
    cause.severity = Severity::Error;
    cause.message = format!("{}；正文有 {count} 处引用“上年”，印不出来", cause.message);
    let places = lost.place.into_iter().chain(lost.related);
    if cause.place.is_some() {
        cause.related.extend(places);
    } else {
        cause.path = lost.path;
        let mut places = places;
        cause.place = places.next();
        cause.related.extend(places);
    }
}
