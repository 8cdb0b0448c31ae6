//! Mistakes that YAML takes for something else without a word. Whether they are
//! any depends on what the form expects there, so the reader of the tree asks.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::suspects::{Divide, divide};
use super::{Entry, Node, Scalar, Style, Value, faults, suspects};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::source::{Source, Span};

/// Explains an entry whose notation went wrong, if it did: to be asked where a
/// key is unknown or a value is a text though a map is expected.
///
/// Recognises a key behind U+3000 or U+00A0 (`　　新收: 3` stands at the top), and a
/// value that holds `名称：值`, `名称:值` or full-width brackets. Texts may rightly
/// hold all these: never ask about a field of text. Keys that hold their value
/// (`{自然人：8}`) never come here: no tree is made of them.
pub fn odd_key(entry: &Entry) -> Option<Diagnostic> {
    let key = entry.key_span.text();
    let blanks = key.len() - key.trim_start_matches(['\u{3000}', '\u{a0}']).len();
    if blanks > 0 {
        return Some(blank_key(&entry.key_span.slice(0..blanks)));
    }
    if is_torn(&entry.key_span) {
        return colon(&entry.key_span);
    }
    odd_value(&entry.node)
}

/// Tells whether a key holds what was meant as its value: `自然人：8`, `申请:{…`.
pub(super) fn is_torn(key: &Span) -> bool {
    !key.text().starts_with(['"', '\'']) && colon(key).is_some()
}

/// Explains the lines with such keys, which come in order, a finding each.
pub(super) fn torn(source: &Source, keys: &[Span]) -> Vec<Diagnostic> {
    let mut lines: BTreeMap<usize, &Span> = BTreeMap::new();
    let mut end = 0;
    for key in keys {
        // Finding the line of a place costs the length of the line.
        if key.range().start >= end {
            let line = key.start().line;
            end = source.line(line).map_or(end, |line| line.end);
            lines.insert(line, key);
        }
    }
    let last = lines.last_key_value().map_or(1, |(line, _)| *line);
    let mut marks = suspects::marks(source, 1..=last, &|line| lines.contains_key(&line));
    let finding =
        |(line, key): (&usize, &&Span)| marks.remove(line).or_else(|| colon(key));
    lines.iter().filter_map(finding).collect()
}

/// Bytes of the longest number that anybody writes.
const LONGEST_NUMBER: usize = 40;

/// Returns the whole number whose comma was taken for the end of the last value:
/// `{甲: 1,234}` has a key `234`.
pub(super) fn cut_number(last: &Entry, key: &Span, node: &Node) -> Option<Node> {
    let is_short = |scalar: &&Scalar| scalar.text.len() <= LONGEST_NUMBER;
    let before = last.node.scalar().filter(|scalar| scalar.style == Style::Plain);
    let before = before.filter(is_short)?;
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = key.text().split_once('.').unwrap_or((key.text(), ""));
    let mut groups = before.text.split(',');
    let first = groups.next().unwrap_or_default();
    let source = key.source();
    let (start, end) = (last.node.span.range().end, key.range().start);
    let between = source.text().get(start..end)?;
    let rest = source.text()[key.range().end..].trim_start_matches(' ');
    let cut = node.value == Value::Empty
        && whole.len() == 3
        && is_digits(whole)
        && is_digits(fraction)
        && (1..=3).contains(&first.len())
        && is_digits(first)
        && groups.all(|group| group.len() == 3 && is_digits(group))
        && between.trim() == ","
        && !rest.starts_with(':');
    cut.then(|| Node {
        span: last.node.span.to(key),
        value: Value::Scalar(Scalar {
            text: format!("{},{}", before.text, key.text()),
            style: Style::Plain,
        }),
    })
}

/// Explains a plain text that was meant as a map: `新收：3`, `新收:3`,
/// `｛自然人: 8｝`. See [`odd_key`].
pub fn odd_value(node: &Node) -> Option<Diagnostic> {
    let scalar = node.scalar().filter(|scalar| scalar.style == Style::Plain)?;
    if scalar.text.starts_with(['｛', '［']) {
        return Some(brackets(&node.span));
    }
    let first = colon(&node.span)?;
    let lines = node.span.start().line..=node.span.end().line;
    Some(whole_lines(first, node.span.source(), lines))
}

/// Adds the mends of whatever else is wrong on the lines of a finding.
fn whole_lines(
    first: Diagnostic,
    source: &Source,
    lines: RangeInclusive<usize>,
) -> Diagnostic {
    let marks = suspects::marks(source, lines, &|_| true);
    let mut all = marks.into_values();
    match all.next() {
        Some(mut finding) if start(&finding) == start(&first) => {
            if let Some(fix) = &mut finding.fix {
                fix.edits.extend(all.filter_map(|it| it.fix).flat_map(|fix| fix.edits));
            }
            finding
        }
        _ => first,
    }
}

fn start(finding: &Diagnostic) -> Option<usize> {
    finding.place.as_ref().map(|place| place.span.range().start)
}

/// Returns the comment that ends a plain text on its own line: `甲 # 乙` is read
/// as `甲`. In prose the rest is lost; after a number it is a comment indeed.
pub fn trailing_comment(node: &Node) -> Option<Span> {
    node.scalar().filter(|scalar| scalar.style == Style::Plain)?;
    let source = node.span.source();
    let end = node.span.range().end;
    let line = source.line(source.position(end).line)?;
    let rest = source.text().get(end..line.end)?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let cut = blanks > 0 && rest[blanks..].starts_with('#');
    cut.then(|| source.span(end + blanks..line.end))
}

fn blank_key(blanks: &Span) -> Diagnostic {
    let message = "名称前面有全角空格或不换行空格，YAML 会把它当成名称的一部分";
    let width = blanks.text().chars().map(|c| if c == '\u{3000}' { 2 } else { 1 });
    Diagnostic::error(Code::BadIndent, message)
        .at(blanks.clone(), "换成空格")
        .help("上下并列的各行缩进要一样多，一般每一层两个空格")
        .fix("换成空格", blanks.clone(), " ".repeat(width.sum()))
}

/// Explains the colon of `名称：值` or `名称:值`.
fn colon(span: &Span) -> Option<Diagnostic> {
    match divide(span.text()) {
        Divide::Wide(at) => {
            Some(faults::wide_colon(span.slice(at..at + '：'.len_utf8())))
        }
        Divide::Tight(at) => Some(faults::tight_colon(span.slice(at..at + 1))),
        Divide::Colon(_) | Divide::None => None,
    }
}

/// Mends all full-width signs of `｛自然人：8，企业：2｝` at once: together they
/// are one map.
fn brackets(span: &Span) -> Diagnostic {
    let text = span.text();
    let edits = text.char_indices().filter_map(|(at, c)| {
        let spaced = text[at + c.len_utf8()..].starts_with(' ');
        let mend = match (c, spaced) {
            ('｛', _) => "{",
            ('｝', _) => "}",
            ('［', _) => "[",
            ('］', _) => "]",
            ('：', true) => ":",
            ('：', false) => ": ",
            ('，', true) => ",",
            ('，', false) => ", ",
            _ => return None,
        };
        Some(Edit { span: span.slice(at..at + c.len_utf8()), text: mend.into() })
    });
    let first = text.chars().next().map_or(0, char::len_utf8);
    Diagnostic::error(
        Code::FullWidthMark,
        "这里是中文括号，YAML 只认英文的括号、冒号和逗号",
    )
    .at(span.slice(0..first), "中文括号")
    .help("写成“{名称: 内容, 名称: 内容}”，逗号和冒号后面各有一个空格")
    .mended("换成英文符号", edits.collect())
}

#[cfg(test)]
mod tests {
    use super::{odd_key, trailing_comment};
    use crate::source::Source;
    use crate::yaml::{Value, load};

    /// Shows what is odd about the last entry, and the text as the fix leaves it.
    #[track_caller]
    fn odd(text: &str) -> Option<String> {
        let root = load(&Source::new("甲", text)).root.expect("it is a map");
        let Value::Map(entries) = root.value else { panic!("it is a map") };
        let finding = odd_key(entries.last()?)?;
        let mut mended = text.to_owned();
        for edit in finding.fix.expect("each has a fix").edits.iter().rev() {
            mended.replace_range(edit.span.range(), &edit.text);
        }
        Some(format!("{} {mended}", finding.code))
    }

    #[test]
    fn odd_notation_is_mended() {
        let mended = |text| odd(text).unwrap_or_default();
        assert_eq!(mended("申请:\n  新收：3\n"), "Y002 申请:\n  新收: 3\n");
        assert_eq!(mended("申请:\n  新收:3\n"), "Y003 申请:\n  新收: 3\n");
        assert_eq!(mended("　　新收: 3"), "Y004     新收: 3");
        assert_eq!(
            mended("申请:\n  新收：{甲：8，乙:2}\n  结转：3\n"),
            "Y002 申请:\n  新收: {甲: 8, 乙: 2}\n  结转: 3\n"
        );
        assert_eq!(mended("新收: ｛甲：8，乙：2｝"), "Y002 新收: {甲: 8, 乙: 2}");
        assert_eq!(odd("网站: http://a.b"), None);
        assert_eq!(odd("时间: 12:30"), None);
        assert_eq!(odd("甲: '名称：值'"), None);
    }

    #[test]
    fn cut_text_is_found() {
        let cut = |text| {
            let root = load(&Source::new("甲", text)).root.expect("it is a map");
            let node = &root.get("甲").expect("it has one").node;
            trailing_comment(node).map(|span| span.text().to_owned())
        };
        assert_eq!(cut("甲: 一  # 二\r\n"), Some("# 二".to_owned()));
        assert_eq!(cut("甲: 一\n# 二\n"), None);
        assert_eq!(cut("甲: 一#二\n"), None);
        assert_eq!(cut("甲: '一' # 二\n"), None);
    }
}
