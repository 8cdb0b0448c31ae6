//! What a template prints that its author surely did not mean, or never prints: he
//! is told when he looks at the form, staff are not.

use std::ops::Range;

use super::relation_doubts;
use super::template::{ReportTemplate, SIGNATURE};
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::form::{
    Blank, CellRef, Form, Item, LineKind, PartForm, Requirement, TABLES, Target, Written,
    Year,
};
use crate::prose::{self, OpaqueKind, RemarkKind};
use crate::source::Span;
use crate::template::lex::{self, Part, Piece};
use crate::template::{Usage, UsedPath};

impl ReportTemplate {
    /// Returns what the template's author surely did not mean, T007, in the order of
    /// the template; what is about the form comes first.
    pub fn doubts(&self, form: &Form) -> Vec<Diagnostic> {
        let text = self.source().text();
        let pieces = lex::cut(text);
        let words = without_tags(text, &pieces);
        let reader = Reader { template: self, form, words: &words };
        let mut found = Vec::new();
        found.extend(form.tables.iter().filter_map(|table| reader.unused(&table.name)));
        found.extend(form.tables.iter().filter_map(|table| {
            let width = table.parts.iter().map(width).max().unwrap_or_default();
            too_many_widths(table.widths.len(), width, &table.span)
        }));
        found.extend(
            form.tables
                .iter()
                .flat_map(|table| {
                    let parts = table.parts.iter();
                    parts.flat_map(|part| [&part.rows.items, &part.columns.items])
                })
                .flat_map(|items| same_labels(items)),
        );
        found.extend(relation_doubts::doubts(form));
        found.extend(self.paths().iter().filter_map(|used| reader.unfilled(used)));
        found.extend(reader.titles(&pieces));
        found.extend(reader.single_braces());
        found.extend(reader.markup());
        found.extend(reader.wording());
        let name = self.source().name();
        found.sort_by_key(|finding| {
            let place = finding.place.as_ref().map(|place| &place.span);
            place.filter(|it| it.source().name() == name).map(|it| it.range().start)
        });
        found
    }
}

/// Returns a template with its tags taken out; every other byte stays where it is. A
/// letter stands for what is filled in.
fn without_tags(text: &str, pieces: &[Piece<'_>]) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces {
        let source = &text[piece.range.clone()];
        let stand_in = match piece.part {
            Part::Text | Part::Raw => {
                out.push_str(source);
                continue;
            }
            Part::Output => b'x',
            Part::Tag | Part::Comment => b' ',
        };
        let bytes = source.bytes();
        out.extend(
            bytes.map(|byte| char::from(if byte == b'\n' { byte } else { stand_in })),
        );
    }
    out
}

/// Returns how many columns a part has, the heads of its rows among them.
fn width(part: &PartForm) -> usize {
    fn depth(items: &[Item]) -> usize {
        items.iter().map(|item| 1 + depth(&item.children)).max().unwrap_or_default()
    }
    depth(&part.rows.items) + part.columns.leaves
}

fn too_many_widths(count: usize, width: usize, place: &Span) -> Option<Diagnostic> {
    (count > width).then(|| {
        let message = format!("列宽写了 {count} 个，这张表连行头只有 {width} 列");
        doubt(place.clone(), message).help("删去多的；行头有几层就占几列，从左边数起")
    })
}

/// Tells of items that are printed alike side by side: nobody could tell them apart, in
/// the report or in a sheet to be imported.
fn same_labels(items: &[Item]) -> Vec<Diagnostic> {
    let mut found: Vec<_> =
        items.iter().flat_map(|item| same_labels(&item.children)).collect();
    for (at, item) in items.iter().enumerate() {
        let like = |other: &&Item| other.label == item.label && !item.label.is_empty();
        if let Some(first) = items[..at].iter().find(like) {
            let message = format!("印出来都是“{}”，分不清是哪一项", item.label);
            found.push(
                doubt(item.span.clone(), message)
                    .related(first.span.clone(), "先写的在这里")
                    .help("改一处的标签：“名称: 标签”的后一半"),
            );
        }
    }
    found
}

fn doubt(place: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(Code::TemplateDoubt, message).at(place, "")
}

struct Reader<'a> {
    template: &'a ReportTemplate,
    form: &'a Form,
    /// The template without its tags.
    words: &'a str,
}

impl Reader<'_> {
    fn place(&self, range: Range<usize>) -> Span {
        self.template.source().span(range)
    }

    /// Tells of a table that staff fill in and of which nothing is printed.
    fn unused(&self, name: &str) -> Option<Diagnostic> {
        let is_of_table = |used: &UsedPath| match Year::split(&used.segments).1 {
            [first] if first == TABLES => true,
            [first, table, ..] if first == TABLES => table == name,
            [table, ..] => table == name,
            [] => false,
        };
        if self.template.paths().iter().any(is_of_table) {
            return None;
        }
        let table = self.form.table(name)?;
        let message = format!("单位要填表“{name}”，report.md 里没有印它");
        let help = format!("在要印的地方单独一段写 {{{{ {TABLES}.{name} }}}}");
        Some(doubt(table.span.clone(), message).help(help))
    }

    /// Tells of a value that is printed without asking whether there is one.
    fn unfilled(&self, used: &UsedPath) -> Option<Diagnostic> {
        let path = used.segments.join(".");
        let is_known = |known: &String| {
            *known == path
                || known.strip_prefix(&path).is_some_and(|it| it.starts_with('.'))
        };
        if used.usage != Usage::Printed || used.under.iter().any(is_known) {
            return None;
        }
        let (_, own) = Year::split(&used.segments);
        if own.first().is_none_or(|first| first == SIGNATURE || first == TABLES)
            || !self.may_be_left_out(own)
        {
            return None;
        }
        let message = format!("“{path}”可以不填，没有填的单位生成不了报告");
        let help = format!(
            "先判断 `{{% if {path} is defined %}}…{{% endif %}}`，或者写明没有时用什么：\
             `| default(value=\"…\")`；一定要填的，在 form.yaml 里写“必填: 是”"
        );
        Some(doubt(used.span.clone(), message).help(help))
    }

    fn may_be_left_out(&self, steps: &[String]) -> bool {
        match self.form.resolve(steps) {
            Ok(Target::Field(path)) => self
                .form
                .field(&path)
                .is_some_and(|field| field.requirement != Requirement::Required),
            Ok(Target::Cell(cell)) => self.cell_may_be_left_out(cell),
            Ok(Target::Line(_) | Target::Group) | Err(_) => false,
        }
    }

    /// Tells whether a cell may be left out and is then no 0: what 必填 says so of, and
    /// a text that nothing asks for.
    fn cell_may_be_left_out(&self, cell: CellRef) -> bool {
        let table = &self.form.tables[cell.table];
        let part = &table.parts[cell.part];
        let lines = [&part.rows.lines[cell.row], &part.columns.lines[cell.column]];
        let says = |written| lines.iter().any(|line| line.required == Some(written));
        let is_asked = says(Written::Asked)
            || table.blank == Blank::Asked
                && lines.iter().all(|line| line.kind == LineKind::Leaf);
        says(Written::Free) || !is_asked && !self.form.cell_type(cell).is_number()
    }

    /// Tells of a template without a title, or with two that are always printed.
    fn titles(&self, pieces: &[Piece<'_>]) -> Option<Diagnostic> {
        let mut titles = Vec::new();
        let mut start = 0;
        for line in self.words.split_inclusive('\n') {
            if line.trim_start().starts_with("# ") {
                let mark = start + line.len() - line.trim_start().len();
                titles.push(mark..start + line.trim_end().len());
            }
            start += line.len();
        }
        if titles.is_empty() {
            let help = "第一行写“# ”和标题，如 # {{ 单位.名称 }}{{ 年度 }}年…";
            return Some(doubt(self.place(0..0), "模板没有标题").help(help));
        }
        let mut always =
            titles.into_iter().filter(|title| depth(pieces, title.start) == 0);
        let second = always.nth(1)?;
        Some(
            doubt(self.place(second), "报告只有一个标题，这是第二个")
                .help("一部分的标题用“## ”，再下一层用“### ”"),
        )
    }

    /// Tells of `{ path }`, which is printed as it stands.
    fn single_braces(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (open, _) in self.words.match_indices('{') {
            let Some(length) = self.words[open..].find(['}', '\n']) else { continue };
            let end = open + length + 1;
            let within = &self.words[open + 1..end - 1];
            let path = within.split('|').next().unwrap_or_default().trim();
            let steps: Vec<_> = path.split('.').map(str::trim).collect();
            if self.words.as_bytes()[end - 1] == b'}' && self.form.resolve(&steps).is_ok()
            {
                let place = self.place(open..end);
                let right = format!("{{{{ {} }}}}", within.trim());
                let message = format!("“{}”会照原样印出来", shorten(place.text()));
                let title = format!("改成 `{right}`");
                found.push(doubt(place.clone(), message).fix(title, place, right));
            }
        }
        found
    }

    /// Tells of marks that are printed as they stand.
    fn markup(&self) -> Vec<Diagnostic> {
        let parsed = prose::parse_report(self.words);
        let tight =
            parsed.remarks.iter().filter(|it| it.kind == RemarkKind::TightHeading);
        let mut found: Vec<_> = tight
            .map(|remark| {
                doubt(
                    self.place(remark.range.clone()),
                    "`#` 后面没有空格，不是标题，会照原样印出来",
                )
                .help("“#”和标题之间空一格")
            })
            .collect();
        for opaque in parsed.outline.opaque() {
            let written = &self.words[opaque.range.clone()];
            // An address in such brackets is a link.
            let is_tag = opaque.kind == OpaqueKind::Code
                && written.starts_with('<')
                && !written.starts_with("</")
                && !written.contains([':', '@']);
            if is_tag {
                let message = format!("“{}”会照原样印出来", shorten(written));
                found.push(
                    doubt(self.place(opaque.range.clone()), message)
                        .help("不能用 HTML；加粗写 **…**，换段空一行"),
                );
            }
        }
        found
    }

    /// Tells of words that the form itself does not want.
    fn wording(&self) -> Vec<Diagnostic> {
        let found = self.form.wordings.found(self.words).into_iter();
        let told = found.map(|(wording, range)| {
            let words = shorten(&self.words[range.clone()]);
            let message = format!("模板自己写了“{words}”，是“用语”里说不用的");
            doubt(self.place(range), message).help(wording.explanation.clone())
        });
        told.collect()
    }
}

/// Returns how many tags stand around a byte of a template.
fn depth(pieces: &[Piece<'_>], at: usize) -> usize {
    let before = pieces.iter().take_while(|piece| piece.range.start < at);
    before.filter(|piece| piece.part == Part::Tag).fold(0, |depth, piece| {
        match piece.word() {
            "if" | "for" | "filter" | "component" => depth + 1,
            "endif" | "endfor" | "endfilter" | "endcomponent" => depth.saturating_sub(1),
            _ => depth,
        }
    })
}
