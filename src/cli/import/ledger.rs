//! What imports have brought, by kind of row and reference code: how rows point at each other, and why a second run
//! changes nothing.

use std::collections::HashMap;

use uuid::Uuid;

use super::brought::{Arrived, Brought};
use super::store;
use crate::base::Result;
use crate::tx::{Recorded, Tx};

/// Every row that was brought, now or in imports before.
#[derive(Debug, Default)]
pub struct Ledger(HashMap<(String, String), Uuid>);

impl Ledger {
    /// A ledger of these rows.
    #[must_use]
    pub fn of(rows: Vec<Brought>) -> Self {
        Self(rows.into_iter().map(|row| ((row.kind, row.reference), row.object)).collect())
    }

    /// What the row of a reference became.
    #[must_use]
    pub fn object(&self, kind: &str, reference: &str) -> Option<Uuid> {
        self.0.get(&(kind.to_owned(), reference.to_owned())).copied()
    }

    /// Adds a row that was brought.
    pub fn add(&mut self, row: Recorded<Brought>) {
        let row = row.into_inner();
        self.0.insert((row.kind, row.reference), row.object);
    }
}

/// Remembers that a row was brought.
///
/// # Errors
/// Whatever the database refuses.
pub fn enter(tx: &mut Tx<'_>, row: Brought) -> Result<Recorded<Brought>> {
    let event = Arrived(row.object);
    let recorded = tx.record(row, &event)?;
    store::insert(tx, &recorded)?;
    Ok(recorded)
}
