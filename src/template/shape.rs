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
    Map(Vec<(Key<'static>, Slot)>, WithoutValues),
}

/// What becomes of a map that gets no values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WithoutValues {
    Kept,
    LeftOut,
}

/// The way to a value.
#[derive(Debug)]
pub struct Way<'a> {
    /// The names of the maps it is in, from the outermost inwards, and its own.
    pub steps: &'a [String],
    /// How many of the maps, from the outermost inwards, are there even without
    /// values.
    pub kept: usize,
}

impl Shape {
    /// Makes the shape of values that are found so; their indices count from 0.
    pub fn new<'a>(ways: impl IntoIterator<Item = Way<'a>>) -> Self {
        let mut names = Names::default();
        let mut slots = Vec::new();
        for (index, Way { steps, kept }) in ways.into_iter().enumerate() {
            let keys: Vec<_> =
                steps.iter().map(|step| Key::from(names.translate(step))).collect();
            place(&mut slots, &keys, kept, index);
        }
        Self { slots, names: Arc::new(names) }
    }

    /// Fills it with the values of the indices; what has none is left out.
    pub(super) fn fill(&self, mut values: Vec<Option<tera::Value>>) -> tera::Map {
        fill(&self.slots, &mut values)
    }

    pub(super) fn names(&self) -> &Arc<Names> {
        &self.names
    }
}

fn place(
    slots: &mut Vec<(Key<'static>, Slot)>,
    keys: &[Key<'static>],
    kept: usize,
    index: usize,
) {
    let Some((first, rest)) = keys.split_first() else { return };
    if rest.is_empty() {
        slots.push((first.clone(), Slot::Value(index)));
        return;
    }
    let known = slots.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
        let without_values =
            if kept > 0 { WithoutValues::Kept } else { WithoutValues::LeftOut };
        slots.push((first.clone(), Slot::Map(Vec::new(), without_values)));
        slots.len() - 1
    });
    if let Slot::Map(below, _) = &mut slots[known].1 {
        place(below, rest, kept.saturating_sub(1), index);
    }
}

fn fill(slots: &[(Key<'static>, Slot)], values: &mut [Option<tera::Value>]) -> tera::Map {
    let mut map = tera::Map::with_capacity(slots.len());
    for (key, slot) in slots {
        let value = match slot {
            Slot::Value(index) => values.get_mut(*index).and_then(Option::take),
            Slot::Map(below, without_values) => Some(fill(below, values))
                .filter(|it| !it.is_empty() || *without_values == WithoutValues::Kept)
                .map(Into::into),
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
        let steps = [["甲", "乙"], ["甲", "丙"], ["丁", "乙"], ["戊", "乙"]]
            .map(|steps| steps.map(str::to_owned));
        let ways = steps.iter().zip([0, 0, 0, 1]);
        let shape = Shape::new(ways.map(|(steps, kept)| Way { steps, kept }));
        let map = shape.fill(vec![None, Some(3.into()), None, None]);
        assert_eq!(map.len(), 2);
        let inner = |name: &str| map[&Key::from(encode(name))].as_map().unwrap();
        assert_eq!(inner("甲").len(), 1);
        assert_eq!(inner("甲")[&Key::from(encode("丙"))], 3.into());
        assert!(inner("戊").is_empty());
    }
}
