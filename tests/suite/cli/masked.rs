//! Numbers of persons, in whatever is shown.

use super::Shell;
use crate::findings::BASE;

/// Numbers, other ones than the explanation of F004 has, and what may be shown of
/// them; the middle in digits must not be.
const NUMBERS: [(&str, &str); 5] = [
    ("13987650321", "139****0321"),
    ("139-8765-0321", "139-****-0321"),
    ("１３９８７６５０３２１", "１３９＊＊＊＊０３２１"),
    ("11010519491231002X", "110***********002X"),
    ("6222 0212 3456 7894", "622* **** **** 7894"),
];

/// Returns a file that has a number in a message, on lines that are shown, cut by
/// what is shown, in a help, a path and a mend.
fn file(number: &str) -> String {
    let long = "公开的形式不够多样".repeat(20);
    BASE.replace("行政许可: 31", &format!("行政许可: 问{number}"))
        .replace("类别: 部门", &format!("类别: {number}"))
        .replace("部门: 县水利局办公室", &format!("部门: “{number}”"))
        .replace("公开的形式还不够多样。", &format!("{long}{number}{{{{ 甲 }}}}{long}"))
        .replace("落款:", &format!("{number}: 甲\n落款:"))
}

#[test]
fn no_rendering_shows_a_number() {
    for (number, hidden) in NUMBERS {
        let shell = Shell::new();
        shell.put("2024.yaml", file(number));
        for format in ["text", "short", "json", "sarif", "html"] {
            let said = shell.run(&format!("check 2024.yaml --all --format {format}"));
            assert!(said.ends_with("[1]"), "{said}");
            assert!(!said.contains(number), "{said}");
            assert!(said.contains(hidden), "{said}");
            // Nor a part of one that was cut.
            let middle: String = number.chars().skip(3).take(5).collect();
            assert!(!said.contains(&middle), "{middle} {said}");
        }
        let said = shell.run("fix 2024.yaml --yes");
        assert!(said.contains(['*', '＊']) && !said.contains(number), "{said}");
        assert!(shell.get("2024.yaml").contains(&format!("部门: {number}")));
    }
}
