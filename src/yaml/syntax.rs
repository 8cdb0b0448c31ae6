//! What the parser could not read, said in Chinese.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::{faults, suspects};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// Explains why the parser stopped: by the usual suspects in the region if there
/// are any, else by an opening that was never closed, else by the parser's kind.
pub(super) fn explain(
    source: &Source,
    error: &ScanError,
    region: Range<usize>,
) -> Vec<Diagnostic> {
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return vec![faults::too_deep(source, region.end)];
    }
    let walk = suspects::walk(source, &region);
    if !walk.findings.is_empty() {
        return walk.findings;
    }
    let place = place(source, error, region.end);
    if let Some((at, mark)) = opening(&walk, error) {
        return vec![unclosed(source, at, mark, place)];
    }
    // A full-width space makes an entry the parent's sibling without an error; its
    // own children then are at fault, far below.
    let mut blanks = suspects::walk(source, &(0..region.end)).findings;
    blanks.retain(|finding| finding.code == Code::BadIndent);
    if !blanks.is_empty() {
        return blanks;
    }
    if is_indentation(error.kind())
        && let Some(finding) = walk.aligned.finding(source)
    {
        return vec![finding];
    }
    let Words { message, help } = words(error.kind());
    vec![Diagnostic::error(Code::YamlSyntax, message).at(place, "").help(help)]
}

/// Returns the place at which the parser stopped: to the end of its line, or the
/// last visible character where the file ends.
fn place(source: &Source, error: &ScanError, at: usize) -> Span {
    let text = source.text();
    if text.get(at..).is_none_or(|rest| rest.trim().is_empty()) {
        let end = text.trim_end().len();
        let last = text[..end].chars().next_back().map_or(0, char::len_utf8);
        return source.span(end - last..end);
    }
    if matches!(error.kind(), ErrorKind::UnexpectedCharacter { .. }) {
        return source.span(at..at + 1);
    }
    let line = source.line(source.position(at).line).unwrap_or(at..at);
    let Range { start, end } = line;
    if matches!(error.kind(), ErrorKind::MappingValueNotAllowed) {
        // The parser points at the colon; it is the line that cannot stand there.
        let text = &text[start..end];
        let blank = text.len() - text.trim_start().len();
        return source.span(start + blank..start + text.trim_end().len());
    }
    let length = text.get(at..end).map_or(0, |rest| rest.trim_end().len());
    source.span(at..at + length.max(1))
}

/// Returns the bracket or quote that was opened and, by the parser's error, never
/// closed.
fn opening(walk: &suspects::Walk<'_>, error: &ScanError) -> Option<(usize, char)> {
    let at = error.marker().byte_offset()?;
    match error.kind() {
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            walk.quote
        }
        ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd => None,
        _ => walk.open.iter().rev().copied().find(|&(open, _)| open < at),
    }
}

fn unclosed(source: &Source, at: usize, mark: char, noticed: Span) -> Diagnostic {
    let (close, name) = match mark {
        '{' => ('}', "花括号"),
        '[' => (']', "方括号"),
        other => (other, "引号"),
    };
    let message = format!("{name}“{mark}”没有配对的“{close}”");
    let place = source.span(at..at + 1);
    let finding = Diagnostic::error(Code::YamlSyntax, message)
        .at(place.clone(), "从这里开始")
        .help(format!("在这一段内容结束的地方补上“{close}”"));
    if noticed.start().line > place.start().line {
        finding.related(noticed, "读到这里还没有结束")
    } else {
        finding
    }
}

/// Tells whether an error can come of an entry out of line.
fn is_indentation(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::MappingValueNotAllowed
            | K::InvalidColonPlacement
            | K::ExpectedBlockMappingKey
            | K::InvalidIndentation
            | K::UnexpectedEndOfPlainScalar
            | K::SimpleKeyExpected
            | K::UnexpectedEofBlockMapping
            | K::BlockSequenceEntryNotAllowed
            | K::ExpectedBlockSequenceEntry
            | K::UnexpectedEofBlockSequence
    )
}

struct Words {
    message: &'static str,
    help: &'static str,
}

/// Groups the parser's kinds by what a clerk can do about them.
fn words(kind: &ErrorKind) -> Words {
    use ErrorKind as K;
    let (message, help) = match kind {
        K::SimpleKeyExpected | K::UnexpectedEofBlockMapping | K::InvalidSimpleKey => (
            "这一行应当写成“名称: 内容”，却没有找到冒号",
            "补上英文冒号和空格；如果是上一行文字的后续，就在那一行的冒号后面写“|”，文字全部另起并缩进",
        ),
        K::MappingValueNotAllowed
        | K::InvalidColonPlacement
        | K::InvalidMappingValueWhitespace
        | K::FlowMappingValueAdjacentCollection => (
            "这里不能再有“名称: 内容”",
            "上一行的冒号后面已经有内容时，下面不能再分项：删去那里的内容，或者减少这一行的缩进",
        ),
        K::ExpectedBlockMappingKey
        | K::InvalidIndentation
        | K::UnexpectedEndOfPlainScalar
        | K::ExpectedNodeContent
        | K::MappingKeyNotAllowed => (
            "这一行的缩进和上面哪一层都对不齐",
            "并列的各行缩进要一样多；下一层比上一层多两个空格",
        ),
        K::BlockSequenceEntryNotAllowed
        | K::ExpectedBlockSequenceEntry
        | K::UnexpectedEofBlockSequence
        | K::BlockEntryInFlowCollection
        | K::InvalidBlockEntryWhitespace
        | K::PlainScalarStartsWithDashFlowIndicator => (
            "列表的写法不对：每一项要单独一行，以“- ”开头",
            "在冒号后面换行，各项对齐；如果是一段文字，就在冒号后面写“|”，文字另起一行",
        ),
        _ => more_words(kind),
    };
    Words { message, help }
}

fn more_words(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as K;
    match kind {
        K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping
        | K::InvalidFlowScalarIndent => (
            "括号里的写法不对：各项之间要用英文逗号隔开，最后要有右括号",
            "花括号写成“{名称: 内容, 名称: 内容}”，方括号写成“[内容, 内容]”",
        ),
        K::MismatchedFlowCollectionEnd { .. }
        | K::MisplacedFlowCollectionEnd
        | K::UnclosedFlowCollection { .. } => {
            ("括号没有成对", "“{”配“}”，“[”配“]”，多了就删去，少了就补上")
        }
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => {
            ("双引号里的“\\”有特殊的意思，这里读不懂", "把双引号换成英文单引号")
        }
        K::UnclosedQuotedScalar
        | K::DocumentIndicatorInQuotedScalar
        | K::InvalidQuotedScalarIndent
        | K::InvalidTrailingSingleQuotedScalar
        | K::InvalidTrailingDoubleQuotedScalar => (
            "引号没有成对，或者引号后面还有文字",
            "在文字两头各写一个引号；或者不用引号，改用“|”",
        ),
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabInPlainScalar
        | K::TabAtBlockScalarStart => ("这里有制表符（Tab），YAML 不认", "换成空格"),
        K::InvalidBlockScalarHeader
        | K::ZeroBlockScalarIndent
        | K::InvalidBlockScalarIndent => {
            ("“|”后面的写法不对", "“|”后面直接换行，文字从下一行开始，各行缩进一样多")
        }
        K::CommentNotSeparated | K::CommentInterceptedScalar => (
            "“#”把这段文字截断了",
            "“#”是文字的一部分时，在冒号后面写“|”，文字另起一行；是注释时，前面加空格",
        ),
        K::DirectiveDisallowed => {
            ("行首的“%”在 YAML 里是指令，这里不用指令", "删去这一行")
        }
        K::BomInsideDocument => ("这里有一个看不见的字节顺序标记", "删去它"),
        _ => (
            "这里不合 YAML 的写法，读不下去",
            "检查这一行和上一行的冒号、缩进和引号；整段文字写在“|”下面最稳妥",
        ),
    }
}
