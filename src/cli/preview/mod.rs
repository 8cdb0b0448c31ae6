//! `nianbao preview`: the report in a browser, anew with every save.
//!
//! [`watch`] hears of saves, [`worker`] makes the report anew, [`pdf`] its PDF when
//! asked, [`server`] tells browsers; [`once`] shows it in the terminal instead.

mod bench;
mod guests;
mod once;
mod pdf;
mod server;
mod watch;
mod worker;

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Read as _};
use std::{process, thread};

use super::args::PreviewArgs;
use super::input::{Input, check_folder};
use super::{Outcome, print, say};
use crate::preview::Gate;
use server::Server;
use worker::Worker;

/// Bytes of the token.
const TOKEN: usize = 16;

pub(super) fn run(args: &PreviewArgs) -> anyhow::Result<Outcome> {
    let input = Input::new(&args.file);
    if args.once {
        return once::run(args, &input);
    }
    let Input::File(path) = &input else {
        anyhow::bail!("预览要看着文件，标准输入不行；请写文件名");
    };
    check_folder(args.fonts.folder.as_deref())?;
    // What cannot be read at all is a slip in the name.
    input.bytes()?;
    let server = Server::bind(args.port)?;
    let gate = Gate { port: server.port()?, token: token()? };
    let worker = Worker::start(args, &input)?;
    let _watcher =
        watch::watch(path, args.desk.templates.folder.as_deref(), worker.saves());
    let address = gate.address();
    print(format!("{}：{address}\n", input.name()).as_bytes())?;
    if !args.no_open {
        open(&address);
    }
    end_with_stdin();
    server.serve(gate, worker)?;
    Ok(Outcome::Done)
}

/// Returns what nobody can guess.
fn token() -> anyhow::Result<String> {
    let mut bytes = [0; TOKEN];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("系统没有给出随机数：{error}"))?;
    Ok(bytes.iter().fold(String::new(), |mut token, byte| {
        write!(token, "{byte:02x}").expect("a text can be written");
        token
    }))
}

fn open(address: &str) {
    if open::that_detached(address).is_err() {
        say("打不开浏览器，请自己打开上面的地址\n");
    }
}

/// Ends the program when a pipe that it was started with is closed: whoever started
/// it is gone. A terminal is not read, or a program in the background would stop.
#[expect(clippy::exit, reason = "there is nothing to put away")]
fn end_with_stdin() {
    if io::stdin().is_terminal() {
        return;
    }
    thread::spawn(|| {
        let mut buffer = [0; 256];
        let mut stdin = io::stdin().lock();
        while stdin.read(&mut buffer).is_ok_and(|read| read > 0) {}
        process::exit(0);
    });
}
