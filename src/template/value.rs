//! What a template is filled with.

use std::collections::HashMap;
use std::sync::Arc;

use tera::value::Key;

use super::names::{self, Names};
use super::shape::Shape;

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
    /// Maps in maps, nested by a shape that is made once for many.
    Shaped(Arc<Shape>, Vec<Option<Value>>),
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

    /// Makes a context of values that are nested by a shape.
    pub fn shaped(shape: &Shape, values: Vec<Option<Value>>) -> Self {
        let mut keys = Keys::default();
        let mut inner = tera::Context::new();
        for (key, value) in keys.shaped(shape, values) {
            inner.insert_value(key.to_string(), value);
        }
        Self { inner, names: keys.into_names() }
    }

    /// Adds named values; one that has the name of another takes its place.
    #[must_use]
    pub fn with(mut self, entries: Vec<(String, Value)>) -> Self {
        self.insert(entries);
        self
    }

    fn insert(&mut self, entries: Vec<(String, Value)>) {
        let mut keys = Keys::default();
        for (name, value) in entries {
            let code = keys.names.translate(&name);
            self.inner.insert_value(code, value.into_tera(&mut keys));
        }
        self.names.extend(keys.into_names());
    }

    pub(super) fn as_tera(&self) -> &tera::Context {
        &self.inner
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Names> {
        self.names.iter().map(AsRef::as_ref)
    }

    /// Tells whether a path leads to a value.
    pub(crate) fn has(&self, path: &[String]) -> bool {
        self.get(path).is_some()
    }

    /// Returns what a path leads to.
    pub(super) fn get(&self, path: &[String]) -> Option<&tera::Value> {
        self.at(&path.iter().map(|step| names::encode(step)).collect::<Vec<_>>())
    }

    /// Returns what a path leads to whose steps are translated.
    pub(super) fn at(&self, path: &[String]) -> Option<&tera::Value> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.inner.get(first)?, |value, step| {
            let mut entries = value.as_map()?.iter();
            let found = entries.find(|(key, _)| key.as_str() == Some(step));
            found.map(|(_, value)| value)
        })
    }
}

/// The keys of maps, each name translated once.
#[derive(Default)]
struct Keys {
    names: Names,
    known: HashMap<String, Key<'static>>,
    /// Names that shapes have translated.
    of_shapes: Vec<Arc<Names>>,
}

impl Keys {
    fn of(&mut self, name: String) -> Key<'static> {
        if let Some(key) = self.known.get(&name) {
            return key.clone();
        }
        let key = Key::from(self.names.translate(&name));
        self.known.insert(name, key.clone());
        key
    }

    /// Fills a shape.
    fn shaped(&mut self, shape: &Shape, values: Vec<Option<Value>>) -> tera::Map {
        self.of_shapes.push(shape.names().clone());
        let values = values.into_iter().map(|value| Some(value?.into_tera(self)));
        shape.fill(values.collect())
    }

    /// Returns all names that were translated.
    fn into_names(mut self) -> Vec<Arc<Names>> {
        self.of_shapes.push(Arc::new(self.names));
        self.of_shapes
    }
}

impl Value {
    fn into_tera(self, keys: &mut Keys) -> tera::Value {
        match self {
            Self::Text(text) => text.into(),
            Self::Integer(number) => number.into(),
            Self::Bool(yes) => yes.into(),
            Self::List(items) => {
                let items: Vec<_> =
                    items.into_iter().map(|item| item.into_tera(keys)).collect();
                items.into()
            }
            Self::Map(entries) => {
                let mut map = tera::Map::with_capacity(entries.len());
                for (name, value) in entries {
                    map.insert(keys.of(name), value.into_tera(keys));
                }
                map.into()
            }
            Self::Shaped(shape, values) => keys.shaped(&shape, values).into(),
        }
    }
}
