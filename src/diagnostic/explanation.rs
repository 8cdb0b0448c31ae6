//! What each code means, in Chinese, for those who meet it.
//!
//! An explanation is a small Markdown file named by its code: what is checked and
//! why it matters, a wrong and a right piece of a file where the code can be shown
//! by one, and what to do.

use std::fmt::Write as _;

use include_dir::{Dir, include_dir};

use super::Code;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/diagnostic/explanations");

/// Headings of the parts that hold an example.
const WRONG: &str = "## 错的写法";
const RIGHT: &str = "## 对的写法";

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// Its code.
    pub code: Code,
    /// The text in Markdown, without a title.
    pub text: &'static str,
}

impl Explanation {
    /// Returns the text with the code and its title above it.
    pub fn titled(&self) -> String {
        format!("# {} {}\n\n{}", self.code, self.code.title(), self.text)
    }

    /// Returns a piece of a file that has the fault; none where no piece of text
    /// can show it.
    pub fn wrong(&self) -> Option<&'static str> {
        self.fenced_below(WRONG)
    }

    /// Returns the same piece without the fault; none where the whole file is wrong.
    pub fn right(&self) -> Option<&'static str> {
        self.fenced_below(RIGHT)
    }

    fn fenced_below(&self, heading: &str) -> Option<&'static str> {
        let (_, below) = self.text.split_once(heading)?;
        let (_, fenced) = below.split_once("```")?;
        let (_, lines) = fenced.split_once('\n')?;
        lines.split_once("\n```").map(|(piece, _)| piece)
    }
}

/// Explains a code; none only if its file is missing, which a test rules out.
pub fn explain(code: Code) -> Option<Explanation> {
    let file = FILES.get_file(format!("{code}.md"))?;
    file.contents_utf8().map(|text| Explanation { code, text })
}

const HEAD: &str = "# 问题代码\n\n\
    一个代码是一种问题。这一页由程序写成，和 `nianbao explain` 说的一样。\n";

/// Writes the explanations of all codes by family, as `docs/codes.md` has them.
pub fn handbook() -> String {
    let mut out = String::from(HEAD);
    let mut family = None;
    for explanation in Code::ALL.iter().filter_map(|&code| explain(code)) {
        let code = explanation.code;
        if family.replace(code.family()) != Some(code.family()) {
            put(&mut out, format_args!("\n## {}\n", code.family().name()));
        }
        let deeper = explanation.titled().replace("\n## ", "\n#### ");
        put(&mut out, format_args!("\n##{deeper}"));
    }
    out
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a text can be written");
}

#[cfg(test)]
mod tests {
    use super::{Code, FILES, explain, handbook};

    #[test]
    fn every_code_is_explained_and_nothing_else() {
        let without: Vec<_> =
            Code::ALL.iter().filter(|&&code| explain(code).is_none()).collect();
        assert!(without.is_empty(), "{without:?}");
        assert_eq!(FILES.files().count(), Code::ALL.len());
    }

    #[test]
    fn right_example_stands_beside_a_wrong_one() {
        for explanation in Code::ALL.iter().filter_map(|&code| explain(code)) {
            let (wrong, right) = (explanation.wrong(), explanation.right());
            assert!(right.is_none() || wrong.is_some(), "{}", explanation.code);
            assert!(right != wrong || right.is_none(), "{}", explanation.code);
        }
    }

    #[test]
    fn handbook_names_every_code_once() {
        let handbook = handbook();
        for code in Code::ALL {
            assert_eq!(handbook.matches(&format!("\n### {code} ")).count(), 1, "{code}");
        }
    }
}
