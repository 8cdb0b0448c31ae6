//! What a template is filled with.

use std::sync::Arc;

use super::names::Names;

/// A value a template can see. Decimals come as exact text, never as floats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, or a decimal as written.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Bool(bool),
    /// A list.
    List(Vec<Value>),
    /// Named values in order.
    Map(Vec<(String, Value)>),
}

/// Named values, translated once; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Context {
    inner: tera::Context,
    names: Vec<Arc<Names>>,
}

impl Context {
    /// Makes a context of named values.
    pub fn new(entries: Vec<(String, Value)>) -> Self {
        let mut context = Self::default();
        context.insert(entries);
        context
    }

    /// Returns a copy with one more value; what it holds already is shared.
    #[must_use]
    pub fn with(&self, name: &str, value: Value) -> Self {
        let mut context = self.clone();
        context.insert(vec![(name.to_owned(), value)]);
        context
    }

    fn insert(&mut self, entries: Vec<(String, Value)>) {
        let mut names = Names::default();
        for (name, value) in entries {
            let code = names.translate(&name);
            self.inner.insert_value(code, value.into_tera(&mut names));
        }
        self.names.push(Arc::new(names));
    }

    pub(super) fn as_tera(&self) -> &tera::Context {
        &self.inner
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Names> {
        self.names.iter().map(AsRef::as_ref)
    }

    /// Returns what a path leads to.
    pub(super) fn get(&self, path: &[String]) -> Option<&tera::Value> {
        let mut steps = path.iter().map(|step| super::names::encode(step));
        let mut value = steps.next().and_then(|first| self.inner.get(&first));
        for step in steps {
            value = value.and_then(tera::Value::as_map).and_then(|map| {
                map.iter()
                    .find(|(key, _)| key.as_str() == Some(step.as_str()))
                    .map(|(_, value)| value)
            });
        }
        value
    }
}

impl Value {
    fn into_tera(self, names: &mut Names) -> tera::Value {
        match self {
            Self::Text(text) => text.into(),
            Self::Integer(number) => number.into(),
            Self::Bool(yes) => yes.into(),
            Self::List(items) => {
                let items: Vec<_> =
                    items.into_iter().map(|item| item.into_tera(names)).collect();
                items.into()
            }
            Self::Map(entries) => {
                let mut map = tera::Map::with_capacity(entries.len());
                for (name, value) in entries {
                    let code = names.translate(&name);
                    map.insert(code.into(), value.into_tera(names));
                }
                map.into()
            }
        }
    }
}
