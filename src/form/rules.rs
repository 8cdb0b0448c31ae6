//! Rules that look for a pattern, and which of them a text may break.
//!
//! To run every pattern on every sentence costs more than all else in a check. But
//! hardly a pattern matches without some literal text, such as `办结`. The literals
//! of all rules are looked for in one pass, and only the rules whose literals stand
//! in a text need be run on it.

use std::ops::{Deref, Range};
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::Pattern;

/// What looks for a pattern.
pub trait Rule {
    /// Returns the pattern.
    fn pattern(&self) -> &Pattern;
}

/// Rules, in the form's order.
#[derive(Debug, Clone)]
pub struct Rules<R> {
    all: Vec<R>,
    screen: OnceLock<Screen>,
}

/// A rule that may match in a piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The bytes of the piece.
    pub piece: Range<usize>,
    /// The index of the rule.
    pub rule: usize,
}

/// Bytes of all the literals that are looked for; the forms have a tenth.
const MOST_BYTES: usize = 20_000;

/// Bytes of a literal's beginning: two Chinese characters.
const BEGINNING: usize = 6;

/// The literals of rules.
///
/// Many share their beginning, and only these are looked for: so few and short ones
/// are found many bytes at a time.
#[derive(Debug, Clone)]
struct Screen {
    beginnings: AhoCorasick,
    /// For each beginning its literals, and the rule each is of.
    literals: Vec<Vec<(Vec<u8>, usize)>>,
    /// Rules that may match without any, or have too many.
    unscreened: Vec<usize>,
}

impl<R: Rule> Rules<R> {
    /// Returns the indices of the rules that may match in a text, ascending. No other
    /// does.
    pub fn candidates(&self, text: &str) -> Vec<usize> {
        let found = self.candidates_by_piece(text, |_| 0..text.len());
        found.into_iter().map(|candidate| candidate.rule).collect()
    }

    /// Returns the rules that may match in pieces of a text, each by itself. They
    /// come by piece, then by rule. `around` returns the piece that holds a byte, or
    /// ends at it, for a character at least stands between two; it is called for
    /// those with a literal only.
    pub fn candidates_by_piece(
        &self,
        text: &str,
        around: impl Fn(usize) -> Range<usize>,
    ) -> Vec<Candidate> {
        let screen = self.screen.get_or_init(|| Screen::new(&self.all));
        let mut found = Vec::new();
        let mut piece = 0..0;
        screen.each(text, |literal, rule| {
            if piece.end <= literal.start {
                piece = around(literal.start);
            }
            if literal.end <= piece.end {
                found.push(Candidate { piece: piece.clone(), rule });
            }
        });
        let mut at = if screen.unscreened.is_empty() { text.len() } else { 0 };
        while at < text.len() {
            let piece = around(at);
            at = text.ceil_char_boundary(piece.end.max(at) + 1);
            let candidate = |&rule| Candidate { piece: piece.clone(), rule };
            found.extend(screen.unscreened.iter().map(candidate));
        }
        found.sort_unstable_by_key(|candidate| (candidate.piece.start, candidate.rule));
        found.dedup();
        found
    }
}

impl Screen {
    fn new(rules: &[impl Rule]) -> Self {
        let mut all: Vec<(Vec<u8>, usize)> = Vec::new();
        let mut unscreened = Vec::new();
        let mut bytes = 0;
        for (index, rule) in rules.iter().enumerate() {
            let literals = rule.pattern().literals();
            bytes += literals.iter().flatten().map(Vec::len).sum::<usize>();
            match literals.filter(|_| bytes <= MOST_BYTES) {
                Some(literals) => {
                    all.extend(literals.into_iter().map(|literal| (literal, index)));
                }
                None => unscreened.push(index),
            }
        }
        // Where one begins another, the shorter stands for both.
        all.sort_unstable_by_key(|(literal, _)| literal.len());
        let mut beginnings: Vec<Vec<u8>> = Vec::new();
        let mut literals: Vec<Vec<(Vec<u8>, usize)>> = Vec::new();
        for (literal, rule) in all {
            let known = beginnings.iter().position(|it| literal.starts_with(it));
            let index = known.unwrap_or_else(|| {
                beginnings.push(literal[..literal.len().min(BEGINNING)].to_vec());
                literals.push(Vec::new());
                literals.len() - 1
            });
            literals[index].push((literal, rule));
        }
        let beginnings = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostFirst)
            .build(beginnings)
            .expect("there are few beginnings");
        Self { beginnings, literals, unscreened }
    }

    /// Calls back with the place of each literal in a text and the rule it is of, in
    /// the order in which they begin.
    fn each(&self, text: &str, mut found: impl FnMut(Range<usize>, usize)) {
        let mut at = 0;
        while let Some(beginning) = self.beginnings.find(Input::new(text).range(at..)) {
            let start = beginning.start();
            for (literal, rule) in &self.literals[beginning.pattern()] {
                if text.as_bytes()[start..].starts_with(literal) {
                    found(start..start + literal.len(), *rule);
                }
            }
            at = start + 1;
        }
    }
}

impl<R> From<Vec<R>> for Rules<R> {
    fn from(all: Vec<R>) -> Self {
        Self { all, screen: OnceLock::new() }
    }
}

impl<R> Deref for Rules<R> {
    type Target = [R];

    fn deref(&self) -> &[R] {
        &self.all
    }
}

impl<'a, R> IntoIterator for &'a Rules<R> {
    type Item = &'a R;
    type IntoIter = std::slice::Iter<'a, R>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;
    use crate::assets::Assets;
    use crate::form::Catalogue;

    impl Rule for Pattern {
        fn pattern(&self) -> &Pattern {
            self
        }
    }

    fn rules(patterns: &[&str]) -> Rules<Pattern> {
        let all: Vec<_> = patterns.iter().map(|it| Pattern::new(it).unwrap()).collect();
        all.into()
    }

    /// Returns the one of some pieces that holds a byte or ends at it.
    fn around(pieces: &[Range<usize>]) -> impl Fn(usize) -> Range<usize> {
        |at| pieces.iter().find(|piece| at <= piece.end).cloned().unwrap_or_default()
    }

    /// Lists the candidates as PIECE:RULE.
    fn said(rules: &Rules<Pattern>, text: &str, pieces: &[Range<usize>]) -> String {
        let found = rules.candidates_by_piece(text, around(pieces));
        let said =
            found.iter().map(|it| format!("{}:{}", &text[it.piece.clone()], it.rule));
        said.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn rules_are_named_whose_literals_stand_in_a_piece() {
        let rules = rules(&["办结", r"\d+", "未办结|已办理", "[^，]办结率"]);
        let text = "未办结。办结率";
        assert_eq!(rules.candidates(text), [0, 1, 2, 3]);
        assert_eq!(
            said(&rules, text, &[0..9, 12..21]),
            "未办结:0 未办结:1 未办结:2 办结率:0 办结率:1 办结率:3"
        );
        // A literal that lies across the end of a piece is in none.
        assert_eq!(said(&rules, text, &[0..6, 9..15, 18..21]), "未办:1 。办:1 率:1");
    }

    #[test]
    fn rules_with_too_many_literals_are_all_candidates() {
        let all: Vec<_> = ('一'..)
            .take(300)
            .map(|first| format!("{first}{}", "办".repeat(40)))
            .collect();
        let rules = rules(&all.iter().map(String::as_str).collect::<Vec<_>>());
        let found = rules.candidates(&all[0]);
        assert!([0, 299].iter().all(|rule| found.contains(rule)), "{found:?}");
        assert!(!found.contains(&1));
    }

    #[test]
    fn no_rules_have_no_candidates() {
        assert!(rules(&[]).candidates("办结").is_empty());
    }

    /// Every pattern of the forms that come with the program.
    fn of_all_forms() -> Vec<Pattern> {
        let catalogue = Catalogue::new(&Assets::embedded());
        let mut all = Vec::new();
        for name in catalogue.names() {
            let form = catalogue.form(name).unwrap().unwrap();
            all.extend(form.sentences.iter().map(|it| it.pattern.clone()));
            all.extend(form.wordings.iter().map(|it| it.pattern.clone()));
        }
        all
    }

    #[test]
    fn patterns_of_the_forms_all_have_literals() {
        let all = of_all_forms();
        assert!(all.len() > 40, "{}", all.len());
        for pattern in &all {
            let literals = pattern.literals().expect("it has literals");
            // Two characters at least: one alone stands in most sentences.
            let long = literals.iter().all(|literal| literal.len() > 4);
            assert!(long, "{literals:?} of {pattern:?}");
        }
    }

    /// Texts made of what the forms' patterns match, whole and in part, and of other
    /// characters, cut into pieces anywhere.
    fn texts(patterns: &[Pattern]) -> impl Strategy<Value = (String, Vec<Range<usize>>)> {
        let matching = patterns.iter().map(|pattern| {
            proptest::string::string_regex(pattern.regex().as_str()).unwrap().boxed()
        });
        let whole = proptest::strategy::Union::new(matching);
        let part = (whole.clone(), 1..6_usize).prop_map(|(text, less)| {
            let count = text.chars().count();
            text.chars().skip(less / 2).take(count.saturating_sub(less)).collect()
        });
        let other =
            prop_oneof!["[0-9]{1,3}", "[，。；件申请办结行政复议]{0,4}", "\\PC{0,3}"];
        let parts =
            prop::collection::vec(prop_oneof![4 => whole, 1 => part, 2 => other], 0..8);
        let cuts = prop::collection::vec(any::<prop::sample::Index>(), 0..4);
        (parts, cuts).prop_map(|(parts, cuts): (Vec<String>, _)| {
            let text = parts.concat();
            let byte = |cut: &prop::sample::Index| cut.index(text.len() + 1);
            let mut ends: Vec<_> =
                cuts.iter().map(|cut| text.floor_char_boundary(byte(cut))).collect();
            ends.push(text.len());
            ends.sort_unstable();
            let starts = std::iter::once(0).chain(ends.iter().copied());
            let ranges = starts.zip(&ends).map(|(start, &end)| start..end).collect();
            (text, ranges)
        })
    }

    #[test]
    fn every_rule_that_matches_is_a_candidate() {
        let patterns = of_all_forms();
        let rules = Rules::from(patterns.clone());
        let matched = Cell::new(0);
        proptest!(|((text, pieces) in texts(&patterns))| {
            let holding = |at| {
                pieces.iter().find(|piece| piece.contains(&at)).cloned().unwrap_or_default()
            };
            let candidates = rules.candidates_by_piece(&text, holding);
            for piece in &pieces {
                for (rule, pattern) in rules.iter().enumerate() {
                    if pattern.regex().is_match(&text[piece.clone()]) {
                        matched.set(matched.get() + 1);
                        let expected = Candidate { piece: piece.clone(), rule };
                        prop_assert!(candidates.contains(&expected), "{pattern:?}");
                    }
                }
            }
        });
        assert!(matched.get() > 100, "{}", matched.get());
    }
}
