//! Which words can be names.

use super::faults::{Faults, fault};
use crate::diagnostic::Code;
pub(super) use crate::form::name::LABEL;
use crate::form::{BadName, TABLES, check_name};
use crate::source::Span;

impl Faults {
    /// Tells whether a word can be a name, and says why not.
    pub(super) fn check_name(&mut self, word: &str, span: &Span) -> bool {
        match check_name(word) {
            Ok(()) => true,
            Err(BadName::Reserved) => self.reserved(word, span),
            Err(BadName::Malformed) => {
                let message = format!(
                    "“{word}”不能作名称：名称只用汉字、字母、数字和下划线，第一个不是数字；印出来的字写在“标签”"
                );
                self.push(fault(Code::FormBadName, span, message));
                false
            }
        }
    }

    /// The same for the name of a field or table, which stands at the top of
    /// what templates see.
    pub(super) fn check_root_name(&mut self, word: &str, span: &Span) -> bool {
        if word == TABLES {
            self.reserved(word, span)
        } else {
            self.check_name(word, span)
        }
    }

    fn reserved(&mut self, word: &str, span: &Span) -> bool {
        let message = format!("“{word}”是程序自己用的名称，请换一个");
        self.push(fault(Code::FormBadName, span, message));
        false
    }

    /// Says that a name is taken by another on its level.
    pub(super) fn duplicate(&mut self, name: &str, span: &Span, first: &Span) {
        let line = first.start().line;
        let message = format!("“{name}”在这一层已经有了（第 {line} 行）");
        self.push(
            fault(Code::FormDuplicateName, span, message)
                .related(first.clone(), "先写的在这里")
                .help(format!(
                    "换一个名称；印出来的字可以一样，写成“另一个名称: {name}”"
                )),
        );
    }
}
