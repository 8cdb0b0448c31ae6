//! What kind of value a field or cell holds.

/// The type of a field or cell (`form-grammar` 4, and those of the envelope).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueType {
    /// 整数: a whole number, not negative.
    Whole {
        /// 单位, for messages: 件.
        unit: Option<String>,
    },
    /// 增减: a whole number that may have a sign.
    Change,
    /// 小数: an exact decimal, not negative.
    Decimal {
        /// 单位, for messages: 万元.
        unit: Option<String>,
    },
    /// 文字: one line of text.
    Text,
    /// 网址: an absolute address.
    Url,
    /// 正文: Markdown with `{{ path }}`.
    Prose,
    /// 是否: 是 or 否.
    YesNo,
    /// 选项: one of the choices.
    Choice(Vec<String>),
    /// 多选: any of the choices.
    Choices(Vec<String>),
    /// 标题: text whose line ends are meant. In the envelope only.
    Title,
    /// 日期: a day. In the envelope only.
    Date,
    /// 年度: a year of four digits. In the envelope only.
    Year,
    /// 邮编: six digits. In the envelope only.
    Postcode,
    /// 数或文字: what 事实 holds. In the envelope only.
    Fact,
}

/// 是 or 否.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// 是
    Yes,
    /// 否
    No,
}

impl Answer {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Yes, Self::No];

    /// Returns the word staff write.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "是",
            Self::No => "否",
        }
    }

    /// Returns the answer that a word is, if it is one.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.word() == word)
    }
}

impl ValueType {
    /// Returns the type's Chinese name, as form files and messages have it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Whole { .. } => "整数",
            Self::Change => "增减",
            Self::Decimal { .. } => "小数",
            Self::Text | Self::Title => "文字",
            Self::Url => "网址",
            Self::Prose => "正文",
            Self::YesNo => "是否",
            Self::Choice(_) => "选项",
            Self::Choices(_) => "多选",
            Self::Date => "日期",
            Self::Year => "年度",
            Self::Postcode => "邮编",
            Self::Fact => "数或文字",
        }
    }

    /// Tells whether values can be added up.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Whole { .. } | Self::Change | Self::Decimal { .. })
    }

    /// Returns the words of which a value is one, or some; none where any is good.
    pub fn choices(&self) -> Vec<&str> {
        match self {
            Self::Choice(all) | Self::Choices(all) => {
                all.iter().map(String::as_str).collect()
            }
            Self::YesNo => Answer::ALL.map(Answer::word).to_vec(),
            _ => Vec::new(),
        }
    }

    /// Returns the unit, where one is given.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Whole { unit } | Self::Decimal { unit } => unit.as_deref(),
            _ => None,
        }
    }
}
