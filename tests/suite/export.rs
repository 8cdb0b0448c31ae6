//! Exported workbooks, read back as another program does.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, read_to_string};
use std::sync::Arc;

use calamine::{Data, Range, Reader as _, Style, StyleRange, Xlsx};
use jiff::civil::date;
use rust_decimal::Decimal;
use zip::ZipArchive;

use nianbao::assets::Assets;
use nianbao::document::{Block, Inlines, PlacedCell, Role, TableGrid};
use nianbao::facts::Facts;
use nianbao::form::{CellRef, Form, LineKind};
use nianbao::pipeline::Forms;
use nianbao::source::Source;
use nianbao::workbook::export::workbook;

use crate::reports::{EXAMPLES, OFFICE};

/// Rows above each table.
const ABOVE: usize = 2;

/// A sheet as it is read back.
struct Sheet {
    name: String,
    values: Range<Data>,
    formulas: Range<String>,
    styles: StyleRange,
    /// First and last row and column of each.
    merged: BTreeSet<[usize; 4]>,
}

/// A cell of values: where the form has it, and where the sheet has it.
struct Value {
    cell: CellRef,
    row: usize,
    column: usize,
}

#[test]
fn examples_are_laid_out_and_filled_in_as_they_are_printed() {
    for example in &EXAMPLES {
        let reading = OFFICE.forms.read(&example.source());
        let facts = reading.facts.expect("it can be read");
        let sheets = sheets(&made(&facts.form, Some(&facts)));
        let grids = grids(&example.document().blocks, &facts.form);
        assert_eq!(sheets.len(), grids.len(), "{}", example.name);
        for (index, (sheet, grid)) in sheets.iter().zip(&grids).enumerate() {
            let name = format!("{} {}", example.name, sheet.name);
            assert_eq!(sheet.merged, merged(sheet, grid), "{name}");
            for cell in &grid.cells {
                let at = (cell.row + ABOVE, cell.column);
                let printed = as_written(&cell.content);
                assert_eq!(sheet.shown(at), printed, "{name} {at:?}");
            }
            let title = &facts.form.tables[index].title;
            assert_eq!(&sheet.text((0, 0)), title);
            let body = facts.text(&["单位", "名称"]).expect("it has a name");
            assert!(sheet.text((1, 0)).contains(body), "{name}");
        }
    }
}

#[test]
fn totals_are_formulas_that_give_what_the_facts_give() {
    let mut count = 0;
    for example in &EXAMPLES {
        let facts = OFFICE.forms.read(&example.source()).facts.expect("it can be read");
        for (index, sheet) in sheets(&made(&facts.form, Some(&facts))).iter().enumerate()
        {
            for Value { cell, row, column } in values(&facts.form, index) {
                let formula = sheet.formula((row, column));
                assert_eq!(formula.is_some(), facts.is_sum(cell), "{}", sheet.name);
                let Some(formula) = formula else { continue };
                let computed = facts.computed(cell).expect("it can be computed");
                assert_eq!(sheet.number((row, column)), Some(computed), "{formula}");
                assert_eq!(evaluate(&formula, sheet), computed, "{formula}");
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count} totals");
}

#[test]
fn empty_forms_are_empty_and_open_where_staff_write() {
    for name in OFFICE.forms.catalogue().names() {
        let form = form(name);
        for (index, sheet) in sheets(&made(&form, None)).iter().enumerate() {
            let mut data = BTreeSet::new();
            for Value { cell, row, column } in values(&form, index) {
                let at = (row, column);
                assert_eq!(sheet.text(at), "", "{name} {at:?}");
                assert_eq!(sheet.formula(at).is_some(), is_total(&form, cell));
                assert_eq!(sheet.is_locked(at), is_total(&form, cell), "{name} {at:?}");
                data.insert(at);
            }
            let grid = form.printed(index, |_| unprinted()).grid();
            let labels = grid.cells.iter().filter(|cell| cell.role != Role::Data);
            for at in labels.map(|cell| (cell.row + ABOVE, cell.column)) {
                assert!(!data.contains(&at) && sheet.is_locked(at), "{name} {at:?}");
            }
            assert!(sheet.is_locked((0, 0)) && !sheet.is_locked((1, 0)));
        }
    }
}

#[test]
fn the_same_facts_and_day_give_the_same_bytes() {
    for example in &EXAMPLES {
        let facts = OFFICE.forms.read(&example.source()).facts.expect("it can be read");
        let make = || made(&facts.form, Some(&facts));
        assert!(make() == make(), "{}", example.name);
    }
}

#[test]
fn what_is_typed_is_checked_and_the_rest_is_locked() {
    let bytes = made(&form("政府信息公开-2021"), None);
    let [published, requests, reviews] =
        [1, 2, 3].map(|number| part(&bytes, &format!("xl/worksheets/sheet{number}.xml")));
    for sheet in [&published, &requests, &reviews] {
        assert_eq!(sheet.matches("<sheetProtection sheet=\"1\"").count(), 1);
        assert!(!sheet.contains("password") && !sheet.contains("headerFooter"));
        assert!(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>"));
        assert!(sheet.contains(
            r#"<pageSetup paperSize="9" fitToHeight="0" orientation="portrait""#
        ));
    }
    // Each leaf that is no total, one by one: what has a unit, what is added, and what
    // has a help text of its own.
    let checks = |sheet: &str| sheet.matches("<dataValidation ").count();
    assert_eq!(
        [&published, &requests, &reviews].map(|sheet| checks(sheet)),
        [10, 144, 12]
    );
    let money = r#"<dataValidation type="decimal" errorStyle="warning" operator="greaterThanOrEqual""#;
    assert_eq!(published.matches(money).count(), 1);
    assert!(
        published.contains(
            "单位是万元；没有就填 0。要在数后面加说明，写成 22（其中修订16件）"
        )
    );
    let whole = r#"<dataValidation type="whole" operator="greaterThanOrEqual""#;
    assert_eq!(requests.matches(whole).count(), 144, "none can be overridden");
    assert_eq!(requests.matches("到12月31日还没有办结的申请；没有就写 0").count(), 6);
    let book = part(&bytes, "xl/workbook.xml");
    for name in ["申请!$3:$5", "申请!$A$1:$J$30", "主动公开!$A$1:$D$16"] {
        assert!(book.contains(name), "{name} in {book}");
    }
}

#[test]
fn choices_can_be_picked() {
    let sheet = part(&made(&deep(FILE).0, None), "xl/worksheets/sheet2.xml");
    for list in ["是,否", "省,市,县"] {
        assert!(sheet.contains(&format!("<formula1>\"{list}\"</formula1>")), "{list}");
    }
}

#[test]
fn a_workbook_says_its_day_and_no_more_of_where_it_was_made() {
    let (form, facts) = deep(FILE);
    let said = part(&made(&form, Some(&facts)), "docProps/core.xml");
    assert!(said.contains("<dc:title>甲局2021年度深</dc:title>"), "{said}");
    assert!(said.contains("<dc:creator>甲局</dc:creator>"), "{said}");
    assert_eq!(said.matches("2022-01-31T00:00:00Z").count(), 2, "{said}");
    let said = part(&made(&form, None), "docProps/core.xml");
    assert!(said.contains("<dc:creator></dc:creator>"), "{said}");
}

/// Three levels of heads both ways, totals within and over them, relations of every
/// kind, a table whose name is long, types of every kind.
const FORM: &str = "\
名称: 深
年度: {自: 2020}
字段: {人数: 整数}
表格:
  甲:
    标题: 三层的表
    缺省: 0
    列宽: [10, 12, 14, 8]
    角标: 项目
    列:
      - 城:
        - 区: [东, 西, {计: {合计: 是}}]
        - 县
      - {总: {合计: 是}}
    行:
      - 收:
        - 公: [旧, {新: {说明: 今年的}}]
        - 私
        - {计: {合计: 是}}
      - 存
  一个名称比三十一个字还要长所以工作表的名称放不下它要截短才行的表:
    标题: 各种类型的表
    行:
      - {费用: {类型: 小数}}
      - {增减: {类型: 增减, 必填: 否}}
      - {名称: {类型: 文字}}
      - {网址: {类型: 网址}}
      - {公开: {类型: 是否}}
      - {级别: {类型: 选项, 选项: [省, 市, 县]}}
      - {渠道: {类型: 多选, 选项: [网, 报, 刊]}}
      - {编号: {类型: 文字, 必填: 否}}
      - {份数: {类型: 整数, 必填: 否}}
勾稽:
  - 甲.收.公.旧 + 甲.收.公.新 >= 甲.存
  - 甲.收.公.小计.城.区.小计 - 甲.存.总 = 5
  - {关系: 甲.存.总 <= 人数, 级别: 警告}
  - {关系: 甲.存.总 = 0, 级别: 警告, 仅当: {单位.类别: [部门]}}
  - 甲.存.总 <= 一个名称比三十一个字还要长所以工作表的名称放不下它要截短才行的表.份数
";

const FILE: &str = "
格式: 深
年度: 2021
单位: {名称: 甲局, 类别: 部门}
甲:
  收:
    公: {旧: {城: {区: {东: 1, 西: 2}}}, 新: {城: {区: {东: 4}, 县: 8}}}
    私: {城: {县: 错}}
  存: {城: {区: {西: 3}}}
一个名称比三十一个字还要长所以工作表的名称放不下它要截短才行的表:
  费用: 12.50
  增减: -3
  名称: \"007\"
  网址: http://example.gov.cn/
  公开: 否
  级别: 市
  渠道: [刊, 网]
  份数: {数: 22, 注: '其中\"修订\"16件'}
附注: {甲: 注：都是编的。}
";

#[test]
fn a_deep_form_is_written_cell_by_cell() {
    let (form, facts) = deep(FILE);
    insta::assert_snapshot!(dump(&made(&form, Some(&facts))));
}

#[test]
fn checks_say_nothing_of_a_form_that_is_empty() {
    let (form, _) = deep(FILE);
    let sheets = sheets(&made(&form, None));
    let results = (1..9).map(|row| sheets[0].text((row, 10)));
    assert_eq!(results.collect::<BTreeSet<_>>(), ["", "相符"].map(str::to_owned).into());
}

#[test]
fn what_no_cell_can_hold_is_said() {
    let long = FILE.replace("\"007\"", &"长".repeat(40_000));
    let (form, facts) = deep(&long);
    let error = workbook(&form, Some(&facts), date(2022, 1, 31)).unwrap_err();
    insta::assert_snapshot!(error.to_string(), @"表“各种类型的表”放不进 Excel 工作簿：有一格的字超过 32767 个");
    let remark = FILE.replace("16件", &"件".repeat(300));
    let (form, facts) = deep(&remark);
    let sheets = sheets(&made(&form, Some(&facts)));
    let text = sheets[1].text((10, 1));
    assert!(text.starts_with("22（其中\"修订\"件件") && text.ends_with("件）"), "{text}");
    let number = FILE.replace("12.50", "1234567890123.456");
    let (form, facts) = deep(&number);
    let sheets = self::sheets(&made(&form, Some(&facts)));
    assert_eq!(*sheets[1].value((2, 1)), Data::String("1234567890123.456".to_owned()));
}

#[test]
fn what_looks_like_a_formula_is_a_text() {
    for text in ["=1+1", "{=1+1}", "+1", "-1+2", "@SUM(A1)", "http://a.cn/", "'7"] {
        let file = FILE.replace("\"007\"", &format!("\"{text}\""));
        let file = file.replace("注：都是编的。", &format!("\"{text}\""));
        let (form, facts) = deep(&file);
        let sheets = sheets(&made(&form, Some(&facts)));
        for (sheet, at) in [(&sheets[1], (4, 1)), (&sheets[0], (10, 0))] {
            assert_eq!(*sheet.value(at), Data::String(text.to_owned()), "{at:?}");
            assert_eq!(sheet.formula(at), None, "{text}");
        }
    }
}

#[test]
fn a_sum_that_no_formula_can_name_is_refused_by_its_name() {
    let made = |groups: usize| {
        let group = |number| {
            format!("    - {{组{number}: {{行: [一, 二, {{和: {{合计: 是}}}}]}}}}\n")
        };
        let rows: String = (0..groups).map(group).collect();
        let form = format!(
            "名称: 深\n年度: {{自: 2020}}\n表格:\n  甲:\n    缺省: 0\n    行:\n{rows}    \
             - {{全部: {{合计: 是}}}}\n"
        );
        let forms = forms_with(form);
        let form =
            forms.catalogue().form("深").expect("it is there").expect("it is right");
        workbook(&form, None, date(2022, 1, 31)).map(|bytes| bytes.len())
    };
    assert!(made(40).is_ok());
    let error = made(520).expect_err("its total has 520 parts");
    insta::assert_snapshot!(error.to_string(), @"表“甲”放不进 Excel 工作簿：“甲.全部”要看的格子太散，公式有 11058 个字，Excel 最多 8192 个；请把表拆成几张，或者少分几层合计");
}

fn deep(file: &str) -> (Arc<Form>, Facts) {
    let forms = forms_with(FORM.to_owned());
    let facts = forms.read(&Source::new("深.yaml", file)).facts.expect("it can be read");
    (facts.form.clone(), facts)
}

/// Returns a catalogue with a form that is called 深.
fn forms_with(form: String) -> Forms {
    let mut assets = Assets::default();
    assets.insert("templates/深/form.yaml", Arc::new(form));
    assets.insert("templates/深/report.md", Arc::new("# {{ 年度 }}\n"));
    let forms = Forms::new(&assets);
    if let Some(Err(faults)) = forms.catalogue().form("深") {
        panic!("{faults:?}");
    }
    forms
}

fn form(name: &str) -> Arc<Form> {
    let form = OFFICE.forms.catalogue().form(name).expect("it is there");
    form.expect("it is right")
}

/// Returns a file of those that a workbook is made of.
fn part(bytes: &[u8], name: &str) -> String {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).expect("it is packed");
    let part = parts.by_name(name).expect("it is there");
    read_to_string(part).expect("it is text")
}

fn made(form: &Form, facts: Option<&Facts>) -> Vec<u8> {
    workbook(form, facts, date(2022, 1, 31)).expect("it fits into a workbook")
}

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    let names = book.sheet_names();
    let read = |name: String| Sheet {
        values: book.worksheet_range(&name).expect("values"),
        formulas: book.worksheet_formula(&name).expect("formulas"),
        styles: book.worksheet_style(&name).expect("styles"),
        merged: book
            .merge_cells_by_sheet_name(&name)
            .expect("merged cells")
            .iter()
            .map(|at| [at.start.0, at.start.1, at.end.0, at.end.1].map(|at| at as usize))
            .collect(),
        name,
    };
    names.into_iter().map(read).collect()
}

/// Returns the form's tables as a document prints them; prose has others.
fn grids(blocks: &[Block], form: &Form) -> Vec<TableGrid> {
    let is_form_s = |title: &str| form.tables.iter().any(|table| table.title == title);
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(table) if is_form_s(&table.title) => Some(table.grid()),
        _ => None,
    });
    tables.collect()
}

/// Returns what must be merged: the cells of the grid, and the lines around it.
fn merged(sheet: &Sheet, grid: &TableGrid) -> BTreeSet<[usize; 4]> {
    let spans = |cell: &&PlacedCell| cell.row_span > 1 || cell.column_span > 1;
    let cells = grid.cells.iter().filter(spans).map(|cell| {
        let (row, column) = (cell.row + ABOVE, cell.column);
        [row, column, row + cell.row_span - 1, column + cell.column_span - 1]
    });
    let below = grid.rows.len() + ABOVE;
    let note = (!sheet.text((below, 0)).is_empty()).then_some(below);
    let lines = [0, 1].into_iter().chain(note);
    cells.chain(lines.map(|row| [row, 0, row, grid.width - 1])).collect()
}

fn unprinted() -> nianbao::document::BodyCell {
    let content = Inlines::default();
    nianbao::document::BodyCell { content, align: nianbao::document::Align::Center }
}

/// Returns where the values of a table are.
fn values(form: &Form, table: usize) -> Vec<Value> {
    let grid = form.printed(table, |_| unprinted()).grid();
    let data = grid.cells.iter().filter(|cell| cell.role == Role::Data);
    let values = form.cells(table).zip(data);
    values
        .map(|(cell, slot)| Value { cell, row: slot.row + ABOVE, column: slot.column })
        .collect()
}

fn is_total(form: &Form, cell: CellRef) -> bool {
    let part = &form.tables[cell.table].parts[cell.part];
    let is_leaf = |kind: &LineKind| *kind == LineKind::Leaf;
    !is_leaf(&part.rows.lines[cell.row].kind)
        || !is_leaf(&part.columns.lines[cell.column].kind)
}

/// Returns what is printed as staff write it: of choices, those taken.
fn as_written(content: &Inlines) -> String {
    let text = content.to_plain();
    if !text.contains(['■', '□']) {
        return text;
    }
    let taken = text.split(' ').filter_map(|choice| choice.strip_prefix('■'));
    taken.collect::<Vec<_>>().join("、")
}

/// Computes a total's formula by itself: `IF(COUNT(…)=0,"",SUM(…))`.
fn evaluate(formula: &str, sheet: &Sheet) -> Decimal {
    let (_, sum) = formula.split_once("SUM(").expect("it is a sum");
    let arguments = sum.strip_suffix("))").expect("it ends so").split(',');
    let cells = arguments.flat_map(|range| {
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        let ((top, left), (bottom, right)) = (place(first), place(last));
        (top..=bottom)
            .flat_map(move |row| (left..=right).map(move |column| (row, column)))
    });
    cells.filter_map(|at| sheet.number(at)).sum()
}

/// Returns row and column of a cell's name, from 0.
fn place(name: &str) -> (usize, usize) {
    let split = name.find(|c: char| c.is_ascii_digit()).expect("a row");
    let letters = name[..split].bytes().map(|letter| usize::from(letter - b'A') + 1);
    let column = letters.fold(0, |column, letter| column * 26 + letter);
    (name[split..].parse::<usize>().expect("a number") - 1, column - 1)
}

fn name((row, column): (usize, usize)) -> String {
    let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
    format!("{letter}{}", row + 1)
}

/// Writes all that the cells of a workbook hold, one a line.
fn dump(bytes: &[u8]) -> String {
    let mut out = String::new();
    for sheet in sheets(bytes) {
        writeln!(out, "[{}]", sheet.name).expect("a text can be written");
        let spans: BTreeMap<_, _> = sheet
            .merged
            .iter()
            .map(|&[row, column, ..]| (row, column))
            .zip(&sheet.merged)
            .collect();
        let (rows, columns) = sheet.values.get_size();
        for at in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)))
        {
            let end = spans
                .get(&at)
                .map(|&&[_, _, row, column]| format!(":{}", name((row, column))));
            let (shown, formula) = (sheet.shown(at), sheet.formula(at));
            if shown.is_empty() && formula.is_none() {
                continue;
            }
            write!(out, "{}{} {shown}", name(at), end.unwrap_or_default())
                .expect("it can");
            if let Some(formula) = formula {
                write!(out, "  ={formula}").expect("it can");
            }
            out.push('\n');
        }
    }
    out
}

impl Sheet {
    fn value(&self, (row, column): (usize, usize)) -> &Data {
        self.values.get_value(absolute((row, column))).unwrap_or(&Data::Empty)
    }

    /// Returns a text, or a number as General shows it.
    fn text(&self, at: (usize, usize)) -> String {
        self.value(at).to_string()
    }

    fn number(&self, at: (usize, usize)) -> Option<Decimal> {
        match self.value(at) {
            Data::Float(number) => Some(number.to_string().parse().expect("a number")),
            Data::Int(number) => Some(Decimal::from(*number)),
            _ => None,
        }
    }

    /// Returns what is seen of a cell: a number by its format.
    fn shown(&self, at: (usize, usize)) -> String {
        let Some(number) = self.number(at) else { return self.text(at) };
        let code = self.style(at).and_then(|style| style.number_format.as_ref());
        let code = code.map_or("General", |format| &*format.format_code);
        let Some(rest) = code.strip_prefix('0') else { return number.to_string() };
        let decimals = rest.strip_prefix('.').unwrap_or_default();
        let decimals = decimals.bytes().take_while(|&byte| byte == b'0').count();
        let literal = &rest[if decimals == 0 { 0 } else { decimals + 1 }..];
        let literal = literal.replace("\\\"", "\0").replace('"', "").replace('\0', "\"");
        format!("{number:.decimals$}{literal}")
    }

    fn formula(&self, at: (usize, usize)) -> Option<String> {
        let formula = self.formulas.get_value(absolute(at))?;
        (!formula.is_empty()).then(|| formula.clone())
    }

    fn style(&self, at: (usize, usize)) -> Option<&Style> {
        self.styles.get(absolute(at))
    }

    fn is_locked(&self, at: (usize, usize)) -> bool {
        let protection = self.style(at).and_then(|style| style.protection.as_ref());
        protection.is_none_or(|protection| protection.locked)
    }
}

fn absolute((row, column): (usize, usize)) -> (u32, u32) {
    let number = |number| u32::try_from(number).expect("a sheet is not so large");
    (number(row), number(column))
}
