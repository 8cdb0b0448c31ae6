//! The little language of relations: `申请.本年新收 + 1 = 申请.总计`.
//!
//! The text is cut into tokens, then parsed; nothing is looked up here. Ranges
//! are bytes of the text.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::form::{Comparison, Sign};
use crate::number;

/// What may stand on each side of a comparison.
pub(super) type RawSum = Vec<RawTerm>;

/// A term before its path is looked up.
#[derive(Debug)]
pub(super) struct RawTerm {
    pub(super) sign: Sign,
    pub(super) operand: RawOperand,
}

/// A number, or where a path stands.
#[derive(Debug)]
pub(super) enum RawOperand {
    Number(Decimal),
    Path(Range<usize>),
}

/// Why a text is no relation.
#[derive(Debug)]
pub(super) struct Complaint {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    /// What should stand at the place, where that is certain.
    pub(super) instead: Option<&'static str>,
    /// How to say it otherwise.
    pub(super) help: Option<&'static str>,
}

impl Complaint {
    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), instead: None, help: None }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Sign(Sign),
    Compare(Comparison),
}

#[derive(Debug, Clone)]
struct Token {
    kind: Kind,
    range: Range<usize>,
}

/// Parses `sum (= | <= | >=) sum`.
pub(super) fn relation(text: &str) -> Result<(RawSum, Comparison, RawSum), Complaint> {
    let tokens = tokens(text)?;
    let compares: Vec<(usize, Comparison)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token.kind {
            Kind::Compare(comparison) => Some((at, comparison)),
            Kind::Word | Kind::Sign(_) => None,
        })
        .collect();
    let message = "关系要有一个 =、<= 或 >=";
    match compares[..] {
        [] => Err(Complaint::new(0..text.len(), message)),
        [(at, comparison)] => {
            let mark = tokens[at].range.clone();
            let left = side(text, &tokens[..at], &mark)?;
            let right = side(text, &tokens[at + 1..], &mark)?;
            Ok((left, comparison, right))
        }
        [_, (at, _), ..] => {
            let message = format!("{message}，这里不止一个");
            Err(Complaint::new(tokens[at].range.clone(), message))
        }
    }
}

/// Parses a sum alone.
pub(super) fn sum(text: &str) -> Result<RawSum, Complaint> {
    let tokens = tokens(text)?;
    let compare = tokens.iter().find(|token| matches!(token.kind, Kind::Compare(_)));
    if let Some(token) = compare {
        let message = "这里要写一个数或几个数的和，不写 =、<=、>=";
        return Err(Complaint::new(token.range.clone(), message));
    }
    side(text, &tokens, &(0..text.len()))
}

/// Parses the tokens of a sum; `mark` is where to say that there are none.
fn side(text: &str, tokens: &[Token], mark: &Range<usize>) -> Result<RawSum, Complaint> {
    let mut terms = Vec::new();
    let mut sign = Some(Sign::Plus);
    let mut last = mark;
    for token in tokens {
        match (token.kind, sign) {
            (Kind::Word, Some(before)) => {
                terms.push(RawTerm { sign: before, operand: operand(text, token)? });
                sign = None;
            }
            (Kind::Word, None) => {
                let (first, second) = (&text[last.clone()], &text[token.range.clone()]);
                let message = format!("“{first} {second}”之间缺“+”“-”");
                return Err(Complaint::new(last.start..token.range.end, message));
            }
            (Kind::Sign(found), None) => sign = Some(found),
            (Kind::Sign(_) | Kind::Compare(_), _) => {
                let mark = &text[token.range.clone()];
                let message = format!("“{mark}”前面缺一项");
                return Err(Complaint::new(token.range.clone(), message));
            }
        }
        last = &token.range;
    }
    if sign.is_none() {
        return Ok(terms);
    }
    let message = match (&text[last.clone()], tokens.is_empty()) {
        ("", _) => "这里是空的，要写一个关系".to_owned(),
        (mark, false) => format!("“{mark}”后面缺一项"),
        (mark, true) => format!("“{mark}”两边都要有一项"),
    };
    Err(Complaint::new(last.clone(), message))
}

fn operand(text: &str, token: &Token) -> Result<RawOperand, Complaint> {
    let word = &text[token.range.clone()];
    if !word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return Ok(RawOperand::Path(token.range.clone()));
    }
    let whole = word.bytes().all(|byte| byte.is_ascii_digit());
    match number::parse(word) {
        Ok(number) if whole => Ok(RawOperand::Number(number)),
        _ => {
            let message = format!("“{word}”不能用：关系里的数只能是不太长的整数");
            Err(Complaint::new(token.range.clone(), message))
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, Complaint> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let range = at..at + next.len_utf8();
        at = range.end;
        if next.is_whitespace() {
            continue;
        }
        if let Some((length, instead)) = half_width(&text[range.start..]) {
            let range = range.start..range.start + length;
            let wide = &text[range.clone()];
            let message = format!("“{wide}”要写成半角的“{instead}”");
            let instead = Some(instead);
            return Err(Complaint { instead, ..Complaint::new(range, message) });
        }
        let kind = match next {
            '+' => Kind::Sign(Sign::Plus),
            '-' => Kind::Sign(Sign::Minus),
            '=' => Kind::Compare(Comparison::Equal),
            '<' | '>' if text[at..].starts_with('=') => {
                at += 1;
                let at_most = next == '<';
                let comparison =
                    if at_most { Comparison::AtMost } else { Comparison::AtLeast };
                Kind::Compare(comparison)
            }
            other if ends_word(other) => {
                let message = format!("“{next}”不能用在关系里，只有 + - = <= >=");
                let help = in_other_words(other);
                return Err(Complaint { help, ..Complaint::new(range, message) });
            }
            _ => {
                at += text[at..].find(ends_word).unwrap_or(text.len() - at);
                Kind::Word
            }
        };
        tokens.push(Token { kind, range: range.start..at });
    }
    Ok(tokens)
}

/// Says how a relation is written for which there is no sign.
fn in_other_words(sign: char) -> Option<&'static str> {
    match sign {
        '>' | '＞' => Some("“甲 > 乙”写成“甲 >= 乙 + 1”"),
        '<' | '＜' => Some("“甲 < 乙”写成“甲 + 1 <= 乙”"),
        '*' | '×' => Some("几倍写成几项相加：“甲 * 2”写成“甲 + 甲”"),
        '/' | '÷' => Some("除法移到另一边：“甲 / 2 >= 乙”写成“甲 >= 乙 + 乙”"),
        _ => None,
    }
}

/// Tells whether a character ends a path.
fn ends_word(c: char) -> bool {
    c.is_whitespace()
        || half_width(c.encode_utf8(&mut [0; 4])).is_some()
        || matches!(c, '+' | '-' | '=' | '<' | '>' | '＜' | '＞' | '*' | '/' | '×' | '÷')
}

/// Signs that only look right, the longest first, and what to write instead.
const WIDE: [(&str, &str); 18] = [
    ("＜＝", "<="),
    ("＜=", "<="),
    ("<＝", "<="),
    ("＞＝", ">="),
    ("＞=", ">="),
    (">＝", ">="),
    ("＋", "+"),
    ("－", "-"),
    ("−", "-"),
    ("–", "-"),
    ("—", "-"),
    ("＝", "="),
    ("≤", "<="),
    ("≦", "<="),
    ("⩽", "<="),
    ("≥", ">="),
    ("≧", ">="),
    ("⩾", ">="),
];

/// Returns the length of a sign that only looks right at the beginning of a text, and
/// what to write in its place.
fn half_width(text: &str) -> Option<(usize, &'static str)> {
    let (sign, instead) = WIDE.iter().find(|(sign, _)| text.starts_with(sign))?;
    Some((sign.len(), instead))
}
