//! The findings of the walk: place, words and mend of each suspect.

use std::ops::Range;

use super::Walk;
use super::divide::is_sentence;
use super::line::{is_bad_blank, lead, narrowest_indent, without_comment};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::Span;
use crate::yaml::{bar, faults};

const WRITE_BAR: &str = "在冒号后面写“|”，文字另起一行并缩进，里面就可以用任何符号";

impl Walk<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        self.source.span(range)
    }

    pub(super) fn wide_colon(&mut self, at: usize) {
        let colon = self.span(at..at + '：'.len_utf8());
        self.findings.push(faults::wide_colon(colon));
    }

    pub(super) fn tight_colon(&mut self, at: usize) {
        let colon = self.span(at..at + 1);
        self.findings.push(faults::tight_colon(colon));
    }

    /// `rest` begins with the comma.
    pub(super) fn wide_comma(&mut self, at: usize, rest: &str) {
        let span = self.span(at..at + '，'.len_utf8());
        let mend = if rest.starts_with("， ") { "," } else { ", " };
        let finding = Diagnostic::error(
            Code::FullWidthMark,
            "“，”是中文逗号，括号里各项之间要用英文逗号加一个空格",
        )
        .at(span.clone(), "中文逗号")
        .fix("换成英文逗号", span, mend);
        self.findings.push(finding);
    }

    pub(super) fn wide_bar(&mut self, at: usize, c: char) {
        let span = self.span(at..at + c.len_utf8());
        self.findings.push(faults::wide_bar(span));
    }

    pub(super) fn wide_bracket(&mut self, at: usize, c: char) {
        let plain = match c {
            '｛' => "{",
            '｝' => "}",
            '［' => "[",
            _ => "]",
        };
        let span = self.span(at..at + c.len_utf8());
        let message = format!("“{c}”是中文括号，这里要用英文的“{plain}”");
        let finding = Diagnostic::error(Code::FullWidthMark, message)
            .at(span.clone(), "中文括号")
            .fix("换成英文括号", span, plain);
        self.findings.push(finding);
    }

    /// Makes the wrong marks of one line, which were found from `from` on, one
    /// finding: they are one habit, and are mended at once.
    pub(super) fn join_marks(&mut self, from: usize) {
        let (marks, others): (Vec<_>, Vec<_>) =
            self.findings.drain(from..).partition(is_mark);
        let mut marks = marks.into_iter();
        if let Some(mut first) = marks.next() {
            for mark in marks {
                join(&mut first, mark);
            }
            self.findings.push(first);
        }
        self.findings.extend(others);
    }

    /// A special sign within brackets, where `|` cannot be written.
    pub(super) fn flow_sign(&mut self, at: usize, sign: char) {
        let message = format!("这段文字里有 YAML 的特殊符号“{sign}”");
        let finding = Diagnostic::error(Code::NeedsQuotes, message)
            .at(self.span(at..at + sign.len_utf8()), "")
            .help("给整段文字加上英文单引号：'文字'");
        self.findings.push(finding);
    }

    /// A special sign in a plain text; `sign` counts from its beginning.
    pub(super) fn sign(
        &mut self,
        start: usize,
        text: &str,
        column: usize,
        sign: Range<usize>,
    ) {
        let text =
            if text.starts_with(['"', '\'']) { text } else { without_comment(text) };
        let text = text.trim_end();
        let shown = &text[sign.clone()];
        let message = if shown.starts_with(['"', '\'']) {
            format!("引号“{shown}”后面还有文字，YAML 会读错")
        } else if sign.start == 0 {
            format!("文字以 YAML 的特殊符号“{shown}”开头")
        } else {
            format!("文字里有 YAML 的特殊符号“{shown}”")
        };
        let span = self.span(start + sign.start..start + sign.end);
        let mut finding =
            Diagnostic::error(Code::NeedsQuotes, message).at(span, "").help(WRITE_BAR);
        if !self.continues(start, column) {
            let mend = self.bar_then(column, text);
            let whole = self.span(start..start + text.len());
            finding = finding.fix("用“|”另起一行", whole, mend);
        }
        self.findings.push(finding);
    }

    /// A text on the line of the bar that should begin the next.
    pub(super) fn text_after_bar(&mut self, start: usize, text: &str, column: usize) {
        let bar = &text[..1];
        let rest = text[1..].trim_start_matches([' ', '\t', '+', '-']);
        let message = format!("“{bar}”后面要换行，文字从下一行开始");
        let place = self.span(start + text.len() - rest.len()..start + text.len());
        let mut finding =
            Diagnostic::error(Code::NeedsQuotes, message).at(place, "移到下一行");
        if !self.continues(start, column) {
            let mend = self.bar_then(column, rest).replacen('|', bar, 1);
            finding = finding.fix("另起一行", self.span(start..start + text.len()), mend);
        }
        self.findings.push(finding);
    }

    /// A row of a table, whose text has no bar before it.
    pub(super) fn row_without_bar(&mut self, start: usize, row: &str) {
        let place = self.span(start..start + row.trim_end().len());
        self.told = self.end_of_text(start);
        let text = self.colon.map(|colon| colon..self.told);
        let edits = text.map(|text| bar::put(self.source, text)).unwrap_or_default();
        self.findings.push(bar::finding(place, edits));
    }

    /// Returns the end of the text that has its first row on a byte's line: of the
    /// lines below that are rows too, or indented more than its entry.
    fn end_of_text(&self, row: usize) -> usize {
        let column = self.colon.map(|colon| bar::column(self.source, colon));
        let first = self.source.position(row).line;
        let mut end = self.source.line(first).map_or(row, |line| line.end);
        for line in (first + 1..).map_while(|line| self.source.line(line)) {
            let text = &self.source.text()[line.clone()];
            let words = text.trim();
            let indent = text.len() - text.trim_start_matches(' ').len();
            if bar::is_row(words) || column.is_some_and(|column| indent > column) {
                end = line.end;
            } else if !words.is_empty() {
                break;
            }
        }
        end
    }

    /// A text behind the bracket that ends a map or list.
    pub(super) fn text_after_bracket(&mut self, start: usize, text: &str) {
        let length = without_comment(text).len();
        let finding = Diagnostic::error(Code::YamlSyntax, "右括号后面不能再有文字")
            .at(self.span(start..start + length), "")
            .help("删去它；说明写成注释，前面加“ # ”");
        self.findings.push(finding);
    }

    /// A line of a block scalar with bad blanks, or fewer than its first line.
    pub(super) fn short_block_line(&mut self, start: usize, lead: &str, content: usize) {
        let span = self.span(start..start + lead.len());
        let finding = if lead.contains(is_bad_blank) {
            Diagnostic::error(
                Code::BadIndent,
                format!("“|”下面的文字要用空格缩进，这里是{}", kinds(lead)),
            )
        } else {
            Diagnostic::error(Code::YamlSyntax, "这一行的缩进比“|”下面第一行少")
        };
        let finding = finding
            .at(span.clone(), "")
            .help("“|”下面的每一行都要比名称缩进，并且不少于第一行")
            .fix("用空格缩进", span, " ".repeat(content));
        self.findings.push(finding);
    }

    /// A line of a bar's block scalar that stands no further in than its entry; lines
    /// in a row are one finding.
    pub(super) fn loose_block_line(
        &mut self,
        lead: Range<usize>,
        bar: usize,
        content: usize,
    ) {
        let span = self.span(lead);
        let edit = Edit { span: span.clone(), text: " ".repeat(content) };
        let continued = self.loose == Some(self.findings.len());
        let last = self.findings.last_mut().filter(|_| continued);
        if let Some(fix) = last.and_then(|it| it.fix.as_mut()) {
            fix.edits.push(edit);
            return;
        }
        let message = "这一行是上面“|”的文字，缩进不够";
        let mut finding = Diagnostic::error(Code::YamlSyntax, message)
            .at(span, format!("前面要有 {content} 个空格"))
            .related(self.span(bar..bar + 1), "")
            .help("“|”下面的每一行都要比名称缩进，并且不少于第一行");
        finding.fix = Some(Fix { title: "补上空格".into(), edits: vec![edit] });
        self.findings.push(finding);
        self.loose = Some(self.findings.len());
    }

    /// Tells whether a line behind the region belongs to a run of lines of a block
    /// scalar without indentation.
    pub(super) fn continues_loose_text(&self, range: &Range<usize>) -> bool {
        let text = &self.source.text()[range.clone()];
        let is_text = text.trim().is_empty() || is_sentence(text.trim_start_matches(' '));
        self.block.is_some() && self.loose.is_some() && is_text
    }

    /// Reports indentation that is no spaces; lines in a row are one finding.
    pub(super) fn bad_indent(&mut self, line: usize, start: usize, lead: &str) {
        let span = self.span(start..start + lead.len());
        let blank =
            self.source.line(line).is_some_and(|line| line.end == start + lead.len());
        let text = if blank { String::new() } else { self.spaces(line, lead) };
        let edit = Edit { span: span.clone(), text };
        let continued = self.bad.is_some_and(|bad| bad + 1 == line);
        self.bad = Some(line);
        let previous = self.findings.iter_mut().rfind(|it| it.code == Code::BadIndent);
        if let Some(Fix { edits, .. }) = previous.and_then(|it| it.fix.as_mut())
            && continued
        {
            edits.push(edit);
            return;
        }
        let message = format!("行首有{}，缩进只能用空格", kinds(lead));
        let mut finding = Diagnostic::error(Code::BadIndent, message)
            .at(span, "换成空格")
            .help("上下并列的各行缩进要一样多，一般每一层两个空格");
        finding.fix = Some(Fix { title: "换成空格".into(), edits: vec![edit] });
        self.findings.push(finding);
    }

    /// Tells whether a line behind the region belongs to a run of bad lines.
    pub(super) fn continues_bad_indent(&self, line: usize, range: &Range<usize>) -> bool {
        let text = &self.source.text()[range.clone()];
        self.bad.is_some_and(|bad| bad + 1 == line)
            && self.block.is_none()
            && lead(text).contains(is_bad_blank)
    }

    /// A full-width space is as wide as two spaces, so that what looked aligned
    /// stays aligned. A tab between two lines as far in as each other stands for as
    /// much.
    fn spaces(&self, line: usize, lead: &str) -> String {
        if let Some(indent) = self.indent_around(line).filter(|_| lead.contains('\t')) {
            return " ".repeat(indent);
        }
        let tab = *self.tab.get_or_init(|| narrowest_indent(self.source.text()));
        let width = lead.chars().map(|c| match c {
            '\t' => tab,
            '\u{3000}' => 2,
            _ => 1,
        });
        " ".repeat(width.sum())
    }

    /// Returns the indentation of the lines above and below, where it is the same and
    /// nothing can stand further in between them.
    fn indent_around(&self, line: usize) -> Option<usize> {
        let is_text = |text: &&str| !text.trim().is_empty();
        let text = |line| Some(&self.source.text()[self.source.line(line)?]);
        let above = (1..line).rev().filter_map(text).find(is_text)?;
        let below = (line + 1..).map_while(text).find(is_text)?;
        let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
        let is_good = |text: &str| !lead(text).contains(is_bad_blank);
        let opens = above.trim_start().starts_with("- ")
            || without_comment(above)
                .trim_end()
                .ends_with([':', '|', '>', ',', '[', '{']);
        (is_good(above) && is_good(below) && !opens && indent(above) == indent(below))
            .then(|| indent(above))
    }

    /// Returns `|`, a line end as the file has them, and the indented text.
    fn bar_then(&self, column: usize, text: &str) -> String {
        format!("{}{text}", bar::bar_above(self.source, column + 2))
    }

    /// Tells whether the next line of text belongs to the same value.
    fn continues(&self, start: usize, column: usize) -> bool {
        let mut line = self.source.position(start).line + 1;
        while let Some(range) = self.source.line(line) {
            let text = &self.source.text()[range];
            if !text.trim().is_empty() {
                return text.len() - text.trim_start_matches(' ').len() > column;
            }
            line += 1;
        }
        false
    }
}

fn kinds(lead: &str) -> &'static str {
    if lead.contains('\t') {
        "制表符（Tab）"
    } else if lead.contains('\u{3000}') {
        "全角空格"
    } else {
        "不换行空格（从网页或 Word 复制来的）"
    }
}

/// Tells whether a finding is about a colon, comma or bracket.
pub(super) fn is_mark(finding: &Diagnostic) -> bool {
    matches!(finding.code, Code::FullWidthMark | Code::MissingSpace)
}

fn join(first: &mut Diagnostic, mark: Diagnostic) {
    let spaces = first.code == mark.code && first.code == Code::MissingSpace;
    let (code, message, title) = if spaces {
        (Code::MissingSpace, "这一行的冒号后面都缺一个空格", "都加一个空格")
    } else {
        (
            Code::FullWidthMark,
            "这一行用了中文标点，YAML 只认英文的括号、冒号和逗号",
            "换成英文标点",
        )
    };
    (first.code, first.message) = (code, message.to_owned());
    first.related.extend(mark.place);
    if let Some(fix) = &mut first.fix {
        title.clone_into(&mut fix.title);
        fix.edits.extend(mark.fix.into_iter().flat_map(|fix| fix.edits));
    }
}
