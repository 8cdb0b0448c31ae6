//! Text that looks like HTML, typst, Tera or Markdown is printed as it stands: a
//! report is compared, tag by tag, with one that says something harmless.

use std::cell::RefCell;
use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};
use nianbao::document::Document;
use nianbao::form::Form;
use nianbao::pipeline::Format;
use nianbao::render::markdown::SpannedTables;
use nianbao::source::Source;

use super::filled::{self, Words};
use super::forms;
use crate::findings::BASE;
use crate::formats::assert_same;
use crate::read::markdown;
use crate::reports::OFFICE;

/// Texts that some reader on the way takes for more than text.
const TEXTS: [&str; 40] = [
    "<script>alert(1)</script>",
    "</title><script>",
    "</td></tr></table>",
    "\"><img src=x onerror=alert(1)>",
    "' onload='alert(1)",
    "<br>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<http://a.example>",
    "&lt;",
    "&amp;amp;",
    "&#60;b&#x3e;",
    "#panic()",
    "#[甲] #{1+1}",
    "$x$",
    "@a",
    "<a>",
    "\\u{41} \\",
    "甲|乙",
    "| 甲 |",
    "| --- |",
    "**甲**",
    "*甲*",
    "_甲_",
    "~~甲~~",
    "`甲`",
    "```",
    "{{ 年度 }",
    "{% if 年度 %}",
    "{%",
    "{# 甲 #}",
    "[甲](javascript:alert(1))",
    "![甲](乙.png)",
    "[^1]: 甲",
    "---",
    "# 甲",
    "- 甲",
    "> 甲",
    "===",
];

/// Texts that Markdown leaves alone within a line, though it is not far.
const PROSE: [&str; 18] = [
    "<script>alert(1)</script>",
    "</p></article><script>",
    "\"><img src=x onerror=alert(1)>",
    "<br>",
    "<!-- 甲 -->",
    "#panic()",
    "#[甲] #{1+1}",
    "$x$",
    "@a",
    "甲|乙",
    "** 甲 **",
    "5*（3+2）",
    "a_b_c",
    "`",
    "[甲]",
    "{甲}",
    "%}",
    "&lt",
];

#[test]
fn texts_are_printed_as_they_stand() {
    for form in forms() {
        let plain = report(&form, &marked, &|_| "正文".to_owned());
        for text in TEXTS {
            let hostile =
                report(&form, &|path| behind(path, text), &|_| "正文".to_owned());
            assert_same_but_for(&plain, &hostile, &|path| behind(path, text));
        }
    }
}

#[test]
fn prose_that_is_no_markdown_is_printed_as_it_stands() {
    for form in forms() {
        let text = |_: &str| "文字".to_owned();
        let prose = |path: &str| format!("正文{}完", marked(path));
        let plain = report(&form, &text, &prose);
        for said in PROSE {
            let hostile = report(&form, &text, &|_| format!("正文{said}完"));
            assert_same_but_for(&plain, &hostile, &|_| said.to_owned());
        }
    }
}

#[test]
fn texts_that_prose_refers_to_are_printed_as_they_stand() {
    for form in forms() {
        let prose = |_: &str| "正文{{ 事实.甲 }}完".to_owned();
        let plain = report(&form, &marked, &prose);
        for text in TEXTS {
            let hostile = report(&form, &|path| behind(path, text), &prose);
            assert_same_but_for(&plain, &hostile, &|path| behind(path, text));
        }
    }
}

/// What is read and not printed, and what the words of this report hide.
const SILENT: [&str; 6] = ["上年文件", "核实.甲", "格式", "事实.甲", "单位.简称", "引言"];

#[test]
fn every_text_of_a_form_is_printed() {
    // That of the tests prints little.
    for form in forms().iter().filter(|form| form.name.starts_with("政府信息公开"))
    {
        let plain = report(form, &marked, &|path| marked(path));
        let page = OFFICE.text(&plain, Format::Html, SpannedTables::Html);
        let silent: Vec<_> = MARKS.take().into_iter().collect();
        let silent = silent.into_iter().filter(|(_, mark)| !page.contains(mark));
        for (path, _) in silent {
            assert!(SILENT.contains(&&*path), "{}: {path}", form.name);
        }
    }
}

/// Markdown that would make a page do something.
const ACTIVE: [&str; 12] = [
    "[甲](javascript:alert(1))",
    "[甲](JaVaScRiPt:alert(1))",
    "[甲](data:text/html,<script>)",
    "[甲](vbscript:x)",
    "[甲](\"onmouseover=alert(1) x=\")",
    "[甲](http://a.example/\"onclick=\"alert(1))",
    "[甲](http://a.example '\" onclick=x')",
    "<javascript:alert(1)>",
    "<http://a.example/\"><script>>",
    "```html\n    <script>alert(1)</script>\n    ```",
    "# <script>\n\n    - <b onclick=x>\n\n    > <i>",
    "| <script> | `乙` |\n    |---|---|\n    | <b> | **甲** |",
];

#[test]
fn markdown_of_prose_makes_no_element_of_its_own() {
    for text in ACTIVE {
        let prose = format!("综述: |\n    {text}\n");
        let yaml = BASE.replacen("平台建设: ", &format!("{prose}  平台建设: "), 1);
        let yaml = yaml.replacen(
            "  综述: |\n    2024年，县水利局公开政府信息{{ 事实.信息条数 }}条。\n",
            "",
            1,
        );
        let document = OFFICE.document(&Source::new("甲.yaml", yaml));
        let page = OFFICE.text(&document, Format::Html, SpannedTables::Html);
        let (_, article) = page.split_once("<article>").expect("there is an article");
        let (article, _) = article.split_once("</article>").expect("it ends");
        for Ok(token) in Tokenizer::new(article) {
            let Token::StartTag(tag) = token else { continue };
            let name = String::from_utf8_lossy(&tag.name).into_owned();
            assert!(!["script", "img", "b", "i"].contains(&&*name), "{text}: {name}");
            for (key, value) in &tag.attributes {
                let key = String::from_utf8_lossy(key).into_owned();
                let value = String::from_utf8_lossy(value);
                let address = ["http://", "https://", "mailto:"];
                let leads =
                    key != "href" || address.iter().any(|it| value.starts_with(it));
                assert!(leads && !key.starts_with("on"), "{text}: {key}={value}");
            }
        }
        assert_same(&document);
    }
}

/// All the texts in one report: what its document says, its PDF says.
#[cfg(feature = "pdf")]
#[test]
fn texts_are_printed_in_pdf_as_they_stand() {
    let next = std::cell::Cell::new(0);
    let text = |path: &str| {
        next.set(next.get() + 1);
        behind(path, TEXTS[next.get() % TEXTS.len()])
    };
    let prose = |_: &str| format!("正文{}完", PROSE.join("、"));
    for form in forms() {
        crate::formats::assert_same_in_pdf(&report(&form, &text, &prose));
    }
}

/// A heading has a number before it, unless it brings its own: something harmless
/// comes first there.
fn behind(path: &str, text: &str) -> String {
    if path.contains("小标题") { format!("甲{text}") } else { text.to_owned() }
}

thread_local! {
    /// A mark for each path that was asked for.
    static MARKS: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// Returns something harmless that stands nowhere else.
fn marked(path: &str) -> String {
    MARKS.with_borrow_mut(|marks| {
        let next = format!("第{}处", marks.len());
        marks.entry(path.to_owned()).or_insert(next).clone()
    })
}

#[track_caller]
fn report(
    form: &Form,
    text: &dyn Fn(&str) -> String,
    prose: &dyn Fn(&str) -> String,
) -> Document {
    let mut report = filled::report(form, &Words { text, prose });
    // Written, it would hide what the template says of the office instead.
    if let Some(report) = report.as_object_mut() {
        report.shift_remove("引言");
    }
    OFFICE.document(&Source::new("甲.yaml", format!("{report:#}")))
}

/// Asserts that a report is the plain one with other words in place of its marks.
#[track_caller]
fn assert_same_but_for(
    plain: &Document,
    hostile: &Document,
    words: &dyn Fn(&str) -> String,
) {
    let replaced = |said: &str| {
        if !said.contains('第') {
            return said.to_owned();
        }
        MARKS.with_borrow(|marks| {
            marks.iter().fold(said.to_owned(), |said, (path, mark)| {
                said.replace(mark.as_str(), &words(path))
            })
        })
    };
    let both = |format, tables| {
        [plain, hostile].map(|document| OFFICE.text(document, format, tables))
    };
    let [expected, read] =
        both(Format::Html, SpannedTables::Html).map(|page| tags(&page));
    assert_equal(&read, &expected, &replaced);
    for tables in [SpannedTables::Html, SpannedTables::Pipe] {
        let [expected, read] = both(Format::Markdown, tables);
        assert_equal(&markdown::texts(&read), &markdown::texts(&expected), &replaced);
    }
}

#[track_caller]
fn assert_equal(read: &[String], expected: &[String], replaced: &dyn Fn(&str) -> String) {
    for (read, expected) in read.iter().zip(expected) {
        assert_eq!(*read, replaced(expected));
    }
    assert_eq!(read.len(), expected.len());
}

/// Returns an attribute's value without what goes by the words of a table: how
/// narrow it may be.
fn fixed(value: &str) -> String {
    let parts = value.split(';').map(|part| match part.split_once(':') {
        Some((name, _)) if name.starts_with("--") => name,
        _ => part,
    });
    parts.collect::<Vec<_>>().join(";")
}

/// Returns the tags of a page with their attributes, and the texts between them.
#[track_caller]
fn tags(page: &str) -> Vec<String> {
    let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let (mut out, mut text) = (Vec::new(), String::new());
    for Ok(token) in Tokenizer::new(page) {
        let tag = match token {
            Token::String(read) => {
                text.push_str(&utf8(&read));
                continue;
            }
            Token::StartTag(tag) => {
                let attributes: Vec<_> = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| {
                        format!(" {}={}", utf8(name), fixed(&utf8(value)))
                    })
                    .collect();
                format!("<{}{}>", utf8(&tag.name), attributes.concat())
            }
            Token::EndTag(tag) => format!("</{}>", utf8(&tag.name)),
            other => format!("{other:?}"),
        };
        out.push(std::mem::take(&mut text));
        out.push(tag);
    }
    out.push(text);
    out.retain(|said| !said.is_empty());
    out
}
