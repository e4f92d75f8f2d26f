use pizhu::analysis::find::{Hit, Order, Search, Within, count, find};
use pizhu::model::{HIT_COLUMNS, PARAGRAPH_HIT_COLUMNS};
use pizhu::ops::select;
use pizhu::store::Reader;

use crate::cli::commands::filter::FilterFlags;
use crate::cli::commands::query::QueryFlags;
use crate::cli::context::{Context, count as counted};
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::hit_cells;
use crate::cli::hit_lines::HitLines;
use crate::cli::rows::{Cell, Format, Listing};

/// Find words in the texts, exactly, however they are spelled
///
/// 人工智能+ is found in “人工智能 +” too, AI in ＡＩ, 长 where a PDF has the radical ⻓: full width, case,
/// quote marks and the blank between Chinese and Latin do not count.
///
/// A query asks for paragraphs: 算力 人才 (a blank between Chinese words is AND), 算力 OR 算法,
/// 企业 NOT (国有 OR 央企), "智能 制造" with its blank, NEAR(算力 人才, 12) with at most 12 characters
/// between, /\d{4}年/ (a regular expression, on the text without the differences above), title:人才 算力
/// (in documents with this title), summary: and memo: (of statements). Operators are capitals. A blank
/// beside Latin belongs to the word: AI 底座 is one term, AI AND 底座 are two. What holds no operator, or
/// --literal, is taken as it stands. NOT 算力 alone finds the paragraphs without it; they are shown whole,
/// as is what title: finds beside OR. A blank in /…/ may be missing where Chinese and Latin meet.
///
/// Every place counts: of words also those inside longer ones and those that overlap (发展发展 twice in
/// 发展发展发展; …, which is three dots, at three places of ……), of a regular expression those from left to
/// right that do not. Marks that show nothing (zero-width blanks, joiners) are left out of the query, but
/// inside a word of a text they hide it: /企\p{Cf}*业/ finds both. kwic has a line for each; words counts what jieba cuts.
///
/// Hits written with --format jsonl can be coded in one go:
/// pizhu find 算力 --format jsonl | pizhu tag --from - --theme 算力布局
#[derive(Debug, clap::Args)]
pub(crate) struct Find {
    #[command(flatten)]
    query: QueryFlags,
    /// Look in the texts, in the summaries and memos of statements, or in both
    #[arg(long = "in", value_name = "WHERE", default_value = "paragraphs", value_parser = clap::builder::PossibleValuesParser::new(Within::NAMES))]
    within: String,
    /// Put first what stands first in the project, was published first, or fits best (BM25)
    #[arg(long, value_name = "ORDER", default_value = "document", value_parser = clap::builder::PossibleValuesParser::new(Order::NAMES))]
    sort: String,
    /// Most hits to give; 0 for all
    #[arg(long, value_name = "N", default_value_t = 1000, allow_negative_numbers = true)]
    limit: usize,
    /// Only count them
    #[arg(long, conflicts_with_all = ["limit", "sort"])]
    count: bool,
    #[command(flatten)]
    filter: FilterFlags,
}

/// How hits are written.
enum Sink<'a> {
    Lines(HitLines<'a>),
    Rows(Listing<'a>),
}

impl Find {
    pub(crate) fn run(mut self, ctx: &mut Context) -> CommandResult {
        self.query = self.query.filled(ctx)?;
        let query = self.query.parsed()?;
        let within: Within = self.within.parse()?;
        let filter = self.filter.clone().filter(None, None)?;
        let store = ctx.store()?;
        let me = store.coder()?.0;
        store.read(|r| {
            let mut search = self.query.search(&query, select(r, &filter, me)?, within)?;
            search.order = self.sort.parse()?;
            let n = if self.count { tally(ctx, r, &mut search)? } else { self.list(ctx, r, &mut search)? };
            self.query.tell(&mut ctx.ui, &query, &search, n);
            QueryFlags::tell_of_index(&mut ctx.ui, r)
        })
    }

    /// Returns the number of hits given.
    fn list(&self, ctx: &mut Context, r: &Reader<'_>, search: &mut Search) -> CommandResult<usize> {
        let in_texts = search.is_in_texts();
        let mut sink = match ctx.format() {
            Format::Table => Sink::Lines(HitLines::new(&mut ctx.ui, search.context)),
            format => Sink::Rows(Listing::new(&mut ctx.ui, format, header(in_texts))?),
        };
        let (mut n, mut more) = (0, false);
        find(r, search, |hit| {
            more = self.limit > 0 && n == self.limit;
            if more {
                return Ok(false);
            }
            n += 1;
            match &mut sink {
                Sink::Lines(lines) => lines.hit(hit)?,
                Sink::Rows(listing) => listing.row(row(&hit, in_texts))?,
            }
            Ok::<_, CommandError>(true)
        })?;
        match sink {
            Sink::Rows(listing) => listing.finish(("hit", "hits"))?,
            Sink::Lines(mut lines) => {
                lines.release()?;
                ctx.ui.note(&counted(n, ("hit", "hits")));
            }
        }
        if more {
            let given = counted(n, ("hit", "hits"));
            ctx.ui.warn(&format!("there are more than {given}; --limit 0 gives all, --count their number"));
        }
        Ok(n)
    }
}

/// Returns the number of hits.
fn tally(ctx: &mut Context, r: &Reader<'_>, search: &mut Search) -> CommandResult<usize> {
    let found = count(r, search)?;
    if ctx.format() == Format::Table {
        ctx.ui.line(&format!(
            "{} in {} of {}",
            counted(found.hits, ("hit", "hits")),
            counted(found.paragraphs, ("paragraph", "paragraphs")),
            counted(found.documents, ("document", "documents")),
        ))?;
        return Ok(found.hits);
    }
    let row = [found.hits, found.paragraphs, found.documents].map(|n| Cell::Int(i64::try_from(n).unwrap_or(i64::MAX)));
    ctx.list(&["hits", "paragraphs", "documents"], [row.to_vec()], ("row", "rows"))?;
    Ok(found.hits)
}

/// The columns; hits beside the texts need three more.
fn header(in_texts: bool) -> &'static [&'static str] {
    if in_texts { HIT_COLUMNS.get(..PARAGRAPH_HIT_COLUMNS).unwrap_or(HIT_COLUMNS) } else { HIT_COLUMNS }
}

fn row(hit: &Hit, in_texts: bool) -> Vec<Cell> {
    let place = hit.place.as_ref();
    let mut cells = hit_cells::place(hit);
    cells.push(hit_cells::quote(hit));
    cells.push(hit.window.left.as_str().into());
    cells.push(hit.window.right.as_str().into());
    cells.push(place.map(|place| place.kind.as_str()).into());
    cells.push(place.and_then(|place| place.section.as_deref()).into());
    if !in_texts {
        cells.extend(hit_cells::beside_texts(hit));
    }
    cells
}
