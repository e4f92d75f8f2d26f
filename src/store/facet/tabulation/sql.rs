//! A table as one statement of SQL that gives the same numbers, for people who want to see what is
//! counted or to count it elsewhere. It is not how tables are counted here, which is faster; tests
//! compare the two.

use super::super::{Facet, Tree, Unit};
use super::parts::{self, EVERY_CELL, PAIRED_PARTS, PARTS, text};
use super::{Figure, Tabulation};
use crate::store::search::Question;

impl Figure {
    fn sql(self) -> String {
        const EXPECTED: &str = "1.0 * row_part.n * column_part.n / whole.n";
        match self {
            Self::Share => "1.0 * cell.n / total.n".to_owned(),
            Self::RowShare => "1.0 * cell.n / row_total.n".to_owned(),
            Self::ColumnShare => "1.0 * cell.n / column_total.n".to_owned(),
            Self::PerThousand => "1000.0 * ifnull(rated.n, 0) / nullif(reach.characters, 0)".to_owned(),
            Self::Expected => EXPECTED.to_owned(),
            Self::Residual => format!("(cell.n - {EXPECTED}) / sqrt({EXPECTED})"),
            Self::Adjusted => format!(
                "(cell.n - {EXPECTED})\n         / sqrt({EXPECTED} * (1 - 1.0 * row_part.n / whole.n) * (1 - 1.0 * column_part.n / whole.n))"
            ),
        }
    }
}

impl Tabulation {
    /// The statement of SQL that gives the same listing.
    pub fn sql(&self) -> String {
        let mut clause = self.selection.statements().literal_clause();
        if !clause.is_empty() {
            clause.push('\n');
        }
        let was_read =
            if self.tells_rates() { parts::was_read(&self.readers("statement.coder_id")) } else { String::new() };
        let mut given = vec![
            format!("chosen AS ({})", parts::chosen(&was_read, &clause)),
            format!("row_label (statement_id, member, label) AS ({})", self.labels(&self.rows)),
        ];
        if let Some(columns) = &self.columns {
            given.push(format!("column_label (statement_id, member, label) AS ({})", self.labels(columns)));
        }
        given.push(format!("mark AS ({})", self.marks()));
        let full = if self.tells_empty_cells() { "full_cell" } else { "cell" };
        given.push(format!("{full} AS ({})", self.counted(&["row_label", "column_label"], "mark")));
        for (name, label) in self.totals() {
            given.push(format!("{name} AS ({})", self.counted(label.as_slice(), "mark")));
        }
        if self.tells_empty_cells() {
            given.push(format!("cell AS ({EVERY_CELL})"));
            given.extend(if self.is_paired() { PAIRED_PARTS } else { PARTS }.map(str::to_owned));
        }
        if self.tells_reach() {
            given.push(format!("reach AS ({})", self.reach()));
        }
        if self.tells_rates() {
            let rated = self.counted(&["row_label", "column_label"], "mark WHERE was_read");
            given.push(format!("rated AS ({rated})"));
        }
        format!("WITH\n{}\n{}\n", given.join(",\n"), self.listing())
    }

    /// The labels of a facet, by statement and member.
    fn labels(&self, facet: &Facet) -> String {
        match facet {
            Facet::Code(variable) => parts::of_codes(&self.codes(&text(&variable.name))),
            Facet::Actor(facet) => parts::of_actors(*facet, &self.selection.roles),
            other => parts::of_statements(other),
        }
    }

    /// Each code with what it counts as.
    fn codes(&self, variable: &str) -> String {
        let depth = match self.tree {
            Tree { depth: None, roll_up: false } => {
                return format!("SELECT code_id, code FROM v_code WHERE variable = {variable}");
            }
            Tree { depth: None, roll_up: true } => String::new(),
            Tree { depth: Some(depth), roll_up: false } => format!(" AND high.depth = min(low.depth, {depth})"),
            Tree { depth: Some(depth), roll_up: true } => format!(" AND high.depth <= {depth}"),
        };
        parts::in_tree(variable, &depth)
    }

    fn marks(&self) -> String {
        let more = if self.tells_rates() { ", chosen.was_read" } else { "" };
        if self.columns.is_none() {
            return parts::marks(more, "NULL", "");
        }
        let paired = if self.is_paired() { " AND column_label.member = row_label.member" } else { "" };
        let join = format!("    LEFT JOIN column_label ON column_label.statement_id = chosen.statement_id{paired}\n");
        parts::marks(more, "column_label.label", &join)
    }

    /// How many of the unit there are for each of these labels, in these marks.
    fn counted(&self, by: &[&str], marks: &str) -> String {
        let (list, group) = match by {
            [] => (String::new(), String::new()),
            by => (format!("{}, ", by.join(", ")), format!("   GROUP BY {}\n", by.join(", "))),
        };
        match self.unit {
            Unit::Characters => parts::covered(&list, marks) + &group,
            unit => format!("\n  SELECT {list}count(DISTINCT mark.{unit}_id) AS n\n    FROM {marks}\n{group}"),
        }
    }

    /// The totals that are needed: how they are called, and what they are by.
    fn totals(&self) -> Vec<(&'static str, Option<&'static str>)> {
        let expected = self.tells_empty_cells();
        let asked = |figure| self.figures.contains(&figure);
        let by_count = |facet: Option<&Facet>| facet.is_some_and(parts::is_by_count);
        let mut totals = Vec::new();
        if expected || asked(Figure::RowShare) || by_count(Some(&self.rows)) {
            totals.push(("row_total", Some("row_label")));
        }
        if expected || asked(Figure::ColumnShare) || by_count(self.columns.as_ref()) {
            totals.push(("column_total", Some("column_label")));
        }
        if expected && !self.is_paired() || asked(Figure::Share) {
            totals.push(("total", None));
        }
        totals
    }

    fn reach(&self) -> String {
        let mut paragraphs = Question::default();
        self.selection.on_paragraphs(&mut paragraphs);
        paragraphs.fixed("paragraph.kind <> 'furniture'");
        let sides = [Some(&self.rows), self.columns.as_ref()];
        let [row, column] = sides.map(|side| match side {
            Some(facet) if facet.is_of_documents() => parts::of_document(facet),
            Some(facet) if facet.is_coder() => "coder.name".to_owned(),
            _ => "NULL".to_owned(),
        });
        let coder = if self.is_by_coder() { "\n            JOIN coder" } else { "" };
        parts::reach(&row, &column, coder, &self.readers("coder.id"), &paragraphs.literal_clause())
    }

    /// Whose reading counts: where coders are told apart, that of the one at hand.
    fn readers(&self, own: &str) -> String {
        let mut readers = String::new();
        if self.is_by_coder() {
            readers.push_str(&format!(" AND reading.coder_id = {own}"));
        }
        if !self.selection.coders.is_empty() {
            let ids: Vec<String> = self.selection.coders.iter().map(|coder| coder.0.to_string()).collect();
            readers.push_str(&format!(" AND reading.coder_id IN ({})", ids.join(", ")));
        }
        readers
    }

    fn tells_rates(&self) -> bool {
        self.figures.contains(&Figure::PerThousand)
    }

    fn listing(&self) -> String {
        let none = text(Self::NONE);
        let mut values = vec![format!("ifnull(cell.row_label, {none})")];
        if self.columns.is_some() {
            values.push(format!("ifnull(cell.column_label, {none})"));
        }
        values.push("cell.n".to_owned());
        values.extend(self.figures.iter().map(|figure| figure.sql()));
        if self.tells_reach() {
            values.extend(["ifnull(reach.read, 0)", "ifnull(reach.total, 0)"].map(str::to_owned));
        }
        if self.figures.contains(&Figure::PerThousand) {
            values.push("ifnull(reach.characters, 0)".to_owned());
        }
        let named = values.iter().zip(self.header());
        let list: Vec<String> =
            named.map(|(value, name)| format!("{value} AS \"{}\"", name.replace('"', "\"\""))).collect();
        let mut sql = format!("SELECT {}\n  FROM cell\n", list.join(",\n       "));
        let on = |name: &str, label: &str| format!("  JOIN {name} ON {name}.{label} IS cell.{label}\n");
        for (name, label) in self.totals() {
            sql.push_str(&label.map_or_else(|| format!("  JOIN {name}\n"), |label| on(name, label)));
        }
        if self.tells_empty_cells() {
            sql.push_str(&(on("row_part", "row_label") + &on("column_part", "column_label") + "  JOIN whole\n"));
        }
        if self.tells_reach() {
            let on = |side: Option<&Facet>, label: &str| match side {
                Some(facet) if facet.is_of_documents() || facet.is_coder() => format!("reach.{label} IS cell.{label}"),
                _ => format!("reach.{label} IS NULL"),
            };
            let (row, column) = (on(Some(&self.rows), "row_label"), on(self.columns.as_ref(), "column_label"));
            sql.push_str(&format!("  LEFT JOIN reach ON {row} AND {column}\n"));
        }
        if self.tells_rates() {
            let on = "rated.row_label IS cell.row_label AND rated.column_label IS cell.column_label";
            sql.push_str(&format!("  LEFT JOIN rated ON {on}\n"));
        }
        let mut order = vec![parts::order(&self.rows, "row")];
        order.extend(self.columns.as_ref().map(|facet| parts::order(facet, "column")));
        format!("{sql} ORDER BY {};", order.join(",\n          "))
    }
}
