//! What staff name of a header tree, and what they do not.

use super::Item;

/// Returns the items that staff name at a level: those of nameless groups count
/// as their siblings.
pub(crate) fn named(items: &[Item]) -> Vec<&Item> {
    let mut found = Vec::new();
    for item in items {
        if item.name.is_some() {
            found.push(item);
        } else {
            found.extend(named(&item.children));
        }
    }
    found
}

/// Returns the leaves at or below some items, in printed order.
pub(crate) fn leaves(items: &[Item]) -> Vec<usize> {
    items
        .iter()
        .flat_map(|item| {
            item.leaf.map_or_else(|| leaves(&item.children), |leaf| vec![leaf])
        })
        .collect()
}

/// Returns the leaves of one item.
pub(crate) fn leaves_of(item: &Item) -> Vec<usize> {
    leaves(std::slice::from_ref(item))
}

/// Returns the one leaf of an axis that staff write without its name: that of an
/// axis left out, or the only one where no item has a name.
pub(crate) fn only_leaf(items: &[Item]) -> Option<usize> {
    if items.is_empty() {
        return Some(0);
    }
    if named(items).is_empty() { leaves(items).first().copied() } else { None }
}

/// Returns the leaf that an item's name leads to, if it leads to one.
pub(crate) fn leaf_at(item: &Item) -> Option<usize> {
    item.leaf.or_else(|| only_leaf(&item.children))
}

/// Returns 说明 of a leaf, or of the item whose name leads to it; empty if there is
/// none.
pub(super) fn help(items: &[Item], leaf: usize) -> &str {
    let Some(item) = items.iter().find(|item| leaves_of(item).contains(&leaf)) else {
        return "";
    };
    let below = help(&item.children, leaf);
    if below.is_empty() && leaf_at(item) == Some(leaf) { &item.help } else { below }
}
