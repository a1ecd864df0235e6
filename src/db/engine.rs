//! The engine: where reads and writes run.

use std::sync::Arc;
use std::time::Duration;

use diesel::Connection as _;
use diesel::pg::PgConnection;
use diesel::r2d2::Pool;
use diesel::sqlite::SqliteConnection;

use super::connection::Connection;
use super::pool::Manager;
use super::writer::{self, Writer};
use super::{migrate, postgres};
use crate::base::{Error, Result};

/// Where the database is and how much of it to use.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// Connections that only read.
    pub readers: u32,
    /// Connections that write to PostgreSQL; 4 to 8 measured best.
    pub writers: u32,
    /// Commands that may wait for the writer of SQLite before the answer is 503.
    pub queue: usize,
    /// Whether a commit waits for the disk; only tests say no.
    pub durable: bool,
    /// Whether migrations are run at start.
    pub migrate: bool,
}

impl Settings {
    /// The usual settings for a database.
    #[must_use]
    pub fn of(url: &str) -> Self {
        Self { url: url.to_owned(), readers: 4, writers: 6, queue: 1024, durable: true, migrate: true }
    }
}

enum Kind {
    Sqlite { writer: Writer, readers: Pool<Manager<SqliteConnection>> },
    Postgres { writers: Pool<Manager<PgConnection>>, readers: Pool<Manager<PgConnection>> },
}

/// An open database of either kind.
#[derive(Clone)]
pub struct Engine(Arc<Kind>);

const SQLITE_READER: &str = "pragma query_only=on; pragma busy_timeout=5000; pragma trusted_schema=off;
    pragma cache_size=-16000; pragma mmap_size=268435456;";
/// What a connection to PostgreSQL is told first: nobody waits longer than the answer to a request may take, and a
/// command whose server died lets go of its locks.
const POSTGRES: &str = "set statement_timeout = '10s'; set lock_timeout = '8s';
    set idle_in_transaction_session_timeout = '30s'";

impl Engine {
    /// Opens the database, bringing its schema up to date first.
    ///
    /// # Errors
    /// When the URL is neither kind, the database cannot be reached, or a migration fails.
    pub fn open(settings: &Settings) -> Result<Self> {
        if let Some(path) = settings.url.strip_prefix("sqlite:") {
            Self::sqlite(path, settings)
        } else if settings.url.starts_with("postgres://") || settings.url.starts_with("postgresql://") {
            Self::postgres(settings)
        } else {
            Err(Error::Internal("a database is written sqlite:PATH or postgres://…".into()))
        }
    }

    fn sqlite(path: &str, settings: &Settings) -> Result<Self> {
        if settings.migrate {
            migrate::sqlite(path)?;
        }
        let synchronous = if settings.durable { "full" } else { "off" };
        let pragmas = format!(
            "pragma journal_mode=wal; pragma synchronous={synchronous}; pragma foreign_keys=on;
             pragma busy_timeout=5000; pragma wal_autocheckpoint=16384; pragma trusted_schema=off;
             pragma secure_delete=on; pragma cache_size=-32000; pragma temp_store=memory;"
        );
        let writer =
            Writer::start(writer::open(path, &pragmas)?, writer::open(path, &pragmas)?, settings.queue)?;
        let readers = Pool::builder()
            .max_size(settings.readers)
            .min_idle(Some(1))
            .connection_timeout(Duration::from_secs(5))
            .build(Manager::new(path, SQLITE_READER))
            .map_err(|_| Error::Busy { after: 5 })?;
        Ok(Self(Arc::new(Kind::Sqlite { writer, readers })))
    }

    fn postgres(settings: &Settings) -> Result<Self> {
        // Asked once by itself, so that an address that cannot be reached is said at once.
        postgres::connect(&settings.url)?;
        if settings.migrate {
            migrate::postgres(&settings.url)?;
        }
        let pool = |size| {
            Pool::builder().max_size(size).min_idle(Some(1)).connection_timeout(Duration::from_secs(5))
        };
        let unreachable = |_| Error::Busy { after: 5 };
        let writers =
            pool(settings.writers).build(Manager::new(&settings.url, POSTGRES)).map_err(unreachable)?;
        let readers = pool(settings.readers)
            .build(Manager::new(&settings.url, format!("{POSTGRES}; set default_transaction_read_only = on")))
            .map_err(unreachable)?;
        Ok(Self(Arc::new(Kind::Postgres { writers, readers })))
    }

    /// Which engine it is: `sqlite` or `postgres`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match *self.0 {
            Kind::Sqlite { .. } => "sqlite",
            Kind::Postgres { .. } => "postgres",
        }
    }

    /// Runs `command` in one writing transaction and answers after the commit; any error undoes all of it.
    ///
    /// # Errors
    /// The command's own, or `Busy` when the database cannot take it now.
    pub async fn write<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Connection<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        match &*self.0 {
            Kind::Sqlite { writer, .. } => {
                writer.submit(command)?.await.unwrap_or(Err(Error::Busy { after: 5 }))
            }
            Kind::Postgres { .. } => {
                self.clone()
                    .blocking(move |kind| match kind {
                        Kind::Postgres { writers, .. } => {
                            writers.get().map_err(|_| Error::Busy { after: 1 })?.work(|connection| {
                                connection
                                    .transaction(|connection| command(&mut Connection::Postgres(connection)))
                            })
                        }
                        Kind::Sqlite { .. } => Err(Error::Internal("the engine changed".into())),
                    })
                    .await
            }
        }
    }

    /// Runs `query` on a reading connection.
    ///
    /// # Errors
    /// The query's own, or `Busy` when no connection is free within five seconds.
    pub async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Connection<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.clone()
            .blocking(move |kind| match kind {
                Kind::Sqlite { readers, .. } => {
                    let mut connection = readers.get().map_err(|_| Error::Busy { after: 1 })?;
                    // One snapshot for all statements of a read.
                    connection.work(|connection| {
                        connection.transaction(|connection| query(&mut Connection::Sqlite(connection)))
                    })
                }
                Kind::Postgres { readers, .. } => {
                    // No transaction around it: at READ COMMITTED that adds two trips to the server and no snapshot.
                    let mut connection = readers.get().map_err(|_| Error::Busy { after: 1 })?;
                    connection.work(|connection| query(&mut Connection::Postgres(connection)))
                }
            })
            .await
    }

    async fn blocking<T: Send + 'static>(
        self,
        work: impl FnOnce(&Kind) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        tokio::task::spawn_blocking(move || work(&self.0))
            .await
            .unwrap_or_else(|_| Err(Error::Internal("a command panicked".into())))
    }
}
