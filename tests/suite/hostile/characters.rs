//! Characters that nobody sees, or that another reader takes for something else.

use insta::assert_snapshot;

use crate::findings::{BASE, edited, said};

/// The base with something put into one of its prose fields.
#[track_caller]
fn in_prose(text: &str) -> String {
    edited("门户网站设有政府信息公开专栏。", text)
}

#[track_caller]
fn in_name(text: &str) -> String {
    edited("名称: 青禾县水利局", &format!("名称: {text}"))
}

#[test]
fn control_characters() {
    assert_snapshot!(in_prose("甲\0乙"), @r#"
    甲.yaml:14:10: 错误[Y014] 这里有一个控制字符（U+0000）
      = 它看不见，多半是复制时带来的；请删去
    "#);
    assert_snapshot!(in_name("甲\u{1b}[31m乙"), @r#"
    甲.yaml:3:11: 错误[Y014] 这里有一个控制字符（U+001B）
      = 它看不见，多半是复制时带来的；请删去
    "#);
    assert_snapshot!(in_name("甲\u{7f}\u{85}乙"), @r#"
    甲.yaml:3:11: 错误[Y014] 这里有一个控制字符（U+007F）
      = 它看不见，多半是复制时带来的；请删去
    甲.yaml:3:12: 错误[Y014] 这里有一个控制字符（U+0085）
      = 它看不见，多半是复制时带来的；请删去
    "#);
    assert_snapshot!(in_prose("甲\u{b}乙\u{c}丙"), @r#"
    甲.yaml:14:10: 错误[Y014] 这里有一个控制字符（U+000B）
      = 它看不见，多半是复制时带来的；请删去
    甲.yaml:14:12: 错误[Y014] 这里有一个控制字符（U+000C）
      = 它看不见，多半是复制时带来的；请删去
    "#);
    assert_snapshot!(edited("年度: 2024", "年\u{1b}[2J度: 2024"), @r#"
    甲.yaml:2:2: 错误[Y014] 这里有一个控制字符（U+001B）
      = 它看不见，多半是复制时带来的；请删去
    "#);
}

/// U+E000 and those after it stand for prose and tables in a template, the last two
/// of the block are marks of the Markdown reader.
#[test]
fn private_use_characters() {
    assert_snapshot!(in_prose("甲\u{e000}乙\u{f8ff}"), @r#"
    甲.yaml:14:10: 错误[Y014] 这里有一个自造字（U+E000）
      = 它只在个别字体里显示成字；请换成通用的字，或者删去
    甲.yaml:14:12: 错误[Y014] 这里有一个自造字（U+F8FF）
      = 它只在个别字体里显示成字；请换成通用的字，或者删去
    "#);
    assert_snapshot!(in_name("甲\u{e001}\u{f8fe}"), @r#"
    甲.yaml:3:11: 错误[Y014] 这里有一个自造字（U+E001）
      = 它只在个别字体里显示成字；请换成通用的字，或者删去
    甲.yaml:3:12: 错误[Y014] 这里有一个自造字（U+F8FE）
      = 它只在个别字体里显示成字；请换成通用的字，或者删去
    "#);
    assert_snapshot!(in_prose("甲\u{f0000}乙\u{10fffd}"), @r#"
    甲.yaml:14:10: 错误[Y014] 这里有一个自造字（U+F0000）
      = 它只在个别字体里显示成字；请换成通用的字，或者删去
    甲.yaml:14:12: 错误[Y014] 这里有一个自造字（U+10FFFD）
      = 它只在个别字体里显示成字；请换成通用的字，或者删去
    "#);
}

#[test]
fn marks_of_direction() {
    for c in [
        '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}',
    ] {
        let told = in_name(&format!("甲{c}乙"));
        let point = format!("（U+{:04X}）", u32::from(c));
        assert!(told.contains("改变文字方向的字符") && told.contains(&point), "{told}");
    }
}

#[test]
fn line_ends_of_other_programs() {
    assert_snapshot!(in_prose("甲\u{2028}乙\u{2029}丙"), @r#"
    甲.yaml:14:10: 错误[Y014] 这里有一个特殊的换行符（U+2028）
      = 它看不见，多半是复制时带来的；请删去，要换行就按回车键
    甲.yaml:14:12: 错误[Y014] 这里有一个特殊的换行符（U+2029）
      = 它看不见，多半是复制时带来的；请删去，要换行就按回车键
    "#);
    assert_eq!(said(&BASE.replace('\n', "\r")), "", "old Macintosh");
}

#[test]
fn characters_without_a_shape_are_named() {
    assert_snapshot!(edited("年度: 2024", "年度\u{200b}: 2024"), @r#"
    甲.yaml:2:1: 错误[F006] 没有“年度[U+200B]”这一项
      = 名称里有看不见的字符（方括号里是它的编码），多半是复制时带来的
      + 改为“年度”
    "#);
    assert_snapshot!(edited("行政许可: 31", "行政许可: 3\u{200b}1"), @r#"
    甲.yaml:19:9: 错误[S006] “3[U+200B]1”不是数 (主动公开.行政许可)
      = 只写数字，例如 20
    "#);
    assert_snapshot!(edited("类别: 部门", "类别: 部门\u{feff}"), @r#"
    甲.yaml:3:32: 错误[F013] “部门[U+FEFF]”不在可选的范围内 (单位.类别)
      = 可以写：政府、部门、乡镇街道、其他
    "#);
    assert_snapshot!(in_prose("甲\u{200b}乙\u{ad}丙\u{2060}"), @r"
    甲.yaml:14:10: 提示[W009] 这一项有 3 处多余的空白（看不见的字符） (总体情况.平台建设)
      = 中文的字和标点之间不用空格，段首的空格由排版加
      + 去掉多余的空白
    ");
}

#[test]
fn escapes_of_double_quotes() {
    assert_snapshot!(in_prose(r#""甲\0乙""#), @r#"
    甲.yaml:14:9: 错误[Y014] 这段文字里用“\”写了一个控制字符（U+0000）
      = 它看不见，多半是复制时带来的；请删去
    "#);
    assert_snapshot!(in_prose(r#""甲\uE000乙""#), @r#"
    甲.yaml:14:9: 错误[Y014] 这段文字里用“\”写了一个自造字（U+E000）
      = 它只在个别字体里显示成字；请换成通用的字，或者删去
    "#);
    assert_snapshot!(in_prose(r#""甲\u202e乙""#), @r#"
    甲.yaml:14:9: 错误[Y014] 这段文字里用“\”写了一个改变文字方向的字符（U+202E）
      = 它看不见，多半是复制时带来的；请删去
    "#);
    assert_snapshot!(in_prose(r#""甲\uFFFF乙""#), @r#"
    甲.yaml:14:9: 错误[Y014] 这段文字里用“\”写了一个不是字符的编码（U+FFFF）
      = 它看不见，多半是复制时带来的；请删去
    "#);
    assert_snapshot!(in_prose(r#""甲\ud800乙""#), @r#"
    甲.yaml:14:9: 错误[Y001] 双引号里的“\”有特殊的意思，这里读不懂
      = 把双引号换成英文单引号
    "#);
    assert_snapshot!(in_prose(r#""甲\U00110000乙""#), @r#"
    甲.yaml:14:9: 错误[Y001] 双引号里的“\”有特殊的意思，这里读不懂
      = 把双引号换成英文单引号
    "#);
    assert_snapshot!(in_prose(r#""甲\z乙""#), @r#"
    甲.yaml:14:9: 错误[Y001] 双引号里的“\”有特殊的意思，这里读不懂
      = 把双引号换成英文单引号
    "#);
    assert_snapshot!(edited("年度: 2024", r#""年\e[2J度": 2024"#), @r#"
    甲.yaml:1:1: 错误[F010] 缺少“年度” (年度)
      = 请写上“年度”：报告的年度，四位数字
    甲.yaml:2:1: 错误[Y014] 这段文字里用“\”写了一个控制字符（U+001B）
      = 它看不见，多半是复制时带来的；请删去
    甲.yaml:2:1: 错误[F006] 没有“年[U+001B][2J度”这一项
      = 这里可以写：格式、年度、上年文件、单位、标题、网站、联系方式、落款、发布、事实、附注、核实等 21 项
    "#);
    assert_eq!(in_prose(r#""甲\ud842\udfb7乙""#), "", "two halves of one character");
}

#[test]
fn blanks_of_other_kinds() {
    assert_snapshot!(edited("年度: 2024", "年度:\u{3000}2024"), @r#"
    甲.yaml:2:3: 错误[Y003] 冒号后面缺一个空格
      + 加一个空格
    "#);
    assert_snapshot!(edited("年度: 2024", "年度:\u{a0}2024"), @r#"
    甲.yaml:2:3: 错误[Y003] 冒号后面缺一个空格
      + 加一个空格
    "#);
    assert_snapshot!(edited("年度: 2024", "年度:\t2024"), @"");
    assert_snapshot!(edited("年度: 2024", "\u{3000}年度: 2024"), @r#"
    甲.yaml:2:1: 错误[Y004] 名称前面有全角空格或不换行空格，YAML 会把它当成名称的一部分
      = 上下并列的各行缩进要一样多，一般每一层两个空格
      + 换成空格
    "#);
    assert_snapshot!(edited("  行政许可", "\u{a0}\u{a0}行政许可"), @r#"
    甲.yaml:19:1: 错误[Y004] 行首有不换行空格（从网页或 Word 复制来的），缩进只能用空格
      = 上下并列的各行缩进要一样多，一般每一层两个空格
      + 换成空格
    "#);
    assert_snapshot!(edited("  行政许可", "\u{2003}行政许可"), @r#"
    甲.yaml:19:1: 错误[Y001] 这一行写了内容，下一行却比它缩进得多
      = 下面各行属于它，就删去它冒号后面的内容；和它并列，就缩进得一样多
    "#);
    assert_eq!(in_name("\u{3000}甲局\u{3000}"), "", "around a text they are dropped");
    assert_snapshot!(in_name("甲\u{3000}局"), @r"
    甲.yaml:3:11: 提示[W009] 这一项有 1 处多余的空白（全角空格） (单位.名称)
      = 用来分隔的，改用“、”“，”或者分成两段；否则去掉
    ");
}
