//! The forms there are.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::{Form, read};
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::yaml;

/// The forms found among the assets, each read when it is first asked for.
#[derive(Debug)]
pub struct Catalogue {
    forms: BTreeMap<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    /// The text of its file, or why it is none.
    source: Result<Source, Box<Diagnostic>>,
    form: OnceLock<Result<Arc<Form>, Vec<Diagnostic>>>,
}

impl Catalogue {
    /// Lists the forms of `templates/*/form.yaml`.
    pub fn new(assets: &Assets) -> Self {
        let forms = assets.paths("templates/").filter_map(|path| {
            let name = path.strip_prefix("templates/")?.strip_suffix("/form.yaml")?;
            let entry =
                Entry { source: yaml::template(assets, path)?, form: OnceLock::new() };
            Some((name.to_owned(), entry))
        });
        Self { forms: forms.collect() }
    }

    /// Returns the names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.forms.keys().map(String::as_str)
    }

    /// Returns a form; none if there is no such name.
    ///
    /// # Errors
    ///
    /// The faults of its file.
    pub fn form(&self, name: &str) -> Option<Result<Arc<Form>, Vec<Diagnostic>>> {
        let entry = self.forms.get(name)?;
        let read = || match &entry.source {
            Ok(source) => read(source).map(Arc::new),
            Err(finding) => Err(vec![(**finding).clone()]),
        };
        Some(entry.form.get_or_init(read).clone())
    }

    /// Returns the names of the forms that cover a year; broken forms have none.
    pub fn covering(&self, year: i16) -> Vec<&str> {
        let covers =
            |name: &&str| matches!(self.form(name), Some(Ok(form)) if form.covers(year));
        self.names().filter(covers).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(files: &[(&str, &str)]) -> Catalogue {
        let mut assets = Assets::default();
        for (path, text) in files {
            assets.insert(*path, Arc::new((*text).to_owned().into_bytes()));
        }
        Catalogue::new(&assets)
    }

    fn forms() -> Catalogue {
        catalogue(&[
            (
                "templates/旧/form.yaml",
                "名称: 旧\n年度: {自: 2019, 至: 2020}\n表格: {甲: {行: [乙]}}\n",
            ),
            (
                "templates/新/form.yaml",
                "名称: 新\n年度: {自: 2020}\n表格: {甲: {行: [乙]}}\n",
            ),
            ("templates/坏/form.yaml", "名称: 坏\n年度: {自: 2020}\n"),
            ("templates/乱/form.yaml", "名称: [坏\n"),
            ("templates/shared/page.html", "<html>"),
        ])
    }

    #[test]
    fn lists_the_folders_that_hold_a_form() {
        let forms = forms();
        assert_eq!(forms.names().collect::<Vec<_>>(), ["乱", "坏", "新", "旧"]);
        assert!(forms.form("无").is_none());
    }

    #[test]
    fn a_broken_form_tells_its_faults_and_hides_no_other() {
        let forms = forms();
        let faults = forms.form("坏").expect("it is listed").expect_err("it is broken");
        assert_eq!(faults[0].message, "缺少“表格”");
        assert!(forms.form("新").is_some_and(|form| form.is_ok()));
        assert_eq!(forms.covering(2020), ["新", "旧"]);
        assert_eq!(forms.covering(2021), ["新"]);
        assert!(forms.covering(2018).is_empty());
    }

    #[test]
    fn a_form_is_read_once() {
        let forms = forms();
        let form = || forms.form("新").expect("it is listed").expect("it is good");
        assert!(Arc::ptr_eq(&form(), &form()));
    }

    #[test]
    fn a_form_in_another_encoding_is_listed_with_its_fault() {
        let mut assets = Assets::default();
        let gbk = b"\xc3\xfb\xb3\xc6: \xbc\xd7\n".to_vec();
        assets.insert("templates/甲/form.yaml", Arc::new(gbk));
        let forms = Catalogue::new(&assets);
        let faults = forms.form("甲").expect("it is listed").expect_err("it is GBK");
        assert_eq!(faults[0].code, crate::diagnostic::Code::Encoding);
        assert!(forms.covering(2020).is_empty());
    }
}
