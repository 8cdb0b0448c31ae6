mod fonts;
mod grid;
mod page;
mod read;
mod report;
mod stress;
mod tables;
mod title;

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use typst::foundations::Bytes;
use typst::layout::{Frame, FrameItem, Point};
use typst::model::Document as _;

use super::*;
use crate::cli::fonts::find;
use crate::diagnostic::Code;
use crate::document::{Block, Marker};
use crate::fonts::{FontPlan, Role};
use crate::picture::Size;
use crate::source::Source;
use crate::yaml;
use report::{document, paragraph, report, requests};

#[test]
fn long_table_stands_whole_on_a_page_under_its_heading() {
    let pages = lay_out(&report());
    let texts: Vec<_> = pages.pages().iter().map(|page| text(&page.frame)).collect();
    assert_eq!(texts.len(), 5, "{texts:#?}");
    let table = texts.iter().filter(|text| text.contains("四、结转下年度继续办理"));
    let table: Vec<_> = table.collect();
    assert_eq!(table.len(), 1);
    assert!(table[0].contains("三、收到和处理政府信息公开申请情况"));
    assert!(table[0].contains("申请人情况"));
}

#[test]
fn equal_documents_give_equal_bytes() {
    let bytes = write(&report());
    let typesetter = typesetter();
    let again = || typesetter.write(&report(), &assets(), &OPTIONS).expect("a PDF");
    std::thread::scope(|scope| {
        let threads = [scope.spawn(again), scope.spawn(again)];
        for thread in threads {
            assert_eq!(thread.join().expect("no panic"), bytes);
        }
    });
    keep("report.pdf", &bytes);
}

#[test]
fn labels_of_rows_and_columns_are_heads_to_those_who_listen() {
    let pdf = readable(&document(vec![Block::Table(requests("8"))]));
    assert_eq!(count(&pdf, "/S /TH"), 9 + 30);
    assert_eq!(count(&pdf, "/Scope /Row"), 30);
    assert_eq!(count(&pdf, "/S /TD"), 25 * 7 + 1);
}

#[test]
fn text_is_never_code() {
    let hostile = "#panic() $x$ @a *a* _b_ `c` <d> \\e = f // g 126@126.com";
    let blocks = vec![
        paragraph(hostile),
        report::heading(2, hostile),
        Block::Table(requests("#1 $2$")),
    ];
    let document = document(blocks);
    let pages = lay_out(&document);
    let text: String = pages.pages().iter().map(|page| text(&page.frame)).collect();
    let squeezed = |text: &str| text.replace(' ', "");
    assert_eq!(count(&squeezed(&text), &squeezed(hostile)), 2, "{text}");
    write(&document);
}

#[test]
fn signs_without_a_shape_do_no_harm() {
    let odd = "零宽\u{feff}甲\u{200b}乙\u{ad}丙\u{2060}丁\t戊\u{a0}己\u{2028}庚\u{fe0f}";
    write(&document(vec![paragraph(odd), report::heading(2, odd)]));
}

#[test]
fn missing_picture_is_named() {
    let figure = Block::Figure { path: "图.png".into(), description: "大厅".into() };
    let findings = typesetter()
        .write(&document(vec![figure]), &assets(), &OPTIONS)
        .expect_err("there is no picture");
    assert_eq!(findings[0].code, Code::BadPicture);
    assert!(findings[0].message.contains("图.png"));
}

#[test]
fn wide_numbers_shrink_in_the_whole_table() {
    let sizes = |value: &str| {
        let blocks = vec![paragraph("正文。"), Block::Table(requests(value))];
        let pages = lay_out(&document(blocks));
        let mut sizes = Vec::new();
        for page in pages.pages() {
            visit(&page.frame, &mut |item| {
                if let FrameItem::Text(text) = item
                    && text.text == value
                {
                    sizes.push(text.size.to_pt());
                }
            });
        }
        sizes
    };
    assert!(sizes("12345").iter().all(|&size| size > 10.0));
    let wide = sizes("1234567");
    assert_eq!(wide.len(), 25 * 7);
    assert!(wide.iter().all(|&size| (size - wide[0]).abs() < 1e-9 && size < 10.0));
}

#[test]
fn long_table_is_cut_between_rows_and_repeats_its_head() {
    let pages = lay_out(&document(vec![Block::Table(report::long_table(120))]));
    let texts: Vec<_> = pages.pages().iter().map(|page| text(&page.frame)).collect();
    assert!(texts.len() > 2, "{}", texts.len());
    assert!(texts.iter().all(|text| text.contains("数量")), "{texts:#?}");
}

#[test]
fn every_kind_of_block_is_set() {
    let mut assets = assets();
    assets.insert("pictures/图.png", Arc::new(report::picture()));
    let document = document(report::blocks());
    let bytes = typesetter().write(&document, &assets, &OPTIONS).expect("a PDF");
    keep("blocks.pdf", &bytes);
}

#[test]
fn document_without_a_date_bears_the_day_given() {
    let mut document = report();
    document.meta.date = None;
    let pages = lay_out(&document);
    let Smart::Custom(Some(date)) = pages.info().date else { panic!("no date") };
    assert_eq!((date.year(), date.month(), date.day()), (Some(2022), Some(1), Some(31)));
}

#[test]
fn broken_layout_is_told_with_its_line() {
    let mut assets = assets();
    let layout = Arc::new(*b"#set text(size: 3pt)\n#image(\"/etc/passwd\")");
    assets.insert("templates/shared/layout.typ", layout);
    let fonts = typesetter().faces.fonts().clone();
    let typesetter = Typesetter::new(&fonts, &assets).expect("fonts and a layout");
    let findings = typesetter
        .write(&report(), &assets, &OPTIONS)
        .expect_err("the layout asks for a file of the disk");
    assert_eq!(findings[0].code, Code::TemplateRender);
    assert!(findings[0].message.starts_with("PDF 排不出来"), "{}", findings[0].message);
    let place = findings[0].place.as_ref().expect("it stands in the layout");
    assert_eq!(place.span.start().line, 2);
}

const OPTIONS: PdfOptions = PdfOptions { day: jiff::civil::date(2022, 1, 31) };

fn assets() -> Assets {
    Assets::embedded()
}

fn typesetter() -> Typesetter {
    let plan = include_str!("../../../../templates/shared/fonts.yaml");
    let tree = yaml::load(&Source::new("fonts.yaml", plan));
    let plan = FontPlan::read(&tree.root.expect("fonts.yaml is YAML")).expect("a plan");
    let typesetter = Typesetter::new(&find(&plan, None), &assets());
    typesetter.expect("the fonts are installed by `make fonts`")
}

#[track_caller]
fn lay_out(document: &Document) -> PagedDocument {
    static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(typesetter);
    let mut view = View::new(document, OPTIONS.day, TYPESETTER.faces.chains());
    let picture = Bytes::new(report::picture());
    let pictures = view::pictures(&document.blocks);
    view.pictures = vec![Size { width: 1.0, height: 1.0 }; pictures.len()];
    let pictures =
        (0..pictures.len()).map(|index| (view::picture_path(index), picture.clone()));
    let job = Job::new(&TYPESETTER, view.to_json(), pictures);
    let warned = typst::compile(&job);
    assert!(warned.warnings.is_empty(), "{:?}", warned.warnings);
    warned.output.expect("the layout works")
}

#[track_caller]
fn write(document: &Document) -> Vec<u8> {
    typesetter().write(document, &assets(), &OPTIONS).expect("a PDF")
}

/// Typesets into a PDF that is not compressed.
#[track_caller]
fn readable(document: &Document) -> String {
    let pages = lay_out(document);
    let options = typst_pdf::PdfOptions { pretty: true, ..Default::default() };
    let bytes = typst_pdf::pdf(&pages, &options).expect("a PDF");
    String::from_utf8_lossy(&bytes).into_owned()
}

fn count(text: &str, pattern: &str) -> usize {
    text.matches(pattern).count()
}

fn text(frame: &Frame) -> String {
    let mut all = String::new();
    visit(frame, &mut |item| {
        if let FrameItem::Text(text) = item {
            all.push_str(&text.text);
        }
    });
    all
}

fn visit(frame: &Frame, see: &mut impl FnMut(&FrameItem)) {
    read::visit(frame, Point::zero(), &mut |_, item| see(item));
}

/// Returns the text of each page.
#[track_caller]
fn pages(document: &Document) -> Vec<String> {
    lay_out(document).pages().iter().map(|page| text(&page.frame)).collect()
}

/// Leaves a PDF under `target` for a look at it.
#[expect(clippy::disallowed_methods, reason = "for the eyes of whoever runs the test")]
fn keep(name: &str, bytes: &[u8]) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pdf");
    let kept = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join(name), bytes));
    kept.expect("target can be written");
}
