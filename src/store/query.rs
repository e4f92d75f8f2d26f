//! Free questions in SQL: one statement, reading only, bounded in rows, time and memory.
//!
//! They run on a connection of their own that could not write if it tried; see [`guard`].

mod guard;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::types::ValueRef;
use rusqlite::{ErrorCode, Row, Statement};

use self::guard::Refusal;
use super::{Result, Store, StoreError};
use crate::model::Value;

/// Virtual machine steps between two looks at the clock.
const STEPS_BETWEEN_LOOKS: i32 = 1_000;

/// A question in SQL.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// The statement.
    pub sql: String,
    /// Values for its `:name` parameters, without the colon; each parameter needs one.
    pub parameters: Vec<(String, Value)>,
    /// Most rows to give; `None` for all.
    pub limit: Option<usize>,
    /// Longest time SQLite may work on it, time spent by the caller not counted; `None` for ever.
    pub timeout: Option<Duration>,
}

/// What a question gives, as it comes.
#[derive(Debug, Clone, PartialEq)]
pub enum QueryEvent {
    /// The names of the columns: first of all, and once.
    Columns(Vec<String>),
    /// One row, a value per column.
    Row(Vec<Value>),
}

/// How a question ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Rows given.
    pub rows: usize,
    /// Whether the limit kept back more.
    pub more: bool,
}

impl Store {
    /// Asks a question in SQL and hands over the answer row by row. Changes nothing, whatever the
    /// question says, and leaves nothing beside the file: this store's own connection is open before
    /// and closed after the one that asks.
    ///
    /// The question is asked by a thread of its own. SQLite looks at the clock between its own steps,
    /// and one call of a function over megabytes is one step: such a call is not waited for. It ends
    /// by itself, or with the process, and may then leave the (empty) files of the log beside the file.
    ///
    /// # Errors
    /// [`StoreError::NotAQuestion`] for everything but one reading statement, [`StoreError::SqlParameter`]
    /// when values and parameters do not fit, [`StoreError::Sql`] with the place when SQLite finds fault,
    /// [`StoreError::SqlTimeout`], and whatever `each` returns.
    pub fn query<E: From<StoreError>>(
        &self,
        query: &Query,
        mut each: impl FnMut(QueryEvent) -> Result<(), E>,
    ) -> Result<Answer, E> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let (path, question) = (self.path.clone(), query.clone());
        let asking = thread::Builder::new().name("sql".to_owned()).spawn(move || ask(&path, &question, &sender));
        let asking = asking.map_err(|error| StoreError::Disk(error.to_string()))?;
        let mut worked = Duration::ZERO;
        loop {
            let batch = match query.timeout {
                None => receiver.recv().ok(),
                Some(limit) => match receiver.recv_timeout(limit.saturating_sub(worked) + GRACE) {
                    Ok(batch) => Some(batch),
                    Err(RecvTimeoutError::Timeout) => return Err(timed_out(query.timeout).into()),
                    Err(RecvTimeoutError::Disconnected) => None,
                },
            };
            let Some(batch) = batch else { break };
            worked = batch.worked;
            for event in batch.events {
                each(event)?;
            }
        }
        // All batches are here: the thread has nothing left to do but to say how it ended.
        let ended = asking.join().map_err(|_| StoreError::Disk("the question ended without an answer".to_owned()))?;
        Ok(ended?)
    }

    /// The parameters of a question, without the colon, in order; the question is not asked.
    ///
    /// # Errors
    /// As [`Store::query`], but for what shows only when it is asked.
    pub fn query_parameters(&self, sql: &str) -> Result<Vec<String>> {
        let refusal = Refusal::default();
        let conn = guard::open(&self.path, &refusal)?;
        let statement = prepare(&conn, sql, &|error| failure(error, &refusal, None))?;
        let mut names = parameters(&statement)?;
        names.dedup_by(|a, b| a.1 == b.1);
        Ok(names.into_iter().map(|(_, name)| name).collect())
    }
}

/// How long after its time a question is waited for: it should have stopped by itself.
const GRACE: Duration = Duration::from_millis(250);

/// A batch is handed over when it has so many events, or bytes of values, or is so old.
const BATCH_EVENTS: usize = 256;
const BATCH_BYTES: usize = 64 * 1024;
const BATCH_AGE: Duration = Duration::from_millis(20);

/// Rows on their way from the thread that asks.
#[derive(Default)]
struct Batch {
    events: Vec<QueryEvent>,
    /// How long the question has been worked on.
    worked: Duration,
}

/// Asks, and sends what comes. That nobody listens any more ends it.
fn ask(path: &Path, query: &Query, to: &SyncSender<Batch>) -> Result<Answer> {
    let refusal = Refusal::default();
    let watch = Arc::new(Watch::start(query.timeout));
    let mut conn = guard::open(path, &refusal)?;
    let looked = Arc::clone(&watch);
    conn.progress_handler(STEPS_BETWEEN_LOOKS, Some(move || looked.is_over()))?;
    let failed = |error| failure(error, &refusal, query.timeout);

    let mut statement = prepare(&conn, &query.sql, &failed)?;
    bind(&mut statement, &query.parameters)?;
    let mut columns: Option<Vec<String>> = Some(statement.column_names().map(str::to_owned).collect());
    let width = statement.column_count();
    let mut answers = statement.raw_query();
    let mut outbox = Outbox::new(to, &watch);
    let mut rows = 0;
    loop {
        let full = query.limit.is_some_and(|limit| rows >= limit);
        let row = match answers.next() {
            Ok(row) => row,
            // What was asked for is there; that the search for more took too long is no failure.
            Err(error) if full && is_interrupt(&error) => return Ok(outbox.close(Answer { rows, more: true })),
            Err(error) => {
                outbox.flush();
                return Err(failed(error));
            }
        };
        // Only a question that could be answered gets as far as its columns.
        if let Some(columns) = columns.take() {
            outbox.put(QueryEvent::Columns(columns), BATCH_BYTES);
        }
        match row {
            None => return Ok(outbox.close(Answer { rows, more: false })),
            Some(_) if full => return Ok(outbox.close(Answer { rows, more: true })),
            Some(row) => {
                let row = values(row, width).map_err(&failed)?;
                let bytes = row.iter().map(size).sum();
                if !outbox.put(QueryEvent::Row(row), bytes) {
                    return Ok(Answer { rows, more: true });
                }
                rows += 1;
            }
        }
    }
}

/// What waits to be handed over.
struct Outbox<'a> {
    to: &'a SyncSender<Batch>,
    watch: &'a Watch,
    batch: Batch,
    bytes: usize,
    begun: Instant,
}

impl<'a> Outbox<'a> {
    fn new(to: &'a SyncSender<Batch>, watch: &'a Watch) -> Self {
        Self { to, watch, batch: Batch::default(), bytes: 0, begun: Instant::now() }
    }

    /// Adds an event of that size; `false` when nobody listens any more.
    fn put(&mut self, event: QueryEvent, bytes: usize) -> bool {
        if self.batch.events.is_empty() {
            self.begun = Instant::now();
        }
        self.batch.events.push(event);
        self.bytes += bytes;
        let full = self.batch.events.len() >= BATCH_EVENTS || self.bytes >= BATCH_BYTES;
        if full || self.begun.elapsed() >= BATCH_AGE { self.flush() } else { true }
    }

    fn flush(&mut self) -> bool {
        self.bytes = 0;
        let batch = Batch { worked: self.watch.worked(), ..std::mem::take(&mut self.batch) };
        self.watch.outside(|| self.to.send(batch).is_ok())
    }

    fn close(mut self, answer: Answer) -> Answer {
        self.flush();
        answer
    }
}

/// Bytes of a value that count.
fn size(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
        Value::Null | Value::Int(_) | Value::Real(_) => 8,
    }
}

/// The one statement there must be.
fn prepare<'c>(
    conn: &'c rusqlite::Connection,
    sql: &str,
    failed: &impl Fn(rusqlite::Error) -> StoreError,
) -> Result<Statement<'c>> {
    let refuse = |why: &str| Err(StoreError::NotAQuestion(why.to_owned()));
    if sql.contains('\0') {
        return refuse("the query holds a NUL character");
    }
    let mut statements = rusqlite::Batch::new(conn, sql);
    // What it names need not be there for it to be refused.
    let failed = |error| match (failed(error), writing(sql)) {
        (refused @ StoreError::NotAQuestion(_), _) | (refused, None) => refused,
        (_, Some(word)) => StoreError::NotAQuestion(format!("only reading is allowed here: {word} is refused")),
    };
    let Some(statement) = statements.next().map_err(failed)? else {
        return refuse("there is no query");
    };
    // Whatever follows the first statement but comments is one too many, right or wrong.
    if !matches!(statements.next(), Ok(None)) {
        return refuse("there is more than one statement; ask one question at a time");
    }
    if !statement.readonly() {
        return refuse("only reading is allowed here, and this statement writes");
    }
    Ok(statement)
}

/// The places and names of the parameters.
fn parameters(statement: &Statement<'_>) -> Result<Vec<(usize, String)>> {
    let named = |index| {
        let name = statement.parameter_name(index).and_then(|name| name.strip_prefix(':'));
        let unnamed = || StoreError::SqlParameter("a parameter has no name; write it :name".to_owned());
        Ok((index, name.ok_or_else(unnamed)?.to_owned()))
    };
    (1..=statement.parameter_count()).map(named).collect()
}

/// Gives each parameter its value; none is left over on either side.
fn bind(statement: &mut Statement<'_>, given: &[(String, Value)]) -> Result<()> {
    let refuse = |why: String| Err(StoreError::SqlParameter(why));
    let names = parameters(statement)?;
    if let Some((name, _)) = given.iter().find(|(name, _)| !names.iter().any(|(_, known)| known == name)) {
        let known: Vec<String> = names.iter().map(|(_, known)| format!(":{known}")).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return refuse(format!("the query has no parameter :{name}; it has {known}"));
    }
    for (index, name) in names {
        let mut values = given.iter().filter(|(known, _)| *known == name).map(|(_, value)| value);
        let (Some(value), None) = (values.next(), values.next()) else {
            let given = given.iter().filter(|(known, _)| *known == name).count();
            return refuse(format!("parameter :{name} needs one value and got {given}"));
        };
        match value {
            Value::Null => statement.raw_bind_parameter(index, None::<i64>)?,
            Value::Int(number) => statement.raw_bind_parameter(index, number)?,
            Value::Real(number) => statement.raw_bind_parameter(index, number)?,
            Value::Text(text) => statement.raw_bind_parameter(index, text)?,
            Value::Blob(bytes) => statement.raw_bind_parameter(index, bytes)?,
        }
    }
    Ok(())
}

/// The values of a row. What SQLite calls text and is no UTF-8 comes as bytes.
fn values(row: &Row<'_>, width: usize) -> rusqlite::Result<Vec<Value>> {
    (0..width)
        .map(|column| {
            Ok(match row.get_ref(column)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => Value::Int(number),
                ValueRef::Real(number) => Value::Real(number),
                ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                    Ok(text) => Value::Text(text.to_owned()),
                    Err(_) => Value::Blob(bytes.to_vec()),
                },
                ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
            })
        })
        .collect()
}

/// The word a statement that writes begins with.
fn writing(sql: &str) -> Option<&'static str> {
    const WORDS: [&str; 7] = ["ALTER", "CREATE", "DELETE", "DROP", "INSERT", "REPLACE", "UPDATE"];
    let first = sql.split_whitespace().next()?;
    WORDS.into_iter().find(|word| first.eq_ignore_ascii_case(word))
}

/// What SQLite's error means for the one who asked.
fn failure(error: rusqlite::Error, refusal: &Refusal, timeout: Option<Duration>) -> StoreError {
    if let Some(what) = refusal.what() {
        return StoreError::NotAQuestion(format!("only reading is allowed here: {what} is refused"));
    }
    match error {
        rusqlite::Error::SqlInputError { msg, sql, offset, .. } => {
            let before = usize::try_from(offset).ok().and_then(|offset| sql.get(..offset));
            StoreError::Sql { message: msg, offset: before.map(|before| before.chars().count()) }
        }
        error if is_interrupt(&error) => timed_out(timeout),
        rusqlite::Error::SqliteFailure(cause, message) if is_of_the_question(cause.code) => {
            StoreError::Sql { message: message.unwrap_or_else(|| cause.to_string()), offset: None }
        }
        error => error.into(),
    }
}

fn timed_out(limit: Option<Duration>) -> StoreError {
    StoreError::SqlTimeout(u64::try_from(limit.unwrap_or_default().as_millis()).unwrap_or(u64::MAX))
}

/// Whether the question is at fault, not the file or the disk.
const fn is_of_the_question(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::Unknown
            | ErrorCode::TooBig
            | ErrorCode::OutOfMemory
            | ErrorCode::TypeMismatch
            | ErrorCode::AuthorizationForStatementDenied
            | ErrorCode::ReadOnly
    )
}

fn is_interrupt(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted)
}

/// The time SQLite works, without the time the caller takes over the rows.
struct Watch {
    started: Instant,
    outside: AtomicU64,
    limit: Option<Duration>,
}

impl Watch {
    fn start(limit: Option<Duration>) -> Self {
        Self { started: Instant::now(), outside: AtomicU64::new(0), limit }
    }

    /// The time that counts.
    fn worked(&self) -> Duration {
        let outside = Duration::from_nanos(self.outside.load(Ordering::Relaxed));
        self.started.elapsed().saturating_sub(outside)
    }

    fn is_over(&self) -> bool {
        self.limit.is_some_and(|limit| self.worked() > limit)
    }

    /// Runs `other`, the time of which does not count.
    fn outside<T>(&self, other: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let answer = other();
        let nanos = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.outside.fetch_add(nanos, Ordering::Relaxed);
        answer
    }
}
