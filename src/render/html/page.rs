//! The page around the report: a template of the assets, compiled once.

use super::marks::Marks;
use super::{body, metadata, qr};
use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, target};
use crate::render::href;
use crate::source::Source;
use crate::template::{Context, Engine, Markup, UsedPath, Uses, Value};
use crate::yaml;

/// Where the page's template lies among the assets.
const TEMPLATE: &str = "templates/shared/page.html";

/// Where the page's style sheet lies among the assets.
const STYLE: &str = "templates/shared/style.css";

/// What the template may use.
const NAMES: [&str; 8] =
    ["语言", "标题", "页面标题", "元数据", "样式", "正文", "链接", "二维码"];

/// A file beside the page, to be linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The path from the page, as the file is named; encoded when written.
    pub path: String,
    /// What the link says.
    pub label: String,
}

/// What a page depends on besides its document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageOptions {
    /// Other outputs of the same report.
    pub links: Vec<Link>,
    /// Whether its parts are marked.
    pub marks: Marks,
}

/// The page's template and style sheet, compiled once for many reports.
pub struct PageTemplate {
    engine: Engine,
    style: String,
}

impl std::fmt::Debug for PageTemplate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PageTemplate").finish_non_exhaustive()
    }
}

impl PageTemplate {
    /// Compiles `templates/shared/page.html` and takes `style.css` beside it.
    ///
    /// Fails with T006 where one is missing, with Y010 where one is no text, with
    /// T001 to T003 where the template cannot be read or names what a page does not
    /// have.
    pub fn new(assets: &Assets) -> Result<Self, Vec<Diagnostic>> {
        let template = source(assets, TEMPLATE).map_err(|finding| vec![finding])?;
        let style = source(assets, STYLE).map_err(|finding| vec![finding])?;
        let mut engine = Engine::new(Markup::Html);
        let uses = engine.add(TEMPLATE, &template)?;
        let unknown = unknown_names(&uses);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        Ok(Self { engine, style: style.text().to_owned() })
    }

    /// Returns a report as one self-contained page.
    ///
    /// Fails with L003 for each picture that is missing or that no browser shows,
    /// and with T005 where the template cannot be filled.
    pub fn render(
        &self,
        document: &Document,
        assets: &Assets,
        options: &PageOptions,
    ) -> Result<String, Vec<Diagnostic>> {
        let author = &document.meta.author;
        let body = body::body(&document.blocks, author, assets, options.marks)?;
        let context = Context::new(self.entries(document, options, body));
        self.engine.render(TEMPLATE, &context).map_err(|finding| vec![finding])
    }

    fn entries(
        &self,
        Document { meta, .. }: &Document,
        options: &PageOptions,
        body: String,
    ) -> Vec<(String, Value)> {
        let metadata = metadata::entries(meta).into_iter();
        let metadata = metadata.map(|(name, content)| {
            map([("名称", text_value(name)), ("内容", Value::Text(content))])
        });
        let links = options.links.iter().map(|link| {
            map([
                ("地址", Value::Text(href::path(&link.path))),
                ("名称", text_value(&link.label)),
            ])
        });
        let mut entries = vec![
            ("语言".to_owned(), text_value("zh-CN")),
            ("标题".to_owned(), text_value(&meta.title)),
            ("页面标题".to_owned(), Value::Text(metadata::page_title(meta))),
            ("元数据".to_owned(), Value::List(metadata.collect())),
            ("样式".to_owned(), text_value(&self.style)),
            ("正文".to_owned(), Value::Text(body)),
            ("链接".to_owned(), Value::List(links.collect())),
        ];
        let address = meta.publication.url.as_deref().filter(|url| target::is_web(url));
        if let Some(drawing) = address.and_then(qr::draw) {
            let side = i64::try_from(drawing.side).unwrap_or(i64::MAX);
            let drawing = map([
                ("边长", Value::Integer(side)),
                ("路径", Value::Text(drawing.path)),
            ]);
            entries.push(("二维码".to_owned(), drawing));
        }
        entries
    }
}

fn text_value(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.map(|(name, value)| (name.to_owned(), value)).into())
}

fn source(assets: &Assets, path: &str) -> Result<Source, Diagnostic> {
    let missing = || {
        let message = format!("缺少文件“{path}”");
        Box::new(Diagnostic::error(Code::MissingAsset, message))
    };
    yaml::template(assets, path)
        .unwrap_or_else(|| Err(missing()))
        .map_err(|finding| *finding)
}

/// Finds names that a page does not have; within `if`, Tera would silently take
/// them for false.
fn unknown_names(uses: &Uses) -> Vec<Diagnostic> {
    let is_unknown = |path: &&UsedPath| {
        path.segments.first().is_some_and(|name| !NAMES.contains(&name.as_str()))
    };
    let finding = |path: &UsedPath| {
        let name = path.segments.join(".");
        Diagnostic::error(Code::TemplatePath, format!("网页模板里没有“{name}”可用"))
            .at(path.span.clone(), "没有这一项")
            .help(format!("可以用的是：{}", NAMES.join("、")))
    };
    uses.paths.iter().filter(is_unknown).map(finding).collect()
}
