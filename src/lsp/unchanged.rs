//! Which lines of a text stand in another state of it too.

use std::ops::Range;

/// The lines that two states of a text share: those before the first that differs, and
/// those behind the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unchanged {
    /// Bytes of the lines before.
    head: usize,
    /// Bytes of the lines behind.
    tail: usize,
    /// Bytes of the first state and of the second.
    lengths: [usize; 2],
}

impl Unchanged {
    pub(super) fn between(one: &str, other: &str) -> Self {
        let head = shared(one.split_inclusive('\n'), other.split_inclusive('\n'));
        let tail = shared(
            one[head..].split_inclusive('\n').rev(),
            other[head..].split_inclusive('\n').rev(),
        );
        Self { head, tail, lengths: [one.len(), other.len()] }
    }

    /// Returns the byte of the second state that is a byte of the first; none in lines
    /// that differ.
    pub(super) fn byte(self, byte: usize) -> Option<usize> {
        let [one, other] = self.lengths;
        if byte < self.head {
            return Some(byte);
        }
        let behind = one.checked_sub(byte)?;
        (self.tail > 0 && behind <= self.tail).then(|| other - behind)
    }

    /// Returns the bytes of the second state that are bytes of the first.
    pub(super) fn range(self, range: Range<usize>) -> Option<Range<usize>> {
        Some(self.byte(range.start)?..self.byte(range.end)?)
    }

    /// Returns the way back, from the second state to the first.
    pub(super) fn back(self) -> Self {
        let [one, other] = self.lengths;
        Self { lengths: [other, one], ..self }
    }
}

/// Returns the bytes of the lines that two texts begin with.
fn shared<'t>(
    one: impl Iterator<Item = &'t str>,
    other: impl Iterator<Item = &'t str>,
) -> usize {
    let same = one.zip(other).take_while(|(one, other)| one == other);
    same.map(|(line, _)| line.len()).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_around_a_change_are_found_again() {
        let (now, then) = ("甲\n乙: [\n丙\n丁\n", "甲\n乙\n丁\n");
        let unchanged = Unchanged::between(now, then);
        let there = |piece: &str| {
            let at = now.find(piece).expect("it is there");
            unchanged.byte(at).map(|at| then[at..].chars().next())
        };
        assert_eq!(there("甲"), Some(Some('甲')));
        assert_eq!(there("乙"), None);
        assert_eq!(there("丙"), None);
        assert_eq!(there("丁"), Some(Some('丁')));
        assert_eq!(unchanged.byte(now.len()), Some(then.len()));
        assert_eq!(Unchanged::between("甲", "乙").byte("甲".len()), None);
    }

    proptest! {
        #[test]
        fn what_is_found_again_is_the_same_line(
            one in "[a甲\n]{0,12}",
            other in "[a甲\n]{0,12}",
            at in 0_usize..30,
        ) {
            let at = one.floor_char_boundary(at);
            let unchanged = Unchanged::between(&one, &other);
            let line = |text: &str, at: usize| {
                let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
                let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
                (text[start..end].to_owned(), at - start)
            };
            if let Some(there) = unchanged.byte(at) {
                prop_assert_eq!(line(&one, at), line(&other, there));
                prop_assert_eq!(unchanged.back().byte(there), Some(at));
            }
        }
    }
}
