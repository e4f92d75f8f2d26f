//! Tables of data, whose rows are lines, and tables that only lay out a page.

use super::page::Page;
use super::sight::letters;

/// Cells with more letters than this in several blocks hold running text.
const LONG_CELL: usize = 200;

/// Whether the table at node `table` holds data: rows of several short cells, no table inside.
pub(super) fn is_data(page: &Page, table: usize) -> bool {
    let (mut cells, mut most) = (0, 0);
    for (at, node) in page.within(table).skip(1) {
        match &*node.name {
            "table" | "h1" | "h2" => return false,
            "tr" => cells = 0,
            "td" | "th" => {
                cells += 1;
                most = most.max(cells);
                if is_running_text(page, at) {
                    return false;
                }
            }
            _ => {}
        }
    }
    most >= 2
}

/// Several blocks and many letters.
fn is_running_text(page: &Page, cell: usize) -> bool {
    let (mut blocks, mut length) = (0, 0);
    for (_, node) in page.within(cell) {
        if node.is_text() {
            length += letters(&node.text);
        }
        blocks += usize::from(matches!(&*node.name, "p" | "div" | "br" | "li"));
    }
    blocks >= 2 && length > LONG_CELL
}
