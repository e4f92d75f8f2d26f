//! Read a codebook in: a CSV file of codes, all of them or none, as one operation.

mod place;
mod row;

use std::collections::{HashMap, HashSet};

use self::place::Placed;
use self::row::{Columns, Row};
use crate::model::{CodeId, CodePath, OperationKind, VariableId, variable_name};
use crate::ops::import::SourceText;
use crate::ops::resolve::THEME;
use crate::ops::{FileProblem, OpError, Result, RowProblem};
use crate::store::{CodeFields, CodeRow, NewCode, Reader, Store, Writer, Written};
use crate::text::near;
use crate::text::table::Table;

/// The columns a codebook file may have; `code` it must have. `colour` is taken for `color`.
pub const COLUMNS: [&str; 10] =
    ["variable", "code", "parent", "label", "definition", "include", "exclude", "example", "color", "retired"];

/// How a codebook is read in.
#[derive(Debug, Clone, Default)]
pub struct CodebookOptions {
    /// The variable of rows that name none; `theme` for `None`.
    pub variable: Option<String>,
    /// Change codes that are there already, in the columns the file has, instead of refusing them.
    pub update: bool,
    /// Try everything, change nothing.
    pub dry_run: bool,
}

/// What was read in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodebookReport {
    /// Variables that were added, each taking several codes per statement.
    pub variables: Vec<String>,
    /// Codes that were added.
    pub added: usize,
    /// Codes that were changed.
    pub changed: usize,
    /// Codes that were so already.
    pub unchanged: usize,
}

/// Reads a codebook in. The code above a row's code may be named by its path or by its own name, and
/// may come later in the file.
///
/// # Errors
/// [`OpError::File`] when the text is no table or not of codes, [`OpError::Rows`] with every row that
/// cannot be taken; nothing was changed.
pub fn import(store: &mut Store, file: &SourceText, options: &CodebookOptions) -> Result<Written<CodebookReport>> {
    let refuse = |why: String| OpError::File { file: file.file.clone(), problem: FileProblem::Format(why) };
    let table = Table::read(&file.text).map_err(|error| refuse(error.to_string()))?;
    let columns = Columns::of(&table).map_err(refuse)?;
    let variable = options.variable.as_deref().map(variable_name).transpose()?;
    let variable = variable.as_deref().unwrap_or(THEME);
    let total = table.rows.len();
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for row in &table.rows {
        match columns.row(row, variable) {
            Ok(row) => rows.push(row),
            Err(error) => problems.push(RowProblem { line: row.line, error: Box::new(error) }),
        }
    }
    let change = |w: &mut Writer<'_>| {
        let known = Known::of(w)?;
        let mut placed = place::place(&rows, &known, &mut problems);
        check(&placed, &rows, &known, options.update, &mut problems);
        if !problems.is_empty() {
            problems.sort_by_key(|problem| problem.line);
            suggest(&mut problems, &placed, &rows, &known);
            return Err(OpError::Rows { rows: problems, total });
        }
        // What stands higher comes first, and siblings as the file has them.
        placed.sort_by_key(|placed| placed.path.names().len());
        let report = store_rows(w, &placed, &rows, known)?;
        w.summarize(match report.changed {
            0 => format!("codebook: {} added", report.added),
            changed => format!("codebook: {} added, {changed} changed", report.added),
        });
        Ok(report)
    };
    store.attempt(OperationKind::CodebookImport, options.dry_run, change)
}

/// The codebook there is, by variable and path.
struct Known {
    variables: HashMap<String, VariableId>,
    codes: HashMap<(String, String), CodeRow>,
}

impl Known {
    fn of(r: &Reader<'_>) -> Result<Self> {
        let variables = r.variables()?.into_iter().map(|variable| (variable.name, variable.id)).collect();
        let codes = r.codes(None)?.into_iter().map(|code| ((code.variable.clone(), code.path.clone()), code)).collect();
        Ok(Self { variables, codes })
    }

    fn has(&self, variable: &str, path: &str) -> bool {
        self.codes.contains_key(&(variable.to_owned(), path.to_owned()))
    }
}

/// What must hold between the rows, and between them and the codebook there is.
fn check(placed: &[Placed], rows: &[Row], known: &Known, update: bool, problems: &mut Vec<RowProblem>) {
    let in_file: HashSet<(&str, String)> =
        placed.iter().map(|placed| (rows[placed.row].variable.as_str(), placed.path.to_string())).collect();
    let mut first: HashMap<(&str, String), u64> = HashMap::new();
    for placed in placed {
        let row = &rows[placed.row];
        let mut refuse = |error| problems.push(RowProblem { line: row.line, error: Box::new(error) });
        let (variable, path) = (row.variable.as_str(), placed.path.to_string());
        let reference = format!("{variable}:{path}");
        if let Some(line) = first.get(&(variable, path.clone())) {
            refuse(OpError::Conflict(format!("`{reference}` stands in line {line} already")));
            continue;
        }
        if !update && known.has(variable, &path) {
            refuse(OpError::Exists { what: "code", name: reference });
        }
        if let Some(parent) = placed.path.parent().map(|parent| parent.to_string())
            && !known.has(variable, &parent)
            && !in_file.contains(&(variable, parent.clone()))
        {
            refuse(OpError::NotFound { what: "parent code", name: format!("{variable}:{parent}"), near: Vec::new() });
        }
        first.insert((variable, path), row.line);
    }
}

/// Looks for what may have been meant, for the first problems only: each look goes through all codes.
fn suggest(problems: &mut [RowProblem], placed: &[Placed], rows: &[Row], known: &Known) {
    const FIRST: usize = 20;
    for problem in problems.iter_mut().take(FIRST) {
        let OpError::NotFound { name, near: found, .. } = problem.error.as_mut() else { continue };
        let Some((variable, wanted)) = name.split_once(':') else { continue };
        let here = placed.iter().filter(|placed| rows[placed.row].variable == variable);
        let mut paths: Vec<String> = here.map(|placed| placed.path.to_string()).collect();
        paths.extend(known.codes.keys().filter(|(of, _)| of == variable).map(|(_, path)| path.clone()));
        *found = near(wanted, paths.iter().map(String::as_str));
    }
}

/// Adds and changes the rows, which are known to fit and stand parents first.
fn store_rows(w: &mut Writer<'_>, placed: &[Placed], rows: &[Row], mut known: Known) -> Result<CodebookReport> {
    let mut report = CodebookReport::default();
    let mut ids: HashMap<(String, String), CodeId> =
        known.codes.iter().map(|(place, code)| (place.clone(), code.id)).collect();
    for Placed { row, path } in placed {
        let row = &rows[*row];
        let variable = match known.variables.get(&row.variable) {
            Some(id) => *id,
            None => {
                let id = w.insert_variable(&row.variable, true)?;
                known.variables.insert(row.variable.clone(), id);
                report.variables.push(row.variable.clone());
                id
            }
        };
        let at = |path: &CodePath| (row.variable.clone(), path.to_string());
        if let Some(old) = known.codes.get(&at(path)) {
            let mut changed = w.update_code(old.id, &row.fields.apply(old.fields.clone())?)?;
            if let Some(retired) = row.retired {
                changed |= w.set_code_retired(old.id, retired)?;
            }
            *(if changed { &mut report.changed } else { &mut report.unchanged }) += 1;
            continue;
        }
        let parent = path.parent().and_then(|parent| ids.get(&at(&parent)).copied());
        let fields = row.fields.apply(CodeFields::default())?;
        let id = w.insert_code(&NewCode { variable, parent, name: path.name().to_owned(), fields })?;
        if row.retired == Some(true) {
            w.set_code_retired(id, true)?;
        }
        ids.insert(at(path), id);
        report.added += 1;
    }
    Ok(report)
}
