//! The words a template may use, with a line of help each.

/// What kind of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Written behind `|`.
    Filter,
    /// Written behind `is`.
    Test,
    /// Written with brackets.
    Function,
}

/// A word a template may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// What kind of word it is.
    pub kind: Kind,
    /// The word.
    pub name: &'static str,
    /// What it does, in one Chinese line.
    pub help: &'static str,
}

impl Word {
    /// Tells whether the word is for staff too, who write `{{ }}` in prose: those
    /// with a Chinese name, and the few that prose has a use for.
    pub fn is_for_prose(&self) -> bool {
        !self.name.is_ascii() || ["default", "join"].contains(&self.name)
    }
}

const fn filter(name: &'static str, help: &'static str) -> Word {
    Word { kind: Kind::Filter, name, help }
}

const fn test(name: &'static str, help: &'static str) -> Word {
    Word { kind: Kind::Test, name, help }
}

/// Tera's filters that make floats or show translated names are left out.
const WORDS: &[Word] = &[
    filter("中文序号", "1 写成一，11 写成十一，直到 99"),
    filter("编号", "前面加上（一）这样的序号，自己有序号的不加：`编号(序=1)`"),
    filter("中文日期", "2022-01-18 写成 2022年1月18日"),
    filter("万元", "以元计的数写成万元：12300 写成 1.23万元"),
    filter("百分比", "占全部的比例，一位小数：`百分比(全部=…)` 写成 5.7%"),
    filter("同比", "与上年相比：`同比(上年=…)` 写成 增长12.5%、下降3.2% 或 持平"),
    filter("default", "没有内容时改用另一个：`default(value=\"…\")`"),
    filter("safe", "照原样输出，其中的标记起作用"),
    filter("length", "字数，或列表的项数"),
    filter("join", "把列表连成一句：`join(sep=\"、\")`"),
    filter("first", "列表的第一项"),
    filter("last", "列表的最后一项"),
    filter("nth", "列表的第几项，从 0 数起：`nth(n=0)`"),
    filter("reverse", "倒过来"),
    filter("sort", "排序，可以按其中一项：`sort(attribute=\"…\")`"),
    filter("unique", "去掉重复的"),
    filter("split", "把文字拆成列表：`split(pat=\"、\")`"),
    filter("replace", "替换文字：`replace(from=\"…\", to=\"…\")`"),
    filter("trim", "去掉两头的空白"),
    filter("trim_start", "去掉开头的空白"),
    filter("trim_end", "去掉末尾的空白"),
    filter("truncate", "只留开头几个字：`truncate(length=20)`"),
    filter("upper", "字母改成大写"),
    filter("lower", "字母改成小写"),
    filter("str", "当作文字"),
    filter("int", "当作整数"),
    filter("abs", "去掉负号"),
    filter("escape", "其中的标记不起作用（本来就是这样）"),
    test("为零", "数是 0，小数也算得准"),
    test("defined", "有这一项"),
    test("undefined", "没有这一项"),
    test("string", "是文字"),
    test("number", "是整数"),
    test("array", "是列表"),
    test("odd", "是单数"),
    test("even", "是双数"),
    test("divisible_by", "能整除：`divisible_by(divisor=2)`"),
    test("starting_with", "以某段文字开头：`starting_with(pat=\"…\")`"),
    test("ending_with", "以某段文字结尾：`ending_with(pat=\"…\")`"),
    test("containing", "含有某段文字：`containing(pat=\"…\")`"),
    Word { kind: Kind::Function, name: "range", help: "一串整数：`range(end=3)`" },
];

/// Returns every filter, test and function of templates.
pub fn vocabulary() -> &'static [Word] {
    WORDS
}
