//! What 发布 lacks of the tags that a government page must have.

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Fact, Facts, join};
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

/// Says once what a 发布 that is written lacks. One that is left out, or in which
/// nothing is filled in, asks for nothing: the site's own system then writes the tags.
pub(super) fn check(facts: &Facts) -> Option<Diagnostic> {
    let Some(Fact::Group(group)) = facts.field(&[PUBLICATION]) else { return None };
    let place = group.span.as_ref()?;
    if group.facts.iter().all(|(name, _)| facts.is_left_out(&[PUBLICATION, name])) {
        return None;
    }
    let lacking: Vec<_> = ASKED
        .iter()
        .filter(|(name, _)| facts.is_left_out(&[PUBLICATION, name]))
        .collect();
    if lacking.is_empty() {
        return None;
    }
    let listed = |part: fn(&(&'static str, &'static str)) -> &'static str| {
        lacking.iter().map(|pair| part(pair)).collect::<Vec<_>>().join("、")
    };
    let message = format!("“发布”里没有写{}", listed(|(name, _)| name));
    let help =
        format!("请补上；网页上必须有的标签 {} 由它们生成", listed(|(_, tag)| tag));
    let path = match &lacking[..] {
        [(name, _)] => join(PUBLICATION, name),
        _ => PUBLICATION.to_owned(),
    };
    let finding = Diagnostic::warning(Code::PageTags, message)
        .at(first_line(place), "")
        .path(path)
        .help(help);
    Some(finding.stand_by_where("标签由网站后台生成的"))
}

fn first_line(span: &Span) -> Span {
    let end = span.text().find('\n').unwrap_or(span.text().len());
    span.slice(0..end)
}
