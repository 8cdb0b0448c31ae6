//! Labels as they are printed, and as people copy them.

use crate::form::Item;
use crate::numeral::unnumbered;
use crate::width::narrow;

/// Characters that a label must have before a longer one may be meant by it: 其他
/// begins too many.
const SHORTEST_BEGINNING: usize = 3;

/// The words of a label: what is left of it without blanks and marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// With its number.
    whole: String,
    /// Without it.
    bare: String,
}

/// How near two labels are, from far to near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The one begins with the other.
    Beginning,
    /// The same but for the number before them, or another way to say it.
    Bare,
    /// The same words.
    Whole,
}

impl Words {
    /// Returns the words of a text; none if it has none, as a number has.
    pub(super) fn new(text: &str) -> Option<Self> {
        let text: String =
            text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
        let (whole, bare) = (fold(&text), fold(unnumbered(&text)));
        let is_word = |c: char| !c.is_ascii_digit();
        let bare = if bare.is_empty() { whole.clone() } else { bare };
        whole.contains(is_word).then_some(Self { whole, bare })
    }

    /// Tells how near another label is.
    fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.whole == other.whole {
            return Some(Likeness::Whole);
        }
        if self.bare == other.bare {
            return Some(Likeness::Bare);
        }
        let shorter = self.bare.chars().count().min(other.bare.chars().count());
        let begins =
            self.bare.starts_with(&other.bare) || other.bare.starts_with(&self.bare);
        (begins && shorter >= SHORTEST_BEGINNING).then_some(Likeness::Beginning)
    }
}

/// Leaves letters and digits.
fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// All that an item of a form may be called: what is printed, its name, 别名.
#[derive(Debug, Clone)]
pub(super) struct Names {
    label: Option<Words>,
    others: Vec<Words>,
}

impl Names {
    pub(super) fn of(item: &Item) -> Self {
        let others = item.name.iter().chain(&item.aliases);
        Self {
            label: Words::new(&item.label),
            others: others.filter_map(|name| Words::new(name)).collect(),
        }
    }

    /// Tells how near a label is to what the item is called.
    pub(super) fn likeness(&self, words: &Words) -> Option<Likeness> {
        let printed = self.label.iter().filter_map(|label| label.likeness(words));
        // Another name is as good as the label without its number.
        let others = self.others.iter().filter_map(|name| name.likeness(words));
        printed.chain(others.map(|likeness| likeness.min(Likeness::Bare))).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn likeness(one: &str, other: &str) -> Option<Likeness> {
        Words::new(one).unwrap().likeness(&Words::new(other).unwrap())
    }

    #[test]
    fn blanks_marks_and_widths_do_not_matter() {
        let official = "三、本年度办理结果";
        for seen in ["三\n、\n本 年 度办　理\u{a0}结果", "三,本年度办理结果："]
        {
            assert_eq!(likeness(official, seen), Some(Likeness::Whole), "{seen}");
        }
        let official = "本年收费金额（单位：万元）";
        assert_eq!(likeness(official, "本年收费金额(单位:万元)"), Some(Likeness::Whole));
        let official = "3.危及“三安全一稳定”";
        assert_eq!(likeness(official, "3、危及\"三安全一稳定\""), Some(Likeness::Whole));
    }

    #[test]
    fn numbers_may_be_missing_or_other_ones() {
        assert_eq!(likeness("（七）总计", "总 计"), Some(Likeness::Bare));
        assert_eq!(likeness("1.属于国家秘密", "属于国家秘密"), Some(Likeness::Bare));
        assert_eq!(likeness("（七）总计", "（六）总计"), Some(Likeness::Bare));
    }

    #[test]
    fn a_beginning_is_enough_if_it_is_long() {
        let official = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）";
        assert_eq!(likeness(official, "（二）部分公开"), Some(Likeness::Beginning));
        assert_eq!(likeness("（六）其他处理", "其他"), None);
        assert_eq!(likeness("规章", "行政规范性文件"), None);
    }

    #[test]
    fn what_has_no_words_is_no_label() {
        assert_eq!(Words::new("12"), None);
        assert_eq!(Words::new(" — "), None);
        assert!(Words::new("一").is_some());
    }
}
