//! The query of `find` and `kwic`: its flags, and how one that makes no sense is shown.

use std::path::PathBuf;
use std::time::Duration;

use pizhu::analysis::find::{Search, Within};
use pizhu::store::{Reader, Selection};
use pizhu::text::Folding;
use pizhu::text::ignorable::{is_ignorable, without_ignorable};
use pizhu::text::query::{Pattern, Query, QueryError, QueryProblem};
use pizhu::text::width::columns;

use super::import::read;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::safe::safe_line;
use crate::cli::ui::Ui;

/// Characters of a query shown on each side of what is wrong.
const SHOWN: usize = 30;

/// What is looked for.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct QueryFlags {
    /// What to find: words, or a query with AND OR NOT ( ) "…" NEAR(…) /…/ title: summary: memo:
    #[arg(required_unless_present = "file")]
    query: Option<String>,
    /// Take the query from a file, its lines as one; - for standard input
    #[arg(short, long, value_name = "FILE", conflicts_with = "query")]
    file: Option<PathBuf>,
    /// Take the words as they stand, operators and all
    #[arg(long)]
    literal: bool,
    /// Tell capital letters from small ones
    #[arg(long)]
    case: bool,
    /// Take traditional characters for simplified ones: 雲計算 is 云计算; Japanese ones (戸) stay apart
    #[arg(long)]
    fold_script: bool,
    /// Longest time to search, in milliseconds; 0 for ever
    #[arg(long, value_name = "MS", default_value_t = 60_000)]
    timeout: u64,
    /// Marks of the query that show nothing, as typed.
    #[arg(skip)]
    left_out: Vec<char>,
}

impl QueryFlags {
    /// The same with the query of its file, if it is in one, and without the marks nobody sees: who pastes
    /// words from a web page does not mean them.
    pub(crate) fn filled(mut self, ctx: &Context) -> CommandResult<Self> {
        if let Some(file) = &self.file {
            let text = read(file, ctx.store()?.path())?.text;
            self.query =
                Some(text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "));
        }
        self.left_out = self.text().chars().filter(|c| is_ignorable(*c)).collect();
        if !self.left_out.is_empty() {
            self.query = Some(without_ignorable(self.text()).into_owned());
        }
        Ok(self)
    }

    fn text(&self) -> &str {
        self.query.as_deref().unwrap_or_default()
    }

    /// The query read.
    pub(crate) fn parsed(&self) -> CommandResult<Query> {
        let query = if self.literal { Query::literal(self.text()) } else { Query::parse(self.text()) };
        query.map_err(|error| self.refused(&error))
    }

    /// The search a query means.
    pub(crate) fn search(&self, query: &Query, selection: Selection, within: Within) -> CommandResult<Search> {
        let folding = Folding { keep_case: self.case, fold_script: self.fold_script };
        let mut search = Search::new(query, folding, selection, within).map_err(|error| self.refused(&error))?;
        search.time_limit = Some(self.timeout).filter(|ms| *ms > 0).map(Duration::from_millis);
        Ok(search)
    }

    /// Says what a person should know of how the query was read, with the number of hits it had.
    pub(crate) fn tell(&self, ui: &mut Ui, query: &Query, search: &Search, hits: usize) {
        if !search.is_by_words() {
            let texts = count(search.looked_at(), ("text was", "texts were"));
            ui.note(&format!("{texts} looked at; a hit that no word of the query stands in is shown whole"));
        }
        if let Some(first) = self.left_out.first() {
            let marks = count(self.left_out.len(), ("mark that shows nothing was", "marks that show nothing were"));
            let code = format!("{:04X}", u32::from(*first));
            ui.hint(&format!("{marks} left out of the query, as U+{code}; /\\x{{{code}}}/ finds one in the texts"));
        }
        if let Some(hint) = self.one_term(query).or_else(|| (hits == 0).then(|| self.small_operators()).flatten()) {
            ui.hint(&hint);
        }
    }

    /// Says that every text was searched because the index cannot be asked, and how to mend that.
    pub(crate) fn tell_of_index(ui: &mut Ui, r: &Reader<'_>) -> CommandResult {
        if !r.has_index_parts()? {
            ui.hint(
                "tables of the search index are missing, so every text is read; `pizhu check --fix` makes it again",
            );
        }
        Ok(())
    }

    /// That words around a blank were looked for as one term, and how to find them apart.
    fn one_term(&self, query: &Query) -> Option<String> {
        let is_quoted =
            |at: usize| self.text().chars().nth(at).is_some_and(|c| matches!(c, '"' | '“' | '”' | '＂' | '「' | '『'));
        if self.literal || self.small_operators().is_some() {
            return None;
        }
        let terms = query.terms();
        let (words, joined) = terms.iter().find_map(|term| match &term.pattern {
            Pattern::Words(words) if !is_quoted(term.at) => {
                let parts: Vec<&str> = words.split_whitespace().collect();
                (parts.len() > 1).then(|| (words, parts.join(" AND ")))
            }
            _ => None,
        })?;
        Some(format!("`{words}` is one term, for its blank stands beside Latin; `{joined}` finds its words apart"))
    }

    /// The query with its operators in capitals, where they are not.
    fn small_operators(&self) -> Option<String> {
        let capitals = |word: &str| -> Option<String> {
            let name = word.split(['(', '（']).next().unwrap_or(word);
            let is_near = name.len() < word.len() && name.eq_ignore_ascii_case("NEAR");
            let is_operator = ["AND", "OR", "NOT"].iter().any(|operator| word.eq_ignore_ascii_case(operator));
            let large = format!("{}{}", name.to_ascii_uppercase(), &word[name.len()..]);
            (large != word && (is_near || is_operator)).then_some(large)
        };
        let words: Vec<&str> = self.text().split_whitespace().collect();
        if self.literal || words.len() < 2 || words.iter().all(|word| capitals(word).is_none()) {
            return None;
        }
        let large: Vec<String> =
            words.iter().map(|word| capitals(word).unwrap_or_else(|| (*word).to_owned())).collect();
        Some(format!("operators are capitals: `{}`", large.join(" ")))
    }

    /// The query with a mark below the place.
    fn refused(&self, error: &QueryError) -> CommandError {
        let refused = CommandError::usage(format!("query: {error}"));
        if matches!(error.problem, QueryProblem::TooLong(_)) {
            return refused;
        }
        let first = error.at.saturating_sub(SHOWN);
        let cut: String = self.text().chars().skip(first).take(error.at - first).collect();
        let rest: String = self.text().chars().skip(error.at).take(SHOWN).collect();
        let more = self.text().chars().nth(error.at + SHOWN).is_some();
        let before = format!("{}{}", if first > 0 { "…" } else { "" }, safe_line(&cut));
        let line = format!("{before}{}{}", safe_line(&rest), if more { "…" } else { "" });
        let mark = format!("{}^", " ".repeat(columns(&before)));
        let shown = refused.details([line, mark]);
        match self.small_operators() {
            Some(hint) => shown.hint(hint),
            None => shown.hint("--literal takes the words as they stand; `pizhu help find` shows queries"),
        }
    }
}
