//! The connection for free questions. Each of these would do alone for most attempts; together they
//! hold when one fails: a file opened for reading, settings against tricks of the schema, limits
//! against bombs, and an authorizer that knows what reading is.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::store::profile::{BUSY_TIMEOUT_MS, verify};
use crate::store::{Result, StoreError};

/// Memory SQLite may take for one question: enough to sort a million paragraphs.
const MAX_MEMORY: i64 = 1 << 30;

/// The bounds of one question; what is not named here keeps SQLite's own bound.
const LIMITS: [(Limit, i32); 8] = [
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    (Limit::SQLITE_LIMIT_LENGTH, 10_000_000),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
    // Also the bound of tables a question reads, those inside views and parts of WITH counted each time.
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 400),
    (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 50),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
    (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
];

/// Functions that reach outside the database or only serve to fill memory.
const FORBIDDEN_FUNCTIONS: [&str; 7] =
    ["load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "zeroblob", "randomblob"];

/// Pragmas that describe the schema and may have an argument: `SELECT … FROM pragma_table_info('t')`.
const DESCRIBING_PRAGMAS: [&str; 9] = [
    "database_list",
    "foreign_key_list",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "table_info",
    "table_list",
    "table_xinfo",
];

/// Pragmas that tell a number, and with an argument would set it.
const TELLING_PRAGMAS: [&str; 4] = ["max_page_count", "page_count", "page_size", "schema_version"];

/// What the authorizer refused first, in words.
#[derive(Debug, Clone, Default)]
pub(super) struct Refusal(Arc<OnceLock<String>>);

impl Refusal {
    /// What was refused; `None` if nothing was.
    pub(super) fn what(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }
}

/// Opens the project at `path` for one question.
pub(super) fn open(path: &Path, refusal: &Refusal) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(std::time::Duration::from_millis(BUSY_TIMEOUT_MS))?;
    for (option, wanted) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        verify(conn.set_db_config(option, wanted)? == wanted, "db_config")?;
    }
    for (pragma, value) in [
        ("query_only", 1),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("temp_store", 2),
        ("hard_heap_limit", MAX_MEMORY),
    ] {
        conn.pragma_update(None, pragma, value)?;
        let set: i64 = conn.pragma_query_value(None, pragma, |row| row.get(0))?;
        verify(set == value, pragma)?;
    }
    for (limit, value) in LIMITS {
        conn.set_limit(limit, value)?;
        verify(conn.limit(limit)? == value, "limit")?;
    }
    verify(conn.is_readonly("main")?, "read-only")?;
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    // Of a number only, and of none below zero, as everywhere.
    conn.create_scalar_function("sqrt", 1, pure, |context| {
        let number = match context.get_raw(0) {
            ValueRef::Integer(number) => Some(number as f64),
            ValueRef::Real(number) => Some(number),
            _ => None,
        };
        Ok(number.filter(|number| *number >= 0.0).map(f64::sqrt))
    })?;
    let first = Arc::clone(&refusal.0);
    conn.authorizer(Some(move |context: AuthContext<'_>| match forbidden(&context.action) {
        None => Authorization::Allow,
        Some(what) => {
            first.get_or_init(|| what);
            Authorization::Deny
        }
    }))
    .map_err(StoreError::from)?;
    Ok(conn)
}

/// What makes an action more than reading, in words; `None` for reading.
fn forbidden(action: &AuthAction<'_>) -> Option<String> {
    let is_one_of = |names: &[&str], name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    Some(match action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => return None,
        AuthAction::Function { function_name } if is_one_of(&FORBIDDEN_FUNCTIONS, function_name) => {
            format!("the function {function_name}")
        }
        AuthAction::Function { .. } => return None,
        AuthAction::Pragma { pragma_name, .. } if is_one_of(&DESCRIBING_PRAGMAS, pragma_name) => return None,
        AuthAction::Pragma { pragma_name, pragma_value: None } if is_one_of(&TELLING_PRAGMAS, pragma_name) => {
            return None;
        }
        AuthAction::Pragma { pragma_name, .. } => format!("PRAGMA {pragma_name}"),
        AuthAction::Insert { table_name }
        | AuthAction::Update { table_name, .. }
        | AuthAction::Delete { table_name }
            if !table_name.starts_with("sqlite_") =>
        {
            format!("changing {table_name}")
        }
        AuthAction::Attach { .. } => "ATTACH".to_owned(),
        AuthAction::Detach { .. } => "DETACH".to_owned(),
        AuthAction::Transaction { .. } => "a transaction".to_owned(),
        AuthAction::Savepoint { .. } => "a savepoint".to_owned(),
        AuthAction::Analyze { .. } => "ANALYZE".to_owned(),
        AuthAction::Reindex { .. } => "REINDEX".to_owned(),
        _ => "changing the schema".to_owned(),
    })
}
