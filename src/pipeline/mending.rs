//! Mending a file until nothing is left that can be mended without asking.

use crate::diagnostic::mend::{Applied, is_mendable, mend};
use crate::diagnostic::{Diagnostic, Family};
use crate::source::Source;

/// A mend may uncover what it hid: a line that now can be read has fields of its
/// own. So many rounds are more than any file was seen to need.
const ROUNDS: usize = 20;

/// A file before and after its mends.
#[derive(Debug, Clone)]
pub struct Mended {
    /// The file as it is now.
    pub source: Source,
    /// Each mend that was done, in the order in which they were.
    pub applied: Vec<Applied>,
    /// What is still wrong.
    pub findings: Vec<Diagnostic>,
}

/// Mends a file as far as is certain. `check` says what is wrong in a text.
///
/// What comes out has nothing in it that would be mended again. A mend that would
/// add to what forbids the report is not applied.
pub fn mend_all(source: &Source, check: impl Fn(&Source) -> Vec<Diagnostic>) -> Mended {
    let findings = check(source);
    let mut mended = Mended { source: source.clone(), applied: Vec::new(), findings };
    for _ in 0..ROUNDS {
        let all: Vec<_> = mendable(&mended).collect();
        if all.is_empty() {
            break;
        }
        let next = round(&mended, &all, &check).or_else(|| {
            let mut harmless = all.clone();
            harmless.retain(|one| round(&mended, &[one], &check).is_some());
            round(&mended, &harmless, &check)
                .or_else(|| round(&mended, harmless.get(..1)?, &check))
        });
        let Some(mut next) = next else { break };
        next.applied.splice(0..0, mended.applied);
        mended = next;
    }
    mended
}

fn mendable(mended: &Mended) -> impl Iterator<Item = &Diagnostic> {
    mended.findings.iter().filter(|finding| is_mendable(finding, &mended.source))
}

/// Applies some mends; none if the file is worse then.
fn round(
    before: &Mended,
    chosen: &[&Diagnostic],
    check: &impl Fn(&Source) -> Vec<Diagnostic>,
) -> Option<Mended> {
    let (text, applied) = mend(&before.source, chosen.iter().copied());
    let source = Source::new(before.source.name(), text);
    let after = Mended { findings: check(&source), applied, source };
    (after.source.text() != before.source.text() && !is_worse(before, &after))
        .then_some(after)
}

/// Tells whether mending left more that forbids the report than it took away. A
/// file that could not be read to its end may well show more once it can.
fn is_worse(before: &Mended, after: &Mended) -> bool {
    let errors = |mended: &Mended| {
        mended.findings.iter().filter(|finding| finding.is_error()).count()
    };
    let is_unread = before
        .findings
        .iter()
        .any(|finding| finding.is_error() && finding.code.family() == Family::Yaml);
    errors(after) > errors(before) && !is_unread
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    /// Finds each of some pieces, and what would stand in their places.
    fn checker(pieces: &'static [(&str, &str)]) -> impl Fn(&Source) -> Vec<Diagnostic> {
        |source| {
            let found = pieces.iter().flat_map(|(from, to)| {
                let all = source.text().match_indices(from).map(|(at, _)| at);
                all.map(|at| {
                    let span = source.span(at..at + from.len());
                    Diagnostic::error(Code::BadText, "错").fix("改", span, *to)
                })
            });
            found.collect()
        }
    }

    #[track_caller]
    fn mended(text: &str, pieces: &'static [(&str, &str)]) -> (String, usize) {
        let mended = mend_all(&Source::new("甲", text), checker(pieces));
        (mended.source.text().to_owned(), mended.applied.len())
    }

    #[test]
    fn what_a_mend_uncovers_is_mended_too() {
        let pieces = &[("，，", "，"), ("，。", "。")];
        assert_eq!(mended("甲，，，。", pieces), ("甲。".to_owned(), 3));
    }

    #[test]
    fn what_makes_it_worse_is_left() {
        let pieces = &[("一", "乙乙乙"), ("乙", "一"), ("丙", "丁")];
        let (text, count) = mended("一丙", pieces);
        assert_eq!((text.as_str(), count), ("一丁", 1));
    }

    #[test]
    fn what_never_ends_is_ended() {
        assert_eq!(mended("甲", &[("甲", "乙"), ("乙", "甲")]).1, ROUNDS);
    }

    #[test]
    fn a_file_without_mends_stays() {
        let mended = mend_all(&Source::new("甲", "甲"), |_| {
            vec![Diagnostic::note(Code::BadText, "错")]
        });
        assert_eq!((mended.source.text(), mended.findings.len()), ("甲", 1));
        assert!(mended.applied.is_empty());
    }
}
