use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser;
use pizhu::analysis::words::{
    Dictionary, Listed, Segmenter, StopList, Words as List, apart, collocates, frequencies, keyness, per_million, shared, worded,
};
use pizhu::ops::select;
use pizhu::store::{Reader, Selection, Store};

use super::import::read;
use crate::cli::commands::filter::FilterFlags;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, Exit, quoted};
use crate::cli::rows::{Cell, Format, Listing};

/// What stands for all paragraphs the filter leaves out.
const REST: &str = "rest";

/// List words: frequency and dispersion, keyness, collocates
///
/// Words are what jieba cuts, helped by the names of actors and codes and by --dictionary; to find words
/// wherever they stand use `pizhu find`. Without --against or --around it lists how often each word occurs
/// and how evenly it is spread: dp is Gries' deviation of proportions, 0 where every document has its share.
/// A word counts however it is spelled (ＡＩ, AI and ai are one, so are ㎡ and m2) and is shown as it is
/// written most often, of several as it is written first. Marks that show nothing end no word.
/// Statement filters take the paragraphs of such statements.
#[derive(Debug, clap::Args)]
pub(crate) struct Words {
    /// Compare with other paragraphs: `rest`, or the flags of a filter: --against '--outlet 人民日报'
    ///
    /// Words by log-likelihood (Rayson and Garside 2000), with Hardie's log ratio: 1 is twice as frequent
    /// here, -1 half as frequent.
    #[arg(long, value_name = "FILTER", allow_hyphen_values = true, conflicts_with = "around")]
    against: Option<String>,
    /// List the company of this term, by logDice (Rychlý 2008), with its t-score
    ///
    /// n counts pairs of the word and the term within --span: every occurrence of either is in one pair at
    /// most. So logDice is 14 at most, and the same whichever of two words is the term.
    #[arg(long, value_name = "TERM")]
    around: Option<String>,
    /// How many words to either side are company
    #[arg(long, value_name = "N", default_value_t = 5, requires = "around", value_parser = clap::value_parser!(u16).range(1..=1000))]
    span: u16,
    /// Most words to give; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// Leave out words rarer than this; 1, of company 2
    #[arg(long, value_name = "N")]
    min: Option<u64>,
    /// Keep these words in one piece: a file of one a line, with a frequency behind it if need be
    #[arg(long, value_name = "FILE")]
    dictionary: Vec<PathBuf>,
    /// Guess new words from the way characters follow each other, which is so unless told otherwise
    #[arg(long, overrides_with = "no_hmm")]
    hmm: bool,
    /// Guess none: what is in no dictionary falls apart into characters
    #[arg(long, overrides_with = "hmm")]
    no_hmm: bool,
    /// Leave these words out too: a file of them
    #[arg(long, value_name = "FILE")]
    stop: Vec<PathBuf>,
    /// Leave out no function words but those of --stop
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    filter: FilterFlags,
}

/// The flags of a filter as one word of the command line.
#[derive(Debug, clap::Parser)]
#[command(no_binary_name = true, disable_help_flag = true)]
struct Reference {
    #[command(flatten)]
    filter: FilterFlags,
}

impl Words {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let filter = self.filter.clone().filter(None, None)?;
        let reference = self.against.as_deref().map(reference).transpose()?.flatten();
        let store = ctx.store()?;
        let me = store.coder()?.0;
        if self.around.as_deref().is_some_and(|term| term.trim().is_empty()) {
            return Err(CommandError::usage("--around: there is no term").hint("name one, as in --around 算力"));
        }
        let listed = self.listed(&store)?;
        store.read(|r| {
            let selection = select(r, &filter, me)?;
            let reference = reference.map(|filter| select(r, &filter.filter(None, None)?, me).map_err(CommandError::from));
            let reference = reference.transpose()?;
            // Loading takes longer than most commands: what can be refused was refused before.
            let segmenter = Segmenter::new(&self.dictionary(r, &store)?, !self.no_hmm);
            let out = Out { format: ctx.format(), limit: self.limit, segmenter: &segmenter };
            match (&self.around, &self.against) {
                (Some(term), _) => self.company(ctx, r, &selection, term, &listed, &out),
                (None, Some(_)) => keys(ctx, r, &selection, reference.as_ref(), &listed, &out),
                (None, None) => list(ctx, r, &selection, &listed, &out),
            }
        })
    }

    fn company(
        &self,
        ctx: &mut Context,
        r: &Reader<'_>,
        selection: &Selection,
        term: &str,
        listed: &Listed,
        out: &Out<'_>,
    ) -> CommandResult {
        if let Some(words) = worded(term, out.segmenter) {
            let error = CommandError::usage(format!("{} is not made of words alone: signs are none", quoted(term)));
            return Err(match words.as_str() {
                "" => error,
                words => error.hint(format!("the words in it: --around {}; as it is written: pizhu find --count", quoted(words))),
            });
        }
        let List { rows, total, against } = collocates(r, selection, (term, self.span.into()), out.segmenter, listed)?;
        let rows = rows.into_iter().map(|row| {
            vec![row.word.into(), whole(row.n), whole(row.n_total), out.real(row.log_dice), out.real(row.t_score)]
        });
        out.rows(ctx, &["word", "n", "n_total", "log_dice", "t_score"], rows)?;
        let words = count(usize::try_from(total).unwrap_or(usize::MAX), ("word", "words"));
        let times = count(usize::try_from(against).unwrap_or(usize::MAX), ("time", "times"));
        let parts = apart(term, out.segmenter);
        let how = match parts.as_slice() {
            [_] => "as a word of its own".to_owned(),
            parts => format!("as the words {}, nothing else between them", parts.join(" + ")),
        };
        ctx.ui.note(&format!("{term} stands {times} {how}, in {words}"));
        if against == 0 {
            ctx.ui.hint("count it wherever it stands with `pizhu find --count`, or make it a word with --dictionary");
        }
        Ok(())
    }

    fn listed(&self, store: &Store) -> CommandResult<Listed> {
        let mut stop = if self.all { StopList::default() } else { StopList::own() };
        for file in &self.stop {
            stop.add_text(&read(file, store.path())?.text);
        }
        let least = if self.around.is_some() { 2 } else { 1 };
        Ok(Listed { stop, min: self.min.unwrap_or(least) })
    }

    fn dictionary(&self, r: &Reader<'_>, store: &Store) -> CommandResult<Dictionary> {
        let mut dictionary = Dictionary::default();
        for name in r.names()? {
            dictionary.add(&name);
        }
        for file in &self.dictionary {
            let text = read(file, store.path())?.text;
            let refuse = |error| CommandError::new(Exit::Refused, format!("{}: {error}", file.display()));
            dictionary.add_file(&text).map_err(refuse)?;
        }
        Ok(dictionary)
    }
}

/// The filter behind --against; `None` is the rest.
fn reference(words: &str) -> CommandResult<Option<FilterFlags>> {
    if words == REST {
        return Ok(None);
    }
    let refuse = || {
        CommandError::usage(format!("--against: `{words}` is no filter"))
            .hint("write `rest`, or flags as in --against '--outlet 人民日报 --from 2024'")
    };
    let flags = shlex::split(words).filter(|flags| !flags.is_empty()).ok_or_else(refuse)?;
    let reference = Reference::try_parse_from(flags.into_iter().map(OsString::from)).map_err(|_| refuse())?;
    Ok(Some(reference.filter))
}

/// How rows go out.
struct Out<'a> {
    format: Format,
    limit: usize,
    segmenter: &'a Segmenter,
}

impl Out<'_> {
    /// Writes the first of `rows`; for machines each with what cut the words.
    fn rows(&self, ctx: &mut Context, columns: &[&str], rows: impl ExactSizeIterator<Item = Vec<Cell>>) -> CommandResult {
        let machine = self.format != Format::Table;
        let (all, shown) = (rows.len(), if self.limit == 0 { usize::MAX } else { self.limit });
        let columns = [columns, if machine { &["segmenter"] } else { &[] }].concat();
        let mut listing = Listing::new(&mut ctx.ui, self.format, &columns)?;
        for mut cells in rows.take(shown) {
            if machine {
                cells.push(self.segmenter.description().into());
            }
            listing.row(cells)?;
        }
        listing.finish(("word", "words"))?;
        if all > shown {
            ctx.ui.note(&format!("of {all}; --limit 0 gives all"));
        }
        Ok(())
    }

    /// A number as machines want it, or as one reads it.
    fn real(&self, number: f64) -> Cell {
        Cell::Real(if self.format == Format::Table { (number * 1e3).round() / 1e3 } else { number })
    }
}

fn list(ctx: &mut Context, r: &Reader<'_>, selection: &Selection, listed: &Listed, out: &Out<'_>) -> CommandResult {
    let List { rows, total, against } = frequencies(r, selection, out.segmenter, listed)?;
    let rows = rows.into_iter().map(|row| {
        let share = out.real(per_million(row.n, total));
        vec![row.word.into(), whole(row.n), share, whole(row.documents), out.real(row.dp)]
    });
    out.rows(ctx, &["word", "n", "per_million", "documents", "dp"], rows)?;
    ctx.ui.note(&format!("from {total} words of {}", documents(against)));
    Ok(())
}

fn keys(
    ctx: &mut Context,
    r: &Reader<'_>,
    selection: &Selection,
    reference: Option<&Selection>,
    listed: &Listed,
    out: &Out<'_>,
) -> CommandResult {
    let List { rows, total, against } = keyness(r, selection, reference, out.segmenter, listed)?;
    let rows = rows.into_iter().map(|row| {
        vec![
            row.word.into(),
            whole(row.n),
            whole(row.n_reference),
            out.real(per_million(row.n, total)),
            out.real(per_million(row.n_reference, against)),
            out.real(row.log_likelihood),
            out.real(row.log_ratio),
        ]
    });
    let columns =
        ["word", "n", "n_reference", "per_million", "per_million_reference", "log_likelihood", "log_ratio"];
    out.rows(ctx, &columns, rows)?;
    ctx.ui.note(&format!("from {total} words, against {against}"));
    let shared = reference.map(|reference| shared(r, selection, reference)).transpose()?.unwrap_or_default();
    if shared > 0 {
        let shared = count(shared, ("paragraph", "paragraphs"));
        ctx.ui.warn(&format!("{shared} on both sides: what stands there evens out the difference"));
    }
    match (total, against) {
        (0, _) => ctx.ui.warn("nothing to compare: the filter leaves no words"),
        (_, 0) => ctx.ui.warn("nothing to compare with: --against leaves no words"),
        _ => {}
    }
    Ok(())
}

fn documents(n: u64) -> String {
    count(usize::try_from(n).unwrap_or(usize::MAX), ("document", "documents"))
}

fn whole(n: u64) -> Cell {
    Cell::Int(i64::try_from(n).unwrap_or(i64::MAX))
}
