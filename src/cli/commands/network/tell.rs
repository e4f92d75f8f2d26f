//! Networks in words: what was asked, by which rules, what came of the statements.

use pizhu::analysis::network::{Duplicates, Handling, Normalization, Question, Tally};
use pizhu::model::Role;

use crate::cli::context::{Context, count};

/// Of which statements, in words: those of several coders are added together.
pub(super) fn of_what(filter: String, coders: usize) -> String {
    if coders > 1 { format!("{filter}, by {coders} coders") } else { filter }
}

/// What the network is of.
pub(super) fn heading(question: &Question, filter: &str) -> String {
    let (rows, columns) = (question.rows.name(), question.columns.name());
    let between = if question.rules.one_mode { "by shared" } else { "and" };
    let actors = if is_of_actors(question) { format!(", actors as {}", roles(question).join(" or ")) } else { String::new() };
    format!("network of {rows} {between} {columns}, {filter}{actors}")
}

/// Every rule, for files and machines: `rows=actor; via=theme; …`.
pub(super) fn rules(question: &Question, filter: &str) -> String {
    let rules = &question.rules;
    let columns = if rules.one_mode { "via" } else { "columns" };
    let mut said = vec![format!("rows={}", question.rows.name()), format!("{columns}={}", question.columns.name())];
    if let Some(depth) = question.depth {
        said.push(format!("depth={depth}"));
    }
    if is_of_actors(question) {
        said.push(format!("roles={}", roles(question).join("|")));
    }
    said.push(format!("duplicates={}", rules.duplicates));
    said.push(format!("stance={}", rules.handling));
    if rules.handling != Handling::Ignore {
        said.push(format!("missing-stance={}", rules.missing));
    }
    let above_one = if rules.normalization == Normalization::Jaccard { " (by stance as in DNA, can exceed 1)" } else { "" };
    said.push(format!("normalization={}{above_one}", rules.normalization));
    said.extend(rules.window.map(|window| format!("window={window}")));
    if rules.isolates {
        said.push("isolates".to_owned());
    }
    said.push(format!("statements {filter}"));
    said.join("; ")
}

/// What came of the statements, and what was left out.
pub(super) fn tally(ctx: &mut Context, question: &Question, tally: Tally) {
    let events = |n: usize| count(n, ("event", "events"));
    let statements = count(tally.statements, ("statement", "statements"));
    ctx.ui.note(&format!("{} of {statements} count", tally.counted));
    if tally.duplicates > 0 {
        ctx.ui.note(&format!("{} said the same again", events(tally.duplicates)));
    }
    let Question { rules, .. } = question;
    if tally.without_stance > 0 {
        let as_what = match rules.missing.as_str() {
            "skip" => "left out; count them with --missing-stance for".to_owned(),
            stance => format!("counted as {stance}"),
        };
        ctx.ui.warn(&format!("{} without a stance, {as_what}", events(tally.without_stance)));
    }
    if tally.undated > 0 && rules.duplicates != Duplicates::Include {
        let (n, rule) = (events(tally.undated), rules.duplicates);
        ctx.ui.warn(&format!("{n} without a date as close as the {rule}, compared within their document"));
    }
    if let Some(window) = rules.window.filter(|_| tally.outside > 0) {
        let close = match window.unit {
            Some(_) => "as close as the window, left out".to_owned(),
            None => format!("to the {}, by which windows of statements are in order, left out", window.order()),
        };
        ctx.ui.warn(&format!("{} without a date {close}", events(tally.outside)));
    }
}

fn is_of_actors(question: &Question) -> bool {
    question.rows.is_of_actors() || question.columns.is_of_actors()
}

fn roles(question: &Question) -> Vec<&'static str> {
    let roles = &question.selection.roles;
    let roles = if roles.is_empty() { &[Role::Proposer][..] } else { roles };
    roles.iter().map(|role| role.as_str()).collect()
}
