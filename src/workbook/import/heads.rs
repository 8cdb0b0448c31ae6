//! Which line of a sheet is which line of a form: the same for columns, whose heads
//! stand above each other, and for rows, whose heads stand beside each other.

use super::label::{Likeness, Names, Words};
use super::sheet::Position;
use crate::form::{Axis, Item};

/// An axis of a form by what its heads are called.
#[derive(Debug)]
pub(super) struct AxisNames {
    leaves: Vec<Leaf>,
    groups: Vec<Names>,
    /// Levels of heads.
    pub(super) depth: u32,
}

#[derive(Debug)]
struct Leaf {
    names: Names,
    /// The groups it belongs to.
    groups: Vec<usize>,
}

/// A line of a sheet with the heads that stand for it, from the outermost in.
#[derive(Debug, Clone)]
pub(super) struct Headed {
    /// Its row or column.
    pub(super) line: u32,
    /// The outer heads.
    pub(super) outer: Vec<Words>,
    /// Its own head.
    pub(super) own: Words,
    /// Where its own head stands.
    pub(super) at: Position,
}

/// Which line of the sheet is which leaf.
#[derive(Debug, Clone, Default)]
pub(super) struct Matched {
    /// For each leaf its line.
    pub(super) lines: Vec<Option<u32>>,
    /// Leaves found twice, and where the second one's head stands.
    pub(super) doubled: Vec<(usize, Position)>,
    /// Heads that are none of the form's, in order.
    pub(super) unknown: Vec<Headed>,
}

impl AxisNames {
    pub(super) fn new(axis: &Axis) -> Self {
        let mut names = Self { leaves: Vec::new(), groups: Vec::new(), depth: 0 };
        names.add(&axis.items, &mut Vec::new());
        names
    }

    fn add(&mut self, items: &[Item], groups: &mut Vec<usize>) {
        let level = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        for item in items {
            self.depth = self.depth.max(level.saturating_add(1));
            if item.leaf.is_some() {
                let leaf = Leaf { names: Names::of(item), groups: groups.clone() };
                self.leaves.push(leaf);
            } else {
                groups.push(self.groups.len());
                self.groups.push(Names::of(item));
                self.add(&item.children, groups);
                groups.pop();
            }
        }
    }

    /// Returns how many leaves there are; 0 for an axis that is left out.
    pub(super) fn len(&self) -> usize {
        self.leaves.len()
    }

    /// Tells whether a label is surely that of a leaf.
    pub(super) fn is_leaf(&self, words: &Words) -> bool {
        let likeness = |leaf: &Leaf| leaf.names.likeness(words);
        self.leaves.iter().any(|leaf| likeness(leaf) > Some(Likeness::Beginning))
    }

    /// Tells whether a label is surely that of a leaf or of a group.
    pub(super) fn is_head(&self, words: &Words) -> bool {
        let is_group = |group: &Names| group.likeness(words) > Some(Likeness::Beginning);
        self.is_leaf(words) || self.groups.iter().any(is_group)
    }

    /// Finds which line is which leaf. Of leaves that are called the same the next
    /// one in order is meant, of those under the head that stands over the line.
    pub(super) fn matched(&self, lines: &[Headed]) -> Matched {
        let mut matched = Matched { lines: vec![None; self.len()], ..Matched::default() };
        let mut next = 0;
        for headed in lines {
            let meant = self.meant(headed);
            let free = |leaf: &&usize| matched.lines[**leaf].is_none();
            let behind = meant.iter().filter(free).find(|&&leaf| leaf >= next);
            match behind.or_else(|| meant.iter().find(free)) {
                Some(&leaf) => {
                    matched.lines[leaf] = Some(headed.line);
                    next = leaf + 1;
                }
                None => match meant.first() {
                    Some(&leaf) => matched.doubled.push((leaf, headed.at)),
                    None => matched.unknown.push(headed.clone()),
                },
            }
        }
        matched
    }

    /// Returns the leaves that a line may stand for: those whose labels are nearest.
    fn meant(&self, headed: &Headed) -> Vec<usize> {
        let near: Vec<_> = (0..self.len())
            .filter_map(|leaf| {
                Some((leaf, self.leaves[leaf].names.likeness(&headed.own)?))
            })
            .collect();
        let Some(best) = near.iter().map(|&(_, likeness)| likeness).max() else {
            return Vec::new();
        };
        let mut meant: Vec<_> =
            near.iter().filter(|near| near.1 == best).map(|&(leaf, _)| leaf).collect();
        for outer in &headed.outer {
            let below = |&leaf: &usize| {
                let mut groups = self.leaves[leaf].groups.iter();
                groups.any(|&group| self.groups[group].likeness(outer).is_some())
            };
            if meant.iter().any(below) {
                meant.retain(below);
            }
        }
        // A beginning that several labels have says nothing.
        let is_vague = best == Likeness::Beginning && meant.len() > 1;
        if is_vague { Vec::new() } else { meant }
    }
}

/// Puts heads over lines: an outer head stands for all lines up to the next one
/// at its level or further out. `cells` are the heads of a line by level.
#[derive(Debug, Default)]
pub(super) struct Stack(Vec<(u32, Words)>);

impl Stack {
    /// Takes the heads of the next line, by level from the outermost in; none if it
    /// has no head of its own.
    pub(super) fn line(
        &mut self,
        line: u32,
        heads: impl IntoIterator<Item = (u32, Position, Words)>,
    ) -> Option<Headed> {
        let mut own = None;
        for (level, at, words) in heads {
            self.0.retain(|&(known, _)| known < level);
            self.0.push((level, words.clone()));
            own = Some((at, words));
        }
        let (at, own) = own?;
        let outer = self.0[..self.0.len() - 1].iter().map(|(_, words)| words.clone());
        Some(Headed { line, outer: outer.collect(), own, at })
    }
}
