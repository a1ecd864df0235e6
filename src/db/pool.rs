//! Pools that ask a connection whether it still lives only when it has rested.
//!
//! Asking costs a trip to the database before every query. A connection that did its last work well within the last
//! second is lent as it is; one whose last work failed is asked first, so that a restart of the database is noticed.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{
    ConnectionManager, HandleError, ManageConnection, Pool, PooledConnection, R2D2Connection,
};

use super::postgres;
use crate::base::{Error, Result, Seldom};

/// How long a connection that worked is taken to live.
const FRESH: Duration = Duration::from_secs(1);
/// How long a connection is waited for.
const WAIT: Duration = Duration::from_secs(5);
/// None was free in that time.
const NONE_FREE: Error = Error::Busy { after: 1, cause: "no connection to the database was free in time" };

/// Opens connections with their settings.
pub struct Manager<C: R2D2Connection + 'static> {
    address: ConnectionManager<C>,
    written: String,
    settings: String,
}

/// Why connections could not be made, for the log.
#[derive(Debug)]
struct Told {
    address: String,
    lately: Seldom,
}

impl HandleError<diesel::r2d2::Error> for Told {
    fn handle_error(&self, error: diesel::r2d2::Error) {
        let said = error.to_string();
        // Of SQLite the address is a path; of PostgreSQL it can hold a password.
        let why = if self.address.contains("://") { postgres::explained(&self.address, &said) } else { said };
        if self.lately.is_due(&why) {
            tracing::error!(why, "no connection to the database; said once a minute");
        }
    }
}

/// A pool of at most `size` connections, one of which is there already.
///
/// # Errors
/// `Busy` when the database cannot be reached.
pub fn open<C>(size: u32, manager: Manager<C>) -> Result<Pool<Manager<C>>>
where
    C: R2D2Connection + SimpleConnection + Send + 'static,
{
    let told = Told { address: manager.written.clone(), lately: Seldom::new() };
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .connection_timeout(WAIT)
        .error_handler(Box::new(told))
        .build(manager)
        .map_err(|_| NONE_FREE)
}

/// A connection of the pool, for as long as it is held.
///
/// # Errors
/// `Busy` when none is free in time.
pub fn lend<C>(pool: &Pool<Manager<C>>) -> Result<PooledConnection<Manager<C>>>
where
    C: R2D2Connection + SimpleConnection + Send + 'static,
{
    pool.get().map_err(|_| NONE_FREE)
}

/// How many connections are in use, and how many there may be.
pub fn load<C>(pool: &Pool<Manager<C>>) -> (u32, u32)
where
    C: R2D2Connection + SimpleConnection + Send + 'static,
{
    let state = pool.state();
    (state.connections.saturating_sub(state.idle_connections), pool.max_size())
}

/// A connection, and when it last did its work well.
pub struct Lent<C> {
    connection: C,
    worked: Option<Instant>,
}

impl<C: R2D2Connection + 'static> Manager<C> {
    /// Connections to `address`, each set up by the SQL `settings`.
    pub fn new(address: &str, settings: impl Into<String>) -> Self {
        Self {
            address: ConnectionManager::new(address),
            written: address.to_owned(),
            settings: settings.into(),
        }
    }
}

impl<C: R2D2Connection + SimpleConnection + Send + 'static> ManageConnection for Manager<C> {
    type Connection = Lent<C>;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Lent<C>, Self::Error> {
        let mut connection = self.address.connect()?;
        connection.batch_execute(&self.settings).map_err(diesel::r2d2::Error::QueryError)?;
        Ok(Lent { connection, worked: None })
    }

    fn is_valid(&self, lent: &mut Lent<C>) -> Result<(), Self::Error> {
        if lent.worked.is_some_and(|worked| worked.elapsed() < FRESH) {
            return Ok(());
        }
        self.address.is_valid(&mut lent.connection)
    }

    fn has_broken(&self, lent: &mut Lent<C>) -> bool {
        self.address.has_broken(&mut lent.connection)
    }
}

impl<C> Lent<C> {
    /// Does some work on the connection.
    ///
    /// # Errors
    /// The work's own.
    pub fn work<T>(&mut self, work: impl FnOnce(&mut C) -> Result<T>) -> Result<T> {
        self.worked = None;
        let outcome = work(&mut self.connection);
        // What the work refused says nothing against the connection; what the database could not do may.
        if !matches!(outcome, Err(Error::Busy { .. } | Error::Internal(_))) {
            self.worked = Some(Instant::now());
        }
        outcome
    }
}
