//! What a sentence says of the years it names, by words that all Chinese reports
//! share.

use super::Sentence;
use super::named::Named;
use crate::check::quantities::measure;
use crate::check::vague::follows;

/// The period that the numbers of a report are of.
pub(super) struct Period<'a> {
    /// The years of its first and last day.
    pub(super) years: Vec<&'a Named>,
    /// Its words.
    pub(super) words: &'a str,
}

/// What a statistical period is called: 统计期限, 统计时段, 数据期限, 报告期.
const PERIODS: [&str; 6] =
    ["统计期", "统计时", "统计的时", "数据期", "数据的期", "报告期"];
const FIRST_DAY: [&str; 2] = ["1月1日", "01月01日"];
const LAST_DAY: &str = "12月31日";

/// Returns the statistical period, if a sentence states it.
pub(super) fn period<'a>(sentence: &Sentence<'a>) -> Option<Period<'a>> {
    let whole = whole_year(sentence)?;
    PERIODS.iter().any(|word| sentence.words.contains(word)).then_some(whole)
}

/// Returns the days from 1月1日 to 12月31日, if a sentence names them.
fn whole_year<'a>(sentence: &Sentence<'a>) -> Option<Period<'a>> {
    let begins = |named: &Named| {
        FIRST_DAY.iter().any(|day| behind(sentence, named).starts_with(day))
    };
    let first = sentence.years.iter().position(begins)?;
    let start = sentence.within(&sentence.years[first].range).start;
    let length = sentence.words[start..].find(LAST_DAY)? + LAST_DAY.len();
    let ends = |named: &&Named| behind(sentence, named).starts_with(LAST_DAY);
    let last = sentence.years[first + 1..].iter().find(ends);
    Some(Period {
        years: [&sentence.years[first]].into_iter().chain(last).collect(),
        words: &sentence.words[start..start + length],
    })
}

/// Returns what follows a year in its sentence.
fn behind<'a>(sentence: &Sentence<'a>, named: &Named) -> &'a str {
    sentence.words[sentence.within(&named.range).end..].trim_start_matches(' ')
}

/// Words that set a year beside another one.
const COMPARING: [&str; 12] = [
    "上年", "去年", "前年", "往年", "历年", "近年", "今年", "本年", "同比", "环比",
    "相比", "同期",
];

/// Tells whether a sentence compares years.
pub(super) fn is_compared(words: &str) -> bool {
    COMPARING.iter().any(|word| words.contains(word))
        || words.match_indices('较').any(|(at, word)| {
            words[at + word.len()..]
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit())
        })
        || words.match_indices('比').any(|(at, word)| {
            let share = words[..at].ends_with(['占', '评', '分']);
            !share
                && !words[at + word.len()..]
                    .starts_with(['例', '重', '率', '赛', '武', '如', '较', '拼', '选'])
        })
}

/// Measures of time, which is no result.
const OF_TIME: [&str; 3] = ["个月", "个工作日", "个自然日"];

/// Tells whether a sentence states the results of a year: it says so, or counts.
pub(super) fn states_result(sentence: &Sentence<'_>) -> bool {
    let words = sentence.words;
    ["全年", "截至", "截止"].iter().any(|word| words.contains(word))
        || in_all(words)
        || counts(words)
        || whole_year(sentence).is_some()
}

/// Tells whether a 共 stands for 一共.
fn in_all(words: &str) -> bool {
    const BEFORE: [char; 2] = ['公', '中'];
    const BEHIND: [char; 17] = [
        '同', '产', '享', '建', '识', '和', '青', '性', '振', '鸣', '济', '治', '存',
        '管', '用', '商', '赢',
    ];
    words.match_indices('共').any(|(at, word)| {
        !words[..at].ends_with(BEFORE) && !words[at + word.len()..].starts_with(BEHIND)
    })
}

/// Tells whether digits are followed by a measure. A reference that is not filled in
/// stands for digits.
fn counts(words: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '}';
    let mut rest = words;
    while let Some(at) = rest.find(digit) {
        let ordinal =
            rest[..at].ends_with(['第', '〔', '（']) || rest[..at].ends_with("第 ");
        let run = rest[at..].find(|c| !digit(c) && c != ',' && c != '.');
        let Some(end) = run.map(|length| at + length) else { return false };
        rest = &rest[end..];
        let unit = rest.trim_start_matches(' ');
        if !ordinal
            && (measure(unit).is_some() || follows(unit))
            && !OF_TIME.iter().any(|measure| unit.starts_with(measure))
        {
            return true;
        }
    }
    false
}

/// What stands around a year in its sentence.
pub(super) struct Place<'a> {
    quoted: bool,
    /// Whether something is handed on to the year: 结转至2025年.
    handed_on: bool,
    /// The words to the next marks, no more than [`REACH`] bytes each way.
    clause: &'a str,
    /// What follows the year, its month and day skipped.
    behind: &'a str,
}

/// What makes 前 the first part of a year: 前三季度, 前半年.
const QUARTERS: [char; 11] =
    ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '半'];
/// Bytes around a year within which words belong to it.
const REACH: usize = 120;
const OPENING: [char; 7] = ['“', '‘', '《', '〈', '〔', '「', '『'];
const CLOSING: [char; 7] = ['”', '’', '》', '〉', '〕', '」', '』'];
const HANDED_ON: [&str; 5] = ["转至", "转到", "转入", "延至", "延到"];
const MARKS: [char; 5] = ['，', '；', ',', ';', '：'];

impl<'a> Place<'a> {
    /// Looks around each year of a sentence.
    pub(super) fn of(sentence: &Sentence<'a>) -> Vec<Self> {
        let words = sentence.words;
        let mut depth = 0_usize;
        let mut read = 0;
        let mut places = Vec::new();
        for named in sentence.years {
            let at = sentence.within(&named.range);
            for c in words[read..at.start].chars() {
                if OPENING.contains(&c) {
                    depth += 1;
                } else if CLOSING.contains(&c) {
                    depth = depth.saturating_sub(1);
                }
            }
            read = at.start;
            let from = words.floor_char_boundary(at.start.saturating_sub(REACH));
            let to = words.ceil_char_boundary((at.end + REACH).min(words.len()));
            let start =
                words[from..at.start].rfind(MARKS).map_or(from, |mark| from + mark);
            let end = words[at.end..to].find(MARKS).map_or(to, |mark| at.end + mark);
            places.push(Self {
                quoted: depth > 0,
                handed_on: HANDED_ON
                    .iter()
                    .any(|word| words[..at.start].trim_end_matches(' ').ends_with(word)),
                clause: &words[start..end],
                behind: skip_date(&words[at.end..]),
            });
        }
        places
    }

    /// Tells whether the year belongs to the name of something: a title, a quotation,
    /// an edition, a document number.
    pub(super) fn is_a_name(&self) -> bool {
        self.quoted
            || self.behind.starts_with('版')
            || is_document_number(self.behind)
            || self.has(&["决算", "预算", "规划", "计划", "会议", "大会", "全会"])
    }

    /// Tells whether the year is only where something was handed on to.
    pub(super) fn is_handed_on(&self) -> bool {
        self.handed_on
    }

    /// Tells whether a sentence may well go back to an earlier year here: something
    /// began then, was left over from then, or was found in what was done then.
    pub(super) fn is_earlier_rightly(&self) -> bool {
        let from_then_on = ["以来", "以前", "之前", "底前", "末前", "报", "年报"];
        from_then_on.iter().any(|word| self.behind.starts_with(word))
            || self.followed_by('起', &['草'])
            || self.followed_by('前', &QUARTERS)
            || self.has(&[
                "结转",
                "转入",
                "遗留",
                "考核",
                "考评",
                "评估",
                "测评",
                "反馈",
                "指出",
                "提出的",
                "发现的",
            ])
    }

    /// Tells whether a year far away is meant: a plan's or a goal's, that of a name,
    /// or a number of years.
    pub(super) fn is_far_rightly(&self) -> bool {
        self.quoted
            || self.has(&["规划", "远景", "目标", "纲要", "愿景", "约", "逾", "距今"])
            || ["历史", "以上", "以前", "前"]
                .iter()
                .any(|word| self.behind.starts_with(word))
    }

    /// Tells whether a character stands behind the year by itself, not as the first
    /// of a word with one of these.
    fn followed_by(&self, c: char, words: &[char]) -> bool {
        self.behind.strip_prefix(c).is_some_and(|rest| !rest.starts_with(words))
    }

    fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.clause.contains(word))
    }
}

/// Skips 度, and the month and day of a date.
fn skip_date(behind: &str) -> &str {
    let mut rest = behind.strip_prefix('度').unwrap_or(behind);
    for unit in ['月', '日'] {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        rest = digits
            .strip_prefix(unit)
            .filter(|_| digits.len() < rest.len())
            .unwrap_or(rest);
    }
    rest
}

/// Tells whether the year is that of a document's number: 2024年第12号.
fn is_document_number(behind: &str) -> bool {
    let Some(number) = behind.strip_prefix('第') else { return false };
    let number = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    number.starts_with('号')
}
