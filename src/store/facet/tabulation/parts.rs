//! The parts of the SQL of a table: each a question of its own, in the words of the schema.

use super::super::{ActorFacet, Facet, StatementFacet};
use crate::model::{Role, StatementKind};

/// Which statements, and where, and with `more` of them.
pub(super) fn chosen(more: &str, clause: &str) -> String {
    format!(
        "
  SELECT statement.id AS statement_id, statement.paragraph_id, paragraph.document_id,
         statement.start AS first, statement.end AS after, statement.kind, statement.coder_id{more}
    FROM statement
    JOIN paragraph ON paragraph.id = statement.paragraph_id
    JOIN document ON document.id = paragraph.document_id
{clause}"
    )
}

/// The codes of statements, as `codes` says they count.
pub(super) fn of_codes(codes: &str) -> String {
    format!(
        "
  SELECT statement_code.statement_id, statement_code.id, counted.code
    FROM statement_code
    JOIN ({codes}) AS counted ON counted.code_id = statement_code.code_id
"
    )
}

/// Each code of a variable with those it counts as in a tree, which `depth` bounds.
pub(super) fn in_tree(variable: &str, depth: &str) -> String {
    format!(
        "
      SELECT low.code_id, high.code
        FROM v_code AS low
        JOIN v_code AS high ON high.variable_id = low.variable_id
         AND (high.code = low.code OR substr(low.code, 1, length(high.code) + 1) = high.code || '/')
       WHERE low.variable = {variable}{depth}"
    )
}

/// Something of the actors of statements, in these roles or in any.
pub(super) fn of_actors(facet: ActorFacet, roles: &[Role]) -> String {
    let label = match facet {
        ActorFacet::Actor => "actor.name",
        ActorFacet::ActorType => "actor.type",
        ActorFacet::Organization => "organization.name",
        ActorFacet::Role => "statement_actor.role",
    };
    let roles: Vec<String> = roles.iter().map(|role| text(role.as_str())).collect();
    let only = match roles.as_slice() {
        [] => String::new(),
        roles => format!("   WHERE statement_actor.role IN ({})\n", roles.join(", ")),
    };
    format!(
        "
  SELECT statement_actor.statement_id, statement_actor.id, {label}
    FROM statement_actor
    JOIN actor ON actor.id = statement_actor.actor_id
    LEFT JOIN affiliation ON affiliation.id = statement_actor.affiliation_id
    LEFT JOIN actor AS organization ON organization.id = affiliation.organization_id
{only}"
    )
}

/// Something of statements themselves, of their coders or documents.
pub(super) fn of_statements(facet: &Facet) -> String {
    let (label, join) = match facet {
        Facet::Statement(StatementFacet::Kind) => ("chosen.kind".to_owned(), ""),
        Facet::Statement(StatementFacet::Coder) => {
            ("coder.name".to_owned(), "    JOIN coder ON coder.id = chosen.coder_id\n")
        }
        other => (of_document(other), "    JOIN document ON document.id = chosen.document_id\n"),
    };
    format!("\n  SELECT chosen.statement_id, chosen.statement_id, {label}\n    FROM chosen\n{join}")
}

/// Whether a statement stands in a paragraph that one of these readers has read.
pub(super) fn was_read(readers: &str) -> String {
    format!(
        ",
         paragraph.kind <> 'furniture' AND EXISTS (
           SELECT 1 FROM reading WHERE reading.paragraph_id = paragraph.id{readers}) AS was_read"
    )
}

/// Each statement in each of its rows and columns, once, and with `more` of it.
pub(super) fn marks(more: &str, column: &str, join: &str) -> String {
    format!(
        "
  SELECT DISTINCT row_label.label AS row_label, {column} AS column_label, chosen.statement_id,
         chosen.paragraph_id, chosen.document_id, chosen.first, chosen.after{more}
    FROM chosen
    LEFT JOIN row_label ON row_label.statement_id = chosen.statement_id
{join}"
    )
}

/// Each character once, however many statements cover it: of each span what lies behind the ones before.
pub(super) fn covered(list: &str, marks: &str) -> String {
    format!(
        "
  SELECT {list}sum(max(0, after - max(first, ifnull(reached, 0)))) AS n
    FROM (SELECT {list}first, after,
                 max(after) OVER (PARTITION BY {list}paragraph_id ORDER BY first, after, statement_id
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
            FROM {marks})
"
    )
}

/// The cells of all rows and columns, those in which nothing is too.
pub(super) const EVERY_CELL: &str = "
  SELECT row_total.row_label, column_total.column_label, ifnull(full_cell.n, 0) AS n
    FROM row_total
    JOIN column_total
    LEFT JOIN full_cell ON full_cell.row_label IS row_total.row_label
                       AND full_cell.column_label IS column_total.column_label
";

/// What rows and columns are to what is expected: their sizes.
pub(super) const PARTS: [&str; 3] = [
    "row_part AS (SELECT row_label, n FROM row_total)",
    "column_part AS (SELECT column_label, n FROM column_total)",
    "whole AS (SELECT n FROM total)",
];

/// The same where each actor of a statement is in one cell: the sums of the cells.
pub(super) const PAIRED_PARTS: [&str; 3] = [
    "row_part AS (SELECT row_label, sum(n) AS n FROM full_cell GROUP BY row_label)",
    "column_part AS (SELECT column_label, sum(n) AS n FROM full_cell GROUP BY column_label)",
    "whole AS (SELECT sum(n) AS n FROM full_cell)",
];

/// What was read, by the labels of a table that say where a number comes from.
pub(super) fn reach(row: &str, column: &str, coder: &str, readers: &str, clause: &str) -> String {
    format!(
        "
  SELECT row_label, column_label, count(*) AS total, count(*) FILTER (WHERE was_read) AS read,
         ifnull(sum(length(text)) FILTER (WHERE was_read), 0) AS characters
    FROM (SELECT {row} AS row_label, {column} AS column_label, paragraph.text,
                 EXISTS (SELECT 1 FROM reading WHERE reading.paragraph_id = paragraph.id{readers}) AS was_read
            FROM paragraph
            JOIN document ON document.id = paragraph.document_id{coder}
{clause})
   GROUP BY row_label, column_label
"
    )
}

/// What a facet says of a row of `document`.
pub(super) fn of_document(facet: &Facet) -> String {
    match facet {
        Facet::Attribute(name) => format!(
            "(SELECT value FROM attribute WHERE attribute.document_id = document.id AND attribute.name = {})",
            text(name)
        ),
        Facet::Statement(StatementFacet::Document) => "document.key".to_owned(),
        Facet::Statement(StatementFacet::Year) => "substr(document.published, 1, 4)".to_owned(),
        Facet::Statement(StatementFacet::Month) => {
            "CASE WHEN length(document.published) >= 7 THEN substr(document.published, 1, 7) END".to_owned()
        }
        other => format!("document.{}", other.name()),
    }
}

/// The order of a side, what has no label last.
pub(super) fn order(facet: &Facet, side: &str) -> String {
    let label = format!("cell.{side}_label");
    let given = |names: &[&str]| format!("instr({}, ',' || {label} || ',')", text(&format!(",{},", names.join(","))));
    let by = match facet {
        Facet::Code(variable) => {
            let name = text(&variable.name);
            format!("(SELECT sort FROM v_code WHERE variable = {name} AND code = {label})")
        }
        Facet::Actor(ActorFacet::Role) => given(Role::NAMES),
        Facet::Statement(StatementFacet::Kind) => given(StatementKind::NAMES),
        Facet::Statement(StatementFacet::Year | StatementFacet::Month | StatementFacet::Document) => label.clone(),
        facet => {
            debug_assert!(is_by_count(facet));
            format!("{side}_total.n DESC, {label}")
        }
    };
    format!("{label} IS NULL, {by}")
}

/// Whether a side is put in order by its sizes.
pub(super) const fn is_by_count(facet: &Facet) -> bool {
    match facet {
        Facet::Code(_) => false,
        Facet::Actor(facet) => !matches!(facet, ActorFacet::Role),
        Facet::Statement(facet) => !matches!(
            facet,
            StatementFacet::Kind | StatementFacet::Year | StatementFacet::Month | StatementFacet::Document
        ),
        Facet::Attribute(_) => true,
    }
}

/// A text as SQL writes it.
pub(super) fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
