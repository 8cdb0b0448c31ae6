//! The names of a nested map, translated once and filled for each report.

use std::sync::Arc;

use tera::value::Key;

use super::names::Names;

/// How the values of a map are nested, and the names they have in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    slots: Vec<(Key<'static>, Slot)>,
    names: Arc<Names>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Slot {
    /// The value of that index.
    Value(usize),
    /// A map in the map.
    Map(Vec<(Key<'static>, Slot)>),
}

impl Shape {
    /// Makes the shape of values whose names, from the outermost map inwards, are
    /// these; their indices count from 0.
    pub fn new<'a, P>(paths: impl IntoIterator<Item = P>) -> Self
    where
        P: IntoIterator<Item = &'a str>,
    {
        let mut names = Names::default();
        let mut slots = Vec::new();
        for (index, path) in paths.into_iter().enumerate() {
            let keys: Vec<_> =
                path.into_iter().map(|step| Key::from(names.translate(step))).collect();
            place(&mut slots, &keys, index);
        }
        Self { slots, names: Arc::new(names) }
    }

    /// Fills it with the values of the indices; what has none is left out, and so
    /// is a map without values in the map.
    pub(super) fn fill(&self, mut values: Vec<Option<tera::Value>>) -> tera::Map {
        fill(&self.slots, &mut values)
    }

    pub(super) fn names(&self) -> &Arc<Names> {
        &self.names
    }
}

fn place(slots: &mut Vec<(Key<'static>, Slot)>, keys: &[Key<'static>], index: usize) {
    let Some((first, rest)) = keys.split_first() else { return };
    if rest.is_empty() {
        slots.push((first.clone(), Slot::Value(index)));
        return;
    }
    let known = slots.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
        slots.push((first.clone(), Slot::Map(Vec::new())));
        slots.len() - 1
    });
    if let Slot::Map(below) = &mut slots[known].1 {
        place(below, rest, index);
    }
}

fn fill(slots: &[(Key<'static>, Slot)], values: &mut [Option<tera::Value>]) -> tera::Map {
    let mut map = tera::Map::with_capacity(slots.len());
    for (key, slot) in slots {
        let value = match slot {
            Slot::Value(index) => values.get_mut(*index).and_then(Option::take),
            Slot::Map(below) => {
                Some(fill(below, values)).filter(|map| !map.is_empty()).map(Into::into)
            }
        };
        if let Some(value) = value {
            map.insert(key.clone(), value);
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::names::encode;

    #[test]
    fn what_has_no_value_is_left_out() {
        let shape = Shape::new([["甲", "乙"], ["甲", "丙"], ["丁", "乙"]]);
        let map = shape.fill(vec![None, Some(3.into()), None]);
        assert_eq!(map.len(), 1);
        let inner = map[&Key::from(encode("甲"))].as_map().unwrap();
        assert_eq!(inner.len(), 1);
        assert_eq!(inner[&Key::from(encode("丙"))], 3.into());
    }
}
