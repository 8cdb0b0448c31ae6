//! What clap says of a wrong command line, in Chinese.

use std::process::ExitCode;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::Cli;
use super::{Outcome, failure, print, say};

/// Shows help where it was asked for, else says what is wrong with the line.
pub(super) fn report(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            shown(&error.render().to_string())
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(&error.render().to_string());
            Outcome::Failed.into()
        }
        ErrorKind::InvalidSubcommand if asks_for_help(error) => {
            shown(&Cli::command().render_help().to_string())
        }
        _ => {
            say(&format!(
                "错误: {}\n用法见 nianbao --help 或 nianbao 命令 --help\n",
                message(error)
            ));
            Outcome::Failed.into()
        }
    }
}

/// Shows what was asked for.
fn shown(text: &str) -> ExitCode {
    let outcome = match print(text.as_bytes()) {
        Ok(()) => Outcome::Done,
        Err(error) => {
            say(&failure(&error));
            Outcome::Failed
        }
    };
    outcome.into()
}

/// `nianbao help` is what many type first; clap's own command of that name speaks
/// English.
fn asks_for_help(error: &clap::Error) -> bool {
    let typed = error.get(ContextKind::InvalidSubcommand).map(value);
    typed.is_some_and(|word| word == "help" || word == "帮助")
}

fn message(error: &clap::Error) -> String {
    let text = |kind| error.get(kind).map(value).unwrap_or_default();
    let argument = text(ContextKind::InvalidArg);
    let given = text(ContextKind::InvalidValue);
    let valid = text(ContextKind::ValidValue);
    match error.kind() {
        ErrorKind::InvalidValue if given.is_empty() => {
            format!("“{argument}”后面要写内容")
        }
        #[cfg(not(feature = "pdf"))]
        ErrorKind::InvalidValue if argument.starts_with("--to ") && given == "pdf" => {
            format!("“{argument}”不能写“pdf”：{}，可以写：{valid}", super::NO_PDF)
        }
        ErrorKind::InvalidValue if valid.is_empty() => {
            format!("“{argument}”不能写“{given}”")
        }
        ErrorKind::InvalidValue => {
            format!("“{argument}”不能写“{given}”，可以写：{valid}")
        }
        ErrorKind::UnknownArgument => {
            let near = text(ContextKind::SuggestedArg);
            if !argument.starts_with('-') {
                format!("多写了“{argument}”")
            } else if near.is_empty() {
                format!("没有“{argument}”这个选项")
            } else {
                format!("没有“{argument}”这个选项，是不是想写“{near}”？")
            }
        }
        ErrorKind::InvalidSubcommand => {
            let wrong = text(ContextKind::InvalidSubcommand);
            let near = text(ContextKind::SuggestedSubcommand);
            if near.is_empty() {
                format!("没有“{wrong}”这个命令")
            } else {
                format!("没有“{wrong}”这个命令，是不是想写“{near}”？")
            }
        }
        ErrorKind::MissingRequiredArgument => format!("还要写明：{argument}"),
        ErrorKind::MissingSubcommand => "要写明是哪个命令".to_owned(),
        ErrorKind::ArgumentConflict => {
            match error.get(ContextKind::PriorArg).map(value) {
                Some(other) if other != argument => {
                    format!("“{argument}”和“{other}”不能一起写")
                }
                _ => format!("“{argument}”不能这样用：只能写一次"),
            }
        }
        ErrorKind::InvalidUtf8 => "有一处不是文字（不是 UTF-8 编码）".to_owned(),
        ErrorKind::TooManyValues => format!("“{argument}”后面不写内容"),
        ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::ValueValidation => {
            format!("“{argument}”的内容不对：{given}")
        }
        _ => error.render().to_string(),
    }
}

fn value(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join("、"),
        other => other.to_string(),
    }
}
