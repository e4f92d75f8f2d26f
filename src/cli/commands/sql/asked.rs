//! Which tables a question names, and what it calls them: read from its words, since SQLite tells of a
//! wrong column and no more.

/// Words behind which no table is named any more.
const ENDS: &[&str] = &["WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "UNION", "SELECT", "ON", "USING", "WINDOW"];
/// Words that are no names of a table's own.
const NO_ALIAS: &[&str] =
    &["AS", "JOIN", "LEFT", "RIGHT", "FULL", "INNER", "OUTER", "CROSS", "NATURAL", "FROM", "INDEXED", "NOT", "EXCEPT"];

/// Each table behind FROM, JOIN or a comma there, with the name columns of it are called by.
pub(super) fn asked(sql: &str) -> Vec<(String, String)> {
    let words = words(sql);
    let is = |word: &str, among: &[&str]| among.iter().any(|other| word.eq_ignore_ascii_case(other));
    let mut tables = Vec::new();
    let (mut named, mut wanted) = (false, false);
    for (at, word) in words.iter().enumerate() {
        match word.as_str() {
            word if is(word, &["FROM", "JOIN"]) => (named, wanted) = (true, true),
            word if is(word, ENDS) => (named, wanted) = (false, false),
            "," => wanted = named,
            "(" | ")" => wanted = false,
            table if wanted => {
                wanted = false;
                let mut behind = words.get(at + 1..).unwrap_or_default().iter().filter(|word| !is(word, &["AS"]));
                let alias = behind.next().filter(|word| {
                    word.starts_with(|c: char| c.is_alphanumeric() || c == '_') && !is(word, ENDS) && !is(word, NO_ALIAS)
                });
                tables.push((table.to_owned(), alias.map_or(table, String::as_str).to_owned()));
            }
            _ => {}
        }
    }
    tables
}

/// The words and signs, what stands in '…' or behind -- left out.
fn words(sql: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => drop(chars.by_ref().find(|c| *c == '\'')),
            '-' if chars.peek() == Some(&'-') => drop(chars.by_ref().find(|c| *c == '\n')),
            c if c.is_alphanumeric() || c == '_' => {
                let mut word = String::from(c);
                while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                words.push(word);
            }
            c if c.is_whitespace() || c == '"' => {}
            c => words.push(c.to_string()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::asked;

    fn of(sql: &str) -> Vec<String> {
        asked(sql).into_iter().map(|(table, alias)| format!("{table} {alias}")).collect()
    }

    #[test]
    fn tables_stand_behind_from_and_join() {
        assert_eq!(of("SELECT actor FROM v_statement"), ["v_statement v_statement"]);
        assert_eq!(of("select a.b from t a, \"u\" AS x JOIN v USING (a, b) where c = ', w'"), ["t a", "u x", "v v"]);
        assert_eq!(of("SELECT (SELECT 1 FROM t) FROM (SELECT 2 FROM u) x -- FROM y"), ["t t", "u u"]);
        assert_eq!(of("SELECT a FROM t LEFT JOIN u ON t.a = u.a ORDER BY a, b"), ["t t", "u u"]);
        assert!(of("SELECT 'FROM t'").is_empty());
    }
}
