//! What a query must be to run on both engines.

use diesel::RunQueryDsl;
use diesel::pg::{Pg, PgConnection};
use diesel::query_builder::{QueryFragment, QueryId};
use diesel::query_dsl::methods::{ExecuteDsl, LoadQuery};
use diesel::sqlite::{Sqlite, SqliteConnection};

/// A query for rows of type `R` that both engines can answer.
pub trait Ask<'q, R>:
    LoadQuery<'q, SqliteConnection, R>
    + LoadQuery<'q, PgConnection, R>
    + RunQueryDsl<SqliteConnection>
    + RunQueryDsl<PgConnection>
{
}
impl<'q, R, Q> Ask<'q, R> for Q where
    Q: LoadQuery<'q, SqliteConnection, R>
        + LoadQuery<'q, PgConnection, R>
        + RunQueryDsl<SqliteConnection>
        + RunQueryDsl<PgConnection>
{
}

/// A statement that both engines can execute.
pub trait Command: ExecuteDsl<SqliteConnection, Sqlite> + ExecuteDsl<PgConnection, Pg> {}
impl<S> Command for S where S: ExecuteDsl<SqliteConnection, Sqlite> + ExecuteDsl<PgConnection, Pg> {}

/// Text and binds that both engines can write: what [`Kept`](super::Kept) wraps.
pub trait Portable: QueryFragment<Sqlite> + QueryFragment<Pg> + QueryId {}
impl<Q> Portable for Q where Q: QueryFragment<Sqlite> + QueryFragment<Pg> + QueryId {}
