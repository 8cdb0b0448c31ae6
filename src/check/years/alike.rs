//! Prose that is last year's, numbers and years apart.
//!
//! The notices of the State Council's office name such reports and call them 雷同.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::sentences::is_end;
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Facts, Prose};

/// Share of sentences, in percent, above which a text is last year's.
const MOST_ALIKE: usize = 80;
/// Fewer sentences say too little to be judged.
const FEWEST: usize = 5;
/// Characters below which a sentence is a heading or a cell of a table.
const SHORTEST: usize = 6;
/// What stands for any number.
const NUMBER: char = '#';

/// Reports once how much of the prose is last year's.
pub(super) fn check(this: &Facts, last: &Facts, findings: &mut Vec<Diagnostic>) {
    let mut known = HashSet::new();
    for (_, prose) in last.prose() {
        each_sentence(prose.text(), &mut |_, masked| {
            known.insert(masked.to_owned());
        });
    }
    if known.is_empty() {
        return;
    }
    let fields: Vec<_> = this
        .prose()
        .into_iter()
        .map(|(path, prose)| Field::new(path, prose, &known))
        .collect();
    let all: usize = fields.iter().map(|field| field.sentences).sum();
    let same: usize = fields.iter().map(|field| field.same).sum();
    if all >= FEWEST && same * 100 > all * MOST_ALIKE {
        findings.extend(finding(&fields, same, all));
    }
}

/// A prose field, its sentences counted.
struct Field<'a> {
    path: String,
    prose: &'a Prose,
    sentences: usize,
    /// Those that last year's report has too.
    same: usize,
    /// The first of those.
    first: Option<Range<usize>>,
}

impl<'a> Field<'a> {
    fn new(path: String, prose: &'a Prose, known: &HashSet<String>) -> Self {
        let mut field = Self { path, prose, sentences: 0, same: 0, first: None };
        each_sentence(prose.text(), &mut |range, masked| {
            field.sentences += 1;
            if known.contains(masked) {
                field.same += 1;
                field.first.get_or_insert(range);
            }
        });
        field
    }
}

fn finding(fields: &[Field<'_>], same: usize, all: usize) -> Option<Diagnostic> {
    let worst = fields.iter().max_by_key(|field| field.same)?;
    let first = worst.first.clone()?;
    let message = format!(
        "正文有 {}% 的句子和去年一样（{all} 句里有 {same} 句，数字和年份不算）",
        same * 100 / all
    );
    let unchanged: Vec<_> = fields
        .iter()
        .filter(|field| field.sentences > 0 && field.same == field.sentences)
        .map(|field| &*field.path)
        .collect();
    let finding = Diagnostic::note(Code::Alike, message)
        .at(worst.prose.locate(first), "例如这一句")
        .help("国办通知点名批评“内容雷同、敷衍塞责”，请看看要不要重写");
    Some(match unchanged[..] {
        [] => finding,
        _ => finding.help(format!("一句也没有改的：{}", unchanged.join("、"))),
    })
}

/// Hands over each sentence of a text as it stands and with its numbers masked and
/// its marks left out, so that an edit of these alone makes no other sentence.
fn each_sentence(text: &str, found: &mut dyn FnMut(Range<usize>, &str)) {
    let mut masked = String::new();
    let mut ends = text.match_indices("}}").map(|(at, end)| at + end.len()).peekable();
    let (mut start, mut characters, mut behind) = (None, 0, 0);
    for (at, c) in text.char_indices() {
        if at < behind {
            continue;
        }
        // What is most of a text comes first.
        let kept = match c {
            '\u{4e00}'..='\u{9fff}' => c,
            '，' | '、' | '：' | '“' | '”' | ' ' => continue,
            // The items of a list are compared one by one.
            c if is_end(c) || c == '；' => {
                if let Some(start) = start.take().filter(|_| characters >= SHORTEST) {
                    found(start..at, &masked);
                }
                masked.clear();
                characters = 0;
                continue;
            }
            '{' if text[at..].starts_with("{{") => {
                while ends.next_if(|end| *end <= at).is_some() {}
                // One that does not end is a fault of its own and is read as text.
                behind = ends.peek().copied().unwrap_or(at);
                NUMBER
            }
            '0'..='9' | '０'..='９' => NUMBER,
            c if c.is_alphanumeric() => c,
            _ => continue,
        };
        start.get_or_insert(at);
        if kept != NUMBER || !masked.ends_with(NUMBER) {
            masked.push(kept);
            characters += 1;
        }
    }
    if let Some(start) = start.filter(|_| characters >= SHORTEST) {
        found(start..text.len(), &masked);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        let mut all = Vec::new();
        each_sentence(text, &mut |range, masked| {
            all.push(format!("{masked} < {}", &text[range]));
        });
        all.join("\n")
    }

    #[test]
    fn numbers_references_and_marks_do_not_tell_sentences_apart() {
        insta::assert_snapshot!(masked(
            "2024年，公开信息12,345条。\n2025年公开信息{{ 事实.条数 }}条；３类信息上网公开！## 小标题\n\n末一句没有句号"
        ), @r"
        #年公开信息#条 < 2024年，公开信息12,345条
        #年公开信息#条 < 2025年公开信息{{ 事实.条数 }}条
        #类信息上网公开 < ３类信息上网公开
        末一句没有句号 < 末一句没有句号
        ");
    }

    #[test]
    fn reference_without_an_end_is_read_on() {
        assert_eq!(masked("公开信息{{ 条数。"), "公开信息#条数 < 公开信息{{ 条数");
    }
}
