//! A form's `report.md`, compiled, its paths checked against the form.

use super::context::{self, TableNames};
use crate::diagnostic::{Code, Diagnostic};
use crate::form::{FieldKind, Form, LAST_YEAR, TABLES, Target, ValueType};
use crate::source::Source;
use crate::spelling;
use crate::template::{Context, Engine, Markup, Usage, UsedPath};

/// The name a report's template has in its engine.
const NAME: &str = "report.md";
/// The signature: a group that a template prints as a whole.
pub(super) const SIGNATURE: &str = "落款";
/// What every finding about a template ends with.
const PASS_ON: &str = "这是模板的问题，请转告模板的作者";

/// A compiled `report.md`, shared by all reports of its form.
#[derive(Debug)]
pub struct ReportTemplate {
    engine: Engine,
    source: Source,
    tables: Vec<TableNames>,
}

impl ReportTemplate {
    /// Compiles a template and checks every path it names against the form, also
    /// inside `{% if %}`, where a misspelt one would silently be false.
    ///
    /// # Errors
    ///
    /// T001 to T004, each at its place.
    pub fn new(form: &Form, source: &Source) -> Result<Self, Vec<Diagnostic>> {
        let mut engine = Engine::new(Markup::Markdown);
        let uses = engine.add(NAME, source).map_err(pass_on)?;
        let findings: Vec<_> =
            uses.paths.iter().filter_map(|used| check_path(form, used)).collect();
        if findings.is_empty() {
            let tables = context::names(form, source, &uses.paths);
            Ok(Self { engine, source: source.clone(), tables })
        } else {
            Err(pass_on(findings))
        }
    }

    /// Returns the template's text.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Returns the engine, which also fills the `{{ }}` of staff's prose.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Returns how the values of each table of the form are named.
    pub(super) fn tables(&self) -> &[TableNames] {
        &self.tables
    }

    /// Fills the template.
    ///
    /// # Errors
    ///
    /// T005, at its place in the template.
    pub(super) fn render(&self, context: &Context) -> Result<String, Diagnostic> {
        self.engine.render(NAME, context).map_err(|finding| finding.help(PASS_ON))
    }
}

fn pass_on(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.into_iter().map(|finding| finding.help(PASS_ON)).collect()
}

fn check_path(form: &Form, used: &UsedPath) -> Option<Diagnostic> {
    match used.segments.split_first() {
        Some((first, [])) if first == LAST_YEAR => None,
        Some((first, rest)) if first == LAST_YEAR => {
            let guarded = used.under.iter().any(|path| {
                path == LAST_YEAR || path.starts_with(&format!("{LAST_YEAR}."))
            });
            if guarded {
                return check_steps(form, used, rest);
            }
            let finding = Diagnostic::error(
                Code::UnguardedLastYear,
                "去年的报告不一定有，用“上年”之前要先判断",
            );
            Some(
                finding
                    .at(used.span.clone(), "")
                    .help("写成 {% if 上年 %}…{% endif %}，里面再用它"),
            )
        }
        Some((first, rest)) if first == TABLES => check_table(form, used, rest),
        _ => check_steps(form, used, &used.segments),
    }
}

fn check_table(form: &Form, used: &UsedPath, rest: &[String]) -> Option<Diagnostic> {
    let names = || form.tables.iter().map(|table| table.name.as_str());
    match rest {
        [name] if form.table(name).is_some() => None,
        [name, ..] => {
            let finding = unknown(used, &format!("这种格式没有表“{name}”"));
            Some(finding.help(suggestion(name, names())))
        }
        [] => {
            let finding = unknown(used, "要写明是哪张表");
            Some(finding.help(suggestion("", names())))
        }
    }
}

fn check_steps(form: &Form, used: &UsedPath, steps: &[String]) -> Option<Diagnostic> {
    match form.resolve(steps) {
        Ok(Target::Group | Target::Line(_))
            if used.usage == Usage::Printed && steps != [SIGNATURE] =>
        {
            let path = used.segments.join(".");
            let finding = unknown(used, &format!("“{path}”是一组，不能整个印出来"));
            Some(finding.help("写到其中的一项；整张表写成 {{ 表格.表名 }}"))
        }
        Ok(Target::Field(path)) if steps[0] == SIGNATURE && path.len() > 1 => {
            let finding = unknown(used, "落款在模板里是一个整体");
            Some(finding.help("写成 {{ 落款 }}，署名和日期的位置由程序安排"))
        }
        Ok(Target::Field(path)) if used.usage == Usage::Printed => {
            if let Some(FieldKind::Each(_)) = form.field(&path).map(|field| &field.kind) {
                return Some(each(used));
            }
            unprintable(form.field_type(&path)?, used)
        }
        Ok(Target::Cell(cell)) if used.usage == Usage::Printed => {
            unprintable(form.cell_type(cell), used)
        }
        Ok(_) => None,
        Err(broken) => {
            let step = steps.get(broken.steps).map_or("", String::as_str);
            let here = match broken.steps {
                0 => format!("没有“{step}”这一项"),
                count => format!("“{}”下面没有“{step}”", steps[..count].join(".")),
            };
            let options = broken.options.iter().map(String::as_str);
            Some(unknown(used, &here).help(suggestion(step, options)))
        }
    }
}

fn each(used: &UsedPath) -> Diagnostic {
    let path = used.segments.join(".");
    let message = format!("“{path}”是一组一组的，不能整个印出来");
    let help = format!("写成 {{% for 项 in {path} %}}…{{% endfor %}}");
    unknown(used, &message).help(help)
}

/// Refuses to print a yes or no, and what may be several.
fn unprintable(kind: &ValueType, used: &UsedPath) -> Option<Diagnostic> {
    let path = used.segments.join(".");
    let (what, help) = match kind {
        ValueType::YesNo => {
            ("只有是和否", format!("写成 {{{{ \"是\" if {path} else \"否\" }}}}"))
        }
        ValueType::Choices(_) => {
            ("可以有好几项", format!("写成 {{{{ {path} | join(sep=\"、\") }}}}"))
        }
        _ => return None,
    };
    Some(unknown(used, &format!("“{path}”{what}，不能直接印出来")).help(help))
}

fn unknown(used: &UsedPath, message: &str) -> Diagnostic {
    Diagnostic::error(Code::TemplatePath, message).at(used.span.clone(), "")
}

fn suggestion<'a>(word: &str, options: impl Iterator<Item = &'a str> + Clone) -> String {
    match spelling::nearest(word, options.clone()) {
        Some(near) => format!("是不是想写“{near}”？"),
        None => format!("可以写：{}", options.collect::<Vec<_>>().join("、")),
    }
}
