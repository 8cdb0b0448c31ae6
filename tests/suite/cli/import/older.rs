//! Excel's older files, as other programs write them.
//!
//! `older.xls` and `older.xlsb` hold what [`exported`] gives. `SheetJS` 0.18.5 (`xlsx` of
//! npm) made the one and, without marks and input checks, what `LibreOffice` 7.4 saved as
//! the other:
//!
//! ```sh
//! node -e 'X = require("xlsx"); book = X.readFile("older.xlsx");
//!     X.writeFile(book, "older.xlsb", { compression: true });
//!     X.writeFile(book, "plain/older.xlsx")'
//! soffice --headless --convert-to xls plain/older.xlsx
//! ```
//!
//! For the xlsb its `xlsx.js` was changed to write whole records of cells, as Excel does:
//! `last_seen` is false in each call of `write_ws_bin_cell`. The short ones that it writes
//! otherwise are passed over by calamine.
//!
//! Where the base of the tests or the layout of workbooks changes, make them anew.

use nianbao::workbook::import::{self, Import, Remarks, Workbook};

use super::Shell;
use crate::cli::edited;
use crate::reports::OFFICE;

const XLS: &[u8] = include_bytes!("older.xls");
const XLSB: &[u8] = include_bytes!("older.xlsb");

/// A shell with a file whose numbers are those of the fixtures.
fn shell() -> Shell {
    let shell = Shell::new();
    let remark = "制发: {数: 2, 注: 其中修订1件}";
    shell.put("2024.yaml", edited("制发: 2", remark));
    shell
}

/// Returns the workbook that the fixtures were made of.
fn exported() -> Vec<u8> {
    let shell = shell();
    let said = shell.run("export 2024.yaml --xlsx -o older.xlsx");
    assert!(said.ends_with("[0]"), "{said}");
    std::fs::read(shell.path("older.xlsx")).expect("it is there")
}

fn read(bytes: &[u8]) -> Workbook {
    import::read(bytes).expect("it can be read")
}

/// Reads the tables of a workbook, without remarks.
fn tables(workbook: &Workbook) -> Import {
    let form = OFFICE.forms.catalogue().form("政府信息公开-2021").expect("it is there");
    let mut import = import::tables(&form.expect("it is right"), &workbook.sheets);
    for cell in import.tables.iter_mut().flat_map(|table| &mut table.cells) {
        cell.remark = None;
    }
    import
}

#[test]
fn older_files_are_read_as_new_ones_but_for_remarks() {
    let new = read(&exported());
    assert_eq!(new.remarks, Remarks::Read);
    let meant = tables(&new);
    assert_eq!((meant.tables.len(), &meant.faults), (3, &Vec::new()));
    for older in [XLS, XLSB].map(read) {
        assert_eq!(older.remarks, Remarks::Unseen);
        assert_eq!(tables(&older), meant);
    }
}

#[test]
fn what_is_not_seen_in_older_files_is_said() {
    for (name, bytes) in [("表.xls", XLS), ("表.xlsb", XLSB)] {
        let shell = shell();
        shell.put(name, bytes);
        let before = shell.get("2024.yaml");
        let said = shell.run(&format!("import {name} --into 2024.yaml -y"));
        assert!(
            said.contains("程序看不到；有这样的说明，请另存为 xlsx 再导入"),
            "{said}"
        );
        assert!(said.ends_with("没有要改的\n[0]"), "{said}");
        // A remark that the file has stays.
        assert_eq!(shell.get("2024.yaml"), before);
    }
}
