//! The engine: where reads and writes run.

use std::sync::Arc;
use std::time::Duration;

use diesel::Connection as _;
use diesel::pg::PgConnection;
use diesel::r2d2::Pool;
use diesel::sqlite::SqliteConnection;

use super::connection::Connection;
use super::place::{GONE, Place};
use super::pool::{self, Manager};
use super::writer::{self, Writer};
use super::{fault, migrate, postgres, roles};
use crate::base::{Error, Result};

/// Where the database is and how much of it to use.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// The same PostgreSQL database as the owner of its tables, where the role in `url` is another.
    pub owner: Option<String>,
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
    /// How long PostgreSQL is waited for at start.
    pub patience: Duration,
    /// Whether the database may be a new one: not where the server has had one before.
    pub begins: bool,
}

impl Settings {
    /// The usual settings for a database.
    #[must_use]
    pub fn of(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            owner: None,
            readers: 4,
            writers: 6,
            queue: 1024,
            durable: true,
            migrate: true,
            patience: Duration::ZERO,
            begins: true,
        }
    }
}

const MISSING: &str = "the secret of this server is there, but its database is missing or empty: check the setting \
    database, bring the database back from its backup, or begin with an empty one by --new-database";

impl Settings {
    /// The database as who may change its tables.
    fn owned(&self) -> &str {
        self.owner.as_deref().unwrap_or(&self.url)
    }

    fn may_begin(&self) -> Result<()> {
        if !self.begins && migrate::is_nothing(self.owned())? {
            return Err(Error::Internal(MISSING.into()));
        }
        Ok(())
    }
}

enum Kind {
    Sqlite { writer: Writer, readers: Pool<Manager<SqliteConnection>>, place: Place },
    Postgres { writers: Pool<Manager<PgConnection>>, readers: Pool<Manager<PgConnection>> },
}

/// How busy a database is.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Connections that read: in use, and at most.
    pub readers: (u32, u32),
    /// Connections that write to PostgreSQL: in use, and at most.
    pub writers: Option<(u32, u32)>,
    /// Commands that wait for the writer of SQLite.
    pub queue: Option<usize>,
    /// Bytes of SQLite's log that are not in its file yet.
    pub log: Option<u64>,
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
        settings.may_begin()?;
        if settings.migrate {
            migrate::sqlite(path)?;
        }
        let synchronous = if settings.durable { "full" } else { "off" };
        // The log is cut back to 64 MB when it begins anew, and emptied when nobody writes.
        let pragmas = format!(
            "pragma busy_timeout=5000; pragma journal_mode=wal; pragma synchronous={synchronous};
             pragma foreign_keys=on; pragma wal_autocheckpoint=16384; pragma journal_size_limit=67108864;
             pragma trusted_schema=off; pragma secure_delete=on; pragma cache_size=-32000;
             pragma temp_store=memory;"
        );
        let connection = writer::open(path, &pragmas)?;
        let place = Place::of(path)?;
        // Whoever empties the log holds up the writer while it waits for readers, so it does not wait long.
        let checkpointer = writer::open(path, &format!("{pragmas} pragma busy_timeout=50;"))?;
        let writer = Writer::start(connection, checkpointer, &place, settings.queue)?;
        let readers = pool::open(settings.readers, Manager::new(path, SQLITE_READER))?;
        Ok(Self(Arc::new(Kind::Sqlite { writer, readers, place })))
    }

    fn postgres(settings: &Settings) -> Result<Self> {
        // Asked once by itself, so that an address that cannot be reached is said in libpq's own words.
        postgres::wait_for(&settings.url, settings.patience)?;
        settings.may_begin()?;
        if settings.migrate {
            let role = settings.owner.as_ref().map(|_| roles::of(&settings.url)).transpose()?;
            migrate::postgres(settings.owned(), role.as_deref())?;
        }
        let writing = format!("{POSTGRES}; {}", fault::ENGLISH);
        let reading = format!("{writing}; set default_transaction_read_only = on");
        let writers = pool::open(settings.writers, Manager::new(&settings.url, writing))?;
        let readers = pool::open(settings.readers, Manager::new(&settings.url, reading))?;
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
            Kind::Sqlite { writer, .. } => writer.submit(command)?.await.unwrap_or(Err(writer::STOPPED)),
            Kind::Postgres { .. } => {
                self.clone()
                    .blocking(move |kind| match kind {
                        Kind::Postgres { writers, .. } => pool::lend(writers)?.work(|connection| {
                            connection
                                .transaction(|connection| command(&mut Connection::Postgres(connection)))
                        }),
                        Kind::Sqlite { .. } => Err(Error::Internal("the engine changed".into())),
                    })
                    .await
            }
        }
    }

    /// Runs `query` on a reading connection. On PostgreSQL each of its statements sees what is committed by then:
    /// where several must agree with each other, ask for a [`snapshot`](Self::snapshot).
    ///
    /// # Errors
    /// The query's own, or `Busy` when no connection is free within five seconds.
    pub async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Connection<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.clone()
            .blocking(move |kind| match kind {
                Kind::Sqlite { readers, .. } => sqlite_snapshot(readers, query),
                // No transaction around it: at READ COMMITTED that adds two trips to the server and no snapshot.
                Kind::Postgres { readers, .. } => {
                    pool::lend(readers)?.work(|connection| query(&mut Connection::Postgres(connection)))
                }
            })
            .await
    }

    /// Runs `query` on a reading connection, all of it at one moment of the database: whatever it reads was true
    /// together. Two more trips to PostgreSQL than [`read`](Self::read), none on SQLite.
    ///
    /// # Errors
    /// The query's own, or `Busy` when no connection is free within five seconds.
    pub async fn snapshot<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Connection<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.clone()
            .blocking(move |kind| match kind {
                Kind::Sqlite { readers, .. } => sqlite_snapshot(readers, query),
                Kind::Postgres { readers, .. } => pool::lend(readers)?.work(|connection| {
                    connection
                        .build_transaction()
                        .repeatable_read()
                        .read_only()
                        .run(|connection| query(&mut Connection::Postgres(connection)))
                }),
            })
            .await
    }

    /// How busy it is.
    #[must_use]
    pub fn load(&self) -> Load {
        match &*self.0 {
            Kind::Sqlite { writer, readers, place } => Load {
                readers: pool::load(readers),
                writers: None,
                queue: Some(writer.waiting()),
                log: Some(place.log()),
            },
            Kind::Postgres { writers, readers } => Load {
                readers: pool::load(readers),
                writers: Some(pool::load(writers)),
                queue: None,
                log: None,
            },
        }
    }

    /// Waits until the database is no longer where it was, and says so. PostgreSQL says by itself what became of it.
    pub async fn lost(&self) -> &'static str {
        match &*self.0 {
            Kind::Sqlite { place, .. } => {
                place.missed().await;
                GONE
            }
            Kind::Postgres { .. } => std::future::pending().await,
        }
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

/// A read of SQLite: one snapshot for all its statements.
fn sqlite_snapshot<T>(
    readers: &Pool<Manager<SqliteConnection>>,
    query: impl FnOnce(&mut Connection<'_>) -> Result<T>,
) -> Result<T> {
    pool::lend(readers)?
        .work(|connection| connection.transaction(|connection| query(&mut Connection::Sqlite(connection))))
}
