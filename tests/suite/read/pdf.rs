//! Reads a PDF by its tags, as a screen reader does: the structure tree says what
//! there is and in which order, marked content says what stands there.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Page;

/// Tags within a line of text.
const INLINE: [&str; 5] = ["Link", "Span", "Strong", "Em", "Code"];

/// A tag with what stands in it.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) tag: String,
    pub(crate) kids: Vec<Kid>,
}

/// A tag in a tag, or text.
#[derive(Debug, Clone)]
pub(crate) enum Kid {
    Element(Element),
    Text(String),
}

/// What a PDF says.
#[derive(Debug)]
pub(crate) struct ReadPdf {
    pub(crate) pages: usize,
    pub(crate) root: Element,
}

/// Text by page and number of its marked content.
type Marked = BTreeMap<(ObjectIdentifier, i64), String>;

#[track_caller]
pub(crate) fn read(bytes: Vec<u8>) -> ReadPdf {
    let pdf = Pdf::new(bytes).expect("it is a PDF");
    let mut marked = Marked::new();
    for page in pdf.pages().iter() {
        read_page(page, &mut marked);
    }
    let catalog = objects(&pdf).find(|dict| is(dict, "Type", "Catalog"));
    let catalog = catalog.expect("a PDF has a catalogue");
    let tree: Dict<'_> = catalog.get("StructTreeRoot").expect("the PDF is tagged");
    let mut root = Element { tag: "PDF".to_owned(), kids: Vec::new() };
    read_kids(&tree, None, &marked, &mut root.kids);
    ReadPdf { pages: pdf.pages().len(), root }
}

fn objects(pdf: &Pdf) -> impl Iterator<Item = Dict<'_>> {
    pdf.objects().into_iter().filter_map(|object| match object {
        Object::Dict(dict) => Some(dict),
        _ => None,
    })
}

fn is(dict: &Dict<'_>, key: &str, value: &str) -> bool {
    name(dict, key).is_some_and(|name| name == value)
}

fn name(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned())
}

/// Reads what stands in an element; `page` is the page of those that name none.
fn read_kids(
    dict: &Dict<'_>,
    page: Option<ObjectIdentifier>,
    marked: &Marked,
    kids: &mut Vec<Kid>,
) {
    let page = dict.get_ref("Pg").map(Into::into).or(page);
    match dict.get::<Object<'_>>("K") {
        Some(Object::Array(array)) => {
            for object in array.iter::<Object<'_>>() {
                read_kid(&object, page, marked, kids);
            }
        }
        Some(object) => read_kid(&object, page, marked, kids),
        None => {}
    }
}

fn read_kid(
    object: &Object<'_>,
    page: Option<ObjectIdentifier>,
    marked: &Marked,
    kids: &mut Vec<Kid>,
) {
    match object {
        Object::Number(number) => {
            let page = page.expect("marked content is on a page");
            let text = marked.get(&(page, number.as_i64()));
            kids.push(Kid::Text(text.cloned().unwrap_or_default()));
        }
        Object::Dict(dict) if is(dict, "Type", "OBJR") => {}
        Object::Dict(dict) if is(dict, "Type", "MCR") => {
            let page = dict.get_ref("Pg").map(Into::into).or(page);
            let id: i64 = dict.get("MCID").expect("marked content has a number");
            let text = marked.get(&(page.expect("it is on a page"), id));
            kids.push(Kid::Text(text.cloned().unwrap_or_default()));
        }
        Object::Dict(dict) => {
            let tag = name(dict, "S").expect("an element has a tag");
            let mut element = Element { tag, kids: Vec::new() };
            read_kids(dict, page, marked, &mut element.kids);
            kids.push(Kid::Element(element));
        }
        other => panic!("unexpected {other:?}"),
    }
}

/// Reads the marked content of a page.
fn read_page(page: &Page<'_>, marked: &mut Marked) {
    let id = page.raw().obj_id().expect("a page is an object");
    let mut fonts = BTreeMap::new();
    let mut font = String::new();
    let mut open: Vec<Option<i64>> = Vec::new();
    let mut operations = TypedIter::new(page.page_stream().unwrap_or_default());
    while let Some(operation) = operations.next() {
        let mut shown = String::new();
        match operation {
            TypedInstruction::TextFont(set) => {
                set.0.as_str().clone_into(&mut font);
                if !fonts.contains_key(&font) {
                    let dict = page.resources().get_font(set.0).expect("a font");
                    fonts.insert(font.clone(), unicode(&dict));
                }
            }
            TypedInstruction::BeginMarkedContent(_) => open.push(None),
            TypedInstruction::BeginMarkedContentWithProperties(begin) => {
                open.push(match begin.1 {
                    Object::Dict(dict) => dict.get("MCID"),
                    _ => None,
                });
            }
            TypedInstruction::EndMarkedContent(_) => drop(open.pop()),
            TypedInstruction::ShowText(text) => {
                decode(text.0.as_bytes(), &fonts[&font], &mut shown);
            }
            TypedInstruction::ShowTexts(texts) => {
                for object in texts.0.iter::<Object<'_>>() {
                    if let Object::String(text) = object {
                        decode(text.as_bytes(), &fonts[&font], &mut shown);
                    }
                }
            }
            _ => {}
        }
        let within = open.iter().rev().find_map(|mark| *mark);
        if let Some(mark) = within.filter(|_| !shown.is_empty()) {
            marked.entry((id, mark)).or_default().push_str(&shown);
        }
    }
}

fn decode(codes: &[u8], font: &BTreeMap<u16, String>, out: &mut String) {
    for code in codes.chunks(2) {
        let code = u16::from_be_bytes([code[0], code[1]]);
        out.push_str(font.get(&code).expect("a glyph has its text"));
    }
}

/// Reads a font's `ToUnicode`: `bfchar` and `bfrange` lines of hexadecimal digits.
fn unicode(font: &Dict<'_>) -> BTreeMap<u16, String> {
    let stream: Stream<'_> = font.get("ToUnicode").expect("a font says its text");
    let text = stream.decoded().expect("it can be read").into_owned();
    let text = String::from_utf8(text).expect("it is ASCII");
    let mut map = BTreeMap::new();
    let mut within = "";
    for line in text.lines() {
        let hex: Vec<_> = line.split(['<', '>']).skip(1).step_by(2).collect();
        match (within, &hex[..]) {
            (_, []) => {
                within = line.trim_start_matches(|c: char| !c.is_alphabetic());
            }
            ("beginbfchar", [code, text]) => {
                map.insert(number(code), utf16(text, 0));
            }
            ("beginbfrange", [first, last, text]) => {
                for (offset, code) in (number(first)..=number(last)).enumerate() {
                    map.insert(code, utf16(text, u16::try_from(offset).expect("few")));
                }
            }
            _ => {}
        }
    }
    map
}

fn number(hex: &str) -> u16 {
    u16::from_str_radix(hex, 16).expect("hexadecimal digits")
}

/// Decodes UTF-16 in hexadecimal digits, the last unit moved by an offset.
fn utf16(hex: &str, offset: u16) -> String {
    let units = (0..hex.len() / 4).map(|at| number(&hex[at * 4..at * 4 + 4]));
    let mut units: Vec<_> = units.collect();
    if let Some(last) = units.last_mut() {
        *last += offset;
    }
    String::from_utf16(&units).expect("UTF-16")
}

impl Element {
    /// Returns all text at or below.
    pub(crate) fn text(&self) -> String {
        let text = |kid: &Kid| match kid {
            Kid::Element(element) => element.text(),
            Kid::Text(text) => text.clone(),
        };
        self.kids.iter().map(text).collect()
    }

    /// Returns itself and every element below, in order.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let below = self.elements().flat_map(Self::all);
        std::iter::once(self).chain(below).collect()
    }

    fn elements(&self) -> impl Iterator<Item = &Self> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            Kid::Text(_) => None,
        })
    }

    /// Tells whether it holds other blocks, not text.
    pub(crate) fn is_container(&self) -> bool {
        !self.kids.iter().any(|kid| matches!(kid, Kid::Text(_)))
            && self.elements().any(|element| !INLINE.contains(&&*element.tag))
    }

    /// Tells whether it is a block of text, not text within one.
    pub(crate) fn is_text_block(&self) -> bool {
        !self.is_container() && !INLINE.contains(&&*self.tag)
    }

    fn write(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        let line = if self.tag == "TR" {
            let cell = |cell: &Self| format!("{} {}", cell.tag, cell.text());
            self.elements().map(cell).collect::<Vec<_>>().join(" | ")
        } else if self.is_container() {
            String::new()
        } else {
            self.text()
        };
        out.push_str(format!("{indent}{} {line}", self.tag).trim_end());
        out.push('\n');
        if self.is_container() && self.tag != "TR" {
            for element in self.elements() {
                element.write(depth + 1, out);
            }
        }
    }
}

impl ReadPdf {
    /// Returns what it says, a line each block and each row of a table.
    pub(crate) fn outline(&self) -> String {
        let mut tags = BTreeMap::<_, usize>::new();
        for element in self.root.all() {
            *tags.entry(&*element.tag).or_default() += 1;
        }
        tags.remove(&*self.root.tag);
        let tags = tags.iter().map(|(tag, count)| format!("{tag} {count}"));
        let mut out = format!("{} pages; ", self.pages);
        out.push_str(&tags.collect::<Vec<_>>().join(", "));
        out.push('\n');
        for element in self.root.elements() {
            element.write(0, &mut out);
        }
        out
    }
}
