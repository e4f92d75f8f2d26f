use clap::builder::PossibleValuesParser;
use pizhu::analysis::find::{CONTEXT, Hit, Within};
use pizhu::analysis::kwic::{Concordance, Sort, kwic};
use pizhu::ops::select;

use crate::cli::commands::filter::FilterFlags;
use crate::cli::commands::query::QueryFlags;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::hit_cells;
use crate::cli::hit_lines::HitLines;
use crate::cli::rows::{Cell, Format};

/// Show words in their context, one line per place
///
/// The query is that of `pizhu find`. The words stand below each other; sorted by what stands before or
/// behind them, their company shows. A table has as much context as the screen has room for, every other
/// format the whole --width. --sample takes some lines by chance, the same ones for the same --seed.
#[derive(Debug, clap::Args)]
pub(crate) struct Kwic {
    #[command(flatten)]
    query: QueryFlags,
    /// Characters of context on each side
    #[arg(long, value_name = "N", default_value_t = CONTEXT, value_parser = parse_width)]
    width: usize,
    /// Order of the lines: as the texts stand, by what stands before (read backwards), or behind
    #[arg(long, value_name = "ORDER", default_value = "document", value_parser = PossibleValuesParser::new(Sort::NAMES))]
    sort: String,
    /// So many lines by chance
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    sample: Option<u32>,
    /// Another number gives another sample
    #[arg(long, value_name = "S", default_value_t = 1, requires = "sample")]
    seed: u64,
    /// Most lines to give; 0 for all
    #[arg(long, value_name = "N", default_value_t = 1000, conflicts_with = "sample")]
    limit: usize,
    #[command(flatten)]
    filter: FilterFlags,
}

/// Most characters of context.
const MAX_WIDTH: usize = 1_000;

fn parse_width(text: &str) -> Result<usize, String> {
    let width = text.parse().ok().filter(|width| *width <= MAX_WIDTH);
    width.ok_or_else(|| format!("a number from 0 to {MAX_WIDTH} is wanted"))
}

impl Kwic {
    pub(crate) fn run(mut self, ctx: &mut Context) -> CommandResult {
        self.query = self.query.filled(ctx)?;
        let query = self.query.parsed()?;
        let wanted = Concordance {
            sort: self.sort.parse()?,
            limit: (self.limit > 0).then_some(self.limit),
            sample: self.sample.map(|n| (n as usize, self.seed)),
        };
        let filter = self.filter.clone().filter(None, None)?;
        let store = ctx.store()?;
        let me = store.coder()?.0;
        let (lines, search) = store.read(|r| {
            let mut search = self.query.search(&query, select(r, &filter, me)?, Within::Paragraphs)?;
            search.context = self.width;
            QueryFlags::tell_of_index(&mut ctx.ui, r)?;
            Ok::<_, CommandError>((kwic(r, &mut search, &wanted)?, search))
        })?;
        let n = lines.hits.len();
        if ctx.format() == Format::Table {
            let mut table = HitLines::new(&mut ctx.ui, self.width);
            lines.hits.into_iter().try_for_each(|hit| table.hit(hit))?;
            table.release()?;
            ctx.ui.note(&count(n, ("line", "lines")));
        } else {
            ctx.list(COLUMNS, lines.hits.iter().map(row), ("line", "lines"))?;
        }
        if lines.more {
            let given = count(n, ("line", "lines"));
            ctx.ui.warn(&format!("there are more than {given}; --limit 0 gives all, --sample N some by chance"));
        }
        self.query.tell(&mut ctx.ui, &query, &search, n);
        Ok(())
    }
}

/// The columns of a line, whatever is asked for; the last three say where words beside the texts stand.
const COLUMNS: &[&str] =
    &["document", "paragraph", "start", "end", "left", "quote", "right", "statement", "field", "words"];

fn row(hit: &Hit) -> Vec<Cell> {
    let mut cells = hit_cells::place(hit);
    cells.push(hit.window.left.as_str().into());
    cells.push(hit_cells::quote(hit));
    cells.push(hit.window.right.as_str().into());
    cells.extend(hit_cells::beside_texts(hit));
    cells
}
