//! A form's `report.md`, compiled, its paths checked against the form.

use super::context::Named;
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::form::{FieldKind, Form, LAST_YEAR, TABLES, Target, ValueType, Year};
use crate::source::{Source, Span};
use crate::spelling;
use crate::template::{Context, EVERYTHING, Engine, Markup, Refused, Usage, UsedPath};

/// The name a report's template has in its engine.
const NAME: &str = "report.md";
/// The signature: a group that a template prints as a whole.
pub(super) const SIGNATURE: &str = "落款";

/// A compiled `report.md`, shared by all reports of its form.
#[derive(Debug)]
pub struct ReportTemplate {
    engine: Engine,
    source: Source,
    paths: Vec<UsedPath>,
    named: Named,
    named_of_last_year: Named,
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
        let wrong_paths = |paths: &[UsedPath]| -> Vec<_> {
            paths.iter().filter_map(|used| check_path(form, used)).collect()
        };
        let uses =
            engine.add(NAME, source).map_err(|Refused { mut findings, paths }| {
                findings.extend(wrong_paths(&paths));
                findings
                    .sort_by_key(|it| it.place.as_ref().map(|it| it.span.range().start));
                findings
            })?;
        let findings = wrong_paths(&uses.paths);
        if findings.is_empty() {
            let (named, named_of_last_year) = named(form, source, &uses.paths);
            let (source, paths) = (source.clone(), uses.paths);
            Ok(Self { engine, source, paths, named, named_of_last_year })
        } else {
            Err(findings)
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

    /// Returns the paths that the template names.
    pub(super) fn paths(&self) -> &[UsedPath] {
        &self.paths
    }

    /// Returns what the template names of the report at hand.
    pub(super) fn named(&self) -> &Named {
        &self.named
    }

    /// Returns what the template names of last year's report.
    pub(super) fn named_of_last_year(&self) -> &Named {
        &self.named_of_last_year
    }

    /// Explains a finding at a path that has no value: the form has it, for that was
    /// checked, so this report leaves it out.
    fn left_out(&self, finding: &Diagnostic, context: &Context) -> Option<Diagnostic> {
        let place = &finding.place.as_ref()?.span;
        let path = self.paths.iter().find(|path| {
            let (around, place) = (path.span.range(), place.range());
            around.start <= place.start && place.end <= around.end
        })?;
        if place.source().name() != self.source.name() || context.has(&path.segments) {
            return None;
        }
        let name = path.segments.join(".");
        let message = format!("“{}”没有内容", shorten(&name));
        let help = format!(
            "格式里有这一项，这份报告没有填；可以不填的，先判断 \
             `{{% if {name} is defined %}}…{{% endif %}}`，或者写明没有时用什么：\
             `| default(value=\"…\")`"
        );
        let finding = Diagnostic::error(Code::TemplateRender, message);
        Some(finding.at(path.span.clone(), "").help(help))
    }

    /// Says that the template prints something, by its name in it, where it cannot
    /// stand: in words, not in a paragraph of its own.
    pub(super) fn misplaced(&self, name: &str) -> Diagnostic {
        let message = format!("模板把“{name}”放在了标题、格子、加粗、链接或代码里面");
        let used = self.paths.iter().filter(|path| path.segments.join(".") == name);
        let mut places = used.map(|path| &path.span);
        let first = places.clone().next();
        let place = places.find(|span| !self.is_alone(span)).or(first);
        Diagnostic::error(Code::TemplateRender, message)
            .at(place.cloned().unwrap_or_else(|| self.source.span(0..0)), "")
            .help("正文、表和落款要独占一段，前后各空一行")
    }

    /// Tells whether a path has its line to itself.
    fn is_alone(&self, path: &Span) -> bool {
        let text = self.source.text();
        let start = text[..path.range().start].rfind('\n').map_or(0, |at| at + 1);
        let rest = &text[path.range().end..];
        let end = rest.find('\n').unwrap_or(rest.len());
        text[start..path.range().start]
            .trim()
            .trim_start_matches(['{', '-', ' '])
            .is_empty()
            && rest[..end].trim().trim_end_matches(['}', '-', ' ']).is_empty()
    }

    /// Fills the template.
    ///
    /// # Errors
    ///
    /// T005, at its place in the template.
    pub(super) fn render(&self, context: &Context) -> Result<String, Diagnostic> {
        self.engine
            .render(NAME, context)
            .map_err(|finding| self.left_out(&finding, context).unwrap_or(finding))
    }
}

/// Returns what a template names of the report at hand, and of last year's.
fn named(form: &Form, template: &Source, paths: &[UsedPath]) -> (Named, Named) {
    let of = |year: Year| {
        if template.text().contains(EVERYTHING) {
            return Named::new(form, &[&[]]);
        }
        let split = paths.iter().map(|used| Year::split(&used.segments));
        let own = split.filter(|(of, _)| *of == year).map(|(_, path)| path);
        Named::new(form, &own.collect::<Vec<_>>())
    };
    (of(Year::This), of(Year::Last))
}

fn check_path(form: &Form, used: &UsedPath) -> Option<Diagnostic> {
    match Year::split(&used.segments) {
        (Year::This, [first, rest @ ..]) if first == TABLES => {
            check_table(form, used, rest)
        }
        (Year::Last, []) => None,
        (Year::Last, _) if !is_guarded(used) => {
            let message = "去年的报告不一定有，用“上年”之前要先判断";
            let finding = Diagnostic::error(Code::UnguardedLastYear, message);
            let help = "写成 {% if 上年 %}…{% endif %}，里面再用它";
            Some(finding.at(used.span.clone(), "").help(help))
        }
        (Year::This | Year::Last, steps) => check_steps(form, used, steps),
    }
}

/// Tells whether last year's report is known to be there.
fn is_guarded(used: &UsedPath) -> bool {
    used.under.iter().any(|path| path.split('.').next() == Some(LAST_YEAR))
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
        Ok(Target::Field(path)) if used.usage == Usage::ComparedWithText => {
            never_a_text(form.field_type(&path)?, used)
        }
        Ok(Target::Cell(cell)) if used.usage == Usage::ComparedWithText => {
            never_a_text(form.cell_type(cell), used)
        }
        Ok(Target::Field(path)) if used.usage == Usage::ComparedWithNumber => {
            never_a_number(form.field_type(&path)?, used)
        }
        Ok(Target::Cell(cell)) if used.usage == Usage::ComparedWithNumber => {
            never_a_number(form.cell_type(cell), used)
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

/// Refuses to compare with a text what never is one.
fn never_a_text(kind: &ValueType, used: &UsedPath) -> Option<Diagnostic> {
    let path = used.segments.join(".");
    let help = match kind {
        ValueType::YesNo => {
            format!("写成 {{% if {path} %}}，“否”写成 {{% if not {path} %}}")
        }
        ValueType::Whole { .. } | ValueType::Change | ValueType::Year => {
            format!("数不加引号：{{% if {path} == 1 %}}")
        }
        _ => return None,
    };
    let message = format!("“{path}”是“{}”，和引号里的文字永远不相等", kind.name());
    Some(unknown(used, &message).help(help))
}

/// Refuses to compare with a number what never is one in a template.
fn never_a_number(kind: &ValueType, used: &UsedPath) -> Option<Diagnostic> {
    let path = used.segments.join(".");
    let help = match kind {
        ValueType::Whole { .. }
        | ValueType::Change
        | ValueType::Year
        | ValueType::Fact => return None,
        ValueType::Decimal { .. } => format!(
            "小数照写的印，在模板里是文字；是不是零写成 {{% if {path} is 为零 %}}"
        ),
        ValueType::Text | ValueType::Postcode => {
            format!("和文字比，加上引号；有没有填写成 {{% if {path} %}}")
        }
        _ => format!("有没有填写成 {{% if {path} %}}"),
    };
    let message = format!("“{path}”是“{}”，不能和数比较", kind.name());
    Some(unknown(used, &message).help(help))
}

fn unknown(used: &UsedPath, message: &str) -> Diagnostic {
    Diagnostic::error(Code::TemplatePath, message).at(used.span.clone(), "")
}

fn suggestion<'a>(word: &str, options: impl Iterator<Item = &'a str> + Clone) -> String {
    match spelling::nearest(word, options.clone()) {
        Some(near) => format!("是不是想写“{near}”？"),
        None => match options.collect::<Vec<_>>()[..] {
            [] => "到上一层为止，下面没有别的了".to_owned(),
            ref options => format!("可以写：{}", options.join("、")),
        },
    }
}
