//! From what rows say about their place to paths from the top. The code above may be named by its
//! path or by its own name, and may come later in the file.

use std::collections::HashMap;

use super::Known;
use super::row::Row;
use crate::model::CodePath;
use crate::ops::{OpError, Result, RowProblem};

/// Longest chain of rows that name only the code right above them.
const MAX_CHAIN: usize = 64;

/// A row with its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// Which row.
    pub(super) row: usize,
    /// The path from the top.
    pub(super) path: CodePath,
}

/// What stands right above a row.
enum Above {
    /// Nothing, or what the row's own path says.
    Written,
    /// A code of the project, with this path.
    Code(CodePath),
    /// Another row.
    Row(usize),
}

/// The rows with their paths. Rows that have none go to `problems`, but for those that only stand
/// below such a row.
pub(super) fn place(rows: &[Row], known: &Known, problems: &mut Vec<RowProblem>) -> Vec<Placed> {
    let index = Index::of(rows);
    let mut refuse = |row: &Row, error| problems.push(RowProblem { line: row.line, error: Box::new(error) });
    let mut above: Vec<Option<Above>> = Vec::with_capacity(rows.len());
    for row in rows {
        above.push(index.above(row, rows, known).map_err(|error| refuse(row, error)).ok());
    }
    let mut placed = Vec::new();
    for (n, end) in ends(&above).into_iter().enumerate() {
        let row = &rows[n];
        match end {
            End::Top => match path(n, rows, &above) {
                Ok(path) => placed.push(Placed { row: n, path }),
                Err(error) => refuse(row, error),
            },
            End::Ring => {
                let parent = row.parent.as_ref().map(CodePath::to_string).unwrap_or_default();
                refuse(row, OpError::Cycle { code: row.code.to_string(), parent });
            }
            End::Lost => {}
        }
    }
    placed
}

/// Where going up from a row ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// At the top.
    Top,
    /// At the row itself: it stands in a ring.
    Ring,
    /// At a row without a place, or in a ring it does not belong to.
    Lost,
}

/// Where going up from each row ends; every row is passed once.
fn ends(above: &[Option<Above>]) -> Vec<End> {
    let mut ends: Vec<Option<End>> = vec![None; above.len()];
    for start in 0..above.len() {
        let (mut trail, mut on_trail, mut at) = (Vec::new(), HashMap::new(), start);
        let end = loop {
            if let Some(known) = ends[at] {
                break if known == End::Top { End::Top } else { End::Lost };
            }
            if let Some(from) = on_trail.insert(at, trail.len()) {
                for row in trail.drain(from..) {
                    ends[row] = Some(End::Ring);
                }
                break End::Lost;
            }
            trail.push(at);
            match &above[at] {
                Some(Above::Row(parent)) => at = *parent,
                Some(Above::Written | Above::Code(_)) => break End::Top,
                None => break End::Lost,
            }
        };
        for row in trail {
            ends[row] = Some(end);
        }
    }
    ends.into_iter().map(|end| end.unwrap_or(End::Lost)).collect()
}

/// Goes up from a row that is known to end at the top.
fn path(start: usize, rows: &[Row], above: &[Option<Above>]) -> Result<CodePath> {
    let (mut chain, mut at) = (Vec::new(), start);
    let mut path = loop {
        if chain.len() > MAX_CHAIN {
            let code = &rows[start].code;
            return Err(OpError::Conflict(format!("`{code}` stands more than {MAX_CHAIN} codes below the top")));
        }
        match &above[at] {
            Some(Above::Row(parent)) => {
                chain.push(at);
                at = *parent;
            }
            Some(Above::Code(parent)) => {
                chain.push(at);
                break parent.clone();
            }
            Some(Above::Written) | None => break rows[at].code.clone(),
        }
    };
    for row in chain.into_iter().rev() {
        path = path.child(rows[row].code.name())?;
    }
    Ok(path)
}

/// Rows by variable and what they write.
struct Index<'a> {
    paths: HashMap<(&'a str, String), usize>,
    names: HashMap<(&'a str, &'a str), Vec<usize>>,
}

impl<'a> Index<'a> {
    fn of(rows: &'a [Row]) -> Self {
        let (mut paths, mut names) = (HashMap::new(), HashMap::<_, Vec<usize>>::new());
        for (n, row) in rows.iter().enumerate() {
            paths.entry((row.variable.as_str(), written(row))).or_insert(n);
            names.entry((row.variable.as_str(), row.code.name())).or_default().push(n);
        }
        Self { paths, names }
    }

    fn above(&self, row: &Row, rows: &[Row], known: &Known) -> Result<Above> {
        let Some(parent) = &row.parent else { return Ok(Above::Written) };
        if let Some(own) = row.code.parent() {
            let (own, wanted) = (own.to_string(), parent.to_string());
            return if own == wanted || own.ends_with(&format!("/{wanted}")) {
                Ok(Above::Written)
            } else {
                Err(OpError::Conflict(format!("the code `{}` does not stand below `{wanted}`", row.code)))
            };
        }
        let (variable, wanted) = (row.variable.as_str(), parent.to_string());
        if let Some(n) = self.paths.get(&(variable, wanted.clone())) {
            return Ok(Above::Row(*n));
        }
        if known.has(variable, &wanted) {
            return Ok(Above::Code(parent.clone()));
        }
        self.named(row, parent, rows, known)
    }

    /// The one code of that own name, in the file or else in the project.
    fn named(&self, row: &Row, parent: &CodePath, rows: &[Row], known: &Known) -> Result<Above> {
        let (variable, wanted) = (row.variable.as_str(), parent.to_string());
        let ambiguous = |candidates| OpError::Ambiguous { what: "parent code", name: wanted.clone(), candidates };
        let in_file = self.names.get(&(variable, wanted.as_str())).map_or(&[][..], Vec::as_slice);
        match in_file {
            [] => {}
            [n] => return Ok(Above::Row(*n)),
            several => {
                return Err(ambiguous(
                    several.iter().map(|n| format!("{} in line {}", written(&rows[*n]), rows[*n].line)).collect(),
                ));
            }
        }
        let mut paths: Vec<&str> = known
            .codes
            .iter()
            .filter(|((of, _), code)| of == variable && code.name == wanted)
            .map(|((_, path), _)| path.as_str())
            .collect();
        paths.sort_unstable();
        match paths.as_slice() {
            [path] => Ok(Above::Code(path.parse()?)),
            [] => {
                Err(OpError::NotFound { what: "parent code", name: format!("{variable}:{wanted}"), near: Vec::new() })
            }
            several => Err(ambiguous(several.iter().map(|path| (*path).to_owned()).collect())),
        }
    }
}

/// The path as the row writes it, from the top or from the code it names above.
fn written(row: &Row) -> String {
    match &row.parent {
        Some(parent) if row.code.parent().is_none() => format!("{parent}/{}", row.code),
        _ => row.code.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::codebook::CodePatch;

    /// Rows of (code, parent) and where they end up: a path, `ring`, `lost` or the reason.
    fn placed(rows: &[(&str, &str)]) -> Vec<String> {
        let rows: Vec<Row> = (1..)
            .zip(rows)
            .map(|(line, (code, parent))| Row {
                line,
                variable: "theme".to_owned(),
                code: code.parse().expect("a path"),
                parent: (!parent.is_empty()).then(|| parent.parse().expect("a path")),
                fields: CodePatch::default(),
                retired: None,
            })
            .collect();
        let known = Known { variables: HashMap::new(), codes: HashMap::new() };
        let mut problems = Vec::new();
        let placed = place(&rows, &known, &mut problems);
        let of = |n: usize| {
            let path = placed.iter().find(|placed| placed.row == n).map(|placed| placed.path.to_string());
            let why = problems.iter().find(|problem| problem.line == rows[n].line).map(|p| p.error.to_string());
            path.or(why).unwrap_or_else(|| "lost".to_owned())
        };
        (0..rows.len()).map(of).collect()
    }

    #[test]
    fn parents_are_named_by_path_or_by_name_and_may_come_later() {
        assert_eq!(
            placed(&[("丙", "乙"), ("乙", "甲"), ("甲", ""), ("甲/丁", "甲"), ("戊", "甲/乙"), ("甲/乙/己", "乙")]),
            ["甲/乙/丙", "甲/乙", "甲", "甲/丁", "甲/乙/戊", "甲/乙/己"]
        );
        // A whole path beats an own name.
        assert_eq!(placed(&[("甲", ""), ("乙", ""), ("甲/乙", ""), ("丙", "乙")])[3], "乙/丙");
    }

    #[test]
    fn what_has_no_place_is_refused_once() {
        assert_eq!(placed(&[("乙", "甲"), ("丙", "乙")]), ["no parent code `theme:甲`", "lost"]);
        assert_eq!(
            placed(&[("甲", "丙"), ("乙", "甲"), ("丙", "乙"), ("丁", "丙"), ("戊", "戊")]),
            [
                "`甲` cannot stand below itself, under `丙`",
                "`乙` cannot stand below itself, under `甲`",
                "`丙` cannot stand below itself, under `乙`",
                "lost",
                "`戊` cannot stand below itself, under `戊`",
            ]
        );
        assert_eq!(placed(&[("甲/丙", "乙")]), ["the code `甲/丙` does not stand below `乙`"]);
        let twice = placed(&[("甲", ""), ("乙", ""), ("甲/丙", ""), ("乙/丙", ""), ("丁", "丙")]);
        assert_eq!(twice[4], "parent code `丙` could be any of 2");
    }

    #[test]
    fn rings_and_chains_of_any_length_end() {
        let names: Vec<String> = (0..200).map(|n| format!("c{n}")).collect();
        let link = |n: usize| (names[n].as_str(), names[(n + 1) % names.len()].as_str());
        let ring: Vec<_> = (0..names.len()).map(link).collect();
        assert!(placed(&ring).iter().all(|end| end.contains("below itself")));
        let mut chain = ring;
        chain[199].1 = "";
        let ends = placed(&chain);
        assert_eq!(ends[198], "c199/c198");
        assert!(ends[0].contains("more than 64 codes below"));
    }
}
