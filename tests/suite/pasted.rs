//! What is left of a fragment after the editor of a CMS has taken away what it
//! does not know.

use std::fmt::Write as _;

use nianbao::pipeline::Format;
use nianbao::render::markdown::SpannedTables;

use crate::read::html::{self, Piece};
use crate::reports::{EXAMPLES, OFFICE};

type Attributes = Vec<(String, String)>;

/// The attributes that `UEditor` leaves on an element by the whitelist it ships
/// with; none where it drops the element and keeps what is in it. (Its list is
/// longer; a fragment must not need the rest.)
fn whitelist(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "table" => &["width", "border", "align", "valign", "class", "style"],
        "td" | "th" => {
            &["width", "rowspan", "colspan", "align", "valign", "class", "style"]
        }
        "tr" => &["rowspan", "align", "valign", "class", "style"],
        "thead" | "tbody" | "tfoot" => &["align", "valign", "class", "style"],
        "col" | "colgroup" => &["align", "span", "valign", "width", "class", "style"],
        "a" => &["target", "href", "title", "class", "style"],
        "img" => &["src", "alt", "title", "width", "height", "id", "class"],
        "br" => &[],
        "caption" | "p" | "span" | "strong" | "ol" | "ul" | "li" | "div" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" => &["class", "style"],
        _ => return None,
    })
}

/// What an editor does with inline styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Styles {
    Kept,
    Dropped,
}

const BOTH: [Styles; 2] = [Styles::Kept, Styles::Dropped];

/// Returns HTML as an editor leaves it.
fn filtered(html: &str, styles: Styles) -> String {
    let mut out = String::new();
    for piece in html::pieces(html) {
        match piece {
            Piece::Text(text) => {
                out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            }
            Piece::End(name) if whitelist(&name).is_some() => {
                write!(out, "</{name}>").expect("a string takes it");
            }
            Piece::Start(name, attributes) => {
                let Some(known) = whitelist(&name) else { continue };
                write!(out, "<{name}").expect("a string takes it");
                for (key, value) in attributes {
                    let dropped = key == "style" && styles == Styles::Dropped;
                    if known.contains(&key.as_str()) && !dropped {
                        write!(out, " {key}=\"{value}\"").expect("a string takes it");
                    }
                }
                out.push('>');
            }
            Piece::End(_) => {}
        }
    }
    out
}

fn fragments() -> Vec<String> {
    let print = |example: &crate::reports::Example| {
        OFFICE.text(&example.document(), Format::Fragment, SpannedTables::Html)
    };
    EXAMPLES.iter().map(print).collect()
}

fn elements(html: &str, names: &[&str]) -> Vec<(String, Attributes)> {
    let start = |piece| match piece {
        Piece::Start(name, attributes) if names.contains(&name.as_str()) => {
            Some((name, attributes))
        }
        _ => None,
    };
    html::pieces(html).into_iter().filter_map(start).collect()
}

#[track_caller]
fn value<'a>((name, attributes): &'a (String, Attributes), key: &str) -> &'a str {
    let found = attributes.iter().find(|(known, _)| known == key);
    &found.unwrap_or_else(|| panic!("{name} has no {key}: {attributes:?}")).1
}

#[test]
fn words_and_cells_survive_the_editor() {
    for (fragment, styles) in
        fragments().iter().flat_map(|fragment| BOTH.map(|styles| (fragment, styles)))
    {
        let left = filtered(fragment, styles);
        assert_eq!(html::texts_of(&left), html::texts_of(fragment));
        assert_eq!(html::tables(&left), html::tables(fragment));
        assert!(!left.contains(" scope="));
        assert_eq!(left.contains(" style="), styles == Styles::Kept);
    }
}

#[test]
fn looks_survive_as_attributes_and_as_styles() {
    for fragment in fragments() {
        let bare = filtered(&fragment, Styles::Dropped);
        for table in elements(&bare, &["table"]) {
            assert_eq!((value(&table, "border"), value(&table, "width")), ("1", "100%"));
        }
        for column in elements(&bare, &["col"]) {
            assert!(value(&column, "width").ends_with('%'));
        }
        for cell in elements(&bare, &["td", "th"]) {
            assert!(["left", "center", "right"].contains(&value(&cell, "align")));
            assert_eq!(value(&cell, "valign"), "middle");
        }
        let styled = filtered(&fragment, Styles::Kept);
        for cell in elements(&styled, &["td", "th"]) {
            let style = value(&cell, "style");
            assert!(style.contains("border:1px solid #000"), "{style}");
            assert!(style.contains(&format!("text-align:{};", value(&cell, "align"))));
            let width = cell.1.iter().find(|(key, _)| key == "width");
            assert!(width.is_none_or(|(_, width)| {
                style.starts_with(&format!("width:{width};"))
            }));
        }
        for column in elements(&styled, &["col"]) {
            assert_eq!(
                value(&column, "style"),
                format!("width:{}", value(&column, "width"))
            );
        }
    }
}

#[test]
fn fragment_has_nothing_that_editors_change() {
    for fragment in fragments() {
        assert_eq!(elements(&fragment, &["div", "meta", "svg", "h1", "h2", "style"]), []);
        assert!(!fragment.contains("<!--"));
        let pieces = html::pieces(&fragment);
        let empty = |pair: &[Piece]| matches!(pair, [Piece::Start(p, _), Piece::End(_)] if p == "p");
        assert!(!pieces.windows(2).any(empty));
        // One line a cell: it ends on the line it begins on.
        let whole = |line: &str| {
            [("<td", "</td>"), ("<th ", "</th>")].iter().all(|(start, end)| {
                line.matches(start).count() == line.matches(end).count()
            })
        };
        assert!(fragment.lines().all(whole));
        let ends =
            |line: &str| line.matches("</td>").count() + line.matches("</th>").count();
        assert!(fragment.lines().all(|line| ends(line) <= 1));
    }
}
