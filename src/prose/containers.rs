//! The quotes and lists that are open while blocks are read.

use super::outline::Role;
use super::parsed::Prose;
use crate::document::{Block, Marker};

/// Quotes and lists nested deeper are flattened: no page has room for more, and the
/// document is walked by recursion later.
pub(super) const DEEPEST: usize = 6;

/// The open containers, and what is finished.
#[derive(Default)]
pub(super) struct Containers {
    open: Vec<Container>,
    /// What stands in no container.
    blocks: Vec<Block>,
    /// Containers around all of these.
    around: usize,
}

/// A quote, a list or an item of one.
pub(super) enum Container {
    Quote(Vec<Block>),
    List(Marker, Vec<Vec<Block>>),
    Item(Vec<Block>),
    /// Too deep: what it holds goes to the container around.
    Flat,
}

/// Whether a container could be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// It was.
    Enough,
    /// It is flattened, and the containers around it are not.
    Ended,
}

impl Containers {
    /// Makes containers within as many others.
    pub(super) fn within(around: usize) -> Self {
        Self { around, ..Self::default() }
    }

    /// Returns how many quotes and lists are open.
    pub(super) fn depth(&self) -> usize {
        let levels =
            |it: &&Container| matches!(it, Container::Quote(_) | Container::List(..));
        self.around + self.open.iter().filter(levels).count()
    }

    /// Tells whether the innermost container is an item that has nothing yet.
    pub(super) fn is_fresh_item(&self) -> bool {
        matches!(self.open.last(), Some(Container::Item(blocks)) if blocks.is_empty())
    }

    /// Tells what a paragraph is by what it stands in.
    pub(super) fn role(&self) -> Role {
        let role = |container: &Container| match container {
            Container::Quote(_) => Some(Role::Quote),
            Container::List(..) | Container::Item(_) => Some(Role::Item),
            Container::Flat => None,
        };
        self.open.iter().rev().find_map(role).unwrap_or(Role::Paragraph)
    }

    pub(super) fn push(&mut self, container: Container) -> Room {
        let flat = matches!(self.open.last(), Some(Container::Flat));
        let deep = match container {
            Container::Quote(_) | Container::List(..) => flat || self.depth() >= DEEPEST,
            // A list or item alone would lose its other half.
            Container::Item(_) => !matches!(self.open.last(), Some(Container::List(..))),
            Container::Flat => true,
        };
        self.open.push(if deep { Container::Flat } else { container });
        if deep && !flat { Room::Ended } else { Room::Enough }
    }

    pub(super) fn pop(&mut self) {
        match self.open.pop() {
            Some(Container::Quote(blocks)) if !blocks.is_empty() => {
                self.block(Block::Quote { blocks });
            }
            Some(Container::List(marker, items)) if !items.is_empty() => {
                self.block(Block::List { marker, items });
            }
            Some(Container::Item(blocks)) => {
                if let Some(Container::List(_, items)) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            _ => {}
        }
    }

    /// Adds a block to the innermost container that takes one.
    pub(super) fn block(&mut self, block: Block) {
        for container in self.open.iter_mut().rev() {
            match container {
                Container::Quote(blocks) | Container::Item(blocks) => {
                    return blocks.push(block);
                }
                Container::List(_, items) => return items.push(vec![block]),
                Container::Flat => {}
            }
        }
        self.blocks.push(block);
    }

    /// Puts what is finished into the prose.
    pub(super) fn finish(self, prose: &mut Prose) {
        prose.blocks = self.blocks;
    }
}
