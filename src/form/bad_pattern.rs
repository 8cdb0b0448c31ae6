//! Why a pattern cannot be read, in Chinese, and where in it.

use std::ops::Range;

use regex_syntax::{ast, hir};

/// Why a pattern is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPattern {
    /// Why, in a phrase.
    pub reason: String,
    /// What to do; may be empty.
    pub help: &'static str,
    /// The bytes of the pattern at fault; none if all of it is.
    pub range: Option<Range<usize>>,
}

impl BadPattern {
    /// Says that a pattern as a whole cannot be used.
    pub(super) fn whole(reason: &str, help: &'static str) -> Self {
        Self { reason: reason.to_owned(), help, range: None }
    }
}

impl From<regex_syntax::Error> for BadPattern {
    fn from(error: regex_syntax::Error) -> Self {
        let (words, span, pattern) = match &error {
            regex_syntax::Error::Parse(error) => {
                (of_syntax(error.kind()), error.span(), error.pattern())
            }
            regex_syntax::Error::Translate(error) => {
                (of_meaning(error.kind()), error.span(), error.pattern())
            }
            _ => return Self::whole("读不懂", ""),
        };
        let (reason, help) = words;
        let (start, end) = (span.start.offset, span.end.offset);
        // What is missing before a character comes as an empty place.
        let next = pattern[start..].chars().next().map_or(0, char::len_utf8);
        let range = start..end.max(start + next);
        Self { reason: reason.to_owned(), help, range: Some(range) }
    }
}

type Words = (&'static str, &'static str);

const PRINTED: &str = "要找这个字本身，前面加 `\\`";
const COUNT: &str = "次数写成 {2}、{2,} 或 {2,5}，小的在前";
const CLASS: &str = "写成 [甲乙]，里面是可以出现的字";
const GROUP_NAME: &str = "写成 (?P<数>…)，名称用汉字、字母、数字，一个句式里不重复";

fn of_syntax(kind: &ast::ErrorKind) -> Words {
    use ast::ErrorKind as Kind;
    match kind {
        Kind::GroupUnclosed => ("这个 `(` 没有配上 `)`", PRINTED),
        Kind::GroupUnopened => ("这个 `)` 前面没有 `(`", PRINTED),
        Kind::ClassUnclosed => ("这个 `[` 没有配上 `]`", PRINTED),
        Kind::ClassRangeInvalid => ("范围的前后反了", "小的在前，如 [0-9]"),
        Kind::ClassRangeLiteral | Kind::ClassEscapeInvalid => {
            ("方括号里不能这样写", CLASS)
        }
        Kind::RepetitionMissing => (
            "前面没有可以重复的字",
            "`?`、`*`、`+` 写在要重复的字后面；要找它本身，前面加 `\\`",
        ),
        Kind::RepetitionCountInvalid => ("重复次数的前后反了", COUNT),
        Kind::RepetitionCountUnclosed
        | Kind::RepetitionCountDecimalEmpty
        | Kind::DecimalEmpty
        | Kind::DecimalInvalid => ("重复的次数写错了", COUNT),
        Kind::EscapeUnrecognized => (
            "没有这种 `\\` 的写法",
            "`\\d` 是数字，`\\s` 是空白；别的汉字、字母前面不加 `\\`",
        ),
        Kind::EscapeUnexpectedEof => {
            ("末尾的 `\\` 后面少了字", "要找 `\\` 本身，写 `\\\\`")
        }
        Kind::EscapeHexEmpty | Kind::EscapeHexInvalid | Kind::EscapeHexInvalidDigit => {
            ("字的编码写错了", "直接写这个字")
        }
        Kind::UnsupportedBackreference => {
            ("不能引用前面找到的内容（`\\1`）", "把要找的字直接写出来")
        }
        Kind::UnsupportedLookAround => (
            "不能用前后查找（`(?=`、`(?!`、`(?<=`、`(?<!`）",
            "叙述核对里用“除外”去掉不算的；用语只找一定不对的字",
        ),
        Kind::GroupNameDuplicate { .. }
        | Kind::GroupNameEmpty
        | Kind::GroupNameInvalid
        | Kind::GroupNameUnexpectedEof => ("这一段的名称写错了", GROUP_NAME),
        Kind::FlagDanglingNegation
        | Kind::FlagDuplicate { .. }
        | Kind::FlagRepeatedNegation { .. }
        | Kind::FlagUnexpectedEof
        | Kind::FlagUnrecognized => {
            ("`(?` 后面写错了", "不要它的数的一段写 (?:…)，要核对的数写 (?P<数>…)")
        }
        Kind::UnicodeClassInvalid => ("没有这一类字", "汉字写 \\p{Han}"),
        Kind::CaptureLimitExceeded | Kind::NestLimitExceeded(_) => {
            ("括号太多", "拆成几条")
        }
        _ => ("读不懂", PRINTED),
    }
}

fn of_meaning(kind: &hir::ErrorKind) -> Words {
    use hir::ErrorKind as Kind;
    match kind {
        Kind::UnicodePropertyNotFound
        | Kind::UnicodePropertyValueNotFound
        | Kind::UnicodePerlClassNotFound => ("没有这一类字", "汉字写 \\p{Han}"),
        _ => ("读不懂", PRINTED),
    }
}
