//! The prose fields: their references checked and filled, their Markdown parsed.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Block;
use crate::facts::Prose;
use crate::prose::{self, Filled, Outline, Picture, Reference, Unfilled};
use crate::source::Span;
use crate::template::Values;

use super::context::Material;
use super::references::check_reference;
use super::remarks::remark_finding;
use super::template::ReportTemplate;

/// What a reference begins with.
const OPENING: &str = "{{";

/// A prose field, ready to be printed or checked.
#[derive(Debug, Clone)]
pub struct ProseField<'a> {
    /// The field's dotted path.
    pub path: String,
    /// The field as staff wrote it.
    pub prose: &'a Prose,
    /// Its text with references filled in, and the way back to the file.
    pub filled: Filled,
    /// The passages of that text, and what in it is no plain word.
    pub outline: Outline,
    /// What it says.
    pub blocks: Vec<Block>,
    /// The pictures it shows.
    pub pictures: Vec<PictureUse>,
}

/// A picture that a prose field shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureUse {
    /// Its path, relative to the staff's file.
    pub path: String,
    /// Where the field names it.
    pub span: Span,
    /// The field's dotted path.
    pub field: String,
}

/// Whether references can be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// They are.
    Fill,
    /// They are only checked, because some facts are wrong.
    CheckOnly,
}

/// Checks, fills and parses every prose field, and adds what is wrong with them
/// to the findings.
pub fn fields<'a>(
    material: &Material<'a>,
    filling: Filling,
    findings: &mut Vec<Diagnostic>,
) -> Vec<ProseField<'a>> {
    read(material, material.facts.prose(), filling, findings)
}

/// Returns the pictures that the prose fields show.
pub fn pictures(material: &Material<'_>, filling: Filling) -> Vec<PictureUse> {
    let mut all = material.facts.prose();
    // No reference brings one in, unless its value is let through as Markdown.
    let may_show = |text: &str| text.contains("![") || text.contains("safe");
    all.retain(|(_, prose)| may_show(prose.text()));
    let mut unheard = Vec::new();
    let fields = read(material, all, filling, &mut unheard);
    fields.into_iter().flat_map(|field| field.pictures).collect()
}

/// A prose field as staff wrote it.
struct Written<'a> {
    path: String,
    prose: &'a Prose,
    unfilled: Unfilled<'a>,
    references: Vec<Reference>,
}

impl<'a> Written<'a> {
    fn new((path, prose): (String, &'a Prose)) -> Self {
        let unfilled = Unfilled::new(prose.text());
        let references = match prose.text() {
            text if text.contains(OPENING) => unfilled.references().paths,
            _ => Vec::new(),
        };
        Self { path, prose, unfilled, references }
    }
}

fn read<'a>(
    material: &Material<'a>,
    all: Vec<(String, &'a Prose)>,
    filling: Filling,
    findings: &mut Vec<Diagnostic>,
) -> Vec<ProseField<'a>> {
    let all: Vec<_> = all.into_iter().map(Written::new).collect();
    let values = (filling == Filling::Fill).then(|| {
        let references = all.iter().flat_map(|field| &field.references);
        material.values(references.map(|reference| &reference.segments[..]))
    });
    let before = findings.len();
    let mut read = |field: Written<'a>| {
        let Written { path, prose, references, .. } = &field;
        let wrong = findings.len();
        let years = (material.facts, material.last_year);
        findings.extend(references.iter().filter_map(|reference| {
            let finding = check_reference(years, reference)?;
            Some(finding.at(prose.locate(reference.range.clone()), "").path(path))
        }));
        let values = values.as_ref().filter(|_| findings.len() == wrong);
        let filled = fill(&field, (material.template, values), findings);
        let parsed = prose::parse(&filled.text);
        let locate = |range| prose.locate(filled.source_range(range));
        for remark in &parsed.remarks {
            let place = locate(remark.range.clone());
            findings.push(remark_finding(remark.kind, place).path(path));
        }
        let pictures =
            parsed.pictures.iter().map(|Picture { path: file, range, .. }| PictureUse {
                path: file.clone(),
                span: locate(range.clone()),
                field: path.clone(),
            });
        let pictures = pictures.collect();
        let outline = parsed.outline.with_values(filled.values());
        let Written { path, prose, .. } = field;
        ProseField { path, prose, filled, outline, blocks: parsed.blocks, pictures }
    };
    let fields = all.into_iter().map(&mut read).collect();
    tell_once(findings, before);
    fields
}

/// Makes one finding of all references to a last year that is not there, among
/// those from an index on.
fn tell_once(findings: &mut Vec<Diagnostic>, from: usize) {
    let is_lost = |finding: &Diagnostic| finding.code == Code::LastYearFile;
    let found = findings.split_off(from);
    let (lost, others): (Vec<_>, Vec<_>) = found.into_iter().partition(is_lost);
    findings.extend(others);
    let count = lost.len();
    let mut lost = lost.into_iter();
    let Some(mut first) = lost.next() else { return };
    if count > 1 {
        first.message = format!("没有能用的去年的文件，正文有 {count} 处引用不到“上年”");
        first.related = lost.filter_map(|finding| finding.place).collect();
    }
    findings.push(
        first.help(
            "把去年的数据文件放在旁边，文件名是去年的年份，或用“上年文件”写明在哪里",
        ),
    );
}

/// Fills one field; with references, but without values, it stays as it is written.
fn fill(
    field: &Written<'_>,
    (template, values): (&ReportTemplate, Option<&Values>),
    findings: &mut Vec<Diagnostic>,
) -> Filled {
    let text = field.prose.text();
    let none = Values::default();
    let values = match values {
        None if text.contains(OPENING) => return Filled::verbatim(text),
        values => values.unwrap_or(&none),
    };
    let locate = |range| field.prose.locate(range);
    let (filled, faults) = field.unfilled.fill(&locate, template.engine(), values);
    findings.extend(faults.into_iter().map(|finding| finding.path(&field.path)));
    filled
}
