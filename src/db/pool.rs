//! Pools that ask a connection whether it still lives only when it has rested.
//!
//! Asking costs a trip to the database before every query. A connection that did its last work well within the last
//! second is lent as it is; one whose last work failed is asked first, so that a restart of the database is noticed.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ConnectionManager, ManageConnection, R2D2Connection};

use crate::base::{Error, Result};

/// How long a connection that worked is taken to live.
const FRESH: Duration = Duration::from_secs(1);

/// Opens connections with their settings.
#[derive(Debug)]
pub struct Manager<C: R2D2Connection + 'static> {
    address: ConnectionManager<C>,
    settings: String,
}

/// A connection, and when it last did its work well.
pub struct Lent<C> {
    connection: C,
    worked: Option<Instant>,
}

impl<C: R2D2Connection + 'static> Manager<C> {
    /// Connections to `address`, each set up by the SQL `settings`.
    pub fn new(address: &str, settings: impl Into<String>) -> Self {
        Self { address: ConnectionManager::new(address), settings: settings.into() }
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
