//! What holds of every text.

use proptest::prelude::*;

use crate::source::Source;
use crate::yaml::{Places, load};

/// Texts of what YAML is made of and what people put in between.
fn texts() -> impl Strategy<Value = String> {
    let pieces = [
        "甲", "名称", ": ", ":", "：", "\n", "\r\n", "  ", " ", "\t", "　", "\u{a0}",
        "- ", "[", "]", "{", "}", "｛", "｝", "，", ",", "、", "|", "|\n", ">-\n", "'",
        "\"", "''", "\\", "# ", " #", "---\n", "&a ", "*a", "!t ", "%", "@", "`", "? ",
        "3", "~", "\u{feff}", "\u{1}", "\u{e000}", "𠀀", "{{", "}}", "\r", "\0", "...",
        "<<",
    ];
    let piece = prop::sample::select(pieces.to_vec());
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A prose text of some lines, each with visible ends.
fn prose() -> impl Strategy<Value = String> {
    let line = "[甲a。][甲乙a。， \u{3000}𠀀]{0,6}[甲b。]";
    let end = prop::sample::select(vec!["\n", "\n\n", "\n \n"]);
    prop::collection::vec((line, end), 1..6).prop_map(|lines| {
        lines.into_iter().flat_map(|(line, end)| [line, end.to_owned()]).collect()
    })
}

proptest! {
    #[test]
    fn load_never_panics_and_findings_lie_in_the_text(text in texts()) {
        let source = Source::new("甲", text.as_str());
        for finding in load(&source).findings {
            let place = finding.place.expect("findings of a text have a place");
            let edits = finding.fix.map(|fix| fix.edits).unwrap_or_default();
            let related = finding.related.iter().map(|place| &place.span);
            for span in edits.iter().map(|edit| &edit.span).chain([&place.span]).chain(related) {
                let range = span.range();
                prop_assert!(range.start <= range.end && range.end <= text.len());
                prop_assert!(text.get(range).is_some());
            }
        }
    }

    #[test]
    fn locate_finds_every_character(
        prose in prose(),
        style in 0..6_usize,
        indent in 1..5_usize,
        inner in prop::sample::select(vec!["", "  "]),
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let head = ["|\n", ">\n", ">-\n", "'", "\"", ""][style];
        let tail = ["", "", "", "'", "\"", ""][style];
        let pad = " ".repeat(indent);
        let first = if head.ends_with('\n') { pad.as_str() } else { "" };
        let lines = prose.trim_end().replace('\n', &format!("\n{pad}{inner}"));
        let text = format!("乙: {head}{first}{lines}{tail}\n丙: 1\n").replace('\n', end);
        let root = load(&Source::new("甲", text.as_str())).root.expect("it is a map");
        let node = &root.get("乙").expect("it has one").node;
        let scalar = node.scalar().expect("it is a text");
        let places = Places::new(node);
        for (at, c) in scalar.text.char_indices().filter(|(_, c)| *c != ' ' && *c != '\n') {
            let place = places.locate(at..at + c.len_utf8());
            prop_assert_eq!(place.text(), c.to_string());
        }
        let whole = places.locate(0..scalar.text.len());
        prop_assert_eq!(whole.text().trim(), node.span.text().trim_matches(['"', '\'']).trim());
    }

    #[test]
    fn locate_finds_every_escape(
        double in prop::collection::vec(
            prop::sample::select(vec![
                "字", "a", "\\\"", "\\\\", "\\/", "\\t", "\\u4E00", "\\x41", "\\U00020000",
                "丁 丁", "\\\n   ", "\n  丙",
            ]),
            1..12,
        ),
        single in prop::collection::vec(prop::sample::select(vec!["字", "''", "a b", "\n  丙"]), 1..12),
    ) {
        let text = format!("甲: \"乙{}乙\"\n丁: '乙{}乙'\n", double.concat(), single.concat());
        let root = load(&Source::new("甲", text.as_str())).root.expect("it is a map");
        for (entry, pieces) in ["甲", "丁"].into_iter().zip([&double, &single]) {
            let node = &root.get(entry).expect("it has one").node;
            let scalar = node.scalar().expect("it is a text");
            let places = Places::new(node);
            let found = scalar.text.char_indices().filter(|(_, c)| ![' ', '\n'].contains(c));
            let found: String =
                found.map(|(at, c)| places.locate(at..at + c.len_utf8()).text().to_owned()).collect();
            let pieces = pieces.iter().filter(|piece| !piece.starts_with("\\\n"));
            let written = format!("乙{}乙", pieces.copied().collect::<String>());
            prop_assert_eq!(found, written.replace([' ', '\n'], ""));
        }
    }
}

#[test]
fn locate_finds_blanks_and_escapes() {
    let text =
        "甲: |\r\n  一 二\r\n\r\n    三\r\n乙: 'it''s'\n丙: \"a\\tb\"\n丁: '一 二'\n";
    let root = load(&Source::new("甲", text)).root.expect("it is a map");
    let locate = |key: &str, range: std::ops::Range<usize>| {
        let span = root.get(key).expect("it has one").node.locate(range);
        (span.range().start, span.text().to_owned())
    };
    let scalar =
        root.get("甲").and_then(|entry| entry.node.scalar()).expect("it is a text");
    assert_eq!(scalar.text, "一 二\n\n  三\n");
    assert_eq!(locate("甲", 3..4), (13, " ".to_owned()));
    assert_eq!(locate("甲", 7..9), (18, "\n\r\n".to_owned()));
    assert_eq!(locate("甲", 11..14).1, "三");
    assert_eq!(locate("甲", 4..4), (14, String::new()));
    assert_eq!(locate("乙", 0..2).1, "it");
    assert_eq!(locate("乙", 1..4).1, "t''s");
    assert_eq!(locate("丙", 0..2).1, "a\\t");
    assert_eq!(locate("丁", 4..7).1, "二");
}

#[test]
fn long_text_is_read() {
    let text =
        format!("甲: {}\n乙: |\n  {}\n", "字".repeat(3_000_000), "字 ".repeat(1_000_000));
    let tree = load(&Source::new("甲", text));
    assert!(tree.findings.is_empty());
}

#[test]
fn long_faulty_text_is_read_in_linear_time() {
    for text in [
        format!("{{{}", "甲:".repeat(500_000)),
        format!("{}乙: 1", "甲：\n".repeat(300_000)),
        format!("{}乙: @1", "甲：\n".repeat(300_000)),
        format!("甲: {}\n乙", "*".repeat(2_000_000)),
        format!("{}- 1", "甲: 1\n\n".repeat(100_000)),
        format!("{{{}}}", "甲:1, ".repeat(50_000)),
        format!("甲: -\n{}乙: {{丙:1}}", "甲: 1\n\n".repeat(30_000)),
        format!("{{甲: 1{}, 乙:1}}", ",234".repeat(20_000)),
    ] {
        let tree = load(&Source::new("甲", text));
        assert!(!tree.findings.is_empty());
    }
}
