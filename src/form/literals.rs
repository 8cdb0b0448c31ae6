//! What a text must hold for a pattern to match: `办结`, of `办结[^，]{0,12}\d+件`.

use std::cmp::Reverse;

use regex_syntax::hir::literal::{Extractor, Seq};
use regex_syntax::hir::{Hir, HirKind};

/// Literals of a pattern that are looked for; more cost more than they save.
const MOST: usize = 64;

/// Neighbouring parts of a pattern that are looked at together.
const TOGETHER: usize = 4;

/// Returns the best set of literals one of which stands in every match; an infinite
/// one where none is known.
pub(super) fn required(tree: &Hir) -> Seq {
    let inner = match tree.kind() {
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            required(&repetition.sub)
        }
        HirKind::Concat(parts) => best(parts.iter().map(required).chain(runs(parts))),
        HirKind::Alternation(branches) => {
            let mut all = Seq::empty();
            for branch in branches {
                all.union(&mut required(branch));
            }
            if all.len() <= Some(MOST) { all } else { Seq::infinite() }
        }
        HirKind::Empty
        | HirKind::Literal(_)
        | HirKind::Class(_)
        | HirKind::Look(_)
        | HirKind::Repetition(_) => Seq::infinite(),
    };
    best([prefixes(tree), inner])
}

/// Yields what the parts of a sequence begin with, each with those behind it.
fn runs(parts: &[Hir]) -> impl Iterator<Item = Seq> {
    (1..parts.len()).map(|start| {
        let run = parts[start..].iter().take(TOGETHER).cloned().collect();
        prefixes(&Hir::concat(run))
    })
}

fn prefixes(tree: &Hir) -> Seq {
    Extractor::new().limit_total(MOST).extract(tree)
}

/// Returns the set whose shortest literal is longest, of equal ones the smallest. One
/// that holds an empty literal says nothing.
fn best(sets: impl IntoIterator<Item = Seq>) -> Seq {
    let sets = sets.into_iter().filter(|set| set.min_literal_len() != Some(0));
    let rank = |set: &Seq| (set.is_finite(), set.min_literal_len(), Reverse(set.len()));
    sets.max_by_key(rank).unwrap_or_else(Seq::infinite)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    #[track_caller]
    fn required_of(pattern: &str) -> Option<Vec<String>> {
        let tree = regex_syntax::parse(pattern).unwrap();
        let set = required(&tree);
        let text = |literal: &[u8]| String::from_utf8_lossy(literal).into_owned();
        let texts = set.literals()?.iter().map(|it| text(it.as_bytes()));
        Some(texts.collect())
    }

    #[test]
    fn longest_literal_wherever_it_stands() {
        let one = |pattern| required_of(pattern).unwrap().join("/");
        assert_eq!(one(r"办结[^，。]{0,12}(?P<数>\d+)\s*件"), "办结");
        assert_eq!(one(r"(?P<数>\d+)\s*件"), "件");
        assert_eq!(
            one("(?:未|没有)[^，]{0,6}信息(?:公开)?处理费"),
            "信息公开处理费/信息处理费"
        );
        assert_eq!(one("今年来[，,共]"), "今年来,/今年来共/今年来，");
        assert_eq!(one("(?:[^，]+申请){2}"), "申请");
    }

    #[test]
    fn each_branch_has_its_own() {
        assert_eq!(required_of(r"攻府|\d+不子公开").unwrap(), ["攻府", "不子公开"]);
        assert_eq!(required_of(r"攻府|\d+"), None);
    }

    #[test]
    fn what_may_be_left_out_is_not_required() {
        for pattern in [r"\d*", "(?:申请)?", "", "^$", "(?:申请|)", r"\w+(?:申请)*"]
        {
            assert_eq!(required_of(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_never_matches_requires_nothing_that_could_stand() {
        assert_eq!(required_of(r"[^\s\S]").unwrap(), [""; 0]);
    }

    #[test]
    fn many_branches_are_too_many() {
        let branches: Vec<_> =
            (1..=MOST + 1).map(|at| format!(r"\d{{{at}}}甲{at}乙")).collect();
        assert_eq!(required_of(&branches.join("|")), None);
    }

    proptest! {
        #[test]
        fn every_match_holds_one(pattern in r"[甲乙丙|()?*+.^$]{1,16}", text in "[甲乙丙丁]{0,16}") {
            let Ok(regex) = Regex::new(&pattern) else { return Ok(()) };
            let Some(literals) = required_of(&pattern) else { return Ok(()) };
            for found in regex.find_iter(&text) {
                let holds = |literal: &String| found.as_str().contains(literal);
                prop_assert!(literals.iter().any(holds), "{literals:?} of {pattern} in {found:?}");
            }
        }
    }
}
