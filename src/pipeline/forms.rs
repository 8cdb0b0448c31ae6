//! The forms and their templates: set up once, then used for every file.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::Reading;
use super::passed_on::passed_on;
use super::reading::in_order;
use crate::assets::Assets;
use crate::check;
use crate::compose::ReportTemplate;
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::facts::{self, Head};
use crate::form::{Catalogue, Form};
use crate::source::{Source, Span};
use crate::spelling;
use crate::yaml::{self, Node};

type Loaded<T> = OnceLock<Result<Arc<T>, Vec<Diagnostic>>>;

/// A template's text, or why there is none.
type Text = Result<Source, Box<Diagnostic>>;

/// Forms and templates, compiled when first asked for and shared by all reports.
#[derive(Debug)]
pub struct Forms {
    catalogue: Catalogue,
    templates: BTreeMap<String, (Text, Loaded<ReportTemplate>)>,
}

impl Forms {
    /// Finds the forms and templates among the assets.
    pub fn new(assets: &Assets) -> Self {
        let catalogue = Catalogue::new(assets);
        let template = |name: &str| {
            let text = yaml::template(assets, &format!("templates/{name}/report.md"));
            let text = text.unwrap_or_else(|| {
                let form = format!("templates/{name}/form.yaml");
                Err(Box::new(no_template(name, assets.origin(&form))))
            });
            (name.to_owned(), (text, OnceLock::new()))
        };
        let templates = catalogue.names().map(template).collect();
        Self { catalogue, templates }
    }

    /// Returns the forms there are.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Returns the compiled template of a form.
    ///
    /// # Errors
    ///
    /// The faults of `report.md`, or that there is none.
    pub fn template(&self, form: &Form) -> Result<Arc<ReportTemplate>, Vec<Diagnostic>> {
        let Some((text, loaded)) = self.templates.get(&form.name) else {
            return Err(vec![no_template(&form.name, &form.name)]);
        };
        let load = || match text {
            Ok(source) => ReportTemplate::new(form, source).map(Arc::new),
            Err(finding) => Err(vec![(**finding).clone()]),
        };
        loaded.get_or_init(load).clone()
    }

    /// Reads a staff's file and checks its numbers.
    pub fn read(&self, source: &Source) -> Reading {
        let yaml::Tree { root, findings } = yaml::load(source);
        let mut reading = Reading {
            source: source.clone(),
            head: Head::default(),
            facts: None,
            findings,
            template: None,
            is_whole: false,
        };
        if let Some(root) = &root {
            reading.head = facts::head(root);
            self.read_facts(root, &mut reading);
        }
        in_order(&mut reading.findings, source);
        reading
    }

    fn read_facts(&self, root: &Node, reading: &mut Reading) {
        let form = match self.form_of(root, &reading.head) {
            Ok(form) => form,
            Err(faults) => return reading.findings.extend(passed_on(faults)),
        };
        match self.template(&form) {
            Ok(template) => reading.template = Some(template),
            Err(faults) => reading.findings.extend(passed_on(faults)),
        }
        let edition = |word: &str| self.edition_with(&form, word);
        let (facts, faults) = facts::read_beside(root, &form, &edition);
        reading.findings.extend(faults);
        if let Some(year) = reading.head.year.filter(|&year| !form.covers(year)) {
            reading.findings.push(self.wrong_year(root, &form, year));
        }
        reading.is_whole = !reading.has_errors();
        check::check(&facts, &mut reading.findings);
        reading.facts = Some(facts);
    }

    /// Returns another edition of the same report that has a name, if there is one.
    fn edition_with(&self, form: &Form, word: &str) -> Option<Arc<Form>> {
        let forms = self.catalogue.names().filter_map(|name| self.catalogue.form(name));
        forms.flatten().find(|other| other.is_edition_of(form) && other.has_word(word))
    }

    fn form_of(&self, root: &Node, head: &Head) -> Result<Arc<Form>, Vec<Diagnostic>> {
        let Some((name, span)) = &head.form else {
            let finding = no_form(root).path("格式");
            return Err(vec![if is_form(root) {
                finding
                    .help("这像是格式文件，用 nianbao forms 名称 --templates 文件夹 检查")
            } else {
                finding.help(self.choice_of_forms(head.year))
            }]);
        };
        self.catalogue.form(name).unwrap_or_else(|| {
            let finding = Diagnostic::error(
                Code::NoForm,
                format!("没有名为“{}”的格式", shorten(name)),
            )
            .at(span.clone(), "")
            .path("格式");
            let covering = head.year.map(|year| self.catalogue.covering(year));
            let near = covering
                .filter(|names| !names.is_empty())
                .and_then(|names| spelling::nearest(name, names))
                .or_else(|| spelling::nearest(name, self.catalogue.names()));
            let finding = match near {
                Some(near) => finding.help(format!("是不是想写“{near}”？")),
                None => finding,
            };
            let finding = finding.help(self.choice_of_forms(head.year));
            Err(vec![
                finding.help("自己的格式，命令后面要写 --templates 和放着格式的文件夹"),
            ])
        })
    }

    fn choice_of_forms(&self, year: Option<i16>) -> String {
        let covering = year.map(|year| (year, self.catalogue.covering(year)));
        match covering {
            Some((year, names)) if !names.is_empty() => {
                format!("{year} 年度可以写：格式: {}", names.join("，或 "))
            }
            _ => {
                let names: Vec<_> = self.catalogue.names().collect();
                let none = year.map(|year| format!("没有用于 {year} 年度的格式；"));
                format!("{}现有的格式：{}", none.unwrap_or_default(), names.join("、"))
            }
        }
    }

    fn wrong_year(&self, root: &Node, form: &Form, year: i16) -> Diagnostic {
        let (name, years) = (&form.name, form.years());
        let message = format!("格式“{name}”用于 {years}，这里的年度是 {year}");
        let place: Option<Span> = root.get("年度").map(|entry| entry.node.span.clone());
        let finding = Diagnostic::error(Code::WrongYear, message).path("年度");
        let finding = match place {
            Some(place) => finding.at(place, ""),
            None => finding,
        };
        finding.help(self.choice_of_forms(Some(year)))
    }
}

/// Says that a form, known by the path of its file, has no template.
fn no_template(name: &str, form: &str) -> Diagnostic {
    let folder = form.strip_suffix("form.yaml").unwrap_or(form);
    let message = format!("格式“{name}”缺少文件 {folder}report.md");
    Diagnostic::error(Code::MissingAsset, message)
        .help("新建 report.md，写报告的文字，第一行是“# ”和标题；文件名都是小写")
}

/// Tells whether what names no form is a form itself.
fn is_form(root: &Node) -> bool {
    ["名称", "表格"].iter().all(|key| root.get(key).is_some())
}

/// Says that a file names no form.
fn no_form(root: &Node) -> Diagnostic {
    let entry = root.get("格式");
    match entry {
        Some(entry) if !matches!(entry.node.value, yaml::Value::Empty) => {
            Diagnostic::error(Code::NoForm, "“格式”要写成一个名称，不知道按哪一种格式读")
                .at(entry.node.span.clone(), "")
        }
        _ => {
            let place = entry
                .map_or_else(|| root.span.slice(0..0), |entry| entry.key_span.clone());
            Diagnostic::error(Code::NoForm, "没有写“格式”，不知道按哪一种格式读")
                .at(place, "")
        }
    }
}
