//! Reads a form file (`form-grammar`), in passes: the YAML tree, fields and
//! tables, then the relations and sentences, whose paths lead to these.
//!
//! All faults are found in one run. What rests on something faulty is not
//! judged: a path into a table with a fault may be right once that is mended.

mod axis;
mod calendar;
mod entries;
mod expression;
mod faults;
mod field;
mod item;
mod name;
mod reference;
mod relation;
mod sentence;
mod table;
mod value_type;

#[cfg(test)]
mod tests;

use self::entries::{find, head};
use self::faults::{Faults, fault};
use self::relation::Reach;
use super::Form;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;
use crate::yaml::{self, Entry, Node};

const KEYS: [&str; 12] = [
    "名称",
    "说明",
    "依据",
    "栏目类型",
    "年度",
    "期限",
    "字段",
    "表格",
    "勾稽",
    "跨年",
    "叙述核对",
    "用语",
];

/// Reads a form file, named `templates/<folder>/form.yaml`.
///
/// # Errors
///
/// Every fault of the file: those of the YAML (Y) alone, for what is read after
/// them would be guesswork; else those of the form (T101 to T115).
pub fn read(source: &Source) -> Result<Form, Vec<Diagnostic>> {
    let tree = yaml::load(source);
    let root = match tree.root {
        Some(root) if !tree.findings.iter().any(Diagnostic::is_error) => root,
        _ if !tree.findings.is_empty() => {
            return Err(tree.findings.into_iter().map(of_a_form).collect());
        }
        Some(root) => root,
        None => Node { span: source.span(0..0), value: yaml::Value::Empty },
    };
    let mut faults = Faults::default();
    let form = form(&root, source, &mut faults);
    match form {
        Some(form) if faults.is_empty() => Ok(form),
        _ => Err(faults.finish()),
    }
}

/// Returns a finding of the YAML with help that is about a form, where a staff's file
/// would begin otherwise.
fn of_a_form(finding: Diagnostic) -> Diagnostic {
    if finding.code != Code::NotAMap {
        return finding;
    }
    let finding = Diagnostic { help: Vec::new(), fix: None, ..finding };
    finding.help("第一行写格式的名称，就是文件夹的名称，例如“名称: 窗口服务-2024”")
}

/// Reads everything that can be read; none if a part without which there is no
/// form is missing.
fn form(root: &Node, source: &Source, faults: &mut Faults) -> Option<Form> {
    let entries = faults.map("form.yaml", root)?;
    let meant = faults.unknown_keys(entries, &KEYS);
    faults.outdented(entries, &KEYS);
    for key in ["名称", "年度", "表格"] {
        if find(entries, key).is_none() && !meant.contains(&key) {
            faults.missing(key, &head(root));
        }
    }
    if ["字段", "表格"].iter().any(|key| meant.contains(key)) {
        faults.doubt_roots();
    }
    let node = |key| find(entries, key).map(|entry| &entry.node);
    let name = find(entries, "名称").and_then(|entry| name(entry, source, faults));
    let years = node("年度").and_then(|node| calendar::years(node, faults));
    let mut form = Form {
        name: name.unwrap_or_default(),
        description: faults.optional_text(entries, "说明").unwrap_or_default(),
        basis: faults.optional_text(entries, "依据").unwrap_or_default(),
        column_type: faults.optional_text(entries, "栏目类型").unwrap_or_default(),
        first_year: years.map_or(0, |(first, _)| first),
        last_year: years.and_then(|(_, last)| last),
        deadlines: Vec::new(),
        fields: Vec::new(),
        tables: Vec::new(),
        relations: Vec::new(),
        cross_year: Vec::new(),
        sentences: Vec::new().into(),
        wordings: Vec::new().into(),
    };
    structure(&mut form, entries, faults);
    checks(&mut form, entries, faults);
    Some(form)
}

/// Reads the fields and tables, and the days that hang on the envelope.
fn structure(form: &mut Form, entries: &[Entry], faults: &mut Faults) {
    let fields = find(entries, "字段").map(|entry| &entry.node);
    let (fields, names) = field::root_fields(fields, faults);
    form.fields = fields;
    if let Some(entry) = find(entries, "期限") {
        form.deadlines = calendar::deadlines(&entry.node, &form.fields, faults);
    }
    match find(entries, "表格") {
        Some(entry) => form.tables = table::tables(entry, &names, faults),
        None => faults.doubt_roots(),
    }
}

/// Reads what must hold, once its paths can be looked up.
fn checks(form: &mut Form, entries: &[Entry], faults: &mut Faults) {
    if let Some(entry) = find(entries, "勾稽") {
        form.relations = relation::relations(entry, Reach::Within, form, faults);
    }
    if let Some(entry) = find(entries, "跨年") {
        form.cross_year = relation::relations(entry, Reach::Across, form, faults);
    }
    if let Some(entry) = find(entries, "叙述核对") {
        form.sentences = sentence::sentences(entry, form, faults).into();
    }
    if let Some(entry) = find(entries, "用语") {
        form.wordings = sentence::wordings(entry, faults).into();
    }
}

/// Reads 名称, which must be the name of the folder.
fn name(entry: &Entry, source: &Source, faults: &mut Faults) -> Option<String> {
    let name = faults.text("名称", &entry.node)?;
    let folder = source.name().rsplit(['/', '\\']).nth(1);
    if let Some(folder) = folder
        && folder != name
    {
        let message = format!("名称“{name}”与文件夹“{folder}”不同");
        let span = &entry.node.span;
        let finding = fault(Code::FormContradiction, span, message)
            .help(format!("不改名称，就把文件夹改名为“{name}”"))
            .fix(format!("改成“{folder}”"), span.clone(), folder);
        faults.push(finding);
    }
    Some(name)
}
