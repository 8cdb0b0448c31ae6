//! The body's name, in its own report.

use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::document::Block;
use crate::facts::Facts;

/// The end of a government's full name; its place alone names it too.
const GOVERNMENT: &str = "人民政府";

/// Tells whether a text names the body, by its full or its short name.
pub(super) fn is_named(facts: &Facts, text: &str) -> bool {
    let name = facts.text(&["单位", "名称"]);
    let place = name.and_then(|name| name.strip_suffix(GOVERNMENT));
    let names = [name, facts.text(&["单位", "简称"]), place].into_iter().flatten();
    let mut names = names.filter(|name| !name.is_empty());
    names.any(|name| text.contains(name))
}

/// Says that neither staff's prose nor the title nor what the template writes before
/// the first part names the body. `blocks` are those of the report.
pub(super) fn check(facts: &Facts, blocks: &[Block], findings: &mut Vec<Diagnostic>) {
    let Some(name) = facts.text(&["单位", "名称"]) else { return };
    let is_part = |block: &&Block| matches!(block, Block::Heading { level: 2, .. });
    for block in blocks.iter().take_while(|block| !is_part(block)) {
        let (Block::Heading { content, .. } | Block::Paragraph { content }) = block
        else {
            continue;
        };
        // A title may be broken where its author likes.
        if is_named(facts, &content.to_plain().replace('\n', "")) {
            return;
        }
    }
    let message =
        format!("标题和正文里都没有本单位的名称“{}”，是借来的稿子吗？", shorten(name));
    let place = ["标题", "单位.名称"].into_iter().find_map(|path| {
        let steps: Vec<_> = path.split('.').collect();
        Some((path, facts.value(&steps)?.span.clone()))
    });
    let finding = Diagnostic::warning(Code::BodyName, message);
    let finding = match place {
        Some((path, span)) => finding.at(span, "").path(path),
        None => finding,
    };
    findings.push(finding.help("标题或正文里写上名称或简称，和“单位”里写的一样"));
}
