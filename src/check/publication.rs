//! What 发布 lacks of the tags that a government page must have.

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Fact, Facts};
use crate::source::Span;

const PUBLICATION: &str = "发布";

/// What the tags that 《政府网站发展指引》 (国办发〔2017〕47号, 网页设计规范) asks of every
/// page are made of, as far as the office knows it before it publishes.
const ASKED: [(&str, &str); 5] = [
    ("网址", "SiteDomain"),
    ("站点名称", "SiteName"),
    ("站点标识码", "SiteIDCode"),
    ("栏目", "ColumnName"),
    ("来源", "ContentSource"),
];

/// Says once what a 发布 that is written lacks. One that is left out asks for
/// nothing: the site's own system then writes the tags.
pub(super) fn check(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let Some(Fact::Group(group)) = facts.field(&[PUBLICATION]) else { return };
    let Some(place) = &group.span else { return };
    let lacking: Vec<_> = ASKED
        .iter()
        .filter(|(name, _)| facts.is_left_out(&[PUBLICATION, name]))
        .collect();
    if lacking.is_empty() {
        return;
    }
    let listed = |part: fn(&(&'static str, &'static str)) -> &'static str| {
        lacking.iter().map(|pair| part(pair)).collect::<Vec<_>>().join("、")
    };
    let message = format!("“发布”里没有写{}", listed(|(name, _)| name));
    let help = format!(
        "请补上；网页上必须有的标签 {} 由它们生成。如果标签由网站后台生成，可以不理会这条提醒",
        listed(|(_, tag)| tag)
    );
    findings.push(
        Diagnostic::warning(Code::Advised, message)
            .at(first_line(place), "")
            .path(PUBLICATION)
            .help(help),
    );
}

fn first_line(span: &Span) -> Span {
    let end = span.text().find('\n').unwrap_or(span.text().len());
    span.slice(0..end)
}
