//! How much of the texts stands behind a number: what was read of the paragraphs it could have come
//! from. An outlet's number comes from that outlet's paragraphs, a coder's from those he read.

use std::collections::HashMap;

use serde_json::Value;

use super::{Facet, Legend};
use crate::model::StatementId;
use crate::store::search::Question;
use crate::store::{Reader, Result, Selection};

/// How many paragraphs were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Read, whatever was said of them.
    pub read: i64,
    /// All, without page furniture.
    pub total: i64,
    /// Characters (code points) of those that were read; 0 where they were not asked for.
    pub characters: i64,
}

impl std::ops::AddAssign for Coverage {
    fn add_assign(&mut self, other: Self) {
        self.read += other.read;
        self.total += other.total;
        self.characters += other.characters;
    }
}

/// A statement that stands outside of what [`Coverage`] counts as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadStatement {
    /// The statement.
    pub statement: StatementId,
    /// Its paragraph, by handle.
    pub paragraph: i64,
    /// Whether that is page furniture, which is no text to be read.
    pub is_furniture: bool,
}

/// The coverage behind each row and column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    /// Behind the whole table.
    pub all: Coverage,
    /// Which sides share it out: rows, columns.
    sides: [bool; 2],
    shares: HashMap<[Option<String>; 2], Coverage>,
}

impl Reach {
    /// The coverage behind the cell of that row and column; `None` is what has no label.
    pub fn of(&self, row: Option<&str>, column: Option<&str>) -> Coverage {
        if self.sides == [false, false] {
            return self.all;
        }
        let key = |side: usize, label: Option<&str>| label.filter(|_| self.sides[side]).map(str::to_owned);
        self.shares.get(&[key(0, row), key(1, column)]).copied().unwrap_or_default()
    }
}

/// The documents, or coders, of one side and how they are labelled.
enum Side {
    /// The table's side says nothing of where a number comes from.
    Any,
    Document(Legend),
    Coder(Legend),
}

impl Side {
    fn label(&self, document: i64, coder: Option<i64>) -> Option<String> {
        let of = |legend: &Legend, id: i64| legend.of.get(&id).map(|at| legend.labels[*at as usize].clone());
        match self {
            Self::Any => None,
            Self::Document(legend) => of(legend, document),
            Self::Coder(legend) => coder.and_then(|coder| of(legend, coder)),
        }
    }
}

impl Reader<'_> {
    /// How much of the selected paragraphs was read, by the coders of the selection or by anybody.
    pub fn coverage(&self, selection: &Selection) -> Result<Coverage> {
        Ok(self.reach(selection, [None, None], false)?.all)
    }

    /// How much of the selected paragraphs was read, also by what rows and columns say of the
    /// documents and the coders; with the characters where they are asked for.
    pub fn reach(&self, selection: &Selection, sides: [Option<&Facet>; 2], characters: bool) -> Result<Reach> {
        let [rows, columns] = sides;
        let legends = [self.side(rows)?, self.side(columns)?];
        let mut reach = Reach { sides: [0, 1].map(|at| !matches!(legends[at], Side::Any)), ..Reach::default() };
        let by_coder = legends.iter().any(|side| matches!(side, Side::Coder(_)));
        let mut totals: HashMap<i64, i64> = HashMap::new();
        // By nothing but the document, as an index has the paragraphs: any more, and SQLite sorts them all.
        let by_document = (include_str!("coverage.sql"), "GROUP BY paragraph.document_id");
        for (document, _, coverage) in self.document_coverage(by_document, characters, selection)? {
            reach.all += coverage;
            totals.insert(document, coverage.total);
            if !by_coder {
                let key = [0, 1].map(|at: usize| legends[at].label(document, None));
                *reach.shares.entry(key).or_default() += coverage;
            }
        }
        if by_coder {
            let by_both = (include_str!("coverage_by_coder.sql"), "GROUP BY paragraph.document_id, reading.coder_id");
            let read: HashMap<(i64, i64), Coverage> = self
                .document_coverage(by_both, characters, selection)?
                .into_iter()
                .filter_map(|(document, coder, coverage)| Some(((document, coder?), coverage)))
                .collect();
            // Every coder could have read every paragraph.
            for coder in self.coders()? {
                for (document, total) in &totals {
                    let key = [0, 1].map(|at: usize| legends[at].label(*document, Some(coder.id.0)));
                    let read = read.get(&(*document, coder.id.0)).copied().unwrap_or_default();
                    *reach.shares.entry(key).or_default() += Coverage { total: *total, ..read };
                }
            }
        }
        Ok(reach)
    }

    /// The selected statements outside of what counts as read, by handle: which no coder of the selection,
    /// or nobody, has read; with `by_own`, which their own coder has not.
    pub fn unread_statements(&self, selection: &Selection, by_own: bool) -> Result<Vec<UnreadStatement>> {
        const OUTSIDE: &str = "(paragraph.kind = 'furniture' OR NOT EXISTS (
          SELECT 1 FROM reading WHERE reading.paragraph_id = paragraph.id
             AND (:coders IS NULL OR reading.coder_id IN (SELECT value FROM json_each(:coders)))
             AND (NOT :by_own OR reading.coder_id = statement.coder_id)))";
        let readers = readers(selection);
        let mut question = selection.statements();
        question.fixed(OUTSIDE);
        let mut parameters = question.parameters();
        parameters.push((":coders", &readers));
        parameters.push((":by_own", &by_own));
        let sql = format!("{}{} ORDER BY statement.id", include_str!("unread.sql"), question.clause());
        self.rows(&sql, parameters.as_slice(), |row| {
            Ok(UnreadStatement {
                statement: StatementId(row.get("statement_id")?),
                paragraph: row.get("paragraph_id")?,
                is_furniture: row.get("is_furniture")?,
            })
        })
    }

    fn side(&self, facet: Option<&Facet>) -> Result<Side> {
        Ok(match facet {
            Some(facet) if facet.is_of_documents() => Side::Document(self.document_legend(facet)?),
            Some(facet) if facet.is_coder() => Side::Coder(self.coder_legend()?),
            _ => Side::Any,
        })
    }

    fn document_coverage(
        &self,
        (sql, group): (&str, &str),
        characters: bool,
        selection: &Selection,
    ) -> Result<Vec<(i64, Option<i64>, Coverage)>> {
        let readers = readers(selection);
        let mut question = Question::default();
        selection.on_paragraphs(&mut question);
        question.fixed("paragraph.kind <> 'furniture'");
        let mut parameters = question.parameters();
        parameters.push((":coders", &readers));
        parameters.push((":characters", &characters));
        let sql = format!("{sql}{}\n{group}", question.clause());
        self.rows(&sql, parameters.as_slice(), |row| {
            let coverage =
                Coverage { read: row.get("read")?, total: row.get("total")?, characters: row.get("characters")? };
            Ok((row.get("document_id")?, row.get("coder_id")?, coverage))
        })
    }
}

/// The coders whose reading counts, as the questions want them; `None` is everybody.
fn readers(selection: &Selection) -> Option<String> {
    let handles = || Value::from_iter(selection.coders.iter().map(|id| id.0)).to_string();
    (!selection.coders.is_empty()).then(handles)
}
