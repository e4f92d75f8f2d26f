//! Variables and codes.

use rusqlite::{OptionalExtension, Row, named_params};

use super::{Reader, Result, Writer};
use crate::model::{CodeId, StatementId, VariableId};

/// A variable with how much it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariableRow {
    /// The handle.
    pub id: VariableId,
    /// `theme`, `instrument`, …
    pub name: String,
    /// A longer name.
    pub label: Option<String>,
    /// What it measures.
    pub definition: Option<String>,
    /// Whether a statement may carry several of its codes.
    pub multiple: bool,
    /// Number of codes.
    pub n_codes: i64,
}

/// What a codebook says about a code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeFields {
    /// Another wording.
    pub label: Option<String>,
    /// What it means.
    pub definition: Option<String>,
    /// What belongs under it.
    pub include: Option<String>,
    /// What does not.
    pub exclude: Option<String>,
    /// A typical passage.
    pub example: Option<String>,
    /// `#rrggbb`.
    pub color: Option<String>,
}

/// A code about to be stored.
#[derive(Debug, Clone)]
pub struct NewCode {
    /// Its variable.
    pub variable: VariableId,
    /// The code above it.
    pub parent: Option<CodeId>,
    /// Its own name.
    pub name: String,
    /// What is said about it.
    pub fields: CodeFields,
}

/// A code as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRow {
    /// The handle.
    pub id: CodeId,
    /// The variable's handle.
    pub variable_id: VariableId,
    /// The variable's name.
    pub variable: String,
    /// The code above it.
    pub parent_id: Option<CodeId>,
    /// The path from the top.
    pub path: String,
    /// Its own name.
    pub name: String,
    /// What is said about it.
    pub fields: CodeFields,
    /// Whether it is kept only for old statements.
    pub retired: bool,
    /// Distance from the top, from 1.
    pub depth: u32,
    /// Statements that carry exactly this code.
    pub n_statements: i64,
}

impl CodeRow {
    /// How people refer to it: `theme:人才培养/学段衔接`.
    pub fn reference(&self) -> String {
        format!("{}:{}", self.variable, self.path)
    }
}

/// A code and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodePlace {
    /// The handle.
    pub id: CodeId,
    /// The path from the top.
    pub path: String,
    /// Whether it is kept only for old statements.
    pub retired: bool,
}

fn of_row(row: &Row<'_>) -> Result<CodeRow> {
    Ok(CodeRow {
        id: CodeId(row.get("code_id")?),
        variable_id: VariableId(row.get("variable_id")?),
        variable: row.get("variable")?,
        parent_id: row.get::<_, Option<i64>>("parent_id")?.map(CodeId),
        path: row.get("code")?,
        name: row.get("name")?,
        fields: CodeFields {
            label: row.get("label")?,
            definition: row.get("definition")?,
            include: row.get("include")?,
            exclude: row.get("exclude")?,
            example: row.get("example")?,
            color: row.get("color")?,
        },
        retired: row.get("retired")?,
        depth: row.get("depth")?,
        n_statements: row.get("n_statements")?,
    })
}

impl Reader<'_> {
    /// All variables in their order.
    pub fn variables(&self) -> Result<Vec<VariableRow>> {
        self.rows(include_str!("code/variables.sql"), [], |row| {
            Ok(VariableRow {
                id: VariableId(row.get("id")?),
                name: row.get("name")?,
                label: row.get("label")?,
                definition: row.get("definition")?,
                multiple: row.get("multiple")?,
                n_codes: row.get("n_codes")?,
            })
        })
    }

    /// The codes of one variable, or of all for `None`, in the order of the codebook.
    pub fn codes(&self, variable: Option<VariableId>) -> Result<Vec<CodeRow>> {
        self.rows(
            include_str!("code/list.sql"),
            named_params! { ":variable_id": variable.map(|id| id.0), ":name": None::<&str> },
            of_row,
        )
    }

    /// The codes whose own name is `name`, wherever they stand.
    pub fn codes_named(&self, variable: Option<VariableId>, name: &str) -> Result<Vec<CodeRow>> {
        self.rows(
            include_str!("code/list.sql"),
            named_params! { ":variable_id": variable.map(|id| id.0), ":name": name },
            of_row,
        )
    }

    /// The statements that carry the code or one below it.
    pub fn statements_below(&self, id: CodeId) -> Result<Vec<StatementId>> {
        let ids = self.ids(include_str!("code/statements_below.sql"), id.0)?;
        Ok(ids.into_iter().map(StatementId).collect())
    }

    /// The statements that carry more than one code of the variable.
    pub fn statements_with_several(&self, id: VariableId) -> Result<Vec<StatementId>> {
        let ids = self.ids(include_str!("code/several.sql"), id.0)?;
        Ok(ids.into_iter().map(StatementId).collect())
    }

    /// The codes of a variable whose own name is `name`, each with its path: what a reference needs
    /// at once, without counting anything.
    pub fn code_places(&self, variable: VariableId, name: &str) -> Result<Vec<CodePlace>> {
        let mut found = self.rows(
            "SELECT id, parent_id, retired FROM code WHERE variable_id = ?1 AND name = ?2 ORDER BY id",
            (variable.0, name),
            |row| Ok((CodeId(row.get(0)?), row.get::<_, Option<i64>>(1)?, row.get(2)?)),
        )?;
        found
            .drain(..)
            .map(|(id, parent, retired)| {
                let mut names = vec![name.to_owned()];
                let mut above = parent;
                while let Some(parent) = above {
                    let mut statement = self.conn.prepare_cached("SELECT name, parent_id FROM code WHERE id = ?1")?;
                    let (name, next) = statement.query_row([parent], |row| Ok((row.get(0)?, row.get(1)?)))?;
                    names.push(name);
                    above = next;
                }
                names.reverse();
                Ok(CodePlace { id, path: names.join("/"), retired })
            })
            .collect()
    }

    /// The variable of that name.
    pub fn variable_by_name(&self, name: &str) -> Result<Option<(VariableId, bool)>> {
        let mut statement = self.conn.prepare_cached("SELECT id, multiple FROM variable WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| Ok((VariableId(row.get(0)?), row.get(1)?))).optional()?)
    }

    /// The ids of the codes directly below.
    pub fn code_children(&self, id: CodeId) -> Result<Vec<CodeId>> {
        let ids = self.ids("SELECT id FROM code WHERE parent_id = ?1 ORDER BY ord, id", id.0)?;
        Ok(ids.into_iter().map(CodeId).collect())
    }
}

impl Writer<'_> {
    /// Adds a variable at the end.
    pub fn insert_variable(&mut self, name: &str, multiple: bool) -> Result<VariableId> {
        let ord: i64 = self.conn.query_row("SELECT ifnull(max(ord), 0) + 1 FROM variable", [], |row| row.get(0))?;
        self.insert("variable", &[("name", &name), ("multiple", &multiple), ("ord", &ord)]).map(VariableId)
    }

    /// Changes what is said about a variable.
    pub fn update_variable(
        &mut self,
        id: VariableId,
        label: Option<&str>,
        definition: Option<&str>,
        multiple: bool,
    ) -> Result<bool> {
        self.update("variable", id.0, &[("label", &label), ("definition", &definition), ("multiple", &multiple)])
    }

    /// Adds a code after its siblings.
    pub fn insert_code(&mut self, new: &NewCode) -> Result<CodeId> {
        let uid = self.uid()?;
        let parent = new.parent.map(|id| id.0);
        let ord: i64 = self.conn.query_row(
            "SELECT ifnull(max(ord), 0) + 1 FROM code WHERE variable_id = ?1 AND parent_id IS ?2",
            (new.variable.0, parent),
            |row| row.get(0),
        )?;
        let fields = &new.fields;
        self.insert(
            "code",
            &[
                ("uid", &uid),
                ("variable_id", &new.variable.0),
                ("parent_id", &parent),
                ("name", &new.name),
                ("label", &fields.label),
                ("definition", &fields.definition),
                ("include", &fields.include),
                ("exclude", &fields.exclude),
                ("example", &fields.example),
                ("color", &fields.color),
                ("ord", &ord),
            ],
        )
        .map(CodeId)
    }

    /// Replaces what is said about a code.
    pub fn update_code(&mut self, id: CodeId, fields: &CodeFields) -> Result<bool> {
        self.update(
            "code",
            id.0,
            &[
                ("label", &fields.label),
                ("definition", &fields.definition),
                ("include", &fields.include),
                ("exclude", &fields.exclude),
                ("example", &fields.example),
                ("color", &fields.color),
            ],
        )
    }

    /// Gives a code another own name.
    pub fn rename_code(&mut self, id: CodeId, name: &str) -> Result<bool> {
        self.update("code", id.0, &[("name", &name)])
    }

    /// Puts a code below another one of its variable, or at the top, after the siblings there.
    pub fn move_code(&mut self, id: CodeId, parent: Option<CodeId>) -> Result<bool> {
        let parent = parent.map(|id| id.0);
        let ord: i64 = self.conn.query_row(
            "SELECT ifnull(max(ord), 0) + 1 FROM code \
             WHERE variable_id = (SELECT variable_id FROM code WHERE id = ?1) AND parent_id IS ?2 AND id <> ?1",
            (id.0, parent),
            |row| row.get(0),
        )?;
        self.update("code", id.0, &[("parent_id", &parent), ("ord", &ord)])
    }

    /// Retires a code or brings it back.
    pub fn set_code_retired(&mut self, id: CodeId, retired: bool) -> Result<bool> {
        self.update("code", id.0, &[("retired", &retired)])
    }

    /// Gives every statement of `from` the code `to` instead. Returns how many statements it were.
    pub fn recode(&mut self, from: CodeId, to: CodeId) -> Result<usize> {
        let rows =
            self.rows("SELECT id, statement_id FROM statement_code WHERE code_id = ?1 ORDER BY id", [from.0], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
            })?;
        for (row, statement) in &rows {
            let has: Option<i64> = self
                .conn
                .query_row(
                    "SELECT id FROM statement_code WHERE statement_id = ?1 AND code_id = ?2",
                    (statement, to.0),
                    |row| row.get(0),
                )
                .optional()?;
            match has {
                Some(_) => self.delete("statement_code", *row)?,
                None => drop(self.update("statement_code", *row, &[("code_id", &to.0)])?),
            }
        }
        Ok(rows.len())
    }

    /// Removes a code without statements and without codes below it; its notes go with it.
    pub fn delete_code(&mut self, id: CodeId) -> Result<()> {
        self.delete_where("memo", "code_id", id.0)?;
        self.delete("code", id.0)
    }
}
