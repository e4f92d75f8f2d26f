//! Tables of data, whose rows are lines, and tables that only lay out a page.

use super::page::Page;
use super::sight::letters;

/// Cells with more letters than this in several blocks hold running text.
const LONG_CELL: usize = 200;

/// Whether the table at node `table` holds data: rows of several short cells, no table inside.
pub(super) fn is_data(page: &Page, table: usize) -> bool {
    let (mut rows, mut cells, mut most) = (0, 0, 0);
    let mut told = false;
    for (at, node) in page.within(table).skip(1) {
        match &*node.name {
            "table" | "h1" | "h2" => return false,
            "tr" => (rows, cells) = (rows + 1, 0),
            "td" | "th" => {
                cells += 1;
                most = most.max(cells);
                let cell = Cell::of(page, at);
                if cell.blocks >= 2 && cell.letters > LONG_CELL {
                    return false;
                }
                told |= cell.blocks >= 2 && cell.stops >= 2;
            }
            _ => {}
        }
    }
    // A menu beside an article, however short: rows of data come in numbers.
    most >= 2 && !(rows == 1 && told)
}

/// What stands in a cell.
#[derive(Default)]
struct Cell {
    /// Blocks and breaks.
    blocks: usize,
    letters: usize,
    /// Ends of sentences.
    stops: usize,
}

impl Cell {
    fn of(page: &Page, at: usize) -> Self {
        let mut cell = Self::default();
        for (_, node) in page.within(at) {
            if node.is_text() {
                cell.letters += letters(&node.text);
                cell.stops += node.text.chars().filter(|c| matches!(c, '。' | '！' | '？')).count();
            }
            cell.blocks += usize::from(matches!(&*node.name, "p" | "div" | "br" | "li"));
        }
        cell
    }
}

/// Whether one of `roots` stands in a cell of the table at node `table`, which then lays out the page around it.
pub(super) fn is_around(page: &Page, table: usize, roots: &[usize]) -> bool {
    let inside = roots.iter().filter(|root| (table + 1..page.nodes[table].end).contains(*root));
    inside.into_iter().any(|&root| {
        let mut at = root;
        while at > table && !matches!(&*page.nodes[at].name, "td" | "th") {
            at = page.nodes[at].parent;
        }
        at > table
    })
}
