//! The fields of a new file.

use super::Answers;
use super::carried::Carried;
use super::page::Page;
use super::scalar::scalar;
use crate::facts::join;
use crate::form::{Field, FieldKind, Form, Names, Requirement, ValueType};

/// Writes what stands above the first key.
pub(super) fn opening(
    page: &mut Page,
    form: &Form,
    answers: &Answers,
    year: Option<i16>,
) {
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
        "名称后面有“|”的是一段文字：从下一行写起，比名称多缩进两格；分成几段的，中间空一行。文字里写 {{ 年度 }}，印出来就是年度的数，别的数也可以这样引用。",
    ] {
        page.comment(0, &format!("· {words}"));
    }
    if let Some(year) = year {
        page.comment(0, &format!("· 单位、联系方式这些每年一样的，照抄了{year}年的，请核对。写着“{year}年：”的是那年报告的内容，只供参考，印不出来；文字要用，就去掉各行的“#”和后面一格，改成今年的。"));
    }
}

/// Writes the fields of a form.
pub(super) fn write(page: &mut Page, form: &Form, carried: &Carried) {
    page.gap();
    Writer { page, form, carried }.all(&form.fields, "", 0);
}

struct Writer<'a> {
    page: &'a mut Page,
    form: &'a Form,
    carried: &'a Carried,
}

impl Writer<'_> {
    fn all(&mut self, fields: &[Field], above: &str, depth: usize) {
        let mut after_block = None;
        for field in fields {
            let block = is_block(field);
            // What takes more than a line stands apart from what is around it.
            if after_block.is_some_and(|after_block| after_block || block) {
                self.page.gap();
            }
            after_block = Some(block);
            self.field(field, &join(above, &field.name), depth);
        }
    }

    fn field(&mut self, field: &Field, path: &str, depth: usize) {
        match &field.kind {
            FieldKind::Value(ValueType::Prose) => {
                self.head(field, depth, "|");
                self.page.room();
                self.lines(path, depth);
            }
            FieldKind::Value(kind) | FieldKind::Several(kind) => {
                self.value(field, kind, path, depth);
            }
            FieldKind::Group(fields) => {
                self.head(field, depth, "");
                self.all(fields, path, depth + 1);
            }
            FieldKind::Each(fields) => {
                self.head(field, depth, "");
                if !self.lines(path, depth) {
                    self.pattern(fields, depth);
                }
            }
            FieldKind::Open(names, _) => self.open(field, *names, path, depth),
        }
    }

    /// Writes the key of what takes more than a line, its help above.
    fn head(&mut self, field: &Field, depth: usize, sign: &str) {
        let words = match asked(field) {
            "" => field.help.clone(),
            asked => format!("（{asked}）{}", field.help),
        };
        self.page.comment(depth, &words);
        self.page.entry(depth, &field.name, sign, "");
    }

    fn value(&mut self, field: &Field, kind: &ValueType, path: &str, depth: usize) {
        let mut words = help(field, kind);
        if let Some(said) = self.carried.seen.get(path) {
            words.push(self.carried.of_last_year(said));
        }
        let values = self.carried.values.get(path).map_or(&[][..], Vec::as_slice);
        let value = match values {
            [value] => scalar(value),
            _ => String::new(),
        };
        self.page.entry(depth, &field.name, &value, &words.join("。"));
        if values.len() > 1 {
            for value in values {
                self.page.line(depth + 1, &format!("- {}", scalar(value)));
            }
        }
    }

    /// Shows how an item of a list of groups is written.
    fn pattern(&mut self, fields: &[Field], depth: usize) {
        self.page
            .comment(depth, "要写，就去掉下面各行开头的“#”和后面一格；有几项就写几段");
        let mut sign = "- ";
        for field in fields {
            let value = if is_block(field) { " |" } else { "" };
            let asked = match asked(field) {
                "" => String::new(),
                asked => format!("   # {asked}"),
            };
            self.page.line(depth, &format!("#   {sign}{}:{value}{asked}", field.name));
            sign = "  ";
        }
    }

    fn open(&mut self, field: &Field, names: Names, path: &str, depth: usize) {
        let how = match names {
            Names::Any => {
                "一行一个，如“活动场次: 3”；正文里写 {{ 事实.活动场次 }}，印出来就是 3"
            }
            Names::Tables => "写在表的名称后面",
            Names::Findings => "照提醒里的代码和位置，一行一条，如“K001 位置: 理由”",
        };
        let help = [&field.help, how].into_iter().filter(|words| !words.is_empty());
        self.page.comment(depth, &help.collect::<Vec<_>>().join("。"));
        self.page.entry(depth, &field.name, "", "");
        if names == Names::Tables {
            for table in &self.form.tables {
                self.page.entry(depth + 1, &table.name, "", "");
            }
        }
        for (name, said) in self.carried.names.get(path).map_or(&[][..], Vec::as_slice) {
            self.page.entry(depth + 1, name, "", &self.carried.of_last_year(said));
        }
    }

    /// Leaves what last year's report said in several lines below its field; says
    /// whether it said something.
    fn lines(&mut self, path: &str, depth: usize) -> bool {
        let Some(said) = self.carried.seen.get(path) else { return false };
        self.page.line(depth, &format!("# {}", self.carried.of_last_year("")));
        self.page.kept(depth, said);
        true
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

/// Returns what to know of a value: whether it must be written, its help, its unit or
/// its choices if the help does not say them.
fn help(field: &Field, kind: &ValueType) -> Vec<String> {
    let help = field.help.as_str();
    let mut words = vec![asked(field).to_owned(), help.to_owned()];
    let all = kind.choices();
    if all.iter().any(|choice| !help.contains(choice)) {
        words.push(format!("可以写：{}", all.join("、")));
    }
    if let Some(unit) = kind.unit().filter(|unit| !help.contains(unit)) {
        words.push(format!("单位：{unit}"));
    }
    words.retain(|words| !words.is_empty());
    words
}
