//! What prose may print.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::value::{Context, Value};

/// Values by their paths.
#[derive(Debug, Default)]
pub struct Values {
    by_path: BTreeMap<Vec<String>, Value>,
    /// The same for Tera, once it is asked.
    context: OnceLock<Context>,
}

impl FromIterator<(Vec<String>, Value)> for Values {
    fn from_iter<I: IntoIterator<Item = (Vec<String>, Value)>>(values: I) -> Self {
        Self { by_path: values.into_iter().collect(), context: OnceLock::new() }
    }
}

impl Values {
    /// Returns the value at a path.
    pub fn get(&self, path: &[String]) -> Option<&Value> {
        self.by_path.get(path)
    }

    /// Returns the values for a template, each under its path.
    pub fn context(&self) -> &Context {
        self.context.get_or_init(|| {
            let mut entries = Vec::new();
            for (path, value) in &self.by_path {
                put(&mut entries, path, value.clone());
            }
            Context::new(entries)
        })
    }
}

/// Puts a value under its path among entries to which the paths before it, in order,
/// were added.
fn put(entries: &mut Vec<(String, Value)>, path: &[String], value: Value) {
    let Some((first, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        entries.push((first.clone(), value));
        return;
    }
    if let Some((last, Value::Map(below))) = entries.last_mut()
        && last == first
    {
        return put(below, rest, value);
    }
    let mut below = Vec::new();
    put(&mut below, rest, value);
    entries.push((first.clone(), Value::Map(below)));
}
