//! `nianbao fonts`: which font serves which role, and what to do for the others.

use std::fmt::Write as _;

use serde::Serialize;

use super::{find, folders, plan};
use crate::cli::args::{FontsArgs, ListFormat};
use crate::cli::findings::style;
use crate::cli::input::check_folder;
use crate::cli::{Outcome, print, say, templates};
use crate::diagnostic::terminal;
use crate::fonts::{Face, FontPlan, Fonts, Purpose, Range, Role, Standing};

pub(in crate::cli) fn run(args: &FontsArgs) -> anyhow::Result<Outcome> {
    let assets = templates::assets(args.templates.as_deref())?;
    check_folder(args.fonts.folder.as_deref())?;
    let plan = match plan(&assets) {
        Ok(plan) => plan,
        Err(faults) => {
            say(&terminal::render(&faults, style()));
            return Ok(Outcome::Failed);
        }
    };
    let fonts = find(&plan, args.fonts.folder.as_deref());
    let listing = Listing::new(&plan, &fonts);
    let text = match args.format {
        ListFormat::Text => listing.text(),
        ListFormat::Json => {
            let mut json = serde_json::to_string_pretty(&listing)?;
            json.push('\n');
            json
        }
    };
    print(text.as_bytes())?;
    Ok(if fonts.unserved().is_empty() { Outcome::Done } else { Outcome::Failed })
}

/// How the roles are served, as programs read it too.
#[derive(Debug, Serialize)]
struct Listing<'a> {
    roles: Vec<Served<'a>>,
    /// Files that were found and cannot be used.
    unusable: Vec<Unusable<'a>>,
    /// What to do for what is missing or stood in for, a sentence each.
    advice: Vec<&'a str>,
    /// The folder beside the program that fonts may be put in.
    folder: Option<String>,
}

#[derive(Debug, Serialize)]
struct Served<'a> {
    role: Role,
    /// The style that the role asks for.
    style: &'a str,
    status: Status,
    /// The face that sets the role, and those for characters that it lacks.
    fonts: Vec<Font<'a>>,
    /// The family that offices have, where another one serves.
    stands_in_for: Option<&'a str>,
    /// The most that one of the fonts has.
    #[serde(skip)]
    range: Range,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    /// By a family that offices have.
    Usual,
    /// By an open one of the same style.
    Open,
    /// By one of another style.
    StandIn,
    /// Digits and Latin only: by the Chinese faces.
    Shared,
    /// By none: no PDF can be made.
    Missing,
}

#[derive(Debug, Serialize)]
struct Font<'a> {
    family: &'a str,
    style: &'a str,
    file: &'a str,
    /// Which face of the file, from 0.
    index: u32,
}

#[derive(Debug, Serialize)]
struct Unusable<'a> {
    family: &'a str,
    file: &'a str,
    reason: &'a str,
}

impl<'a> Listing<'a> {
    fn new(plan: &'a FontPlan, fonts: &'a Fonts) -> Self {
        let roles: Vec<_> =
            Role::ALL.into_iter().map(|role| served(role, plan, fonts)).collect();
        let wants: Vec<_> = roles.iter().flat_map(Served::wants).collect();
        let program = folders::program();
        Self {
            unusable: fonts
                .spoilt
                .iter()
                .map(|file| Unusable {
                    family: &file.family,
                    file: &file.path,
                    reason: &file.reason,
                })
                .collect(),
            advice: fonts.remedies(&wants).collect(),
            folder: program.map(|path| path.join("fonts").display().to_string()),
            roles,
        }
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for served in &self.roles {
            served.write(&mut out);
        }
        if !self.unusable.is_empty() {
            out.push_str("\n找到了但是用不了：\n");
            for Unusable { family, file, reason } in &self.unusable {
                put(&mut out, format_args!("  {family}　{file}　{reason}\n"));
            }
        }
        if !self.advice.is_empty() {
            out.push_str("\n怎样装字体：\n");
            for advice in &self.advice {
                put(&mut out, format_args!("  - {advice}\n"));
            }
            if let Some(folder) = &self.folder {
                put(&mut out, format_args!("    程序旁边的文件夹是 {folder}\n"));
            }
        }
        put(&mut out, format_args!("\n{}\n", self.verdict()));
        out
    }

    fn verdict(&self) -> String {
        let of = |status| {
            let roles = self.roles.iter().filter(move |served| served.status == status);
            roles.map(|served| served.role.name()).collect::<Vec<_>>().join("、")
        };
        let (missing, stood_in) = (of(Status::Missing), of(Status::StandIn));
        if !missing.is_empty() {
            format!("{missing}没有字体，生成不了 PDF；--to html,md 不用字体")
        } else if !stood_in.is_empty() {
            format!("可以生成 PDF；{stood_in}用的是别的样子的字体")
        } else {
            "可以生成 PDF，各种用途都有样子相符的字体".to_owned()
        }
    }
}

fn served<'a>(role: Role, plan: &'a FontPlan, fonts: &'a Fonts) -> Served<'a> {
    let wanted = plan.wanted(role);
    let first = fonts.chain(role).next().and_then(|(_, face)| plan.family(&face.family));
    let status = match first.map(|family| plan.standing(role, family)) {
        Some(Standing::Usual) => Status::Usual,
        Some(Standing::Open) => Status::Open,
        Some(Standing::StandIn) => Status::StandIn,
        None if role == Role::Latin => Status::Shared,
        None => Status::Missing,
    };
    let mut families =
        fonts.chain(role).filter_map(|(_, face)| plan.family(&face.family));
    let has_rare = families.any(|family| family.range == Range::Rare);
    let stands_in = matches!(status, Status::Open | Status::StandIn);
    Served {
        role,
        style: wanted.map_or("", |family| &family.style),
        status,
        fonts: fonts.chain(role).map(|(_, face)| font(face)).collect(),
        stands_in_for: wanted
            .filter(|family| stands_in && first.is_none_or(|it| it.name != family.name))
            .map(|family| &*family.name),
        range: if has_rare { Range::Rare } else { Range::Common },
    }
}

fn font(face: &Face) -> Font<'_> {
    let Face { family, style, file, index } = face;
    Font { family, style, file: file.path(), index: *index }
}

impl Served<'_> {
    /// Returns what there is advice for: a face of the role's own style, and one
    /// that has rare characters.
    fn wants(&self) -> Vec<Purpose> {
        let mut wants = Vec::new();
        if matches!(self.status, Status::Missing | Status::StandIn) {
            wants.push(Purpose::Role(self.role));
        }
        if self.role != Role::Latin && self.range == Range::Common {
            wants.push(Purpose::Rare);
        }
        wants
    }

    fn write(&self, out: &mut String) {
        let Self { role, style, status, fonts, stands_in_for, range: _ } = self;
        put(out, format_args!("{role}（{style}）："));
        let Some((first, others)) = fonts.split_first() else {
            out.push_str(match status {
                Status::Shared => "没有专门的字体，用各处中文字体里的\n",
                _ => "没有字体\n",
            });
            return;
        };
        out.push_str(first.family);
        match status {
            Status::Open => {
                put(out, format_args!("，开源的{style}"));
                if let Some(usual) = stands_in_for {
                    put(out, format_args!("，替代“{usual}”"));
                }
            }
            Status::StandIn => put(
                out,
                format_args!(
                    "，替代“{}”，样子是{}，不是{style}",
                    stands_in_for.unwrap_or_default(),
                    first.style
                ),
            ),
            Status::Usual | Status::Shared | Status::Missing => {}
        }
        put(out, format_args!("\n  {}{}\n", first.file, first.place()));
        if !others.is_empty() {
            let others: Vec<_> = others.iter().map(|font| font.family).collect();
            put(out, format_args!("  没有的字用：{}\n", others.join("、")));
        }
    }
}

impl Font<'_> {
    /// Says which face of its file it is, if it is not the first.
    fn place(&self) -> String {
        if self.index == 0 {
            return String::new();
        }
        format!("（里面的第 {} 个字体）", self.index + 1)
    }
}

/// Adds to a text, which never fails.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _infallible = out.write_fmt(text);
}
