//! Texts of a length that nobody expects.

use nianbao::document::Document;
use nianbao::source::Source;

use crate::cli::Shell;
use crate::findings::{BASE, edited, said};
use crate::formats::assert_same;
use crate::reports::OFFICE;

/// Returns the base with one piece of it replaced, composed.
#[track_caller]
fn document(from: &str, to: &str) -> Document {
    assert_eq!(BASE.matches(from).count(), 1, "the base has {from:?} once");
    OFFICE.document(&Source::new("甲.yaml", BASE.replacen(from, to, 1)))
}

/// Asserts that every output says all that the document says.
#[track_caller]
fn assert_printed(document: &Document) {
    assert_same(document);
    #[cfg(feature = "pdf")]
    crate::formats::assert_same_in_pdf(document);
}

#[test]
fn long_paragraph() {
    let text = "公开的形式还不够多样。".repeat(364);
    assert_printed(&document("公开的形式还不够多样。", &text));
}

#[test]
fn long_word() {
    // Nowhere to break the line.
    let text = format!("见 https://qinghe.example/{}", "a".repeat(2_000));
    assert_printed(&document("公开的形式还不够多样。", &text));
}

#[test]
fn long_name_of_the_body() {
    let name = "青禾县水利局".repeat(34);
    assert_printed(&document("名称: 青禾县水利局", &format!("名称: {name}")));
}

#[test]
fn heading_of_three_lines() {
    let heading = "加强公开平台建设，".repeat(10);
    assert_printed(&document(
        "公开的形式还不够多样。",
        &format!("### {heading}\n\n  正文"),
    ));
    let title =
        format!("标题: {}\n网站:", "青禾县水利局政府信息公开工作年度报告".repeat(4));
    assert_printed(&document("网站:", &title));
    // A title may be broken where its author broke it; other short texts may not.
    let lines = "标题: |\n  青禾县水利局\n  2024年\n  年度报告\n网站:";
    assert_printed(&document("网站:", lines));
    let told = edited("部门: 县水利局办公室", "部门: |\n    县水利局\n    办公室");
    assert!(told.contains("要写在一行里"), "{told}");
}

#[test]
fn ten_megabytes_in_one_field() {
    let ten = 10 * 1024 * 1024;
    let prose = |text: &str| edited("公开的形式还不够多样。", text);
    assert_eq!(prose(&"公开形式单一。".repeat(ten / "公开形式单一。".len())), "");
    let lines = prose(&"公开\n  ".repeat(ten / "公开\n  ".len()));
    assert!(!lines.contains("错误"), "{lines}");
    let blanks = prose(&format!("公开{}形式。", " ".repeat(ten)));
    assert!(blanks.contains("W0"), "{blanks}");
    let name = format!("名称: {}", "青".repeat(ten / "青".len()));
    assert_eq!(edited("名称: 青禾县水利局", &name), "");
    let count = format!("行政许可: {}", "1".repeat(ten));
    assert!(edited("行政许可: 31", &count).contains("位数太多"));
    assert!(
        said(&format!("{BASE}{}: 1\n", "甲".repeat(ten / "甲".len()))).contains("Y00")
    );
}

/// What is looked up for each line must not be looked for in all of them.
#[test]
fn fifty_thousand_bad_lines() {
    let shell = Shell::new();
    shell.put("甲.yaml", format!("乙: 1\n{}{BASE}", "\t甲: 1\n".repeat(50_000)));
    let told = shell.run("check --format short 甲.yaml");
    assert!(told.contains("行首有制表符") && told.ends_with("[1]"), "{told}");
}

#[test]
fn a_hundred_thousand_mends() {
    let shell = Shell::new();
    let prose = "公开,透明(规范).\n    ".repeat(25_000);
    let from = "公开的形式还不够多样。";
    assert_eq!(BASE.matches(from).count(), 1);
    let lines = format!("|\n    {prose}");
    shell.put("2024.yaml", BASE.replacen(from, &lines, 1));
    let told = shell.run("fix --yes 2024.yaml");
    assert!(told.contains("改好了"), "{told}");
    assert!(!shell.get("2024.yaml").contains("公开,"));
}
