//! Tests of the reader: the real forms, one test a fault, and mutated texts.

mod faults;
mod forms;
mod mutated;

use super::read;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// A small form with something of everything.
const FORM: &str = "\
名称: 例
说明: 用于测试
依据: 某号
年度: {自: 2021}
期限: {部门: 01-31}

字段:
  联系方式: {必填: 建议}
  引言: 正文
  费用:
    字段: {件数: 整数, 金额: {类型: 小数, 单位: 元}}

表格:
  申请:
    标题: 收到的申请
    缺省: 0
    列:
      - 标签: 申请人
        列: [自然人, 企业, {总计: {合计: 是}}]
    行:
      - {本年新收: 一、本年新收}
      - {上年结转: 二、上年结转}
      - 结果:
          标签: 三、办理结果
          行:
            - 公开
            - 不公开: [秘密, 其他]
            - {总计: {标签: 总计, 合计: 是}}
      - {结转下年度: {标签: 四、结转下年度, 必填: 是}}
  诉讼:
    列:
      - 复议: [维持, 纠正, {总计: {合计: 是}}]
  报表:
    行:
      - {网址: {类型: 网址}}
      - {种类: {类型: 选项, 选项: [门户, 部门]}}
      - {访问量: 总访问量}

勾稽:
  - 申请.本年新收 + 申请.上年结转 = 申请.结果.总计 + 申请.结转下年度
  - {关系: 报表.访问量 >= 0, 级别: 警告, 仅当: {单位.类别: [部门]}}

跨年:
  - 申请.上年结转 = 上年.申请.结转下年度

叙述核对:
  - {句式: '收到(?P<数>\\d+)件', 除外: 复议, 应为: [申请.本年新收.总计]}
  - {句式: 未收费, 为零: [费用.金额]}

用语:
  - {句式: 今年来, 说明: 应写“今年以来”}
";

fn faults_of(text: &str) -> Vec<Diagnostic> {
    read(&Source::new("form.yaml", text)).err().unwrap_or_default()
}

/// Reads [`FORM`] with a piece replaced, and says each fault on a line.
fn faults(piece: &str, by: &str) -> String {
    assert_eq!(FORM.matches(piece).count(), 1, "the form has {piece:?} once");
    said(&faults_of(&FORM.replace(piece, by)))
}

/// Renders faults as `LINE:COL code message | help`.
fn said(faults: &[Diagnostic]) -> String {
    let line = |fault: &Diagnostic| {
        let place = fault.place.as_ref().expect("a fault has a place");
        let at = place.span.start();
        let mut line =
            format!("{}:{} {} {}", at.line, at.column, fault.code, fault.message);
        for help in &fault.help {
            line = format!("{line} | {help}");
        }
        for related in &fault.related {
            line = format!("{line} | → {:?}", related.span.text());
        }
        for edit in fault.fix.iter().flat_map(|fix| &fix.edits) {
            line = format!("{line} | {:?} ⇒ {:?}", edit.span.text(), edit.text);
        }
        line
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}
