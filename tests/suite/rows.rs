//! The tables of requests and of reviews of the 2021 form, as staff name their lines.

use std::ops::Range;

/// The columns of requests, the total last.
pub(crate) const APPLICANTS: [&str; 7] =
    ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
/// The columns of reviews, the total last.
pub(crate) const OUTCOMES: [&str; 5] =
    ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];

/// The rows in the form's order, requests and then reviews, each with the group it is in.
pub(crate) const ROWS: [(&str, &str); 28] = [
    ("", "本年新收"),
    ("", "上年结转"),
    ("", "予以公开"),
    ("", "部分公开"),
    ("不予公开", "属于国家秘密"),
    ("不予公开", "其他法律行政法规禁止公开"),
    ("不予公开", "危及三安全一稳定"),
    ("不予公开", "保护第三方合法权益"),
    ("不予公开", "属于三类内部事务信息"),
    ("不予公开", "属于四类过程性信息"),
    ("不予公开", "属于行政执法案卷"),
    ("不予公开", "属于行政查询事项"),
    ("无法提供", "本机关不掌握相关政府信息"),
    ("无法提供", "没有现成信息需要另行制作"),
    ("无法提供", "补正后申请内容仍不明确"),
    ("不予处理", "信访举报投诉类申请"),
    ("不予处理", "重复申请"),
    ("不予处理", "要求提供公开出版物"),
    ("不予处理", "无正当理由大量反复申请"),
    ("不予处理", "要求行政机关确认或重新出具已获取信息"),
    ("其他处理", "逾期不补正"),
    ("其他处理", "逾期未缴费"),
    ("其他处理", "其他"),
    ("", "总计"),
    ("", "结转下年度"),
    ("", "行政复议"),
    ("", "未经复议直接起诉"),
    ("", "复议后起诉"),
];

/// Where rows stand among all.
pub(crate) const NEW: usize = 0;
pub(crate) const CARRIED_IN: usize = 1;
pub(crate) const RESULTS: Range<usize> = 2..23;
pub(crate) const DONE: usize = 23;
pub(crate) const CARRIED_OUT: usize = 24;
pub(crate) const REVIEWS: Range<usize> = 25..28;
