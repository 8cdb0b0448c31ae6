//! A document -> a page. Markdown is read and written by pulldown-cmark; here are
//! only the places where a page is more than its text.

use std::fmt::Write as _;
use std::iter::Peekable;

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};

const STYLE: &str = include_str!("page.css");

/// Renders a document whose first heading is its title. `picture` gives the bytes
/// of a PNG that the document shows.
pub fn render(
    text: &str,
    picture: impl Fn(&str) -> anyhow::Result<Vec<u8>>,
) -> anyhow::Result<String> {
    let options = Options::ENABLE_TABLES;
    let mut headings = Vec::new();
    let mut events = Vec::new();
    let mut read = Parser::new_ext(text, options).peekable();
    while let Some(event) = read.next() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let words = escaped(&words(&mut read));
                let anchor = format!("s{}", headings.len());
                events.push(raw(format!("<{level} id=\"{anchor}\">{words}")));
                headings.push(Heading { level, anchor, words });
                // The list of contents follows the title.
                if headings.len() == 1 {
                    read.next();
                    events.clear();
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let bytes = STANDARD.encode(picture(&dest_url)?);
                let words = escaped(&words(&mut read)).replace('"', "&quot;");
                read.next();
                // pulldown-cmark would end it with a slash, which checkers warn of.
                events.push(raw(format!(
                    "<img src=\"data:image/png;base64,{bytes}\" alt=\"{words}\">"
                )));
            }
            // Whoever has no mouse scrolls a box by its keys.
            Event::Start(Tag::CodeBlock(kind)) => {
                let kind = class(&kind);
                events.push(raw(format!("<pre class=\"{kind}\" tabindex=\"0\"><code>")));
            }
            Event::End(TagEnd::CodeBlock) => {
                events.push(raw("</code></pre>\n".to_owned()))
            }
            Event::Start(Tag::Table(alignments)) => {
                events.push(raw("<div class=\"table\" tabindex=\"0\">".to_owned()));
                events.push(Event::Start(Tag::Table(alignments)));
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                events.push(raw("</div>\n".to_owned()));
            }
            other => events.push(other),
        }
    }
    let title = headings.first().context("the document has no heading")?;
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        title.words
    );
    writeln!(page, "<header><h1>{}</h1></header>", title.words)?;
    page.push_str(&contents(&headings[1..]));
    page.push_str("<main>\n");
    html::push_html(&mut page, events.into_iter());
    page.push_str("</main>\n</body>\n</html>\n");
    Ok(page)
}

struct Heading {
    level: HeadingLevel,
    anchor: String,
    /// As it is printed.
    words: String,
}

/// Reads a heading or a picture up to its end; returns its words.
fn words(read: &mut Peekable<Parser<'_>>) -> String {
    let is_end = |event: &Event<'_>| {
        matches!(event, Event::End(TagEnd::Heading(_) | TagEnd::Image))
    };
    let mut words = String::new();
    while let Some(inside) = read.next_if(|event| !is_end(event)) {
        if let Event::Text(piece) | Event::Code(piece) = inside {
            words.push_str(&piece);
        }
    }
    words
}

/// Lists the chapters, and in each its sections.
fn contents(headings: &[Heading]) -> String {
    let mut list = "<nav aria-label=\"目录\">\n<p>目录</p>\n<ul>\n".to_owned();
    let chapters = headings.chunk_by(|_, next| next.level != HeadingLevel::H2);
    for chapter in chapters {
        list.push_str("<li>");
        for (at, heading) in chapter.iter().enumerate() {
            if at == 1 {
                list.push_str("\n<ul>\n");
            }
            let link = format!("<a href=\"#{}\">{}</a>", heading.anchor, heading.words);
            let written = if at == 0 {
                write!(list, "{link}")
            } else {
                writeln!(list, "<li>{link}</li>")
            };
            written.expect("a text can be written");
        }
        if chapter.len() > 1 {
            list.push_str("</ul>\n");
        }
        list.push_str("</li>\n");
    }
    list.push_str("</ul>\n</nav>\n");
    list
}

/// Returns the language of a block, without what tests do with it.
fn class<'a>(kind: &'a CodeBlockKind<'_>) -> &'a str {
    match kind {
        CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    }
}

fn raw(html: String) -> Event<'static> {
    Event::Html(html.into())
}

/// Returns a text as the page prints it.
fn escaped(text: &str) -> String {
    let mut html = String::new();
    html::push_html(&mut html, [Event::Text(text.into())].into_iter());
    html
}

#[cfg(test)]
mod tests {
    use super::render;

    fn page(text: &str) -> String {
        render(text, |name| Ok(name.as_bytes().to_vec())).expect("it has a title")
    }

    #[test]
    fn headings_make_the_contents() {
        let page = page("# 手册\n\n## 一、`甲`\n\n### 乙 & 丙\n\n## 二、丁\n");
        let (_, nav) = page.split_once("<p>目录</p>\n").expect("there is a list");
        let (nav, main) = nav.split_once("</nav>").expect("it ends");
        let list = "<ul>\n<li><a href=\"#s1\">一、甲</a>\n<ul>\n\
                    <li><a href=\"#s2\">乙 &amp; 丙</a></li>\n</ul>\n</li>\n\
                    <li><a href=\"#s3\">二、丁</a></li>\n</ul>\n";
        assert_eq!(nav, list);
        assert!(main.contains("<h3 id=\"s2\">乙 &amp; 丙</h3>"), "{main}");
    }

    #[test]
    fn pictures_travel_inside() {
        let page = page("# 手册\n\n![“网页” & \"丙\"](a.png)后\n");
        let picture = "<p><img src=\"data:image/png;base64,YS5wbmc=\" \
                       alt=\"“网页” &amp; &quot;丙&quot;\">后</p>";
        assert!(page.contains(picture), "{page}");
    }

    #[test]
    fn marks_for_tests_are_not_shown() {
        let page = page("# 手册\n\n```yaml 填=2025.yaml\n甲: 1 < 2\n```\n");
        let block =
            "<pre class=\"yaml\" tabindex=\"0\"><code>甲: 1 &lt; 2\n</code></pre>";
        assert!(page.contains(block), "{page}");
    }

    #[test]
    fn a_picture_that_is_not_there_is_an_error() {
        let missing = |name: &str| Err(anyhow::anyhow!("no {name}"));
        let error = render("# 手册\n\n![网页](a.png)\n", missing).expect_err("no page");
        assert_eq!(error.to_string(), "no a.png");
    }
}
