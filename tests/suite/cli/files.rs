//! Many files, and files and folders that cannot be used.

use std::fs;

use insta::assert_snapshot;

use super::{Shell, edited};
use crate::findings::BASE;

#[test]
fn bad_file_among_many_stops_no_other() {
    let shell = Shell::new();
    shell.put("a.yaml", BASE);
    shell.put("b.yaml", edited("行政强制: 0", "行政强制: /"));
    shell.put("c.yaml", BASE);
    assert_snapshot!(shell.run("build a.yaml b.yaml c.yaml --to md --format short"), @r#"
    a.md
    b.yaml：没有生成
    c.md
    [stderr]
    b.yaml:21:9: 错误[S005] 这一格写的是“/”，没有发生要写 0 (主动公开.行政强制)
    共 3 份
    不能发布：1 份
      b.yaml：1 处错误
    可以发布：2 份
    [1]
    "#);
    assert_eq!(
        shell.files(),
        ["2024.yaml", "a.md", "a.yaml", "b.yaml", "c.md", "c.yaml"]
    );
}

#[test]
fn file_that_is_not_there_stops_no_other() {
    let shell = Shell::new();
    shell.put("b.yaml", edited("行政强制: 0", "行政强制: /"));
    assert_snapshot!(shell.run("build a.yaml b.yaml 2024.yaml --to md --format short"), @r#"
    b.yaml：没有生成
    2024.md
    [stderr]
    错误: 读不了文件 a.yaml：没有这个文件或文件夹
    b.yaml:21:9: 错误[S005] 这一格写的是“/”，没有发生要写 0 (主动公开.行政强制)
    共 3 份
    读写失败：1 份
      a.yaml
    不能发布：1 份
      b.yaml：1 处错误
    可以发布：1 份
    [2]
    "#);
    assert_eq!(shell.files(), ["2024.md", "2024.yaml", "b.yaml"]);
}

#[test]
fn folder_in_place_of_a_file() {
    let shell = Shell::new();
    fs::create_dir(shell.path("2023.yaml")).expect("a folder can be made");
    assert_snapshot!(shell.run("check 2023.yaml"), @"
    [stderr]
    错误: 读不了文件 2023.yaml：这是一个文件夹，要写里面的文件，例如 2023.yaml/2024.yaml
    [2]
    ");
}

#[test]
fn reports_of_one_name_in_one_folder_are_refused() {
    let shell = Shell::new();
    shell.put("甲局/2024.yaml", BASE);
    shell.put("乙局/2024.yaml", BASE);
    assert_snapshot!(shell.run("build 甲局/2024.yaml 乙局/2024.yaml --to md -o 输出"), @"
    [stderr]
    错误: 甲局/2024.yaml 和 乙局/2024.yaml 的报告同名（2024），会互相覆盖；请分次生成，或给数据文件改名
    [2]
    ");
    assert_eq!(shell.files().len(), 3);
    assert_snapshot!(shell.run("build 甲局/2024.yaml 乙局/2024.yaml --to md"), @r#"
    甲局/2024.md
    乙局/2024.md
    [stderr]
    共 2 份
    可以发布：2 份
    [0]
    "#);
    assert_eq!(shell.files().len(), 5);
}

#[test]
fn one_file_named_twice_is_refused() {
    let shell = Shell::new();
    assert_snapshot!(shell.run("build 2024.yaml 2024.yaml --to md"), @"
    [stderr]
    错误: 2024.yaml 写了两次
    [2]
    ");
    shell.put("2024.yml", BASE);
    assert_snapshot!(shell.run("build 2024.yaml 2024.yml --to md"), @"
    [stderr]
    错误: 2024.yaml 和 2024.yml 的报告同名（2024），会互相覆盖；请分次生成，或给数据文件改名
    [2]
    ");
}

#[test]
fn file_in_place_of_the_output_folder() {
    let shell = Shell::new();
    shell.put("输出", "不是文件夹");
    assert_snapshot!(shell.run("build 2024.yaml --to md -o 输出"), @"
    [stderr]
    错误: 建不了文件夹 输出：已经有同名的文件
    [2]
    ");
    assert_snapshot!(shell.run("build 2024.yaml --to md -o 输出/甲"), @"
    [stderr]
    错误: 建不了文件夹 输出/甲：路径中间有一段不是文件夹
    [2]
    ");
    assert_eq!(shell.files(), ["2024.yaml", "输出"]);
}

#[test]
fn report_that_cannot_be_written_leaves_nothing_behind() {
    let shell = Shell::new();
    fs::create_dir(shell.path("2024.md")).expect("a folder can be made");
    assert_snapshot!(shell.run("build 2024.yaml --to html,md"), @"
    [stderr]
    错误: 写不了文件 2024.md：这里有一个同名的文件夹
    [2]
    ");
    assert_eq!(shell.files(), ["2024.yaml"], "neither report, no half of one");
}

#[cfg(unix)]
#[test]
fn folder_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let shell = Shell::new();
    let folder = shell.path("输出");
    fs::create_dir(&folder).expect("a folder can be made");
    let locked = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode));
    locked(0o555).expect("rights can be set");
    // Whoever may do everything is not kept out by rights.
    let is_root = fs::write(folder.join("试"), "").is_ok();
    let said = shell.run("build 2024.yaml --to md -o 输出");
    locked(0o755).expect("rights can be set");
    if !is_root {
        assert_snapshot!(said, @"
        [stderr]
        错误: 写不了文件 输出/2024.md：没有权限
        [2]
        ");
        assert_eq!(shell.files(), ["2024.yaml"]);
    }
}

#[test]
fn pictures_are_taken_from_beside_the_file_only() {
    let shell = Shell::new();
    let show =
        |picture: &str| edited("公开的形式还不够多样。", &format!("![窗口]({picture})"));
    shell.put("甲/2024.yaml", show("../图.png"));
    shell.put("图.png", b"\x89PNG\r\n\x1a\n");
    assert_snapshot!(shell.run("check 甲/2024.yaml --format short"), @r#"
    甲/2024.yaml：1 处错误，不能发布
    [stderr]
    甲/2024.yaml:38:3: 错误[L003] 图片“../图.png”不在数据文件旁边 (问题与改进)
    [1]
    "#);
    shell.put("甲/2024.yaml", show("没有.png"));
    assert_snapshot!(shell.run("check 甲/2024.yaml --format short"), @r#"
    甲/2024.yaml：1 处错误，不能发布
    [stderr]
    甲/2024.yaml:38:3: 错误[L003] 找不到图片“没有.png” (问题与改进)
    [1]
    "#);
}
