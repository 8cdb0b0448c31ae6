//! The body's name, at the head of its report.

use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::document::Block;
use crate::facts::Facts;

/// The end of a government's full name; its place alone names it too.
const GOVERNMENT: &str = "人民政府";

/// Says if neither the title nor the text before the first part names the body.
pub(super) fn check(facts: &Facts, blocks: &[Block], findings: &mut Vec<Diagnostic>) {
    let Some(name) = facts.text(&["单位", "名称"]) else { return };
    let mut head = String::new();
    for block in blocks {
        match block {
            Block::Heading { level: 2, .. } => break,
            Block::Heading { content, .. } | Block::Paragraph { content } => {
                head.extend(content.to_plain().chars().filter(|c| !c.is_whitespace()));
            }
            _ => {}
        }
    }
    let short = facts.text(&["单位", "简称"]);
    let names = [Some(name), short, name.strip_suffix(GOVERNMENT)];
    let is_there = |name: &str| {
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        !name.is_empty() && head.contains(&name)
    };
    if names.into_iter().flatten().any(is_there) {
        return;
    }
    let message =
        format!("标题和引言里都没有本单位的名称“{}”，是借来的稿子吗？", shorten(name));
    let place = ["标题", "单位.名称"].into_iter().find_map(|path| {
        let steps: Vec<_> = path.split('.').collect();
        Some((path, facts.value(&steps)?.span.clone()))
    });
    let finding = Diagnostic::warning(Code::BodyName, message);
    let finding = match place {
        Some((path, span)) => finding.at(span, "").path(path),
        None => finding,
    };
    findings.push(finding.help("标题或引言里写上名称或简称，和“单位”里写的一样"));
}
