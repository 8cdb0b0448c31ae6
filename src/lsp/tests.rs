//! A session that is fed half-written files: it answers whatever it is asked.

use std::sync::LazyLock;

use gen_lsp_types::Uri;
use lsp_server::{Message, Notification, Request, Response};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Documents, Ending, Looked, Session};
use crate::assets::Assets;
use crate::pipeline::Forms;
use crate::source::Source;

const URI: &str = "file:///%E5%B9%B4/2025.yaml";

/// The examples, as whole as they are.
const FILES: [&str; 3] = [
    include_str!("../../examples/county/2025.yaml"),
    include_str!("../../examples/town/2025.yaml"),
    include_str!("../../examples/2019/2020.yaml"),
];

static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::new(&Assets::embedded()));

/// Looks at a text with nothing beside it.
#[expect(clippy::unnecessary_wraps, reason = "a session may be refused a text")]
fn look(source: &Source, _: &Uri, _: &Documents) -> Result<Looked, String> {
    let reading = FORMS.read(source);
    let findings = reading.check(None, &Assets::embedded());
    Ok(Looked { reading, last_year: None, findings })
}

/// Starts a session in which a text is open.
fn opened(text: &str) -> Session {
    let mut session = Session::default();
    let greeting =
        ask(&mut session, "initialize", json!({"processId": 1, "capabilities": {}}));
    assert!(greeting.response_result.is_ok());
    tell(&mut session, "initialized", json!({}));
    let item = json!({"uri": URI, "languageId": "yaml", "version": 1, "text": text});
    tell(&mut session, "textDocument/didOpen", json!({"textDocument": item}));
    session
}

fn tell(session: &mut Session, method: &str, params: Value) -> Vec<Message> {
    session.handle(Notification::new(method.to_owned(), params).into(), &look)
}

fn ask(session: &mut Session, method: &str, params: Value) -> Response {
    let request = Request::new(1.into(), method.to_owned(), params);
    let mut messages = session.handle(request.into(), &look);
    match (messages.pop(), messages.is_empty()) {
        (Some(Message::Response(response)), true) => response,
        (other, _) => panic!("a request has one answer: {other:?}"),
    }
}

/// Asks all there is to ask about a place.
fn ask_all(session: &mut Session, line: usize, character: usize) {
    let document = json!({"uri": URI});
    let at = json!({"line": line, "character": character});
    for method in ["hover", "definition", "completion", "documentSymbol"] {
        answered(session, method, json!({"textDocument": document, "position": at}));
    }
    let range = json!({"start": at, "end": at});
    let context = json!({"diagnostics": [], "only": ["quickfix", "source"]});
    let params = json!({"textDocument": document, "range": range, "context": context});
    answered(session, "codeAction", params);
}

#[track_caller]
fn answered(session: &mut Session, method: &str, params: Value) {
    let answer = ask(session, &format!("textDocument/{method}"), params);
    assert!(answer.response_result.is_ok(), "{method}: {answer:?}");
}

#[test]
fn a_session_outlives_its_end() {
    let mut session = opened(FILES[1]);
    assert_eq!(session.ending(), None);
    assert!(ask(&mut session, "shutdown", Value::Null).response_result.is_ok());
    assert!(tell(&mut session, "exit", Value::Null).is_empty());
    assert_eq!(session.ending(), Some(Ending::Orderly));
    assert!(ask(&mut session, "shutdown", Value::Null).response_result.is_err());
}

#[test]
fn a_response_needs_no_answer() {
    let mut session = opened(FILES[1]);
    let response = Response::new_ok(1.into(), Value::Null);
    assert!(session.handle(response.into(), &look).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn half_written_files_are_answered(
        file in 0_usize..FILES.len(),
        cut in any::<prop::sample::Index>(),
        typed in "[{}|: .,，“\n\\[\\]甲申𬺈]{0,4}",
        kept in any::<bool>(),
    ) {
        let text = FILES[file];
        let at = text.floor_char_boundary(cut.index(text.len() + 1));
        let rest = if kept { &text[at..] } else { "" };
        let mut session = opened(text);
        let changed = format!("{}{typed}{rest}", &text[..at]);
        let of = json!({"uri": URI, "version": 2});
        let params = json!({"textDocument": of, "contentChanges": [{"text": changed}]});
        tell(&mut session, "textDocument/didChange", params);
        let before = &changed[..at + typed.len()];
        let line = before.rsplit('\n').next().unwrap_or_default();
        let lines = before.matches('\n').count();
        ask_all(&mut session, lines, line.encode_utf16().count());
    }

    #[test]
    fn changed_parts_make_the_text_that_was_meant(
        text in "[a甲𬺈\n]{0,12}",
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        new in "[b乙𬺈\n]{0,4}",
    ) {
        use super::ruler::{Encoding, Ruler};
        let (from, to) = (from.index(text.len() + 1), to.index(text.len() + 1));
        let start = text.floor_char_boundary(from.min(to));
        let end = text.floor_char_boundary(from.max(to));
        let mut meant = text.clone();
        meant.replace_range(start..end, &new);
        let range = Ruler::new(&text, Encoding::Utf16).range(start..end);
        let mut session = opened(&text);
        let of = json!({"uri": URI, "version": 2});
        let changes = json!([{"range": range, "text": new}]);
        tell(&mut session, "textDocument/didChange", json!({"textDocument": of, "contentChanges": changes}));
        let held = session.documents().iter().next().map(|(_, document)| document.source.clone());
        prop_assert_eq!(held.as_ref().map(Source::text), Some(meant.as_str()));
    }
}
