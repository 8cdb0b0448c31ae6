//! The closed list of codes. A code names a mechanism, never a row or a word of
//! a form; it is a letter and three digits, so that it is typed without an IME.

use std::fmt;

use serde::{Serialize, Serializer};

/// The families of codes, by their letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Y: the file as YAML.
    Yaml,
    /// F: fields, their presence and their values.
    Fields,
    /// S: sums and relations within the tables.
    Sums,
    /// K: this year against last year.
    Years,
    /// P: what the prose says, against the numbers.
    Prose,
    /// W: how the prose is written, whatever it says.
    Wording,
    /// T: forms and templates.
    Templates,
    /// L: layout, pictures and glyphs.
    Layout,
}

impl Family {
    /// Returns the family's Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML 写法",
            Self::Fields => "栏目",
            Self::Sums => "合计和勾稽",
            Self::Years => "跨年",
            Self::Prose => "文字和表",
            Self::Wording => "用字",
            Self::Templates => "格式和模板",
            Self::Layout => "排版",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $family:ident, $title:literal;)*) => {
        /// What kind of finding it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Returns the code as printed: a letter and three digits.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Returns the family.
            pub fn family(self) -> Family {
                match self { $(Self::$variant => Family::$family,)* }
            }

            /// Returns the code of a text: a letter and three digits, exactly.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text)
            }

            /// Returns what the code is about, in a few Chinese words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }
        }
    };
}

codes! {
    /// The parser gives up and no better explanation was found.
    YamlSyntax = "Y001", Yaml, "不合 YAML 的写法";
    /// A full-width colon, comma or bracket where YAML needs ASCII.
    FullWidthMark = "Y002", Yaml, "用了全角标点";
    /// No space after the colon.
    MissingSpace = "Y003", Yaml, "冒号后面缺空格";
    /// A tab, U+3000 or U+00A0 in the indentation.
    BadIndent = "Y004", Yaml, "缩进里有制表符或全角空格";
    /// A plain text that begins with or holds YAML's own signs.
    NeedsQuotes = "Y005", Yaml, "文字里有 YAML 的特殊符号";
    /// A key twice in one map.
    DuplicateKey = "Y006", Yaml, "同一项写了两次";
    /// An anchor, alias or tag.
    Refused = "Y007", Yaml, "用了锚点、别名或标签";
    /// A second document in the file.
    SecondDocument = "Y008", Yaml, "一个文件里有两份文档";
    /// Nested deeper than any form.
    TooDeep = "Y009", Yaml, "嵌套太深";
    /// Bytes that are no UTF-8 or UTF-16.
    Encoding = "Y010", Yaml, "文件的编码不对";
    /// Nothing in the file, or a list or text at its top.
    NotAMap = "Y011", Yaml, "文件最外层要是“名称: 内容”";
    /// A ` #` that ends a text without a word.
    CutByComment = "Y012", Yaml, "文字被 # 截断";
    /// Chinese quotes around a whole value: they are printed.
    PrintedQuotes = "Y013", Yaml, "引号会印出来";
    /// A control or private-use character.
    ForbiddenCharacter = "Y014", Yaml, "有不能使用的字符";

    /// The report is signed before its year is over, late, or years after.
    SignedWhen = "F001", Fields, "落款日期和年度不合";
    /// A day that does not exist or is not written as one.
    BadDate = "F002", Fields, "日期写错了";
    /// A field that is usually written is not.
    Advised = "F003", Fields, "一般要写的一项没有写";
    /// A mobile, identity card or bank card number in what is published.
    PersonalNumber = "F004", Fields, "有个人信息";
    /// A key the form does not have.
    UnknownKey = "F006", Fields, "没有这一项";
    /// A heading of the report's own levels inside prose.
    OwnChapter = "F007", Fields, "在正文里另起一章";
    /// A stand-in that nobody replaced: XX, （待补充）.
    Placeholder = "F009", Fields, "还有没填的地方";
    /// A field or table that must be there is not.
    Missing = "F010", Fields, "缺少必填的一项";
    /// A map, list or text where another was expected.
    WrongShape = "F011", Fields, "内容的形状不对";
    /// A list of another length than the columns.
    WrongLength = "F012", Fields, "一行的个数不对";
    /// A value that is none of the choices.
    NotAChoice = "F013", Fields, "不在可选的范围内";
    /// A year no form covers, or not this form.
    WrongYear = "F014", Fields, "年度与格式不符";
    /// No form is named, or none of that name exists.
    NoForm = "F015", Fields, "格式没有写或没有这种格式";
    /// A `{{ }}` in prose that cannot be filled.
    BadReference = "F016", Fields, "引用写错了";
    /// A single line of text that has several, or a malformed address.
    BadText = "F017", Fields, "文字的写法不对";
    /// A bare number stands where a column must be named.
    WhichColumn = "F018", Fields, "没有说是哪一列";
    /// Last year's file cannot be used.
    LastYearFile = "F019", Fields, "去年的文件用不上";
    /// An entry of 核实 with an unknown code or path, without a reason, of an error.
    BadStandBy = "F020", Fields, "核实写得不对";
    /// An entry of 核实 whose warning no longer occurs.
    NeedlessStandBy = "F021", Fields, "核实不再需要";

    /// A written total is not the sum of its parts.
    Total = "S001", Sums, "合计不对";
    /// A relation of the form does not hold.
    Relation = "S003", Sums, "勾稽关系不成立";
    /// A total is written 0 beside parts that are not.
    ZeroTotal = "S004", Sums, "合计写成了 0";
    /// A slash, dash or 无 where a number belongs.
    BlankMark = "S005", Sums, "该写数的地方画了斜线";
    /// Not a number, or not one of the asked kind.
    NotANumber = "S006", Sums, "不是规定的数";
    /// An amount that cannot be in its unit, or was likely filled in as 元.
    Unit = "S007", Sums, "万元和元弄混了";

    /// A relation of the form between this year's numbers and last year's report
    /// does not hold: what was carried over then is not what is taken up now, or a
    /// stock does not follow from last year's and what came and went. Why: one of
    /// the two reports is wrong, unless last year's was corrected. Wrong: 12 carried
    /// over last year, 上年结转 11 this year. Right: 12, or a reason under 核实.
    AcrossYears = "K001", Years, "和去年的年报对不上";
    /// A number that is ten times last year's, or a table that is last year's.
    Change = "K003", Years, "比去年多得太多，或者一点没变";
    /// A year in the prose or the title that a report on this year does not speak
    /// of: last year's text was not edited, or a digit is wrong.
    StaleYear = "K004", Years, "文字里的年份不是这一年";
    /// Most sentences are last year's.
    Alike = "K005", Years, "正文和去年雷同";

    /// A count in a sentence is none of the numbers that the form says the sentence
    /// may mean. Why: readers see two figures for one thing. Wrong: 收到申请18件
    /// beside 17 new and 2 carried over. Right: 17件, 19件, or `{{ }}` in place of
    /// the digits. Vague counts (约, 余 …) and other years are left alone.
    SentenceNumber = "P001", Prose, "文字里的数和表对不上";
    /// A sentence says that there was none, or nothing left, beside a number that is
    /// not 0. Wrong: 全部办结 beside 结转下年度 2. Right: the sentence without 全部,
    /// or the number put right.
    SentenceZero = "P003", Prose, "文字说没有，表里有";
    /// The parts that a sentence lists behind 其中 do not make the total before it.
    /// Wrong: 50条，其中3条、45条. Right: 48条, or 等 where only some are listed.
    PartsOfSentence = "P005", Prose, "一句话里的各项加起来不对";
    /// A percentage is not what the numbers of its sentence make, or shares of one
    /// whole do not make 100%. The last digit may be rounded or cut off.
    Percentage = "P006", Prose, "百分比算得不对";
    /// The parts that a sentence announces, those it lists and those there are differ
    /// in number or name. Wrong: 共六个部分 with four listed.
    ListOfParts = "P007", Prose, "说有几个部分，和实际不一样";
    /// The body's name is neither in the title nor in the prose. Why: the text may be
    /// another body's.
    BodyName = "P008", Prose, "文字里没有本单位的名称";

    /// A comma, colon, bracket or other mark of half width between Chinese. Why: it
    /// is set too narrow, and lines break at it where they must not.
    HalfWidthMark = "W001", Wording, "中文里用了英文标点";
    /// A character or a run of two to six characters typed twice. Not: words that
    /// meet (工作作风), and one by one (一件一件).
    DoubledWord = "W002", Wording, "字词重复";
    /// A paragraph ends with a comma, a semicolon or a colon, or without any mark.
    ParagraphEnd = "W003", Wording, "段落的结尾不对";
    /// Two marks side by side that are not one.
    MarksTogether = "W004", Wording, "标点重复";
    /// A quote or bracket lacks its other half, crosses another pair, or is of the
    /// wrong kind.
    UnpairedMark = "W005", Wording, "引号或括号不对";
    /// Words that the form says are never right.
    WrongUsage = "W006", Wording, "用语不对";
    /// 今年 and the like, in a text that is read in later years.
    RelativeTime = "W007", Wording, "“今年”之类的说法";
    /// 一是, （一） or 1. skips a number or has one twice; or the marks between the
    /// items differ.
    OrdinalOrder = "W008", Wording, "序号不连续";
    /// Blanks between Chinese, and characters that nobody sees.
    NeedlessBlank = "W009", Wording, "多余的空格";

    /// A template cannot be parsed.
    TemplateSyntax = "T001", Templates, "模板的写法不对";
    /// A template names a path that the form does not have.
    TemplatePath = "T002", Templates, "模板引用了没有的项";
    /// A template names a filter, test or function that does not exist.
    TemplateFilter = "T003", Templates, "模板用了没有的过滤器";
    /// Last year is used outside `{% if 上年 %}`.
    UnguardedLastYear = "T004", Templates, "没有先判断有没有上年";
    /// A template failed while it was filled.
    TemplateRender = "T005", Templates, "模板填不出来";
    /// A template or shared file is missing.
    MissingAsset = "T006", Templates, "缺少模板文件";
    /// A template prints what its author surely did not mean, or never prints.
    TemplateDoubt = "T007", Templates, "模板多半写错了";
    /// A key a form file does not know.
    FormUnknownKey = "T101", Templates, "格式文件里没有这一项";
    /// A key a form file must have is missing.
    FormMissingKey = "T102", Templates, "格式文件缺少一项";
    /// A name that cannot be one.
    FormBadName = "T103", Templates, "不能作名称";
    /// A name twice on one level.
    FormDuplicateName = "T104", Templates, "名称重复";
    /// An item with several names.
    FormSeveralNames = "T105", Templates, "一项有几个名称";
    /// A nameless, empty or misplaced item.
    FormBadItem = "T106", Templates, "表的结构不对";
    /// A type that does not exist.
    FormUnknownType = "T107", Templates, "没有这种类型";
    /// Type or choices in the wrong place.
    FormMisplacedType = "T108", Templates, "类型或选项的位置不对";
    /// Totals that cannot be computed.
    FormBadTotal = "T109", Templates, "合计的写法不对";
    /// A value outside its closed list.
    FormBadValue = "T110", Templates, "只能是规定的几种写法";
    /// A path that leads nowhere.
    FormUnknownPath = "T111", Templates, "没有这条路径";
    /// Terms that cannot be added up.
    FormMixedTerms = "T112", Templates, "不能放在一起算";
    /// A relation that cannot be read.
    FormBadRelation = "T113", Templates, "关系的写法不对";
    /// A pattern that cannot be used.
    FormBadPattern = "T114", Templates, "句式的写法不对";
    /// A name, year or day that contradicts itself.
    FormContradiction = "T115", Templates, "前后矛盾";

    /// A character no face has.
    NoGlyph = "L001", Layout, "没有字体能显示这个字";
    /// A character taken from a face of another style.
    OtherFace = "L002", Layout, "这个字换了字体";
    /// A picture that is missing or cannot be read.
    BadPicture = "L003", Layout, "图片用不上";
    /// A role without any face.
    NoFont = "L004", Layout, "找不到字体";
    /// Tags that a government page must have and 发布 gives nothing for.
    PageTags = "L005", Layout, "网页缺少规定的标签";
}

impl Code {
    /// Tells whether its findings are errors whatever the form, so that none can be
    /// stood by.
    pub fn is_always_error(self) -> bool {
        let milder = matches!(
            self,
            Self::CutByComment | Self::PrintedQuotes | Self::TemplateDoubt
        );
        matches!(self.family(), Family::Yaml | Family::Templates) && !milder
            || matches!(
                self,
                Self::BadDate
                    | Self::UnknownKey
                    | Self::Missing
                    | Self::WrongShape
                    | Self::WrongLength
                    | Self::NotAChoice
                    | Self::WrongYear
                    | Self::NoForm
                    | Self::BadReference
                    | Self::WhichColumn
                    | Self::Total
                    | Self::ZeroTotal
                    | Self::BlankMark
                    | Self::NotANumber
                    | Self::NoGlyph
            )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_in_order_within_their_family_and_unique() {
        let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        for pair in codes.windows(2) {
            assert!(pair[0][..1] != pair[1][..1] || pair[0] < pair[1], "{pair:?}");
        }
    }
}
