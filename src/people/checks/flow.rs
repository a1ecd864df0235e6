//! What coordinators do about checks.

use super::model::{Check, Sighting};
use super::record::CheckEvent;
use super::{rules, store};
use crate::access::AccountId;
use crate::base::Result;
use crate::people::accounts;
use crate::tx::{Tx, open_all};

/// Records that a person has passed a check, seen by the caller.
///
/// # Errors
/// `NotFound` for nobody, `Invalid` for days out of range.
pub fn record(tx: &mut Tx<'_>, person: AccountId, sighting: Sighting) -> Result<Check> {
    let person = accounts::store::card(tx, person)?.open(tx)?;
    let faults = rules::faults(&sighting, tx.today());
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let check = Check {
        id: tx.fresh(),
        person: person.id,
        sighting,
        seen_by: tx.actor().account(),
        seen_by_name: None,
        recorded_at: tx.now,
    };
    let recorded = tx.record(check.clone(), &CheckEvent::Recorded(check))?;
    store::insert(tx, recorded)
}

/// Every check that a person has passed.
///
/// # Errors
/// `NotFound` for nobody.
pub fn list(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<Check>> {
    let person = accounts::store::card(tx, person)?.open(tx)?;
    let rows = store::of_person(tx, person.id)?;
    open_all(rows, tx)
}
