use pizhu::analysis::find::{Hit, Search, Window, Within, count, find};
use pizhu::model::{HIT_COLUMNS, PARAGRAPH_HIT_COLUMNS};
use pizhu::ops::select;
use pizhu::store::Reader;
use pizhu::text::width::columns;
use pizhu::text::{Folding, Needle};

use crate::cli::commands::filter::FilterFlags;
use crate::cli::context::{Context, count as counted};
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::rows::{Cell, Format, Listing};
use crate::cli::ui::{Style, Ui};

/// Find words in the texts, exactly, however they are spelled
///
/// 人工智能+ is found in “人工智能 +” too, AI in ＡＩ, 长 where a PDF has the radical ⻓: full width, case,
/// quote marks and the blank between Chinese and Latin do not count. Hits written with --format jsonl
/// can be coded in one go: pizhu find 算力 --format jsonl | pizhu tag --from - --theme 算力布局
#[derive(Debug, clap::Args)]
pub(crate) struct Find {
    /// The words, one character or more
    text: String,
    /// Look in the texts, in the summaries and memos of statements, or in both
    #[arg(long = "in", value_name = "WHERE", default_value = "paragraphs", value_parser = clap::builder::PossibleValuesParser::new(Within::NAMES))]
    within: String,
    /// Most hits to give; 0 for all
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
    /// Only count them
    #[arg(long, conflicts_with = "limit")]
    count: bool,
    /// Tell capital letters from small ones
    #[arg(long)]
    case: bool,
    #[command(flatten)]
    filter: FilterFlags,
}

/// How hits are written.
enum Sink<'a> {
    Lines { ui: &'a mut Ui, layout: Layout },
    Rows(Listing<'a>),
}

impl Find {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let needle = Needle::new(&self.text, Folding { keep_case: self.case })?;
        let within: Within = self.within.parse()?;
        let filter = self.filter.clone().filter(None, None)?;
        let store = ctx.store()?;
        let me = store.coder()?.0;
        store.read(|r| {
            let search = Search { needle, selection: select(r, &filter, me)?, within };
            if self.count { tally(ctx, r, search) } else { self.list(ctx, r, search) }
        })
    }

    fn list(&self, ctx: &mut Context, r: &Reader<'_>, mut search: Search) -> CommandResult {
        let within = search.within;
        let mut sink = match ctx.format() {
            Format::Table => {
                let layout = Layout::new(&widest_reference(r, within)?, ctx.ui.width());
                Sink::Lines { ui: &mut ctx.ui, layout }
            }
            format => Sink::Rows(Listing::new(&mut ctx.ui, format, header(within))?),
        };
        let (mut n, mut more) = (0, false);
        find(r, &mut search, |hit| {
            more = self.limit > 0 && n == self.limit;
            if more {
                return Ok(false);
            }
            n += 1;
            match &mut sink {
                Sink::Lines { ui, layout } => ui.composed(&layout.line(ui, &hit))?,
                Sink::Rows(listing) => listing.row(row(hit, within))?,
            }
            Ok::<_, CommandError>(true)
        })?;
        match sink {
            Sink::Rows(listing) => listing.finish(("hit", "hits"))?,
            Sink::Lines { ui, .. } => ui.note(&counted(n, ("hit", "hits"))),
        }
        if more {
            let given = counted(n, ("hit", "hits"));
            ctx.ui.warn(&format!("there are more than {given}; --limit 0 gives all, --count their number"));
        }
        Ok(())
    }
}

fn tally(ctx: &mut Context, r: &Reader<'_>, mut search: Search) -> CommandResult {
    let found = count(r, &mut search)?;
    if ctx.format() == Format::Table {
        return ctx.ui.line(&format!(
            "{} in {} of {}",
            counted(found.hits, ("hit", "hits")),
            counted(found.paragraphs, ("paragraph", "paragraphs")),
            counted(found.documents, ("document", "documents")),
        ));
    }
    let row = [found.hits, found.paragraphs, found.documents].map(|n| Cell::Int(i64::try_from(n).unwrap_or(i64::MAX)));
    ctx.list(&["hits", "paragraphs", "documents"], [row.to_vec()], ("row", "rows"))
}

/// The columns; hits in statements need three more.
fn header(within: Within) -> &'static [&'static str] {
    match within {
        Within::Paragraphs => &HIT_COLUMNS[..PARAGRAPH_HIT_COLUMNS],
        Within::Statements | Within::All => HIT_COLUMNS,
    }
}

fn row(hit: Hit, within: Within) -> Vec<Cell> {
    let mut cells: Vec<Cell> = vec![
        hit.document.into(),
        hit.paragraph.into(),
        hit.span.start().into(),
        hit.span.end().into(),
        hit.quote.into(),
        hit.window.left.into(),
        hit.window.right.into(),
        hit.kind.as_str().into(),
        hit.section.into(),
    ];
    if within != Within::Paragraphs {
        cells.push(hit.statement.map(|id| id.to_string()).into());
        cells.push(hit.field.as_str().into());
        cells.push(hit.window.words.into());
    }
    cells
}

/// A reference as wide as any that can come, so that the first line stands where the last will.
fn widest_reference(r: &Reader<'_>, within: Within) -> CommandResult<String> {
    let widest = r.document_keys()?.into_iter().max_by_key(|key| columns(key)).unwrap_or_default();
    Ok(format!("{widest}:999{}", if within == Within::Paragraphs { "" } else { " s999 summary" }))
}

/// Where the columns of the lines stand.
struct Layout {
    reference: usize,
    left: usize,
    total: usize,
}

impl Layout {
    fn new(reference: &str, total: usize) -> Self {
        // Half of what the reference and the brackets leave is for the left side.
        const MOST: usize = 2 * pizhu::analysis::find::CONTEXT + 1;
        let reference = columns(reference);
        Self { reference, left: (total.saturating_sub(reference + 6) / 2).min(MOST), total }
    }

    /// `cq-ai:8  …左 [hit] 右…`, the brackets below each other.
    fn line(&self, ui: &Ui, hit: &Hit) -> String {
        let reference = match hit.statement {
            Some(statement) => format!("{}:{} {statement} {}", hit.document, hit.paragraph, hit.field),
            None => format!("{}:{}", hit.document, hit.paragraph),
        };
        let gap = " ".repeat(self.reference.saturating_sub(columns(&reference)) + 2);
        let Window { left, words, right, at_start, at_end } = &hit.window;
        let left = last_columns(left, *at_start, self.left);
        let indent = " ".repeat(self.left - columns(&left));
        let used = self.reference + 2 + self.left + columns(words) + 4;
        let right = first_columns(right, *at_end, self.total.saturating_sub(used));
        let words = ui.styled(Style::Mark, words);
        let reference = ui.styled(Style::Handle, &reference);
        let (left, right) = (crate::cli::safe::safe_line(&left), crate::cli::safe::safe_line(&right));
        format!("{reference}{gap}{indent}{left} [{words}] {right}")
    }
}

/// The end of `text` that fits, behind `…` if something is left out or stands before.
fn last_columns(text: &str, whole: bool, room: usize) -> String {
    if whole && columns(text) <= room {
        return text.to_owned();
    }
    let mut start = text.len();
    for (at, _) in text.char_indices().rev() {
        if columns(&text[at..]) >= room {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}

/// The beginning of `text` that fits, before `…` if something is left out or stands behind.
fn first_columns(text: &str, whole: bool, room: usize) -> String {
    if whole && columns(text) <= room {
        return text.to_owned();
    }
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if columns(&text[..at + c.len_utf8()]) >= room {
            break;
        }
        end = at + c.len_utf8();
    }
    format!("{}…", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::{first_columns, last_columns};

    #[test]
    fn context_is_cut_by_columns_with_a_sign() {
        assert_eq!(last_columns("人工智能", true, 8), "人工智能");
        assert_eq!(last_columns("人工智能", true, 7), "…工智能");
        assert_eq!(last_columns("人工智能", false, 9), "…人工智能");
        assert_eq!(first_columns("人工智能", true, 7), "人工智…");
        assert_eq!(first_columns("", false, 3), "…");
        assert_eq!(first_columns("人", true, 1), "…");
    }
}
