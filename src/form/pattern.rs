//! A pattern of 叙述核对 or 用语: found right or wrong when its form is read,
//! compiled when it is first run, since compiling a form's patterns takes longer
//! than reading a whole report.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind};

use super::bad_pattern::BadPattern;
use super::literals;

/// Bytes a compiled pattern may take. Those of the forms take a tenth; a nested
/// repetition such as `(.{1000}){1000}` would take all memory.
const SIZE_LIMIT: usize = 4 << 20;

/// The weight up to which a pattern surely stays under [`SIZE_LIMIT`]: a range of
/// characters takes at most some seven byte sequences of four states each, about
/// a kilobyte.
const SURELY_SMALL: usize = SIZE_LIMIT / 1024;

/// A pattern that is known to compile.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    compiled: OnceLock<Regex>,
}

impl Pattern {
    /// Reads a pattern. Only one that may be too large is compiled at once.
    ///
    /// # Errors
    ///
    /// Why it is none: it cannot be read, is too large, or finds what is nothing.
    pub fn new(text: &str) -> Result<Self, BadPattern> {
        let tree = regex_syntax::parse(text)?;
        if tree.properties().minimum_len() == Some(0) {
            let help = "至少写一个一定要有的字：`?`、`*` 前面的都可以没有";
            return Err(BadPattern::whole("一个字也没有也算找到，处处都是", help));
        }
        let compiled = OnceLock::new();
        if weight(&tree) > SURELY_SMALL {
            let too_many =
                |_| BadPattern::whole("重复的次数太多", "少写几次，或者用 `*`");
            let regex = compile(text).map_err(too_many)?;
            return Ok(Self { text: text.to_owned(), compiled: regex.into() });
        }
        Ok(Self { text: text.to_owned(), compiled })
    }

    /// Returns the compiled pattern.
    ///
    /// # Panics
    ///
    /// Never: [`Pattern::new`] takes none that does not compile.
    pub fn regex(&self) -> &Regex {
        self.compiled.get_or_init(|| {
            compile(&self.text)
                .expect("its syntax and size were checked when it was read")
        })
    }

    /// Returns byte strings one of which stands in every match; none where no such
    /// are known.
    pub(super) fn literals(&self) -> Option<Vec<Vec<u8>>> {
        let set = literals::required(&regex_syntax::parse(&self.text).ok()?);
        Some(set.literals()?.iter().map(|it| it.as_bytes().to_vec()).collect())
    }

    /// Tells whether it has a group of that name.
    pub fn has_group(&self, name: &str) -> bool {
        regex_syntax::parse(&self.text).is_ok_and(|tree| names_group(&tree, name))
    }
}

fn compile(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).size_limit(SIZE_LIMIT).build()
}

/// Returns how many bytes and ranges of characters a pattern has with all its
/// repetitions written out.
fn weight(tree: &Hir) -> usize {
    match tree.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) => class.ranges().len(),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1);
            weight(&repetition.sub).saturating_mul(times as usize)
        }
        HirKind::Capture(capture) => weight(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(weight).fold(1, usize::saturating_add)
        }
    }
}

fn names_group(tree: &Hir, name: &str) -> bool {
    match tree.kind() {
        HirKind::Capture(capture) => {
            capture.name.as_deref() == Some(name) || names_group(&capture.sub, name)
        }
        HirKind::Repetition(repetition) => names_group(&repetition.sub, name),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().any(|part| names_group(part, name))
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_compiled(pattern: &Pattern) -> bool {
        pattern.compiled.get().is_some()
    }

    #[test]
    fn a_pattern_is_compiled_when_it_is_first_run() {
        let pattern = Pattern::new(r"(?P<数>\d+)\s*件").unwrap();
        assert!(!is_compiled(&pattern));
        assert_eq!(&pattern.regex().captures("收到 12 件").unwrap()["数"], "12");
        assert!(is_compiled(&pattern));
    }

    #[test]
    fn one_that_may_be_too_large_is_compiled_at_once() {
        assert!(is_compiled(&Pattern::new("(甲{40}){40}").unwrap()));
        let reason = |text: &str| Pattern::new(text).unwrap_err().reason;
        assert_eq!(reason("(.{999}){999}"), "重复的次数太多");
        // A class of hundreds of ranges, and its repetition.
        assert!(is_compiled(&Pattern::new(r"\w{6}").unwrap()));
        assert_eq!(reason(r"\w{999}"), "重复的次数太多");
    }

    #[test]
    fn what_is_light_compiles() {
        // The heaviest classes, at the weight that is just let through.
        for class in [r"\w", r"\pL", r"\d", r"[^甲]", r"."] {
            let ranges = weight(&regex_syntax::parse(class).unwrap());
            let most = class.repeat((SURELY_SMALL - 1) / ranges);
            let pattern = Pattern::new(&most).unwrap();
            assert!(!is_compiled(&pattern), "{class}");
            pattern.regex();
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_chinese_and_where() {
        let said = |text: &str| {
            let bad = Pattern::new(text).unwrap_err();
            assert!(!bad.help.is_empty(), "{text}");
            let range = bad.range.unwrap_or(0..text.len());
            format!("{} {}", &text[range], bad.reason)
        };
        for (text, expected) in [
            ("甲(乙", "( 这个 `(` 没有配上 `)`"),
            ("甲)乙", ") 这个 `)` 前面没有 `(`"),
            ("甲[乙", "[ 这个 `[` 没有配上 `]`"),
            ("甲|*乙", "* 前面没有可以重复的字"),
            ("甲{5,2}", "{5,2} 重复次数的前后反了"),
            (r"甲\e", r"\e 没有这种 `\` 的写法"),
            (r"(甲)\1", r"\1 不能引用前面找到的内容（`\1`）"),
            ("(?!甲)乙", "(?! 不能用前后查找（`(?=`、`(?!`、`(?<=`、`(?<!`）"),
            ("(?P<数>甲)(?P<数>乙)", "数 这一段的名称写错了"),
            (r"甲\p{Abc}", r"\p{Abc} 没有这一类字"),
            ("(?:甲)?", "(?:甲)? 一个字也没有也算找到，处处都是"),
        ] {
            assert_eq!(said(text), expected);
        }
    }

    #[test]
    fn groups_are_known_by_name() {
        let pattern = Pattern::new(r"收到(共(?P<数>\d+)件|(?P<额>\d+)元)?").unwrap();
        assert!(pattern.has_group("数") && pattern.has_group("额"));
        assert!(!pattern.has_group("件"));
    }
}
