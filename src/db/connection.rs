//! One connection of either engine, borrowed for the length of a transaction.

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::query_dsl::methods::{ExecuteDsl, LoadQuery};
use diesel::sqlite::SqliteConnection;

use super::query::{Ask, Command};
use crate::base::Result;

/// A borrowed connection; its methods choose the engine once.
pub enum Connection<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Connection<'_> {
    /// The rows of a query.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn load<'q, R, Q: Ask<'q, R>>(&mut self, query: Q) -> Result<Vec<R>> {
        Ok(match self {
            Self::Sqlite(connection) => RunQueryDsl::<SqliteConnection>::load(query, connection)?,
            Self::Postgres(connection) => RunQueryDsl::<PgConnection>::load(query, connection)?,
        })
    }

    /// The rows of a query whose shape is chosen at run time, written once for each engine by `filtered!`.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn load_either<'q, R, S, P>(
        &mut self,
        sqlite: impl FnOnce() -> S,
        postgres: impl FnOnce() -> P,
    ) -> Result<Vec<R>>
    where
        S: LoadQuery<'q, SqliteConnection, R> + RunQueryDsl<SqliteConnection>,
        P: LoadQuery<'q, PgConnection, R> + RunQueryDsl<PgConnection>,
    {
        Ok(match self {
            Self::Sqlite(connection) => RunQueryDsl::<SqliteConnection>::load(sqlite(), connection)?,
            Self::Postgres(connection) => RunQueryDsl::<PgConnection>::load(postgres(), connection)?,
        })
    }

    /// Executes a statement and counts the rows it changed.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn execute<S: Command>(&mut self, statement: S) -> Result<usize> {
        Ok(match self {
            Self::Sqlite(connection) => ExecuteDsl::<SqliteConnection>::execute(statement, connection)?,
            Self::Postgres(connection) => ExecuteDsl::<PgConnection>::execute(statement, connection)?,
        })
    }

    /// Executes plain SQL, possibly several statements.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn batch(&mut self, sql: &str) -> Result<()> {
        match self {
            Self::Sqlite(connection) => connection.batch_execute(sql)?,
            Self::Postgres(connection) => connection.batch_execute(sql)?,
        }
        Ok(())
    }
}
