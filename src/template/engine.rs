//! Compiles templates and fills them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::ops::Range;

use tera::Tera;

use super::explain::{self, Origin, Setting};
use super::names::{Names, encode};
use super::refuse::{self, Printed};
use super::scan::{Usage, UsedPath, Uses, scan};
use super::translate::translate;
use super::value::{Context, Value};
use super::{escape, filters, lex};
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

/// Writes a text so that it is no markup.
type EscapeFn = fn(&str, &mut dyn Write) -> io::Result<()>;

/// Compiled templates, ready to be filled from any thread.
#[derive(Clone)]
pub struct Engine {
    tera: Tera,
    escape: EscapeFn,
    templates: BTreeMap<String, Template>,
    components: BTreeSet<String>,
}

/// Why a template cannot be compiled.
#[derive(Debug)]
pub struct Refused {
    /// What is wrong with it, in its order.
    pub findings: Vec<Diagnostic>,
    /// The paths it names, if it can be read; else they are anybody's guess.
    pub paths: Vec<UsedPath>,
}

impl From<Refused> for Vec<Diagnostic> {
    fn from(refused: Refused) -> Self {
        refused.findings
    }
}

#[derive(Clone)]
struct Template {
    source: Source,
    names: Names,
    paths: Vec<UsedPath>,
    /// Those that are printed, as Tera has them.
    printed: Vec<(UsedPath, Vec<String>)>,
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
        let escape = match markup {
            Markup::Markdown => escape::markdown,
            Markup::Html => tera::escape_html,
        };
        tera.set_escape_fn(escape);
        filters::register(&mut tera);
        Self { tera, escape, templates: BTreeMap::new(), components: BTreeSet::new() }
    }

    /// Compiles and keeps a template, and returns what it uses.
    ///
    /// What it includes must have been added before. Fails with all that the scan
    /// finds ([`Code::TemplateSyntax`], [`Code::TemplateFilter`]), or with the first
    /// thing that Tera cannot read.
    pub fn add(&mut self, name: &str, source: &Source) -> Result<Uses, Refused> {
        let locate = |range: Range<usize>| source.span(range);
        let pieces = lex::cut(source.text());
        let mut scan = scan(&pieces, Code::TemplateSyntax, &locate);
        let is_readable = scan.findings.is_empty();
        refuse::words(&mut scan, Code::TemplateFilter, Setting::Template);
        let known = |part: &str| part != name && self.templates.contains_key(part);
        refuse::parts(&mut scan, &self.components, &known);
        if !scan.findings.is_empty() {
            let paths = if is_readable { scan.uses.paths } else { Vec::new() };
            return Err(Refused { findings: scan.findings, paths });
        }
        let mut names = Names::default();
        let translated = translate(source.text(), &pieces, &mut names);
        if let Err(error) = self.tera.add_raw_template(name, &translated) {
            let origin = Origin {
                code: Code::TemplateSyntax,
                setting: Setting::Template,
                names: &[&names],
                locate: &|_, range| source.span(range),
                paths: &scan.uses.paths,
            };
            let findings = vec![explain::error(&error, &origin)];
            return Err(Refused { findings, paths: Vec::new() });
        }
        self.components.extend(scan.defines);
        let paths = scan.uses.paths.clone();
        let printed = paths.iter().filter(|path| path.usage == Usage::Printed);
        let code = |path: &UsedPath| path.segments.iter().map(|it| encode(it)).collect();
        let printed = printed.map(|path| (path.clone(), code(path))).collect();
        let template = Template { source: source.clone(), names, paths, printed };
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
        let printed = template.printed.iter();
        let printed = printed.filter_map(|(path, at)| Some((path, context.at(at)?)));
        refuse::printed(printed, code, Setting::Template)?;
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
            let setting = Setting::Template;
            explain::error(
                &error,
                &Origin { code, setting, names: &names, locate, paths },
            )
        })?;
        refuse::output(&output, &names, code)?;
        Ok(output)
    }

    /// Fills one `{{ … }}` of a prose field; `at` is its place in the staff's file
    /// or the form.
    ///
    /// A yes or no is printed as 是 or 否. Fails with [`Code::BadReference`]. Where
    /// the file spells the text otherwise (escapes), the whole place is shown.
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
        let pieces = lex::cut(text);
        let mut scan = scan(&pieces, code, &locate);
        refuse::calls(&mut scan, code);
        refuse::everything(&mut scan, text, code, &locate);
        refuse::words(&mut scan, code, Setting::Prose);
        if !scan.findings.is_empty() {
            return Err(scan.findings.swap_remove(0));
        }
        let printed = scan.uses.paths.iter().filter(|it| it.usage == Usage::Printed);
        let printed = printed.filter_map(|it| Some((it, context.get(&it.segments)?)));
        let printed = refuse::printed(printed, code, Setting::Prose)?;
        let mut names = Names::default();
        let translated = translate(text, &pieces, &mut names);
        let names: Vec<_> = std::iter::once(&names).chain(context.names()).collect();
        let rendered = self.tera.render_str(&translated, context.as_tera(), true);
        let output = rendered.map_err(|error| {
            let locate = |_: &str, range| locate(range);
            let (locate, paths) = (&locate, &scan.uses.paths[..]);
            let setting = Setting::Prose;
            explain::error(
                &error,
                &Origin { code, setting, names: &names, locate, paths },
            )
        })?;
        refuse::output(&output, &names, code)
            .map_err(|finding| finding.at(at.clone(), ""))?;
        Ok(match (&*output, printed) {
            ("true", Printed::Other) => "是".to_owned(),
            ("false", Printed::Other) => "否".to_owned(),
            _ => output,
        })
    }

    /// Prints a text or number as Tera would; none of anything else.
    pub fn print(&self, value: &Value) -> Option<String> {
        match value {
            Value::Integer(number) => Some(number.to_string()),
            Value::Text(text) => {
                let mut out = Vec::with_capacity(text.len());
                (self.escape)(text, &mut out).ok()?;
                String::from_utf8(out).ok()
            }
            Value::Bool(_) | Value::List(_) | Value::Map(_) | Value::Shaped(..) => None,
        }
    }
}
