//! Compiles templates and fills them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tera::Tera;

use super::explain::{self, Origin};
use super::names::{Names, decode};
use super::scan::{Scan, Usage, UsedPath, Uses, scan};
use super::value::Context;
use super::vocabulary::{Kind, nearest, vocabulary};
use super::{escape, filters};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// What facts are escaped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Facts are plain text of Markdown.
    Markdown,
    /// Facts are plain text of HTML.
    Html,
}

/// Compiled templates, ready to be filled from any thread.
#[derive(Clone)]
pub struct Engine {
    tera: Tera,
    templates: BTreeMap<String, Template>,
    components: BTreeSet<String>,
}

#[derive(Clone)]
struct Template {
    source: Source,
    names: Names,
    paths: Vec<UsedPath>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("templates", &self.templates.keys())
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// Makes an engine without templates.
    pub fn new(markup: Markup) -> Self {
        let mut tera = Tera::new();
        // Every name ends so: everything is escaped.
        tera.autoescape_on([""]);
        if markup == Markup::Markdown {
            tera.set_escape_fn(escape::markdown);
        }
        filters::register(&mut tera);
        Self { tera, templates: BTreeMap::new(), components: BTreeSet::new() }
    }

    /// Compiles and keeps a template, and returns what it uses.
    ///
    /// What it includes must have been added before. Fails with all that the scan
    /// finds ([`Code::TemplateSyntax`], [`Code::TemplateFilter`]), or with the first
    /// thing that Tera cannot read.
    pub fn add(&mut self, name: &str, source: &Source) -> Result<Uses, Vec<Diagnostic>> {
        let locate = |range: Range<usize>| source.span(range);
        let mut scan = scan(source.text(), Code::TemplateSyntax, &locate);
        Self::check_words(&mut scan, Code::TemplateFilter);
        self.check_parts(&mut scan, name);
        if !scan.findings.is_empty() {
            return Err(scan.findings);
        }
        if let Err(error) = self.tera.add_raw_template(name, &scan.translated) {
            let origin = Origin {
                code: Code::TemplateSyntax,
                names: &[&scan.names],
                locate: &|_, range| source.span(range),
                paths: &scan.uses.paths,
            };
            return Err(vec![explain::error(&error, &origin)]);
        }
        self.components.extend(scan.defines);
        let paths = scan.uses.paths.clone();
        let template = Template { source: source.clone(), names: scan.names, paths };
        self.templates.insert(name.to_owned(), template);
        Ok(scan.uses)
    }

    /// Fills a template.
    ///
    /// Fails with [`Code::TemplateRender`], placed in the original of the template
    /// (or of the one it includes) at fault.
    pub fn render(&self, name: &str, context: &Context) -> Result<String, Diagnostic> {
        let code = Code::TemplateRender;
        let Some(template) = self.templates.get(name) else {
            return Err(Diagnostic::error(code, format!("没有名为“{name}”的模板")));
        };
        check_printed(&template.paths, context, code)?;
        let names: Vec<_> = self
            .templates
            .values()
            .map(|template| &template.names)
            .chain(context.names())
            .collect();
        let output = self.tera.render(name, context.as_tera()).map_err(|error| {
            let locate = |file: &str, range: Range<usize>| {
                self.templates.get(file).unwrap_or(template).source.span(range)
            };
            let (locate, paths) = (&locate, &template.paths[..]);
            explain::error(&error, &Origin { code, names: &names, locate, paths })
        })?;
        check_output(&output, &names, code)?;
        Ok(output)
    }

    /// Fills one `{{ … }}` of a prose field; `at` is its place in the staff's file
    /// or the form.
    ///
    /// Fails with [`Code::BadReference`]. Where the file spells the text otherwise
    /// (escapes), the whole place is shown.
    pub fn render_piece(
        &self,
        text: &str,
        at: &Span,
        context: &Context,
    ) -> Result<String, Diagnostic> {
        let code = Code::BadReference;
        let locate = |range: Range<usize>| {
            if at.text() == text { at.slice(range) } else { at.clone() }
        };
        let mut scan = scan(text, code, &locate);
        check_simple(&mut scan, code);
        Self::check_words(&mut scan, code);
        if !scan.findings.is_empty() {
            return Err(scan.findings.swap_remove(0));
        }
        check_printed(&scan.uses.paths, context, code)?;
        let names: Vec<_> = std::iter::once(&scan.names).chain(context.names()).collect();
        let rendered = self.tera.render_str(&scan.translated, context.as_tera(), true);
        let output = rendered.map_err(|error| {
            let locate = |_: &str, range| locate(range);
            let (locate, paths) = (&locate, &scan.uses.paths[..]);
            explain::error(&error, &Origin { code, names: &names, locate, paths })
        })?;
        check_output(&output, &names, code)
            .map_err(|finding| finding.at(at.clone(), ""))?;
        Ok(output)
    }

    /// Adds a finding for each filter, test and function that does not exist:
    /// Tera reports them without a place.
    fn check_words(scan: &mut Scan, code: Code) {
        let uses = &scan.uses;
        let groups = [
            (Kind::Filter, "过滤器", &uses.filters),
            (Kind::Test, "判断", &uses.tests),
            (Kind::Function, "函数", &uses.functions),
        ];
        for (kind, title, used) in groups {
            let known = || vocabulary().iter().filter(|word| word.kind == kind);
            for (name, span) in used {
                if known().any(|word| word.name == name) {
                    continue;
                }
                let names: Vec<_> = known().map(|word| word.name).collect();
                let message = format!("没有名为“{name}”的{title}");
                let finding = Diagnostic::error(code, message).at(span.clone(), "");
                scan.findings.push(match nearest(name, names.iter().copied()) {
                    Some(near) => finding.help(format!("是不是“{near}”？")),
                    None => finding.help(format!("可以用的有：{}", names.join("、"))),
                });
            }
        }
    }

    /// Adds a finding for each component and included template that does not exist.
    fn check_parts(&self, scan: &mut Scan, own_name: &str) {
        for (name, span) in &scan.uses.components {
            if !self.components.contains(name) && !scan.defines.contains(name) {
                let message = format!("没有名为“{name}”的组件");
                let finding = Diagnostic::error(Code::TemplateSyntax, message);
                scan.findings.push(finding.at(span.clone(), ""));
            }
        }
        for (name, span) in &scan.uses.includes {
            if !self.templates.contains_key(name) || name == own_name {
                let message = format!("没有可以放进来的模板“{name}”");
                let finding = Diagnostic::error(Code::TemplateSyntax, message);
                scan.findings.push(finding.at(span.clone(), ""));
            }
        }
    }
}

/// Refuses what prose has no use for: a function can make any amount of output.
fn check_simple(scan: &mut Scan, code: Code) {
    let used = scan.uses.functions.iter().chain(&scan.uses.components);
    let findings = used.map(|(name, span)| {
        Diagnostic::error(code, format!("正文里的引用不能用“{name}”"))
            .at(span.clone(), "")
            .help("只写要引用的项，后面可以加过滤器：`{{ 项.名称 | 过滤器 }}`")
    });
    scan.findings.extend(findings);
}

/// Refuses to print a group: Tera would show its translated names.
fn check_printed(
    paths: &[UsedPath],
    context: &Context,
    code: Code,
) -> Result<(), Diagnostic> {
    let group = paths
        .iter()
        .find(|path| path.usage == Usage::Printed && context.is_map(&path.segments));
    let Some(path) = group else { return Ok(()) };
    let name = path.segments.join(".");
    Err(Diagnostic::error(code, format!("“{name}”是一组内容，不能直接印出来"))
        .at(path.span.clone(), "")
        .help(format!("写出要印的是哪一项：`{{{{ {name}.… }}}}`")))
}

/// Refuses output that shows a group, as `{"name": …}`, which came by way of a loop's
/// variable or a filter.
fn check_output(output: &str, names: &[&Names], code: Code) -> Result<(), Diagnostic> {
    let shown = ["{\"", "{&quot;"].iter().flat_map(|begin| output.split(begin).skip(1));
    for rest in shown {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = decode(&rest[..end], names);
        if name != rest[..end] {
            let message = format!("有一组内容（其中有“{name}”）被直接印了出来");
            return Err(Diagnostic::error(code, message)
                .help("循环里要写出印的是哪一项：`{{ 项.名称 }}`"));
        }
    }
    Ok(())
}
