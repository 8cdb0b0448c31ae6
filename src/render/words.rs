//! Where the words in a cell may part into lines, for every output that sets lines.
//!
//! Programs end lines between any two Chinese characters: 社会公／益组织, 自然／人,
//! 信息发布（单／位：条）, □／部门网站. What a tight column holds has better places.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Inline, Inlines, LEFT, PlacedCell, Role, TAKEN};

/// The text of a cell in parts. A line ends between parts before it ends within one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// The parts, each of one word or more. Several words, and a single one that has
    /// the cell to itself, stay whole; a part of one word may be cut where no line
    /// holds it.
    pub(super) parts: Vec<Vec<&'a str>>,
    /// What stands between them.
    pub(super) between: &'static str,
}

/// Returns the parts of a cell's text, if they can be told.
pub(super) fn parts(cell: &PlacedCell) -> Option<Parts<'_>> {
    let text = lone_text(&cell.content)?;
    if let Some(options) = options(text) {
        return Some(Parts { parts: options, between: " " });
    }
    let head = match cell.role {
        Role::ColumnHead { .. } | Role::RowHead { .. } | Role::Corner => true,
        Role::Title | Role::Data => false,
    };
    let parts =
        with_remark(text, head).or_else(|| if head { label(text) } else { None })?;
    Some(Parts { parts, between: "" })
}

/// Returns how wide the longest word of a cell is that stays whole, in characters; 0
/// if there is none.
pub(super) fn longest(cell: &PlacedCell) -> usize {
    let parts = parts(cell).map(|parts| parts.parts).unwrap_or_default();
    let alone = parts.len() == 1;
    let whole = parts.iter().filter(|words| alone || words.len() > 1).flatten();
    whole.map(|word| word.chars().count()).max().unwrap_or(0)
}

fn lone_text(content: &Inlines) -> Option<&str> {
    match content.as_slice() {
        [Inline::Text(text)] => Some(text),
        _ => None,
    }
}

/// Returns the options of a choice, each with its box.
fn options(text: &str) -> Option<Vec<Vec<&str>>> {
    const BOXES: [char; 2] = [TAKEN, LEFT];
    let mut options = Vec::new();
    let mut rest = text.starts_with(BOXES).then_some(text);
    while let Some(options_left) = rest {
        let mut ends = options_left.match_indices(' ').map(|(end, _)| end);
        let end = ends.find(|end| options_left[end + 1..].starts_with(BOXES));
        let (option, after) = match end {
            Some(end) => (&options_left[..end], Some(&options_left[end + 1..])),
            None => (options_left, None),
        };
        options.push(vec![option]);
        rest = after;
    }
    (options.len() > 1).then_some(options)
}

static WITH_REMARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^([^（）]+)(（[^（）]+）)$").expect("the pattern is right")
});

/// Returns what a cell says and the remark in brackets behind it, which goes below
/// where there is no room beside.
fn with_remark(text: &str, head: bool) -> Option<Vec<Vec<&str>>> {
    let (_, [said, remark]) = WITH_REMARK.captures(text)?.extract();
    let words = if head { words(said) } else { None };
    Some(vec![words.unwrap_or_else(|| vec![said]), vec![remark]])
}

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "^((?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[0-9]+[.．])?)(.+)$",
    )
    .expect("the pattern is right")
});

/// Returns the parts of a label: a number in Chinese goes above its words, one in
/// digits keeps to the first of them.
fn label(text: &str) -> Option<Vec<Vec<&str>>> {
    let (_, [number, said]) = NUMBERED.captures(text)?.extract();
    let mut words = words(said)?;
    if number.starts_with(|first: char| first.is_ascii_digit()) {
        words[0] = &text[..number.len() + words[0].len()];
        return Some(vec![words]);
    }
    let number = (!number.is_empty()).then(|| vec![number]);
    Some(number.into_iter().chain([words]).collect())
}

/// The most characters whose words are known by their number.
const MOST: usize = 10;
/// What ends a word of three characters and begins none: 规范性, 本年度.
const SUFFIXES: [char; 8] = ['性', '度', '化', '率', '类', '者', '物', '年'];
/// What begins one: 新制作, 总数量.
const PREFIXES: [char; 2] = ['新', '总'];
/// Words that begin with what else ends a word of three.
const BEGUN: [&str; 8] = ["年度", "年报", "年份", "类型", "类别", "性质", "物品", "化学"];

/// Returns the words of Chinese characters. Up to three are one; most words of more
/// have two, and of an odd number of characters one word has three.
fn words(text: &str) -> Option<Vec<&str>> {
    static HAN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\p{Han}+$").expect("the pattern is right"));
    let letters: Vec<char> = text.chars().collect();
    let count = letters.len();
    if count > MOST || !HAN.is_match(text) {
        return None;
    }
    if count <= 3 {
        return Some(vec![text]);
    }
    let is_of_long_one =
        |at: usize| ends_word(&letters, at) || PREFIXES.contains(&letters[at]);
    let long = if count % 2 == 1 {
        Some(long_word(&letters)?)
    } else if count > 4 && (2..count - 2).step_by(2).any(is_of_long_one) {
        // Two of its words have three, or none of them has two.
        return None;
    } else {
        None
    };
    let mut words = Vec::new();
    let mut ends = text.char_indices().map(|(start, _)| start).chain([text.len()]);
    let mut start = ends.next().unwrap_or_default();
    let mut at = 0;
    while at < count {
        let length = if long == Some(at) { 3 } else { 2 };
        at += length;
        let end = ends.nth(length - 1).unwrap_or(text.len());
        words.push(&text[start..end]);
        start = end;
    }
    Some(words)
}

/// Returns where the word of three characters begins.
fn long_word(letters: &[char]) -> Option<usize> {
    let begins = || (0..letters.len() - 2).step_by(2);
    let ends = |at: &usize| ends_word(letters, at + 2);
    begins().find(ends).or_else(|| begins().find(|at| PREFIXES.contains(&letters[*at])))
}

/// Tells whether the character at a place ends a word of three.
fn ends_word(letters: &[char], at: usize) -> bool {
    let begun = |word: &&str| word.chars().eq(letters[at..].iter().copied().take(2));
    letters.get(at).is_some_and(|letter| SUFFIXES.contains(letter))
        && !BEGUN.iter().any(begun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::forms::table_3;

    fn shown(parts: Option<Vec<Vec<&str>>>) -> String {
        let shown = |words: &Vec<&str>| words.join("|");
        parts
            .map(|parts| parts.iter().map(shown).collect())
            .map_or_else(|| "-".to_owned(), |parts: Vec<_>| parts.join(" / "))
    }

    #[test]
    fn words_have_two_characters_and_sometimes_three() {
        for words in [
            "自然人",
            "社会|公益|组织",
            "其他|对外|管理|服务|事项",
            "行政|规范性|文件",
            "行政|事业性|收费",
            "本年|新制作|数量",
            "对外|公开|总数量",
            "上一年|项目|数量",
            "（三） / 不予|公开",
            "三、 / 本年度|办理|结果",
            "四、 / 结转|下年度|继续|办理",
            "1.属于|国家|秘密",
        ] {
            assert_eq!(shown(label(&words.replace(['|', ' ', '/'], ""))), words);
        }
        for unknown in [
            "法人或其他组织",
            "GDP增长",
            "3.危及“三安全一稳定”",
            "（三）",
            "概况类信息更新量",
            "网站总访问量",
            "网站类型数",
            "禁止化学品",
        ] {
            assert_eq!(shown(label(unknown)), "-", "{unknown}");
        }
    }

    #[test]
    fn remarks_part_from_what_they_are_said_of() {
        let parts = |text| shown(with_remark(text, true));
        assert_eq!(parts("信息发布（单位：条）"), "信息|发布 / （单位：条）");
        assert_eq!(parts("（三）不予公开"), "-");
        assert_eq!(parts("（试行）"), "-");
        assert_eq!(shown(with_remark("公开信息（件）", false)), "公开信息 / （件）");
    }

    #[test]
    fn options_keep_their_boxes() {
        assert_eq!(shown(options("■门户 网站 □专项网站")), "■门户 网站 / □专项网站");
        assert_eq!(shown(options("■是")), "-");
        assert_eq!(shown(options("是 ■否")), "-");
    }

    #[test]
    fn only_labels_have_words() {
        let grid = table_3().grid();
        let cell = grid.cells.iter().find(|cell| cell.content.to_plain() == "商业企业");
        let mut cell = cell.expect("the form has this label").clone();
        assert_eq!(longest(&cell), 2);
        cell.role = Role::Data;
        assert_eq!(parts(&cell), None);
        assert_eq!(longest(&cell), 0);
    }
}
