//! Reports of the 2021 form that proptest makes up: numbers that add up, written
//! in every way they may be, and text that looks like markup.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::rows::{APPLICANTS, OUTCOMES, RESULTS, REVIEWS, ROWS};

/// Prose that must come out as it went in, or as Markdown says.
const PROSE: [&str; 12] = [
    "全年公开信息413条，其中**“重点”**领域18条。",
    "#panic() $x$ @某 `代码`",
    "<script>alert(1)</script> &amp; &",
    "甲 | 乙 * 丙 _ 丁 ~ 戊",
    "- 一是规范\n- 二是公开",
    "1. 第一\n2. 第二",
    "> 引用的话",
    "邮箱 zw@example.gov.cn，网址 http://example.gov.cn/?a=1&b=2。",
    "收到\n申请",
    "### 小标题\n\n正文",
    "\u{3000}\u{3000}首行空两格",
    "| 事项 | 数量 |\n| --- | --- |\n| 培训 | 2 |",
];

/// A row of a table: how it is written, and its numbers by column, no total.
#[derive(Debug, Clone)]
struct Line {
    numbers: Vec<u32>,
    notation: Notation,
}

#[derive(Debug, Clone, Copy)]
enum Notation {
    /// By name, zeros left out.
    Names,
    /// By name with the total.
    NamesAndTotal,
    /// In order.
    List,
    /// In order with the total.
    ListAndTotal,
    /// By name, the first with a remark.
    Remark,
}

/// A report whose numbers add up.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    published: Vec<u32>,
    fee: String,
    received: Line,
    carried_in: Line,
    results: Vec<Line>,
    carried_out: Line,
    reviews: Vec<Line>,
    prose: Vec<&'static str>,
    note: bool,
}

pub(crate) fn report() -> impl Strategy<Value = Report> {
    let requests = (line(6), vec(line(6), RESULTS.len()), line(6), notation());
    let fee = prop_oneof![
        Just("0".to_owned()),
        (0..1_000_000u32, 0..1_000_000u32)
            .prop_map(|(whole, rest)| format!("{whole}.{rest:06}")),
    ];
    let prose = vec(prop::sample::select(&PROSE[..]), 0..5);
    let parts =
        (vec(0..5000u32, 9), fee, requests, vec(line(4), 3), prose, any::<bool>());
    parts.prop_map(|(published, fee, requests, reviews, prose, note)| {
        let (mut carried_in, results, carried_out, notation) = requests;
        let mut numbers = Vec::new();
        for column in 0..6 {
            let done: u32 = results.iter().map(|line| line.numbers[column]).sum();
            let all = done + carried_out.numbers[column];
            carried_in.numbers[column] = carried_in.numbers[column].min(all);
            numbers.push(all - carried_in.numbers[column]);
        }
        let received = Line { numbers, notation };
        Report {
            published,
            fee,
            received,
            carried_in,
            results,
            carried_out,
            reviews,
            prose,
            note,
        }
    })
}

fn line(columns: usize) -> impl Strategy<Value = Line> {
    let number = prop_oneof![3 => Just(0u32), 1 => 1..300u32];
    (vec(number, columns), notation())
        .prop_map(|(numbers, notation)| Line { numbers, notation })
}

fn notation() -> impl Strategy<Value = Notation> {
    use Notation::{List, ListAndTotal, Names, NamesAndTotal, Remark};
    prop::sample::select(&[Names, NamesAndTotal, List, ListAndTotal, Remark][..])
}

impl Line {
    fn total(&self) -> u32 {
        self.numbers.iter().sum()
    }

    fn to_yaml(&self, columns: &[&str]) -> String {
        let list = |numbers: &[u32]| {
            numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
        };
        let mut named: Vec<_> = columns
            .iter()
            .zip(&self.numbers)
            .filter(|(_, number)| **number > 0)
            .map(|(column, number)| format!("{column}: {number}"))
            .collect();
        match self.notation {
            Notation::List => return format!("[{}]", list(&self.numbers)),
            Notation::ListAndTotal => {
                return format!("[{}, {}]", list(&self.numbers), self.total());
            }
            Notation::NamesAndTotal => named.push(format!("总计: {}", self.total())),
            Notation::Remark => {
                named.retain(|cell| !cell.starts_with(columns[0]));
                let first = self.numbers[0];
                named.push(format!("{}: {{数: {first}, 注: 其中1|2件}}", columns[0]));
            }
            Notation::Names => {}
        }
        if named.is_empty() {
            "0".to_owned()
        } else {
            format!("{{{}}}", named.join(", "))
        }
    }

    /// Returns what is printed, the total included.
    fn cells(&self) -> Vec<String> {
        let all = self.numbers.iter().copied().chain([self.total()]);
        let mut cells: Vec<_> = all.map(|number| number.to_string()).collect();
        if matches!(self.notation, Notation::Remark) {
            cells[0].push_str("（其中1|2件）");
        }
        cells
    }
}

impl Report {
    pub(crate) fn to_yaml(&self) -> String {
        let mut out = "格式: 政府信息公开-2021\n年度: 2024\n".to_owned();
        out.push_str("单位: {名称: 某市<某>局, 类别: 部门}\n落款: {日期: 2025-01-17}\n");
        let mut put = |line: std::fmt::Arguments<'_>| {
            writeln!(out, "{line}").expect("a text can be written");
        };
        let fields = ["综述", "主动公开", "平台建设", "监督保障"];
        put(format_args!("总体情况:"));
        for (field, prose) in fields.iter().zip(&self.prose) {
            put(format_args!(
                "  {field}: |\n    头\n\n    {}",
                prose.replace('\n', "\n    ")
            ));
        }
        let n = &self.published;
        put(format_args!("主动公开:"));
        put(format_args!(
            "  规章: {{制发: {}, 废止: {}, 现行有效: {}}}",
            n[0], n[1], n[2]
        ));
        put(format_args!("  行政规范性文件: [{}, {}, {}]", n[3], n[4], n[5]));
        put(format_args!(
            "  行政许可: {}\n  行政处罚: {}\n  行政强制: {}",
            n[6], n[7], n[8]
        ));
        put(format_args!("  行政事业性收费: {}", self.fee));
        put(format_args!("申请:"));
        put(format_args!("  本年新收: {}", self.received.to_yaml(&APPLICANTS)));
        put(format_args!("  上年结转: {}", self.carried_in.to_yaml(&APPLICANTS)));
        put(format_args!("  办理结果:"));
        let mut group = "";
        for (line, (above, name)) in self.results.iter().zip(&ROWS[RESULTS]) {
            if group != *above {
                put(format_args!("    {above}:"));
                group = above;
            }
            let indent = if above.is_empty() { "" } else { "  " };
            put(format_args!("    {indent}{name}: {}", line.to_yaml(&APPLICANTS)));
        }
        put(format_args!("  结转下年度: {}", self.carried_out.to_yaml(&APPLICANTS)));
        put(format_args!("复议诉讼:"));
        for (line, (_, name)) in self.reviews.iter().zip(&ROWS[REVIEWS]) {
            put(format_args!("  {name}: {}", line.to_yaml(&OUTCOMES)));
        }
        if self.note {
            put(format_args!("附注: {{复议诉讼: 含上年度结转*数量*}}"));
        }
        out
    }

    /// Returns every value of every table as it is printed.
    pub(crate) fn cells(&self) -> Vec<String> {
        let mut cells: Vec<_> = self.published.iter().map(u32::to_string).collect();
        cells.push(self.fee.clone());
        let sums = (0..6).map(|column| {
            self.results.iter().map(|line| line.numbers[column]).sum::<u32>()
        });
        let total = Line { numbers: sums.collect(), notation: Notation::Names };
        let lines = [&self.received, &self.carried_in].into_iter();
        let lines = lines.chain(&self.results).chain([&total, &self.carried_out]);
        cells.extend(lines.chain(&self.reviews).flat_map(Line::cells));
        cells
    }
}
