//! The preview: a real process on loopback, asked as a browser asks.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdin};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::cli::{Shell, edited};
use crate::findings::last_year;

/// No answer takes so long, on however slow a machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A preview that runs; it ends with its standard input.
struct Preview {
    child: Child,
    stdin: Option<ChildStdin>,
    port: u16,
    token: String,
}

impl Preview {
    #[track_caller]
    fn start(shell: &Shell, line: &str) -> Self {
        let words: Vec<_> = line.split(' ').map(std::ffi::OsStr::new).collect();
        let mut child = shell.command(&words).spawn().expect("the program runs");
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().expect("it is piped");
        let mut first = String::new();
        BufReader::new(stdout).read_line(&mut first).expect("it prints text");
        let address = first.trim().split_once("http://127.0.0.1:").expect("an address").1;
        let (port, token) = address.split_once('/').expect("a path");
        let port = port.parse().expect("a port");
        let token = token.trim_end_matches('/').to_owned();
        Self { child, stdin, port, token }
    }

    fn of_2024(shell: &Shell) -> Self {
        Self::start(shell, "preview --no-open 2024.yaml")
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("it can be set");
        stream
    }

    /// Sends a request as it is, and returns the whole response.
    fn send(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("it is sent");
        let mut response = Vec::new();
        // One who is refused may be cut off.
        drop(stream.read_to_end(&mut response));
        String::from_utf8_lossy(&response).into_owned()
    }

    /// Asks with a method, a whole path, and headers each with a line end.
    fn ask(&self, method: &str, path: &str, headers: &str) -> String {
        self.send(&format!(
            "{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"
        ))
    }

    fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}\r\n", self.port)
    }

    /// Gets a page of the preview.
    fn get(&self, page: &str) -> String {
        self.ask("GET", &format!("/{}/{page}", self.token), &self.host())
    }

    fn events(&self) -> Events {
        let mut stream = self.connect();
        let request =
            format!("GET /{}/events HTTP/1.1\r\n{}\r\n", self.token, self.host());
        stream.write_all(request.as_bytes()).expect("it is sent");
        Events(BufReader::new(stream))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.stdin.take());
        self.child.wait().expect("it ends");
    }
}

/// What the page hears.
struct Events(BufReader<TcpStream>);

impl Events {
    /// Waits for a state of which something holds.
    #[track_caller]
    fn until(&mut self, holds: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        let begun = Instant::now();
        loop {
            let mut line = String::new();
            let read = self.0.read_line(&mut line).unwrap_or(0);
            // While nothing changes it is told so.
            let is_late = begun.elapsed() > PATIENCE;
            assert!(read > 0 && !is_late, "it was not told: {last:#}");
            if let Some(data) = line.strip_prefix("data: ") {
                last = serde_json::from_str(data).expect("JSON");
                if holds(&last) {
                    return last;
                }
            }
        }
    }

    fn first_report(&mut self) -> Value {
        self.until(|state| state["report"].is_u64())
    }

    fn after(&mut self, version: &Value) -> Value {
        let version = version["version"].as_u64();
        self.until(|state| state["version"].as_u64() > version)
    }
}

fn status(response: &str) -> &str {
    response.split(' ').nth(1).unwrap_or("none")
}

fn body(response: &str) -> &str {
    response.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// Saves as editors do: a new file beside, renamed.
fn save(shell: &Shell, text: &str) {
    shell.put("2024.yaml~", text);
    fs::rename(shell.path("2024.yaml~"), shell.path("2024.yaml")).expect("it is renamed");
}

#[test]
fn a_save_changes_the_report_and_says_where() {
    let shell = Shell::new();
    let preview = Preview::of_2024(&shell);
    let mut events = preview.events();
    let before = events.first_report();
    assert_eq!(before["name"], "2024.yaml");
    assert_eq!(before["trouble"], Value::Null);
    let published = body(&preview.get("report")).to_owned();
    save(&shell, &edited("行政许可: 31", "行政许可: 32"));
    let after = events.after(&before);
    // A sentence that names the number, and its cell.
    let changed = after["changed"].as_array().expect("a list");
    let [_, mark] = &changed[..] else { panic!("{after:#}") };
    let mark = mark.as_str().expect("a mark");
    let now = preview.get("report");
    assert_eq!(status(&now), "200");
    assert!(now.contains(&format!("data-place=\"{mark}\">32</td>")), "{now}");
    assert!(published.contains(&format!("data-place=\"{mark}\">31</td>")));
    let place = preview.get(&format!("place?mark={mark}"));
    let place: Value = serde_json::from_str(body(&place)).expect("JSON");
    assert_eq!(place["path"], "主动公开.行政许可");
    let at = place["at"].as_str().expect("a place");
    assert!(at.starts_with("2024.yaml:"), "{at}");
    assert!(
        place["lines"].as_str().expect("lines").contains("行政许可: 32"),
        "{place:#}"
    );
}

#[test]
fn the_last_good_report_stays_while_the_file_is_wrong() {
    let shell = Shell::new();
    let preview = Preview::of_2024(&shell);
    let mut events = preview.events();
    let good = events.first_report();
    let report = body(&preview.get("report")).to_owned();
    save(&shell, &edited("行政许可: 31", "行政许可: 三十一件"));
    let wrong = events.after(&good);
    assert_eq!((&wrong["stale"], &wrong["report"]), (&true.into(), &good["report"]));
    assert!(wrong["verdict"].as_str().expect("words").ends_with("不能发布"));
    let finding = &wrong["findings"][0];
    assert_eq!(finding["severity"], "error");
    assert!(finding["text"].as_str().expect("text").contains("^^^"), "{finding:#}");
    assert!(finding["mark"].is_string(), "{finding:#}");
    assert_eq!(body(&preview.get("report")), report);
    save(&shell, &edited("行政许可: 31", "行政许可: 31"));
    let again = events.after(&wrong);
    assert_eq!((&again["stale"], &again["report"]), (&false.into(), &good["report"]));
}

#[test]
fn numbers_that_do_not_agree_are_shown_with_the_error() {
    let shell = Shell::new();
    let preview = Preview::of_2024(&shell);
    let mut events = preview.events();
    let good = events.first_report();
    save(&shell, &edited("结转下年度: ", "结转下年度: {自然人: 987} # "));
    let wrong = events.after(&good);
    assert_eq!(wrong["stale"], false, "{wrong:#}");
    assert_ne!(wrong["report"], good["report"]);
    assert_eq!(wrong["findings"][0]["severity"], "error");
    let verdict = wrong["verdict"].as_str().expect("words");
    assert!(verdict.ends_with("可以预览，不能发布"), "{verdict}");
    assert!(preview.get("report").contains(">987</td>"));
}

#[test]
fn last_years_report_stays_while_the_file_is_wrong() {
    let shell = Shell::new();
    shell.put("2023.yaml", last_year());
    let preview = Preview::of_2024(&shell);
    let mut events = preview.events();
    let both =
        events.until(|state| state["last_year"] == true && state["report"].is_u64());
    save(&shell, &edited("年度: 2024", "年度: [2024"));
    let wrong = events.until(|state| state["stale"] == true);
    assert_eq!((&wrong["last_year"], &wrong["report"]), (&true.into(), &both["report"]));
    shell.put("2023.yaml", last_year().replace("行政许可: 31", "行政许可: 30"));
    save(&shell, &edited("年度: 2024", "年度: 2024"));
    events.until(|state| state["stale"] == false);
    while !preview.get("last-year").contains(">30</td>") {
        events.until(|_| true);
    }
    fs::remove_file(shell.path("2023.yaml")).expect("it is removed");
    events.until(|state| state["last_year"] == false);
}

#[test]
fn a_picture_in_a_folder_below_is_looked_at() {
    let shell = Shell::new();
    let preview = Preview::of_2024(&shell);
    let mut events = preview.events();
    events.first_report();
    let picture = "问题与改进: |\n  ![窗口](图/一.png)\n\n";
    save(&shell, &edited("问题与改进: |\n", picture));
    events.until(|state| state["stale"] == true);
    let dot = include_bytes!("hostile/dot.png");
    shell.put("图/一.png", dot);
    events.until(|state| state["stale"] == false);
    assert!(preview.get("report").contains("src=\"data:image/png;base64,"));
    shell.put("图/一.png", b"");
    events.until(|state| state["stale"] == true);
}

#[test]
fn a_file_that_goes_and_comes_back_is_said() {
    let shell = Shell::new();
    let preview = Preview::of_2024(&shell);
    let mut events = preview.events();
    let good = events.first_report();
    let text = shell.get("2024.yaml");
    let path = shell.path("2024.yaml");
    let trouble =
        |state: &Value| state["trouble"].as_str().unwrap_or_default().to_owned();

    fs::remove_file(&path).expect("it is removed");
    let gone = events.after(&good);
    assert!(trouble(&gone).contains("没有这个文件"), "{gone:#}");
    assert_eq!(gone["report"], good["report"]);
    fs::create_dir(&path).expect("a folder is made");
    let folder = events.until(|state| trouble(state).contains("文件夹，要写里面"));
    fs::remove_dir(&path).expect("it is removed");
    save(&shell, &text);
    let back = events.until(|state| state["trouble"].is_null());
    assert_eq!(back["report"], folder["report"]);
    // Half of it, in the middle of a character.
    fs::write(&path, &text.as_bytes()[..=text.len() / 2]).expect("it is written");
    events.until(|state| state["stale"] == true);
    fs::write(&path, &text).expect("it is written");
    events.until(|state| state["stale"] == false);
}

#[test]
fn of_quick_saves_the_last_is_shown() {
    let shell = Shell::new();
    let preview = Preview::of_2024(&shell);
    let mut events = preview.events();
    events.first_report();
    for count in 100..150 {
        save(&shell, &edited("行政许可: 31", &format!("行政许可: {count}")));
    }
    while !preview.get("report").contains(">149</td>") {
        events.until(|_| true);
    }
}

#[test]
fn a_template_that_is_saved_makes_the_report_anew() {
    let shell = Shell::new();
    let style = include_str!("../../templates/shared/style.css");
    shell.put("模板/shared/style.css", style);
    let preview = Preview::start(&shell, "preview --no-open --templates 模板 2024.yaml");
    let mut events = preview.events();
    let before = events.first_report();
    // What only the PDF is made of.
    let layout = include_str!("../../templates/shared/layout.typ");
    shell.put("模板/shared/layout.typ", format!("{layout}\n"));
    let after = events.after(&before);
    assert!(after["report"].as_u64() > before["report"].as_u64(), "{after:#}");
    assert_eq!(after["changed"], serde_json::json!([]));
    shell.put("模板/shared/style.css", format!("{style}\n.neu {{ top: 0 }}\n"));
    events.after(&after);
    assert!(preview.get("report").contains(".neu"));
}

#[test]
fn two_previews_of_a_file_both_work() {
    let shell = Shell::new();
    let previews = [Preview::of_2024(&shell), Preview::of_2024(&shell)];
    assert_ne!(previews[0].token, previews[1].token);
    let mut events = previews.each_ref().map(Preview::events);
    let before = events.each_mut().map(Events::first_report);
    save(&shell, &edited("行政许可: 31", "行政许可: 77"));
    for ((preview, events), before) in previews.iter().zip(&mut events).zip(&before) {
        events.after(before);
        assert!(preview.get("report").contains(">77</td>"));
    }
}

#[test]
fn a_port_in_use_is_said() {
    let shell = Shell::new();
    let preview = Preview::of_2024(&shell);
    let said = shell.run(&format!("preview --no-open --port {} 2024.yaml", preview.port));
    let expected = format!(
        "[stderr]\n错误: 端口 {} 已经有程序在用；换一个，或不写 --port，会自动找空的\n[2]",
        preview.port
    );
    assert_eq!(said, expected);
}

#[test]
fn only_its_own_page_is_answered() {
    let shell = Shell::new();
    let preview = Preview::of_2024(&shell);
    preview.events().first_report();
    let (port, token) = (preview.port, &preview.token);
    let own = format!("/{token}/report");
    let host = preview.host();
    let own_origin = format!("Origin: http://127.0.0.1:{port}\r\n");
    let foreign_origin = "Origin: http://example.com\r\n";
    let foreign = format!("{host}{foreign_origin}");
    let site = format!("{host}Sec-Fetch-Site: cross-site\r\n");
    let long = format!("/{token}/{}", "a".repeat(200_000));
    let cases = [
        ("GET", own.as_str(), host.clone(), "200"),
        ("HEAD", &own, host.clone(), "200"),
        ("GET", &own, format!("Host: localhost:{port}\r\n"), "200"),
        ("GET", &own, format!("{host}{own_origin}"), "200"),
        ("GET", &own, "Host: example.com\r\n".to_owned(), "421"),
        ("GET", &own, format!("Host: 127.0.0.1:{}\r\n", port ^ 1), "421"),
        ("GET", &own, String::new(), "421"),
        ("GET", &own, foreign, "403"),
        ("GET", &own, site, "403"),
        ("GET", &own, format!("{host}Host: example.com\r\n"), "421"),
        ("GET", &own, format!("{host}{own_origin}{foreign_origin}"), "403"),
        ("GET", &format!("http://127.0.0.1:{port}{own}"), host.clone(), "200"),
        ("GET", &format!("http://example.com{own}"), host.clone(), "421"),
        ("GET", &format!("http://a@127.0.0.1:{port}{own}"), host.clone(), "421"),
        ("GET", "/", host.clone(), "404"),
        ("GET", "/report", host.clone(), "404"),
        ("GET", &format!("/{token}"), host.clone(), "404"),
        ("GET", &format!("/{token}/../../etc/passwd"), host.clone(), "404"),
        ("GET", &format!("/{token}/2024.yaml"), host.clone(), "404"),
        ("GET", &format!("/{token}/place?mark=999.9"), host.clone(), "404"),
        ("POST", &own, host.clone(), "405"),
        ("BREW", &own, host.clone(), "405"),
        ("GET", &long, host, "431"),
    ];
    for (method, path, headers, expected) in cases {
        let response = preview.ask(method, path, &headers);
        let shown: String =
            format!("{method} {path} {headers}").chars().take(120).collect();
        assert_eq!(status(&response), expected, "{shown}\n{response}");
    }
    assert_eq!(status(&preview.send("nonsense\r\n\r\n")), "400");
}

#[test]
fn responses_let_nothing_in_and_nothing_out() {
    let shell = Shell::new();
    let preview = Preview::of_2024(&shell);
    preview.events().first_report();
    for page in
        ["", "report", "markdown", "markdown.html", "preview.js", "live.js", "none"]
    {
        let response = preview.get(page).to_lowercase();
        let (head, body) = response.split_once("\r\n\r\n").expect("a head");
        for header in [
            "cache-control: no-store",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "content-security-policy: default-src 'none'",
        ] {
            assert!(head.contains(header), "{page}: {head}");
        }
        assert!(!head.contains("script-src 'unsafe"), "{page}: {head}");
        assert!(!body.contains("src=\"http") && !body.contains("url(http"), "{page}");
    }
}

#[test]
fn strangers_and_slow_ones_keep_nobody_out() {
    let shell = Shell::new();
    let preview = Preview::of_2024(&shell);
    let mut events = preview.events();
    let before = events.first_report();
    // One that asks for much and reads nothing, and many that never ask.
    let mut slow = preview.connect();
    let request =
        format!("GET /{}/report HTTP/1.1\r\n{}\r\n", preview.token, preview.host());
    slow.write_all(request.repeat(50).as_bytes()).expect("it is sent");
    let mut idle = Vec::new();
    for count in 0..10_000 {
        let stream = preview.connect();
        idle.push(stream);
        if count % 500 == 0 {
            idle.clear();
            assert_eq!(status(&preview.get("report")), "200");
        }
    }
    save(&shell, &edited("行政许可: 31", "行政许可: 88"));
    events.after(&before);
    assert!(preview.get("report").contains(">88</td>"));
}

#[test]
fn a_file_that_cannot_be_previewed_is_said_at_once() {
    let shell = Shell::new();
    fs::create_dir(shell.path("夹")).expect("a folder is made");
    for (line, said) in [
        ("preview --no-open 无.yaml", "没有这个文件"),
        ("preview --no-open 夹", "文件夹"),
        ("preview --no-open -", "请写文件名"),
        ("preview --once --port 80 2024.yaml", "“--once”和“--port <端口>”不能一起写"),
    ] {
        let answer = shell.run(line);
        assert!(answer.contains(said) && answer.ends_with("[2]"), "{answer}");
    }
}

#[test]
fn once_draws_the_report_in_the_terminal() {
    let shell = Shell::new();
    let said = shell.run("preview --once --to md 2024.yaml");
    let text = said.split("[stderr]").next().expect("a text");
    assert!(text.starts_with("# "), "{text}");
    let drawn: Vec<_> =
        text.lines().filter(|line| line.starts_with(['┌', '│', '└'])).collect();
    assert!(drawn.len() > 20 && !text.contains("<table"), "{text}");
    assert!(Path::new(&shell.path("2024.yaml")).exists() && shell.files().len() == 1);
    assert_eq!(shell.run("预览 --once 2024.yaml"), said);
}
