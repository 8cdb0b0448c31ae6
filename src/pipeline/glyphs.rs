//! Where the staff's file has the characters that no face can show as it should.

use crate::diagnostic::Diagnostic;
use crate::render::pdf::Gap;
use crate::source::{Source, Span};
use crate::yaml::{self, Node, Value};

/// Tells about each gap at the character's first place among the file's values,
/// in the order of the file; those from elsewhere come last and say so.
pub(super) fn placed(gaps: &[Gap], source: &Source) -> Vec<Diagnostic> {
    if gaps.is_empty() {
        return Vec::new();
    }
    let root = yaml::load(source).root;
    let mut findings: Vec<_> = gaps.iter().map(|gap| one(gap, root.as_ref())).collect();
    let start = |finding: &Diagnostic| {
        finding.place.as_ref().map_or(usize::MAX, |place| place.span.range().start)
    };
    findings.sort_by_key(start);
    findings
}

fn one(gap: &Gap, root: Option<&Node>) -> Diagnostic {
    let finding = gap.diagnostic();
    match root.and_then(|root| first(root, gap.character)) {
        Some(place) => finding.at(place, ""),
        None => finding.help("数据文件里没有这个字，它来自模板：请告诉维护模板的人"),
    }
}

/// Returns the first place of a character in the values of a tree.
fn first(node: &Node, character: char) -> Option<Span> {
    match &node.value {
        Value::Empty => None,
        Value::Scalar(scalar) => {
            let at = scalar.text.find(character)?;
            Some(node.locate(at..at + character.len_utf8()))
        }
        Value::List(items) => items.iter().find_map(|item| first(item, character)),
        Value::Map(entries) => {
            entries.iter().find_map(|entry| first(&entry.node, character))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Role;

    #[test]
    fn characters_are_told_in_the_order_of_the_file_comments_left_out() {
        let text = "# 乙\n甲: |\n  丙乙\n丁: [\"\\u4E01\", 乙]\n";
        let source = Source::new("2021.yaml", text);
        let gap = |character| {
            let (roles, instead) = (vec![Role::Body], Vec::new());
            Gap { character, roles, instead }
        };
        let findings = placed(&['戊', '丁', '乙'].map(gap), &source);
        let lines: Vec<_> = findings
            .iter()
            .map(|finding| {
                let place = finding.place.as_ref()?;
                Some((place.span.start().line, place.span.text()))
            })
            .collect();
        assert_eq!(lines, [Some((3, "乙")), Some((4, "\"\\u4E01\"")), None]);
        assert!(findings[2].help.last().is_some_and(|help| help.contains("模板")));
    }
}
