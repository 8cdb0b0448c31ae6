//! Where the characters stand that no face can show as it should: in the staff's
//! file, or in the form's words.

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::fonts::Fonts;
use crate::render::pdf::Gap;
use crate::source::{Source, Span};
use crate::yaml::{self, Node, Value};

use super::Reading;

/// Tells about each gap at the character's first place among the file's values,
/// in the order of the file; then those of the form's words, which staff cannot
/// mend.
pub(super) fn placed(
    gaps: &[Gap],
    fonts: &Fonts,
    reading: &Reading,
    assets: &Assets,
) -> Vec<Diagnostic> {
    if gaps.is_empty() {
        return Vec::new();
    }
    let words = Words {
        staff: yaml::load(&reading.source).root,
        wording: reading.wording().cloned(),
        form: reading.form(assets).and_then(|form| yaml::load(&form).root),
    };
    words.tell(gaps, fonts)
}

/// What the words of a report come from.
struct Words {
    staff: Option<Node>,
    wording: Option<Source>,
    form: Option<Node>,
}

impl Words {
    fn tell(&self, gaps: &[Gap], fonts: &Fonts) -> Vec<Diagnostic> {
        let (mut staffs, mut others) = (Vec::new(), Vec::new());
        for gap in gaps {
            let finding = gap.diagnostic(fonts);
            if let Some(place) = first(self.staff.as_ref(), gap.character) {
                let start = place.range().start;
                staffs.push((start, finding.at(place, "")));
            } else if let Some(place) = self.template(gap.character) {
                let help = "这个字在模板里，请转告模板的作者";
                others.push(finding.at(place, "").help(help));
            } else {
                let help = "数据文件和模板里没有这个字，可能来自去年的数据文件";
                others.push(finding.help(help));
            }
        }
        staffs.sort_by_key(|(start, _)| *start);
        staffs.into_iter().map(|(_, finding)| finding).chain(others).collect()
    }

    /// Returns the first place of a character in the wording, else in the form.
    fn template(&self, character: char) -> Option<Span> {
        let wording = self.wording.as_ref();
        let in_wording = wording.and_then(|wording| {
            let at = printed(wording.text()).find(character)?;
            Some(wording.span(at..at + character.len_utf8()))
        });
        in_wording.or_else(|| first(self.form.as_ref(), character))
    }
}

/// Returns a template with its comments blanked out; every other byte stays where
/// it is.
fn printed(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find("{#") {
        let length = rest[start..].find("#}").map_or(rest.len() - start, |end| end + 2);
        out.push_str(&rest[..start]);
        out.extend(std::iter::repeat_n(' ', length));
        rest = &rest[start + length..];
    }
    out.push_str(rest);
    out
}

/// Returns the first place of a character in the values of a tree.
fn first(node: Option<&Node>, character: char) -> Option<Span> {
    let node = node?;
    match &node.value {
        Value::Empty => None,
        Value::Scalar(scalar) => {
            let at = scalar.text.find(character)?;
            Some(node.locate(at..at + character.len_utf8()))
        }
        Value::List(items) => items.iter().find_map(|item| first(Some(item), character)),
        Value::Map(entries) => {
            entries.iter().find_map(|entry| first(Some(&entry.node), character))
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
        let wording = "{# 己 #}\n甲\n{#- 己\n -#}\n己{# 庚";
        let load = |name: &str, text: &str| yaml::load(&Source::new(name, text)).root;
        let words = Words {
            staff: load("2021.yaml", text),
            wording: Some(Source::new("report.md", wording)),
            form: load("form.yaml", "行: [庚]\n"),
        };
        let gap = |character| {
            let (roles, instead) = (vec![Role::Body], Vec::new());
            Gap { character, roles, instead }
        };
        let gaps = ['戊', '庚', '己', '丁', '乙'].map(gap);
        let findings = words.tell(&gaps, &Fonts::default());
        let lines: Vec<_> = findings
            .iter()
            .map(|finding| {
                let span = &finding.place.as_ref()?.span;
                let (name, start) = (span.source().name(), span.start());
                Some(format!("{name}:{}:{} {}", start.line, start.column, span.text()))
            })
            .collect();
        let expected = [
            Some("2021.yaml:3:4 乙"),
            Some("2021.yaml:4:6 \\u4E01"),
            None,
            Some("form.yaml:1:5 庚"),
            Some("report.md:5:1 己"),
        ];
        let lines: Vec<_> = lines.iter().map(Option::as_deref).collect();
        assert_eq!(lines, expected);
        let help = |at: usize| findings[at].help.last().map(String::as_str);
        assert!(help(3).is_some_and(|help| help.contains("模板的作者")));
        assert!(help(2).is_some_and(|help| help.contains("去年")));
    }
}
