//! "Did you mean": the known name nearest to a mistyped one.

/// Longer words are nobody's slip, and the distance costs the square of it.
const LONGEST: usize = 60;

/// Returns the name that was likely meant, if one is near enough: a character
/// in three may differ, in any case one; else the only one that holds the word
/// or is held by it.
pub(crate) fn nearest<'a>(
    word: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let names: Vec<&str> = names.into_iter().collect();
    let length = word.chars().count();
    if !(2..=LONGEST).contains(&length) {
        return None;
    }
    let distances = names.iter().filter(|name| name.chars().count() > 1).map(|&name| {
        let limit = (length.max(name.chars().count()) / 3).max(1);
        (strsim::damerau_levenshtein(word, name), limit, name)
    });
    let near = distances.filter(|(distance, limit, _)| distance <= limit);
    let best = near.min_by_key(|(distance, ..)| *distance);
    best.map(|(.., name)| name).or_else(|| sole_overlap(word, &names))
}

fn sole_overlap<'a>(word: &str, names: &[&'a str]) -> Option<&'a str> {
    let overlaps = |name: &&&str| {
        name.chars().count() > 1 && (name.contains(word) || word.contains(**name))
    };
    let mut found = names.iter().filter(overlaps);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn one_wrong_character_is_near() {
        assert_eq!(nearest("本年新受", ["上年结转", "本年新收"]), Some("本年新收"));
        assert_eq!(nearest("年渡", ["名称", "年度"]), Some("年度"));
    }

    #[test]
    fn a_part_of_one_name_only_is_near() {
        assert_eq!(
            nearest("规范性文件", ["规章", "行政规范性文件"]),
            Some("行政规范性文件")
        );
        assert_eq!(nearest("行政", ["行政处罚", "行政强制"]), None);
    }

    #[test]
    fn nothing_is_near_to_something_else() {
        assert_eq!(nearest("甲", ["乙"]), None);
        assert_eq!(nearest("网站名称", ["年度", "期限"]), None);
    }
}
