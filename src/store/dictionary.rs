//! The data dictionary, read from the comments of the schema: what it says there is what people see.
//!
//! The comment above a table or view describes it, the comment behind a column the column. A view's
//! column means what the column it shows means, unless a line `name TYPE: meaning` above the view
//! says otherwise. `id` and `uid` mean the same everywhere and are explained once, at the top.

use std::collections::HashMap;

use super::SCHEMA;

/// A table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DictionaryTable {
    /// Its name.
    pub name: String,
    /// Whether it is a view.
    pub is_view: bool,
    /// What one row is.
    pub description: String,
    /// Its columns, in order.
    pub columns: Vec<DictionaryColumn>,
}

/// A column of a table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DictionaryColumn {
    /// Its name.
    pub name: String,
    /// INTEGER, TEXT or BLOB.
    pub data_type: String,
    /// What it means.
    pub description: String,
}

/// Words that begin a rule of a table, not a column.
const RULES: [&str; 4] = ["UNIQUE", "PRIMARY", "CHECK", "FOREIGN"];

/// The tables and views of a project, in the order of the schema.
pub fn dictionary() -> Vec<DictionaryTable> {
    parse(SCHEMA)
}

fn parse(schema: &str) -> Vec<DictionaryTable> {
    let everywhere: HashMap<&str, &str> = ["id", "uid"]
        .into_iter()
        .filter_map(|name| {
            schema.lines().find_map(|line| Some((name, line.strip_prefix(&format!("--   {name} "))?.trim())))
        })
        .collect();
    let mut tables: Vec<DictionaryTable> = Vec::new();
    let mut comment: Vec<&str> = Vec::new();
    let mut lines = schema.lines();
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix("--") {
            comment.push(text);
            continue;
        }
        let body = |lines: &mut std::str::Lines<'_>, end: fn(&str) -> bool| -> Vec<String> {
            let mut body = Vec::new();
            for line in lines.by_ref() {
                body.push(line.to_owned());
                if end(line) {
                    break;
                }
            }
            body
        };
        if let Some(name) = line.strip_prefix("CREATE TABLE ").and_then(|rest| rest.strip_suffix(" (")) {
            let columns = table_columns(&body(&mut lines, |line| line.starts_with(')')), &everywhere);
            tables.push(DictionaryTable {
                name: name.to_owned(),
                is_view: false,
                description: description(&comment),
                columns,
            });
        } else if let Some(name) = line.strip_prefix("CREATE VIEW ").and_then(|rest| rest.strip_suffix(" AS")) {
            let select = body(&mut lines, |line| line.ends_with(';')).join("\n");
            let columns = view_columns(&select, &explained(&comment), &tables);
            tables.push(DictionaryTable {
                name: name.to_owned(),
                is_view: true,
                description: description(&comment),
                columns,
            });
        }
        comment.clear();
    }
    tables
}

/// The prose of a comment: its lines without those that explain single columns.
fn description(comment: &[&str]) -> String {
    let prose = comment.iter().filter(|line| !line.starts_with("   ")).map(|line| line.trim());
    prose.collect::<Vec<_>>().join(" ")
}

/// The lines `name TYPE: meaning` of a comment.
fn explained(comment: &[&str]) -> Vec<DictionaryColumn> {
    let column = |line: &&str| {
        let (head, meaning) = line.strip_prefix("   ")?.split_once(": ")?;
        let (name, data_type) = head.split_once(' ')?;
        Some(DictionaryColumn {
            name: name.to_owned(),
            data_type: data_type.to_owned(),
            description: meaning.trim().to_owned(),
        })
    };
    comment.iter().filter_map(column).collect()
}

/// The columns between the brackets of a table. Lines indented further belong to the column above.
fn table_columns(body: &[String], everywhere: &HashMap<&str, &str>) -> Vec<DictionaryColumn> {
    let mut columns: Vec<DictionaryColumn> = Vec::new();
    let mut in_rule = false;
    for line in body.iter().filter(|line| !line.starts_with(')')) {
        let (code, meaning) = line.split_once("--").unwrap_or((line, ""));
        let mut words = code.split_whitespace();
        if !code.starts_with("   ") {
            let name = words.next().unwrap_or_default().trim_matches('"');
            in_rule = RULES.contains(&name.split('(').next().unwrap_or_default());
            if !in_rule {
                let data_type = words.next().unwrap_or_default().trim_matches(',');
                let description = everywhere.get(name).copied().unwrap_or_default();
                columns.push(DictionaryColumn {
                    name: name.to_owned(),
                    data_type: data_type.to_owned(),
                    description: description.to_owned(),
                });
            }
        }
        if let Some(column) = columns.last_mut().filter(|_| !in_rule && !meaning.is_empty()) {
            column.description = meaning.trim().to_owned();
        }
    }
    columns
}

/// The columns a view shows.
fn view_columns(select: &str, explained: &[DictionaryColumn], known: &[DictionaryTable]) -> Vec<DictionaryColumn> {
    let (list, from) = select_list(select);
    let sources = sources(from);
    let shown = |item: &str| {
        let (expression, alias) = item.rsplit_once(" AS ").map_or((item, None), |(e, alias)| (e, Some(alias)));
        let (table, column) = expression.split_once('.').unwrap_or(("", expression));
        let name = alias.unwrap_or(column).trim().trim_matches('"');
        if let Some(column) = explained.iter().find(|column| column.name == name) {
            return column.clone();
        }
        let table = sources.iter().find(|(alias, _)| *alias == table).map(|(_, table)| *table);
        let origin = known
            .iter()
            .find(|known| table == Some(known.name.as_str()))
            .and_then(|known| known.columns.iter().find(|known| known.name == column.trim().trim_matches('"')));
        DictionaryColumn {
            name: name.to_owned(),
            data_type: origin.map(|origin| origin.data_type.clone()).unwrap_or_default(),
            description: origin.map(|origin| origin.description.clone()).unwrap_or_default(),
        }
    };
    list.iter().map(|item| shown(item)).collect()
}

/// What stands between the outermost SELECT and FROM, split at its commas; and what follows.
fn select_list(select: &str) -> (Vec<String>, &str) {
    let (mut items, mut item, mut depth, mut inside, mut rest) = (Vec::new(), String::new(), 0_usize, false, "");
    for (at, c) in select.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let here = &select[at..];
        if depth == 0 && !inside && here.starts_with("SELECT ") {
            inside = true;
        } else if depth == 0 && inside && here.starts_with("FROM ") {
            rest = here;
            break;
        } else if depth == 0 && inside && c == ',' {
            items.push(std::mem::take(&mut item));
            continue;
        }
        if inside {
            item.push(if c == '\n' { ' ' } else { c });
        }
    }
    items.push(item);
    let trimmed = items.iter().map(|item| item.trim().trim_start_matches("SELECT ").trim().to_owned());
    (trimmed.collect(), rest)
}

/// The tables of a FROM clause, each with the name the clause calls it by.
fn sources(from: &str) -> Vec<(&str, &str)> {
    let words: Vec<&str> = from.split_whitespace().map(|word| word.trim_end_matches(';')).collect();
    let starts = words.iter().enumerate().filter(|(_, word)| matches!(**word, "FROM" | "JOIN"));
    let named = starts.filter_map(|(n, _)| {
        let table = *words.get(n + 1)?;
        let alias = if words.get(n + 2) == Some(&"AS") { *words.get(n + 3)? } else { table };
        Some((alias, table))
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{dictionary, parse};
    use crate::store::SCHEMA;

    #[test]
    fn every_table_and_column_has_a_description() {
        for table in dictionary() {
            assert!(!table.description.is_empty(), "{}", table.name);
            for column in table.columns {
                assert!(!column.description.is_empty(), "{}.{}", table.name, column.name);
                assert!(
                    ["INTEGER", "TEXT", "BLOB"].contains(&column.data_type.as_str()),
                    "{}.{}",
                    table.name,
                    column.name
                );
            }
        }
    }

    #[test]
    fn the_dictionary_names_what_the_database_has() {
        let conn = Connection::open_in_memory().expect("memory");
        conn.execute_batch(SCHEMA).expect("the schema");
        let mut statement = conn
            .prepare("SELECT m.name, x.name FROM sqlite_schema AS m, pragma_table_xinfo(m.name) AS x WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY m.rowid, x.cid")
            .expect("a question");
        let real: Vec<(String, String)> = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect("an answer")
            .collect::<Result<_, _>>()
            .expect("rows");
        let said: Vec<(String, String)> = dictionary()
            .into_iter()
            .flat_map(|table| table.columns.into_iter().map(move |column| (table.name.clone(), column.name)))
            .collect();
        assert_eq!(said, real);
    }

    #[test]
    fn comments_are_taken_where_they_stand() {
        let tables = parse(
            "--   id   the handle\n\n-- One row is one thing\n-- of two lines.\nCREATE TABLE thing (\n  id INTEGER PRIMARY KEY,\n  \
             \"to\" TEXT CHECK (length(\"to\") > 1\n    OR 1), -- where it goes\n  UNIQUE (\"to\") -- a rule\n) STRICT;\n\n\
             -- Things seen.\n--   n INTEGER: how many\nCREATE VIEW v_thing AS\nWITH x AS (SELECT 1 FROM y)\n\
             SELECT t.id AS thing_id, t.\"to\", count(*) AS n\n  FROM thing AS t;\n",
        );
        let lines: Vec<String> = tables
            .iter()
            .flat_map(|t| t.columns.iter().map(|c| format!("{} {} {} {}", t.name, c.name, c.data_type, c.description)))
            .collect();
        assert_eq!(
            lines,
            [
                "thing id INTEGER the handle",
                "thing to TEXT where it goes",
                "v_thing thing_id INTEGER the handle",
                "v_thing to TEXT where it goes",
                "v_thing n INTEGER how many",
            ]
        );
        assert_eq!(tables[0].description, "One row is one thing of two lines.");
        assert_eq!(tables[1].description, "Things seen.");
    }
}
