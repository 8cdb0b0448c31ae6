//! The fields of a new file.

use super::Answers;
use super::carried::Carried;
use super::page::Page;
use super::scalar::scalar;
use crate::facts::join;
use crate::form::{Field, FieldKind, Form, Names, Requirement, ValueType};

/// Writes what stands above the first key.
pub(super) fn opening(page: &mut Page, form: &Form, answers: &Answers) {
    if let Some(schema) = &answers.schema {
        page.line(0, &format!("# yaml-language-server: $schema={schema}"));
    }
    let about = if form.description.is_empty() { &form.name } else { &form.description };
    page.comment(0, about);
    if !form.basis.is_empty() {
        page.comment(0, &format!("依据：{}", form.basis));
    }
    page.line(0, "#");
    for words in [
        "“#”后面是说明，印不出来。在冒号后面填写：冒号是英文的，后面空一格；中文、数字、日期、网址照直写，不用加引号。",
        "标“必填”的，不写就不能生成；标“建议写”的，不写会提醒；其余的可以不写，空着就是没有写。",
        "名称后面有“|”的是一段文字：从下一行写起，比名称多缩进两格；分成几段的，中间空一行。",
    ] {
        page.comment(0, &format!("· {words}"));
    }
}

/// Writes the fields of a form.
pub(super) fn write(page: &mut Page, fields: &[Field], carried: &Carried) {
    page.gap();
    Writer { page, carried }.all(fields, "", 0);
}

struct Writer<'a> {
    page: &'a mut Page,
    carried: &'a Carried,
}

impl Writer<'_> {
    fn all(&mut self, fields: &[Field], above: &str, depth: usize) {
        let mut before = None;
        for field in fields {
            let block = is_block(field);
            // What takes more than a line stands apart from what is around it.
            if before.is_some_and(|before| before || block) {
                self.page.gap();
            }
            before = Some(block);
            self.field(field, &join(above, &field.name), depth);
        }
    }

    fn field(&mut self, field: &Field, path: &str, depth: usize) {
        match &field.kind {
            FieldKind::Value(ValueType::Prose) => self.prose(field, path, depth),
            FieldKind::Value(kind) | FieldKind::Several(kind) => {
                self.value(field, kind, path, depth);
            }
            FieldKind::Group(fields) => {
                self.head(field, depth, "");
                self.all(fields, path, depth + 1);
            }
            FieldKind::Each(fields) => self.each(field, fields, path, depth),
            FieldKind::Open(names, _) => self.open(field, *names, path, depth),
        }
    }

    /// Writes the key of what takes more than a line, its help above.
    fn head(&mut self, field: &Field, depth: usize, sign: &str) {
        let words = match (asked(field), &field.help[..]) {
            ("", help) => help.to_owned(),
            (asked, "") => format!("（{asked}）"),
            (asked, help) => format!("（{asked}）{help}"),
        };
        if !words.is_empty() {
            self.page.comment(depth, &words);
        }
        self.page.entry(depth, &field.name, sign, "");
    }

    fn prose(&mut self, field: &Field, path: &str, depth: usize) {
        self.head(field, depth, "|");
        self.page.room();
        self.said(path, depth);
    }

    fn value(&mut self, field: &Field, kind: &ValueType, path: &str, depth: usize) {
        let words = help(field, kind);
        match self.carried.values.get(path).map_or(&[][..], Vec::as_slice) {
            [] => self.page.entry(depth, &field.name, "", &words),
            [value] => self.page.entry(depth, &field.name, &scalar(value), &words),
            values => {
                self.page.entry(depth, &field.name, "", &words);
                for value in values {
                    self.page.line(depth + 1, &format!("- {}", scalar(value)));
                }
            }
        }
        self.said(path, depth);
    }

    fn each(&mut self, field: &Field, fields: &[Field], path: &str, depth: usize) {
        self.head(field, depth, "");
        self.page.comment(depth, "要写就去掉下面各行的“#”和后面一格；有几项就写几段：");
        let mut sign = "- ";
        for field in fields {
            let prose = matches!(field.kind, FieldKind::Value(ValueType::Prose));
            let value = if prose { "|" } else { "" };
            let words = match asked(field) {
                "" => String::new(),
                asked => format!("   {asked}"),
            };
            let line = format!("#   {sign}{}: {value}", field.name);
            self.page.line(depth, &format!("{}{words}", line.trim_end()));
            sign = "  ";
        }
        self.said(path, depth);
    }

    fn open(&mut self, field: &Field, names: Names, path: &str, depth: usize) {
        self.head(field, depth, "");
        for (name, said) in self.carried.names.get(path).map_or(&[][..], Vec::as_slice) {
            let words = self.of_last_year(said);
            self.page.entry(depth + 1, name, "", &words);
        }
    }

    /// Leaves what last year's report said below a field, as comments.
    fn said(&mut self, path: &str, depth: usize) {
        let Some(said) = self.carried.said.get(path) else { return };
        if said.contains('\n') || said.chars().count() > 40 {
            self.page.kept(depth, &format!("{}：", self.of_last_year("")));
            let lines: Vec<_> = said.lines().map(|line| format!("  {line}")).collect();
            self.page.kept(depth, &lines.join("\n"));
        } else {
            self.page.kept(depth, &self.of_last_year(said));
        }
    }

    fn of_last_year(&self, said: &str) -> String {
        let year =
            self.carried.year.map_or_else(|| "去年".to_owned(), |year| year.to_string());
        if said.is_empty() {
            format!("{year}年写的")
        } else {
            format!("{year}年写的：{said}")
        }
    }
}

fn is_block(field: &Field) -> bool {
    match &field.kind {
        FieldKind::Value(kind) => *kind == ValueType::Prose,
        FieldKind::Several(_) => false,
        FieldKind::Group(_) | FieldKind::Each(_) | FieldKind::Open(..) => true,
    }
}

fn asked(field: &Field) -> &'static str {
    match field.requirement {
        Requirement::Required => "必填",
        Requirement::Advised => "建议写",
        Requirement::Optional => "",
    }
}

/// Returns what to know of a value: whether it must be written, its help, its unit
/// or its choices.
fn help(field: &Field, kind: &ValueType) -> String {
    let choices = match kind {
        ValueType::Choice(all) | ValueType::Choices(all) => all.join("、"),
        ValueType::YesNo => "是、否".to_owned(),
        _ => String::new(),
    };
    let more = match kind.unit() {
        Some(unit) => format!("单位：{unit}"),
        None if choices.is_empty() => String::new(),
        None => format!("可以写：{choices}"),
    };
    let words = [asked(field), &field.help, &more];
    words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("。")
}
