//! The prose fields: their references checked and filled, their Markdown parsed.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Block;
use crate::facts::{Facts, Prose};
use crate::form::{LAST_YEAR, Target, ValueType};
use crate::prose::{self, Filled, Picture, RemarkKind};
use crate::source::Span;
use crate::spelling;
use crate::template::Context;

use super::template::ReportTemplate;
use super::{context, last_year_entry};

/// A prose field, ready to be printed or checked.
#[derive(Debug, Clone)]
pub struct ProseField {
    /// The field's dotted path.
    pub path: String,
    /// Its text with references filled in, and the way back to the file.
    pub filled: Filled,
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
pub fn fields(
    facts: &Facts,
    last_year: Option<&Facts>,
    template: &ReportTemplate,
    filling: Filling,
    findings: &mut Vec<Diagnostic>,
) -> Vec<ProseField> {
    let all = facts.prose();
    let refers = all.iter().any(|(_, prose)| prose.text().contains("{{"));
    let context = (refers && filling == Filling::Fill).then(|| {
        let mut entries = context::entries(facts, &mut |_| None);
        entries.extend(last_year_entry(last_year));
        Context::new(entries)
    });
    let read = |(path, prose): (String, &Prose)| {
        let facts = (facts, last_year);
        let filled = fill(facts, &path, prose, (template, context.as_ref()), findings);
        let parsed = prose::parse(&filled.text);
        let locate = |range| prose.locate(filled.source_range(range));
        for remark in &parsed.remarks {
            let place = locate(remark.range.clone());
            findings.push(remark_finding(remark.kind, place).path(&path));
        }
        let pictures =
            parsed.pictures.iter().map(|Picture { path: file, range, .. }| PictureUse {
                path: file.clone(),
                span: locate(range.clone()),
                field: path.clone(),
            });
        let pictures = pictures.collect();
        ProseField { path, filled, blocks: parsed.blocks, pictures }
    };
    all.into_iter().map(read).collect()
}

/// Fills one field; with references at fault, or without a context, it stays as
/// it is written.
fn fill(
    facts: (&Facts, Option<&Facts>),
    path: &str,
    prose: &Prose,
    (template, context): (&ReportTemplate, Option<&Context>),
    findings: &mut Vec<Diagnostic>,
) -> Filled {
    let text = prose.text();
    let locate = |range| prose.locate(range);
    let before = findings.len();
    if text.contains("{{") {
        for reference in prose::references(text).paths {
            let finding = check_reference(facts, &reference.segments);
            findings.extend(finding.map(|finding| {
                finding.at(prose.locate(reference.range.clone()), "").path(path)
            }));
        }
    }
    let wrong = findings.len() > before;
    let empty = Context::default();
    match context {
        _ if wrong => Filled::verbatim(text),
        None if text.contains("{{") => Filled::verbatim(text),
        context => {
            let context = context.unwrap_or(&empty);
            let (filled, faults) = prose::fill(text, &locate, template.engine(), context);
            findings.extend(faults.into_iter().map(|finding| finding.path(path)));
            filled
        }
    }
}

/// Says why a path cannot stand in prose, if it cannot.
fn check_reference(
    (facts, last_year): (&Facts, Option<&Facts>),
    steps: &[String],
) -> Option<Diagnostic> {
    let wrong = |message: String| Diagnostic::error(Code::BadReference, message);
    let own = match steps.split_first() {
        Some((first, _)) if first == LAST_YEAR && last_year.is_none() => {
            let message = "没有去年的数据，这里引用不到“上年”".to_owned();
            return Some(wrong(message).help(
                "把去年的数据文件放在旁边，文件名是去年的年份，或用“上年文件”写明在哪里",
            ));
        }
        Some((first, rest)) if first == LAST_YEAR => rest,
        _ => steps,
    };
    let path = steps.join(".");
    match facts.form.resolve(own) {
        Ok(Target::Cell(_)) => None,
        Ok(Target::Field(field)) => {
            if facts.form.field_type(&field) == Some(&ValueType::Prose) {
                return Some(wrong(format!("“{path}”是一段正文，不能引用到另一段里")));
            }
            let missing = own.len() == steps.len() && facts.is_left_out(&field);
            missing.then(|| {
                wrong(format!("“{path}”没有写，这里引用不到"))
                    .help(format!("先在文件里写上“{path}”，或在这里直接写出来"))
            })
        }
        Ok(Target::Line(_) | Target::Group) => {
            Some(wrong(format!("“{path}”是一组，要写到其中的一项")))
        }
        Err(broken) => {
            let step = own.get(broken.steps).map_or("", String::as_str);
            let options: Vec<_> = broken.options.iter().map(String::as_str).collect();
            let message = match broken.steps {
                0 => format!("没有“{step}”这一项，这里引用不到"),
                count => format!("“{}”下面没有“{step}”", own[..count].join(".")),
            };
            let near = spelling::nearest(step, options.iter().copied());
            let help = match near {
                Some(near) => format!("是不是想写“{near}”？"),
                None if broken.steps == 0 => {
                    "自己定的数和文字写在“事实”下面，用 {{ 事实.名称 }} 引用".to_owned()
                }
                None => format!("可以写：{}", options.join("、")),
            };
            Some(wrong(message).help(help))
        }
    }
}

fn remark_finding(kind: RemarkKind, place: Span) -> Diagnostic {
    let finding = match kind {
        RemarkKind::OwnChapter => Diagnostic::warning(
            Code::OwnChapter,
            "各部分的标题由格式规定，正文里不能另起一章",
        )
        .help("小标题用“###”写；这一行已按小标题印出"),
        RemarkKind::PictureInCell => {
            Diagnostic::error(Code::BadPicture, "表格的格子里不能放图片")
                .help("把图片移到表格外面，单独成一段")
        }
        RemarkKind::NoDescription => Diagnostic::error(Code::BadPicture, "图片没有说明")
            .help("在方括号里写明图上是什么：![说明](图.png)"),
        RemarkKind::BadLink => {
            Diagnostic::warning(Code::BadText, "这个链接不是完整的网址，只印出文字")
                .help("网址以 http:// 或 https:// 开头，邮箱以 mailto: 开头")
        }
    };
    finding.at(place, "")
}
