//! 共六个部分: the parts of the report as a sentence announces and lists them,
//! against each other and against the report's own headings.

mod titles;

use memchr::memmem;

use super::Text;
use super::numerals::number_at_end;
use super::sentences::sentences_at;
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::numeral;
use crate::source::Span;
use titles::{Titles, is_same};

const PARTS: &str = "部分";

/// Words of a sentence about the report itself.
const THE_REPORT: [&str; 3] = ["报告", "年报", "全文"];

/// Words before a list of parts.
const BEFORE_LIST: [&str; 6] = ["由", "包括", "包含", "分为", "涵盖", "分"];

/// Words between 部分 and a list behind it.
const AFTER_PARTS: [&str; 13] = [
    "组成", "构成", "内容", "，", "：", ",", ":", "——", "即", "分别", "包括", "为", "是",
];

/// A sentence that announces the parts of the report.
#[derive(Debug, Clone)]
pub(super) struct Announcement {
    count: usize,
    said: String,
    /// The parts as listed; empty if they are not.
    list: String,
    place: Span,
    path: String,
}

/// Finds the sentences of a field that announce the parts of the report.
pub(super) fn announcements(text: Text<'_>, found: &mut Vec<Announcement>) {
    let words = &text.filled.text;
    let counted = |at: usize| number_at_end(words[..at].trim_end_matches(['个', '大']));
    let parts = memmem::find_iter(words.as_bytes(), PARTS);
    for (at, sentence) in sentences_at(words, parts.filter(|&at| counted(at).is_some())) {
        let Some((count, range)) = counted(at) else { continue };
        let before = &words[sentence.start..range.start];
        let range = range.start..at + PARTS.len();
        let about_the_report = THE_REPORT.iter().any(|word| before.contains(word));
        if !about_the_report || text.filled.is_value(range.clone()) {
            continue;
        }
        let list =
            list_before(before).or_else(|| list_behind(&words[range.end..sentence.end]));
        found.push(Announcement {
            count,
            said: words[range.clone()].to_owned(),
            list: list.unwrap_or_default().to_owned(),
            place: text.place(range),
            path: text.path.to_owned(),
        });
    }
}

/// Returns the list in 由甲、乙、丙等六个部分.
fn list_before(before: &str) -> Option<&str> {
    let start = BEFORE_LIST
        .iter()
        .filter_map(|word| Some(before.rfind(word)? + word.len()))
        .max()?;
    let list = before[start..].trim_end_matches(['共', '等', '计', '这', '，', ',']);
    list.contains(['、', '，', ',']).then_some(list)
}

/// Returns the list in 六个部分组成：甲、乙、丙.
fn list_behind(mut behind: &str) -> Option<&str> {
    let whole = behind.len();
    while let Some(rest) = AFTER_PARTS.iter().find_map(|word| behind.strip_prefix(word)) {
        behind = rest;
    }
    (behind.len() < whole && behind.contains(['、', '，', ','])).then_some(behind)
}

/// Reports announcements that do not agree with their list, or with the headings of
/// the report's parts.
pub(super) fn check(
    announced: &[Announcement],
    headings: &[String],
    findings: &mut Vec<Diagnostic>,
) {
    let titles = Titles::new(headings);
    for announcement in announced {
        findings.extend(announcement.finding(&titles));
    }
}

impl Announcement {
    fn finding(&self, titles: &Titles) -> Option<Diagnostic> {
        let message = self.fault(titles)?;
        let finding = Diagnostic::warning(Code::ListOfParts, message)
            .at(self.place.clone(), "")
            .path(&self.path);
        let names = titles.names().join("，");
        Some(finding.help(format!("这份报告的各部分是：{names}")))
    }

    fn fault(&self, titles: &Titles) -> Option<String> {
        let said = &self.said;
        let listed = titles.listed(&self.list);
        let (least, most) = (listed.least(), listed.most());
        if least > 0 && self.count > most {
            return Some(format!("说有{said}，列出来的只有{}", pieces(least)));
        }
        if least > self.count {
            return Some(format!("说有{said}，列出来的有{}", pieces(least)));
        }
        let headings = titles.names();
        if self.count != headings.len() {
            let there = pieces(headings.len());
            return Some(format!("说有{said}，这份报告有{there}部分"));
        }
        let items = listed.items(self.count)?;
        let other: Vec<_> = items
            .iter()
            .zip(headings)
            .filter(|(item, heading)| !is_same(item, heading))
            .map(|(item, heading)| format!("“{}”，标题是“{heading}”", shorten(item)))
            .collect();
        (!other.is_empty()).then(|| format!("列出的部分和标题不同：{}", other.join("；")))
    }
}

/// Writes how many there are: 六个.
fn pieces(count: usize) -> String {
    match numeral::in_words(count) {
        Some(_) if count == 2 => "两个".to_owned(),
        Some(words) => format!("{words}个"),
        None => format!(" {count} 个"),
    }
}
