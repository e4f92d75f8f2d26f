//! The filter as SQL: fixed conditions, each with one bound value. What people typed never becomes
//! part of a statement's text.

use rusqlite::ToSql;
use serde_json::{Value, json};

use super::{Reader, Result, StatementRow, statement};
use crate::model::{
    ActorId, CodeId, CoderId, DocumentId, ParagraphId, ParagraphKind, ReadingFilter, Role, StatementId, StatementKind,
};

/// A [`crate::model::Filter`] whose names are resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// These words stand in it.
    pub text: Option<String>,
    /// Documents, each whole or from paragraph to paragraph, both included.
    pub places: Vec<(DocumentId, Option<(u32, u32)>)>,
    /// Published on this date or later.
    pub from: Option<String>,
    /// Published on this date or earlier.
    pub to: Option<String>,
    /// Outlets.
    pub outlets: Vec<String>,
    /// Kinds of paragraphs.
    pub paragraph_kinds: Vec<ParagraphKind>,
    /// Kinds of statements.
    pub kinds: Vec<StatementKind>,
    /// Codes in groups: at least one code of each group, or one below it.
    pub codes: Vec<Vec<CodeId>>,
    /// Actors.
    pub actors: Vec<ActorId>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Coders.
    pub coders: Vec<CoderId>,
    /// A reading state, and whose.
    pub reading: Option<(ReadingFilter, Vec<CoderId>)>,
}

impl Selection {
    /// Whether nothing is left out.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether each paragraph can be asked by itself, from its own columns and its document's, at no
    /// cost worth mentioning.
    pub(super) fn is_by_row(&self) -> bool {
        let (from, to, outlets) = (self.from.clone(), self.to.clone(), self.outlets.clone());
        let (text, paragraph_kinds) = (self.text.clone(), self.paragraph_kinds.clone());
        *self == Self { text, from, to, outlets, paragraph_kinds, ..Self::default() }
    }

    /// Conditions on the tables `paragraph` and `document`.
    pub(super) fn on_paragraphs(&self, question: &mut Question) {
        if !self.places.is_empty() {
            let places = self.places.iter().map(|(document, range)| {
                let (first, last) = range.unwrap_or((0, u32::MAX));
                json!([document.0, first, last])
            });
            question.and_in("paragraph.id", include_str!("search/place.sql"), places.collect());
        }
        if let Some(from) = &self.from {
            question.and(&date_bound(">="), json!(from));
        }
        if let Some(to) = &self.to {
            question.and(&date_bound("<="), json!(to));
        }
        question.any_of("document.outlet", self.outlets.iter().map(|outlet| json!(outlet)));
        question.any_of("paragraph.kind", self.paragraph_kinds.iter().map(|kind| json!(kind.as_str())));
        if let Some((state, readers)) = &self.reading {
            let readers = readers.iter().map(|coder| coder.0).collect::<Vec<_>>();
            if *state == ReadingFilter::Unread {
                question.and_in("paragraph.id NOT", include_str!("search/read_by_all.sql"), json!(readers));
            } else {
                let value = json!({ "state": state.as_str(), "coders": readers });
                question.and_in("paragraph.id", include_str!("search/reading.sql"), value);
            }
        }
    }

    /// Conditions on the table `statement`.
    fn on_statements(&self, question: &mut Question) {
        question.any_of("statement.kind", self.kinds.iter().map(|kind| json!(kind.as_str())));
        question.any_of("statement.coder_id", self.coders.iter().map(|coder| json!(coder.0)));
        for group in &self.codes {
            let codes = group.iter().map(|code| code.0).collect::<Vec<_>>();
            question.and_in("statement.id", include_str!("search/code.sql"), json!(codes));
        }
        let roles = if self.roles.is_empty() { Role::ALL } else { &self.roles };
        let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
        if !self.actors.is_empty() {
            let actors = self.actors.iter().map(|actor| actor.0).collect::<Vec<_>>();
            let value = json!({ "actors": actors, "roles": roles });
            question.and_in("statement.id", include_str!("search/actor.sql"), value);
        } else if !self.roles.is_empty() {
            question.and_in("statement.id", include_str!("search/role.sql"), json!(roles));
        }
    }

    /// Conditions for a question about statements.
    pub(super) fn statements(&self) -> Question {
        let mut question = Question::default();
        self.on_paragraphs(&mut question);
        self.on_statements(&mut question);
        if let Some(text) = &self.text {
            question.and(&holds("concat_ws(char(10), statement.quote, statement.summary)"), json!(text));
        }
        question
    }

    /// Conditions for a question about paragraphs: statements count where they are asked for.
    pub(super) fn paragraphs(&self) -> Question {
        let mut question = Question::default();
        self.on_paragraphs(&mut question);
        let before = question.conditions.len();
        self.on_statements(&mut question);
        let on_statements = question.conditions.split_off(before);
        if !on_statements.is_empty() {
            let conditions = on_statements.join("\n AND ");
            let question = &mut question.conditions;
            question.push(format!("paragraph.id IN (SELECT statement.paragraph_id FROM statement WHERE {conditions})"));
        }
        if let Some(text) = &self.text {
            question.and(&holds("paragraph.text"), json!(text));
        }
        question
    }
}

/// The words stand in `text`; Latin letters of both cases are alike.
fn holds(text: &str) -> String {
    format!("instr(lower({text}), lower(:value ->> '$')) > 0")
}

/// The document's date compared with a bound, as far as both are known.
fn date_bound(comparison: &str) -> String {
    const DATE: &str = "substr(document.published, 1, length(:value ->> '$'))";
    format!("{DATE} {comparison} substr(:value ->> '$', 1, length(document.published))")
}

/// Conditions and their values. Every value is bound as JSON.
#[derive(Default)]
pub(super) struct Question {
    conditions: Vec<String>,
    values: Vec<(String, String)>,
}

impl Question {
    /// Adds a condition; `:value` in it is `value`.
    fn and(&mut self, condition: &str, value: Value) {
        let name = format!(":value{}", self.values.len());
        self.conditions.push(condition.replace(":value", &name));
        self.values.push((name, value.to_string()));
    }

    /// Adds a condition without a value.
    pub(super) fn fixed(&mut self, condition: &str) {
        self.conditions.push(condition.to_owned());
    }

    /// The conditions as one may paste them anywhere: every value stands where its name stood.
    pub(super) fn literal_clause(&self) -> String {
        let clause = self.clause();
        let mut parts = clause.split(':');
        let mut pasted = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let name = part.len() - part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len();
            let named = |(name_, _): &&(String, String)| name_.strip_prefix(':') == Some(&part[..name]);
            match self.values.iter().find(named) {
                Some((_, value)) => pasted.push_str(&format!("'{}'{}", value.replace('\'', "''"), &part[name..])),
                None => pasted.push_str(&format!(":{part}")),
            }
        }
        pasted
    }

    /// Binds a value that the statement's own text names.
    pub(super) fn bind(&mut self, name: &str, value: &Value) {
        self.values.push((name.to_owned(), value.to_string()));
    }

    /// Adds: what `of` names is among the ids that `ids` gives.
    fn and_in(&mut self, of: &str, ids: &str, value: Value) {
        self.and(&format!("{of} IN (\n{}\n)", ids.trim_end()), value);
    }

    /// Adds: the column holds one of the values. No values: no condition.
    fn any_of(&mut self, column: &str, values: impl Iterator<Item = Value>) {
        let values: Vec<Value> = values.collect();
        if !values.is_empty() {
            self.and(&format!("{column} IN (SELECT value FROM json_each(:value))"), Value::from(values));
        }
    }

    /// The conditions as they stand behind `FROM`.
    pub(super) fn clause(&self) -> String {
        if self.conditions.is_empty() { String::new() } else { format!("WHERE {}", self.conditions.join("\n AND ")) }
    }

    pub(super) fn parameters(&self) -> Vec<(&str, &dyn ToSql)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value as &dyn ToSql)).collect()
    }
}

impl Reader<'_> {
    /// The statements of a selection, in reading order.
    pub fn select_statements(&self, selection: &Selection) -> Result<Vec<StatementRow>> {
        let question = selection.statements();
        let sql = statement::select(&question.clause());
        self.rows(&sql, question.parameters().as_slice(), statement::of_row)
    }

    /// The handles of the statements of a selection, in reading order.
    pub fn select_statement_ids(&self, selection: &Selection) -> Result<Vec<StatementId>> {
        let question = selection.statements();
        let sql = format!(
            "SELECT statement.id FROM statement \
             JOIN paragraph ON paragraph.id = statement.paragraph_id \
             JOIN document ON document.id = paragraph.document_id {} \
             ORDER BY paragraph.document_id, paragraph.ordinal, statement.start, statement.id",
            question.clause()
        );
        self.rows(&sql, question.parameters().as_slice(), |row| Ok(StatementId(row.get(0)?)))
    }

    /// The handles of the paragraphs of a selection, in reading order.
    pub fn select_paragraph_ids(&self, selection: &Selection) -> Result<Vec<ParagraphId>> {
        let question = selection.paragraphs();
        let sql = format!(
            "SELECT paragraph.id FROM paragraph JOIN document ON document.id = paragraph.document_id {} \
             ORDER BY paragraph.document_id, paragraph.ordinal",
            question.clause()
        );
        self.rows(&sql, question.parameters().as_slice(), |row| Ok(ParagraphId(row.get(0)?)))
    }

    /// The outlets there are.
    pub fn outlets(&self) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT outlet FROM document WHERE outlet IS NOT NULL ORDER BY outlet";
        self.rows(sql, [], |row| Ok(row.get(0)?))
    }
}

#[cfg(test)]
mod tests;
