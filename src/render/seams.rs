//! Where the sense of a title allows a line to end (GB/T 9704-2012, 7.3.1): by words of
//! Chinese titles and names of offices, of no form.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

/// Places in a title, in bytes, from the first on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Seams {
    /// After the name of who reports, about 关于, before the year or the bracket it
    /// stands in.
    pub(super) strong: Vec<usize>,
    /// Where those do not serve: after the year, between names that stand side by
    /// side.
    pub(super) weak: Vec<usize>,
}

/// The most seams of a title, as each choice among them is a way to cut it.
const MOST: usize = 8;

static STRONG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("关于|[（(]?[0-9]{4}年").expect("the pattern is right"));

static WEAK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:[0-9]{4}年度?|委员会|人民政府|办公室|[局厅])[、，）)]*|、")
        .expect("the pattern is right")
});

/// Returns the seams of a title; `author` is who reports.
pub(super) fn seams(title: &str, author: &str) -> Seams {
    let inside = |place: &usize| (1..title.len()).contains(place);
    let name = title.starts_with(author).then_some(author.len());
    let found = STRONG.find_iter(title).flat_map(|found| {
        let end = (found.as_str() == "关于").then_some(found.end());
        [found.start()].into_iter().chain(end)
    });
    let mut strong: Vec<_> = name.into_iter().chain(found).filter(inside).collect();
    strong.sort_unstable();
    strong.dedup();
    strong.truncate(MOST);
    let ends = WEAK.find_iter(title).map(|found| found.end());
    let mut weak: Vec<_> =
        ends.filter(inside).filter(|place| !strong.contains(place)).collect();
    weak.dedup();
    weak.truncate(MOST - strong.len());
    Seams { strong, weak }
}

impl Seams {
    /// Cuts the title at the strong seams, and each part at the weak ones in it.
    pub(super) fn parts<'a>(&self, title: &'a str) -> Vec<Vec<&'a str>> {
        let parts = pieces(title, &self.strong).map(|(start, part)| {
            let weak = self.weak.iter().filter_map(|place| place.checked_sub(start));
            let inside: Vec<_> = weak.filter(|&at| 0 < at && at < part.len()).collect();
            pieces(part, &inside).map(|(_, piece)| piece).collect()
        });
        parts.collect()
    }
}

/// Cuts a text at some places, and says where each piece begins.
fn pieces<'a>(text: &'a str, places: &[usize]) -> impl Iterator<Item = (usize, &'a str)> {
    let starts = [0].into_iter().chain(places.iter().copied());
    let ends = places.iter().copied().chain([text.len()]);
    starts.zip(ends).map(|(start, end)| (start, &text[start..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(title: &str, author: &str) -> String {
        let parts = seams(title, author).parts(title);
        parts.iter().map(|part| part.join("|")).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn titles_part_at_names_and_years() {
        assert_eq!(
            shown("青禾县乡政府、县林业局2021年工作报告", "青禾县"),
            "青禾县 / 乡政府、|县林业局 / 2021年|工作报告"
        );
        assert_eq!(
            shown("关于工作的报告（2021年度）", "青禾县"),
            "关于 / 工作的报告 / （2021年度）"
        );
        assert_eq!(shown("年度报告", ""), "年度报告");
        assert_eq!(seams("", ""), Seams::default());
    }
}
