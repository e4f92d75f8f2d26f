//! What may have been meant by a column or table that is not there.

use pizhu::model::Role;
use pizhu::ops::near;
use pizhu::store::{DictionaryTable, Store, dictionary};

use super::asked::asked;

/// Other words for columns: those of the manual's Chinese, and what people try first. One that stands for
/// several columns stands here several times.
const COLUMNS: &[(&str, &str)] = &[
    ("标题", "title"),
    ("副标题", "subtitle"),
    ("文档", "document"),
    ("文章", "document"),
    ("日期", "published"),
    ("发布日期", "published"),
    ("date", "published"),
    ("媒体", "outlet"),
    ("来源", "outlet"),
    ("作者", "author"),
    ("地区", "region"),
    ("语言", "language"),
    ("段落", "paragraph"),
    ("正文", "text"),
    ("原文", "text"),
    ("内容", "text"),
    ("content", "text"),
    ("陈述", "statement"),
    ("建议", "quote"),
    ("引文", "quote"),
    ("摘要", "summary"),
    ("立场", "stance"),
    ("编码", "code"),
    ("主题", "code"),
    ("变量", "variable"),
    ("行动者", "actor"),
    ("主体", "actor"),
    ("角色", "role"),
    ("机构", "organization"),
    ("职务", "post"),
    ("编码员", "coder"),
    ("备注", "memo"),
    ("note", "memo"),
    ("阅读状态", "state"),
];

/// Other words for what tables hold, without the `v_` and the plural's `s`.
const TABLES: &[(&str, &str)] = &[
    ("项目", "v_document"),
    ("文档", "v_document"),
    ("文章", "v_document"),
    ("article", "v_document"),
    ("段落", "v_paragraph"),
    ("text", "v_paragraph"),
    ("陈述", "v_statement"),
    ("建议", "v_statement"),
    ("proposal", "v_statement"),
    ("编码", "v_code"),
    ("主题", "v_code"),
    ("theme", "v_code"),
    ("theme", "v_statement_code"),
    ("codebook", "v_code"),
    ("行动者", "v_actor"),
    ("organization", "v_actor"),
    ("身份", "v_affiliation"),
    ("关联", "v_link"),
    ("阅读状态", "v_reading"),
    ("备注", "v_memo"),
    ("note", "v_memo"),
];

/// Columns by which two views are joined, the closest tie first.
const TIES: &[&[&str]] = &[
    &["statement_id"],
    &["paragraph_id"],
    &["code_id"],
    &["actor_id"],
    &["document", "paragraph"],
    &["statement"],
    &["document"],
];

/// What to say of a table that is not there.
pub(super) fn about_table(name: &str) -> Option<String> {
    let name = name.rsplit('.').next().unwrap_or(name).trim_matches('"');
    let bare = name.strip_prefix("v_").unwrap_or(name);
    let bare = bare.strip_suffix('s').unwrap_or(bare);
    let known: Vec<&str> = TABLES.iter().filter(|(word, _)| *word == bare).map(|(_, table)| *table).collect();
    if !known.is_empty() {
        return Some(format!("did you mean {}?", known.join(", ")));
    }
    let tables = dictionary();
    did_you_mean(&near(name, tables.iter().map(|table| table.name.as_str())))
}

/// What to say of a column that is not there: where one of that name is, or which may have been meant.
pub(super) fn about_column(name: &str, sql: &str, store: &Store) -> Vec<String> {
    let all = dictionary();
    let (qualifier, typed) = match name.rsplit_once('.') {
        Some((qualifier, column)) => (Some(qualifier.trim_matches('"')), column.trim_matches('"')),
        None => (None, name.trim_matches('"')),
    };
    let named = asked(sql);
    let here: Vec<&DictionaryTable> = named
        .iter()
        .filter(|(_, alias)| qualifier.is_none_or(|qualifier| qualifier.eq_ignore_ascii_case(alias)))
        .filter_map(|(table, _)| all.iter().find(|known| known.name.eq_ignore_ascii_case(table)))
        .collect();
    if let Some(hint) = about_a_word(typed, store) {
        return vec![hint];
    }
    let meant: Vec<&str> = COLUMNS.iter().filter(|(word, _)| *word == typed).map(|(_, column)| *column).collect();
    let in_here = |column: &str| here.iter().any(|table| has(table, column));
    if let Some(column) = meant.iter().find(|column| in_here(column)) {
        return vec![format!("did you mean {column}?")];
    }
    let column = meant.first().copied().unwrap_or(typed);
    let there = elsewhere(&all, &here, column);
    // A column of just that name elsewhere is meant rather than another one here; but not its handle's.
    let close = match there.is_some() && !in_here(&format!("{column}_id")) {
        true => Vec::new(),
        false => near(column, here.iter().flat_map(|table| columns(table))),
    };
    let is_told = there.is_some();
    let mut hints: Vec<String> = did_you_mean(&close).into_iter().chain(there).collect();
    if is_told {
        return hints;
    }
    if hints.is_empty() && let [table] = here.as_slice() {
        let columns: Vec<&str> = columns(table).collect();
        hints.push(format!("no column {typed} in {}; it has {}", table.name, columns.join(", ")));
    }
    if close.is_empty() {
        let views = all.iter().filter(|table| table.is_view && !here.iter().any(|known| known.name == table.name));
        let near = near(column, views.flat_map(columns));
        hints.extend(near.first().and_then(|near| elsewhere(&all, &here, near)));
    }
    hints.push("a text stands between '…'; see the columns with `pizhu schema`".to_owned());
    hints
}

/// What is no column but something one asks for in another way.
fn about_a_word(word: &str, store: &Store) -> Option<String> {
    let variables = store.read(|r| r.variables()).unwrap_or_default();
    if variables.iter().any(|variable| variable.name == word) {
        return Some(format!(
            "{word} is a variable: v_statement_code has statement_id, variable, code; ask WHERE variable = '{word}'"
        ));
    }
    if Role::NAMES.contains(&word) {
        return Some(format!(
            "{word} is a role: v_statement_actor has statement_id, role, actor; ask WHERE role = '{word}'"
        ));
    }
    let characters = match word {
        "year" | "年" | "年份" => 4,
        "month" | "月" | "月份" => 7,
        _ => return None,
    };
    Some(format!("write substr(published, 1, {characters}); v_document and v_statement have published"))
}

/// `v_document has title: JOIN v_document USING (document)`, for the tables asked here.
fn elsewhere(all: &[DictionaryTable], here: &[&DictionaryTable], column: &str) -> Option<String> {
    // Of tables that are no views nearly all have what many have.
    const MOST_TABLES: usize = 3;
    let is_other = |table: &&DictionaryTable| has(table, column) && !here.iter().any(|known| known.name == table.name);
    let (views, tables): (Vec<_>, Vec<_>) = all.iter().filter(is_other).partition(|table| table.is_view);
    let there = if views.is_empty() && tables.len() <= MOST_TABLES { tables } else { views };
    let tie = |table: &DictionaryTable| {
        let from = here.first()?;
        let tie = TIES.iter().find(|tie| tie.iter().all(|column| has(from, column) && has(table, column)))?;
        Some(format!(": JOIN {} USING ({})", table.name, tie.join(", ")))
    };
    let ties: Vec<String> = there.iter().filter_map(|table| tie(table)).collect();
    let how = if let [only] = ties.as_slice() { only.as_str() } else { "" };
    let names: Vec<&str> = there.iter().map(|table| table.name.as_str()).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("{one} has {column}{how}")),
        several => Some(format!("{} have {column}{how}", several.join(", "))),
    }
}

fn columns(table: &DictionaryTable) -> impl Iterator<Item = &str> {
    table.columns.iter().map(|column| column.name.as_str())
}

fn has(table: &DictionaryTable, name: &str) -> bool {
    columns(table).any(|column| column == name)
}

fn did_you_mean(near: &[String]) -> Option<String> {
    (!near.is_empty()).then(|| format!("did you mean {}?", near.join(", ")))
}
