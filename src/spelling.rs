//! Which known word a misspelt one was meant to be.

/// Returns the known word nearest to `word`, if one is near enough to be meant.
///
/// One character in three may differ, and one holding the other counts as near
/// where both have at least two characters.
pub(crate) fn closest<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = word.chars().count();
    let near = |other: &str| {
        let longer = length.max(other.chars().count());
        let distance = strsim::osa_distance(word, other);
        let held = length >= 2
            && other.chars().count() >= 2
            && (other.contains(word) || word.contains(other));
        (distance <= (longer / 3).max(1) && distance < longer || held).then_some(distance)
    };
    known
        .into_iter()
        .filter_map(|other| Some((near(other)?, other)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_what_was_meant() {
        let known = ["本年新收", "上年结转", "办理结果", "结转下年度"];
        assert_eq!(closest("本年新受", known), Some("本年新收"));
        assert_eq!(closest("结转下一年度", known), Some("结转下年度"));
        assert_eq!(closest("新收", known), Some("本年新收"));
        assert_eq!(closest("电话", known), None);
    }

    #[test]
    fn one_character_is_not_taken_for_another() {
        assert_eq!(closest("甲", ["乙"]), None);
    }
}
