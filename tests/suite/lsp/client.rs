//! An editor as the program meets it: the real process over pipes.

use std::io::BufReader;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout};

use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use crate::cli::Shell;

/// An editor with a session.
pub(super) struct Editor {
    pub(super) shell: Shell,
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    requests: i32,
}

impl Editor {
    /// Starts the program in a folder that holds `2024.yaml`.
    pub(super) fn start() -> Self {
        Self::start_in(Shell::new(), &["lsp"])
    }

    /// Starts the program by another command.
    pub(super) fn start_in(shell: Shell, words: &[&str]) -> Self {
        let words: Vec<_> = words.iter().map(AsRef::as_ref).collect();
        let mut child = shell.command(&words).spawn().expect("the program runs");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        Self { shell, child, input, output, requests: 0 }
    }

    /// Starts a session as most editors do.
    pub(super) fn ready() -> Self {
        let mut editor = Self::start();
        let _greeting = editor.initialize(&json!({}));
        editor
    }

    /// Starts the session; returns what the program can do.
    pub(super) fn initialize(&mut self, capabilities: &Value) -> Value {
        let params =
            json!({"processId": null, "rootUri": null, "capabilities": capabilities});
        let result = self.ask("initialize", params);
        self.tell("initialized", json!({}));
        result
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) {
        self.send(&Notification::new(method.to_owned(), params).into());
    }

    /// Asks and returns the answer; what the program tells before is dropped.
    #[track_caller]
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        self.answer(method, params)
            .response_result
            .unwrap_or_else(|error| panic!("{method}: {} {}", error.code, error.message))
    }

    /// Asks what is refused; returns the code of the error.
    #[track_caller]
    pub(super) fn refused(&mut self, method: &str, params: Value) -> i32 {
        self.answer(method, params).response_result.expect_err("it is refused").code
    }

    fn answer(&mut self, method: &str, params: Value) -> Response {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        self.send(&Request::new(id.clone(), method.to_owned(), params).into());
        loop {
            match self.next() {
                Message::Response(response) => {
                    assert_eq!(response.id, id);
                    return response;
                }
                Message::Notification(_) | Message::Request(_) => {}
            }
        }
    }

    /// Returns the next message of the program.
    #[track_caller]
    pub(super) fn next(&mut self) -> Message {
        Message::read(&mut self.output).expect("it is a message").expect("there is one")
    }

    /// Returns the findings that the program tells next, of whatever document.
    #[track_caller]
    pub(super) fn told(&mut self) -> Value {
        loop {
            if let Message::Notification(told) = self.next()
                && told.method == "textDocument/publishDiagnostics"
            {
                return told.params;
            }
        }
    }

    /// Returns the findings of a document that the program tells next.
    #[track_caller]
    pub(super) fn told_of(&mut self, name: &str) -> Value {
        loop {
            let told = self.told();
            if told["uri"] == self.uri(name) {
                return told;
            }
        }
    }

    fn send(&mut self, message: &Message) {
        let input = self.input.as_mut().expect("it is open");
        message.write(input).expect("the program reads");
    }

    /// Returns the address of a file of the folder.
    pub(super) fn uri(&self, name: &str) -> String {
        let folder = self.shell.path("").canonicalize().expect("it is there");
        uri(folder.join(name))
    }

    /// Opens a document with a text.
    pub(super) fn open(&mut self, name: &str, text: &str) {
        let item = json!({"uri": self.uri(name), "languageId": "yaml", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// Puts another text in place of a document's.
    pub(super) fn change(&mut self, name: &str, version: i32, text: &str) {
        let of = json!({"uri": self.uri(name), "version": version});
        let changes = json!([{"text": text}]);
        let params = json!({"textDocument": of, "contentChanges": changes});
        self.tell("textDocument/didChange", params);
    }

    pub(super) fn close(&mut self, name: &str) {
        let params = json!({"textDocument": {"uri": self.uri(name)}});
        self.tell("textDocument/didClose", params);
    }

    /// Asks about the place of the first character of a piece of the text.
    #[track_caller]
    pub(super) fn ask_at(&mut self, method: &str, name: &str, at: &Value) -> Value {
        let params = json!({"textDocument": {"uri": self.uri(name)}, "position": at});
        self.ask(method, params)
    }

    /// Ends the session; returns the exit code.
    pub(super) fn end(&mut self) -> i32 {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.exit()
    }

    /// Ends the program; returns the exit code.
    pub(super) fn exit(&mut self) -> i32 {
        self.tell("exit", Value::Null);
        self.wait()
    }

    /// Closes the pipe and waits for the program; returns the exit code.
    pub(super) fn wait(&mut self) -> i32 {
        self.input = None;
        self.child.wait().expect("it ends").code().expect("by itself")
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.input = None;
        // A test that failed leaves a program that waits for nobody.
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// Returns the address of a file.
fn uri(path: PathBuf) -> String {
    url::Url::from_file_path(path).expect("it is absolute").into()
}

/// Returns where a piece of a text begins, in the units of UTF-16. The piece is
/// there once.
#[track_caller]
pub(super) fn place(text: &str, piece: &str) -> Value {
    position(text, only(text, piece))
}

/// Returns where a piece of a text ends.
#[track_caller]
pub(super) fn after(text: &str, piece: &str) -> Value {
    position(text, only(text, piece) + piece.len())
}

#[track_caller]
fn only(text: &str, piece: &str) -> usize {
    assert_eq!(text.matches(piece).count(), 1, "the text has {piece:?} once");
    text.find(piece).expect("it is there")
}

fn position(text: &str, byte: usize) -> Value {
    let before = &text[..byte];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let lines = before.matches('\n').count();
    json!({"line": lines, "character": line.encode_utf16().count()})
}

/// Applies edits to a text, as an editor does.
pub(super) fn applied(text: &str, edits: &Value) -> String {
    let edits = edits.as_array().expect("a list").iter();
    let mut edits: Vec<_> = edits
        .map(|edit| {
            let range = &edit["range"];
            (byte(text, &range["start"])..byte(text, &range["end"]), &edit["newText"])
        })
        .collect();
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = text.to_owned();
    for (range, new) in edits.into_iter().rev() {
        out.replace_range(range, new.as_str().expect("a text"));
    }
    out
}

/// Returns the byte at a place.
fn byte(text: &str, place: &Value) -> usize {
    let number = |name: &str| {
        let number = place[name].as_u64().expect("a number");
        usize::try_from(number).expect("it fits")
    };
    let start: usize =
        text.split_inclusive('\n').take(number("line")).map(str::len).sum();
    let mut units = 0;
    let before = text[start..].chars().take_while(|c| {
        units += c.len_utf16();
        units <= number("character")
    });
    start + before.map(char::len_utf8).sum::<usize>()
}
