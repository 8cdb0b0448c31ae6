//! Facts and a form's `report.md` -> the document.
//!
//! Passes: fill and parse each prose field ([`fields()`]); keep fields, tables and
//! signature behind tokens; fill the template; parse what it made; put the kept
//! blocks in place of their tokens.

mod context;
mod doubts;
mod fields;
mod origins;
mod references;
mod relation_doubts;
mod remarks;
mod tables;
mod template;
#[cfg(test)]
mod tests;
mod tokens;

pub use context::Material;
pub use fields::{Filling, PictureUse, ProseField, fields, pictures};
pub use origins::{Composition, Origin};
pub use template::ReportTemplate;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, Document, Inline, Inlines, Meta, Publication};
use crate::facts::{Fact, Facts, Value as FactValue, join};
use crate::form::TABLES;
use crate::prose;
use crate::template::{Context, Value};
use template::SIGNATURE;
use tokens::{Kept, Tokens};

/// The name of the report's title among the fields.
const TITLE: &str = "标题";

/// Makes the document of a report whose facts have no errors, and says where its
/// blocks come from.
///
/// `fields` are the prose fields as [`fields()`] made them.
///
/// # Errors
///
/// T005, if the template cannot be filled with these facts.
pub fn compose(
    material: &Material<'_>,
    fields: Vec<ProseField<'_>>,
) -> Result<Composition, Diagnostic> {
    let table = |index| Block::Table(tables::table(material.facts, index));
    let fields = fields.into_iter().enumerate().map(|(index, field)| {
        let ranges = origins::ranges(&field).into_iter();
        let origins = ranges.map(|range| Origin::Prose { field: index, range });
        (field.path, field.blocks.into_iter().zip(origins).collect())
    });
    document(material, fields, &table)
}

/// Composes as much of a report as its checks need: what its template prints, with
/// stand-ins for its tables and prose.
///
/// # Errors
///
/// As [`compose`]'s.
pub fn check(
    material: &Material<'_>,
    fields: Vec<ProseField<'_>>,
) -> Result<Composition, Diagnostic> {
    // Whether it is text is all that tells blocks apart there.
    let other = || Block::Quote { blocks: Vec::new() };
    let stand_in = |block: &Block| match tokens::text_of(block) {
        Some(_) => Block::Paragraph { content: Inlines::default() },
        None => other(),
    };
    let fields = fields.into_iter().map(|field| {
        let blocks = field.blocks.iter().map(stand_in);
        (field.path, blocks.map(|block| (block, Origin::Wording)).collect())
    });
    document(material, fields, &|_| other())
}

/// Makes the document of a report of its prose fields by path, and its tables by
/// index.
fn document(
    material: &Material<'_>,
    fields: impl Iterator<Item = (String, Vec<Kept>)>,
    table: &dyn Fn(usize) -> Block,
) -> Result<Composition, Diagnostic> {
    let template = material.template;
    let mut tokens = Tokens::default();
    let context =
        report_context(material, fields, table, &mut tokens).ok_or_else(|| {
            Diagnostic::error(Code::TemplateRender, "正文的段数太多，放不进一份报告")
        })?;
    let text = template.render(&context)?;
    let spliced = tokens.splice(prose::parse_report(&text).blocks);
    let (blocks, origins): (Vec<_>, Vec<_>) = spliced.into_iter().unzip();
    if let Some(name) = tokens.misplaced(&blocks) {
        return Err(template.misplaced(name));
    }
    let title = blocks.iter().find_map(|block| match block {
        Block::Heading { level: 1, content } => {
            Some(content.to_plain().replace('\n', ""))
        }
        _ => None,
    });
    let title = title.ok_or_else(|| {
        Diagnostic::error(Code::TemplateRender, "模板没有印出标题")
            .at(template.source().span(0..0), "")
            .help("模板的第一行写“# ”和标题")
    })?;
    let document = Document { meta: meta(material.facts, title), blocks };
    Ok(Composition { document, origins })
}

/// Returns what the report's template sees; none if there are more prose fields
/// than tokens.
fn report_context(
    material: &Material<'_>,
    fields: impl Iterator<Item = (String, Vec<Kept>)>,
    table: &dyn Fn(usize) -> Block,
    tokens: &mut Tokens,
) -> Option<Context> {
    let facts = material.facts;
    let mut stands = Vec::new();
    for (path, blocks) in fields {
        let token = tokens.keep(&path, blocks)?;
        stands.push((path, token));
    }
    let context = material.own_context(&mut |path| {
        let stand = stands.iter().find(|(known, _)| known == path);
        stand.map(|(_, token)| Value::Text(token.clone()))
    });
    let mut table_entries = Vec::new();
    for (index, form) in facts.form.tables.iter().enumerate() {
        let name = join(TABLES, &form.name);
        let token = tokens.keep(&name, vec![(table(index), Origin::Table(index))])?;
        table_entries.push((form.name.clone(), Value::Text(token)));
    }
    let signed = signature(facts).map(|block| (block, Origin::Signature));
    let signed = tokens.keep(SIGNATURE, signed.into_iter().collect())?;
    let signed = Value::Text(signed);
    let mut entries = vec![
        (SIGNATURE.to_owned(), signed),
        (TABLES.to_owned(), Value::Map(table_entries)),
    ];
    if let Some(title) = facts.text(&[TITLE]).filter(|title| title.contains('\n')) {
        let kept = tokens.keep(TITLE, vec![(in_lines(title), Origin::Title)])?;
        entries.push((TITLE.to_owned(), Value::Text(kept)));
    }
    Some(context.with(entries))
}

/// Returns a title whose lines its author marked: Markdown's headings have no line
/// ends, so it goes behind a token.
fn in_lines(title: &str) -> Block {
    let mut content = Inlines::default();
    for (index, line) in title.lines().enumerate() {
        if index > 0 {
            content.push(Inline::LineBreak);
        }
        content.push(Inline::Text(line.to_owned()));
    }
    Block::Paragraph { content }
}

/// Returns the signature, if staff give one.
fn signature(facts: &Facts) -> Option<Block> {
    let Some(Fact::Group(group)) = facts.field(&[SIGNATURE]) else { return None };
    group.span.as_ref()?;
    let name = facts.text(&[SIGNATURE, "署名"]).unwrap_or_else(|| body(facts));
    Some(Block::Signature { name: name.to_owned(), date: facts.date() })
}

/// Returns the name of the body that reports.
fn body(facts: &Facts) -> &str {
    facts.text(&["单位", "名称"]).unwrap_or_default()
}

fn meta(facts: &Facts, title: String) -> Meta {
    let given = |name: &str| facts.text(&["发布", name]).map(str::to_owned);
    let keywords = match facts.field(&["发布", "关键词"]) {
        Some(Fact::Several(words)) => words
            .iter()
            .filter_map(|word| match &word.value {
                FactValue::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    Meta {
        title,
        author: body(facts).to_owned(),
        year: facts.year().unwrap_or_default(),
        date: facts.date(),
        publication: Publication {
            url: given("网址"),
            site_name: given("站点名称"),
            site_code: given("站点标识码"),
            column: given("栏目"),
            column_type: Some(facts.form.column_type.clone())
                .filter(|column_type| !column_type.is_empty()),
            source: given("来源"),
            keywords,
        },
    }
}
