//! What a new file is about: from the options, from last year's file, by asking.

use std::sync::Arc;

use super::earlier::Earlier;
use super::questions::Questions;
use crate::cli::args::NewArgs;
use crate::cli::{forms, say};
use crate::diagnostic::{Diagnostic, shorten};
use crate::facts;
use crate::form::{FieldKind, Form, ValueType};
use crate::pipeline::Forms;
use crate::yaml;

/// What a new file is about.
pub(super) struct Settled {
    pub(super) form: Arc<Form>,
    pub(super) body: String,
    pub(super) year: i16,
    pub(super) kind: Option<String>,
}

/// Settles it; gives the faults of a form that has some.
pub(super) fn settle(
    args: &NewArgs,
    all: &Forms,
    earlier: Option<&Earlier>,
    questions: &mut Questions,
) -> anyhow::Result<Result<Settled, Vec<Diagnostic>>> {
    let mut settling = Settling { args, all, earlier, questions };
    settling.refuse_lacks()?;
    let body = settling.body()?;
    let year = settling.year()?;
    let name = settling.form(year)?;
    let form = match forms::load(all, &name)? {
        Ok(form) => form,
        Err(faults) => return Ok(Err(faults)),
    };
    settling.refuse_year(&form, year)?;
    let kind = settling.kind(&form)?;
    Ok(Ok(Settled { form, body, year, kind }))
}

struct Settling<'a> {
    args: &'a NewArgs,
    all: &'a Forms,
    earlier: Option<&'a Earlier>,
    questions: &'a mut Questions,
}

impl Settling<'_> {
    /// Says at once what must be given where nobody can be asked.
    fn refuse_lacks(&self) -> anyhow::Result<()> {
        if self.questions.can_ask() {
            return Ok(());
        }
        let body = self.args.body.is_some()
            || self.earlier.is_some_and(|earlier| earlier.body().is_some());
        let year = self.args.year.is_some()
            || self.earlier.is_some_and(|earlier| earlier.year().is_some());
        let lacks = [(body, "--单位"), (year, "--年度")];
        let lacks: Vec<_> =
            lacks.iter().filter(|(given, _)| !given).map(|(_, option)| *option).collect();
        if !lacks.is_empty() {
            anyhow::bail!(
                "还要写明：{}（标准输入不是终端，不能逐项问您）",
                lacks.join("、")
            );
        }
        Ok(())
    }

    fn body(&mut self) -> anyhow::Result<String> {
        let given = self.args.body.as_deref();
        if let Some(body) = given.or(self.earlier.and_then(Earlier::body)) {
            return checked_body(body);
        }
        loop {
            let answer = self.questions.ask("单位全称，与印章一致", "")?;
            let Some(answer) = answer else {
                anyhow::bail!("没有单位，什么也没有写")
            };
            match checked_body(&answer) {
                Ok(body) => return Ok(body),
                Err(error) => say(&format!("{error}\n")),
            }
        }
    }

    fn year(&mut self) -> anyhow::Result<i16> {
        if let Some(text) = &self.args.year {
            return self.checked_year(text);
        }
        let next =
            self.earlier.and_then(Earlier::year).and_then(|year| year.checked_add(1));
        if let Some(year) = next {
            return self.checked_year(&year.to_string());
        }
        loop {
            let default = self.questions.year.to_string();
            let answer = self.questions.ask("报告哪一年的工作", &default)?;
            let Some(answer) = answer else {
                anyhow::bail!("没有年度，什么也没有写")
            };
            match self.checked_year(&answer) {
                Ok(year) => return Ok(year),
                Err(error) => say(&format!("{error}\n")),
            }
        }
    }

    fn checked_year(&self, text: &str) -> anyhow::Result<i16> {
        let Some(year) = facts::year(text) else {
            anyhow::bail!(
                "“{}”不是年度，年度写四位数字，例如 {}",
                shorten(text),
                self.questions.year
            );
        };
        if let Some(earlier) = self.earlier
            && let Some(last) = earlier.year().filter(|last| *last >= year)
        {
            anyhow::bail!(
                "去年的文件是 {last} 年度的，新建的要比它晚，不能是 {year} 年度；请换成去年的文件，或者改 --年度"
            );
        }
        Ok(year)
    }

    /// Returns the name of the form: last year's if it serves, else the one there is
    /// for the year.
    fn form(&mut self, year: i16) -> anyhow::Result<String> {
        if let Some(name) = &self.args.form {
            return Ok(name.trim().to_owned());
        }
        let covering = self.all.catalogue().covering(year);
        if covering.is_empty() {
            anyhow::bail!("没有用于 {year} 年度的格式；现有的格式：{}", self.listed());
        }
        if let Some(name) = self.edition(&covering) {
            return Ok(name);
        }
        if let [name] = covering[..] {
            return Ok(name.to_owned());
        }
        let covering = covering.join("、");
        if !self.questions.can_ask() {
            anyhow::bail!("{year} 年度的格式不止一种，请用 --格式 写明：{covering}");
        }
        loop {
            let answer = self.questions.ask(&format!("报告的格式（{covering}）"), "")?;
            let Some(name) = answer else {
                anyhow::bail!("没有格式，什么也没有写")
            };
            match self.all.catalogue().form(&name) {
                Some(_) => return Ok(name),
                None => say(&format!("{}\n", forms::unknown(self.all, &name))),
            }
        }
    }

    /// Returns last year's form if it covers the year, else another edition of it.
    fn edition(&self, covering: &[&str]) -> Option<String> {
        let last = &self.earlier?.facts()?.form;
        if covering.contains(&last.name.as_str()) {
            return Some(last.name.clone());
        }
        let is_edition = |name: &&&str| matches!(self.all.catalogue().form(name), Some(Ok(form)) if form.is_edition_of(last));
        let mut editions = covering.iter().filter(is_edition);
        let first = editions.next()?;
        editions.next().is_none().then(|| (*first).to_owned())
    }

    fn listed(&self) -> String {
        self.all.catalogue().names().collect::<Vec<_>>().join("、")
    }

    fn refuse_year(&self, form: &Form, year: i16) -> anyhow::Result<()> {
        if form.covers(year) {
            return Ok(());
        }
        let covering = self.all.catalogue().covering(year);
        let help = if covering.is_empty() {
            String::new()
        } else {
            format!("；{year} 年度可以用：{}", covering.join("、"))
        };
        anyhow::bail!(
            "格式“{}”用于 {}，不能用于 {year} 年度{help}",
            form.name,
            form.years()
        )
    }

    fn kind(&mut self, form: &Form) -> anyhow::Result<Option<String>> {
        let choices = match form.field(&["单位", "类别"]).map(|field| &field.kind) {
            Some(FieldKind::Value(ValueType::Choice(choices))) => choices.as_slice(),
            _ => &[],
        };
        let listed = choices.join("、");
        let checked = |kind: &str| {
            let kind = kind.trim().to_owned();
            if choices.contains(&kind) {
                Ok(kind)
            } else {
                Err(anyhow::anyhow!("没有“{}”这个类别，可以写：{listed}", shorten(&kind)))
            }
        };
        if let Some(kind) = &self.args.kind {
            return checked(kind).map(Some);
        }
        if self.earlier.is_some() {
            return Ok(None);
        }
        loop {
            let question = format!("单位的类别（{listed}；可以不写）");
            match self.questions.ask(&question, "")?.filter(|kind| !kind.is_empty()) {
                None => return Ok(None),
                Some(kind) => match checked(&kind) {
                    Ok(kind) => return Ok(Some(kind)),
                    Err(error) => say(&format!("{error}\n")),
                },
            }
        }
    }
}

/// Refuses a name that could not be read back as one line.
fn checked_body(body: &str) -> anyhow::Result<String> {
    let body = body.trim();
    if body.is_empty() {
        anyhow::bail!("单位的名称不能空着");
    }
    if body.contains(char::is_control) {
        anyhow::bail!("单位的名称要写在一行里，不能有换行这类字符");
    }
    if let Some(c) = body.chars().find(|c| !yaml::is_allowed(*c)) {
        anyhow::bail!("单位的名称里有不能用的字符（U+{:04X}）", u32::from(c));
    }
    Ok(body.to_owned())
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::assets::Assets;
    use crate::cli::args::{Cli, Command};

    #[test]
    fn what_is_not_given_is_asked_line_by_line() {
        assert_eq!(
            settled("new", Some("\n 某局 \n20\n\n局\n部门\n")),
            Ok("某局 2025 政府信息公开-2021 部门".to_owned())
        );
        assert_eq!(
            settled("new --年度 2020 --body 某局", Some("\n")),
            Ok("某局 2020 政府信息公开-2019 ".to_owned())
        );
    }

    #[test]
    fn nothing_is_asked_where_nobody_answers() {
        assert_eq!(
            settled("new --格式 政府信息公开-2021", None),
            Err("还要写明：--单位、--年度（标准输入不是终端，不能逐项问您）".to_owned())
        );
        assert_eq!(
            settled("new --单位 某局 --year 2024年", None),
            Ok("某局 2024 政府信息公开-2021 ".to_owned())
        );
        for (answers, said) in
            [("", "没有单位，什么也没有写"), ("某局\n", "没有年度，什么也没有写")]
        {
            assert_eq!(settled("new", Some(answers)), Err(said.to_owned()));
        }
    }

    #[test]
    fn of_several_forms_one_is_chosen() {
        let mut assets = Assets::embedded();
        for name in ["form.yaml", "report.md"] {
            let text = assets.text(&format!("templates/政府信息公开-2021/{name}"));
            let text = text.expect("it is built in");
            let text = text.replacen("政府信息公开-2021", "另一种", 1);
            let path = format!("templates/另一种/{name}");
            assets.insert(path, Arc::new(text.into_bytes()));
        }
        let said = |answers| settled_of(&assets, "new --单位 某局 --年度 2024", answers);
        assert_eq!(said(Some("\n政府\n另一种\n\n")), Ok("某局 2024 另一种 ".to_owned()));
        assert_eq!(said(Some("")), Err("没有格式，什么也没有写".to_owned()));
        assert!(said(None).is_err_and(|said| said.contains("不止一种")));
    }

    /// Settles what a command and its answers say; today is in 2026.
    fn settled(command: &str, answers: Option<&'static str>) -> Result<String, String> {
        settled_of(&Assets::embedded(), command, answers)
    }

    fn settled_of(
        assets: &Assets,
        command: &str,
        answers: Option<&'static str>,
    ) -> Result<String, String> {
        let words = ["nianbao"].into_iter().chain(command.split(' '));
        let Command::New(args) = Cli::parse_from(words).command else {
            panic!("{command} is another command")
        };
        let forms = Forms::new(assets);
        let mut questions = Questions::answered(answers, 2025);
        match settle(&args, &forms, None, &mut questions) {
            Ok(Ok(Settled { form, body, year, kind })) => {
                Ok(format!("{body} {year} {} {}", form.name, kind.unwrap_or_default()))
            }
            Ok(Err(faults)) => panic!("{faults:?}"),
            Err(error) => Err(error.to_string()),
        }
    }
}
