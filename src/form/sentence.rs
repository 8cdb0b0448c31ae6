//! Sentences that are checked against numbers, and wording that is never right.

use super::{Pattern, Reference, Rule, Sum};
use crate::diagnostic::Severity;
use crate::source::Span;

/// 叙述核对: a sentence and what it claims (`form-grammar` 6).
#[derive(Debug, Clone)]
pub struct Sentence {
    /// 句式.
    pub pattern: Pattern,
    /// 除外: a match whose text matches this too is none.
    pub except: Option<Pattern>,
    /// What the sentence claims.
    pub claim: Claim,
    /// 级别: how bad it is when it is not so; never an error.
    pub severity: Severity,
    /// 说明: added to the message; may be empty.
    pub explanation: String,
    /// Where the form file has it.
    pub span: Span,
}

/// What a sentence claims.
#[derive(Debug, Clone)]
pub enum Claim {
    /// 应为: its group `数` is one of these sums.
    OneOf(Vec<Sum>),
    /// 为零: each of these is 0.
    Zero(Vec<Reference>),
}

/// 用语: wording never right in this form's prose.
#[derive(Debug, Clone)]
pub struct Wording {
    /// 句式.
    pub pattern: Pattern,
    /// 说明: why, and what is right.
    pub explanation: String,
    /// Where the form file has it.
    pub span: Span,
}

impl Rule for Sentence {
    fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

impl Rule for Wording {
    fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}
