//! How paragraphs end.

use super::glyphs::{Behind, Class, Origin, Row};
use super::ordinals;
use crate::diagnostic::{Code, Diagnostic};
use crate::prose::Role;

/// Characters from which a line without any mark is no heading.
const SENTENCE: usize = 16;

/// Characters up to which a line without a full stop may be a heading.
const HEADING: usize = 40;

/// Reports a paragraph that ends with the wrong mark, or with none.
pub(super) fn check(row: &mut Row<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(last) = row.glyphs.len().checked_sub(1) else { return };
    if row.role != Role::Paragraph || row.glyphs[last].origin != Origin::Words {
        return;
    }
    let finding = match row.glyphs[last].c {
        '；' | ';' if row.behind != Behind::Item => {
            let found = finding(row, last, &format!("以“{}”结尾", row.glyphs[last].c));
            let found = found.help("段落的末尾用“。”");
            found.mended("改为“。”", row.edit(last, "。").into_iter().collect())
        }
        c @ ('，' | ',' | '、') => finding(row, last, &format!("以“{c}”结尾"))
            .help("话没有说完就补上，说完了就用“。”"),
        c @ ('：' | ':') if row.behind == Behind::Nothing => {
            finding(row, last, &format!("以“{c}”结尾，后面没有内容"))
                .help("补上后面的内容，或者改用“。”")
        }
        _ if lacks_end(row) => finding(row, last, "末尾没有标点")
            .help("末尾加上“。”；是小标题就在前面加“### ”"),
        _ => return,
    };
    row.take(last);
    findings.push(finding);
}

fn finding(row: &Row<'_>, last: usize, what: &str) -> Diagnostic {
    row.warning(Code::ParagraphEnd, last..last + 1, format!("这一段{what}"))
}

/// Tells whether a paragraph is a sentence whose end has no mark. A line that may
/// be a heading, or that names one thing, such as a telephone number, is none.
fn lacks_end(row: &Row<'_>) -> bool {
    let glyphs = &row.glyphs;
    let brackets = glyphs.iter().rev().take_while(|it| it.class == Class::Close).count();
    let body = &glyphs[..glyphs.len() - brackets];
    let last = body.last().map(|glyph| glyph.class);
    if !matches!(last, Some(Class::Han | Class::Digit)) {
        return false;
    }
    let has = |marks: &[char]| body.iter().any(|glyph| marks.contains(&glyph.c));
    let has_stop = has(&['。', '；', '！', '？', ';']);
    let is_sentence = has_stop || has(&['，', ',']);
    if row.behind != Behind::Nothing && glyphs.len() < HEADING && !has_stop {
        return false;
    }
    let is_entry = has(&['：', ':']);
    let is_heading = || ordinals::begins(&row.string(0..glyphs.len().min(8)));
    is_sentence || (glyphs.len() >= SENTENCE && !is_entry && !is_heading())
}
