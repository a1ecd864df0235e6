//! What a backup asks of a database: a copy of it at one moment, how many rows it has, and whether it is whole.

use std::collections::BTreeMap;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::SqliteConnection;
use diesel::{Connection as _, QueryableByName, RunQueryDsl, sql_query};

use super::connection::Connection;
use super::{migrate, postgres};
use crate::base::{Error, Result};

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// What stands in a database at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The last migration that was run on it.
    pub schema: String,
    /// How many rows each table has.
    pub rows: BTreeMap<String, i64>,
}

/// Copies the SQLite file at `path` into a new one as it is at one moment, while others read and write.
///
/// # Errors
/// When the file cannot be opened, or there is something at `into` already, or no room for it.
pub fn sqlite_into(path: &Path, into: &Path) -> Result<()> {
    let mut connection = opened(path)?;
    connection.batch_execute("pragma busy_timeout=30000")?;
    sql_query("vacuum into ?").bind::<Text, _>(text(into)?).execute(&mut connection)?;
    Ok(())
}

/// Looks through a SQLite file that nobody else has open: every page, every index, every key; then calls `look` with a
/// connection that reads it.
///
/// # Errors
/// `Internal` with the first thing that is wrong; whatever `look` returns.
pub fn of_sqlite<T>(path: &Path, look: impl FnOnce(&mut Connection<'_>, Content) -> Result<T>) -> Result<T> {
    let mut connection = opened(path)?;
    connection.batch_execute("pragma query_only=on; pragma trusted_schema=off")?;
    let said: Vec<Said> = sql_query("pragma integrity_check(1)").load(&mut connection)?;
    if let Some(said) = said.into_iter().map(|said| said.integrity_check).find(|said| said != "ok") {
        return Err(Error::Internal(format!("the copy is damaged: {said}")));
    }
    migrate::check_keys(&mut connection)?;
    let tables = "select name as word from sqlite_master where type = 'table' and name not like 'sqlite%'";
    let tables: Vec<Word> = sql_query(tables).load(&mut connection)?;
    let mut connection = Connection::Sqlite(&mut connection);
    let content = content(&mut connection, tables)?;
    look(&mut connection, content)
}

/// Sets a restored SQLite file to write ahead, as servers expect it.
///
/// # Errors
/// When it cannot be opened or written.
pub fn log_ahead(path: &Path) -> Result<()> {
    opened(path)?.batch_execute("pragma journal_mode=wal").map_err(Into::into)
}

fn opened(path: &Path) -> Result<SqliteConnection> {
    SqliteConnection::establish(&text(path)?)
        .map_err(|error| Error::Internal(format!("{}: {error}", path.display())))
}

fn text(path: &Path) -> Result<String> {
    let text = path.to_str().map(str::to_owned);
    text.ok_or_else(|| Error::Internal(format!("{}: the path is no text", path.display())))
}

/// A moment of a PostgreSQL database: while `look` runs, other connections can see the same by the name of its snapshot.
pub struct Moment {
    /// What `pg_dump --snapshot` takes.
    pub snapshot: String,
    /// Where the tables are.
    pub namespace: String,
    pub content: Content,
}

/// Holds one moment of the PostgreSQL database at `url` while `look` runs.
///
/// # Errors
/// When the database cannot be reached or asked; whatever `look` returns.
pub fn of_postgres<T>(url: &str, look: impl FnOnce(&mut Connection<'_>, Moment) -> Result<T>) -> Result<T> {
    let mut connection = postgres::connect(url)?;
    connection.build_transaction().repeatable_read().read_only().run(|connection| {
        let snapshot = word(connection, "select pg_export_snapshot() as word")?;
        let namespace = word(connection, "select current_schema()::text as word")?;
        let tables = "select tablename::text as word from pg_tables where schemaname = current_schema()";
        let tables: Vec<Word> = sql_query(tables).load(connection)?;
        let mut connection = Connection::Postgres(connection);
        let content = content(&mut connection, tables)?;
        look(&mut connection, Moment { snapshot, namespace, content })
    })
}

fn word(connection: &mut PgConnection, query: &str) -> Result<String> {
    let Word { word } = sql_query(query).get_result(connection)?;
    Ok(word)
}

fn content(connection: &mut Connection<'_>, tables: Vec<Word>) -> Result<Content> {
    let mut rows = BTreeMap::new();
    for Word { word: table } in tables {
        // The names come from the database's own list of its tables.
        let query = || sql_query(format!("select count(*) as count from \"{table}\""));
        let counts: Vec<Count> = connection.load_either(query, query)?;
        rows.insert(table.clone(), counts.first().map_or(0, |counted| counted.count));
    }
    let query = || sql_query("select max(version) as word from __diesel_schema_migrations");
    let last: Vec<Word> = connection.load_either(query, query)?;
    Ok(Content { schema: last.into_iter().map(|last| last.word).next().unwrap_or_default(), rows })
}
