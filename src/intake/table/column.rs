//! Which column of a table means what.

use serde::{Deserialize, Serialize};

use super::column_problem::{ColumnProblem, shown};
use super::field::Field;
use crate::intake::LINE_ENDS;
use crate::model::field::folded;
use crate::text::near;

/// The columns a person named. A field that is not named is found by the usual names of columns; one
/// named with an empty text has no column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMap {
    named: Vec<(Field, String)>,
}

impl ColumnMap {
    /// With `column` as the column of `field`; empty: no column is.
    #[must_use]
    pub fn with(mut self, field: Field, column: impl Into<String>) -> Self {
        self.named.retain(|(other, _)| *other != field);
        self.named.push((field, column.into()));
        self
    }

    /// Whether no column was named.
    pub const fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    fn of(&self, field: Field) -> Option<&str> {
        self.named.iter().find(|(other, _)| *other == field).map(|(_, column)| column.as_str())
    }

    /// What each column of this header is. Names are compared without regard to case, width and
    /// blanks, `_` and `-`; where that leaves two, the one written exactly so is meant.
    ///
    /// # Errors
    /// A named column that is not there, two columns for one field, one column for two, a name that
    /// stands twice, and a table without a column of text.
    pub fn resolve(&self, header: &[String]) -> Result<Columns, ColumnProblem> {
        let plain_header: Vec<String> = header.iter().map(|name| plain(name)).collect();
        let mut fields: [Option<usize>; Field::ALL.len()] = [None; Field::ALL.len()];
        for (field, name) in &self.named {
            if name.trim().is_empty() {
                continue;
            }
            let column = column_named(name, header, &plain_header, *field)?;
            if let Some(other) = Field::ALL.into_iter().find(|other| fields[other.position()] == Some(column)) {
                return Err(ColumnProblem::TwoFields { column: header[column].clone(), fields: (other, *field) });
            }
            fields[field.position()] = Some(column);
        }
        for field in Field::ALL.into_iter().filter(|field| self.of(*field).is_none()) {
            let usual = |n: &usize| field.names().contains(&plain_header[*n].as_str()) && !fields.contains(&Some(*n));
            let found: Vec<usize> = (0..header.len()).filter(usual).collect();
            match *found {
                [] => {}
                [one] => fields[field.position()] = Some(one),
                _ => return Err(ambiguous(field, &found, header)),
            }
        }
        if fields[Field::Text.position()].is_none() {
            return Err(ColumnProblem::NoText { columns: shown(header) });
        }
        let rest = || (0..header.len()).filter(|n| !fields.contains(&Some(*n)));
        let mut attributes: Vec<(usize, String)> = Vec::new();
        for n in rest().filter(|n| !plain_header[*n].is_empty()) {
            let name = one_line(&header[n]);
            if attributes.iter().any(|(_, other)| *other == name) {
                return Err(ColumnProblem::Twice { name });
            }
            attributes.push((n, name));
        }
        let unnamed = rest().filter(|n| plain_header[*n].is_empty()).collect();
        Ok(Columns { fields, attributes, unnamed, width: header.len() })
    }
}

/// What each column of one table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    fields: [Option<usize>; Field::ALL.len()],
    /// Columns that become attributes, with the attribute's name.
    pub(super) attributes: Vec<(usize, String)>,
    /// Columns without a name, which must stay empty.
    pub(super) unnamed: Vec<usize>,
    /// How many columns there are.
    pub(super) width: usize,
}

impl Columns {
    /// The column of a field, from 0.
    pub const fn of(&self, field: Field) -> Option<usize> {
        self.fields[field.position()]
    }
}

/// The column of that name.
fn column_named(name: &str, header: &[String], plain_header: &[String], field: Field) -> Result<usize, ColumnProblem> {
    let wanted = plain(name);
    let alike: Vec<usize> = (0..header.len()).filter(|n| plain_header[*n] == wanted).collect();
    let exact: Vec<usize> = alike.iter().copied().filter(|n| header[*n].trim() == name.trim()).collect();
    match (exact.as_slice(), alike.as_slice()) {
        ([one], _) | ([], [one]) => Ok(*one),
        ([], []) => Err(ColumnProblem::Missing {
            field,
            name: name.to_owned(),
            near: near(name, header.iter().map(String::as_str)),
            columns: shown(header),
        }),
        ([_, ..], _) => Err(ColumnProblem::Twice { name: name.to_owned() }),
        ([], _) => Err(ambiguous(field, &alike, header)),
    }
}

/// Several columns for one field; of one and the same name, if they are.
fn ambiguous(field: Field, found: &[usize], header: &[String]) -> ColumnProblem {
    let mut columns: Vec<String> = found.iter().map(|n| one_line(&header[*n])).collect();
    columns.dedup();
    match columns.pop() {
        Some(name) if columns.is_empty() => ColumnProblem::Twice { name },
        last => ColumnProblem::Ambiguous { field, columns: columns.into_iter().chain(last).collect() },
    }
}

/// A name of a column as names are compared.
fn plain(name: &str) -> String {
    folded(name).replace([' ', '_', '-'], "")
}

/// Whether a column of this name is known to mean something.
pub(super) fn is_usual(name: &str) -> bool {
    let name = plain(name);
    Field::ALL.into_iter().any(|field| field.names().contains(&name.as_str()))
}

/// A name without line ends: headers are often broken to fit their column.
pub(super) fn one_line(text: &str) -> String {
    let ends = |c: char| matches!(c, '\n' | '\r') || LINE_ENDS.contains(&c);
    text.split(ends).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split('|').map(str::to_owned).collect()
    }

    fn resolved(map: &ColumnMap, names: &str) -> Result<String, String> {
        let header = header(names);
        let columns = map.resolve(&header).map_err(|problem| problem.to_string())?;
        let of = |field: Field| columns.of(field).map(|n| format!("{field}={}", header[n]));
        let attributes = columns.attributes.iter().map(|(_, name)| format!("attr {name}"));
        Ok(Field::ALL.into_iter().filter_map(of).chain(attributes).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn the_usual_names_are_known() {
        let map = ColumnMap::default();
        assert_eq!(resolved(&map, "id|Text|Word Count"), Ok("text=Text key=id attr Word Count".into()));
        assert_eq!(
            resolved(&map, "序号|标题|正文|发布日期|来源|作者|省份|网址|文种"),
            Ok("text=正文 key=序号 title=标题 outlet=来源 author=作者 date=发布日期 region=省份 url=网址 attr 文种"
                .into())
        );
        assert_eq!(resolved(&map, " ＴＥＸＴ |Publication_Date"), Ok("text= ＴＥＸＴ  date=Publication_Date".into()));
    }

    #[test]
    fn a_flag_wins_over_the_usual_names() {
        let map = ColumnMap::default().with(Field::Text, "正 文").with(Field::Key, "");
        assert_eq!(resolved(&map, "id|内容|正文"), Ok("text=正文 attr id attr 内容".into()));
        let map = ColumnMap::default().with(Field::Title, "text");
        assert_eq!(resolved(&map, "text|body"), Ok("text=body title=text".into()));
    }

    #[test]
    fn what_is_not_certain_is_asked() {
        let map = ColumnMap::default();
        assert_eq!(resolved(&map, "text|content"), Err("which column is the text: text or content?".into()));
        assert_eq!(
            resolved(&map, "id|主题"),
            Err("no column is known to hold the text; its columns are id, 主题".into())
        );
        assert_eq!(resolved(&map, "text|text"), Err("column `text` is there twice".into()));
        assert_eq!(resolved(&map, "text|a| a"), Err("column `a` is there twice".into()));
        let named = |field, name: &str| ColumnMap::default().with(field, name);
        assert_eq!(
            resolved(&named(Field::Text, "正女"), "标题|正文"),
            Err("it has no column `正女` (did you mean 正文?); its columns are 标题, 正文".into())
        );
        assert_eq!(
            resolved(&named(Field::Text, "a").with(Field::Key, "a"), "a|b"),
            Err("column `a` is named for both text and key".into())
        );
        assert_eq!(resolved(&named(Field::Text, "A"), "a|A|b"), Ok("text=A attr a attr b".into()));
        assert_eq!(resolved(&named(Field::Text, "A_"), "a|A|b"), Err("which column is the text: a or A?".into()));
    }

    #[test]
    fn columns_without_a_name_are_allowed_to_be_there() {
        let columns = ColumnMap::default().resolve(&header("text|| ")).expect("columns");
        assert_eq!(columns.unnamed, [1, 2]);
    }
}
